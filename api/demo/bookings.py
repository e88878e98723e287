"""Booked pick-ups: dispatched, accepted, assigned, moved, re-quoted at the door, collected, rated, cancelled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from api.demo.appliances import Old, answers, weight
from api.demo.calendar import mix
from api.demo.cast import HOURS
from api.demo.chance import Chance, at
from api.demo.companies import Company, companies, identity, of_kind, serving
from api.demo.doorstep import Round, taken_along
from api.demo.people import INTEGRATION, Person, collectors, consumers, members, runs
from api.demo.places import DISTRICTS
from api.demo.play import Play
from models.appointment import CollectorBusy
from models.assignment import Assignment, assign
from models.booking import Booking, Wanted, WhenWanted, Where, book
from models.booking_review import review
from models.commission import lines_of
from models.consent import give_consent
from models.dispatch import accept, pass_on_overdue, refuse
from models.order import TradeOrder
from models.order_change import cancel, reschedule
from models.requote import Answer, Wish, propose
from models.slot import Opening, open_slots, siblings
from models.unit import Unit
from tradein import handover
from tradein.actor import Actor
from tradein.order import CancelCause, ConsentDecision, OrderState, RequoteReason
from tradein.timetable import WINDOW, Interval

SHOWN_DAYS = (76, 41, 17, 6)
"""How many days ago the consumer one can sign in as placed an order."""
WORKERS = {"371502": "c371502", "371581": "c371581", "370102": "c370102"}
ROOM = 6
"""How many pick-ups a window of the story has room for."""
REMARKS = (
    "师傅准时,搬得很小心",
    "价格和报价一致,当场到账",
    "电话沟通清楚",
    "等了一会儿,态度不错",
    None,
    None,
)
NO_TIME = ("当日车辆已满", "该楼栋无法停车,需加人")
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

    def place(self, when: tuple[Chance, datetime], wish: "Wishes") -> TradeOrder:
        """Book as somebody: windows are there, a quote is made, a recycler is asked."""
        chance, now = when
        self._open_windows(wish, now)
        order = book(self.play.session, (wish.booker, now), self._booking(chance, wish))
        self.play.told["orders placed"] += 1
        return order

    def _open_windows(self, wish: "Wishes", now: datetime) -> None:
        interval = _window(wish.start)
        openings = [
            Opening(companies()[key].id, wish.district, interval, ROOM) for key in serving(wish.district)
        ]
        open_slots(self.play.session, openings, now)

    def _booking(self, chance: Chance, wish: "Wishes") -> Booking:
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
        behalf = wish.resident.login if wish.booker.role == "community_worker" else None
        return Booking(where, self._when(wish), wanted, behalf, self.play.handover_key, chance.randbytes)

    def _when(self, wish: "Wishes") -> WhenWanted:
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
            try:
                assign(self.play.session, order, Assignment(person.account_id), (boss, now))
            except CollectorBusy:
                order.state = OrderState.ACCEPTED.value
                continue
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

    def _wish(self, chance: Chance, day: date, number: int) -> "Wishes":
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
            by = self._consumer(order), now + timedelta(hours=1)
            cancel(session, order, (CancelCause.CONSUMER, chance.choice(CHANGED)), by)
            self.play.told["orders cancelled"] += 1
            return
        now += timedelta(minutes=chance.randint(5, 45))
        collector = self.send(order, chance, now)
        if chance.happens(5):
            later = Opening(order.recycler_id, order.region_code, _window(day + timedelta(days=1)), ROOM)  # type: ignore[arg-type]
            open_slots(session, [later], now)
            by = self._consumer(order), now + timedelta(minutes=20)
            reschedule(session, order, WhenWanted(start=later.interval.start), by)
            self.play.told["orders moved"] += 1
            collector = self.send(order, chance, now + timedelta(minutes=40))
        fates = {"collect": 85.0, "requote": 9.0, "requote_refused": 3.0, "walk_away": 1.5, "late": 1.5}
        fate = chance.weighted(fates)
        self.waiting.append(Visit(order.id, self.firm(order), collector, order.slot_start, fate))

    def _consumer(self, order: TradeOrder) -> Actor:
        """Who speaks for the booking."""
        if order.proxy_account_id is not None:
            return next(members()[key][0].actor for key in WORKERS.values()
                        if members()[key][0].account_id == order.proxy_account_id)  # fmt: skip
        if order.booked_by_org_id is not None:
            return integration()
        return Actor(order.consumer_id, None, None, "consumer")

    # --- At the door -------------------------------------------------------------------------------------------------

    def visits(self, day: date) -> list[Round]:
        """The rounds of this day's booked pick-ups; what falls due later stays."""
        due = [visit for visit in self.waiting if visit.start < at(day, 24)]
        self.waiting = [visit for visit in self.waiting if visit.start >= at(day, 24)]
        tours: dict[str, Round] = {}
        for visit in due:
            if visit.fate == "late" or visit.collector is None:
                self.play.told["orders nobody came for"] += 1
                continue
            tour = tours.setdefault(visit.collector.login, Round(visit.collector, visit.key))
            self.at_the_door(visit, tour)
        return list(tours.values())

    def at_the_door(self, visit: Visit, tour: Round) -> None:
        """Collect every appliance of a booking, its price questioned first where the story says so."""
        chance = Chance.of("door", visit.start, self.play.told["visits"])
        self.play.told["visits"] += 1
        done = visit.start + timedelta(minutes=chance.randint(8, 95))
        if not self.play.past(done + timedelta(minutes=10)):
            return
        order = self.play.session.get_one(TradeOrder, visit.order_id, populate_existing=True)
        if visit.fate in REQUOTES and not self._requote(order, visit, (chance, done)):
            return
        code = handover.code_for(self.play.handover_key, order.id, order.handover_turn)
        for line in lines_of(self.play.session, order.id):
            done += timedelta(minutes=3)
            unit = self.play.session.get_one(Unit, line.unit_id, populate_existing=True)
            drawn = weight(chance, self.play.types, unit.item_type, unit.district, self.play.today)
            old = Old(unit.code, unit.item_type, unit.district, drawn, done, visit.key)
            tour.scans.append(taken_along(self.play, tour, old, (chance, done))._replace(handover_code=code))
            tour.taken.append(old)
        self.to_rate.append((order.id, self._consumer(order)))
        self.play.told["orders collected"] += 1

    def _requote(self, order: TradeOrder, visit: Visit, when: tuple[Chance, datetime]) -> bool:
        """Propose another price and pass on the consumer's answer; whether the pick-up goes on."""
        chance, now = when
        line, by = lines_of(self.play.session, order.id)[0], (visit.collector.actor, now)  # type: ignore[union-attr]
        better = chance.happens(15)
        to_fen = line.price_fen * (110 if better else 70) // 100 // 100 * 100 + (100 if better else 0)
        if to_fen == line.price_fen:
            return True
        reason = RequoteReason.BETTER_THAN_STATED if better else chance.choice(
            (RequoteReason.CONDITION_DIFFERS, RequoteReason.PART_MISSING, RequoteReason.AGE_DIFFERS)
        )  # fmt: skip
        wish = Wish(
            line.position, reason, to_fen, (chance.photo(),), "与描述不符,已拍照" if not better else None
        )
        asked = propose(self.play.session, order, wish, by, self.play.handover_key)
        said = handover.code_for(self.play.handover_key, asked.id, 0)
        answered = Answer(REQUOTES[visit.fate], said)
        give_consent(
            self.play.session, order, answered, (by[0], now + timedelta(minutes=2)), self.play.handover_key
        )
        self.play.told[f"re-quotes: {REQUOTES[visit.fate].value}"] += 1
        return REQUOTES[visit.fate] is not ConsentDecision.REFUSE_AND_CANCEL

    def rate(self, day: date) -> None:
        """Some consumers say the next day how it was."""
        chance = Chance.of("rate", day)
        for order_id, actor in self.to_rate:
            now = chance.at(day, 9, 12)
            if chance.happens(45) and self.play.past(now):
                order = self.play.session.get_one(TradeOrder, order_id, populate_existing=True)
                stars = chance.choices((5, 4, 3, 2, 1), (60, 25, 9, 3, 3))[0]
                review(self.play.session, order, stars, chance.choice(REMARKS), (actor, now))
                self.play.told["reviews"] += 1
        self.to_rate = []


REQUOTES = {
    "requote": ConsentDecision.ACCEPT,
    "requote_refused": ConsentDecision.REFUSE,
    "walk_away": ConsentDecision.REFUSE_AND_CANCEL,
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who books what, where and for when; a community worker books for the resident."""

    booker: Actor
    resident: Person
    district: str
    start: datetime
    item_types: tuple[str, ...]
    recycler: str | None = None


def a_wish(
    chance: Chance, day: date, *, district: str | None = None, ahead: Callable[[], int] | None = None
) -> Wishes:
    """A booking as the city's people make them."""
    where = district or chance.weighted({code: place.weight for code, place in DISTRICTS.items()})
    resident = chance.choice(consumers()[1:])
    days = ahead() if ahead else chance.choices((1, 2, 3, 5), (50, 28, 15, 7))[0]
    start = at(day + timedelta(days=days), chance.choice(HOURS))
    count = chance.choices((1, 2, 3), (72, 22, 6))[0]
    item_types = tuple(chance.weighted(mix(day)) for _ in range(count))
    return Wishes(_booker(chance, where, resident), resident, where, start, item_types)


def _booker(chance: Chance, district: str, resident: Person) -> Actor:
    if district in WORKERS and chance.happens(22):
        return members()[WORKERS[district]][0].actor
    if chance.happens(4) and INTEGRATION in serving(district):
        return integration()
    return resident.actor


def integration() -> Actor:
    """The firm's own system, as its key acts."""
    firm = companies()[INTEGRATION]
    return Actor(
        None,
        firm.id,
        firm.kind,
        "integration_client",
        firm.region,
        key_id=identity("key", "integration_client"),
    )


def _window(start: datetime) -> Interval:
    return Interval(start, start + WINDOW)
