"""What the permission table grants, a route offers: no cell promises what does not exist."""

from collections.abc import Mapping

from api.permit import Need, needs
from models.scope import SCOPES, Scope
from tradein import permissions
from tradein.permissions import NARROWED_BY_ACTION, TERRITORIAL, Grant

VIEWS: Mapping[tuple[str, str], str] = {
    ("unit_trace", "public_trace"): "api/routes/obj.py shows nothing else",
    ("unit", "own_leg"): "models/trace.py tells the actor's leg alone",
    ("alert", "no_source"): "api/routes/alert.py HIDDEN",
    ("alert", "hold_reason"): "api/routes/alert.py HIDDEN",
    ("tally", "totals"): "api/routes/figure.py and api/routes/open_figures.py show nothing else",
    ("system_config", "config_no_secrets"): "api/routes/network.py: networks are no secret",
}
"""`(resource, view)` that a route makes for some of those it serves; other views are named by a route's `permit`."""

ASKED_INSIDE: Mapping[tuple[str, str, str], str] = {
    ("order", "create", "link"): "api/on_behalf.py, while a booking is placed",
}
"""`(resource, verb, action)` that a route asks about within a wider act."""


def _demanded(served: set[Need], resource: str, grant: Grant, verb: str, action: str | None) -> bool:
    return any(
        (need.resource, need.verb) == (resource, verb)
        and (action is None or need.action == action)
        and grant.covers(verb, need.action, need.view)
        and (grant.view is None or need.view == grant.view or (resource, grant.view) in VIEWS)
        for need in served
    )


def _cells():
    for resource, rows in permissions.table().resources.items():
        for role, given in rows.items():
            for grant in given:
                for verb in sorted(grant.verbs):
                    narrowed = verb in NARROWED_BY_ACTION and grant.actions is not None
                    for action in sorted(grant.actions or ()) if narrowed else (None,):
                        yield role, resource, grant, verb, action


def test_every_granted_cell_is_offered_by_a_route(_application):  # noqa: PT019 - the routes alone
    served = {need for _, _, need in needs(_application)}
    assert [
        (role, resource, verb, action, grant.view)
        for role, resource, grant, verb, action in _cells()
        if not _demanded(served, resource, grant, verb, action)
        and (resource, verb, action) not in ASKED_INSIDE
    ] == []


def _reaches(rules: Scope, scope: str) -> bool:
    match scope:
        case "own" | "assigned":
            return bool(getattr(rules, scope) or rules.order or rules.resource == "organisation")
        case "organisation":
            return bool(rules.organisation or rules.order or rules.unit)
        case _:
            return scope not in TERRITORIAL or bool(rules.region or rules.seat or rules.about)


def test_every_granted_reach_selects_rows():
    """A list that a role may open, and that nothing could ever stand in, promises what does not exist."""
    tables = {resource: [one for one in SCOPES.values() if one.resource == resource] for resource in
              permissions.table().resources}  # fmt: skip
    assert [
        (role, resource, grant.scope)
        for role, resource, grant, verb, _ in _cells()
        if verb == "read" and tables[resource]
        and not any(_reaches(rules, grant.scope) for rules in tables[resource])
    ] == []  # fmt: skip


def test_nothing_is_declared_that_no_cell_uses():
    from tradein import packaged

    document = packaged.document("permissions.yaml")
    given = [
        grant for rows in permissions.table().resources.values() for row in rows.values() for grant in row
    ]
    assert set(document["views"]) == {grant.view for grant in given} - {None}
    assert set(document["conditions"]) == {name for grant in given for name in grant.when}
