"""Booking pick-ups: placed, dispatched, refused, accepted, assigned, moved, called off; what waits for its day."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from api.demo.appliances import answers
from api.demo.chance import Chance
from api.demo.companies import Company, companies, of_kind, serving
from api.demo.people import Person, collectors, consumers, runs
from api.demo.places import DISTRICTS
from api.demo.play import Play
from api.demo.wishes import Wishes, a_wish, speaker
from models.appointment import CollectorBusy
from models.assignment import Assignment, assign
from models.booking import Booking, Wanted, WhenWanted, Where, book
from models.dispatch import accept, pass_on_overdue, refuse
from models.order import TradeOrder
from models.order_change import cancel, reschedule
from models.slot import Opening, open_slots, siblings
from tradein.actor import Actor
from tradein.order import CancelCause, OrderState
from tradein.timetable import WINDOW, Interval

SHOWN_DAYS = (76, 41, 17, 6)
"""How many days ago the consumer one can sign in as placed an order."""
ROOM = 6
"""How many pick-ups a window of the story has room for."""
NO_TIME = ("当日车辆已满", "该楼栋无法停车，需加人")
CHANGED = ("家里临时有事", "想再用一段时间", "已送给亲戚")
ADDRESSES = ("花园小区", "阳光家园", "运河人家", "滨湖花园", "书香苑", "惠民里", "建设小区", "东湖名邸")


@dataclass(slots=True)
class Visit:
    """A booking that waits for its day."""

    order_id: UUID
    key: str
    collector: Person | None
    start: datetime
    fate: str = "collect"


@dataclass
class Desk:
    """The bookings of the story: those that wait, and those a consumer may still rate."""

    play: Play
    waiting: list[Visit] = field(default_factory=list)
    to_rate: list[tuple[UUID, Actor]] = field(default_factory=list)
    firms: dict[UUID, Company] = field(default_factory=lambda: {one.id: one for one in of_kind("recycler")})

    def place(self, when: tuple[Chance, datetime], wish: Wishes) -> TradeOrder:
        """Book as somebody: windows are there, a quote is made, a recycler is asked."""
        chance, now = when
        self._open_windows(wish, now)
        order = book(self.play.session, (wish.booker, now), self._booking(chance, wish))
        self.play.told["orders placed"] += 1
        return order

    def _open_windows(self, wish: Wishes, now: datetime) -> None:
        interval = _window(wish.start)
        openings = [
            Opening(companies()[key].id, wish.district, interval, ROOM) for key in serving(wish.district)
        ]
        open_slots(self.play.session, openings, now)

    def _booking(self, chance: Chance, wish: Wishes) -> Booking:
        place, name = DISTRICTS[wish.district], wish.resident.name
        address = (
            f"{place.name}{chance.choice(place.streets)}{chance.choice(ADDRESSES)}"
            f"{chance.randint(1, 28)}号楼{chance.randint(1, 4)}单元{chance.randint(1, 11)}0{chance.randint(1, 3)}"
        )
        floor = chance.randint(1, 11)
        where = Where(
            wish.district, address, name, wish.resident.phone, floor, floor > 6 or chance.happens(40)
        )
        wanted = [
            Wanted(item_type=item_type, answers=answers(chance, item_type)) for item_type in wish.item_types
        ]
        behalf = wish.resident.actor.account_id if wish.booker.role == "community_worker" else None
        return Booking(where, self._when(wish), wanted, behalf, self.play.handover_key, chance.randbytes)

    def _when(self, wish: Wishes) -> WhenWanted:
        """A window of the recycler that is wished for, or anybody's at that time."""
        if wish.recycler is None:
            return WhenWanted(start=wish.start)
        theirs = companies()[wish.recycler].id
        with_room = siblings(self.play.session, wish.district, wish.start)
        return WhenWanted(slot_id=next(slot.id for slot in with_room if slot.recycler_id == theirs))

    def answer(self, order: TradeOrder, chance: Chance, now: datetime) -> datetime:
        """What the recycler says to the offer: mostly yes within minutes, at times no, at times nothing."""
        session, key = self.play.session, self.firm(order)
        if chance.happens(4):
            now += timedelta(minutes=31)
            pass_on_overdue(session, now)
            self.play.told["orders passed on"] += 1
        elif chance.happens(5):
            now += timedelta(minutes=9)
            refuse(session, order, (runs(key).actor, now), chance.choice(NO_TIME))
            self.play.told["orders refused"] += 1
        if order.state == OrderState.DISPATCHED.value:
            now += timedelta(minutes=chance.randint(2, 20))
            accept(session, order, (runs(self.firm(order)).actor, now))
        return now

    def call_off(self, order: TradeOrder, chance: Chance, now: datetime) -> None:
        """Let the consumer change their mind."""
        by = speaker(order), now
        cancel(self.play.session, order, (CancelCause.CONSUMER, chance.choice(CHANGED)), by)
        self.play.told["orders cancelled"] += 1

    def send(self, order: TradeOrder, chance: Chance, now: datetime) -> Person | None:
        """Assign the first collector, of those in turn, who has a gap in the window."""
        key = self.firm(order)
        crew = list(collectors(key))
        chance.shuffle(crew)
        return self.send_one_of(order, crew, now)

    def send_one_of(self, order: TradeOrder, crew: Sequence[Person], now: datetime) -> Person | None:
        """Assign one of these people; None when every one is busy then."""
        boss = runs(self.firm(order)).actor
        for person in crew:
            with suppress(CollectorBusy), self.play.session.begin_nested():
                assign(self.play.session, order, Assignment(person.account_id), (boss, now))
                return person
        return None

    def firm(self, order: TradeOrder) -> str:
        """The key of the recycler that has the order."""
        return self.firms[order.recycler_id].key if order.recycler_id else ""

    # --- A day at the desk -------------------------------------------------------------------------------------------

    def take_orders(self, day: date, count: int) -> None:
        """Bookings of one day for one of the next, each with its fate."""
        for number in range(count):
            chance = Chance.of("order", day, number)
            now = chance.at(day, 8, 17.5)
            if not self.play.past(now + timedelta(hours=1)):
                continue
            order = self.place((chance, now), self._wish(chance, day, number))
            now = self.answer(order, chance, now)
            self._settle(order, chance, now)

    def _wish(self, chance: Chance, day: date, number: int) -> Wishes:
        """The consumer one can sign in as books now and then, so that there is a past to look at."""
        shown = number == 0 and (self.play.today - day).days in SHOWN_DAYS
        wish = a_wish(chance, day, district="371502" if shown else None)
        first = consumers()[0]
        return (
            replace(wish, booker=first.actor, resident=first, item_types=("FRIDGE", "TV_FPD"))
            if shown
            else wish
        )

    def _settle(self, order: TradeOrder, chance: Chance, now: datetime) -> None:
        session, day = self.play.session, order.slot_start
        if order.state != OrderState.ACCEPTED.value:
            return
        if chance.happens(6):
            self.call_off(order, chance, now + timedelta(hours=1))
            return
        now += timedelta(minutes=chance.randint(5, 45))
        collector = self.send(order, chance, now)
        if chance.happens(5):
            later = Opening(order.recycler_id, order.region_code, _window(day + timedelta(days=1)), ROOM)  # type: ignore[arg-type]
            open_slots(session, [later], now)
            by = speaker(order), now + timedelta(minutes=20)
            reschedule(session, order, WhenWanted(start=later.interval.start), by)
            self.play.told["orders moved"] += 1
            collector = self.send(order, chance, now + timedelta(minutes=40))
        fates = {"collect": 85.0, "requote": 9.0, "requote_refused": 3.0, "walk_away": 1.5, "late": 1.5}
        fate = chance.weighted(fates)
        self.waiting.append(Visit(order.id, self.firm(order), collector, order.slot_start, fate))


def _window(start: datetime) -> Interval:
    return Interval(start, start + WINDOW)
