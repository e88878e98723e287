"""Erasing what has been kept long enough, purpose by purpose; doing it twice erases nothing more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update, delete, func, or_, select, update
from sqlalchemy.orm import Session

from models.booking_review import OrderReview
from models.order import OrderContact, TradeOrder
from models.personal_consent import PersonalConsent
from models.real_name import RealName, RealNameAsk
from models.unmasking import Unmasking
from models.waste_transfer import WasteTransfer
from tradein.moment import day_of
from tradein.retention import RetentionPurpose, in_force


def forget_expired(session: Session, now: datetime) -> int:
    """Erase everything whose time is over, under the terms in force today; returns how many rows."""
    today = day_of(now)
    return sum(
        _rows(session, statement(now - in_force(purpose, today).kept))
        for purpose, statement in ERASURES.items()
    )


def _rows(session: Session, statement: Delete | Update) -> int:
    done = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount


def _booking_contact(before: datetime) -> Delete:
    ended = func.coalesce(TradeOrder.collected_at, TradeOrder.cancelled_at)
    return delete(OrderContact).where(
        OrderContact.order_id.in_(select(TradeOrder.id).where(ended.is_not(None), ended < before))
    )


def _review_remark(before: datetime) -> Update:
    held = or_(OrderReview.remark_sealed.is_not(None), OrderReview.remark_plain.is_not(None))
    erased = {OrderReview.remark_sealed: None, OrderReview.remark_plain: None}
    return update(OrderReview).where(OrderReview.written_at < before, held).values(erased)


def _real_name(before: datetime) -> Delete:
    return delete(RealName).where(RealName.verified_at < before)


def _real_name_ask(before: datetime) -> Delete:
    return delete(RealNameAsk).where(RealNameAsk.asked_at < before)


def _consent(before: datetime) -> Delete:
    return delete(PersonalConsent).where(PersonalConsent.withdrawn_at < before)


def _unmasking(before: datetime) -> Delete:
    return delete(Unmasking).where(Unmasking.until < before)


_WASTE_FIELDS = ("generator_contact", "generator_phone", "driver", "escort")


def _waste_contact(before: datetime) -> Update:
    columns = [
        getattr(WasteTransfer, f"{name}_{form}") for name in _WASTE_FIELDS for form in ("sealed", "plain")
    ]
    held = or_(*(column.is_not(None) for column in columns))
    return update(WasteTransfer).where(WasteTransfer.ended_at < before, held).values(dict.fromkeys(columns))


ERASURES: Mapping[RetentionPurpose, Callable[[datetime], Delete | Update]] = {
    RetentionPurpose.BOOKING_CONTACT: _booking_contact,
    RetentionPurpose.REVIEW_REMARK: _review_remark,
    RetentionPurpose.REAL_NAME: _real_name,
    RetentionPurpose.REAL_NAME_ASK: _real_name_ask,
    RetentionPurpose.CONSENT: _consent,
    RetentionPurpose.UNMASKING: _unmasking,
    RetentionPurpose.WASTE_CONTACT: _waste_contact,
}
