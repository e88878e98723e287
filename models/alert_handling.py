"""Alerts that a find raises and no clock: until when somebody must have looked, and who is told when nobody has."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.alert import Alert, AlertLog
from models.db import new_id
from models.time_limit import Wait, working_days_for
from tradein.alert import AlertAction, AlertKind, AlertState
from tradein.moment import day_end, day_of
from tradein.service_level import Level
from tradein.working_days import IsWorkday, add_working_days

WAITS = {AlertKind.PHOTO_REPEAT: Wait.PHOTO_REPEAT, AlertKind.PRICE_OUT_OF_RANGE: Wait.PRICE_OUT_OF_RANGE}


def due_after(
    session: Session, kind: AlertKind, place: str, now: datetime, is_workday: IsWorkday
) -> datetime:
    """The end of the last working day on which an alert raised now must be looked into at a place."""
    days = working_days_for(session, WAITS[kind], place, day_of(now))
    return day_end(add_working_days(day_of(now), days, is_workday))


def tell_unhandled(session: Session, now: datetime) -> int:
    """Tell the city of every such alert that is past its time and not closed; how many. Harmless to repeat."""
    city = Level.CITY.value
    late = session.scalars(
        update(Alert)
        .where(
            Alert.state != AlertState.CLOSED.value,
            Alert.kind.in_([kind.value for kind in WAITS]),
            Alert.recheck_at < now,
        )
        .values(level=city, escalated_at=now, recheck_at=None)
        .returning(Alert.id)
    ).all()
    session.add_all(
        AlertLog(id=new_id(), alert_id=one, action=AlertAction.ESCALATED.value, level=city, at=now)
        for one in late
    )
    session.flush()
    return len(late)
