"""Walk-ins at a price the table does not explain: the district is told at once, as of a picture used twice."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.alert import Alert, AlertLog
from models.alert_handling import due_after
from models.db import new_id
from tradein.alert import AlertAction, AlertKind, AlertState
from tradein.price_range import PRICE_OUT_OF_RANGE
from tradein.service_level import Level
from tradein.working_days import IsWorkday

LOOK_BACK = timedelta(days=2)
"""How far a run looks: an outage of the jobs of two days loses nothing."""
BATCH = 500

_DOUBTFUL = text(
    f"""
    SELECT e.unit_id, u.order_id, u.load_id, u.stage, e.seq AS leg_seq, e.district AS region,
           e.organisation_id, e.event_time AS since
      FROM event e JOIN unit u ON u.id = e.unit_id
     WHERE e.record_time > :since AND '{PRICE_OUT_OF_RANGE}' = ANY(e.flags) AND e.step = 'collecting'
       AND e.corrects_seq IS NULL
       AND NOT EXISTS (SELECT FROM alert a
                        WHERE a.unit_id = e.unit_id AND a.leg_seq = e.seq AND a.kind = :kind)
     ORDER BY e.record_time LIMIT :limit
    """  # noqa: S608 - our own constant
)


def tell_doubtful_prices(session: Session, now: datetime, is_workday: IsWorkday) -> int:
    """Raise an alert for each payment at a doubtful price; a job, harmless to repeat. How many were raised.

    The price and what the table allowed stay where they are: `models.alert_evidence` reads them.
    """
    asked = {"since": now - LOOK_BACK, "kind": AlertKind.PRICE_OUT_OF_RANGE.value, "limit": BATCH}
    rows = session.execute(_DOUBTFUL, asked).mappings().all()
    for row in rows:
        alert_id, level = new_id(), Level.DISTRICT.value
        due_at = due_after(session, AlertKind.PRICE_OUT_OF_RANGE, row["region"], now, is_workday)
        raised = insert(Alert).values(
            **row, id=alert_id, kind=AlertKind.PRICE_OUT_OF_RANGE.value, level=level, due_at=due_at,
            recheck_at=due_at, raised_at=now, state=AlertState.NEW.value,
        )  # fmt: skip
        session.execute(raised.on_conflict_do_nothing(constraint="uq_alert_leg"))
        session.add(
            AlertLog(
                id=new_id(),
                alert_id=alert_id,
                action=AlertAction.RAISED.value,
                level=level,
                at=now,
            )
        )
    session.flush()
    return len(rows)
