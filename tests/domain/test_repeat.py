"""A phone that lost its queue sends everything again under new event ids: nothing is counted twice (hazards H3)."""

import pytest

from tests.domain.capture_ground import ORGANISATIONS, Memory, load, load_code, outcomes, scan, site_of, unit
from tradein.lifecycle import Stage
from tradein.tally import ORIGIN

ABOARD = {"load": load_code(1)}


def counted(memory, measure):
    return sum(
        amount.n
        for cell, amount in memory.tallies().items()
        if (cell.basis, cell.measure) == (ORIGIN, measure)
    )


@pytest.fixture
def memory():
    at_hand = unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"], site_id=None)
    return Memory().put(at_hand, load(1), load(2))


def test_what_left_the_unit_as_it_is_is_answered_like_the_first_time(memory):
    (first,) = memory.send("warehouse", scan("loading", **ABOARD))
    again = memory.send("warehouse", scan("loading", **ABOARD), scan("loading", **ABOARD))
    assert outcomes(again) == ["duplicate", "duplicate"]
    facts = ("unit_code", "stage", "seq", "recorded_at", "flags")
    assert {tuple(getattr(one, fact) for fact in facts) for one in (first, *again)} == {
        tuple(getattr(first, fact) for fact in facts)
    }
    assert counted(memory, "loading") == 1
    assert memory.unit().seq == 4


@pytest.mark.parametrize(
    ("step", "said", "differently"),
    [
        ("inspecting", {"route": "dismantle"}, {"route": "refurbish"}),
        ("holding", {"reason": "外壳破损"}, {"reason": "缺少压缩机"}),
    ],
)
def test_what_changes_something_is_recorded_and_counted_once(memory, step, said, differently):
    site = {"site": site_of("warehouse")}
    turns = (said, said, differently, said)
    told = [memory.send("warehouse", scan(step, **site, **one))[0] for one in turns]
    assert outcomes(told) == ["applied", "duplicate", "applied", "applied"]
    assert [one.flags for one in told] == [(), (), ("repeated",), ("repeated",)]
    assert counted(memory, step) == 1


def test_arriving_unit_by_unit_and_with_the_load_is_one_arrival(memory):
    memory.send("warehouse", scan("loading", **ABOARD))
    memory.send("warehouse", scan("loading", 2, **ABOARD))
    memory.put(unit(Stage.STORED, 2, holder_id=ORGANISATIONS["warehouse"], load_id=memory.unit().load_id))
    memory.send("warehouse", scan("shipping", code=load_code(1)))
    arriving = {"site": site_of("dismantler")}
    told = [memory.send("dismantler", scan("arriving", **arriving))[0] for _ in range(3)]
    assert outcomes(told) == ["applied", "duplicate", "duplicate"]
    (whole,) = memory.send("dismantler", scan("arriving", code=load_code(1), **arriving))
    assert (whole.outcome, whole.facts["confirmed"], whole.facts["exceptions"]) == ("applied", 2, [])
    assert counted(memory, "arriving") == 2


def test_a_new_stay_is_a_new_step(memory):
    for _ in range(2):
        (on,) = memory.send("warehouse", scan("loading", **ABOARD))
        (off,) = memory.send("warehouse", scan("unloading"))
        assert outcomes([on, off]) == ["applied", "applied"]
    assert counted(memory, "loading") == 2
    for _ in range(2):
        held, freed = memory.send(
            "warehouse",
            scan("holding", site=site_of("warehouse")),
            scan("accepting", site=site_of("warehouse")),
        )
        assert outcomes([held, freed]) == ["applied", "applied"]
    assert counted(memory, "holding") == 2


@pytest.mark.parametrize("step", ["loading", "shipping"])
def test_nothing_leaves_a_load_unnoticed(memory, step):
    memory.send("warehouse", scan("loading", **ABOARD))
    (held,) = memory.send("warehouse", scan(step, load=load_code(2)))
    assert (held.outcome, held.refusal, held.field) == ("held", "aboard_elsewhere", "load")
    assert held.facts["load"] == load_code(1)
    assert outcomes(memory.send("warehouse", scan("unloading"))) == ["applied"]
    assert memory.unit().load_id == load(2).id
    assert memory.kept == {}


def test_a_load_that_left_without_a_unit_holds_it_no_more(memory):
    memory.send("warehouse", scan("loading", **ABOARD))
    memory.put(load(1, "shipped"))
    assert outcomes(memory.send("warehouse", scan("loading", load=load_code(2)))) == ["applied"]
