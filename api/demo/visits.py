"""At the door: booked pick-ups collected, their price questioned where the story says so, and rated the day after."""

from datetime import date, datetime, timedelta

from api.demo.appliances import Old, weight
from api.demo.bookings import Desk, Visit
from api.demo.chance import Chance, at
from api.demo.doorstep import Round, taken_along
from api.demo.wishes import speaker
from models.booking_review import review
from models.commission import lines_of
from models.consent import give_consent
from models.order import TradeOrder
from models.quote import QuoteRow
from models.requote import Answer, Wish, propose
from models.unit import Unit
from tradein import handover
from tradein.order import ConsentDecision, RequoteReason

REMARKS = (
    "师傅准时，搬得很小心",
    "价格和报价一致，当场到账",
    "电话沟通清楚",
    "等了一会儿，态度不错",
    None,
    None,
)
REQUOTES = {
    "requote": ConsentDecision.ACCEPT,
    "requote_refused": ConsentDecision.REFUSE,
    "walk_away": ConsentDecision.REFUSE_AND_CANCEL,
}


def visits(desk: Desk, day: date) -> list[Round]:
    """The rounds of this day's booked pick-ups; what falls due later stays."""
    due = [visit for visit in desk.waiting if visit.start < at(day, 24)]
    desk.waiting = [visit for visit in desk.waiting if visit.start >= at(day, 24)]
    tours: dict[str, Round] = {}
    for visit in due:
        if visit.fate == "late" or visit.collector is None:
            desk.play.told["orders nobody came for"] += 1
            continue
        tour = tours.setdefault(visit.collector.login, Round(visit.collector, visit.key))
        _at_the_door(desk, visit, tour)
    return list(tours.values())


def _at_the_door(desk: Desk, visit: Visit, tour: Round) -> None:
    """Collect every appliance of a booking, its price questioned first where the story says so."""
    chance = Chance.of("door", visit.start, desk.play.told["visits"])
    desk.play.told["visits"] += 1
    done = visit.start + timedelta(minutes=chance.randint(8, 95))
    if not desk.play.past(done + timedelta(minutes=10)):
        return
    order = desk.play.session.get_one(TradeOrder, visit.order_id, populate_existing=True)
    if visit.fate in REQUOTES and not _requote(desk, order, visit, (chance, done)):
        return
    code = handover.code_for(desk.play.handover_key, order.id, order.handover_turn)
    for line in lines_of(desk.play.session, order.id):
        done += timedelta(minutes=3)
        unit = desk.play.session.get_one(Unit, line.unit_id, populate_existing=True)
        drawn = weight(chance, desk.play.types, unit.item_type, unit.district, desk.play.today)
        old = Old(unit.code, unit.item_type, unit.district, drawn, done, visit.key)
        tour.scans.append(taken_along(desk.play, tour, old, (chance, done))._replace(handover_code=code))
        tour.taken.append(old)
    desk.to_rate.append((order.id, speaker(order)))
    desk.play.told["orders collected"] += 1


def _requote(desk: Desk, order: TradeOrder, visit: Visit, when: tuple[Chance, datetime]) -> bool:
    """Propose another price and pass on the consumer's answer; whether the pick-up goes on."""
    chance, now = when
    line, by = lines_of(desk.play.session, order.id)[0], (visit.collector.actor, now)  # type: ignore[union-attr]
    better = chance.happens(15)
    to_fen = line.price_fen * (110 if better else 70) // 100 // 100 * 100 + (100 if better else 0)
    to_fen = max(to_fen, desk.play.session.get_one(QuoteRow, line.quote_id).floor_fen)
    if to_fen == line.price_fen:
        return True
    reason = RequoteReason.BETTER_THAN_STATED if better else chance.choice(
        (RequoteReason.CONDITION_DIFFERS, RequoteReason.PART_MISSING, RequoteReason.AGE_DIFFERS)
    )  # fmt: skip
    wish = Wish(
        line.position, reason, to_fen, (chance.photo(),), "与描述不符，已拍照" if not better else None
    )
    asked = propose(desk.play.session, order, wish, by, desk.play.handover_key)
    said = handover.code_for(desk.play.handover_key, asked.id, 0)
    answered = Answer(REQUOTES[visit.fate], said)
    give_consent(
        desk.play.session, order, answered, (by[0], now + timedelta(minutes=2)), desk.play.handover_key
    )
    desk.play.told[f"re-quotes: {REQUOTES[visit.fate].value}"] += 1
    return REQUOTES[visit.fate] is not ConsentDecision.REFUSE_AND_CANCEL


def rate(desk: Desk, day: date) -> None:
    """Some consumers say the next day how it was."""
    chance = Chance.of("rate", day)
    for order_id, actor in desk.to_rate:
        now = chance.at(day, 9, 12)
        if chance.happens(45) and desk.play.past(now):
            order = desk.play.session.get_one(TradeOrder, order_id, populate_existing=True)
            stars = chance.choices((5, 4, 3, 2, 1), (60, 25, 9, 3, 3))[0]
            review(desk.play.session, order, stars, chance.choice(REMARKS), (actor, now))
            desk.play.told["reviews"] += 1
    desk.to_rate = []
