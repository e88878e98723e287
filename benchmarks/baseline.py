"""The baseline: the wheel's own pgbench running the equivalent transaction, one statement, without any of the rest."""

import re
import subprocess
from pathlib import Path

from sqlalchemy import Engine, text

from api.embedded import DATABASE, SUPERUSER, EmbeddedServer

SCRIPT = r"""
\set n random(1, {count})
\set slot random(0, 31)
WITH known AS (
  SELECT u.id, u.seq, u.item_type, u.district, u.stage FROM bench_pool p
    JOIN label l ON l.code = p.code JOIN unit u ON u.id = l.unit_id
   WHERE p.n = :n AND u.stage = 'stored'
), moved AS (
  UPDATE unit u SET seq = u.seq + 1, route = 'dismantle', weight_g = 31000, last_event_time = now()
    FROM known k WHERE u.id = k.id AND u.seq = k.seq RETURNING u.id, u.seq, u.item_type, u.district, u.holder_id
), appended AS (
  INSERT INTO event (unit_id, seq, event_id, step, from_stage, to_stage, event_time, record_time, organisation_id,
                     place, weight_g, item_type, district, reason, fingerprint)
  SELECT id, seq, gen_random_uuid(), 'inspecting', 'stored', 'stored', now(), now(), holder_id, district, 31000,
         item_type, district, 'bench', '\x00112233445566778899aabbccddeeff' FROM moved
), tallied AS (
  INSERT INTO tally_live AS t (day, district, item_type, basis, measure, slot, n, weight_g, unweighed, amount_fen)
  SELECT current_date, m.district, m.item_type, b.basis, 'inspecting', :slot, 1, 31000, 0, 0
    FROM moved m, (VALUES ('origin'), ('place')) AS b(basis)
  ON CONFLICT (day, district, item_type, basis, measure, slot)
  DO UPDATE SET n = t.n + 1, weight_g = t.weight_g + excluded.weight_g
)
SELECT count(*) FROM moved;
"""


def fill_pool(engine: Engine, codes: list[str]) -> None:
    """Number the units pgbench may draw."""
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS bench_pool"))
        connection.execute(text("CREATE TABLE bench_pool (n integer PRIMARY KEY, code text NOT NULL)"))
        connection.execute(
            text(
                "INSERT INTO bench_pool SELECT n, c FROM unnest(CAST(:c AS text[])) WITH ORDINALITY AS q(c, n)"
            ),
            {"c": codes},
        )
        connection.execute(text("ANALYZE bench_pool"))


def pgbench(server: EmbeddedServer, count: int, seconds: float, clients: int = 8) -> float:
    """Transactions a second with prepared statements."""
    script = Path(server.home) / "single_scan.sql"
    script.write_text(SCRIPT.format(count=count), "utf-8")
    command = [
        str(server.binaries / "pgbench"),
        "-n",
        "-M",
        "prepared",
        "-c",
        str(clients),
        "-j",
        "2",
        "-T",
        str(int(seconds)),
        "-f",
        str(script),
        "-h",
        str(server.socket_directory),
        "-U",
        SUPERUSER,
        DATABASE,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([0-9.]+) \(without", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found.group(1))
