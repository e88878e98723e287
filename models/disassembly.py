"""Where a closed work order meets the one write path: its units' events, all applied or none.

Kept apart because it is the only line on which dismantling depends on how capture is called.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.ground import Moment, ground_for
from tradein.actor import Actor
from tradein.refusals.dismantling import UnitNotDismantled
from tradein.scan import Outcome, Scan


def disassemble(session: Session, actor: Actor, scans: Sequence[Scan], now: datetime) -> None:
    """Record the events; raises `unit_not_dismantled` with capture's own refusal when a unit's was not applied."""
    ground = ground_for(session, Moment(actor, now), [scan.site for scan in scans])
    for verdict in ledger.capture(session, ground, scans):
        if verdict.outcome not in (Outcome.APPLIED, Outcome.DUPLICATE):
            raise UnitNotDismantled(
                "units", unit=verdict.unit_code, refusal=verdict.refusal, **dict(verdict.facts or {})
            )
