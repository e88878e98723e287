"""The consumer's answer to a price change, and the booking's end if they would rather have none."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.order import SYSTEM, TradeOrder
from models.order_change import cancel
from models.requote import Answer, code_fits, decide, pending_requote
from tradein.actor import Actor
from tradein.handover import ConsentCodeWrong
from tradein.order import CancelCause, ConsentDecision
from tradein.refusal import Refusal

STAFF = "recycler_staff"


def give_consent(
    session: Session, order: TradeOrder, answer: Answer, by: tuple[Actor, datetime], key: bytes
) -> Refusal | None:
    """Settle the pending price change. `order` is locked.

    A collector needs the code the consumer was shown. A wrong one is returned, not raised: the caller commits the
    counted try first and refuses then. Refusing and cancelling is free, for the price was not the promised one.
    """
    requote = pending_requote(session, order.id)
    if by[0].role == STAFF:
        left = code_fits(session, requote, answer.code, key)
        if left >= 0:
            return ConsentCodeWrong("code", tries_left=left)
    decide(session, order, requote, answer.decision, by)
    if answer.decision is ConsentDecision.REFUSE_AND_CANCEL:
        # With the code, the collector's tap is the consumer's word: the platform ends the booking on it.
        ending = (SYSTEM, by[1]) if by[0].role == STAFF else by
        cancel(session, order, (CancelCause.PRICE_CHANGED, None), ending)
    return None
