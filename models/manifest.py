"""The journey of a hazardous waste transfer: issued, departed with its stock, confirmed or mismatched, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.balance_tolerance import tolerance_at
from models.output import Cause, MovementKind, Place, move
from models.party import Site
from models.time_limit import Wait, working_days_for
from models.waste_transfer import WasteTransfer, WasteTransferCorrection, author, lines_of, locked
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.refusals.transfer import FieldNotCorrectable, ManifestTaken
from tradein.tolerance import Check
from tradein.transfer import (
    CORRECTABLE,
    NEEDED,
    Sent,
    TransferAction,
    TransferState,
    judge_issue,
    judge_received,
)
from tradein.waste import confirm_by
from tradein.working_days import IsWorkday


def issue(session: Session, actor: Actor, number: str, now: datetime) -> WasteTransfer:
    """Sign a complete draft; from here on nothing is edited.

    Raises `transfer_field_missing`, `manifest_malformed`, `transfer_approval_missing`, `manifest_taken`.
    """
    transfer = locked(session, actor, number, TransferAction.ISSUE)
    filled = {name: getattr(transfer, name) for name in (*NEEDED, "approval_number")}
    manifest = judge_issue(filled, len(lines_of(session, transfer)), transfer.region, day_of(now))
    try:
        # A savepoint: the index, not a look beforehand, decides between two who use one number.
        with session.begin_nested():
            transfer.manifest_number = str(manifest)
            transfer.state = TransferState.ISSUED.value
            transfer.issued_by, transfer.issued_at = actor.account_id, now
            session.flush()
    except IntegrityError:
        raise ManifestTaken("manifest_number", manifest_number=str(manifest)) from None
    return transfer


def end(
    session: Session, actor: Actor, number: str, ending: tuple[TransferAction, str], now: datetime
) -> WasteTransfer:
    """Discard a draft or void an issued manifest that never left (`ending` is the action and its reason)."""
    action, reason = ending
    transfer = locked(session, actor, number, action)
    ends = {
        TransferAction.DISCARD: TransferState.DISCARDED,
        TransferAction.VOID: TransferState.VOIDED,
    }
    _finish(transfer, actor, ends[action], reason, now)
    session.flush()
    return transfer


def depart(
    session: Session, actor: Actor, number: str, now: datetime, is_workday: IsWorkday
) -> WasteTransfer:
    """The vehicle leaves: stock goes down, the clock of the receiver starts. Raises `output_stock_short`.

    The rule counts five working days from acceptance; arrival is not reported here, so departure is taken, which is
    never later.
    """
    transfer = locked(session, actor, number, TransferAction.DEPART)
    site_code = session.scalars(select(Site.code).where(Site.id == transfer.site_id)).one()
    place = Place(transfer.site_id, site_code, transfer.organisation_id, transfer.region)
    today = day_of(now)
    grams = {line.lot_id: -line.mass_g for line in lines_of(session, transfer)}
    move(session, place, grams, Cause(MovementKind.SHIPPED, actor, now, today, transfer_id=transfer.id))
    transfer.state, transfer.departed_at = TransferState.DEPARTED.value, now
    allowed = working_days_for(session, Wait.CONFIRMATION, transfer.region, today)
    transfer.due_on = confirm_by(today, allowed, is_workday)
    session.flush()
    return transfer


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the receiver weighed, by line, and what is wrong with it, if anything."""

    received: Mapping[int, int]
    note: str | None = None


def confirm(session: Session, actor: Actor, number: str, arrival: Arrival, now: datetime) -> WasteTransfer:
    """The receiver's confirmation. Raises `received_lines_incomplete`, `received_mass_differs`."""
    transfer = locked(session, actor, number, TransferAction.CONFIRM)
    lines = lines_of(session, transfer)
    tolerance = tolerance_at(session, Check.TRANSFER, transfer.region, day_of(now))
    judge_received([Sent(line.seq, line.mass_g) for line in lines], arrival.received, tolerance)
    for line in lines:
        line.received_g = arrival.received[line.seq]
    _finish(transfer, actor, TransferState.CONFIRMED, arrival.note, now)
    session.flush()
    return transfer


def mismatch(session: Session, actor: Actor, number: str, arrival: Arrival, now: datetime) -> WasteTransfer:
    """Name, quantity or property differ: recorded with a note; told to the sender and the authority by the list."""
    transfer = locked(session, actor, number, TransferAction.MISMATCH)
    for line in lines_of(session, transfer):
        line.received_g = arrival.received.get(line.seq)
    _finish(transfer, actor, TransferState.MISMATCHED, arrival.note, now)
    session.flush()
    return transfer


def _finish(
    transfer: WasteTransfer, actor: Actor, state: TransferState, note: str | None, now: datetime
) -> None:
    transfer.state, transfer.end_note = state.value, note
    transfer.ended_by, transfer.ended_at = author(actor), now


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a signed manifest, what it should say, and why."""

    name: str
    should_be: str
    reason: str


def correct(
    session: Session, actor: Actor, number: str, correction: Correction, now: datetime
) -> WasteTransfer:
    """Put a correction record beside a signed manifest. Raises `transfer_field_not_correctable`."""
    transfer = locked(session, actor, number, TransferAction.CORRECT)
    if correction.name not in CORRECTABLE:
        raise FieldNotCorrectable("name", name=correction.name)
    mine = WasteTransferCorrection.transfer_id == transfer.id
    last = session.scalar(select(func.max(WasteTransferCorrection.seq)).where(mine)) or 0
    session.add(
        WasteTransferCorrection(
            transfer_id=transfer.id,
            seq=last + 1,
            name=correction.name,
            was=getattr(transfer, correction.name),
            should_be=correction.should_be,
            reason=correction.reason,
            account_id=actor.account_id,
            at=now,
        )
    )
    session.flush()
    return transfer
