"""What is under way at the moment of loading: bookings in every state, today's rounds, a bench at work."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from api.demo.appliances import Old
from api.demo.bench import GUIDED, Bench
from api.demo.bookings import Desk, Visit
from api.demo.chance import Chance, at
from api.demo.people import Person, consumers, members, runs
from api.demo.plant import SMALLEST
from api.demo.play import Play
from api.demo.warehouse import depart
from api.demo.wishes import Wishes, a_wish
from models.bench import note_loss
from models.closing import explain
from models.commission import lines_of
from models.dispatch import accept, refuse
from models.order import TradeOrder
from models.order_scope import OrderFilter, page_of_orders
from models.quote import QuoteRow
from models.requote import Wish, propose
from models.slot import extend_all
from models.unit import Unit
from tradein.guided import group_of
from tradein.lifecycle import Step
from tradein.order import OrderState, RequoteReason
from tradein.scan import Scan

OURS = "lvhuan"
AHEAD_DAYS = 6
"""For how many days windows are on offer."""
ROUND_HOURS = (8, 8, 10, 10, 14, 14, 16, 16, 18)
DONE_IN_TIME = 3
"""How many of the shown collector's visits are done, if their time has come; the others are what is left to do."""
TOMORROW_AND_LATER, JUST_NOW, THIS_MORNING, NOBODY = 40, 11, 14, 4
ONE_RECYCLER = ("371403", "371422", "371423", "371427")
"""Districts that a single recycler serves."""


def the_day_before(play: Play, desk: Desk, day: date) -> None:
    """Bookings made yesterday: today's round of the shown collector, and the coming week's work."""
    extend_all(play.session, day, day + timedelta(days=AHEAD_DAYS), at(day, 5))
    ours = members()[OURS][1]
    for number, hour in enumerate(ROUND_HOURS):
        chance = Chance.of("round today", day, number)
        wish = replace(_of_ours(chance, day), start=at(day + timedelta(days=1), hour))
        if number == DONE_IN_TIME:
            wish = replace(wish, booker=consumers()[0].actor, resident=consumers()[0])
        order = _accepted(desk, chance, at(day, 13 + number / 10), wish)
        desk.send_one_of(order, [ours], at(day, 14 + number / 10))
        if number < DONE_IN_TIME:
            desk.waiting.append(Visit(order.id, OURS, ours, order.slot_start))
    for number in range(TOMORROW_AND_LATER):
        _for_later(desk, day, number)
    _on_the_road(play, day)


def _on_the_road(play: Play, day: date) -> None:
    """Today's arrivals: a load that left the warehouse for the plant, and a recycler's van that comes in."""
    chance = Chance.of("on the road", day)
    ready = [old for old in play.in_store.get("shuicheng", []) if not old.reuse and old.since < at(day, 21)][
        :25
    ]
    yard = [old for old in play.at_door.get(OURS, []) if not old.stays and old.since < at(day, 20)]
    if ready:
        depart(play, ("shuicheng", GUIDED), ready, (chance, at(day, 22.6)))
        play.in_store["shuicheng"] = [old for old in play.in_store["shuicheng"] if old not in ready]
    if yard:
        depart(play, (OURS, "shuicheng"), yard, (chance, at(day, 22.9)))
        play.at_door[OURS] = [old for old in play.at_door[OURS] if old not in yard]


def _of_ours(chance: Chance, day: date) -> Wishes:
    district = chance.choice(("371502", "371502", "371571", "371572", "371573"))
    return replace(a_wish(chance, day, district=district), recycler=OURS)


def _for_later(desk: Desk, day: date, number: int) -> None:
    """A booking for one of the next days; every other has its collector already."""
    chance = Chance.of("later", day, number)
    wish = a_wish(chance, day, ahead=lambda: chance.randint(2, AHEAD_DAYS - 1))
    order = _accepted(desk, chance, at(day, 15 + number / 20), wish)
    if number % 2:
        desk.send(order, chance, at(day, 17.5 + number / 30))


def _accepted(desk: Desk, chance: Chance, now: datetime, wish: Wishes) -> TradeOrder:
    order = desk.place((chance, now), wish)
    boss = runs(desk.firm(order)).actor
    accept(desk.play.session, order, (boss, now + timedelta(minutes=6)))
    return order


def this_moment(play: Play, desk: Desk) -> None:
    """The last hours before loading."""
    for number in range(THIS_MORNING):
        chance = Chance.of("this morning", play.today, number)
        begun = play.now - timedelta(minutes=200 - 9 * number)
        order = _accepted(desk, chance, begun, _soon(chance, play))
        if number == 1:
            desk.call_off(order, chance, begun + timedelta(minutes=50))
        elif number % 3 == 0:
            desk.send(order, chance, begun + timedelta(minutes=30))
    for number in range(NOBODY):
        _nobody_will(play, desk, number)
    for number in range(JUST_NOW):
        chance = Chance.of("just now", play.today, number)
        wish = _soon(chance, play)
        if number == 0:
            wish = replace(wish, booker=consumers()[0].actor, resident=consumers()[0])
        desk.place((chance, play.now - timedelta(minutes=23 - 2 * number)), wish)
    _at_the_door(play)
    _at_the_bench(play)


def _soon(chance: Chance, play: Play, district: str | None = None) -> Wishes:
    return a_wish(chance, play.today, district=district, ahead=lambda: chance.randint(1, AHEAD_DAYS - 3))


def _nobody_will(play: Play, desk: Desk, number: int) -> None:
    """Where one recycler alone offers windows and says no, a booking stays with nobody and waits for an officer."""
    chance, now = Chance.of("nobody", play.today, number), play.now - timedelta(minutes=90 - 15 * number)
    wish = _soon(chance, play, ONE_RECYCLER[number])
    order = desk.place((chance, now), wish)
    while order.state == OrderState.DISPATCHED.value:
        now += timedelta(minutes=4)
        refuse(play.session, order, (runs(desk.firm(order)).actor, now), "本周该县无车次")


def _at_the_door(play: Play) -> None:
    """Two of the shown collector's visits as they happen: a price questioned, a hand-over code mistyped."""
    ours = members()[OURS][1]
    wanted = OrderFilter(state=OrderState.ASSIGNED.value, day=play.today)
    open_now = sorted(page_of_orders(play.session, ours.actor, wanted, 50, None), key=lambda one: one.number)
    if len(open_now) < 2:
        return
    first, second = open_now[:2]
    line, now = lines_of(play.session, first.id)[0], play.now - timedelta(minutes=4)
    floor_fen = play.session.get_one(QuoteRow, line.quote_id).floor_fen
    to_fen = max(line.price_fen // 2 // 100 * 100, floor_fen)
    if to_fen < line.price_fen:
        wish = Wish(
            line.position,
            RequoteReason.CONDITION_DIFFERS,
            to_fen,
            (Chance.of("photo").photo(),),
            "压缩机不启动",
        )
        propose(play.session, first, wish, (ours.actor, now), play.handover_key)
    _mistyped(play, second, ours)


def _mistyped(play: Play, order: TradeOrder, collector: Person) -> None:
    chance, unit = (
        Chance.of("mistyped"),
        play.session.get_one(Unit, lines_of(play.session, order.id)[0].unit_id),
    )
    now = play.now - timedelta(minutes=2)
    scan = Scan(chance.id(), unit.code, Step.COLLECTING, now, weight_g=30_000, photos=(chance.photo(),),
                handover_code="000000")  # fmt: skip
    play.scan(collector, now, [scan])


def _at_the_bench(play: Play) -> None:
    """Two work orders under way: one half done, one that does not balance and waits for the second person."""
    by_group: dict[str, list[Old]] = {}
    for old in play.at_plant.get(GUIDED, []):
        by_group.setdefault(group_of(old.item_type) or "", []).append(old)
    groups = sorted((group for group in by_group if group), key=lambda group: (-len(by_group[group]), group))
    chance = Chance.of("bench", "now")
    for place, group in enumerate(groups[:2]):
        olds = by_group[group][: SMALLEST + 2]
        bench = Bench(play, (GUIDED, group), chance, play.now - timedelta(minutes=150 - 20 * place))
        bench.take_on(olds)
        bench.guide(olds, 1 if place else 0.5)
        bench.weigh_out(olds, 0.9 if place else 1.0, 99 if place else 3)
        if place:
            first = bench.people[0].actor
            note_loss(play.session, first, bench.number, (1500, "沥水"), bench.at)
            explain(play.session, first, bench.number, "混入冰霜，拆前未沥净，待复核", bench.at)
