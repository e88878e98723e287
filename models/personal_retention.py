"""Erasing what has been kept long enough, purpose by purpose; doing it twice erases nothing more."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Delete,
    Insert,
    Update,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from models import photo_retention
from models.application import Application
from models.application_document import ApplicationDocument
from models.booking_review import OrderReview
from models.forgotten_object import forgetting
from models.invitation import Invitation
from models.order import OrderContact, TradeOrder
from models.personal_consent import PersonalConsent
from models.real_name import RealName, RealNameAsk
from models.unmasking import Unmasking
from models.waste_transfer import WasteTransfer
from tradein.application import ApplicationState
from tradein.moment import day_of
from tradein.retention import RetentionPurpose, in_force

Erasure = Delete | Update | ReturningInsert[str]


def forget_expired(session: Session, now: datetime) -> int:
    """Erase everything whose time is over, under the terms in force today; returns how many rows."""
    today = day_of(now)
    return sum(
        _rows(session, statement(now - in_force(purpose, today).kept))
        for purpose, statement in ERASURES.items()
    )


def _rows(session: Session, statement: Erasure) -> int:
    done = session.execute(statement.execution_options(synchronize_session=False))
    if isinstance(
        statement, Insert
    ):  # objects of the store went with their rows, and it is they that are counted
        return len(done.all())
    return cast("CursorResult[Any]", done).rowcount


def _booking_contact(before: datetime) -> Delete:
    return delete(OrderContact).where(
        OrderContact.order_id.in_(select(TradeOrder.id).where(_ended() < before))
    )


def _ended() -> ColumnElement[datetime]:
    """When a booking ended; none for an open one, which is never over."""
    return func.coalesce(TradeOrder.collected_at, TradeOrder.cancelled_at)


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


def _cancel_reason(before: datetime) -> Update:
    over = (TradeOrder.cancel_reason.is_not(None), _ended() < before)
    return update(TradeOrder).where(*over).values(cancel_reason=None)


def _decided(state: ColumnElement[bool], before: datetime) -> ReturningInsert[str]:
    # Withdrawing decides nothing: what it is counted from is when it was last asked.
    end = func.coalesce(Application.decided_at, Application.submitted_at)
    over = select(Application.id).where(state, end < before)
    gone = delete(ApplicationDocument).where(ApplicationDocument.application_id.in_(over))
    return forgetting(ApplicationDocument, gone)


def _application_document(before: datetime) -> ReturningInsert[str]:
    return _decided(Application.state == ApplicationState.APPROVED.value, before)


def _application_document_refused(before: datetime) -> ReturningInsert[str]:
    ended = (ApplicationState.REFUSED.value, ApplicationState.WITHDRAWN.value)
    return _decided(Application.state.in_(ended), before)


def _invitation(before: datetime) -> Delete:
    end = func.least(
        func.coalesce(Invitation.accepted_at, Invitation.revoked_at, Invitation.expires_at),
        Invitation.expires_at,
    )
    return delete(Invitation).where(end < before)


ERASURES: Mapping[RetentionPurpose, Callable[[datetime], Erasure]] = {
    RetentionPurpose.BOOKING_CONTACT: _booking_contact,
    RetentionPurpose.REVIEW_REMARK: _review_remark,
    RetentionPurpose.REAL_NAME: _real_name,
    RetentionPurpose.REAL_NAME_ASK: _real_name_ask,
    RetentionPurpose.CONSENT: _consent,
    RetentionPurpose.UNMASKING: _unmasking,
    RetentionPurpose.WASTE_CONTACT: _waste_contact,
    RetentionPurpose.CANCEL_REASON: _cancel_reason,
    RetentionPurpose.PHOTO: photo_retention.of_bookings,
    RetentionPurpose.PHOTO_EVIDENCE: photo_retention.of_the_erased,
    RetentionPurpose.PHOTO_PLANT: photo_retention.of_plants,
    RetentionPurpose.APPLICATION_DOCUMENT: _application_document,
    RetentionPurpose.APPLICATION_DOCUMENT_REFUSED: _application_document_refused,
    RetentionPurpose.INVITATION: _invitation,
}
