"""Alarms on how much of other people's data somebody looks at: one row a person, day and kind, told to who answers.

Unmaskings and searches for a person are told in the transaction that grants them. All other sights are counted from
the audit trail by a job, which may run as often as it likes: a second run finds the day's row there. The one told is
the bureau above an officer, and for the trade the bureau of the firm's place; auditors of that territory see the same.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Integer, Text, UniqueConstraint, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.types import Date

from models.db import Base, new_id
from models.party import Account, Organisation
from models.person_search import PersonSearch
from models.region import path
from models.scope import Condition, scoped, within
from models.unmasking import Unmasking
from tradein import permissions
from tradein.actor import Actor
from tradein.moment import day_of, day_start
from tradein.refusal import NotFound
from tradein.refusals.appointment import AlarmClosed
from tradein.sight import MANY_IN_CLEAR, USUAL_OVER, Noticed, of_searches, of_sights, of_unmasking

Moment = DateTime(timezone=True)
BUREAU = "bureau"


class SightAlarm(Base):
    """Somebody looked at far more people's data than usual, or at as many as there may be. It names no consumer."""

    __tablename__ = "sight_alarm"
    __table_args__ = (
        UniqueConstraint("account_id", "day", "kind", name="uq_sight_alarm_day"),
        CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed"),
        Index("ix_sight_alarm_told", "told_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID]
    """Who looked."""
    role: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID | None]
    told_id: Mapped[UUID | None]
    """The bureau that is told."""
    day: Mapped[date] = mapped_column(Date)
    count: Mapped[int] = mapped_column(Integer)
    usual: Mapped[int | None] = mapped_column(Integer)
    raised_at: Mapped[datetime] = mapped_column(Moment)
    closed_by: Mapped[UUID | None]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    close_reason: Mapped[str | None] = mapped_column(Text)


class Looker(NamedTuple):
    """Who looked, in which role, for which body."""

    account_id: UUID
    role: str
    organisation_id: UUID | None


STATES = ("open", "closed")


class Asked(NamedTuple):
    """What a list is narrowed to."""

    kind: str | None = None
    state: str | None = None


class AlarmCard(NamedTuple):
    """An alarm with the names of who looked and of the body they look for."""

    alarm: SightAlarm
    account: Account
    organisation: Organisation | None


# --- Raising -------------------------------------------------------------------------------------------------------


def after_unmasking(session: Session, actor: Actor, made: Unmasking) -> None:
    """Tell of an unmasking that is one too many, in the transaction that grants it."""
    _tell(session, actor, made, of_unmasking(made.day, made.turn, _before(session, Unmasking, made)))


def after_search(session: Session, actor: Actor, made: PersonSearch) -> None:
    """Tell of a search that is one too many, in its own transaction, whether or not it found anybody."""
    _tell(session, actor, made, of_searches(made.day, made.turn, _before(session, PersonSearch, made)))


def _tell(session: Session, actor: Actor, made: Unmasking | PersonSearch, noticed: list[Noticed]) -> None:
    looker = Looker(made.account_id, actor.role, actor.organisation_id)
    for one in noticed:
        raise_alarm(session, looker, one, made.at)


def _before(
    session: Session, table: type[Unmasking | PersonSearch], made: Unmasking | PersonSearch
) -> Sequence[int]:
    """How many the same person made on each earlier day on which there were any."""
    query = select(func.max(table.turn)).where(
        table.account_id == made.account_id, table.day < made.day, table.day >= made.day - USUAL_OVER
    )
    return [turns for turns in session.scalars(query.group_by(table.day)) if turns]


def raise_alarm(session: Session, looker: Looker, noticed: Noticed, now: datetime) -> bool:
    """Raise it, unless it was raised on that day; whether it is new."""
    fresh = insert(SightAlarm).values(
        id=new_id(),
        kind=noticed.kind.value,
        account_id=looker.account_id,
        role=looker.role,
        organisation_id=looker.organisation_id,
        told_id=_told(session, looker.organisation_id),
        day=noticed.day,
        count=noticed.count,
        usual=noticed.usual,
        raised_at=now,
    )
    raised = session.execute(
        fresh.on_conflict_do_nothing(constraint="uq_sight_alarm_day").returning(SightAlarm.id)
    )
    return raised.first() is not None


def _told(session: Session, organisation_id: UUID | None) -> UUID | None:
    """The nearest bureau above: a firm's own place counts, a bureau's own does not unless nothing is above it."""
    found = session.get(Organisation, organisation_id) if organisation_id else None
    if found is None:
        return None
    codes = [node.code for node in reversed(path(session, found.region_code))]
    query = select(Organisation.region_code, Organisation.id).where(
        Organisation.kind == BUREAU, Organisation.state == "active", Organisation.region_code.in_(codes)
    )
    seated = {row[0]: row[1] for row in session.execute(query.order_by(Organisation.id.desc()))}
    above = codes[1:] if found.kind == BUREAU else codes
    return next((seated[code] for code in above if code in seated), found.id)


# Whom each person saw since a moment: different people, never oneself, by role and body.
_SEEN = text(
    """
    SELECT a.account_id, a.role, a.organisation_id, count(DISTINCT seen.id)
      FROM audit a CROSS JOIN LATERAL unnest(a.consumers) AS seen(id)
     WHERE a.at >= :since AND a.account_id IS NOT NULL AND a.role <> 'consumer' AND a.outcome = 'done'
       AND seen.id <> a.account_id
       AND NOT EXISTS (SELECT FROM sight_alarm s
                        WHERE s.account_id = a.account_id AND s.day = :day AND s.kind = 'seen_many')
     GROUP BY a.account_id, a.role, a.organisation_id
    HAVING count(DISTINCT seen.id) >= :fewest
    """
)
_SEEN_BEFORE = text(
    """
    SELECT count(DISTINCT seen.id)
      FROM audit a CROSS JOIN LATERAL unnest(a.consumers) AS seen(id)
     WHERE a.account_id = :account AND a.at >= :since AND a.at < :before AND a.outcome = 'done'
       AND seen.id <> a.account_id
     GROUP BY (a.at AT TIME ZONE 'Asia/Shanghai')::date
    """
)


def count_sights(session: Session, now: datetime) -> int:
    """Tell of who looked at far more people today than usual; how many are new."""
    day = day_of(now)
    since = day_start(day)
    found = session.execute(_SEEN, {"since": since, "day": day, "fewest": MANY_IN_CLEAR}).all()
    raised = 0
    for account, role, organisation, count in found:
        span = {"account": account, "since": since - USUAL_OVER, "before": since}
        noticed = of_sights(role, day, count, session.execute(_SEEN_BEFORE, span).scalars().all())
        if noticed is not None:
            raised += raise_alarm(session, Looker(account, role, organisation), noticed, now)
    return raised


# --- Reading and closing ---------------------------------------------------------------------------------------------


def alarms_after(
    session: Session, actor: Actor, asked: Asked, after: UUID | None, limit: int
) -> list[AlarmCard]:
    """Alarms told to the actor's territory, newest first."""
    where = [SightAlarm.kind == asked.kind] if asked.kind is not None else []
    if asked.state is not None:
        closed = SightAlarm.closed_at.is_not(None)
        where.append(closed if asked.state == "closed" else ~closed)
    if after is not None:
        where.append(SightAlarm.id < after)
    return _cards(session, actor, where, limit)


def _cards(session: Session, actor: Actor, where: Sequence[Condition], limit: int) -> list[AlarmCard]:
    own = aliased(Organisation)
    query = (
        select(SightAlarm, Account, own)
        .join(Account, Account.id == SightAlarm.account_id)
        .outerjoin(own, own.id == SightAlarm.organisation_id)
        .where(within(actor, SightAlarm), *where)
    )
    rows = session.execute(query.order_by(SightAlarm.id.desc()).limit(limit))
    return [AlarmCard(*row) for row in rows]


def close_alarm(session: Session, by: tuple[Actor, datetime], alarm_id: UUID, reason: str) -> AlarmCard:
    """Say what came of it; nobody closes their own. Again by the same person with the same words changes nothing.

    Raises `not_found`, `forbidden`, `alarm_closed`.
    """
    actor, now = by
    query = scoped(actor, SightAlarm, "update").where(SightAlarm.id == alarm_id).with_for_update()
    alarm = session.scalars(query).one_or_none()
    if alarm is None:
        raise NotFound
    permissions.allow(actor, "sight_alarm", "update", creators={alarm.account_id}, reason=reason)
    person = actor.account_id or actor.key_id
    if alarm.closed_at is None:
        alarm.closed_by, alarm.closed_at, alarm.close_reason = person, now, reason
        session.flush()
    elif (alarm.closed_by, alarm.close_reason) != (person, reason):
        raise AlarmClosed
    return _cards(session, actor, [SightAlarm.id == alarm_id], 1)[0]
