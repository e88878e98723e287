"""Alerts: one row for each unit, leg and kind; what became of it is appended to its log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Integer, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.scope import scoped
from tradein import permissions
from tradein.actor import Actor
from tradein.alert import AlertAction, AlertState
from tradein.refusal import NotFound
from tradein.refusals.alert import AlertClaimed, AlertClosed
from tradein.refusals.appointment import AlertOpen


class Alert(Base):
    """A unit that stays too long in one leg of its life, or that its load arrived without.

    `leg_seq` is the event that began the leg, `since` when its clock began (for a booked unit the end of its slot),
    `recheck_at` when the watchdog must look again. The order of `id` is the order of raising.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("unit_id", "leg_seq", "kind", name="uq_alert_leg"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        Index("ix_alert_region", "region", "id"),
        Index("ix_alert_organisation", "organisation_id", "id"),
        Index("ix_alert_recheck", "kind", "stage", "recheck_at", postgresql_where=text("state <> 'closed'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[UUID]
    order_id: Mapped[UUID | None]
    load_id: Mapped[UUID | None]
    stage: Mapped[str] = mapped_column(Text)
    leg_seq: Mapped[int] = mapped_column(Integer)
    level: Mapped[int] = mapped_column(SmallInteger)
    region: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID | None]
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    raised_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    escalated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    recheck_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    pattern: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    claimed_by: Mapped[UUID | None]
    claimed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_by: Mapped[UUID | None]
    """Nobody when it closed by itself."""
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    close_reason: Mapped[str | None] = mapped_column(Text)
    approved_by: Mapped[UUID | None]
    """The officer who looked at the closing again, never the one who closed."""
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AlertLog(Base):
    """What happened to an alert: appended, never edited. Without an account it happened by itself."""

    __tablename__ = "alert_log"
    __table_args__ = (Index("ix_alert_log_alert", "alert_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    alert_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(Text)
    level: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID | None]
    note: Mapped[str | None] = mapped_column(Text)


By = tuple[Actor, datetime]


def claim_alert(session: Session, by: By, alert_id: UUID) -> Alert:
    """Take an alert as one's own; again by the same person changes nothing.

    Raises `not_found`, `alert_claimed`, `alert_closed`.
    """
    actor, now = by
    alert = _changing(session, actor, alert_id)
    if alert.state == AlertState.CLOSED:
        raise AlertClosed
    if alert.state == AlertState.CLAIMED:
        if alert.claimed_by == _person(actor):
            return alert
        raise AlertClaimed
    alert.state, alert.claimed_by, alert.claimed_at = AlertState.CLAIMED.value, _person(actor), now
    _note(session, alert, AlertAction.CLAIMED, by)
    return alert


def close_alert(session: Session, by: By, alert_id: UUID, reason: str) -> Alert:
    """Close an alert for good, claimed or not; the same person may say the same again.

    The watchdog raises no other one for this leg. Raises `not_found`, `alert_closed`.
    """
    actor, now = by
    alert = _changing(session, actor, alert_id)
    if alert.state == AlertState.CLOSED:
        if (alert.closed_by, alert.close_reason) == (_person(actor), reason):
            return alert
        raise AlertClosed
    alert.state, alert.closed_by, alert.closed_at = AlertState.CLOSED.value, _person(actor), now
    alert.close_reason = reason
    _note(session, alert, AlertAction.CLOSED, by, reason)
    return alert


def approve_alert(session: Session, by: By, alert_id: UUID) -> Alert:
    """Approve an alert's closing: by a city's or a province's officer who neither claimed nor closed it.

    Again by the same person changes nothing. Raises `not_found`, `forbidden`, `alert_open`.
    """
    actor, now = by
    alert = _changing(session, actor, alert_id, "approve")
    makers = {alert.claimed_by, alert.closed_by} - {None}
    permissions.allow(actor, "alert", "approve", creators=makers)
    if alert.state != AlertState.CLOSED:
        raise AlertOpen
    if alert.approved_at is None:
        alert.approved_by, alert.approved_at = _person(actor), now
        _note(session, alert, AlertAction.APPROVED, by)
    return alert


def _person(actor: Actor) -> UUID | None:
    return actor.account_id or actor.key_id


def _changing(session: Session, actor: Actor, alert_id: UUID, verb: str = "update") -> Alert:
    """The alert, if the actor may change it, kept from others until the transaction ends."""
    found = session.scalars(scoped(actor, Alert, verb).where(Alert.id == alert_id)).one_or_none()
    if found is None:
        raise NotFound
    session.refresh(found, with_for_update=True)
    return found


def _note(session: Session, alert: Alert, action: AlertAction, by: By, note: str | None = None) -> None:
    actor, now = by
    session.add(
        AlertLog(
            id=new_id(),
            alert_id=alert.id,
            action=action.value,
            level=alert.level,
            at=now,
            account_id=_person(actor),
            note=note,
        )
    )
    session.flush()
