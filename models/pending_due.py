"""Kept scans whose reason to wait is gone: found by what they wait for, and judged again.

Capture releases what waits as soon as its predecessor is applied. This sweep finds the rest: what was kept in the very
moment its predecessor was applied elsewhere, what names a load that was opened meanwhile, what stood too far down.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.pending_queue import WAITING, Expired, KeptScan, Key, try_again
from models.pending_scan import PendingScan
from tradein.refusals.load_scan import TooManyLoads

BATCH = 500

_DUE = text(
    """
    SELECT p.event_id FROM pending_scan p
     WHERE p.state = 'waiting' AND CASE p.refusal
           WHEN 'device_gap' THEN EXISTS (
                SELECT FROM device_stream s WHERE s.device_id = p.device_id AND s.next_seq >= p.device_seq)
           WHEN 'unknown_code' THEN EXISTS (SELECT FROM label l WHERE l.code = p.code AND l.unit_id IS NOT NULL)
                OR EXISTS (SELECT FROM load l WHERE l.code = p.code)
           WHEN 'load_unknown' THEN EXISTS (SELECT FROM load l WHERE l.code = p.body ->> 'load')
           WHEN 'load_not_shipped' THEN EXISTS (
                SELECT FROM load l WHERE l.code = p.code AND l.state <> p.facts ->> 'state')
           WHEN 'load_incomplete' THEN (
                SELECT count(*) FROM load l JOIN unit u ON u.load_id = l.id WHERE l.code = p.code
                ) > CAST(p.facts ->> 'listed' AS integer)
           WHEN 'earlier_waiting' THEN NOT EXISTS (
                SELECT FROM pending_scan e WHERE e.state = 'waiting' AND e.device_id = p.device_id
                   AND e.device_seq < p.device_seq AND p.code IN (e.code, e.body ->> 'load'))
           ELSE EXISTS (
                SELECT FROM unit u WHERE u.id = p.unit_id AND u.seq > CAST(p.facts ->> 'seq' AS integer)) END
     ORDER BY p.received_at, p.device_seq, p.event_id LIMIT :batch
    """
)


def due(session: Session, batch: int = BATCH) -> Sequence[UUID]:
    """Waiting scans that may be applied now, oldest first."""
    return session.scalars(_DUE, {"batch": batch}).all()


def release(session: Session, now: datetime, key: Key) -> Expired:
    """Judge again what is due. What stays held says anew what it waits for, and is not due again until that comes."""
    done = Expired()
    for event_id in due(session):
        columns = (PendingScan.event_id, PendingScan.body, PendingScan.actor)
        row = session.execute(select(*columns).where(PendingScan.event_id == event_id, WAITING)).one_or_none()
        if row is None:
            continue  # applied or decided along with one before it
        try:
            again = try_again(session, KeptScan(*row), now, key)
        except TooManyLoads:
            continue
        done.count += 1
        done.districts |= again.districts
    return done
