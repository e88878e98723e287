"""After random lives and random corrections, units and counters equal a recount from events; originals never change."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from models.correction import approve, declare_wrong, refuse
from models.db import new_id
from models.fold import fold
from models.recount import check
from tests.persistence.test_capture_recount import ACTORS, NOW, PHOTO, Life, _scans
from tradein.correction import CorrectionKind, CorrectionState, Wanted
from tradein.lifecycle import Step
from tradein.refusal import Refusal
from tradein.scan import Outcome, Scan, ScanOutput

ROLE_OF = {
    "recycler": "recycler_manager",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
}
RIGHT = {
    "weight_g": st.sampled_from([0, 58_000, 61_000]),
    "price_fen": st.sampled_from([0, 4_000]),
    "reason": st.sampled_from(["称重单抄错", "refused: 型号不符"]),
    "route": st.sampled_from(["dismantle", "refurbish"]),
    "outputs": st.sampled_from(
        [
            (ScanOutput("STEEL", 59_000), ScanOutput("REFRIGERANT", 120)),
            (ScanOutput("STEEL", 30_000), ScanOutput("COPPER", 28_000), ScanOutput("REFRIGERANT", 90)),
        ]
    ),
}
ORIGINALS = text(
    "SELECT unit_id, seq, to_jsonb(e) FROM event e WHERE corrects_seq IS NULL AND stands_for IS NULL"
    " ORDER BY unit_id, seq"
)


def _lead(life, data):
    """Take the first units a drawn number of steps through a legal life, so that there is something to correct."""
    warehouse, plant, _ = life.sites
    outputs = (ScanOutput("STEEL", 59_900), ScanOutput("REFRIGERANT", 100))
    steps = [
        ("recycler_staff", {"step": Step.COLLECTING, "photos": PHOTO, "weight_g": 60_000}),
        ("warehouse", {"step": Step.RECEIVING, "site": warehouse, "weight_g": 60_000}),
        ("warehouse", {"step": Step.INSPECTING, "site": warehouse, "route": "dismantle"}),
        ("warehouse", {"step": Step.LOADING, "load": life.loads[1]}),
        ("warehouse", {"step": Step.SHIPPING}),
        ("dismantler", {"step": Step.RECEIVING, "site": plant, "weight_g": 60_000}),
        ("dismantler", {"step": Step.HOLDING, "reason": "待核"}),
        ("dismantler", {"step": Step.ACCEPTING, "reason": "已核"}),
        (
            "dismantler",
            {"step": Step.DISASSEMBLING, "site": plant, "outputs": outputs},
        ),
    ]
    life.session.execute(
        text("UPDATE load SET origin_id = :origin WHERE code = :code"),
        {"origin": life.world.organisation("warehouse").id, "code": life.loads[1]},
    )
    life.commission(3)
    for code in life.codes[:3]:
        for minute, (role, said) in enumerate(steps[: data.draw(st.integers(1, len(steps)))], 1):
            given_at = NOW + timedelta(minutes=minute)
            (verdict,) = life.scan(role, Scan(new_id(), code, event_time=given_at, **said), now=given_at)
            assert verdict.outcome is Outcome.APPLIED, verdict


def _by(life, organisation_id, moment):
    for (kind, number), place in life.world.organisations.items():
        if place.id == organisation_id and kind in ROLE_OF:
            return life.world.actor(ROLE_OF[kind], number), moment
    return None


def _correct(life, data, moment):
    """One random correction of one random event, by its recorder; decided by the other side where it must be."""
    events = life.session.execute(
        text(
            "SELECT e.event_id, e.step, e.organisation_id, (SELECT max(n.seq) FROM event n"
            " WHERE n.unit_id = e.unit_id) = e.seq FROM event e WHERE corrects_seq IS NULL ORDER BY unit_id, seq"
        )
    ).all()
    event_id, _, organisation_id, _ = data.draw(st.sampled_from(events))
    by = _by(life, organisation_id, moment)
    if by is None:
        return None
    kind = data.draw(st.sampled_from(CorrectionKind))
    fields = data.draw(st.sets(st.sampled_from(sorted(RIGHT)), min_size=1, max_size=2))
    changes = {name: data.draw(RIGHT[name]) for name in fields}
    wanted = Wanted(
        event_id, kind, "抄录有误，现予更正", changes if kind is CorrectionKind.INCORRECT_DATA else {}
    )
    try:
        with life.session.begin_nested():
            made = declare_wrong(life.session, by, wanted).correction
        if made.state != CorrectionState.PROPOSED:
            return kind
        other = _by(life, made.counter_party_id, moment)
        if other is not None and data.draw(st.booleans()):
            with life.session.begin_nested():
                data.draw(st.sampled_from([approve, refuse]))(life.session, other, made.id, "核对无误")
    except Refusal:
        return None
    return kind


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_corrections_leave_rows_that_a_recount_confirms(session, world, data):
    life = Life(session, world)
    try:
        _lead(life, data)
        scans = _scans(life)
        before = session.execute(ORIGINALS).all()
        for hour in range(1, data.draw(st.integers(2, 9))):
            moment = NOW + timedelta(hours=hour)
            _correct(life, data, moment)
            if data.draw(st.booleans()):
                batch = data.draw(st.lists(scans, min_size=1, max_size=4))
                life.scan(data.draw(st.sampled_from(ACTORS)), *batch, now=moment)
            if data.draw(st.integers(0, 3)) == 0:
                fold(session, batch=data.draw(st.integers(1, 30)))
            assert check(session) == []
        after = {row[:2]: row for row in session.execute(ORIGINALS)}
        assert [after[row[:2]] for row in before] == before
    finally:
        session.rollback()


def test_a_life_taken_back_event_by_event_ends_where_it_began(session, world):
    life = Life(session, world)
    life.commission(1)
    steps = [
        ("recycler_staff", "recycler", {"step": Step.COLLECTING, "photos": PHOTO, "weight_g": 60_000}),
        ("warehouse", "warehouse", {"step": Step.RECEIVING, "site": life.sites[0], "weight_g": 59_000}),
    ]
    rows = [session.execute(text("SELECT stage, holder_id, site_id, weight_g, agreed_fen FROM unit")).one()]
    ids = []
    for role, _, said in steps:
        scan = Scan(new_id(), life.codes[0], event_time=NOW, **said)
        assert life.scan(role, scan)[0].outcome is Outcome.APPLIED
        ids.append(scan.event_id)
        rows.append(
            session.execute(text("SELECT stage, holder_id, site_id, weight_g, agreed_fen FROM unit")).one()
        )
    for (_, kind, _), event_id, row in reversed(list(zip(steps, ids, rows, strict=False))):
        by = _by(life, world.organisation(kind).id, NOW + timedelta(hours=1))
        wanted = Wanted(event_id, CorrectionKind.DID_NOT_OCCUR, "实际未发生", {})
        assert declare_wrong(session, by, wanted).correction.state == CorrectionState.APPLIED
        found = session.execute(
            text("SELECT stage, holder_id, site_id, weight_g, agreed_fen FROM unit")
        ).one()
        assert found == row
        assert check(session) == []
    fold(session, batch=100)
    assert check(session) == []
