"""The watchdog: raises an alert for every unit past its leg's limit, lets it rise, and closes it once the unit moves.

It may run as often as it likes: a second run at the same moment changes nothing. Each statement handles at most `BATCH`
rows and finds them by an index, so that a run's cost follows the number of late units and not of all units.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Text, TextClause, and_, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.alert import Alert, AlertLog
from models.db import new_id
from models.region import RegionClosure
from models.time_limit import limits_of_stages
from tradein.alert import AlertAction, AlertKind, AlertState, Rule, Standing, late_before, rules, stand
from tradein.lifecycle import Stage
from tradein.moment import day_of
from tradein.reference import NATION
from tradein.scan import REFUSED
from tradein.service_level import Limit
from tradein.working_days import IsWorkday

BATCH = 5000
MOVED_ON = "moved_on"
IN_TIME = "in_time_again"
A_MOMENT = timedelta(seconds=1)

# The event that brought the unit to its stage, by its place in the story: not taken back, or what stands for it.
_LEG = """(
    SELECT coalesce(e.stands_for, e.seq) FROM event e
     WHERE e.unit_id = u.id AND e.to_stage = u.stage AND e.from_stage IS DISTINCT FROM e.to_stage
       AND e.corrects_seq IS NULL
       AND NOT EXISTS (SELECT FROM event d WHERE d.unit_id = e.unit_id AND d.corrects_seq = e.seq)
     ORDER BY 1 DESC LIMIT 1)"""

_LATE = f"""
WITH late AS MATERIALIZED (
  SELECT u.*, {{clock}} AS since, {{answers}} AS organisation_id
    FROM unit u {{join}}
    LEFT JOIN LATERAL (
         SELECT a.unit_id FROM alert a
          WHERE a.unit_id = u.id AND a.kind = :kind AND a.stage = u.stage
            AND (a.state <> 'closed' OR a.closed_by IS NOT NULL AND a.since = {{clock}})
          LIMIT 1) known ON true
   WHERE u.stage = :stage AND u.stage_since < :before AND {{clock}} < :before {{further}}
     AND (:region = '{NATION}' OR u.district IN (SELECT leaf FROM region_closure WHERE ancestor = :region))
     AND u.district NOT IN (SELECT leaf FROM region_closure WHERE ancestor = ANY(:others))
     AND known.unit_id IS NULL
   ORDER BY u.stage_since LIMIT :limit
)
SELECT u.id, u.order_id, u.load_id, u.stage, u.district, u.organisation_id, u.since, coalesce({_LEG}, u.seq)
  FROM late u
"""  # noqa: S608 - our own constants
# A lateral look-up with a limit is an index probe a unit; as a plain anti-join it turns quadratic while the planner
# does not know yet how many alerts the last run has raised.


def _late(clock: str, join: str = "", answers: str = "u.holder_id", further: str = "") -> TextClause:
    # The stage stands in the statement itself: only so is the partial index on open stages ever chosen.
    query = text(_LATE.format(clock=clock, join=join, answers=answers, further=further))
    return query.bindparams(bindparam("stage", type_=Text, literal_execute=True))


_BOOKED_CLOCK = "coalesce(o.slot_end, u.stage_since)"
_LATE_BOOKED = _late(
    _BOOKED_CLOCK, "LEFT JOIN trade_order o ON o.id = u.order_id", "coalesce(u.holder_id, o.recycler_id)"
)
_LATE_SINCE_STAGE = _late("u.stage_since")
_MISSING = _late(
    "l.closed_at",
    "JOIN load l ON l.id = u.load_id",
    further=f"AND l.state = 'closed' AND coalesce(u.hold_reason, '') !~ '^{REFUSED}(: |$)'",
)

_DRIFTED = text(
    f"""
    SELECT a.id, a.level, a.stage = u.stage AND a.leg_seq = {_LEG},
           CASE WHEN u.stage = '{Stage.BOOKED.value}' THEN {_BOOKED_CLOCK} ELSE u.stage_since END
      FROM alert a JOIN unit u ON u.id = a.unit_id
      LEFT JOIN trade_order o ON o.id = u.order_id AND u.stage = '{Stage.BOOKED.value}'
     WHERE a.state <> 'closed' AND a.kind = '{AlertKind.SERVICE_LEVEL.value}'
       AND (a.stage, a.since) <> (u.stage,
            CASE WHEN u.stage = '{Stage.BOOKED.value}' THEN {_BOOKED_CLOCK} ELSE u.stage_since END)
    UNION ALL
    SELECT a.id, a.level, false, a.since
      FROM alert a JOIN unit u ON u.id = a.unit_id
     WHERE a.state <> 'closed' AND a.kind = '{AlertKind.MISSING_IN_LOAD.value}'
       AND (a.stage <> u.stage OR a.load_id IS DISTINCT FROM u.load_id
            OR coalesce(u.hold_reason, '') ~ '^{REFUSED}(: |$)')
     LIMIT :limit
    """  # noqa: S608 - our own constants
)


class _Late(NamedTuple):
    """A late unit without an alert for its leg."""

    unit_id: UUID
    order_id: UUID | None
    load_id: UUID | None
    stage: str
    region: str
    organisation_id: UUID | None
    since: datetime
    leg_seq: int


class _Noted(NamedTuple):
    """A line to append to the log."""

    alert_id: UUID
    action: AlertAction
    level: int
    note: str | None = None


def watch(
    session: Session, now: datetime, is_workday: IsWorkday, limits: Iterable[Limit] | None = None
) -> int:
    """Bring all alerts up to date, at most `BATCH` of each sort; how many changed.

    `limits` are those of the reference tables unless others are given.
    """
    limits = limits_of_stages(session) if limits is None else limits
    changed = _follow(session, now)
    for rule in rules(limits, day_of(now)):
        changed += _rise(session, rule, now, is_workday) + _raise(session, rule, now, is_workday)
    return changed


def _follow(session: Session, now: datetime) -> int:
    """Close alerts whose unit moved on; where only the clock was corrected, look at them again in this run."""
    drifted = session.execute(_DRIFTED, {"limit": BATCH}).all()
    again = [
        {"id": key, "since": since, "recheck_at": now - A_MOMENT}
        for key, _, same_leg, since in drifted
        if same_leg
    ]
    gone = [
        _Noted(key, AlertAction.MOVED_ON, level, MOVED_ON)
        for key, level, same_leg, _ in drifted
        if not same_leg
    ]
    if again:
        session.execute(update(Alert), again)
    _close(session, gone, now)
    return len(gone)


def _raise(session: Session, rule: Rule, now: datetime, is_workday: IsWorkday) -> int:
    late = [
        (unit, standing)
        for unit in _find(session, rule, now, is_workday)
        if (standing := stand(rule, unit.since, now, is_workday)) is not None
    ]
    if not late:
        return 0
    fresh = insert(Alert)
    # A leg's alert that closed by itself opens again when the unit came back; one that a person closed stays closed.
    again = {name: fresh.excluded[name] for name in _RAISED}
    query = fresh.on_conflict_do_update(
        constraint="uq_alert_leg",
        set_=again | {"closed_at": None, "close_reason": None, "claimed_by": None, "claimed_at": None},
        where=and_(Alert.state == AlertState.CLOSED.value, Alert.closed_by.is_(None)),
    ).returning(Alert.id, Alert.level)
    rows = [_row(rule, unit, standing, now) for unit, standing in late]
    raised = session.execute(query, rows).all()
    _note(session, [_Noted(key, AlertAction.RAISED, level) for key, level in raised], now)
    return len(raised)


_RAISED = (
    "state",
    "level",
    "since",
    "due_at",
    "recheck_at",
    "pattern",
    "raised_at",
    "load_id",
    "organisation_id",
)


def _find(session: Session, rule: Rule, now: datetime, is_workday: IsWorkday) -> list[_Late]:
    query = _LATE_BOOKED if rule.limit.stage is Stage.BOOKED else _LATE_SINCE_STAGE
    if rule.kind is AlertKind.MISSING_IN_LOAD:
        query = _MISSING
    asked = {
        "stage": rule.limit.stage.value,
        "kind": rule.kind.value,
        "before": late_before(rule, now, is_workday),
        "region": rule.limit.region,
        "others": sorted(rule.others),
        "limit": BATCH,
    }
    return [_Late(*row) for row in session.execute(query, asked)]


def _row(rule: Rule, unit: _Late, standing: Standing, now: datetime) -> dict[str, Any]:
    return {
        **unit._asdict(),
        "id": new_id(),
        "kind": rule.kind.value,
        "state": AlertState.NEW.value,
        "raised_at": now,
        **_said(standing),
    }


def _said(standing: Standing) -> dict[str, Any]:
    return {
        "level": standing.level.value,
        "due_at": standing.due_at,
        "recheck_at": standing.recheck_at,
        "pattern": standing.pattern,
    }


def _rise(session: Session, rule: Rule, now: datetime, is_workday: IsWorkday) -> int:
    """Tell the next level where it is due; close what is in time after all."""
    moved, closed, risen = [], [], []
    for key, since, level in session.execute(_due(rule, now)):
        standing = stand(rule, since, now, is_workday)
        if standing is None:
            closed.append(_Noted(key, AlertAction.MOVED_ON, level, IN_TIME))
            continue
        moved.append({"id": key, **_said(standing)})
        if standing.level > level:
            moved[-1]["escalated_at"] = now
            risen.append(_Noted(key, AlertAction.ESCALATED, standing.level))
    for some in (
        [row for row in moved if "escalated_at" in row],
        [row for row in moved if "escalated_at" not in row],
    ):
        if some:
            session.execute(update(Alert), some)
    _note(session, risen, now)
    _close(session, closed, now)
    return len(moved) + len(closed)


def _due(rule: Rule, now: datetime) -> Any:
    leaves = select(RegionClosure.leaf)
    query = select(Alert.id, Alert.since, Alert.level).where(
        Alert.state != AlertState.CLOSED.value,
        Alert.kind == rule.kind.value,
        Alert.stage == rule.limit.stage.value,
        Alert.recheck_at < now,
    )
    if rule.limit.region != NATION:
        query = query.where(Alert.region.in_(leaves.where(RegionClosure.ancestor == rule.limit.region)))
    if rule.others:
        query = query.where(Alert.region.not_in(leaves.where(RegionClosure.ancestor.in_(rule.others))))
    return query.order_by(Alert.recheck_at).limit(BATCH).with_for_update()


def _close(session: Session, gone: Sequence[_Noted], now: datetime) -> None:
    if gone:
        closed = {"state": AlertState.CLOSED.value, "closed_at": now}
        session.execute(
            update(Alert), [{"id": one.alert_id, "close_reason": one.note, **closed} for one in gone]
        )
        _note(session, gone, now)


def _note(session: Session, lines: Sequence[_Noted], now: datetime) -> None:
    if lines:
        rows = [
            {
                "id": new_id(),
                "alert_id": line.alert_id,
                "action": line.action.value,
                "level": int(line.level),
                "at": now,
                "note": line.note,
            }
            for line in lines
        ]
        session.execute(insert(AlertLog), rows)
