"""The last place goes to one customer, and a collector is in one place (hazards H1, H2)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models import appointment
from models import slot as slots
from models.appointment import Appointment, CollectorBusy, book_first_gap, book_visit
from models.db import new_id
from models.order import TradeOrder
from models.slot import (
    Opening,
    Slot,
    SlotExists,
    SlotFull,
    SlotPast,
    SlotRule,
    extend_all,
    find_slot,
    free,
    generate,
    open_slot,
    siblings,
    take,
)
from tests.persistence.booking_ground import NOW, START, a_slot
from tradein.moment import day_of
from tradein.order import OrderState
from tradein.refusal import NotFound
from tradein.timetable import VISIT, Interval

THREADS, CAPACITY = 50, 3
WHOLE = Interval(START, START + timedelta(hours=2))


def race(engine, attempt):
    """Run `attempt(session, n)` in fifty sessions at once; the outcomes, an exception counting as its class."""
    barrier = Barrier(THREADS)

    def run(number):
        with Session(engine) as session:
            session.execute(select(1))
            barrier.wait()
            try:
                attempt(session, number)
                session.commit()
            except (SlotFull, CollectorBusy) as refusal:
                session.rollback()
                return type(refusal)
            return None

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def lay_slot(engine, world):
    with Session(engine) as session:
        slot = a_slot(session, world, capacity=CAPACITY)
        session.commit()
        return slot.id


@pytest.mark.control("slot_count_star")
def test_fifty_customers_three_places(fresh_engine, world):
    slot_id = lay_slot(fresh_engine, world)
    outcomes = race(fresh_engine, lambda session, _: slots.take(session, slot_id))
    assert outcomes.count(None) == CAPACITY
    assert outcomes.count(SlotFull) == THREADS - CAPACITY
    with Session(fresh_engine) as session:
        assert session.get_one(Slot, slot_id).taken == CAPACITY


def test_the_database_itself_refuses_an_overbooked_window(session, world):
    slot = a_slot(session, world)
    with pytest.raises(Exception, match="not_overbooked"), session.begin_nested():
        session.execute(text("UPDATE slot SET taken = capacity + 1 WHERE id = :id"), {"id": slot.id})


def test_a_place_given_back_can_be_taken_again(session, world):
    slot = a_slot(session, world, capacity=1)
    take(session, slot.id)
    with pytest.raises(SlotFull):
        take(session, slot.id)
    free(session, slot.id)
    take(session, slot.id)


def test_giving_back_too_often_does_no_harm(session, world):
    slot = a_slot(session, world, capacity=1)
    free(session, slot.id)
    session.refresh(slot)
    assert slot.taken == 0


def test_a_window_exists_once(session, world):
    slot = a_slot(session, world)
    with pytest.raises(SlotExists):
        open_slot(session, Opening(slot.recycler_id, slot.region_code, WHOLE, 9), NOW)


def test_unknown_and_past_windows_are_refused(session, world):
    slot = a_slot(session, world)
    assert find_slot(session, slot.id, NOW) is slot
    with pytest.raises(NotFound):
        find_slot(session, new_id(), NOW)
    with pytest.raises(SlotPast):
        find_slot(session, slot.id, START)


def test_siblings_are_windows_of_any_recycler_that_have_room(session, world):
    first, second = a_slot(session, world), a_slot(session, world, number=1, capacity=1)
    take(session, second.id)
    session.expire_all()
    assert [slot.id for slot in siblings(session, world.district, START)] == [first.id]


def a_rule(session, world, **more):
    rule = SlotRule(
        recycler_id=world.organisation("recycler").id,
        region_code=world.district,
        weekdays=[1, 2],
        hours=[8, 14],
        capacity=4,
        valid_from=day_of(NOW),
        created_at=NOW,
        **more,
    )
    session.add(rule)
    session.flush()
    return rule


def test_a_rule_fills_the_calendar_once(session, world):
    rule = a_rule(session, world)
    week = (day_of(NOW), day_of(NOW) + timedelta(days=6))
    assert len(generate(session, rule, *week, NOW)) == 4
    assert extend_all(session, *week, NOW) == 0


def test_a_rule_ends_on_its_last_day(session, world):
    a_rule(session, world, valid_to=day_of(NOW) + timedelta(days=2))
    assert extend_all(session, day_of(NOW), day_of(NOW) + timedelta(days=6), NOW) == 2


# ---- collectors ----


def an_order(session, world, number):
    order = TradeOrder(
        id=new_id(),
        number=f"JD20261123{number:07d}",
        consumer_id=world.person("consumer").account_id,
        region_code=world.district,
        slot_start=WHOLE.start,
        slot_end=WHOLE.end,
        state=OrderState.ACCEPTED.value,
        promised_fen=0,
        price_fen=0,
        placed_at=NOW,
    )
    session.add(order)
    session.flush()
    return order.id


@pytest.mark.control("overlap_select_first")
def test_fifty_managers_one_collector(fresh_engine, world):
    collector = world.person("recycler_staff").account_id
    with Session(fresh_engine) as session:
        orders = [an_order(session, world, number) for number in range(THREADS)]
        session.commit()

    def attempt(session, number):
        start = START + timedelta(minutes=number % 20)
        appointment.book_visit(session, orders[number], collector, Interval(start, start + VISIT))

    outcomes = race(fresh_engine, attempt)
    assert outcomes.count(None) == 1
    assert outcomes.count(CollectorBusy) == THREADS - 1


def test_visits_may_touch_and_others_do_not_matter(session, world):
    first, second, third = (an_order(session, world, number) for number in range(3))
    collector, other = (world.person("recycler_staff", number).account_id for number in (0, 1))
    book_visit(session, first, collector, Interval(START, START + VISIT))
    book_visit(session, second, collector, Interval(START + VISIT, START + 2 * VISIT))
    book_visit(session, third, other, Interval(START, START + VISIT))
    assert len(session.scalars(select(Appointment)).all()) == 3


def test_the_first_gap_of_a_window_is_found_until_it_is_full(session, world):
    collector = world.person("recycler_staff").account_id
    starts = [
        book_first_gap(session, an_order(session, world, number), collector, WHOLE, VISIT).during.lower
        for number in range(4)
    ]
    assert starts == [START + number * VISIT for number in range(4)]
    with pytest.raises(CollectorBusy):
        book_first_gap(session, an_order(session, world, 5), collector, WHOLE, VISIT)


def test_a_constraint_that_is_not_the_exclusion_is_not_disguised(session, world):
    order = an_order(session, world, 1)
    collector = world.person("recycler_staff").account_id
    book_visit(session, order, collector, Interval(START, START + VISIT))
    later = datetime(2026, 11, 24, tzinfo=UTC)
    with pytest.raises(Exception, match="uq_appointment_order_id"):
        book_visit(session, order, collector, Interval(later, later + VISIT))
