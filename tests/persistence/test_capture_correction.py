"""Corrections on PostgreSQL: appended, never edited; the unit, the counters and a recount from events agree."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from models.correction import approve, declare_wrong, refuse
from models.recount import check
from tests.persistence.capture_ground import NOW, Chain, outcomes, statements
from tradein.correction import CorrectionKind, Wanted
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.correction import AlreadyDeclared, CorrectionDecided, NotTheLastEvent, OwnCorrection
from tradein.scan import ScanOutput

LATER = NOW + timedelta(hours=2)
WRONG, UNDONE = CorrectionKind.INCORRECT_DATA, CorrectionKind.DID_NOT_OCCUR


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


def declared(chain, step, kind=WRONG, by="recycler_manager", **changes):
    event_id = chain.one(
        "SELECT event_id FROM event WHERE step = :step AND corrects_seq IS NULL ORDER BY seq DESC LIMIT 1",
        step=step,
    )[0]
    wanted = Wanted(event_id, kind, "录入错误，复核称重单", changes)
    return declare_wrong(chain.session, (manager(chain, by), LATER), wanted).correction


def manager(chain, role, number=0):
    actor = chain.world.actor(role, number)
    return (
        actor
        if actor.manager
        else type(actor)(**{name: getattr(actor, name) for name in actor.__slots__} | {"manager": True})
    )


def test_wrong_data_are_replaced_and_everything_still_agrees(chain):
    code = chain.collect(1)[0]
    correction = declared(chain, "collecting", weight_g=45_000, price_fen=4_000)
    assert (correction.state, correction.counter_party_id, correction.kind) == (
        "applied",
        None,
        "incorrect_data",
    )
    unit = chain.one("SELECT stage, seq, weight_g, agreed_fen FROM unit WHERE code = :code", code=code)
    assert unit == ("collected", 4, 45_000, 4_000)
    rows = chain.all("SELECT seq, corrects_seq, stands_for, weight_g FROM event ORDER BY seq")
    assert rows == [
        (1, None, None, 60_000),
        (2, None, None, 60_000),
        (3, 2, None, 60_000),
        (4, None, 2, 45_000),
    ]
    figures = (
        "SELECT sum(n), sum(weight_g), sum(amount_fen) FROM tally_live"
        " WHERE measure = 'collecting' AND basis = 'origin'"
    )
    assert chain.one(figures) == (1, 45_000, 4_000)
    assert check(chain.session) == []


def test_the_original_event_is_answered_as_before_and_never_edited(chain):
    code = chain.commission(1)[0]
    collect = chain.scan("collecting", code)
    first = chain.send("recycler_staff", collect)[0]
    before = chain.one("SELECT * FROM event WHERE seq = 2")
    declared(chain, "collecting", weight_g=45_000)
    assert chain.one("SELECT * FROM event WHERE seq = 2") == before
    again = chain.send("recycler_staff", collect)[0]
    assert again == first._replace(outcome=again.outcome)
    assert outcomes([again]) == ["duplicate"]


def test_what_did_not_happen_rolls_the_unit_back_and_it_goes_on(chain):
    code = chain.store(1)[0]
    declared(chain, "receiving", UNDONE, by="warehouse")
    assert chain.stages([code]) == ["collected"]
    recycler = chain.world.organisation("recycler").id
    assert chain.one("SELECT holder_id, site_id FROM unit") == (recycler, None)
    assert check(chain.session) == []
    again = chain.send("warehouse", chain.scan("receiving", code, site=chain.site("warehouse")))
    assert outcomes(again) == ["applied"]
    assert check(chain.session) == []


def test_outputs_are_corrected_with_the_material_figures(chain):
    codes, load = chain.aboard(1)
    plant = chain.site("dismantler")
    chain.send("warehouse", chain.scan("shipping", load))
    chain.send("dismantler", chain.scan("receiving", load, site=plant))
    chain.send("dismantler", chain.scan("disassembling", codes[0], site=plant))
    right = (ScanOutput("STEEL", 58_000), ScanOutput("COPPER", 1_900), ScanOutput("REFRIGERANT", 100))
    assert declared(chain, "disassembling", by="dismantler", outputs=right).state == "applied"
    figures = (
        "SELECT measure, sum(weight_g) FROM tally_live"
        " WHERE measure LIKE 'output.%' AND basis = 'place' GROUP BY 1"
    )
    assert {row for row in chain.all(figures) if row[1]} == {
        ("output.STEEL", 58_000),
        ("output.COPPER", 1_900),
        ("output.REFRIGERANT", 100),
    }
    assert check(chain.session) == []


def test_once_taken_over_the_other_side_must_agree(chain):
    chain.store(1)
    correction = declared(chain, "collecting", weight_g=45_000)
    assert correction.state == "proposed"
    assert correction.counter_party_id == chain.world.organisation("warehouse").id
    assert chain.one("SELECT count(*), max(seq) FROM event") == (3, 3)
    approver = manager(chain, "warehouse")
    decided = approve(chain.session, (approver, LATER), correction.id, "同意")
    assert (decided.correction.state, decided.correction.decided_by) == ("applied", approver.account_id)
    assert decided.districts == {"371502"}
    # The warehouse weighed it itself, and that weighing stands.
    assert chain.one("SELECT weight_g, stage, seq FROM unit") == (60_000, "stored", 5)
    assert check(chain.session) == []
    with pytest.raises(CorrectionDecided):
        approve(chain.session, (approver, LATER), correction.id, None)


def test_a_refused_correction_changes_nothing_and_may_be_declared_anew(chain):
    chain.store(1)
    correction = declared(chain, "collecting", weight_g=45_000)
    refuse(chain.session, (manager(chain, "warehouse"), LATER), correction.id, "与签收重量相符")
    assert chain.one("SELECT count(*) FROM event")[0] == 3
    assert declared(chain, "collecting", weight_g=46_000).state == "proposed"
    with pytest.raises(AlreadyDeclared):
        declared(chain, "collecting", weight_g=47_000)


def test_who_may_decide(chain):
    chain.store(1)
    correction = declared(chain, "collecting", weight_g=45_000)
    with pytest.raises(OwnCorrection):
        approve(chain.session, (chain.world.actor("recycler_manager"), LATER), correction.id, None)
    with pytest.raises(Forbidden):
        approve(chain.session, (chain.world.actor("warehouse"), LATER), correction.id, None)
    for stranger in (manager(chain, "warehouse", 1), chain.world.actor("city_officer", 1)):
        with pytest.raises(NotFound):
            approve(chain.session, (stranger, LATER), correction.id, None)
    assert approve(chain.session, (chain.world.actor("district_officer"), LATER), correction.id, None)


def test_approval_comes_too_late_when_the_story_went_on(chain):
    codes, load = chain.aboard(1)
    correction = declared(chain, "loading", UNDONE, by="warehouse")
    assert correction.state == "applied"
    chain.send("warehouse", chain.scan("loading", codes[0], load=load))
    chain.send("warehouse", chain.scan("shipping", load))
    with pytest.raises(NotTheLastEvent):
        declared(chain, "loading", UNDONE, by="warehouse")
    assert check(chain.session) == []


def test_an_event_nobody_here_has_to_do_with_is_absent(chain):
    chain.collect(1)
    event_id = chain.one("SELECT event_id FROM event WHERE step = 'collecting'")[0]
    stranger = chain.world.actor("recycler_manager", 1)
    with pytest.raises(NotFound):
        declare_wrong(chain.session, (stranger, LATER), Wanted(event_id, UNDONE, "没有发生", {}))


def test_the_database_itself_takes_one_declaration_an_event(chain):
    chain.collect(1)
    declared(chain, "collecting", weight_g=45_000)
    twice = text("INSERT INTO event SELECT (e).* FROM (SELECT e #= '{}' AS e FROM event e WHERE FALSE) q")
    assert twice is not None
    columns = [
        name
        for (name,) in chain.all(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'event'::regclass AND attnum > 0"
        )
    ]
    others = ", ".join(name for name in columns if name != "seq")
    again = f"INSERT INTO event (seq, {others}) SELECT 99, {others} FROM event WHERE corrects_seq IS NOT NULL"  # noqa: S608
    with pytest.raises(Exception, match="uq_event_corrects"):
        chain.session.execute(text(again))


def test_a_correction_takes_a_fixed_number_of_statements(chain):
    chain.collect(1)
    counts = []
    for weight_g in (45_000, 46_000):
        with statements() as sent:
            declared(chain, "collecting", weight_g=weight_g)
        counts.append(len(sent))
    assert counts[1] <= 12
