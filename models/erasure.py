"""Erasing a person (PIPL 47): what names them goes, what happened to their appliances stays and stays countable.

Events, figures and order histories hold identifiers only, so nothing of the chain changes. An open booking must end
first: a collector cannot come to nobody's door.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.orm import Session

from models.booking_review import OrderReview
from models.db import Base
from models.order import OrderContact, TradeOrder
from models.party import Account, Membership
from models.personal_consent import PersonalConsent
from models.photo_retention import erase_photos_of
from models.real_name import forget_person
from tradein.order import OPEN_STATES
from tradein.refusal import Refusal


class BookingStillOpen(Refusal):
    """An open booking needs its contact; `orders` lists them."""

    code = "booking_still_open"
    status = 409
    zh = "还有未完成的订单（{orders}），请先完成或取消，再删除个人信息。"
    en = "These orders are still open: {orders}. Complete or cancel them first, then erase your data."


class StaffCannotErase(Refusal):
    """The account belongs to an organisation for a term; the employer ends it first."""

    code = "staff_cannot_erase"
    status = 409
    zh = "本账号仍在机构任职，请先由机构管理员结束任职。"
    en = "This account is a member of an organisation. Its manager must end the membership first."


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went, by what it was; and what stays, with the reason."""

    contacts: int
    remarks: int
    photos: int
    photos_kept: int
    real_names: int
    orders_kept: int


def erase(session: Session, account_id: UUID, now: datetime) -> Erased:
    """Erase everything that names this person, and close the account. Raises `booking_still_open`."""
    account = session.scalars(select(Account).where(Account.id == account_id).with_for_update()).one()
    orders = session.scalars(select(TradeOrder).where(TradeOrder.consumer_id == account_id)).all()
    _refuse_open(session, account_id, orders, now)
    ids = [order.id for order in orders]
    contacts = session.scalars(
        delete(OrderContact).where(OrderContact.order_id.in_(ids)).returning(OrderContact.order_id)
    ).all()
    remarks = _blank_remarks(session, ids)
    photos = erase_photos_of(session, ids, now)
    for order in orders:
        order.cancel_reason = None
    real_names = forget_person(session, account_id)
    _close(session, account, now)
    return Erased(len(contacts), remarks, photos.gone, photos.kept, real_names, len(orders))


def _refuse_open(session: Session, account_id: UUID, orders: Sequence[TradeOrder], now: datetime) -> None:
    open_states = {state.value for state in OPEN_STATES}
    still = [order.number for order in orders if order.state in open_states]
    if still:
        raise BookingStillOpen(orders=", ".join(sorted(still)))
    terms = select(Membership.id).where(Membership.account_id == account_id)
    terms = terms.where((Membership.valid_to.is_(None)) | (Membership.valid_to > now))
    if session.scalar(terms.limit(1)) is not None:
        raise StaffCannotErase


def _blank_remarks(session: Session, order_ids: Sequence[UUID]) -> int:
    rows = session.scalars(select(OrderReview).where(OrderReview.order_id.in_(order_ids))).all()
    said = [row for row in rows if row.remark]
    for row in said:
        row.remark = None
    return len(said)


def _close(session: Session, account: Account, now: datetime) -> None:
    account.display_name = ""
    account.phone = None
    # A login may be a name or a number; the account's identifier says nothing.
    account.login = f"erased-{account.id.hex}"
    account.password_hash = None
    account.state = "closed"
    session.flush()
    for table, column in _belongings():
        session.execute(delete(table).where(column == account.id))
    session.execute(
        update(PersonalConsent)
        .where(PersonalConsent.account_id == account.id, PersonalConsent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )


KEPT = frozenset({"membership", "personal_consent"})
"""Who belonged where, and what was agreed to, stay as proof; both name the person by identifier only."""


def _belongings() -> list[tuple[Table, Column[UUID]]]:
    """Every table whose rows are nothing without their account: sessions, keys, factors, phones, linked identities.

    Found by their foreign key, so that a table added later is not forgotten.
    """
    return [
        (table, key.parent)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "account" and key.ondelete == "CASCADE" and table.name not in KEPT
    ]
