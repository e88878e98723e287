"""A booking's states as one table, and what a cancellation or a price change at the door means.

No other line of the platform says what may follow what. `tests/domain/test_order.py` walks the whole product
state x action x role against this table.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tradein.refusal import Forbidden, Refusal
from tradein.timetable import WINDOW


class OrderState(StrEnum):
    """Where a booking stands."""

    PLACED = "placed"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    COLLECTED = "collected"
    CANCELLED = "cancelled"


class OrderAction(StrEnum):
    """What can be done to a booking; the words are also the API's."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASSIGN = "assign"
    RESCHEDULE = "reschedule"
    REQUOTE = "requote"
    CONSENT = "consent"
    RENEW_CODE = "renew_code"
    COLLECT = "collect"
    CANCEL = "cancel"
    REVIEW = "review"


class Move(NamedTuple):
    """One legal action: the state it leads to and the roles that may take it."""

    to: OrderState
    roles: frozenset[str]


OPEN_STATES = frozenset({OrderState.PLACED, OrderState.DISPATCHED, OrderState.ACCEPTED, OrderState.ASSIGNED})
FINAL_STATES = frozenset({OrderState.COLLECTED, OrderState.CANCELLED})

_BOOKER = frozenset({"consumer", "community_worker", "integration_client"})
_MANAGER = frozenset({"recycler_manager"})
_STAFF = frozenset({"recycler_staff"})
_SYSTEM = frozenset({"system"})
_OFFICER = frozenset({"district_officer"})

_P, _D, _A, _S, _C, _X = OrderState
_Do = OrderAction

TABLE: dict[tuple[OrderState, OrderAction], Move] = {
    (_P, _Do.DISPATCH): Move(_D, _SYSTEM | _OFFICER),
    (_P, _Do.RESCHEDULE): Move(_P, _BOOKER),
    (_P, _Do.CANCEL): Move(_X, _BOOKER | _SYSTEM),
    (_P, _Do.RENEW_CODE): Move(_P, _BOOKER),
    (_D, _Do.ACCEPT): Move(_A, _MANAGER),
    (_D, _Do.REFUSE): Move(_P, _MANAGER | _SYSTEM),
    (_D, _Do.RESCHEDULE): Move(_D, _BOOKER | _MANAGER),
    (_D, _Do.CANCEL): Move(_X, _BOOKER | _SYSTEM),
    (_D, _Do.RENEW_CODE): Move(_D, _BOOKER),
    # A pick-up is a fact, also when the recycler's own paper work is behind it.
    (_D, _Do.COLLECT): Move(_C, _SYSTEM),
    (_A, _Do.ASSIGN): Move(_S, _MANAGER),
    # A new time undoes the appointment: the collector must be found free again.
    (_A, _Do.RESCHEDULE): Move(_A, _BOOKER | _MANAGER),
    (_A, _Do.CANCEL): Move(_X, _BOOKER | _MANAGER | _SYSTEM),
    (_A, _Do.RENEW_CODE): Move(_A, _BOOKER),
    (_A, _Do.COLLECT): Move(_C, _SYSTEM),
    (_S, _Do.ASSIGN): Move(_S, _MANAGER),
    (_S, _Do.RESCHEDULE): Move(_A, _BOOKER | _MANAGER),
    (_S, _Do.REQUOTE): Move(_S, _STAFF),
    (_S, _Do.CONSENT): Move(_S, _BOOKER | _STAFF),
    (_S, _Do.RENEW_CODE): Move(_S, _BOOKER),
    (_S, _Do.COLLECT): Move(_C, _SYSTEM),
    (_S, _Do.CANCEL): Move(_X, _BOOKER | _MANAGER | _SYSTEM),
    (_C, _Do.REVIEW): Move(_C, _BOOKER),
}


class OrderActionNotNow(Refusal):
    """The booking's state does not allow the action: somebody was faster, or it is too late (H12)."""

    code = "order_action_not_now"
    status = 409
    zh = "订单当前状态为“{state}”，不能执行“{action}”，请刷新后再看。"
    en = "The order is “{state}” now, so “{action}” is not possible. Please reload."


def next_state(state: OrderState, action: OrderAction, role: str) -> OrderState:
    """The state that follows, or a refusal: 409 when the table has no such move, 403 when it is not this role's."""
    move = TABLE.get((state, action))
    if move is None:
        raise OrderActionNotNow(state=state.value, action=action.value)
    if role not in move.roles:
        raise Forbidden
    return move.to


def allowed_actions(state: OrderState, role: str) -> tuple[OrderAction, ...]:
    """What this role may do now, for the screen to offer; the server checks again when it is done."""
    return tuple(action for (at, action), move in TABLE.items() if at is state and role in move.roles)


# ---- cancelling ---------------------------------------------------------------------------------------------

FREE_UNTIL = timedelta(hours=2)
"""A consumer may cancel or move a booking without a mark until this long before the slot begins."""


class CancelCause(StrEnum):
    """Why a booking ends without a pick-up; decides who carries the mark."""

    CONSUMER = "consumer"
    RECYCLER = "recycler"
    PRICE_CHANGED = "price_changed"
    NO_RECYCLER = "no_recycler"


class Consequence(NamedTuple):
    """What a cancellation leaves behind: a mark or none, and the sentence shown before and after."""

    cause: CancelCause
    zh: str
    en: str
    late: bool = False


_ON_TIME = (
    "预约开始前两小时以上取消，不作记录。",
    "Cancelled more than two hours ahead: nothing is recorded.",
)
_LATE = (
    "距预约开始不足两小时取消，记为临时取消一次。",
    "Cancelled less than two hours ahead: recorded as one late cancellation.",
)
_REST = (
    "已收走的照付，其余取消；订单按“部分收取”结束，不作记录。",
    "What was picked up is paid for; the rest is cancelled and nothing is recorded.",
)
_NOT_YOURS = ("非用户原因取消，不影响您的记录。", "Not cancelled by you: your record is not affected.")


def consequence(cause: CancelCause, slot_start: datetime, now: datetime) -> Consequence:
    """What cancelling now means. Only the consumer's own change of mind can be late, never a changed price."""
    if cause is CancelCause.CONSUMER and now >= slot_start + WINDOW:
        cause = CancelCause.RECYCLER  # the window passed and nobody came
    if cause is not CancelCause.CONSUMER:
        return Consequence(cause, *_NOT_YOURS)
    if now <= slot_start - FREE_UNTIL:
        return Consequence(cause, *_ON_TIME)
    return Consequence(cause, *_LATE, late=True)


def consequence_for_rest(cause: CancelCause) -> Consequence:
    """What cancelling means once part was picked up: the booking closes as collected, which marks nobody."""
    return Consequence(cause, *_REST)


def cause_of(role: str) -> CancelCause:
    """Whose decision a cancellation is, from the role that asks for it."""
    return {"recycler_manager": CancelCause.RECYCLER, "system": CancelCause.NO_RECYCLER}.get(
        role, CancelCause.CONSUMER
    )


# ---- the price at the door ------------------------------------------------------------------------------------


class RequoteReason(StrEnum):
    """The only grounds on which a promised price may be questioned at the door."""

    TYPE_DIFFERS = "type_differs"
    AGE_DIFFERS = "age_differs"
    CONDITION_DIFFERS = "condition_differs"
    PART_MISSING = "part_missing"
    BETTER_THAN_STATED = "better_than_stated"


class RequoteState(StrEnum):
    """A proposed new price waits for the consumer; silence changes nothing."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ConsentDecision(StrEnum):
    """The consumer's answer. Refusing keeps the promised price; the consumer may instead end the booking, free."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REFUSE_AND_CANCEL = "refuse_and_cancel"


REQUOTE_TIMES = 10
"""So many times the standing price is a slipped digit."""
REQUOTES_PER_LINE = 2
"""Haggling is not a price promise: an appliance is re-quoted at most this often."""


class RequotePhotoMissing(Refusal):
    """A price may not change at the door without a picture that shows why."""

    code = "requote_photo_missing"
    zh = "现场改价必须至少附一张照片。"
    en = "A price change at the door needs at least one photo."


class RequotePriceUnchanged(Refusal):
    """The proposal equals the price that already stands."""

    code = "requote_price_unchanged"
    zh = "新价格与已承诺价格 {price_fen} 相同，无需改价。"
    en = "The new price equals the standing price of {price_fen}."


class RequoteOutOfRange(Refusal):
    """No appliance is worth less than the floor its quote promised, or many times what was promised."""

    code = "requote_out_of_range"
    zh = "新价格应在保底价 {low_fen} 与 {high_fen} 之间。"
    en = "The new price must lie between the quote's floor of {low_fen} and {high_fen}."


class RequoteDirection(Refusal):
    """A reason that speaks for the consumer cannot lower the price."""

    code = "requote_direction"
    zh = "改价方向与原因不符：“成色优于描述”只能提高价格。"
    en = "The new price contradicts its reason: “better than stated” can only raise it."


class RequoteTooOften(Refusal):
    """The appliance has been re-quoted as often as the rules allow."""

    code = "requote_too_often"
    status = 409
    zh = "同一件旧机最多改价 {limit} 次。"
    en = "One appliance may be re-quoted at most {limit} times."


@dataclass(frozen=True, slots=True)
class Proposal:
    """A collector's wish to change one appliance's price; amounts in fen."""

    reason: RequoteReason
    standing_fen: int
    new_fen: int
    photos: tuple[str, ...]
    earlier: int = 0
    floor_fen: int = 0
    """The quote's own floor: condition never takes a price below it, at the door as little as before."""


def check_proposal(proposal: Proposal) -> None:
    """Refuse a proposal that may not even be put to the consumer."""
    if not proposal.photos:
        raise RequotePhotoMissing("photos")
    if proposal.new_fen == proposal.standing_fen:
        raise RequotePriceUnchanged("price_fen", price_fen=proposal.standing_fen)
    most = REQUOTE_TIMES * max(proposal.standing_fen, proposal.floor_fen, 1)
    if not proposal.floor_fen <= proposal.new_fen <= most:
        raise RequoteOutOfRange("price_fen", low_fen=proposal.floor_fen, high_fen=most)
    better = proposal.reason is RequoteReason.BETTER_THAN_STATED
    if better and proposal.new_fen < proposal.standing_fen:
        raise RequoteDirection("price_fen")
    if proposal.earlier >= REQUOTES_PER_LINE:
        raise RequoteTooOften("line", limit=REQUOTES_PER_LINE)


def settled_fen(decision: ConsentDecision, standing_fen: int, new_fen: int) -> int:
    """The price that stands after the consumer's answer."""
    return new_fen if decision is ConsentDecision.ACCEPT else standing_fen
