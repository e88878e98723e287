"""Who may see whose canary: said here by place alone, not by the code under test."""

from collections.abc import Mapping

from tests import world as base
from tests.http.matrix_world import Corner
from tests.world import Person

# Whose a canary is besides its corner: the kinds of organisation it belongs to; everybody in the corner if absent.
OWNERS: Mapping[str, frozenset[str]] = {
    "device": frozenset({"recycler"}),
    "key": frozenset({"recycler"}),
    "invitation": frozenset({"recycler"}),
    "application": frozenset({"recycler"}),
    "document": frozenset({"recycler"}),
    "photo": frozenset({"recycler"}),
    "roll": frozenset({"recycler"}),
    "member": frozenset({"recycler"}),
    "site": frozenset({"recycler"}),
    "order": frozenset({"recycler"}),
    "audit": frozenset({"recycler"}),
    "pending": frozenset({"recycler"}),
    "licence": frozenset({"dismantler"}),
    "bench": frozenset({"dismantler"}),
    "check": frozenset({"dismantler"}),
    "shipment": frozenset({"dismantler"}),
    "transfer": frozenset({"dismantler"}),
    "lot": frozenset({"dismantler"}),
    "load": frozenset({"recycler", "dismantler"}),
    "correction": frozenset({"recycler", "warehouse"}),
    "label": frozenset({"recycler"}),
    "organisation": frozenset({"recycler"}),
    "applicationlog": frozenset({"recycler"}),
    "review": frozenset({"recycler"}),
    "requote": frozenset({"recycler"}),
    "orderlog": frozenset({"recycler"}),
    "notice": frozenset({"dismantler"}),
    "suspension": frozenset({"dismantler"}),
    "packing": frozenset({"dismantler"}),
    "amended": frozenset({"dismantler"}),
    # Told to bureaus alone.
    "alarm": frozenset(),
}
EVERYWHERE = frozenset({"key", "audit"})
"""What an auditor searches without a territory."""
PERSONS: Mapping[str, frozenset[str]] = {
    # Whoever made it, and nobody else.
    "export": frozenset({"recycler_manager"}),
    # Whoever looked, and whom they looked at.
    "unmasking": frozenset({"recycler_manager", "consumer"}),
    # In clear: the consumer's own, and the collector's own job while it is open.
    "contact": frozenset({"consumer", "recycler_staff"}),
    # In clear to others only after an unmasking, which nobody here asks for.
    "realname": frozenset({"consumer"}),
}
OFFICERS = frozenset({"district_officer", "city_officer", "province_officer", "auditor"})


def may_see(
    person: Person | None, home: Corner, whose: Corner, canary: tuple[str, int], turn: int = 0
) -> bool:
    """Whether the `turn`th of `home` may find the canary of a table and turn of `whose` corner in an answer."""
    table, of = canary
    if person is None:
        return False
    role, same, mine = person.role, whose.number == home.number, of == turn
    if role == "auditor" and table in EVERYWHERE:
        return True
    if table in PERSONS:
        return same and mine and role in PERSONS[table]
    if role == "consumer":
        return same and mine and table in {"unit", "alert", "photo", "order", "review", "requote", "orderlog"}
    if role in base.OFFICE_ROLES:
        return role in OFFICERS and person.region in whose.region
    owners = OWNERS.get(table)
    return same and (
        owners is None or (person.organisation is not None and person.organisation.kind in owners)
    )
