"""Licences that end: announced once for each threshold, to the firm and to the bureaus of its seat."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Index, SmallInteger, Text, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.party import Licence, Organisation
from models.scope import within
from tradein.actor import Actor
from tradein.licensing import notice_due, rules_on
from tradein.moment import day_of


class LicenceNotice(Base):
    """An announcement: `threshold` days before the last valid day, -1 for the day after it."""

    __tablename__ = "licence_notice"
    __table_args__ = (
        Index("uq_licence_notice", "licence_id", "valid_to", "threshold", unique=True),
        Index("ix_licence_notice_organisation", "organisation_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("licence.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    valid_to: Mapped[date] = mapped_column(Date)
    threshold: Mapped[int] = mapped_column(SmallInteger)
    stops: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Ending(NamedTuple):
    """The licence of a kind that an organisation holds longest."""

    licence_id: UUID
    organisation_id: UUID
    organisation_kind: str
    kind: str
    number: str
    valid_to: date


def announce_endings(session: Session, now: datetime) -> int:
    """Write the notices that are due; how many. A second run on the same day writes none."""
    day = day_of(now)
    rules = {(kind, licence.value): rule for (kind, licence), rule in rules_on(day).items()}
    rows = []
    for ending in _last_of_each(session):
        rule = rules.get((ending.organisation_kind, ending.kind))
        threshold = notice_due(ending.valid_to, day, rule.warn_days) if rule else None
        if rule is None or threshold is None:
            continue
        rows.append(
            {
                "id": new_id(),
                "licence_id": ending.licence_id,
                "organisation_id": ending.organisation_id,
                "kind": ending.kind,
                "number": ending.number,
                "valid_to": ending.valid_to,
                "threshold": threshold,
                "stops": rule.stops.value,
                "at": now,
            }
        )
    if not rows:
        return 0
    written = insert(LicenceNotice).on_conflict_do_nothing().returning(LicenceNotice.id)
    return len(session.execute(written, rows).all())


def _last_of_each(session: Session) -> list[Ending]:
    # What a renewal has overtaken needs no notice: only the licence that ends last speaks for its kind.
    place = func.row_number().over(
        partition_by=(Licence.organisation_id, Licence.kind), order_by=(Licence.valid_to.desc(), Licence.id)
    )
    ranked = (
        select(
            Licence.id,
            Licence.organisation_id,
            Organisation.kind.label("organisation_kind"),
            Licence.kind,
            Licence.number,
            Licence.valid_to,
            place.label("place"),
        )
        .join(Organisation, Organisation.id == Licence.organisation_id)
        .where(Organisation.state == "active")
        .subquery()
    )
    query = select(*[column for column in ranked.c if column.key != "place"]).where(ranked.c.place == 1)
    return [Ending._make(row) for row in session.execute(query)]


def notices_after(
    session: Session, actor: Actor, after: UUID | None, limit: int
) -> list[tuple[LicenceNotice, Organisation]]:
    """Notices in reach with their firms, newest first."""
    query = (
        select(LicenceNotice, Organisation)
        .join(Organisation, Organisation.id == LicenceNotice.organisation_id)
        .where(within(actor, LicenceNotice))
    )
    if after is not None:
        query = query.where(LicenceNotice.id < after)
    rows = session.execute(query.order_by(LicenceNotice.id.desc()).limit(limit))
    return [(row[0], row[1]) for row in rows]


def notices_of(session: Session, organisation_id: UUID) -> Sequence[LicenceNotice]:
    """What has been announced to one organisation, newest first."""
    query = select(LicenceNotice).where(LicenceNotice.organisation_id == organisation_id)
    return session.scalars(query.order_by(LicenceNotice.id.desc())).all()
