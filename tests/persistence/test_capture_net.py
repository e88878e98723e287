"""The net under capture: what breaks a rule of the database nobody foresaw is set aside, and spoils nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from models.ledger_trial import CAREFUL, Spoiled
from models.pending_due import release
from models.pending_queue import expire
from tests.persistence.capture_ground import KEY, NOW, OUTPUTS, Chain, outcomes, refusals
from tradein.scan import ScanOutput

LATER = NOW + timedelta(days=3, hours=1)
POISON = "poison"
pytestmark = pytest.mark.control("spoils_the_batch")


def key():
    return KEY


@pytest.fixture
def chain(session, world):
    """A chain whose transaction is one that is repeated, after it was spoiled once."""
    forbid(session, "event", f"reason IS DISTINCT FROM '{POISON}'")
    session.info[CAREFUL] = True
    return Chain(session, world)


def forbid(session, table, rule):
    """A rule of the database that no judgement knows."""
    session.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT nobody_foresaw CHECK ({rule})"))


def kept(chain):
    return chain.all("SELECT state, refusal FROM pending_scan ORDER BY received_at, device_seq")


def test_the_first_attempt_says_that_it_was_spoiled_and_by_which_rule(chain, session):
    del session.info[CAREFUL]
    code = chain.labels(1)[0]
    with pytest.raises(Spoiled) as spoiled, session.begin_nested():
        chain.send("recycler_staff", chain.scan("commissioning", code, reason=POISON))
    assert spoiled.value.rule.endswith("nobody_foresaw")


def test_one_bad_scan_does_not_spoil_the_rest(chain):
    codes = chain.labels(7)
    scans = [chain.scan("commissioning", code) for code in codes]
    scans[3] = scans[3]._replace(reason=POISON)
    verdicts = chain.send("recycler_staff", *scans, scans[0])
    assert outcomes(verdicts) == [*["applied"] * 3, "conflict", *["applied"] * 3, "duplicate"]
    assert refusals(verdicts)[3] == "not_recorded"
    assert kept(chain) == [("conflict", "not_recorded")]
    again = chain.send("recycler_staff", *scans)
    assert outcomes(again) == [*["duplicate"] * 3, "conflict", *["duplicate"] * 3]


def test_a_device_goes_on_after_a_kept_scan_that_cannot_be_recorded(chain):
    codes, phone = chain.labels(3), chain.device()
    first, bad, last = (
        chain.scan("commissioning", code, device=phone, device_seq=n) for n, code in enumerate(codes, 1)
    )
    bad = bad._replace(reason=POISON)
    assert outcomes(chain.send("recycler_staff", bad, last)) == ["held", "held"]
    assert outcomes(chain.send("recycler_staff", first)) == ["applied"]
    assert kept(chain) == [("conflict", "not_recorded")]
    assert chain.stages([first.code, last.code]) == ["booked", "booked"]
    assert chain.one("SELECT next_seq FROM device_stream") == (4,)


def test_a_load_arrives_with_a_kept_scan_that_cannot_be_recorded(chain):
    codes, load = chain.aboard(3)
    chain.send("warehouse", chain.scan("shipping", load))
    bad = chain.scan("holding", codes[0], site=chain.site("dismantler"), reason=POISON, weight_g=None)
    assert outcomes(chain.send("dismantler", bad)) == ["held"]
    received = chain.send("dismantler", chain.scan("receiving", load, site=chain.site("dismantler")))
    assert outcomes(received) == ["applied"]
    assert chain.stages(codes) == ["received"] * 3
    assert kept(chain) == [("conflict", "not_recorded")]


@pytest.mark.parametrize("bad", [1, 5])
def test_units_of_a_load_that_cannot_move_stay_and_are_listed_or_the_load_stays(chain, session, bad):
    codes, load = chain.aboard(6)
    stuck = ", ".join(f"'{code}'" for code in codes[:bad])
    forbid(session, "unit", f"stage <> 'in_transit' OR code NOT IN ({stuck})")
    (verdict,) = chain.send("warehouse", chain.scan("shipping", load))
    if bad == 1:
        assert verdict.outcome == "applied"
        assert verdict.facts["confirmed"] == 5
        assert [(one["code"], one["reason"]) for one in verdict.facts["exceptions"]] == [
            (codes[0], "not_recorded")
        ]
        assert chain.stages(codes) == ["stored", *["in_transit"] * 5]
    else:
        assert (verdict.outcome, verdict.refusal) == ("conflict", "not_recorded")
        assert chain.stages(codes) == ["stored"] * 6


def test_what_cannot_be_kept_either_is_answered(chain, session):
    forbid(session, "pending_scan", f"body->>'reason' IS DISTINCT FROM '{POISON}'")
    bad, phone = chain.labels(1)[0], chain.device()
    verdicts = chain.send(
        "recycler_staff",
        chain.scan("collecting", bad, reason=POISON, device=phone, device_seq=1),
        chain.scan("commissioning", chain.labels(1)[0], device=phone, device_seq=2),
    )
    assert outcomes(verdicts) == ["rejected", "applied"]
    assert refusals(verdicts) == ["not_recorded", None]


@pytest.mark.parametrize("sweep", [expire, release])
def test_a_sweep_decides_what_others_wait_for(chain, session, sweep):
    bad, other = chain.labels(2)
    scans = [chain.scan("collecting", bad, reason=POISON), chain.scan("collecting", other)]
    assert outcomes(chain.send("recycler_staff", *scans)) == ["held", "held"]
    # Their units came while nobody looked.
    session.execute(text("UPDATE pending_scan SET state = 'settled'"))
    chain.send("recycler_staff", *[chain.scan("commissioning", code) for code in (bad, other)])
    session.execute(text("UPDATE pending_scan SET state = 'waiting'"))
    assert sweep(session, LATER, key).count == 2
    assert chain.stages([bad, other]) == ["booked", "collected"]
    assert kept(chain) == [("conflict", "not_recorded")]


# --- The rule that was broken ----------------------------------------------------------------------------------------


def test_an_output_of_nothing_that_was_kept_is_refused_when_its_turn_comes(chain):
    codes, load = chain.aboard(1)
    chain.send("warehouse", chain.scan("shipping", load))
    phone = chain.device(of="dismantler")
    nothing = chain.scan(
        "disassembling", codes[0], site=chain.site("dismantler"), outputs=(*OUTPUTS, ScanOutput("GLASS", 0))
    )
    nothing = nothing._replace(device=phone, device_seq=2)
    assert outcomes(chain.send("dismantler", nothing)) == ["held"]
    receipt = chain.scan("receiving", load, site=chain.site("dismantler"), device=phone, device_seq=1)
    assert outcomes(chain.send("dismantler", receipt)) == ["applied"]
    assert kept(chain) == [("conflict", "output_weightless")]
    assert chain.one("SELECT field FROM pending_scan") == ("outputs.2.mass_g",)
