"""The hot path's SQL, in one place: one read and one write per batch, whatever its length.

The write is one data-modifying statement. Rows are locked in key order first (two batches cannot deadlock), the
sequence of every unit is compared with the one that was read, and unless all of them fit nothing at all is written.
A distributed variant (single-shard statements, or one function per unit) can stand beside this module.
"""

from collections.abc import Sequence

from models.order import CLOSE_COLLECTED
from models.statement import Statement
from tradein.scan import LoadState, UnitState

UNIT_COLUMNS = UnitState._fields
MOVING_COLUMNS = {
    "code": "text",
    "stage": "text",
    "on_hold": "boolean",
    "hold_reason": "text",
    "seq": "integer",
    "holder_id": "uuid",
    "site_id": "uuid",
    "load_id": "uuid",
    "route": "text",
    "weight_g": "integer",
    "agreed_fen": "bigint",
    "stage_since": "timestamptz",
    "last_event_time": "timestamptz",
}
"""What an event may change in a unit's row; the other columns are birth facts."""
BIRTH_COLUMNS = {"item_type": "text", "district": "text", "order_id": "uuid", "created_at": "timestamptz"}
EVENT_COLUMNS = {
    "unit_id": "uuid",
    "seq": "integer",
    "event_id": "uuid",
    "step": "text",
    "from_stage": "text",
    "to_stage": "text",
    "event_time": "timestamptz",
    "record_time": "timestamptz",
    "organisation_id": "uuid",
    "account_id": "uuid",
    "device_id": "uuid",
    "device_seq": "bigint",
    "site_id": "uuid",
    "place": "text",
    "load_id": "uuid",
    "weight_g": "integer",
    "price_fen": "bigint",
    "item_type": "text",
    "district": "text",
    "reason": "text",
    "photos": "text[]",
    "flags": "text[]",
    "lat_e6": "integer",
    "lon_e6": "integer",
    "fingerprint": "bytea",
    "facts": "jsonb",
    "corrects_seq": "integer",
    "stands_for": "integer",
}
TALLY_KEY = {"day": "date", "district": "text", "item_type": "text", "basis": "text", "measure": "text"}
TALLY_SUMS = ("n", "weight_g", "unweighed", "amount_fen")


def _rows(name: str, alias: str, columns: dict[str, str]) -> str:
    """Rows that travel as one JSON text: a quarter of the cost of sixty arrays, for one scan and for a thousand.

    The column that never comes makes the planner expect one row, whatever is sent: it then looks rows up one by one
    even while tables are small, and finds the plan for any batch as cheap as one made for this batch, so that it
    keeps it. Planning anew cost more than running.
    """
    listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    return (
        f"(SELECT {_list(columns)} FROM json_to_recordset(%({name})s::json) AS r({listed}, never text)"  # noqa: S608
        f" WHERE never IS NULL) AS {alias}"
    )


def _list(columns: Sequence[str] | dict[str, str], alias: str = "") -> str:
    return ", ".join(f"{alias}{name}" for name in columns)


_LOAD = ", ".join(f"{{0}}.{column}" for column in LoadState._fields)
_ASKED = {
    "n": "integer",
    "code": "text",
    "event_id": "uuid",
    "load": "text",
    "device": "uuid",
    "device_seq": "bigint",
}
READ = Statement(f"""
SELECT q.n, l.code, l.state, l.organisation_id, l.unit_id, l.replaced_by,
       {", ".join(f"u.{column}" for column in UNIT_COLUMNS)},
       o.handover_hash, o.handover_tries, o.recycler_id, o.collector_id, o.booked_by_org_id,
       e.unit_id, e.seq, e.to_stage, e.record_time, e.flags, e.fingerprint,
       {_LOAD.format("ld")},
       {_LOAD.format("al")},
       d.organisation_id, d.revoked_at, s.next_seq, s.version, t.event_id,
       k.state, k.organisation_id, k.refusal, k.field, k.facts,
       EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.code = q.code)
       OR EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.device_id = q.device)
       OR EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.unit_id = u.id)
       OR EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.code = q.load)
  FROM {_rows("asked", "q", _ASKED)}
  LEFT JOIN LATERAL (SELECT * FROM label WHERE code = q.code LIMIT 1) l ON true
  LEFT JOIN LATERAL (SELECT * FROM unit WHERE id = l.unit_id LIMIT 1) u ON true
  LEFT JOIN LATERAL (SELECT * FROM trade_order WHERE id = u.order_id AND u.stage = 'booked' LIMIT 1) o ON true
  LEFT JOIN LATERAL (
       SELECT * FROM event WHERE event_id = q.event_id AND corrects_seq IS NULL LIMIT 1) e ON true
  LEFT JOIN LATERAL (SELECT * FROM load WHERE code = q.load LIMIT 1) ld ON true
  LEFT JOIN LATERAL (SELECT * FROM load WHERE id = u.load_id LIMIT 1) al ON true
  LEFT JOIN LATERAL (SELECT * FROM device WHERE id = q.device LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT * FROM device_stream WHERE device_id = q.device LIMIT 1) s ON true
  LEFT JOIN LATERAL (
       SELECT event_id FROM event
        WHERE device_id = q.device AND device_seq = q.device_seq AND device_id IS NOT NULL AND corrects_seq IS NULL
        LIMIT 1) t ON true
  LEFT JOIN LATERAL (SELECT * FROM pending_scan WHERE event_id = q.event_id LIMIT 1) k ON true
""")  # noqa: S608 - our own column names
"""Lateral look-ups with a limit, so that every one is an index probe even in a plan cached while tables were empty."""

WAITING = Statement("""
SELECT p.event_id, p.body, p.actor FROM pending_scan p
 WHERE p.state = 'waiting' AND p.event_id <> ALL(%(known)b::uuid[])
   AND (p.code = ANY(%(code)b::text[]) OR p.unit_id = ANY(%(unit)b::uuid[]) OR p.device_id = ANY(%(device)b::uuid[]))
 ORDER BY p.received_at, p.event_id LIMIT %(limit)s
""")
"""Kept scans that may be due, oldest first."""

LOADS = Statement(f"""
SELECT {_LOAD.format("ld")},
       {", ".join(f"u.{column}" for column in UNIT_COLUMNS)}, l.code, l.state, l.organisation_id,
       EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.code = ld.code)
       OR EXISTS (SELECT FROM pending_scan p WHERE p.state = 'waiting' AND p.unit_id = u.id)
  FROM load ld
  LEFT JOIN unit u ON u.load_id = ld.id
  LEFT JOIN label l ON l.code = u.code
 WHERE ld.code = ANY(%(code)b::text[]) LIMIT %(limit)s
""")  # noqa: S608 - our own column names
"""Loads that are scanned as a whole, with every unit aboard."""

LOAD_EVENTS = Statement("""
SELECT e.load_id, e.event_id, e.step, e.event_time, e.record_time, e.organisation_id, e.account_id, e.listed,
       e.confirmed, e.weight_g, e.exceptions, e.flags, e.fingerprint, l.code
  FROM load_event e JOIN load l ON l.id = e.load_id WHERE e.event_id = ANY(%(event_id)b::uuid[])
""")

MOVE_LOADS = Statement("""
WITH m AS MATERIALIZED (
  SELECT * FROM unnest(%(id)b::uuid[], %(seen)b::text[], %(state)b::text[], %(listed)b::integer[],
                       %(shipped_at)b::timestamptz[], %(arrived_at)b::timestamptz[], %(closed_at)b::timestamptz[])
       AS m(id, seen, state, listed, shipped_at, arrived_at, closed_at)
), locked AS MATERIALIZED (
  SELECT l.id, l.ctid AS at FROM load l JOIN m ON m.id = l.id AND m.seen = l.state ORDER BY l.id FOR NO KEY UPDATE OF l
)
UPDATE load l SET state = m.state, listed = coalesce(l.listed, m.listed),
       shipped_at = coalesce(l.shipped_at, m.shipped_at),
       arrived_at = coalesce(l.arrived_at, m.arrived_at, m.closed_at),
       closed_at = coalesce(l.closed_at, m.closed_at)
  FROM m, locked k WHERE k.id = m.id AND l.ctid = k.at
""")
"""Moves each load from the state it was seen in; a load that moved meanwhile is not among the rows counted."""

BOARDED_UNSEEN = Statement("""
SELECT count(*) FROM unit WHERE load_id = ANY(%(load_id)b::uuid[]) AND id <> ALL(%(unit_id)b::uuid[])
""")
"""Units that came aboard after the load was read. Asked once the load is locked: nobody boards it unnoticed then."""

STILL_OPEN = Statement("""
SELECT count(*) FROM (
  SELECT FROM load WHERE id = ANY(%(load_id)b::uuid[]) AND state = 'open' ORDER BY id FOR SHARE) l
""")
"""Loads that units went aboard or left: whoever moves one waits for us, or we see that it has moved."""

APPEND_LOADS = Statement("""
INSERT INTO load_event (load_id, seq, event_id, step, event_time, record_time, organisation_id, account_id, listed,
                        confirmed, weight_g, exceptions, flags, fingerprint)
SELECT e.load_id, (SELECT count(*) FROM load_event p WHERE p.load_id = e.load_id) + e.n, e.event_id, e.step,
       e.event_time, e.record_time, e.organisation_id, e.account_id, e.listed, e.confirmed, e.weight_g, e.exceptions,
       string_to_array(e.flags, E'\\x1f'), e.fingerprint
  FROM unnest(%(load_id)b::uuid[], %(event_id)b::uuid[], %(step)b::text[], %(event_time)b::timestamptz[],
              %(record_time)b::timestamptz[], %(organisation_id)b::uuid[], %(account_id)b::uuid[],
              %(listed)b::integer[], %(confirmed)b::integer[], %(weight_g)b::integer[], %(exceptions)b::jsonb[],
              %(flags)b::text[], %(fingerprint)b::bytea[]) WITH ORDINALITY
       AS e(load_id, event_id, step, event_time, record_time, organisation_id, account_id, listed, confirmed,
            weight_g, exceptions, flags, fingerprint, n)
""")


_UNIT = {"id": "uuid", "seen": "integer"} | MOVING_COLUMNS | BIRTH_COLUMNS
_LABEL = {"code": "text", "unit_id": "uuid", "new_code": "text"}
_REPLACED = {"old_code": "text", "new_code": "text"}
_TALLY = TALLY_KEY | dict.fromkeys(TALLY_SUMS, "bigint")

WRITE = Statement(f"""
WITH want AS MATERIALIZED (
  SELECT * FROM {_rows("units", "w", _UNIT)}
), locked AS MATERIALIZED (
  SELECT w.*, u.at, u.now_seq = w.seen AS unmoved FROM (SELECT * FROM want WHERE seen >= 0 ORDER BY id) w,
         LATERAL (SELECT seq AS now_seq, ctid AS at FROM unit WHERE id = w.id LIMIT 1 FOR NO KEY UPDATE) u
), binding AS MATERIALIZED (
  SELECT * FROM {_rows("labels", "b", _LABEL)}
), spare AS MATERIALIZED (
  SELECT b.*, l.at FROM (SELECT * FROM binding ORDER BY code) b,
         LATERAL (SELECT ctid AS at FROM label WHERE code = b.code AND state = 'reserved'
                   LIMIT 1 FOR NO KEY UPDATE) l
), fit AS MATERIALIZED (
  SELECT (SELECT count(*) FROM locked WHERE unmoved) = (SELECT count(*) FROM want WHERE seen >= 0)
     AND (SELECT count(*) FROM spare) = (SELECT count(*) FROM binding) AS ok
), moved AS (
  UPDATE unit u SET {", ".join(f"{name} = w.{name}" for name in MOVING_COLUMNS)}
    FROM locked w, fit WHERE fit.ok AND u.ctid = w.at
), born AS (
  INSERT INTO unit (id, {_list(MOVING_COLUMNS)}, {_list(BIRTH_COLUMNS)})
  SELECT w.id, {_list(MOVING_COLUMNS, "w.")}, {_list(BIRTH_COLUMNS, "w.")}
    FROM want w, fit WHERE fit.ok AND w.seen < 0
), bound AS (
  UPDATE label l SET unit_id = b.unit_id, bound_at = %(now)b, replaced_by = b.new_code,
         state = CASE WHEN b.new_code IS NULL THEN 'bound' ELSE 'void' END,
         voided_at = CASE WHEN b.new_code IS NOT NULL THEN %(now)b::timestamptz END,
         void_reason = CASE WHEN b.new_code IS NOT NULL THEN 'replaced' END
    FROM spare b, fit WHERE fit.ok AND l.ctid = b.at
), replaced AS (
  UPDATE label l SET state = 'void', voided_at = %(now)b, void_reason = 'replaced', replaced_by = r.new_code
    FROM {_rows("replaced", "r", _REPLACED)}, fit
   WHERE fit.ok AND l.code = r.old_code
), appended AS (
  INSERT INTO event ({_list(EVENT_COLUMNS)})
  SELECT {_list(EVENT_COLUMNS, "e.")} FROM {_rows("events", "e", EVENT_COLUMNS)}, fit WHERE fit.ok
), tallied AS (
  INSERT INTO tally_live AS t ({_list(TALLY_KEY)}, slot, {_list(TALLY_SUMS)})
  SELECT {_list(TALLY_KEY, "c.")}, %(slot)b::smallint, {_list(TALLY_SUMS, "c.")}
    FROM {_rows("cells", "c", _TALLY)}, fit WHERE fit.ok
   ORDER BY {_list(TALLY_KEY, "c.")}
  ON CONFLICT (day, district, item_type, basis, measure, slot) DO UPDATE
     SET {", ".join(f"{name} = t.{name} + excluded.{name}" for name in TALLY_SUMS)}
)
SELECT ok FROM fit
""")  # noqa: S608 - our own column names

OUTPUTS = Statement("""
INSERT INTO unit_output (unit_id, seq, line, output_code, mass_g, waste_code)
SELECT * FROM unnest(%(unit_id)b::uuid[], %(seq)b::integer[], %(line)b::smallint[],
                     %(output_code)b::text[], %(mass_g)b::integer[], %(waste_code)b::text[])
""")

PEND = Statement("""
INSERT INTO pending_scan AS k (event_id, organisation_id, account_id, code, unit_id, device_id, device_seq, body, actor,
                               state, refusal, field, facts, received_at, decided_at)
SELECT p.*, %(now)b, CASE WHEN p.state = 'conflict' THEN %(now)b::timestamptz END
  FROM unnest(%(event_id)b::uuid[], %(organisation_id)b::uuid[], %(account_id)b::uuid[], %(code)b::text[],
              %(unit_id)b::uuid[], %(device_id)b::uuid[], %(device_seq)b::bigint[], %(body)b::jsonb[],
              %(actor)b::jsonb[], %(state)b::text[], %(refusal)b::text[], %(field)b::text[], %(facts)b::jsonb[])
       AS p(event_id, organisation_id, account_id, code, unit_id, device_id, device_seq, body, actor, state, refusal,
            field, facts)
 ORDER BY p.event_id
ON CONFLICT (event_id) DO UPDATE SET state = excluded.state, refusal = excluded.refusal, field = excluded.field,
   facts = excluded.facts, body = excluded.body, unit_id = excluded.unit_id, decided_at = excluded.decided_at
 WHERE k.state <> 'settled' AND k.organisation_id IS NOT DISTINCT FROM excluded.organisation_id
""")

SETTLE = Statement("DELETE FROM pending_scan WHERE event_id = ANY(%(event_id)b::uuid[])")

DEVICES = Statement("""
WITH w AS MATERIALIZED (
  SELECT * FROM unnest(%(device_id)b::uuid[], %(seen)b::bigint[], %(next_seq)b::bigint[])
       AS w(device_id, seen, next_seq) ORDER BY device_id
), moved AS (
  UPDATE device_stream s SET next_seq = w.next_seq, version = s.version + 1
    FROM w WHERE s.device_id = w.device_id AND s.version = w.seen
  RETURNING s.device_id
), begun AS (
  INSERT INTO device_stream (device_id, next_seq) SELECT w.device_id, w.next_seq FROM w WHERE w.seen IS NULL
  ON CONFLICT DO NOTHING RETURNING device_id
)
SELECT (SELECT count(*) FROM moved) + (SELECT count(*) FROM begun)
""")
"""Moves what is due from each device, unless another batch of it was faster; that one is then not counted."""

TRIES = Statement("""
UPDATE trade_order o SET handover_tries = t.tries
  FROM unnest(%(order_id)b::uuid[], %(seen)b::integer[], %(tries)b::integer[]) AS t(id, seen, tries)
 WHERE o.id = t.id AND o.handover_tries = t.seen
""")
"""Counts wrong codes one by one however many come at once: a count that moved meanwhile is read again first."""

COLLECTED_ORDERS = Statement(CLOSE_COLLECTED)
