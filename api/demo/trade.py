"""What leaves the guided plant: materials sold, waste under manifests; and the official checks of its books."""

from collections import Counter
from datetime import date, datetime, timedelta

from api.calendar import IS_WORKDAY
from api.demo.bench import GUIDED, REPORTING
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import runs
from api.demo.play import Play
from models import check_facts
from models.check_run import Counted, Inquiry, Sample, run_check
from models.dismantling_list import Wanted
from models.manifest import Arrival, Correction, confirm, correct, depart, end, issue, mismatch
from models.output import MovementKind
from models.output_list import ageing, lots
from models.shipment import Adjustment, LotLine, Shipping, adjust, ship
from models.waste_transfer import Draft, WasteLine, WasteTransfer, draft, lines_of
from models.work_order import plant
from tradein.credit_code import make
from tradein.moment import day_of
from tradein.tolerance import Check
from tradein.transfer import Form, TransferAction

BUYERS = (
    ("鲁中再生金属（演示）", "滨州市", "MADEM951"),
    ("齐鲁塑料改性（演示）", "淄博市", "MADEM952"),
    ("黄河玻璃制品（演示）", "济南市", "MADEM953"),
)
MOST_LINES = 120
MOST_WASTE_LINES = 40
LATE_DAYS = 12
"""Manifests younger than this have not been confirmed yet."""
PLANTS = (GUIDED, REPORTING)


def sell(play: Play, day: date) -> None:
    """Once a week a lorry takes what has gathered at a plant."""
    now = at(day, 15.5)
    if day.weekday() != 3 or not play.past(now):
        return
    for key in PLANTS:
        _sell(play, key, (Chance.of("sell", key, day), now))


def _sell(play: Play, key: str, when: tuple[Chance, datetime]) -> None:
    (chance, now), actor = when, runs(key).actor
    rows = [one.row for one in lots(play.session, actor, Wanted({"waste_code": None}, None, 400))]
    old_enough = [row for row in reversed(rows) if row.day < day_of(now) - timedelta(days=2)][:MOST_LINES]
    if not old_enough:
        return
    name, town, body = chance.choice(BUYERS)
    lines = [LotLine(row.number, row.stock_g) for row in old_enough]
    plate, site = f"鲁P{chance.randint(10000, 99999)}", companies()[key].site.code
    ship(play.session, actor, Shipping(site, name, make("91371600", body), plate, town, lines), now)
    play.told["shipments"] += 1


def part_with_waste(play: Play, day: date) -> None:
    """Every other week a manifest: circuit boards, oil, phosphor go to who may treat them."""
    for number, key in enumerate(PLANTS):
        if day.weekday() == 1 and day.toordinal() // 7 % 2 == number:
            _part_with_waste(play, key, day)


def _part_with_waste(play: Play, key: str, day: date) -> None:
    transfer = _issued(play, key, at(day, 9.2))
    if transfer is None:
        return
    chance, actor = Chance.of("waste", key, day), runs(key).actor
    depart(play.session, actor, transfer.number, at(day, 10.5), IS_WORKDAY)
    play.told["waste transfers"] += 1
    arrived = at(day, 10.5) + timedelta(days=3)
    if not play.past(arrived) or (play.today - day).days < LATE_DAYS:
        return  # still with the receiver, whose clock runs, or ran out
    sent = {line.seq: line.mass_g for line in lines_of(play.session, transfer)}
    if chance.happens(20):
        short = sent | {1: sent[1] * 93 // 100}
        mismatch(play.session, actor, transfer.number, Arrival(short, "第1项实收少于联单"), arrived)
    else:
        confirm(play.session, actor, transfer.number, Arrival(sent), arrived)


def _issued(play: Play, key: str, now: datetime) -> WasteTransfer | None:
    transfer = drafted(play, key, now)
    if transfer is not None:
        issue(play.session, runs(key).actor, transfer.number, now + timedelta(minutes=20))
    return transfer


def drafted(play: Play, key: str, now: datetime, most: int = MOST_WASTE_LINES) -> WasteTransfer | None:
    """A manifest over the oldest hazardous lots, as a draft; None when there is nothing to part with."""
    if not play.past(now):
        return None
    rows = [
        one.listed.row for one in ageing(play.session, runs(key).actor, Wanted({}, None, most), play.today)
    ]
    lines = [_waste_line(row.number, row.output_code, row.stock_g) for row in rows if row.day < day_of(now)]
    if not lines:
        return None
    play.told["manifests"] += 1
    content = Draft(companies()[key].site.code, _fields(play, key, now), lines)
    return draft(play.session, runs(key).actor, content, now)


def _waste_line(lot: str, output_code: str, mass_g: int) -> WasteLine:
    liquid = output_code == "COMPRESSOR_OIL"
    return WasteLine(lot, mass_g, Form.LIQUID if liquid else Form.SOLID, "铁桶" if liquid else "吨袋", 1)


def _fields(play: Play, key: str, now: datetime) -> dict[str, str | None]:
    serial = play.told["manifests"]
    return {
        "manifest_number": f"{day_of(now).year}{companies()[key].region[:4]}{serial:06d}",
        "generator_contact": "沈工",
        "generator_phone": "19900039001",
        "carrier_name": "聊城安运危货运输（演示）",
        "carrier_licence": "鲁交运演示0001",
        "plate": "鲁P54321",
        "driver": "李师傅",
        "escort": "唐师傅",
        "receiver_name": "山东固废处置中心（演示）",
        "receiver_licence": "鲁危证演示01号",
        "receiver_region": "370100",
        "receiver_address": "济南市济阳区演示工业园",
        "treatment": "R4 再循环/再利用金属和金属化合物",
    }


def unfinished(play: Play) -> None:
    """What a plant's waste page shows on any day: a draft, one issued and waiting, one void, one corrected."""
    actor = runs(GUIDED).actor
    moments = [play.now - timedelta(hours=hours) for hours in (30, 22, 5)]
    void = _issued(play, GUIDED, moments[0])
    if void is None:
        return
    end(
        play.session,
        actor,
        void.number,
        (TransferAction.VOID, "运输车辆故障，改期"),
        moments[0] + timedelta(hours=2),
    )
    waiting = _issued(play, GUIDED, moments[1])
    if waiting is not None:
        slip = Correction("plate", "鲁P54327", "车牌号末位误写")
        correct(play.session, actor, waiting.number, slip, moments[1] + timedelta(hours=1))
    drafted(play, GUIDED, moments[2], 2)


def check_books(play: Play, day: date) -> None:
    """On the first of a month: the three official checks of the last one, and a stock-take difference booked."""
    now = at(day, 10)
    if day.day != 1 or not play.past(now):
        return
    last = day - timedelta(days=1)
    actor, first = runs(GUIDED).actor, last.replace(day=1)
    counted = _counted(play, (first, last))
    for method in (Check.MATERIAL_COEFFICIENT, Check.CLOSING_STOCK, Check.VIDEO_DOCUMENT):
        inquiry = Inquiry(
            method,
            companies()[GUIDED].site.code,
            first,
            last,
            counted if method is Check.CLOSING_STOCK else (),
            _samples(play, method, (first, last)),
            "月度自查",
        )
        run_check(play.session, actor, inquiry, now)
        play.told["official checks"] += 1
    rows = lots(play.session, actor, Wanted({"output_code": "PLASTIC"}, None, 1))
    if rows and rows[0].row.stock_g > 5000:
        why = Adjustment(
            companies()[GUIDED].site.code,
            rows[0].row.number,
            MovementKind.COUNT_ADJUST,
            -1800,
            "月度盘点：散料清扫后少于账面",
        )
        adjust(play.session, actor, why, now + timedelta(hours=1))


def _counted(play: Play, period: tuple[date, date]) -> list[Counted]:
    """What somebody counted that morning: materials on the scale, appliances by the head."""
    actor, found = runs(GUIDED).actor, Counter[check_facts.Kept]()
    for one in lots(play.session, actor, Wanted({}, None, 5000)):
        found[one.row.output_code, one.row.waste_code or "", check_facts.GRAM] += one.row.stock_g
    found.update((old.item_type, "", check_facts.UNIT) for old in play.at_plant.get(GUIDED, []))
    place = plant(play.session, actor, companies()[GUIDED].site.code)
    book = check_facts.material_stock(play.session, place, period)
    book |= check_facts.unit_stock(play.session, place, period)
    return [Counted(kept, found[kept]) for kept in sorted(book)]


def _samples(play: Play, method: Check, period: tuple[date, date]) -> list[Sample]:
    """Three work orders of the month, seen on video and on paper; on the last paper one unit is missing."""
    if method is not Check.VIDEO_DOCUMENT:
        return []
    numbers = [order for order in play.closed if period[0] <= order[1] <= period[1]][:3]
    return [Sample(number, units, units - (place == 2)) for place, (number, _, units) in enumerate(numbers)]
