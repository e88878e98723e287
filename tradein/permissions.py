"""The permission table as frozen values, and the three questions put to it: may this be tried, on these facts, how far.

The table is `tradein/data/permissions.yaml`. Everything not granted is denied. A grant's conditions are of two kinds:
those the actor alone answers (asked at the door, before any record is read) and those that need facts of the record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from tradein import packaged
from tradein.actor import Actor
from tradein.conditions import APPOINTABLE, AT_THE_DOOR, CONDITIONS, MAY_APPOINT, holds
from tradein.refusal import Forbidden

PUBLIC = "public"
# From narrow to wide; a record in the wider scope satisfies every reader whose grant reaches that far.
SCOPES = ("own", "assigned", "organisation", "district", "city", "province", "all")
TERRITORIAL = frozenset({"district", "city", "province"})
# Every key may ask whose it is.
FREE_OF_SCOPES = frozenset({"session"})
NARROWED_BY_ACTION = frozenset({"create", "update", "approve"})


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of the table: what a role may do with a resource, how far, and under which conditions."""

    verbs: frozenset[str]
    scope: str
    pii: str
    actions: frozenset[str] | None = None
    view: str | None = None
    when: tuple[str, ...] = ()

    def covers(self, verb: str, action: str | None, view: str | None = None) -> bool:
        """Whether the grant names this verb and, where it is narrowed to actions, this action; and `view`, if asked."""
        if verb not in self.verbs or view not in (None, self.view):
            return False
        return self.actions is None or verb not in NARROWED_BY_ACTION or action in self.actions


@dataclass(frozen=True, slots=True)
class Role:
    """Who somebody is; second factor and IP list are asked of every session by `tradein.gate`."""

    name: str
    zh: str
    auth: str
    max_scope: str
    second_factor: str
    ip_list: bool
    ends_with: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """The whole matrix: roles, and for each resource every role's grants (an empty tuple is an explicit no)."""

    roles: Mapping[str, Role]
    resources: Mapping[str, Mapping[str, tuple[Grant, ...]]]
    verbs: frozenset[str]
    sessions_only: Mapping[str, frozenset[str]]
    """Resource and verbs that no key ever has."""


def parse(document: Mapping[str, Any]) -> Table:
    """The table in `document`; raises `ValueError` for an unknown word or a resource that leaves out a role."""
    roles = {name: Role(name=name, **facts) for name, facts in document["roles"].items()}
    resources = {
        name: MappingProxyType({role: _grants(rows) for role, rows in resource["grants"].items()})
        for name, resource in document["resources"].items()
    }
    in_person = {name: frozenset(verbs) for name, verbs in document["sessions_only"].items()}
    table = Table(
        MappingProxyType(roles),
        MappingProxyType(resources),
        frozenset(document["verbs"]),
        MappingProxyType(in_person),
    )
    faults = [*_faults(table), *_unknown_barred(table), *_unknown_conditions(document["conditions"])]
    if faults:
        raise ValueError("; ".join(faults))
    return table


def _grants(rows: Any) -> tuple[Grant, ...]:
    if rows == "none":
        return ()
    return tuple(
        Grant(
            verbs=frozenset(row["verbs"]),
            scope=row["scope"],
            pii=row["pii"],
            actions=frozenset(row["actions"]) if "actions" in row else None,
            view=row.get("view"),
            when=tuple(row.get("when", ())),
        )
        for row in rows
    )


def _faults(table: Table) -> Iterable[str]:
    for name, grants in table.resources.items():
        if grants.keys() != table.roles.keys():
            yield f"{name} does not list exactly the known roles"
        for role, given in grants.items():
            for grant in given:
                if not grant.verbs <= table.verbs or grant.scope not in SCOPES:
                    yield f"{name}.{role}: unknown verb or scope"
                if not set(grant.when) <= CONDITIONS:
                    yield f"{name}.{role}: unknown condition"


def _unknown_barred(table: Table) -> Iterable[str]:
    for name, verbs in table.sessions_only.items():
        if name not in table.resources or not verbs <= table.verbs:
            yield f"sessions_only.{name}: unknown resource or verb"


def _unknown_conditions(declared: Mapping[str, str]) -> Iterable[str]:
    for name in sorted(declared.keys() ^ CONDITIONS):
        yield f"condition {name} is not both declared and decided"


@cache
def table() -> Table:
    """The packaged table, read once."""
    return parse(packaged.document("permissions.yaml"))


@cache
def granted(
    role: str, resource: str, verb: str, action: str | None = None, view: str | None = None
) -> tuple[Grant, ...]:
    """A role's grants for a verb on a resource, conditions not yet asked; empty when denied or unknown.

    `view` narrows to the grants of that set of fields: some routes show one such set and nothing else.
    """
    rows = table().resources.get(resource, {}).get(role, ())
    return tuple(grant for grant in rows if grant.covers(verb, action, view))


def ever_granted(role: str, resource: str, verb: str) -> bool:
    """Whether a role has the verb on the resource under any action and condition: the most a key of it may carry."""
    rows = table().resources.get(resource, {}).get(role, ())
    return any(verb in grant.verbs for grant in rows)


def key_may_carry(maker: str, role: str, resource: str, verb: str) -> bool:
    """Whether somebody with the role `maker` may put `resource:verb` into a key for `role`.

    It is `role`'s, no sessions' alone, and the maker's own or that of somebody they may appoint: an integration works
    for the whole firm, and for no other trade. What nobody in the trade does (booking for a customer) any firm's may.
    """
    if in_person(resource, verb) or not ever_granted(role, resource, verb):
        return False
    theirs = {one for one in APPOINTABLE if ever_granted(one, resource, verb)}
    return not theirs or not theirs.isdisjoint({maker} | MAY_APPOINT.get(maker, frozenset()))


def in_person(resource: str, verb: str) -> bool:
    """Whether only somebody signed in may do this, and no key."""
    return verb in table().sessions_only.get(resource, frozenset())


def grants(
    actor: Actor | None, resource: str, verb: str, action: str | None = None, view: str | None = None
) -> tuple[Grant, ...]:
    """The grants `actor` (None: the public) may try: those whose conditions on the actor alone hold.

    A key needs `resource:verb` among its scopes whatever its role, never exceeds that role, and does nothing that
    only somebody signed in may do.
    """
    if actor is not None and actor.key_id is not None and not _for_key(actor, resource, verb):
        return ()
    role = PUBLIC if actor is None else actor.role
    return tuple(
        grant
        for grant in granted(role, resource, verb, action, view)
        if all(holds(name, actor, {}) for name in grant.when if name in AT_THE_DOOR)
    )


def _for_key(actor: Actor, resource: str, verb: str) -> bool:
    return in_key_scope(actor, resource, verb) and not in_person(resource, verb)


def in_key_scope(actor: Actor, resource: str, verb: str) -> bool:
    """Whether a key's scopes name this."""
    if resource in FREE_OF_SCOPES:
        return True
    return not actor.scopes.isdisjoint({f"{resource}:{verb}", f"{resource}:*", "*"})


def allow(
    actor: Actor | None, resource: str, verb: str, action: str | None = None, **facts: Any
) -> tuple[Grant, ...]:
    """The grants all of whose conditions hold on `facts`, narrowest first; raises `Forbidden` when none does.

    A condition whose fact is not given does not hold. Facts: see `tradein.conditions`.
    """
    given = satisfied(actor, resource, verb, action, **facts)
    if not given:
        raise Forbidden
    return given


def satisfied(
    actor: Actor | None, resource: str, verb: str, action: str | None = None, **facts: Any
) -> tuple[Grant, ...]:
    """As `allow`, but empty where none holds: for records whose very existence depends on the answer (404, not 403)."""
    given = (
        grant
        for grant in grants(actor, resource, verb, action)
        if all(holds(name, actor, facts) for name in grant.when)
    )
    return tuple(sorted(given, key=lambda grant: SCOPES.index(grant.scope)))


def reach(actor: Actor | None, resource: str, verb: str, action: str | None = None) -> frozenset[str]:
    """The scopes in which `actor` may try the verb; empty when denied."""
    return frozenset(grant.scope for grant in grants(actor, resource, verb, action))
