"""Loads as a whole: N of N with exceptions only, and what happens to each unit of them."""

from datetime import timedelta

import pytest

from tests.domain.capture_ground import (
    NOW,
    ORGANISATIONS,
    SITES,
    Memory,
    actor,
    code,
    label,
    load,
    load_code,
    outcomes,
    refusals,
    scan,
    unit,
)
from tradein.lifecycle import Stage
from tradein.scan import Discrepancy, Outcome

WAREHOUSE = ORGANISATIONS["warehouse"]
PLANT = "S-dismantler"


def whole(step, **said):
    return scan(step, code=load_code(1), **({"weight_g": None, "reason": None} | said))


def loaded(count=4, state="open"):
    """Units aboard a load at the warehouse; on the road once it is shipped."""
    stage = Stage.STORED if state == "open" else Stage.IN_TRANSIT
    aboard = [unit(stage, n, holder_id=WAREHOUSE, load_id=load().id) for n in range(1, count + 1)]
    return Memory().put(load(state=state), *aboard)


def stages(memory):
    return [memory.unit(n).stage.value for n in range(1, len(memory.units) + 1)]


def odd(number, kind, **said):
    return Discrepancy(code(number), kind, **said)


def test_one_scan_ships_everything_aboard():
    memory = loaded()
    told = memory.send("warehouse", whole("shipping", counted=4))[0]
    assert told.outcome is Outcome.APPLIED
    assert told.facts == {"listed": 4, "confirmed": 4, "exceptions": []}
    assert stages(memory) == ["in_transit"] * 4
    assert memory.loads[load_code(1)].state == "shipped"
    assert {event.load_id for event in memory.events} == {load().id}
    assert len({event.event_id for event in memory.events}) == 4


def test_a_whole_load_is_answered_the_same_again():
    memory = loaded()
    ship = whole("shipping")
    first = memory.send("warehouse", ship, ship)
    assert outcomes(first) == ["applied", "duplicate"]
    assert memory.send("warehouse", ship)[0] == first[0]._replace(outcome=Outcome.DUPLICATE)
    assert refusals(memory.send("warehouse", ship._replace(counted=3))) == ["event_id_reused"]
    assert len(memory.events) == 4


def test_a_load_goes_from_door_to_plant():
    memory = loaded()
    memory.send("warehouse", whole("shipping"))
    assert outcomes(memory.send("dismantler", whole("arriving", site=PLANT))) == ["applied"]
    assert (memory.loads[load_code(1)].state, stages(memory)) == ("arrived", ["in_transit"] * 4)
    memory.send("dismantler", whole("receiving", site=PLANT, weight_g=240_000))
    assert (memory.loads[load_code(1)].state, stages(memory)) == ("closed", ["received"] * 4)
    received = memory.events[-1]
    # Confirmed with the load, weighed by nobody: unknown is not zero, and the last weight stands.
    assert (received.weight_g, received.reason, memory.unit().weight_g) == (None, "load_confirmed", 60_000)
    assert memory.unit().site_id == SITES["dismantler"].id


def test_exceptions_are_listed_and_everything_else_is_confirmed():
    memory = loaded(5, "shipped").put(unit(Stage.STORED, 6, holder_id=WAREHOUSE))
    receive = whole(
        "receiving",
        site=PLANT,
        counted=5,
        exceptions=(
            odd(1, "missing"),
            odd(2, "refused", weight_g=31_000, reason="缺压缩机"),
            odd(3, "damaged", weight_g=52_000, reason="外壳破损"),
            odd(6, "unexpected"),
        ),
    )
    told = memory.send("dismantler", receive)[0]
    assert (told.facts["listed"], told.facts["confirmed"]) == (5, 3)
    assert [one["kind"] for one in told.facts["exceptions"]] == [
        "missing",
        "refused",
        "damaged",
        "unexpected",
    ]
    assert stages(memory) == ["in_transit", "in_transit", "received", "received", "received", "stored"]
    refused_unit = memory.unit(2)
    assert (refused_unit.hold_reason, refused_unit.weight_g) == ("refused: 缺压缩机", 31_000)
    damaged = next(event for event in memory.events if event.unit_id == memory.unit(3).id)
    assert (damaged.weight_g, damaged.reason) == (52_000, "外壳破损")
    assert "damaged" in damaged.flags


def test_what_was_refused_goes_back_and_what_was_missing_may_turn_up():
    memory = loaded(2, "shipped")
    lost = (odd(1, "missing"), odd(2, "refused", reason="进水", unweighed="地磅停用"))
    memory.send("dismantler", whole("receiving", site=PLANT, exceptions=lost))
    assert memory.loads[load_code(1)].state == "closed"
    back = scan("receiving", 2, site="S-warehouse")
    other = actor("warehouse", "warehouse2")
    assert refusals(memory.send(other, scan("receiving", 2, site="S-warehouse2"))) == ["destination_wrong"]
    assert outcomes(memory.send("warehouse", back)) == ["applied"]
    assert outcomes(memory.send("dismantler", scan("receiving", 1, site=PLANT))) == ["applied"]
    assert stages(memory) == ["received", "stored"]


def test_units_that_cannot_move_are_listed_and_the_rest_goes_on():
    memory = loaded()
    memory.put(memory.unit(2)._replace(on_hold=True, hold_reason="查验"))
    told = memory.send("warehouse", whole("shipping"))[0]
    assert told.facts["confirmed"] == 3
    assert told.facts["exceptions"] == [{"code": code(2), "kind": "not_applied", "reason": "on_hold"}]
    assert stages(memory) == ["in_transit", "stored", "in_transit", "in_transit"]


def test_a_load_of_which_nothing_can_move_stays_where_it_is():
    memory = loaded(1)
    memory.put(memory.unit(1)._replace(on_hold=True, hold_reason="查验"))
    assert refusals(memory.send("warehouse", whole("shipping"))) == ["load_empty"]
    assert memory.loads[load_code(1)].state == "open"


@pytest.mark.parametrize(
    ("away", "refusal"), [(timedelta(days=-32), "time_past"), (timedelta(days=2), "time_ahead")]
)
def test_a_load_at_an_impossible_time_stays_where_it_is_whatever_is_listed(away, refusal):
    memory = loaded(3, "arrived")
    said = {"site": PLANT, "exceptions": (odd(1, "missing"),), "event_time": NOW + away}
    (answer,) = memory.send("dismantler", whole("receiving", **said))
    assert (answer.outcome, answer.refusal, answer.field) == (Outcome.REJECTED, refusal, "event_time")
    assert memory.loads[load_code(1)].state == "arrived"


def test_a_load_that_vanished_is_closed_with_nothing():
    memory = loaded(2, "shipped")
    told = memory.send(
        "dismantler",
        whole("receiving", site=PLANT, counted=0, exceptions=(odd(1, "missing"), odd(2, "missing"))),
    )[0]
    assert (told.outcome, told.facts["confirmed"]) == (Outcome.APPLIED, 0)
    assert memory.loads[load_code(1)].state == "closed"
    assert not memory.events


@pytest.mark.parametrize(
    ("by", "step", "state", "refusal", "outcome"),
    [
        ("warehouse", "inspecting", "open", "load_step_unknown", "rejected"),
        ("recycler_staff", "shipping", "open", "load_foreign", "rejected"),
        ("warehouse", "receiving", "shipped", "destination_wrong", "conflict"),
        ("dismantler", "receiving", "open", "load_not_shipped", "held"),
        ("dismantler", "arriving", "open", "load_not_shipped", "held"),
        ("warehouse", "shipping", "shipped", "load_closed", "conflict"),
        ("dismantler", "arriving", "arrived", "load_closed", "conflict"),
        ("dismantler", "receiving", "closed", "load_closed", "conflict"),
    ],
)
def test_a_load_takes_its_steps_in_order_and_from_the_right_side(by, step, state, refusal, outcome):
    memory = loaded(state=state)
    told = memory.send(by, whole(step, site=None if by == "recycler_staff" else f"S-{by}"))
    assert (refusals(told), outcomes(told)) == ([refusal], [outcome])


def test_a_load_nobody_opened_is_an_unknown_code():
    assert refusals(Memory().send("warehouse", whole("shipping"))) == ["unknown_code"]
    assert refusals(Memory().put(load()).send("warehouse", whole("shipping"))) == ["load_empty"]


@pytest.mark.parametrize(
    ("step", "state", "counted", "exceptions", "refusal"),
    [
        ("shipping", "open", 4, (), None),
        ("shipping", "open", 3, (), "count_differs"),
        ("shipping", "open", 5, (), "load_incomplete"),
        ("receiving", "shipped", 3, (odd(1, "missing"),), None),
        ("receiving", "shipped", 4, (odd(1, "missing"),), "count_differs"),
        ("receiving", "shipped", 5, (), "count_differs"),
        ("receiving", "shipped", 5, (odd(9, "unexpected"),), None),
        ("receiving", "shipped", 4, (odd(1, "refused", reason="进水", weight_g=1), odd(2, "damaged")), None),
        ("receiving", "shipped", None, (), None),
    ],
)
def test_what_was_counted_must_add_up(step, state, counted, exceptions, refusal):
    by, site = ("warehouse", None) if step == "shipping" else ("dismantler", PLANT)
    told = loaded(state=state).send(by, whole(step, site=site, counted=counted, exceptions=exceptions))
    assert refusals(told) == [refusal]


def test_an_exception_must_name_what_is_aboard_unless_it_is_surplus():
    memory = loaded(1, "shipped").put(unit(Stage.STORED, 2))
    for number in (2, 3):
        told = memory.send(
            "dismantler", whole("receiving", site=PLANT, exceptions=(odd(number, "missing"),))
        )[0]
        assert (told.refusal, told.field) == ("exception_foreign", "exceptions.0.code")


@pytest.mark.parametrize(
    ("exceptions", "refusal", "field"),
    [
        ((odd(1, "missing"), odd(1, "refused", reason="进水", weight_g=9)), "exception_twice", "1.code"),
        ((odd(9, "unexpected"), odd(9, "unexpected")), "exception_twice", "1.code"),
        ((odd(1, "missing"), odd(2, "refused", weight_g=9)), "refusal_unexplained", "1.reason"),
        ((odd(1, "refused", reason="进水"),), "refusal_unweighed", "0.weight_g"),
    ],
)
def test_exceptions_are_told_once_and_a_refusal_in_full(exceptions, refusal, field):
    memory = loaded(2, "shipped")
    told = memory.send("dismantler", whole("receiving", site=PLANT, exceptions=exceptions))[0]
    assert (told.refusal, told.field) == (refusal, f"exceptions.{field}")
    assert not memory.events


def test_a_relabelled_unit_is_one_unit_among_the_exceptions():
    memory = loaded(2, "shipped").put(label(9)._replace(unit_id=unit(number=1).id, state="void"))
    twice = (odd(1, "missing"), odd(9, "damaged"))
    told = memory.send("dismantler", whole("receiving", site=PLANT, exceptions=twice))[0]
    assert (told.refusal, told.field) == ("exception_twice", "exceptions.1.code")


def test_a_replay_is_known_by_what_it_says_whatever_words_were_added_since():
    said = scan("receiving", exceptions=(Discrepancy("A", "refused", 1, "进水"),))
    old = "(Discrepancy(code='A', kind='refused', weight_g=1, reason='进水'),)"
    assert repr(said.exceptions) == old
    more = said._replace(exceptions=(Discrepancy("A", "refused", 1, "进水", "无秤"),))
    assert said.fingerprint() != more.fingerprint()


def test_a_load_received_unit_by_unit_is_still_closed_by_its_own_scan():
    memory = loaded(2, "shipped")
    for number in (1, 2):
        assert outcomes(memory.send("dismantler", scan("receiving", number, site=PLANT))) == ["applied"]
    assert refusals(memory.send("dismantler", whole("arriving", site=PLANT, counted=2))) == ["count_differs"]
    arrived = memory.send("dismantler", whole("arriving", site=PLANT))[0]
    assert (arrived.outcome, memory.loads[load_code(1)].state) == (Outcome.APPLIED, "arrived")
    closed = memory.send("dismantler", whole("receiving", site=PLANT, counted=0))[0]
    assert (closed.outcome, memory.loads[load_code(1)].state) == (Outcome.APPLIED, "closed")
    assert closed.facts == {"listed": 0, "confirmed": 0, "exceptions": []}
    assert stages(memory) == ["received", "received"]


@pytest.mark.parametrize(("total_g", "flags"), [(126_000, ()), (126_001, ("weight_differs",)), (None, ())])
def test_a_weighbridge_total_is_compared_with_the_sum_of_the_units(total_g, flags):
    told = loaded(2, "shipped").send("dismantler", whole("receiving", site=PLANT, weight_g=total_g))[0]
    assert told.flags == flags


def test_a_total_says_nothing_while_a_unit_s_weight_is_unknown():
    memory = loaded(2, "shipped")
    memory.put(memory.unit(1)._replace(weight_g=None))
    assert memory.send("dismantler", whole("receiving", site=PLANT, weight_g=1))[0].flags == ()


def test_a_receipt_that_overtook_its_shipping_is_applied_after_it():
    memory = loaded()
    early = memory.send("dismantler", whole("receiving", site=PLANT))
    assert outcomes(early) == ["held"]
    single = memory.send("dismantler", scan("receiving", 4, site=PLANT))
    assert refusals(single) == ["predecessor_missing"]
    memory.send("warehouse", whole("shipping"))
    assert (stages(memory), memory.loads[load_code(1)].state) == (["received"] * 4, "closed")
    # Both told of the same receipt; the second is for a person, whose note settles it.
    assert [verdict.refusal for *_, verdict in memory.kept.values()] == ["step_too_late"]
