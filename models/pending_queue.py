"""The queue of scans that could not be applied: read, tried again, settled by a person, and never left waiting forever.

Trying again is capture itself, in the name of whoever sent the scan: the rules decide, not the person who asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.ground import Moment, ground_for
from models.ledger import record_apart, verdicts_in_order
from models.party import Organisation
from models.pending_codec import actor_from, scan_from
from models.pending_scan import DeviceStream, PendingScan
from models.scope import within
from tradein import permissions
from tradein.actor import Actor
from tradein.knowledge import Waiting
from tradein.pending import PendingState, touches_money
from tradein.refusal import NotFound
from tradein.refusals.device import DeviceGap, EarlierWaiting
from tradein.refusals.load_scan import TooManyLoads
from tradein.refusals.pending import PendingInLine, PendingSettled
from tradein.scan import Verdict

RESOURCE = "offline_conflict"
PATIENCE = timedelta(days=3)
"""How long a scan may wait for what should come before it (hazards H10)."""
SWEEP = 500
WAITING = PendingScan.state == PendingState.WAITING.value

Key = Callable[[], bytes]
"""The key hand-over codes are checked with; asked for only when something is tried again."""
After = tuple[datetime, UUID]


class PendingCard(NamedTuple):
    """A kept scan and the organisation it came from."""

    row: PendingScan
    organisation: Organisation | None


@dataclass(frozen=True, slots=True)
class Retry:
    """The verdict of one more try, and the districts whose figures it changed."""

    verdict: Verdict
    districts: frozenset[str]


# --- Reading ---------------------------------------------------------------------------------------------------------


def pending_after(
    session: Session, actor: Actor, state: str | None, after: After | None, limit: int
) -> list[PendingCard]:
    """Kept scans in reach, newest first, `limit + 1` rows."""
    place = tuple_(PendingScan.received_at, PendingScan.event_id)
    query = (
        _cards(actor).order_by(PendingScan.received_at.desc(), PendingScan.event_id.desc()).limit(limit + 1)
    )
    if state is not None:
        query = query.where(PendingScan.state == state)
    if after is not None:
        query = query.where(place < after)
    return [PendingCard(*row) for row in session.execute(query)]


def pending_card(session: Session, actor: Actor, event_id: UUID) -> PendingCard:
    """One kept scan in reach. Raises `not_found`."""
    row = session.execute(_cards(actor).where(PendingScan.event_id == event_id)).one_or_none()
    if row is None:
        raise NotFound
    return PendingCard(*row)


def _cards(actor: Actor) -> Select[PendingScan, Organisation]:
    seat = Organisation.id == PendingScan.organisation_id
    query = select(PendingScan, Organisation).outerjoin(Organisation, seat)
    return query.where(within(actor, PendingScan))


# --- A person decides ------------------------------------------------------------------------------------------------


def settle(session: Session, by: tuple[Actor, datetime], event_id: UUID, note: str) -> PendingCard:
    """Note that a person has looked at the scan and that it shall not be applied; saying so again changes nothing.

    Trade roles settle their own organisation's, officers any of their territory, nobody one they sent themselves.
    Raises `not_found`, `forbidden`, `pending_settled`, `pending_in_line`.
    """
    actor, now = by
    row = _for_decision(session, actor, event_id)
    person = actor.account_id or actor.key_id
    if row.state == PendingState.SETTLED:
        if (row.settled_by, row.note) != (person, note):
            raise PendingSettled
        return pending_card(session, actor, event_id)
    if row.state == PendingState.WAITING and row.refusal == DeviceGap.code:
        raise PendingInLine
    row.state, row.settled_by, row.note, row.decided_at = PendingState.SETTLED.value, person, note, now
    row.body = {name: value for name, value in row.body.items() if name != "handover_code"}
    session.flush()
    return pending_card(session, actor, event_id)


def retry(session: Session, by: tuple[Actor, datetime], event_id: UUID, key: Key) -> Retry:
    """Let capture judge the scan once more. Raises `not_found`, `forbidden`, `pending_settled`."""
    actor, now = by
    row = _for_decision(session, actor, event_id)
    if row.state == PendingState.SETTLED:
        raise PendingSettled
    kept = KeptScan(row.event_id, row.body, row.actor)
    # Capture writes past the session: what it holds of this row is out of date from here on.
    session.expunge(row)
    return try_again(session, kept, now, key)


def _for_decision(session: Session, actor: Actor, event_id: UUID) -> PendingScan:
    row = pending_card(session, actor, event_id).row
    session.refresh(row, with_for_update=True)
    approves = bool(permissions.grants(actor, RESOURCE, "approve"))
    verb, action = ("approve", None) if approves else ("update", "resolve")
    money = touches_money(scan_from(row.body))
    permissions.allow(actor, RESOURCE, verb, action, creators={row.account_id}, money_cases=money)
    return row


# --- Trying again ----------------------------------------------------------------------------------------------------


class KeptScan(NamedTuple):
    """What trying again needs of a row."""

    event_id: UUID
    body: dict[str, Any]
    actor: dict[str, Any]


def try_again(session: Session, kept: KeptScan, now: datetime, key: Key) -> Retry:
    """Capture itself, in the name of whoever sent the scan. Raises `too_many_units`.

    Behind savepoints: what cannot be stored is set aside, and neither a sweep nor a person is kept from going on.
    """
    scan = scan_from(kept.body)
    ground = ground_for(session, Moment(actor_from(kept.actor), now, key()), [scan.site])
    made = record_apart(session, ground, [Waiting(scan, ground.actor)])
    touched = frozenset({event.district for event in made.events} | {event.place for event in made.events})
    return Retry(verdicts_in_order([scan], made)[0], touched)


# --- Nothing waits forever -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Expired:
    """What a sweep came to: scans it decided, and districts whose figures changed with them."""

    count: int = 0
    districts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Sweep:
    session: Session
    now: datetime
    key: Key
    done: Expired


def expire(session: Session, now: datetime, key: Key) -> Expired:
    """Decide, oldest first and at most `SWEEP`, what has waited longer than three days.

    A gap in a device's numbers is passed over: what follows it is judged as if the lost scans had never been. What
    still cannot be applied becomes a conflict for a person.
    """
    sweep = _Sweep(session, now, key, Expired())
    overdue = (WAITING, PendingScan.received_at < now - PATIENCE)
    order = (PendingScan.received_at, PendingScan.device_seq, PendingScan.event_id)
    for event_id in session.scalars(
        select(PendingScan.event_id).where(*overdue).order_by(*order).limit(SWEEP)
    ).all():
        _expire_one(sweep, event_id)
    return sweep.done


def _expire_one(sweep: _Sweep, event_id: UUID) -> None:
    mine = PendingScan.event_id == event_id
    while (row := _waiting(sweep.session, mine)) is not None and row.refusal == DeviceGap.code:
        if not _pass_gap(sweep, row.device_id):
            break
    if (row := _waiting(sweep.session, mine)) is not None:
        _judge(sweep, mine)
        row = _waiting(sweep.session, mine)
    sweep.done.count += 1
    if row is not None:
        if row.refusal == DeviceGap.code:
            _advance(sweep.session, row.device_id, row.device_seq + 1)
        _to_conflict(sweep.session, event_id, sweep.now)
        _judge(sweep, *_behind(row))


def _waiting(session: Session, *where: ColumnElement[bool]) -> Any:
    columns = (PendingScan.event_id, PendingScan.code, PendingScan.refusal, PendingScan.device_id)
    query = select(*columns, PendingScan.device_seq, PendingScan.body, PendingScan.actor).where(
        WAITING, *where
    )
    return session.execute(query.order_by(PendingScan.device_seq).limit(1)).one_or_none()


def _judge(sweep: _Sweep, *where: ColumnElement[bool]) -> None:
    """Try the first waiting scan that fits; a load too large for one batch stays as it is."""
    row = _waiting(sweep.session, *where)
    if row is None:
        return
    try:
        again = try_again(sweep.session, KeptScan(row.event_id, row.body, row.actor), sweep.now, sweep.key)
    except TooManyLoads:
        return
    sweep.done.districts |= again.districts


def _behind(row: Any) -> Sequence[ColumnElement[bool]]:
    """Scans of the same device about the same code that stood behind this one."""
    return (
        PendingScan.refusal == EarlierWaiting.code,
        PendingScan.device_id == row.device_id,
        PendingScan.code == row.code,
    )


def _pass_gap(sweep: _Sweep, device_id: UUID) -> bool:
    """Go on with the lowest number that waits behind the device's gap; False when nothing moved."""
    gapped = and_(PendingScan.device_id == device_id, PendingScan.refusal == DeviceGap.code)
    first = _waiting(sweep.session, gapped)
    _advance(sweep.session, device_id, first.device_seq)
    _judge(sweep, PendingScan.event_id == first.event_id)
    still = _waiting(sweep.session, PendingScan.event_id == first.event_id)
    return still is None or still.refusal != DeviceGap.code


def _advance(session: Session, device_id: UUID, number: int) -> None:
    """The number that is due from a device, never a lower one than before."""
    stream = insert(DeviceStream).values(device_id=device_id, next_seq=number)
    later = func.greatest(DeviceStream.next_seq, stream.excluded.next_seq)
    session.execute(
        stream.on_conflict_do_update(
            index_elements=["device_id"], set_={"next_seq": later, "version": DeviceStream.version + 1}
        )
    )


def _to_conflict(session: Session, event_id: UUID, now: datetime) -> None:
    session.execute(
        update(PendingScan)
        .where(PendingScan.event_id == event_id, WAITING)
        .values(
            state=PendingState.CONFLICT.value, decided_at=now, body=PendingScan.body.op("-")("handover_code")
        )
        .execution_options(synchronize_session=False)
    )
