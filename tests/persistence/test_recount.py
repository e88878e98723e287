"""The recount in SQL says what `cells_of` says, finds whatever was tampered with, and can restore the counters."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from models import ledger_sql as sql
from models.db import new_id
from models.fold import fold
from models.ledger import as_json, tally_rows
from models.recount import check, check_tallies, check_units, rebuild
from models.statement import Statement, cursor_of
from tradein.lifecycle import Stage, Step
from tradein.scan import Event, ScanOutput

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
WASTES = st.sampled_from([None, "", "900-045-49", "900-041-49"])
OUTPUTS = st.builds(ScanOutput, st.sampled_from(["STEEL", "COPPER", "PCB"]), st.integers(0, 60_000), WASTES)
STANDARDS = (True, False, None, "yes", 0, 1, "", [], [0], {})
FACTS = st.sampled_from([None, {}, {"other": 1}, *({"standard": said} for said in STANDARDS)])


@st.composite
def _events(draw):
    """One row as the ledger would append it; whether it makes sense is not the counters' business."""
    to_stage, seq = draw(st.sampled_from(Stage)), draw(st.integers(1, 40))
    return Event(
        unit_id=UUID(int=draw(st.integers(0, 2**128 - 1))),
        seq=seq,
        event_id=new_id(),
        step=draw(st.sampled_from([*Step, Step.DISASSEMBLING, Step.DISASSEMBLING])),
        from_stage=draw(st.sampled_from([None, to_stage, *Stage])),
        to_stage=to_stage,
        # Across the days' border, which lies at 16:00 UTC.
        event_time=NOON + timedelta(minutes=draw(st.integers(-60 * 24 * 40, 60 * 24 * 40))),
        record_time=NOON,
        organisation_id=None,
        account_id=None,
        device_id=None,
        device_seq=None,
        site_id=None,
        place=draw(st.sampled_from(["371502", "371402"])),
        load_id=None,
        weight_g=draw(st.sampled_from([None, 0, 1, 45_000])),
        price_fen=draw(st.sampled_from([None, 0, 5000])),
        item_type=draw(st.sampled_from(["FRIDGE", "TV"])),
        district=draw(st.sampled_from(["371502", "371581"])),
        reason=None,
        photos=(),
        flags=(),
        lat_e6=None,
        lon_e6=None,
        fingerprint=b"",
        outputs=tuple(draw(st.lists(OUTPUTS, max_size=4))),
        facts=draw(FACTS),
        # An event can be declared wrong once only, so every declaration here names another one.
        corrects_seq=seq if draw(st.sampled_from([False, False, False, True])) else None,
    )


EVENTS = st.lists(_events(), min_size=1, max_size=12, unique_by=lambda event: (event.unit_id, event.seq))
INSERT_EVENT = text(
    f"INSERT INTO event ({', '.join(sql.EVENT_COLUMNS)}) VALUES "  # noqa: S608 - our own column names
    f"({', '.join(f'CAST(:{name} AS jsonb)' if name == 'facts' else f':{name}' for name in sql.EVENT_COLUMNS)})"
)
ADD_CELLS = Statement(f"""
INSERT INTO tally_live AS t ({", ".join(sql.TALLY_KEY)}, slot, {", ".join(sql.TALLY_SUMS)})
SELECT {", ".join(f"c.{name}" for name in sql.TALLY_KEY)}, %(slot)s::smallint,
       {", ".join(f"c.{name}" for name in sql.TALLY_SUMS)}
  FROM json_to_recordset(%(cells)s::json)
       AS c({", ".join(f"{name} {kind}" for name, kind in sql.TALLY_KEY.items())},
            {", ".join(f"{name} bigint" for name in sql.TALLY_SUMS)})
ON CONFLICT (day, district, item_type, basis, measure, slot) DO UPDATE
   SET {", ".join(f"{name} = t.{name} + excluded.{name}" for name in sql.TALLY_SUMS)}
""")  # noqa: S608 - our own column names


def _append(session, events, slot=0):
    """Write events and the cells Python says they have; no units."""
    for event in events:
        row = {name: getattr(event, name) for name in sql.EVENT_COLUMNS}
        row |= {"photos": None, "flags": None, "step": event.step.value, "to_stage": event.to_stage.value}
        row |= {"from_stage": event.from_stage and event.from_stage.value}
        row["facts"] = None if event.facts is None else json.dumps(event.facts)
        session.execute(INSERT_EVENT, row)
        for line, output in enumerate(event.outputs):
            session.execute(
                text("INSERT INTO unit_output VALUES (:unit, :seq, :line, :code, :mass, :waste)"),
                {"unit": event.unit_id, "seq": event.seq, "line": line}
                | {"code": output.output_code, "mass": output.mass_g, "waste": output.waste_code},
            )
    ADD_CELLS.run(cursor_of(session), {"cells": as_json(tally_rows(events)), "slot": slot})


@given(first=EVENTS, second=EVENTS, batch=st.integers(1, 40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sql_and_python_count_the_same(session, first, second, batch):
    taken = {(event.unit_id, event.seq) for event in first}
    _append(session, first)
    fold(session, batch)
    _append(session, [event for event in second if (event.unit_id, event.seq) not in taken], slot=5)
    try:
        assert check_tallies(session) == []
        rebuild(session)
        assert check_tallies(session) == []
        assert session.scalar(text("SELECT count(*) FROM tally_live")) == 0
    finally:
        session.rollback()


# --- Tampering -------------------------------------------------------------------------------------------------------


@pytest.fixture
def lived(session, world):
    """Some units that were captured, half of their counters folded."""
    from tests.persistence.test_capture_recount import Life

    life = Life(session, world)
    life.commission(3)
    life.collect(3)
    session.commit()
    fold(session, batch=3)
    session.commit()
    assert check(session) == []
    return life


TAMPERED = {
    "a folded count": "UPDATE tally SET n = n + 1 WHERE ctid = (SELECT ctid FROM tally LIMIT 1)",
    "a folded weight": "UPDATE tally SET weight_g = weight_g - 1 WHERE ctid = (SELECT ctid FROM tally LIMIT 1)",
    "an all-types row": "DELETE FROM tally WHERE item_type = '*' AND grain = 'month'",
    "a live count": "UPDATE tally_live SET n = n + 1 WHERE measure = 'stage.collected'",
    "a lost live row": "DELETE FROM tally_live WHERE measure = 'collecting' AND basis = 'place'",
    "a cell nobody made": "INSERT INTO tally VALUES ('day','371502','origin','TV','2026-01-01','collecting',1,0,0,0)",
    "an event": "UPDATE event SET weight_g = weight_g + 1 WHERE step = 'collecting' AND seq = 2",
    "a lost event": "DELETE FROM event WHERE step = 'collecting'",
    "a stage": "UPDATE unit SET stage = 'stored'",
    "a weight": "UPDATE unit SET weight_g = weight_g + 1",
    "a sequence": "UPDATE unit SET seq = seq + 1",
    "a holder": "UPDATE unit SET holder_id = NULL",
    "a hold": "UPDATE unit SET on_hold = true",
    "a district": "UPDATE unit SET district = '371581'",
    "a code": "UPDATE unit SET code = (SELECT code FROM label WHERE state = 'reserved' LIMIT 1)",
    "a lost unit": "DELETE FROM unit WHERE ctid = (SELECT ctid FROM unit LIMIT 1)",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED)
def test_tampering_is_found(session, lived, statement):
    assert session.execute(text(statement)).rowcount
    assert check(session)


def test_differences_are_said_in_words(session, lived):
    session.execute(text("UPDATE unit SET stage = 'stored' WHERE code = :code"), {"code": lived.codes[0]})
    session.execute(
        text(
            "UPDATE tally SET n = n + 2 WHERE grain = 'total' AND item_type = '*' AND measure = 'commissioning'"
        )
    )
    units, tallies = check_units(session), check_tallies(session)
    assert units == [f"unit {lived.codes[0]}: stage is stored, its events say collected"]
    assert "tally total 371502 origin * 2000-01-01 commissioning: n is 5, counted again 3" in tallies


def test_rebuilding_restores_every_counter(session, lived):
    for what in ("a folded count", "an all-types row", "a lost live row", "a cell nobody made"):
        session.execute(text(TAMPERED[what]))
    rebuild(session)
    assert check(session) == []


def test_three_statements_whatever_there_is(session, lived, assert_queries):
    with assert_queries(3):  # room; units; tallies
        check(session)
