"""What booking tests stand on: windows to take and appliances to book, in the small world."""

from datetime import UTC, datetime, timedelta

from models.booking import Booking, Wanted, WhenWanted, Where
from models.slot import Opening, open_slot
from tradein.pricing import Answers
from tradein.questions import questions_for
from tradein.timetable import Interval

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
START = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
KEY = b"h" * 32


def best_answers(item_type="FRIDGE", age=3):
    return Answers(age, {question.key: next(iter(question.choices)) for question in questions_for(item_type)})


def a_slot(session, world, *, number=0, district=None, start=START, capacity=3):
    recycler = world.organisation("recycler", number)
    interval = Interval(start, start + timedelta(hours=2))
    slot = open_slot(session, Opening(recycler.id, district or world.district, interval, capacity), NOW)
    session.flush()
    return slot


def a_booking(world, *, units=("FRIDGE",), slot=None, start=None, **more):
    door = ("柳园街道花园路8号3单元501", "买买提·吐尔逊", "13812345678")
    where = Where(more.pop("region", world.district), *door, floor=5)
    wanted = [Wanted(item_type=item_type, answers=best_answers(item_type)) for item_type in units]
    when = WhenWanted(slot_id=slot.id if slot else None, start=start)
    return Booking(where, when, more.pop("wanted", wanted), handover_key=KEY, **more)
