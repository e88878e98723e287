"""How much of what decides is really tested: each small change of a module must turn its own tests red.

    python -m tests.mutation tradein/permissions.py tests/domain/test_permissions.py
    python -m tests.mutation models/session.py tests/http/test_session.py tests/http/test_credential.py
    python -m tests.mutation --at-most=60 models/scope.py tests/persistence/test_scope_reach.py

Every comparison, boolean operator, negation, constant and returned value is changed once, in a copy of the tree under
a temporary folder (`tests.mutation_run`); a change that no test notices is printed. With `--at-most` as many are taken,
evenly from the first to the last, the same ones every time. Changes that change nothing anybody
could notice are listed with the reason in `tests/data/equal_mutants.csv` and not counted. What is on record stands in
docs/security.md.
"""

import argparse
import ast
import copy
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.mutation_run import trial

ROOT = Path(__file__).resolve().parents[1]
LEAST = 85
"""Per cent of changes that must be noticed."""
EQUAL = ROOT / "tests/data/equal_mutants.csv"
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Sub: ast.Add,
    ast.Add: ast.Sub,
    ast.BitXor: ast.BitAnd,
}


def _sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be changed, and how; docstrings and annotations are nobody's decision."""
    skipped = {id(node) for node in _words(tree)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "compare"
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            yield node, "operator"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "negation"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str) and node.value != "":
            yield node, "constant"
        elif isinstance(node, ast.Return) and ast.unparse(node) not in {"return", "return None"}:
            yield node, "return"


def _words(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield from ast.walk(node)
        elif isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation):
            yield from ast.walk(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            yield from (
                one for part in [node.returns, *node.decorator_list] if part for one in ast.walk(part)
            )
        elif isinstance(node, ast.ClassDef):
            yield from (one for part in node.decorator_list for one in ast.walk(part))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"cast", "TypeVar", "ParamSpec"}:
            yield from ast.walk(node.args[0])
        elif isinstance(node, ast.JoinedStr | ast.Raise) or _is_sentence(node):
            # What a fault is called is for people; that every sentence is there is tests/guards/test_refusals.py's.
            yield from ast.walk(node)


def _is_sentence(node: ast.AST) -> bool:
    """Whether it is what a refusal says in Chinese or English, or what a module says it offers."""
    return isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] in (
        ["zh"],
        ["en"],
        ["__all__"],
    )


def _change(node: ast.AST, kind: str) -> None:
    match kind:
        case "compare":
            node.ops[0] = SWAPS[type(node.ops[0])]()
        case "operator":
            node.op = SWAPS[type(node.op)]()
        case "negation":
            node.op = ast.UAdd()
            node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        case "constant":
            node.value = _other(node.value)
        case "return":
            node.value = ast.Constant(None)


def _other(value: bool | int | str) -> bool | int | str:  # noqa: FBT001 - a constant of the source
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value}~"


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """`(where and what, changed source)` for every change."""
    count = sum(1 for _ in _sites(ast.parse(source)))
    for number in range(count):
        tree = copy.deepcopy(ast.parse(source))
        node, kind = list(_sites(tree))[number]
        before = ast.unparse(node)[:80]
        _change(node, kind)
        yield (
            f"line {getattr(node, 'lineno', 0)} {kind}: {before}",
            ast.unparse(ast.fix_missing_locations(tree)),
        )


def _equal(module: str) -> set[str]:
    """What of a module may be changed without anybody being able to notice."""
    with EQUAL.open(encoding="utf-8", newline="") as file:
        return {row["change"] for row in csv.DictReader(file) if row["module"] == module}


def _sample(every: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """At most so many of the changes, evenly from the first to the last."""
    if len(every) <= most:
        return every
    return [every[number * len(every) // most] for number in range(most)]


def main(*given: str) -> int:
    """Run the changes of a module against the tests; prints the survivors and the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--at-most", type=int, default=sys.maxsize)
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    asked = parser.parse_args(given)
    module = asked.module
    source, equal = (ROOT / module).read_text("utf-8"), _equal(module)
    every = list(mutants(source))
    chosen = _sample(every, asked.at_most)
    killed, survived, met = 0, 0, set()
    with trial(ROOT, module, asked.tests) as noticed:
        for _ in ("to learn what they read", "with that read beforehand"):
            assert not noticed(source), "the tests fail without any change"
        for what, changed in chosen:
            if (named := what.partition(" ")[2].partition(" ")[2]) in equal:
                met.add(named)
            elif noticed(changed):
                killed += 1
            else:
                survived += 1
                print(f"survived  {what}", flush=True)
    score = 100 * killed / (killed + survived)
    print(
        f"{module}: {killed} of {killed + survived} changes noticed, {score:.1f} %; {len(met)} change nothing;"
        f" {len(chosen)} of {len(every)} tried",
        flush=True,
    )
    gone = set() if len(chosen) < len(every) else equal - met
    for named in sorted(gone):
        print(f"no such change: {named}", flush=True)
    return 0 if score >= LEAST and not gone else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
