"""Folding: moving live counters into the closed ones, so that reading stays short while writing stays spread out.

A figure is folded plus live, read in one statement and therefore from one snapshot; moving a row from one side to the
other in one statement keeps the sum at every instant. Only committed rows are moved: a row that a writer holds is
waited for, and a writer that waits for a row being moved inserts a new one afterwards.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.tally import ALL_TYPES, EPOCH

KEY = "day, district, item_type, basis, measure, slot"
CELL = "grain, district, basis, item_type, period, measure"
SUMS = ("n", "weight_g", "unweighed", "amount_fen")
BATCH = 2000
"""Rows a call moves: their writers wait for as long as this one statement and its commit take (some 20 ms)."""
ONE_FOLDER = 0x7A11
"""Advisory lock: two folders at once would only wait for each other."""


def rolled_up(rows: str) -> str:
    """SQL for the folded cells that day cells (`day, district, item_type, basis, measure` and sums) add up to."""
    return f"""
        SELECT g.grain, c.district, c.basis, i.item_type, g.period, c.measure,
               {", ".join(f"sum(c.{name})::bigint AS {name}" for name in SUMS)}
          FROM {rows} c
         CROSS JOIN LATERAL (VALUES ('day', c.day),
                                    ('month', c.day - (extract(day FROM c.day)::integer - 1)),
                                    ('total', CAST(:epoch AS date))) g(grain, period)
         CROSS JOIN LATERAL (VALUES (c.item_type), (CAST(:all_types AS text))) i(item_type)
         GROUP BY g.grain, c.district, c.basis, i.item_type, g.period, c.measure
    """  # noqa: S608 - built from constants of this module


FOLD = text(f"""
WITH taken AS MATERIALIZED (
  SELECT {KEY} FROM tally_live ORDER BY {KEY} LIMIT :batch FOR UPDATE
), gone AS (
  DELETE FROM tally_live t USING taken k
   WHERE (t.day, t.district, t.item_type, t.basis, t.measure, t.slot)
       = (k.day, k.district, k.item_type, k.basis, k.measure, k.slot)
  RETURNING t.*
), kept AS (
  INSERT INTO tally AS t ({CELL}, {", ".join(SUMS)})
  SELECT * FROM ({rolled_up("gone")}) cell ORDER BY {CELL}
  ON CONFLICT ({CELL}) DO UPDATE SET {", ".join(f"{name} = t.{name} + excluded.{name}" for name in SUMS)}
)
SELECT count(*) FROM gone
""")  # noqa: S608 - built from constants of this module
PARAMETERS = {"epoch": EPOCH, "all_types": ALL_TYPES}


def fold(session: Session, batch: int = BATCH) -> int:
    """Move up to `batch` live counters into the closed ones; how many it moved. The caller commits at once.

    Zero while another process folds. Call it again until it moves fewer than `batch`.
    """
    alone = text("SELECT pg_try_advisory_xact_lock(:key)")
    if not session.scalar(alone, {"key": ONE_FOLDER}):
        return 0
    moved: int = session.execute(FOLD, PARAMETERS | {"batch": batch}).scalar_one()
    return moved
