"""The trace of a corrected unit: gaps and weight differences follow the story, not the order of recording."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.limits import LIMITS
from tradein.scan import ScanOutput
from tradein.scanned_code import name_codes
from tradein.trace import Clock, TraceEvent, count_anomalies, tell

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def event(seq, step, stages, minutes, weight_g, **more):
    at = START + timedelta(minutes=minutes)
    said = dict.fromkeys(TraceEvent.__dataclass_fields__) | {
        "photos": (),
        "flags": (),
        "outputs": (),
    }
    said |= {"seq": seq, "event_id": uuid4(), "step": step, "from_stage": stages[0], "to_stage": stages[1]}
    said |= {
        "event_time": at,
        "record_time": at,
        "place": "371502",
        "weight_g": weight_g,
        "declared_wrong": False,
    }
    return TraceEvent(**said | more)


def clock(now):
    return Clock(now, lambda _: True, LIMITS, ("371502", "371500", "370000", "CN"))


def test_a_corrective_event_stands_where_the_wrong_one_stood():
    collected, stored = ("booked", "collected"), ("collected", "stored")
    events = [
        event(1, "collecting", collected, 0, 90_000),
        event(2, "receiving", stored, 30, 60_000),
        event(3, "collecting", collected, 0, 90_000, corrects_seq=1),
        event(4, "collecting", collected, 0, 61_000, stands_for=1),
    ]
    told, gaps = tell(events, clock(START + timedelta(hours=1)))
    assert [one.seq for one in told] == [1, 2, 3, 4]
    assert [one.weight_change_g for one in told] == [None, -1_000, None, None]
    assert [one.seq for one in told if "declared_wrong" in one.flags] == [1]
    # Stored since, it is no longer waiting to be received.
    assert gaps == ()
    later = tell(events, clock(START + timedelta(days=400)))[1]
    assert [(gap.after_seq, gap.stage) for gap in later] == [(2, "stored")]


def test_every_event_says_which_code_was_scanned():
    """A label is followed from one to the next; an event brings its code only where it was another."""
    stays = ("collected", "collected")
    events = [
        event(1, "commissioning", (None, "booked"), 0, None),
        event(2, "commissioning", stays, 10, None, code="SECOND"),
        event(3, "receiving", stays, 20, None, code="FIRST", flags=("void_label",)),
        event(4, "shipping", stays, 30, None),
    ]
    assert [one.code for one in name_codes(events, ["SECOND", "FIRST"])] == [
        "FIRST",
        "SECOND",
        "FIRST",
        "SECOND",
    ]


def test_every_oddity_is_marked_at_its_event_and_counted_once():
    """Unlike weighings, whatever capture saw of them; materials unlike the weight; another's photo; a late stay."""
    lines = [ScanOutput("STEEL", 50_000), ScanOutput("PLASTIC", 1_000)]
    events = [
        event(1, "collecting", ("booked", "collected"), 0, 90_000, photos=("mine", "shared")),
        event(2, "receiving", ("collected", "stored"), 30, 60_000),
        event(3, "receiving", ("stored", "received"), 60, 60_100),
        event(4, "disassembling", ("received", "dismantled"), 90, None, outputs=lines),
    ]
    told, gaps = tell(events, clock(START + timedelta(hours=2)), {"shared"})
    assert [one.flags for one in told] == [("photo_repeat",), ("weight_differs",), (), ("mass_gap",)]
    assert told[3].mass_gap_g == -9_100
    assert count_anomalies(told, gaps) == 3
    # A stay that goes on is a gap of its own; ended, it is its last event's.
    later, open_gaps = tell(events[:3], clock(START + timedelta(days=200)))
    assert count_anomalies(later, open_gaps) == 1 + len(open_gaps) == 2


def test_a_share_of_a_work_order_is_judged_with_the_whole_order():
    lines = [ScanOutput("STEEL", 20_000)]
    received, apart = ("in_transit", "received"), ("received", "dismantled")
    for gap_g in (None, -7_000):
        events = [
            event(1, "receiving", received, 0, 60_000),
            event(2, "disassembling", apart, 9, 60_000, outputs=lines, work_order="WO-1", mass_gap_g=gap_g),
        ]
        told, _ = tell(events, clock(START + timedelta(hours=2)))
        assert told[1].mass_gap_g == gap_g
        assert told[1].flags == (() if gap_g is None else ("mass_gap",))
