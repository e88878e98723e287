"""Applications of organisations: to come in, to change what is registered, to enter or renew licences.

One table says what may follow what. A bureau decides exactly the version it has read; who asked never decides.
"""

from collections.abc import Mapping
from enum import StrEnum

from tradein.contact import names_somebody
from tradein.refusals.application import ApplicationMoved
from tradein.refusals.party import LoginPersonal


class ApplicationKind(StrEnum):
    """What is applied for."""

    REGISTRATION = "registration"
    AMENDMENT = "amendment"
    LICENCE = "licence"


class ApplicationState(StrEnum):
    """Who has it to do."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ApplicationAction(StrEnum):
    """One line of an application's history."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    RETURN = "return"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


State, Action = ApplicationState, ApplicationAction

MOVES: Mapping[tuple[ApplicationState, ApplicationAction], ApplicationState] = {
    (State.SUBMITTED, Action.RESUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Action.RETURN): State.RETURNED,
    (State.SUBMITTED, Action.APPROVE): State.APPROVED,
    (State.SUBMITTED, Action.REFUSE): State.REFUSED,
    (State.SUBMITTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.RETURNED, Action.RESUBMIT): State.SUBMITTED,
    (State.RETURNED, Action.REFUSE): State.REFUSED,
    (State.RETURNED, Action.WITHDRAW): State.WITHDRAWN,
}
OPEN = frozenset(before for before, _ in MOVES)
"""States in which something may still happen."""
BY_BUREAU = frozenset({Action.RETURN, Action.APPROVE, Action.REFUSE})


def moved(state: ApplicationState, action: ApplicationAction) -> ApplicationState:
    """The state after an action; raises `application_moved` where it may not follow."""
    after = MOVES.get((state, action))
    if after is None:
        raise ApplicationMoved(state=state.value, action=action.value)
    return after


def first_login(chosen: str, credit_code: str) -> str:
    """What a firm's first member signs in with: the name they chose, at their firm's credit code.

    Anybody may apply, so a name that somebody else has must not be refused: that would tell a stranger who is here. At
    one's own credit code it is nobody else's. Raises `login_personal` for a phone or identity number.
    """
    if names_somebody(chosen):
        raise LoginPersonal("manager.login")
    return f"{chosen}@{credit_code.lower()}"
