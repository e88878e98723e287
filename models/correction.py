"""Corrections as records: declared by the recorder's manager, applied at once or after the counter-party's approval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Integer, Select, Text, exists, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.db import Base, new_id
from models.dismantling import Dismantling, DismantlingUnit
from models.ground import Moment, ground_for
from models.ledger import write
from models.party import Organisation
from models.scope import within
from models.story import story_of, unit_state
from models.unit import Event as EventRow
from tradein import permissions
from tradein.actor import Actor
from tradein.correction import (
    CorrectionKind,
    CorrectionState,
    Signature,
    Wanted,
    counter_party,
    declare,
    judge,
    judge_bench,
    reproject,
)
from tradein.dismantling import WorkOrderState
from tradein.knowledge import Decisions
from tradein.refusal import NotFound
from tradein.refusals.correction import AlreadyDeclared, CorrectionDecided, OwnCorrection
from tradein.scan import Event, ScanOutput, UnitState


class Correction(Base):
    """One declaration that an event is wrong, and what became of it. `seq` is the wrong event's."""

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'applied', 'refused')", name="state"),
        # One declaration an event, unless the counter-party refused the one before.
        Index("uq_correction_event_id", "event_id", unique=True, postgresql_where=text("state <> 'refused'")),
        Index("ix_correction_organisation", "organisation_id", "id"),
        Index("ix_correction_counter_party", "counter_party_id", "id"),
        Index("ix_correction_district", "district", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    district: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    changes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID]
    counter_party_id: Mapped[UUID | None]
    corrective_id: Mapped[UUID]
    """The id of the corrective event: given when it is declared, so that applying it twice is one event."""
    declared_by: Mapped[UUID | None]
    declared_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    note: Mapped[str | None] = mapped_column(Text)


class CorrectionCard(NamedTuple):
    """A correction with the names of both sides."""

    correction: Correction
    organisation: Organisation
    counter_party: Organisation | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A correction, and the districts whose figures it changed."""

    correction: Correction
    districts: frozenset[str] = frozenset()


def declare_wrong(session: Session, by: tuple[Actor, datetime], wanted: Wanted) -> Decided:
    """Declare one of the own organisation's events wrong: applied at once, or proposed to who took over since.

    Raises `not_found` for an event that is unknown or another organisation's, and what `tradein.correction.judge`
    names.
    """
    actor, now = by
    unit, event, story = _event(session, actor, wanted.event_id)
    judge(wanted, event, story, actor.organisation_id)
    judge_bench(wanted, _bench(session, unit.id))
    waiting = exists().where(
        Correction.event_id == wanted.event_id, Correction.state != CorrectionState.REFUSED.value
    )
    if session.scalar(select(waiting)):
        raise AlreadyDeclared("event_id")
    other = counter_party(event, story)
    correction = Correction(
        id=new_id(),
        event_id=event.event_id,
        unit_id=event.unit_id,
        seq=event.seq,
        step=event.step.value,
        code=unit.code,
        district=event.district,
        kind=wanted.kind.value,
        changes=_kept(wanted.changes),
        reason=wanted.reason,
        state=(CorrectionState.APPLIED if other is None else CorrectionState.PROPOSED).value,
        organisation_id=actor.organisation_id,
        counter_party_id=other,
        corrective_id=new_id(),
        declared_by=actor.account_id or actor.key_id,
        declared_at=now,
        decided_at=now if other is None else None,
    )
    session.add(correction)
    session.flush()
    if other is not None:
        return Decided(correction)
    return Decided(correction, _apply(session, by, correction, (unit, story)))


def approve(session: Session, by: tuple[Actor, datetime], correction_id: UUID, note: str | None) -> Decided:
    """The counter-party, or the officer in charge, agrees: the correction is applied as things stand now."""
    correction = _to_decide(session, by[0], correction_id)
    unit = unit_state(session, correction.unit_id)
    story = story_of(session, unit.id)
    event = next(one for one in story if one.seq == correction.seq)
    wanted = _wanted(correction)
    judge(wanted, event, story, correction.organisation_id)
    judge_bench(wanted, _bench(session, unit.id))
    _decide(correction, by, CorrectionState.APPLIED, note)
    session.flush()
    return Decided(correction, _apply(session, by, correction, (unit, story)))


def refuse(session: Session, by: tuple[Actor, datetime], correction_id: UUID, note: str | None) -> Decided:
    """The counter-party does not agree: what is on record stands."""
    correction = _to_decide(session, by[0], correction_id)
    _decide(correction, by, CorrectionState.REFUSED, note)
    session.flush()
    return Decided(correction)


def corrections_after(
    session: Session, actor: Actor, state: str | None, after: UUID | None, limit: int
) -> list[CorrectionCard]:
    """Corrections in reach, newest first, `limit + 1` rows."""
    query = _cards().where(within(actor, Correction)).order_by(Correction.id.desc()).limit(limit + 1)
    if state is not None:
        query = query.where(Correction.state == state)
    if after is not None:
        query = query.where(Correction.id < after)
    return [CorrectionCard(*row) for row in session.execute(query)]


def correction_card(session: Session, actor: Actor, correction_id: UUID) -> CorrectionCard:
    """One correction in reach. Raises `not_found`."""
    query = _cards().where(within(actor, Correction), Correction.id == correction_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return CorrectionCard(*row)


def _cards() -> Select[Correction, Organisation, Organisation]:
    ours, theirs = aliased(Organisation), aliased(Organisation)
    return (
        select(Correction, ours, theirs)
        .join(ours, ours.id == Correction.organisation_id)
        .outerjoin(theirs, theirs.id == Correction.counter_party_id)
    )


def _event(session: Session, actor: Actor, event_id: UUID) -> tuple[UnitState, Event, list[Event]]:
    """The unit, the event and the unit's story; absent for an organisation that did not record the event."""
    unit_id = session.scalar(
        select(EventRow.unit_id).where(
            EventRow.event_id == event_id,
            EventRow.corrects_seq.is_(None),
            EventRow.organisation_id == actor.organisation_id,
        )
    )
    if unit_id is None or actor.organisation_id is None:
        raise NotFound
    # The row first: nothing joins the story while it is judged.
    unit = unit_state(session, unit_id)
    story = story_of(session, unit_id)
    return unit, next(one for one in story if one.event_id == event_id and one.corrects_seq is None), story


def _bench(session: Session, unit_id: UUID) -> str | None:
    """The number of the open work order the unit is on."""
    return session.scalar(
        select(Dismantling.number)
        .join(DismantlingUnit, DismantlingUnit.dismantling_id == Dismantling.id)
        .where(
            DismantlingUnit.unit_id == unit_id,
            DismantlingUnit.released_at.is_(None),
            Dismantling.state == WorkOrderState.OPEN.value,
        )
    )


def _to_decide(session: Session, actor: Actor, correction_id: UUID) -> Correction:
    query = select(Correction).where(within(actor, Correction), Correction.id == correction_id)
    correction = session.scalars(query.with_for_update()).one_or_none()
    if correction is None:
        raise NotFound
    if actor.organisation_id == correction.organisation_id:
        raise OwnCorrection
    permissions.allow(actor, "correction", "approve", creators={correction.declared_by})
    if correction.state != CorrectionState.PROPOSED.value:
        raise CorrectionDecided(state=correction.state)
    return correction


def _decide(
    correction: Correction, by: tuple[Actor, datetime], state: CorrectionState, note: str | None
) -> None:
    correction.state, correction.note = state.value, note
    correction.decided_by, correction.decided_at = by[0].account_id or by[0].key_id, by[1]


def _apply(
    session: Session,
    by: tuple[Actor, datetime],
    correction: Correction,
    known: tuple[UnitState, Sequence[Event]],
) -> frozenset[str]:
    """Append the declaration and its corrective event and move the unit, in one write guarded by its sequence."""
    unit, story = known
    event = next(one for one in story if one.seq == correction.seq)
    signature = Signature(correction.declared_by, by[1], correction.corrective_id)
    made = declare(_wanted(correction), event, story, signature)
    events, after = reproject(unit, story, made, ground_for(session, Moment(*by)))
    write(
        session, Decisions(events=list(events), units={unit.id: after}, seen_seq={unit.id: unit.seq}), by[1]
    )
    return frozenset({event.district, event.place})


def _wanted(correction: Correction) -> Wanted:
    changes = dict(correction.changes)
    if "outputs" in changes:
        changes["outputs"] = tuple(ScanOutput(*line) for line in changes["outputs"])
    if "event_time" in changes:
        changes["event_time"] = datetime.fromisoformat(changes["event_time"])
    return Wanted(correction.event_id, CorrectionKind(correction.kind), correction.reason, changes)


def _kept(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The right data as JSON; `_wanted` reads them back."""
    kept = dict(changes)
    if "event_time" in kept:
        kept["event_time"] = kept["event_time"].isoformat()
    if "outputs" in kept:
        kept["outputs"] = [list(line) for line in kept["outputs"]]
    return kept
