"""The conditions a grant may carry, each a named predicate on the actor and the facts; absent facts say no."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tradein.actor import Actor

Facts = Mapping[str, Any]

TASK_CLOSES_AFTER = timedelta(days=7)

# What a role may hand on: a manager appoints within the trade, never an officer.
MAY_APPOINT: Mapping[str, frozenset[str]] = {
    "recycler_manager": frozenset({"recycler_manager", "recycler_staff", "warehouse"}),
    "warehouse": frozenset({"warehouse"}),
    "dismantler": frozenset({"dismantler"}),
    "refurbisher": frozenset({"refurbisher"}),
    "retailer_clerk": frozenset({"retailer_clerk"}),
}
KEY_ROLE = "integration_client"


APPOINTABLE = tuple(sorted(frozenset[str]().union(*MAY_APPOINT.values())))


def may_appoint(role: str, granted_role: str) -> bool:
    """Whether a member with `role` may give `granted_role` to somebody else or to a key."""
    return granted_role == KEY_ROLE or granted_role in MAY_APPOINT.get(role, frozenset())


def _manager(actor: Actor | None, _: Facts) -> bool:
    return actor is not None and actor.manages


def _key_scope(actor: Actor | None, _: Facts) -> bool:
    # The scopes themselves are asked in `permissions.grants`, for every key on every resource.
    return actor is not None and actor.key_id is not None


def _not_above_own_role(actor: Actor | None, facts: Facts) -> bool:
    role = facts.get("granted_role")
    return actor is not None and (role is None or may_appoint(actor.role, role))


def _not_creator(actor: Actor | None, facts: Facts) -> bool:
    if actor is None or "creators" not in facts:
        return False
    mine = {actor.account_id, actor.key_id} - {None}
    return bool(mine) and mine.isdisjoint(facts["creators"])


def _until_done(_: Actor | None, facts: Facts) -> bool:
    return facts.get("done") is False


def _task_open(_: Actor | None, facts: Facts) -> bool:
    if "closed_at" not in facts:
        return False
    closed_at = facts["closed_at"]
    return closed_at is None or bool(facts["now"] - closed_at < TASK_CLOSES_AFTER)


def _task_closed(actor: Actor | None, facts: Facts) -> bool:
    return "closed_at" in facts and not _task_open(actor, facts)


def _reason(_: Actor | None, facts: Facts) -> bool:
    return len(facts.get("reason") or "") >= 10


def _appointed(actor: Actor | None, _: Facts) -> bool:
    # The appointment's term is the membership's, asked on every request; its territory is the actor's region.
    return actor is not None and actor.membership_id is not None


def _reauth(actor: Actor | None, _: Facts) -> bool:
    return actor is not None and actor.fresh_proof


def _stated(name: str) -> Callable[[Actor | None, Facts], bool]:
    return lambda _, facts: facts.get(name) is True


# Stated by the route that has seen to it: proofs presented, obligations it fulfils, relations it looked up.
_STATED = (
    "consumer_otp",
    "by_code",
    "two_admins",
    "money_cases",
    "leg_in_jurisdiction",
    "ticket",
    "time_box",
    "daily_quota",
    "notify_subject",
    "logged",
    "k_suppressed",
)

PREDICATES: Mapping[str, Callable[[Actor | None, Facts], bool]] = {
    "manager_flag": _manager,
    "key_scope": _key_scope,
    "not_above_own_role": _not_above_own_role,
    "not_creator": _not_creator,
    "until_done": _until_done,
    "task_open": _task_open,
    "task_closed": _task_closed,
    "reason": _reason,
    "within_appointment": _appointed,
    "reauth": _reauth,
    **{name: _stated(name) for name in _STATED},
}
CONDITIONS = frozenset(PREDICATES)

# Answered by the actor alone, so they are asked before any record is read.
AT_THE_DOOR = frozenset({"manager_flag", "key_scope", "within_appointment", "reauth"})

FACT: Mapping[str, str] = {
    "not_above_own_role": "granted_role",
    "not_creator": "creators",
    "until_done": "done",
    "task_open": "closed_at",
    "task_closed": "closed_at",
    "reason": "reason",
    **{name: name for name in _STATED},
}
"""The fact each of the others is answered by: whoever asks about a record gives it."""


def holds(condition: str, actor: Actor | None, facts: Facts) -> bool:
    """Whether `condition` holds for `actor` on `facts`."""
    return PREDICATES[condition](actor, facts)
