"""Suspending an organisation and letting it work again: by the bureau that decides on it, with reasons, by two people.

A suspended organisation's sessions, keys and devices stop with the next request, because who asks is found through an
organisation at work (`models.session`); its offers are no longer shown and it is given no further bookings. What it
holds stays where it is and visible to its bureaus, and others may still take over what is on its way to them.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Text,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.load import Load
from models.order import TradeOrder
from models.party import Organisation
from models.scope import within
from models.unit import Unit
from tradein import permissions
from tradein.actor import Actor
from tradein.licensing import DECIDED_BY, may_decide
from tradein.order import OPEN_STATES
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.application import BureauTooLow
from tradein.refusals.party import BureauNotSuspended, OrganisationNotRunning

Moment = DateTime(timezone=True)
By = tuple[Actor, datetime]
ACTIVE, SUSPENDED = "active", "suspended"
BUREAU = "bureau"
STAYING = ("collected", "stored", "in_transit", "received", "refurbished")
"""Stages in which somebody answers for a unit."""


class OrganisationSuspension(Base):
    """One suspension, open until somebody else has ended it."""

    __tablename__ = "organisation_suspension"
    __table_args__ = (
        CheckConstraint("(resumed_by IS NULL) = (resumed_at IS NULL)", name="resumed"),
        Index(
            "uq_organisation_suspension_open",
            "organisation_id",
            unique=True,
            postgresql_where=text("resumed_at IS NULL"),
        ),
        Index("ix_organisation_suspension_organisation", "organisation_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    reason: Mapped[str] = mapped_column(Text)
    suspended_by: Mapped[UUID]
    suspended_at: Mapped[datetime] = mapped_column(Moment)
    resume_reason: Mapped[str | None] = mapped_column(Text)
    resumed_by: Mapped[UUID | None]
    resumed_at: Mapped[datetime | None] = mapped_column(Moment)


def suspend(session: Session, by: By, organisation_id: UUID, reason: str) -> Organisation:
    """Stop an organisation at once. The same officer saying the same again changes nothing.

    Raises `not_found`, `forbidden`, `bureau_not_suspended`, `bureau_too_low`, `organisation_not_running`.
    """
    actor, now = by
    found = _reached(session, actor, organisation_id, "suspend_organisation")
    permissions.allow(actor, "organisation", "approve", "suspend_organisation", reason=reason)
    row = open_suspension(session, found.id)
    if row is not None and (row.suspended_by, row.reason) == (_person(actor), reason):
        return found
    if found.state != ACTIVE:
        raise OrganisationNotRunning(state=found.state)
    found.state = SUSPENDED
    session.add(
        OrganisationSuspension(
            id=new_id(),
            organisation_id=found.id,
            reason=reason,
            suspended_by=_person(actor),
            suspended_at=now,
        )
    )
    session.flush()
    return found


def resume(session: Session, by: By, organisation_id: UUID, reason: str) -> Organisation:
    """Let a suspended organisation work again: not by the officer who suspended it.

    Raises `not_found`, `forbidden` for the one who suspended, `bureau_too_low`, `organisation_not_running`.
    """
    actor, now = by
    found = _reached(session, actor, organisation_id, "resume_organisation")
    row = open_suspension(session, found.id)
    creators = {row.suspended_by} if row is not None else set()
    permissions.allow(
        actor, "organisation", "approve", "resume_organisation", creators=creators, reason=reason
    )
    if found.state != SUSPENDED:
        raise OrganisationNotRunning(state=found.state)
    found.state = ACTIVE
    if row is not None:
        row.resumed_by, row.resumed_at, row.resume_reason = _person(actor), now, reason
    session.flush()
    return found


def _reached(session: Session, actor: Actor, organisation_id: UUID, action: str) -> Organisation:
    query = select(Organisation).where(
        Organisation.id == organisation_id, within(actor, Organisation, "approve", action)
    )
    query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    if found.kind == BUREAU:
        raise BureauNotSuspended
    if not may_decide(actor.role, found.kind):
        raise BureauTooLow(level=DECIDED_BY[found.kind])
    return found


def _person(actor: Actor) -> UUID:
    person = actor.account_id or actor.key_id
    if person is None:
        raise Forbidden
    return person


def open_suspension(session: Session, organisation_id: UUID) -> OrganisationSuspension | None:
    """The suspension an organisation is under, if it is."""
    query = select(OrganisationSuspension).where(
        OrganisationSuspension.organisation_id == organisation_id, OrganisationSuspension.resumed_at.is_(None)
    )
    return session.scalars(query).one_or_none()


def in_hand(session: Session, organisation_id: UUID) -> Mapping[str, int]:
    """What an organisation has in hand: units it holds, bookings to collect, loads under way. One statement."""
    units = select(func.count()).where(Unit.holder_id == organisation_id, Unit.stage.in_(STAYING))
    orders = select(func.count()).where(
        TradeOrder.recycler_id == organisation_id,
        TradeOrder.state.in_([state.value for state in OPEN_STATES]),
    )
    loads = select(func.count()).where(
        or_(Load.origin_id == organisation_id, Load.destination_id == organisation_id),
        Load.state.in_(("open", "shipped", "arrived")),
    )
    row = session.execute(
        select(units.scalar_subquery(), orders.scalar_subquery(), loads.scalar_subquery())
    ).one()
    return {"units": row[0], "orders": row[1], "loads": row[2]}
