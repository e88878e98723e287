"""What leaves the guided plant: materials sold, hazardous waste under manifests, and the official checks of its books."""

from collections import Counter
from datetime import date, datetime, timedelta

from api.calendar import IS_WORKDAY
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import members
from api.demo.plant import GUIDED
from api.demo.play import Play
from models.check_run import Counted, Inquiry, Sample, run_check
from models.dismantling_list import Wanted
from models.manifest import Arrival, Correction, confirm, correct, depart, end, issue, mismatch
from models.output import MovementKind
from models.output_list import ageing, lots
from models.shipment import Adjustment, LotLine, Shipping, adjust, ship
from models.waste_transfer import Draft, WasteLine, WasteTransfer, draft, lines_of
from tradein.actor import Actor
from tradein.credit_code import make
from tradein.tolerance import Check
from tradein.transfer import Form, TransferAction

BUYERS = (
    ("鲁中再生金属(演示)", "滨州市", "MADEM951"),
    ("齐鲁塑料改性(演示)", "淄博市", "MADEM952"),
    ("黄河玻璃制品(演示)", "济南市", "MADEM953"),
)
MOST_LINES = 40
MOST_WASTE_LINES = 6


def sell(play: Play, day: date) -> None:
    """Once a week a lorry takes what has gathered."""
    now = at(day, 15.5)
    if day.weekday() != 3 or not play.past(now):
        return
    chance, actor, site = Chance.of("sell", day), members()[GUIDED][0].actor, companies()[GUIDED].site.code
    rows = [one.row for one in lots(play.session, actor, Wanted({"waste_code": None}, None, MOST_LINES * 2))]
    lines = [LotLine(row.number, row.stock_g) for row in rows if row.day < day - timedelta(days=2)][
        :MOST_LINES
    ]
    if lines:
        name, town, body = chance.choice(BUYERS)
        plate = f"鲁P{chance.randint(10000, 99999)}"
        ship(play.session, actor, Shipping(site, name, make("91371600", body), plate, town, lines), now)
        play.told["shipments"] += 1


def part_with_waste(play: Play, day: date) -> None:
    """Every other week a manifest: circuit boards, oil, phosphor go to who may treat them."""
    if day.weekday() != 1 or day.toordinal() // 7 % 2:
        return
    transfer = _issued(play, at(day, 9.2))
    if transfer is None:
        return
    chance, actor = Chance.of("waste", day), members()[GUIDED][0].actor
    depart(play.session, actor, transfer.number, at(day, 10.5), IS_WORKDAY)
    play.told["waste transfers"] += 1
    arrived = at(day, 10.5) + timedelta(days=3)
    if not play.past(arrived) or (play.today - day).days < 16:
        return  # still with the receiver, whose clock runs
    sent = {line.seq: line.mass_g for line in lines_of(play.session, transfer)}
    if chance.happens(20):
        short = sent | {1: sent[1] * 93 // 100}
        mismatch(play.session, actor, transfer.number, Arrival(short, "第1项实收少于联单"), arrived)
    else:
        confirm(play.session, actor, transfer.number, Arrival(sent), arrived)


def _issued(play: Play, now: datetime) -> WasteTransfer | None:
    transfer = drafted(play, now)
    if transfer is not None:
        issue(play.session, members()[GUIDED][0].actor, transfer.number, now + timedelta(minutes=20))
    return transfer


def drafted(play: Play, now: datetime, most: int = MOST_WASTE_LINES) -> WasteTransfer | None:
    """A manifest over the oldest hazardous lots, as a draft; None when there is nothing to part with."""
    if not play.past(now):
        return None
    actor, site = members()[GUIDED][0].actor, companies()[GUIDED].site.code
    rows = [one.listed.row for one in ageing(play.session, actor, Wanted({}, None, most), play.today)]
    if not rows:
        return None
    oil = {"COMPRESSOR_OIL"}
    lines = [
        WasteLine(row.number, row.stock_g, Form.LIQUID if row.output_code in oil else Form.SOLID,
                  "铁桶" if row.output_code in oil else "吨袋", 1)
        for row in rows
    ]  # fmt: skip
    play.told["manifests"] += 1
    return draft(play.session, actor, Draft(site, _fields(play, now), lines), now)


def _fields(play: Play, now: datetime) -> dict[str, str | None]:
    serial = play.told["manifests"]
    return {
        "manifest_number": f"{now.year}3715{serial:06d}",
        "generator_contact": "沈工",
        "generator_phone": "19900039001",
        "carrier_name": "聊城安运危货运输(演示)",
        "carrier_licence": "鲁交运演示0001",
        "plate": "鲁P54321",
        "driver": "李师傅",
        "escort": "唐师傅",
        "receiver_name": "山东固废处置中心(演示)",
        "receiver_licence": "鲁危证演示01号",
        "receiver_region": "370100",
        "receiver_address": "济南市济阳区演示工业园",
        "treatment": "R4 再循环/再利用金属和金属化合物",
    }


def unfinished(play: Play) -> None:
    """What a plant's waste page shows on any day: a draft, one issued and waiting, one void, one corrected."""
    actor = members()[GUIDED][0].actor
    moments = [play.now - timedelta(hours=hours) for hours in (30, 22, 5)]
    void = _issued(play, moments[0])
    if void is None:
        return
    end(
        play.session,
        actor,
        void.number,
        (TransferAction.VOID, "运输车辆故障,改期"),
        moments[0] + timedelta(hours=2),
    )
    waiting = _issued(play, moments[1])
    if waiting is not None:
        slip = Correction("plate", "鲁P54327", "车牌号末位误写")
        correct(play.session, actor, waiting.number, slip, moments[1] + timedelta(hours=1))
    drafted(play, moments[2], 2)


def check_books(play: Play, day: date) -> None:
    """On the first of a month: the three official checks of the last one, and a stock-take difference booked."""
    now = at(day, 10)
    if day.day != 1 or not play.past(now):
        return
    last = day - timedelta(days=1)
    actor, first = members()[GUIDED][0].actor, last.replace(day=1)
    for method in (Check.MATERIAL_COEFFICIENT, Check.CLOSING_STOCK, Check.VIDEO_DOCUMENT):
        inquiry = Inquiry(
            method, companies()[GUIDED].site.code, first, last, _counted(play, actor, method),
            _samples(play, method, (first, last)), "月度自查",
        )  # fmt: skip
        run_check(play.session, actor, inquiry, now)
        play.told["official checks"] += 1
    rows = lots(play.session, actor, Wanted({"output_code": "PLASTIC"}, None, 1))
    if rows and rows[0].row.stock_g > 5000:
        why = Adjustment(
            companies()[GUIDED].site.code, rows[0].row.number, MovementKind.COUNT_ADJUST, -1800, "盘点差异"
        )
        adjust(play.session, actor, why, now + timedelta(hours=1))


def _counted(play: Play, actor: Actor, method: Check) -> list[Counted]:
    """What somebody counted that morning: materials on the scale, appliances by the head, one of them overlooked."""
    if method is not Check.CLOSING_STOCK:
        return []
    stock: Counter[tuple[str, str, str]] = Counter()
    for one in lots(play.session, actor, Wanted({}, None, 2000)):
        stock[one.row.output_code, one.row.waste_code or "", "g"] += one.row.stock_g
    stock.update((old.item_type, "", "unit") for old in play.at_plant.get(GUIDED, []))
    return [Counted(kept, quantity) for kept, quantity in sorted(stock.items())]


def _samples(play: Play, method: Check, period: tuple[date, date]) -> list[Sample]:
    """Three work orders of the month, seen on video and on paper; on the last paper one unit is missing."""
    if method is not Check.VIDEO_DOCUMENT:
        return []
    numbers = [order for order in play.closed if period[0] <= order[1] <= period[1]][:3]
    return [Sample(number, units, units - (place == 2)) for place, (number, _, units) in enumerate(numbers)]
