"""The trace of a corrected unit: gaps and weight differences follow the story, not the order of recording."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tradein.trace import TraceEvent, tell

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


def test_a_corrective_event_stands_where_the_wrong_one_stood():
    collected, stored = ("booked", "collected"), ("collected", "stored")
    events = [
        event(1, "collecting", collected, 0, 90_000),
        event(2, "receiving", stored, 30, 60_000),
        event(3, "collecting", collected, 0, 90_000, corrects_seq=1),
        event(4, "collecting", collected, 0, 61_000, stands_for=1),
    ]
    told, gaps = tell(events, START + timedelta(hours=1), lambda _: True)
    assert [one.seq for one in told] == [1, 2, 3, 4]
    assert [one.weight_change_g for one in told] == [None, -1_000, None, None]
    assert [one.seq for one in told if "declared_wrong" in one.flags] == [1]
    # Stored since, it is no longer waiting to be received.
    assert gaps == ()
    later = tell(events, START + timedelta(days=400), lambda _: True)[1]
    assert [(gap.after_seq, gap.stage) for gap in later] == [(2, "stored")]
