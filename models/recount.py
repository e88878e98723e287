"""Recount: what units and counters must be, from the events alone, compared with what is stored.

The same rules as `tradein.tally.cells_of`, said once more in SQL so that a million events are recounted in seconds; a
property test holds the two against each other. Each comparison is one statement and therefore one snapshot, so it may
run while scans come in.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.fold import PARAMETERS, SUMS
from tradein.repeat import REPEATED

MOST = 100
"""Differences named one by one; beyond that their number is enough."""

_PLUS = ", ".join(f"sum({name})::bigint AS {name}" for name in SUMS)
_FLOW = "n, weight_g, unweighed, amount_fen"

# What Python calls true in a JSON value: `cells_of` asks `facts.get("standard")`.
STANDARD = """(facts ? 'standard' AND facts->'standard' NOT IN
   ('null'::jsonb, 'false'::jsonb, '0'::jsonb, '""'::jsonb, '[]'::jsonb, '{}'::jsonb))"""

# An error declaration repeats the event it takes back, and takes its cells back.
_EVENTS = f"""
moved AS MATERIALIZED (
  SELECT (event_time AT TIME ZONE 'Asia/Shanghai')::date AS day, district, place, item_type, from_stage, to_stage,
         (CASE WHEN step = 'commissioning' AND from_stage IS NOT NULL THEN 'relabelling' ELSE step END) AS step,
         {STANDARD} AS standard, coalesce('{REPEATED}' = ANY(flags), false) AS again,
         (CASE WHEN corrects_seq IS NULL THEN 1 ELSE -1 END) AS sign,
         count(*) AS n, sum(coalesce(weight_g, 0)) AS weight_g, count(*) - count(weight_g) AS unweighed,
         sum(coalesce(price_fen, 0)) AS amount_fen
    FROM event GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
), material AS MATERIALIZED (
  SELECT (e.event_time AT TIME ZONE 'Asia/Shanghai')::date AS day, e.district, e.place, e.item_type, o.output_code,
         nullif(o.waste_code, '') AS waste_code, (CASE WHEN e.corrects_seq IS NULL THEN 1 ELSE -1 END) AS sign,
         count(*) AS n, sum(o.mass_g) AS weight_g
    FROM unit_output o JOIN event e USING (unit_id, seq) WHERE e.step = 'disassembling'
   GROUP BY 1, 2, 3, 4, 5, 6, 7
), contributed AS (
  SELECT day, b.district, item_type, b.basis, m.measure, sign * m.n AS n, sign * m.weight_g AS weight_g,
         sign * m.unweighed AS unweighed, sign * m.amount_fen AS amount_fen
    FROM moved CROSS JOIN LATERAL (VALUES ('origin', district), ('place', place)) b(basis, district)
   CROSS JOIN LATERAL (
     SELECT step, n, weight_g, unweighed, amount_fen WHERE NOT again
     UNION ALL
     SELECT 'stage.' || from_stage, -n, 0, 0, 0 WHERE b.basis = 'origin' AND from_stage <> to_stage
     UNION ALL
     SELECT 'stage.' || to_stage, n, 0, 0, 0 WHERE b.basis = 'origin' AND from_stage IS DISTINCT FROM to_stage
     UNION ALL
     SELECT 'standard', n, weight_g, 0, 0 WHERE step = 'disassembling' AND standard) m(measure, {_FLOW})
  UNION ALL
  SELECT day, b.district, item_type, b.basis, m.measure, sign * n, sign * weight_g, 0, 0
    FROM material CROSS JOIN LATERAL (VALUES ('origin', district), ('place', place)) b(basis, district)
   CROSS JOIN LATERAL (VALUES ('output.' || output_code), ('waste.' || waste_code)) m(measure)
   WHERE m.measure IS NOT NULL
)"""  # noqa: S608 - built from constants of this module

_CELL = "district, basis, item_type, period, measure"
_BOTH = ", ".join(
    f"coalesce(sum({name}) FILTER (WHERE side = {side}), 0)::bigint" for name in SUMS for side in (1, 2)
)
_DIFFER = " OR ".join(f"sum(CASE side WHEN 1 THEN {name} ELSE -{name} END) <> 0" for name in SUMS)
_TO_MONTH = "period - (extract(day FROM period)::integer - 1)"


def _rows(period: str, item_type: str, source: str) -> str:
    columns = f"district, basis, {item_type} AS item_type, {period} AS period, measure, {_FLOW}"
    return f"SELECT {columns} FROM {source}"  # noqa: S608 - built from constants of this module


def _compared(grain: str, recounted: str, stored: str) -> str:
    """SQL for the cells of one grain whose stored rows do not add up to the recounted ones."""
    return f"""
      SELECT '{grain}' AS grain, {_CELL}, {_BOTH}
        FROM (SELECT 1 AS side, r.* FROM ({recounted}) r UNION ALL SELECT 2, s.* FROM ({stored}) s) both_sides
       GROUP BY {_CELL} HAVING {_DIFFER}
    """  # noqa: S608 - built from constants of this module


_DAYS_BY_TYPE = "tally WHERE grain = 'day' AND item_type <> :all_types"
_DAYS = _compared(
    "day",
    _rows("day", "item_type", "contributed"),
    f"{_rows('period', 'item_type', _DAYS_BY_TYPE)} UNION ALL {_rows('day', 'item_type', 'tally_live')}",
)
_DAYS_OF_ALL = _compared(
    "day",
    _rows("period", "CAST(:all_types AS text)", _DAYS_BY_TYPE),
    _rows("period", "item_type", "tally WHERE grain = 'day' AND item_type = :all_types"),
)
_MONTHS = _compared(
    "month",
    _rows(_TO_MONTH, "item_type", "tally WHERE grain = 'day'"),
    _rows("period", "item_type", "tally WHERE grain = 'month'"),
)
_TOTALS = _compared(
    "total",
    _rows("CAST(:epoch AS date)", "item_type", "tally WHERE grain = 'month'"),
    _rows("period", "item_type", "tally WHERE grain NOT IN ('day', 'month')"),
)
# Days by item type against the events; every coarser counter against the finer ones it is the sum of. Together that is
# the whole recount, and no row is rolled up six times.
TALLIES = text(f"""
WITH {_EVENTS}
{_DAYS} UNION ALL {_DAYS_OF_ALL} UNION ALL {_MONTHS} UNION ALL {_TOTALS}
 ORDER BY grain, {_CELL} LIMIT :most
""")

# Only what still stands counts: neither error declarations nor the events they take back. A corrective event takes the
# place in the unit's story of the one it stands for.
_STANDING = """
standing AS MATERIALIZED (
  SELECT e.unit_id, coalesce(e.stands_for, e.seq) AS at, e.step, e.from_stage, e.to_stage, e.event_time, e.weight_g,
         e.organisation_id, e.site_id, e.load_id, e.reason, e.item_type, e.district, e.facts FROM event e
   WHERE e.corrects_seq IS NULL
     AND (e.unit_id, e.seq) NOT IN (SELECT unit_id, corrects_seq FROM event WHERE corrects_seq IS NOT NULL)
), last AS (
  SELECT unit_id,
         min(at) AS birth_at,
         max(at) FILTER (WHERE from_stage IS DISTINCT FROM to_stage) AS stage_at,
         max(at) FILTER (WHERE weight_g IS NOT NULL) AS weight_at,
         max(at) FILTER (WHERE step IN ('collecting', 'receiving')) AS holder_at,
         max(at) FILTER (WHERE step IN ('holding', 'accepting', 'receiving')) AS hold_at,
         max(at) FILTER (WHERE step IN ('receiving', 'shipping')) AS site_at,
         max(at) FILTER (WHERE step IN ('loading', 'unloading', 'shipping', 'receiving')) AS load_at,
         max(at) FILTER (WHERE step = 'inspecting') AS route_at,
         max(event_time) AS last_event_time
    FROM standing GROUP BY unit_id
), number AS (
  SELECT unit_id, max(seq) AS seq, count(*) AS n FROM event GROUP BY unit_id
)"""

_REPLAYED = (
    *(
        "seq",
        "stage",
        "stage_since",
        "last_event_time",
        "weight_g",
        "holder_id",
        "site_id",
        "load_id",
        "route",
    ),
    *("on_hold", "hold_reason", "item_type", "district"),
)
"""What a unit's row shares with the replay of its events (`tradein.projection`), besides their number and its label.

Not the agreed price: until the unit is collected a new quote changes it without an event.
"""
# Rows are compared as they are; only those that differ are put into words.
UNITS = text(f"""
WITH {_STANDING}, replayed AS (
  SELECT number.unit_id, number.seq, number.n,
         stage.to_stage AS stage, stage.event_time AS stage_since, weight.weight_g,
         holder.organisation_id AS holder_id, coalesce(hold.step = 'holding', false) AS on_hold,
         CASE WHEN hold.step = 'holding' THEN hold.reason END AS hold_reason,
         CASE WHEN site.step = 'receiving' THEN site.site_id END AS site_id,
         CASE WHEN load.step IN ('loading', 'shipping') THEN load.load_id END AS load_id,
         route.facts->>'route' AS route, last.last_event_time, birth.item_type, birth.district
    FROM number
    LEFT JOIN last ON last.unit_id = number.unit_id
    LEFT JOIN standing stage ON stage.unit_id = number.unit_id AND stage.at = last.stage_at
    LEFT JOIN standing weight ON weight.unit_id = number.unit_id AND weight.at = last.weight_at
    LEFT JOIN standing holder ON holder.unit_id = number.unit_id AND holder.at = last.holder_at
    LEFT JOIN standing hold ON hold.unit_id = number.unit_id AND hold.at = last.hold_at
    LEFT JOIN standing site ON site.unit_id = number.unit_id AND site.at = last.site_at
    LEFT JOIN standing load ON load.unit_id = number.unit_id AND load.at = last.load_at
    LEFT JOIN standing route ON route.unit_id = number.unit_id AND route.at = last.route_at
    LEFT JOIN standing birth ON birth.unit_id = number.unit_id AND birth.at = last.birth_at
), different AS MATERIALIZED (
  SELECT coalesce(u.id, r.unit_id) AS id, u.code, u.id IS NOT NULL AS is_unit, r.unit_id IS NOT NULL AS has_events,
         u.id AS own, CASE WHEN l.state = 'bound' THEN l.unit_id END AS labelled,
         {", ".join(f"u.{name} AS u_{name}, r.{name} AS r_{name}" for name in _REPLAYED)}, r.n
    FROM unit u FULL JOIN replayed r ON r.unit_id = u.id
    LEFT JOIN label l ON l.code = u.code
   WHERE ROW({", ".join(f"u.{name}" for name in _REPLAYED)}, u.seq::bigint, u.id)
         IS DISTINCT FROM ROW({", ".join(f"r.{name}" for name in _REPLAYED)}, r.n,
                              CASE WHEN l.state = 'bound' THEN l.unit_id END)
   ORDER BY 1 LIMIT :most
)
SELECT d.id, d.code, v.field, v.stored, v.replayed FROM different d CROSS JOIN LATERAL (VALUES
       ('unit', CASE WHEN d.is_unit THEN 'present' ELSE 'missing' END,
                CASE WHEN d.has_events THEN 'present' ELSE 'missing' END),
       ('events', d.u_seq::text, d.n::text),
       {", ".join(f"('{name}', d.u_{name}::text, d.r_{name}::text)" for name in _REPLAYED)},
       ('code', d.own::text, d.labelled::text)) v(field, stored, replayed)
 WHERE v.stored IS DISTINCT FROM v.replayed AND (v.field = 'unit' OR (d.is_unit AND d.has_events))
 ORDER BY d.id, v.field LIMIT :most
""")  # noqa: S608 - built from constants of this module

STILL = text("LOCK TABLE tally_live, tally IN SHARE ROW EXCLUSIVE MODE")
EMPTY = (text("DELETE FROM tally_live"), text("DELETE FROM tally"))
# Each grain is made from the finer one, which is smaller than the events by orders of magnitude.
REFILL = text(f"""
WITH {_EVENTS}, counted AS MATERIALIZED (
  SELECT day, district, item_type, basis, measure, {_PLUS} FROM contributed GROUP BY 1, 2, 3, 4, 5
), days AS MATERIALIZED (
  {_rows("day", "item_type", "counted")}
  UNION ALL
  SELECT district, basis, CAST(:all_types AS text), day, measure, {_PLUS} FROM counted
   GROUP BY district, basis, day, measure
), months AS MATERIALIZED (
  SELECT district, basis, item_type, {_TO_MONTH} AS period, measure, {_PLUS} FROM days
   GROUP BY district, basis, item_type, {_TO_MONTH}, measure
), totals AS (
  SELECT district, basis, item_type, CAST(:epoch AS date) AS period, measure, {_PLUS} FROM months
   GROUP BY district, basis, item_type, measure
)
INSERT INTO tally (grain, {_CELL}, {_FLOW})
SELECT 'day', * FROM days UNION ALL SELECT 'month', * FROM months UNION ALL SELECT 'total', * FROM totals
""")  # noqa: S608 - built from constants of this module
ROOM = text("SELECT set_config('work_mem', '256MB', true)")
"""For this transaction: the groups of a recount fit into memory instead of being sorted on disk."""


def check(session: Session) -> list[str]:
    """One sentence for every difference between what is stored and a recount from events; empty when all agree.

    At most `MOST` differences of units and as many of counters are named.
    """
    session.execute(ROOM)
    return check_units(session) + check_tallies(session)


def check_units(session: Session) -> list[str]:
    """Unit rows against a replay of their events: one statement."""
    return [
        f"unit {code or unit_id}: {field} is {stored}, its events say {replayed}"
        for unit_id, code, field, stored, replayed in session.execute(UNITS, {"most": MOST})
    ]


def check_tallies(session: Session) -> list[str]:
    """Counters of every grain, folded plus live, against events: one statement."""
    found = []
    for row in session.execute(TALLIES, PARAMETERS | {"most": MOST}):
        cell, sums = row[:6], row[6:]
        named = zip(SUMS, sums[::2], sums[1::2], strict=True)
        off = ", ".join(f"{name} is {has}, counted again {says}" for name, says, has in named if has != says)
        found.append(f"tally {' '.join(map(str, cell))}: {off}")
    return found


def rebuild(session: Session) -> None:
    """Count every counter anew from the events; writers wait meanwhile, readers do not. The caller commits."""
    session.execute(ROOM)
    session.execute(STILL)
    for statement in EMPTY:
        session.execute(statement)
    session.execute(REFILL, PARAMETERS)
