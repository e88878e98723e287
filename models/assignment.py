"""Sending one of the recycler's people to a booking's door."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.appointment import Appointment, book_first_gap, book_visit, drop_visits
from models.order import TradeOrder, move
from models.party import Account, Membership
from tradein.actor import Actor
from tradein.order import OrderAction
from tradein.refusal import Refusal
from tradein.timetable import VISIT, Interval

COLLECTING_ROLES = ("recycler_staff", "recycler_manager")


class CollectorUnknown(Refusal):
    """Not a person who collects for this recycler now."""

    code = "collector_unknown"
    zh = "该账号不是本单位在岗的回收人员。"
    en = "This account does not collect for your organisation."


class VisitOutsideWindow(Refusal):
    """The consumer was promised a window; the visit must lie within it."""

    code = "visit_outside_window"
    zh = "上门时间须在预约时段之内。"
    en = "The visit must lie within the booked window."


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who goes, and when within the window; without a start the first gap in the collector's day."""

    collector_id: UUID
    start: datetime | None = None
    visit: timedelta = VISIT


def assign(
    session: Session, order: TradeOrder, wanted: Assignment, by: tuple[Actor, datetime]
) -> Appointment:
    """Send a collector; sending another one later is the same action. `order` is locked.

    Raises `collector_unknown`, `collector_busy`, `visit_outside_window`.
    """
    _check_member(session, order, wanted.collector_id, by[1])
    move(session, order, OrderAction.ASSIGN, by)
    drop_visits(session, [order.id])
    order.collector_id = wanted.collector_id
    session.flush()
    whole = Interval(order.slot_start, order.slot_end)
    if wanted.start is None:
        return book_first_gap(session, order.id, wanted.collector_id, whole, wanted.visit)
    during = Interval(wanted.start, wanted.start + wanted.visit)
    if during.start < whole.start or during.end > whole.end:
        raise VisitOutsideWindow("visit_start")
    return book_visit(session, order.id, wanted.collector_id, during)


def _check_member(session: Session, order: TradeOrder, collector_id: UUID, now: datetime) -> None:
    # By a named column: an account is not the application's to read whole (`models.privilege.SECRETS`).
    in_office = select(Account.id).where(
        Membership.account_id == collector_id,
        Membership.organisation_id == order.recycler_id,
        Membership.role.in_(COLLECTING_ROLES),
        Membership.valid_from <= now,
        or_(Membership.valid_to.is_(None), Membership.valid_to > now),
        Account.id == Membership.account_id,
        Account.state == "active",
    )
    if not session.scalar(select(in_office.exists())):
        raise CollectorUnknown("collector")
