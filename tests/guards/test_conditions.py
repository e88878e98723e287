"""A condition that the permission table declares is asked somewhere, on the facts of the record."""

import ast
from collections.abc import Iterator
from pathlib import Path

from api import permit
from tradein import permissions
from tradein.conditions import AT_THE_DOOR, FACT

ROOT = Path(__file__).resolve().parents[2]
ANY = "**"
ASKERS = frozenset({"allow", "satisfied"})
READ_FROM_ROUTE = {
    # A label's address is its whole code, or it is no such route.
    (
        "unit_trace",
        "read",
        "by_code",
    ): "api/routes/obj.py and api/routes/web.py take a complete code or nothing",
    ("organisation", "approve", "not_creator"): "models/application.py asks it of the application behind it",
    ("organisation", "read", "not_above_own_role"): "reading gives no role away",
    ("dismantling", "approve", "not_creator"): "tradein/dismantling.py: who explains does not confirm",
}
"""`(resource, verb, condition)` that something else than `permissions.allow` decides, and what."""


def _strings(node: ast.AST, known: dict[str, str | tuple[str, ...]]) -> list[str | None]:
    """What an argument may be: its text, the text of a constant of the module, or anything (None)."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Starred) and isinstance(node.value, ast.Name):
        found = known.get(node.value.id)
        return list(found) if isinstance(found, tuple) else [None, None, None]
    if isinstance(node, ast.Name):
        found = known.get(node.id)
        return [found] if isinstance(found, str) else [None]
    return [None]


def _constants(tree: ast.AST) -> dict[str, str | tuple[str, ...]]:
    found: dict[str, str | tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            if isinstance(value, str) or (
                isinstance(value, tuple) and all(isinstance(one, str) for one in value)
            ):
                found[node.targets[0].id] = value
    return found


def asked() -> Iterator[tuple[list[str | None], set[str]]]:
    """The arguments and the facts of every question put to the permission table."""
    for room in ("api", "models"):
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            known = _constants(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", None) in ASKERS:
                    words = [word for argument in node.args[1:] for word in _strings(argument, known)]
                    yield words, {keyword.arg or ANY for keyword in node.keywords}


def _answers(words: list[str | None], resource: str, verb: str) -> bool:
    pairs = zip(words, (resource, verb), strict=False)
    return len(words) >= 2 and all(said in (None, wanted) for said, wanted in pairs)


def test_every_declared_condition_of_a_served_route_is_evaluated(_application):  # noqa: PT019 - the routes alone
    questions, missing = list(asked()), set()
    for _, _, need in permit.needs(_application):
        for role in permissions.table().roles:
            for grant in permissions.granted(role, *need.asked):
                for condition in set(grant.when) - AT_THE_DOOR:
                    where = (need.resource, need.verb, condition)
                    # Every look at, and every change of, such a record is an audit row (api/audit_trail.py).
                    known = condition == "logged" or any(
                        _answers(words, need.resource, need.verb)
                        and not facts.isdisjoint({FACT[condition], ANY})
                        for words, facts in questions
                    )
                    if not known and where not in READ_FROM_ROUTE:
                        missing.add((*where, role))
    assert missing == set()


def test_every_condition_names_its_fact():
    assert FACT.keys() == permissions.CONDITIONS - AT_THE_DOOR
