"""A booking's life on the real database: placed, offered, accepted, assigned, moved, re-quoted, ended, rated."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.appointment import Appointment, CollectorBusy
from models.assignment import Assignment, CollectorUnknown, VisitOutsideWindow, assign
from models.booking import BookingElsewhere, Wanted, WhenWanted, book
from models.booking_review import AlreadyReviewed, review
from models.dispatch import NoRecycler, OrderDispatch, accept, dispatches_of, offer, pass_on_overdue, refuse
from models.ground import Moment, ground_for
from models.label import Label
from models.ledger import capture
from models.order import OrderContact, OrderLine, OrderLog, TradeOrder
from models.order_change import SlotOfAnother, cancel, renew_code, reschedule
from models.order_scope import OrderFilter, find, find_locked, page_of_orders
from models.quote import Appliance, QuoteElsewhere, QuoteExpired, QuoteTaken, make_quote
from models.requote import (
    NoRequotePending,
    RequotePending,
    Wish,
    code_fits,
    decide,
    pending_requote,
    propose,
    requotes_of,
)
from models.slot import Slot, SlotFull, SlotPast
from models.stale import Stale
from models.unit import Event, Unit
from tests.persistence.booking_ground import KEY, NOW, START, a_booking, a_slot, best_answers
from tradein import handover
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.order import (
    CancelCause,
    ConsentDecision,
    OrderActionNotNow,
    RequoteOutOfRange,
    RequotePhotoMissing,
    RequoteReason,
    RequoteTooOften,
)
from tradein.refusal import Forbidden, NotFound
from tradein.scan import Outcome, Scan
from tradein.timetable import VISIT

PHOTO = "a" * 64
LATER = START + timedelta(hours=4)


@pytest.fixture
def consumer(world):
    return world.actor("consumer")


@pytest.fixture
def manager(world):
    return world.actor("recycler_manager")


@pytest.fixture
def collector(world):
    return world.actor("recycler_staff")


@pytest.fixture
def slot(session, world):
    return a_slot(session, world)


@pytest.fixture
def order(session, world, consumer, slot):
    return book(session, (consumer, NOW), a_booking(world, units=("FRIDGE", "TV_FPD"), slot=slot))


@pytest.fixture
def assigned(session, order, manager, collector):
    accept(session, order, (manager, NOW))
    assign(session, order, Assignment(collector.account_id), (manager, NOW))
    return order


def taken(session, slot):
    return session.scalar(select(Slot.taken).where(Slot.id == slot.id))


def stages(session, order):
    return sorted(session.scalars(select(Unit.stage).where(Unit.order_id == order.id)))


def history(session, order):
    query = (
        select(OrderLog.action, OrderLog.to_state).where(OrderLog.order_id == order.id).order_by(OrderLog.seq)
    )
    return [tuple(row) for row in session.execute(query)]


def collect(session, order, actor, *, units=None):
    code = handover.code_for(KEY, order.id, order.handover_turn)
    codes = session.scalars(select(Unit.code).where(Unit.order_id == order.id).order_by(Unit.id)).all()
    scans = [
        Scan(uuid4(), one, Step.COLLECTING, NOW, weight_g=40_000, photos=(PHOTO,), handover_code=code)
        for one in codes[:units]
    ]
    verdicts = capture(session, ground_for(session, Moment(actor, NOW, KEY)), scans)
    session.expire_all()
    return {verdict.outcome for verdict in verdicts}


# ---- placing ----


def test_a_quote_is_kept_for_one_appliance_until_its_booking_ends(session, world, slot, consumer):
    quote = make_quote(session, Appliance(world.district, "FRIDGE", best_answers()), NOW)
    wanted = [Wanted(quote_id=quote.id)]
    with pytest.raises(QuoteTaken) as twice, session.begin_nested():
        book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=wanted * 2))
    assert twice.value.field == "units.1.quote"
    first = book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=wanted))
    with pytest.raises(QuoteTaken) as again, session.begin_nested():
        book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=wanted))
    assert again.value.field == "units.0.quote"
    cancel(session, first, (CancelCause.CONSUMER, None), (consumer, NOW))
    assert book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=wanted)).id != first.id


@pytest.mark.control("quote_held_by_reading")
def test_of_eight_bookings_at_once_one_gets_the_quote(fresh_engine, world):
    with Session(fresh_engine) as session, session.begin():
        slot = a_slot(session, world, capacity=8)
        quote = make_quote(session, Appliance(world.district, "FRIDGE", best_answers()), NOW)
        booking = a_booking(world, slot=slot, wanted=[Wanted(quote_id=quote.id)])
    barrier = Barrier(8)

    def attempt(_):
        try:
            with Session(fresh_engine) as session, session.begin():
                session.execute(select(1))
                barrier.wait()
                book(session, (world.actor("consumer"), NOW), booking)
        except (QuoteTaken, Stale) as refused:
            return type(refused)
        return None

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(8)))
    assert outcomes.count(None) == 1


def test_a_booking_has_its_place_its_recycler_its_units_and_its_promise(session, order, slot, world):
    assert (order.state, order.recycler_id) == ("dispatched", slot.recycler_id)
    assert taken(session, slot) == 1
    assert stages(session, order) == ["booked", "booked"]
    lines = session.scalars(select(OrderLine).where(OrderLine.order_id == order.id)).all()
    assert order.promised_fen == order.price_fen == sum(line.promised_fen for line in lines) > 0
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.order_id == order.id))}
    assert {(units[line.unit_id].item_type, units[line.unit_id].agreed_fen) for line in lines} == {
        (line.item_type, line.price_fen) for line in lines
    }
    assert history(session, order) == [("place", "placed"), ("dispatch", "dispatched")]
    assert order.accept_by == NOW + timedelta(minutes=30)
    assert session.scalar(select(func.count()).where(Label.order_id == order.id, Label.state == "bound")) == 2


def test_the_reason_for_the_recycler_is_kept(session, order):
    (chosen,) = dispatches_of(session, order.id)
    assert "同区县" in chosen.reason_zh
    assert chosen.reason_en
    assert chosen.state == "offered"


def test_contact_details_stand_in_one_table(session, order):
    contact = session.get_one(OrderContact, order.id)
    assert (contact.name, contact.phone) == ("买买提·吐尔逊", "13812345678")
    session.flush()
    for table in ("trade_order", "order_log", "order_line", "event", "unit", "order_dispatch"):
        dump = session.scalar(text(f"SELECT string_agg(t::text, ' ') FROM {table} t"))  # noqa: S608
        assert "13812345678" not in dump
        assert "吐尔逊" not in dump


def test_a_kept_quote_holds_its_price(session, world, consumer, slot):
    quote = make_quote(session, Appliance(world.district, "FRIDGE", best_answers()), NOW)
    session.execute(text("UPDATE price_rule SET base_fen = base_fen / 2"))
    later = NOW + timedelta(days=1)
    order = book(session, (consumer, later), a_booking(world, slot=slot, wanted=[Wanted(quote_id=quote.id)]))
    assert order.promised_fen == quote.total_fen


def test_an_expired_quote_is_refused_by_field(session, world, consumer, slot):
    quote = make_quote(session, Appliance(world.district, "FRIDGE", best_answers()), NOW - timedelta(days=9))
    with pytest.raises(QuoteExpired) as refused:
        book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=[Wanted(quote_id=quote.id)]))
    assert refused.value.field == "units.0.quote"


def test_a_quote_for_another_district_is_refused(session, world, consumer, slot):
    quote = make_quote(session, Appliance("371402", "FRIDGE", best_answers()), NOW)
    with pytest.raises(QuoteElsewhere):
        book(session, (consumer, NOW), a_booking(world, slot=slot, wanted=[Wanted(quote_id=quote.id)]))


def test_a_time_instead_of_a_window_lets_the_platform_choose(session, world, consumer, slot):
    other = a_slot(session, world, number=1, capacity=50)
    order = book(session, (consumer, NOW), a_booking(world, start=START))
    assert order.recycler_id == slot.recycler_id  # same district before neighbouring city, however much room
    assert taken(session, other) == 0
    assert "1" in dispatches_of(session, order.id)[0].reason_en


def test_a_full_window_books_nothing(session, world, consumer):
    slot = a_slot(session, world, capacity=1)
    book(session, (consumer, NOW), a_booking(world, slot=slot))
    session.expire_all()
    with pytest.raises(SlotFull), session.begin_nested():
        book(session, (consumer, NOW), a_booking(world, slot=slot))
    assert session.scalar(select(func.count()).select_from(TradeOrder)) == 1


def test_no_window_no_recycler(session, world, consumer):
    with pytest.raises(NoRecycler):
        book(session, (consumer, NOW), a_booking(world, start=START))


def test_a_past_window_is_refused(session, world, consumer, slot):
    with pytest.raises(SlotPast):
        book(session, (consumer, START), a_booking(world, slot=slot))


def test_a_window_of_another_district_is_not_found(session, world, consumer, slot):
    with pytest.raises(NotFound):
        book(session, (consumer, NOW), a_booking(world, slot=slot, region="371581"))


def test_a_community_worker_books_for_a_resident(session, world, slot, consumer):
    worker = world.actor("community_worker")
    order = book(session, (worker, NOW), a_booking(world, slot=slot, resident=consumer.account_id))
    assert (order.consumer_id, order.proxy_account_id) == (consumer.account_id, worker.account_id)
    assert find(session, consumer, order.number) is order
    assert find(session, worker, order.number) is order


def test_nobody_else_books_into_an_account(session, world, slot, consumer):
    other = world.actor("consumer", 1)
    order = book(session, (other, NOW), a_booking(world, slot=slot, resident=consumer.account_id))
    assert order.consumer_id == other.account_id


# ---- who sees it ----


@pytest.mark.parametrize(
    ("role", "number", "sees"),
    [
        ("consumer", 0, True),
        ("consumer", 1, False),
        ("recycler_manager", 0, True),
        ("recycler_manager", 1, False),
        ("recycler_staff", 0, False),
        ("warehouse", 0, False),
        ("district_officer", 0, True),
        ("district_officer", 1, False),
        ("city_officer", 0, True),
        ("city_officer", 1, False),
        ("province_officer", 0, True),
        ("auditor", 0, True),
        ("system_admin", 0, False),
        ("community_worker", 0, False),
        ("retailer_clerk", 0, False),
    ],
)
def test_a_booking_is_seen_by_those_it_concerns(session, world, order, role, number, sees):
    actor = world.actor(role, number)
    rows = page_of_orders(session, actor, OrderFilter(), 10, None)
    assert [row.id for row in rows] == ([order.id] if sees else [])
    if sees:
        assert find_locked(session, actor, order.number) is order
    else:
        with pytest.raises(NotFound):
            find(session, actor, order.number)


def test_the_list_is_filtered_and_paged(session, world, consumer, slot, order):
    second = book(session, (consumer, NOW), a_booking(world, slot=slot))
    mine = page_of_orders(session, consumer, OrderFilter(state="dispatched", day=day_of(START)), 1, None)
    assert [row.id for row in mine] == [second.id, order.id]
    assert [row.id for row in page_of_orders(session, consumer, OrderFilter(), 1, (second.id,))] == [order.id]
    assert not page_of_orders(session, consumer, OrderFilter(state="collected"), 1, None)
    assert not page_of_orders(session, consumer, OrderFilter(day=day_of(NOW)), 1, None)


# ---- the recycler's side ----


def test_a_refused_booking_goes_to_the_next_recycler(session, world, order, slot, manager):
    other = a_slot(session, world, number=1)
    assert refuse(session, order, (manager, NOW), "车辆故障")
    assert (order.state, order.recycler_id) == ("dispatched", other.recycler_id)
    assert (taken(session, slot), taken(session, other)) == (0, 1)
    states = [(one.recycler_id, one.state) for one in dispatches_of(session, order.id)]
    assert states == [(slot.recycler_id, "refused"), (other.recycler_id, "offered")]


def test_a_booking_nobody_takes_waits_for_a_person(session, order, slot, manager):
    assert not refuse(session, order, (manager, NOW), "没有车")
    assert (order.state, order.recycler_id, order.slot_id) == ("placed", None, None)
    assert taken(session, slot) == 0


def test_silence_counts_as_no(session, order):
    assert pass_on_overdue(session, NOW + timedelta(minutes=29)) == 0
    assert pass_on_overdue(session, NOW + timedelta(minutes=31)) == 1
    assert session.scalar(select(OrderDispatch.state).where(OrderDispatch.order_id == order.id)) == "expired"
    assert order.state == "placed"


def test_an_officer_may_have_a_waiting_booking_offered_again(session, world, order, manager):
    refuse(session, order, (manager, NOW), "没有车")
    a_slot(session, world, number=1)
    assert offer(session, order, (world.actor("district_officer"), NOW))
    assert order.state == "dispatched"


def test_a_community_worker_books_within_the_own_district(session, world, slot):
    with pytest.raises(BookingElsewhere):
        book(session, (world.actor("community_worker", 1), NOW), a_booking(world, slot=slot))


def test_a_collector_is_sent_into_the_first_gap(session, assigned, collector):
    visit = session.scalar(select(Appointment).where(Appointment.order_id == assigned.id))
    assert (visit.collector_id, visit.during.lower, visit.during.upper) == (
        collector.account_id,
        START,
        START + VISIT,
    )
    assert assigned.state == "assigned"
    assert find(session, collector, assigned.number) is assigned


def test_a_collector_cannot_be_sent_to_two_doors_at_once(
    session, world, assigned, consumer, slot, manager, collector
):
    second = book(session, (consumer, NOW), a_booking(world, slot=slot))
    accept(session, second, (manager, NOW))
    with pytest.raises(CollectorBusy), session.begin_nested():
        assign(session, second, Assignment(collector.account_id, START), (manager, NOW))
    session.refresh(second)
    assign(session, second, Assignment(collector.account_id), (manager, NOW))
    assert second.state == "assigned"


def test_only_ones_own_people_can_be_sent(session, world, order, manager):
    accept(session, order, (manager, NOW))
    stranger = world.actor("recycler_staff", 1)
    with pytest.raises(CollectorUnknown):
        assign(session, order, Assignment(stranger.account_id), (manager, NOW))


def test_a_visit_lies_within_the_promised_window(session, order, manager, collector):
    accept(session, order, (manager, NOW))
    with pytest.raises(VisitOutsideWindow):
        assign(session, order, Assignment(collector.account_id, START - VISIT), (manager, NOW))


# ---- the door ----


def test_a_booking_is_collected_when_everything_has_left_the_door(session, assigned, collector):
    assert collect(session, assigned, collector, units=1) == {Outcome.APPLIED}
    assert assigned.state == "assigned"
    collect(session, assigned, collector)
    assert (assigned.state, assigned.collected_at) == ("collected", NOW)
    assert history(session, assigned)[-1] == ("collect", "collected")
    assert not session.scalar(select(func.count()).select_from(Appointment))


def test_a_wrong_code_collects_nothing_and_is_counted(session, assigned, collector):
    session.execute(text("UPDATE trade_order SET handover_turn = 7"))
    session.expire_all()
    assert collect(session, assigned, collector) == {Outcome.REJECTED}
    assert assigned.handover_tries > 0
    assert stages(session, assigned) == ["booked", "booked"]


def test_a_renewed_code_replaces_the_old_one(session, assigned, consumer, collector):
    old = handover.code_for(KEY, assigned.id, 0)
    assigned.handover_tries = 5
    renew_code(session, assigned, (consumer, NOW), KEY)
    assert assigned.handover_tries == 0
    assert not handover.matches(KEY, assigned.id, old, assigned.handover_hash)
    assert collect(session, assigned, collector) == {Outcome.APPLIED}


def wish(position=1, fen=2500, reason=RequoteReason.PART_MISSING, photos=(PHOTO,)):
    return Wish(position, reason, fen, photos, "压缩机缺失")


def test_a_price_changes_only_with_consent(session, assigned, consumer, collector):
    before = assigned.price_fen
    propose(session, assigned, wish(), (collector, NOW), KEY)
    assert assigned.price_fen == before
    with pytest.raises(RequotePending):
        propose(session, assigned, wish(2), (collector, NOW), KEY)
    requote = pending_requote(session, assigned.id)
    decide(session, assigned, requote, ConsentDecision.ACCEPT, (consumer, NOW))
    assert assigned.price_fen == before - requote.from_fen + 2500
    assert assigned.promised_fen == before
    line = session.get_one(OrderLine, (assigned.id, 1))
    assert session.scalar(select(Unit.agreed_fen).where(Unit.id == line.unit_id)) == 2500
    with pytest.raises(NoRequotePending):
        pending_requote(session, assigned.id)


def test_no_price_falls_below_the_quote_s_floor_or_grows_beyond_belief(session, assigned, collector):
    better = RequoteReason.BETTER_THAN_STATED
    for bad in (wish(fen=0), wish(fen=1999), wish(fen=10**8, reason=better)):
        with pytest.raises(RequoteOutOfRange) as refused:
            propose(session, assigned, bad, (collector, NOW), KEY)
        assert (refused.value.field, refused.value.facts["low_fen"]) == ("price_fen", 2000)
    propose(session, assigned, wish(fen=2000), (collector, NOW), KEY)


def test_a_refused_change_keeps_the_promise(session, assigned, consumer, collector):
    before = assigned.price_fen
    propose(session, assigned, wish(), (collector, NOW), KEY)
    decide(session, assigned, pending_requote(session, assigned.id), ConsentDecision.REFUSE, (consumer, NOW))
    assert assigned.price_fen == before
    assert [one.state for one in requotes_of(session, assigned.id)] == ["refused"]


def test_a_change_needs_a_photo_an_appliance_and_an_end(session, assigned, consumer, collector):
    with pytest.raises(RequotePhotoMissing):
        propose(session, assigned, wish(photos=()), (collector, NOW), KEY)
    with pytest.raises(NotFound):
        propose(session, assigned, wish(position=9), (collector, NOW), KEY)
    for fen in (2500, 2400):
        propose(session, assigned, wish(fen=fen), (collector, NOW), KEY)
        decide(
            session, assigned, pending_requote(session, assigned.id), ConsentDecision.REFUSE, (consumer, NOW)
        )
    with pytest.raises(RequoteTooOften):
        propose(session, assigned, wish(fen=2300), (collector, NOW), KEY)


def test_only_the_collector_proposes(session, assigned, manager):
    with pytest.raises(Forbidden):
        propose(session, assigned, wish(), (manager, NOW), KEY)


def test_the_consent_code_locks_after_five_wrong_tries(session, assigned, collector):
    requote = propose(session, assigned, wish(), (collector, NOW), KEY)
    right = handover.code_for(KEY, requote.id, 0)
    wrong = "000000" if right != "000000" else "000001"
    assert code_fits(session, requote, right, KEY) == -1
    assert [code_fits(session, requote, wrong, KEY) for _ in range(5)] == [4, 3, 2, 1, 0]
    with pytest.raises(handover.ConsentCodeLocked):
        code_fits(session, requote, right, KEY)


# ---- moving and ending ----


def test_a_moved_booking_swaps_places_and_frees_the_collector(session, world, assigned, slot, consumer):
    later = a_slot(session, world, start=LATER)
    assert not reschedule(session, assigned, WhenWanted(slot_id=later.id), (consumer, NOW)).late
    assert (assigned.state, assigned.slot_start, assigned.collector_id) == ("accepted", LATER, None)
    assert (taken(session, slot), taken(session, later)) == (0, 1)
    assert not session.scalar(select(func.count()).select_from(Appointment))


def test_a_booking_moves_by_time_within_its_recyclers_windows(session, world, order, consumer):
    foreign = a_slot(session, world, number=1, start=LATER)
    with pytest.raises(SlotOfAnother):
        reschedule(session, order, WhenWanted(start=LATER), (consumer, NOW))
    with pytest.raises(SlotOfAnother):
        reschedule(session, order, WhenWanted(slot_id=foreign.id), (consumer, NOW))
    own = a_slot(session, world, start=LATER)
    reschedule(session, order, WhenWanted(start=LATER), (consumer, NOW))
    assert order.slot_id == own.id


def test_moving_into_a_full_window_keeps_the_old_place(session, world, order, slot, consumer):
    later = a_slot(session, world, start=LATER, capacity=1)
    book(session, (consumer, NOW), a_booking(world, slot=later))
    session.expire_all()
    with pytest.raises(SlotFull), session.begin_nested():
        reschedule(session, order, WhenWanted(slot_id=later.id), (consumer, NOW))
    assert taken(session, slot) == 1


def test_a_waiting_booking_is_offered_afresh_when_moved(session, world, order, manager, consumer):
    refuse(session, order, (manager, NOW), "没有车")
    a_slot(session, world, number=1, start=LATER)
    reschedule(session, order, WhenWanted(start=LATER), (consumer, NOW))
    assert (order.state, order.slot_start) == ("dispatched", LATER)


def test_an_ended_booking_gives_everything_back(session, assigned, slot, consumer):
    result = cancel(session, assigned, (CancelCause.CONSUMER, "不卖了"), (consumer, NOW))
    session.expire_all()
    assert (assigned.state, assigned.cancelled_late, result.late) == ("cancelled", False, False)
    assert taken(session, slot) == 0
    assert stages(session, assigned) == ["void", "void"]
    assert not session.scalar(select(func.count()).select_from(Appointment))
    reasons = session.scalars(select(Event.reason).where(Event.step == Step.DECOMMISSIONING.value)).all()
    # What was typed may name people: it stands where it can be erased, and not in what is never edited.
    assert reasons == ["consumer", "consumer"]
    typed = select(OrderLog.reason).where(OrderLog.order_id == assigned.id, OrderLog.action == "cancel")
    assert (session.scalar(typed), assigned.cancel_reason) == ("consumer", "不卖了")


def test_a_late_end_is_marked(session, order, consumer):
    late = START - timedelta(hours=1)
    assert cancel(session, order, (CancelCause.CONSUMER, None), (consumer, late)).late
    assert order.cancelled_late


def test_what_was_collected_stays_when_the_rest_is_called_off(session, assigned, collector, consumer):
    collect(session, assigned, collector, units=1)
    late = START - timedelta(hours=1)
    assert not cancel(session, assigned, (CancelCause.CONSUMER, "电视不卖了"), (consumer, late)).late
    session.expire_all()
    assert assigned.state == "collected"
    assert stages(session, assigned) == ["collected", "void"]
    # Only what left the door was paid for; what had been promised stands beside it.
    paid = select(Event.price_fen).where(Event.step == Step.COLLECTING.value)
    assert 0 < assigned.price_fen == session.scalars(paid).one() < assigned.promised_fen


def test_no_scan_takes_an_appliance_out_of_a_booking(session, assigned, manager):
    """It would go without the mark of a cancellation, and the booking would stay open for nothing."""
    code = session.scalars(select(Unit.code).where(Unit.order_id == assigned.id).limit(1)).one()
    before = assigned.price_fen
    void = Scan(uuid4(), code, Step.DECOMMISSIONING, NOW, reason="不想去")
    (told,) = capture(session, ground_for(session, Moment(manager, NOW)), [void])
    assert (told.refusal, told.field) == ("order_stands", "code")
    session.expire_all()
    assert (assigned.state, assigned.price_fen) == ("assigned", before)
    assert stages(session, assigned) == ["booked", "booked"]


def test_an_ended_booking_stays_ended(session, order, consumer, manager):
    cancel(session, order, (CancelCause.CONSUMER, None), (consumer, NOW))
    with pytest.raises(OrderActionNotNow):
        accept(session, order, (manager, NOW))
    with pytest.raises(OrderActionNotNow):
        cancel(session, order, (CancelCause.CONSUMER, None), (consumer, NOW))


def test_a_pending_price_change_lapses_with_its_booking(session, assigned, consumer, collector):
    propose(session, assigned, wish(), (collector, NOW), KEY)
    cancel(session, assigned, (CancelCause.PRICE_CHANGED, None), (consumer, NOW))
    session.expire_all()
    assert [one.state for one in requotes_of(session, assigned.id)] == ["refused"]


def test_a_pick_up_is_rated_once(session, assigned, collector, consumer):
    with pytest.raises(OrderActionNotNow):
        review(session, assigned, 5, None, (consumer, NOW))
    collect(session, assigned, collector)
    review(session, assigned, 5, "很快", (consumer, NOW))
    with pytest.raises(AlreadyReviewed):
        review(session, assigned, 1, None, (consumer, NOW))
