"""The part of the life that happens before the door: quotes, the booking, the recycler's preparations."""

from tests.journeys.steps import LABEL, RECOUNT, Chapter, Step, figures

ANSWERS = {
    "age_years": 9,
    "conditions": {"working": "faulty", "appearance": "worn", "volume": "large", "refrigerant": "kept"},
    "missing_parts": [],
    "floors_carried": 3,
}
DOOR = {"region": "371502", "address": "柳园街道花园路8号3单元501", "name": "王芳", "phone": "13812345678"}
NEXT_DOOR = {**DOOR, "address": "柳园街道花园路8号1单元101", "name": "李大爷", "phone": "13912345678"}

BOOKING = Chapter(
    "预约：报价、时段、下单",
    "Booking: quote, window, order",
    (
        Step(
            "",
            "不登录先看逐项报价，价格承诺七天",
            "An itemised quote before anybody signs in; the price is promised for seven days",
            "POST /api/v1/quotes",
            {"region": "371502", "item_type": "FRIDGE", "answers": ANSWERS},
            201,
            keep={"quote": "id", "promised": "total_fen"},
        ),
        Step(
            "recycler_manager",
            "回收企业开放一个两小时时段，可约两单",
            "The recycler opens a two-hour window for two bookings",
            "POST /api/v1/slots",
            {"region": "371502", "start": "{slot_start}", "capacity": 2},
            201,
            {"free": 2},
            keep={"slot": "id"},
        ),
        Step(
            "consumer",
            "消费者下单：系统派单、生成追溯码、为旧机建档",
            "The consumer books: a recycler is chosen, a trace code made, the fridge put on record",
            "POST /api/v1/orders",
            {"contact": DOOR, "slot": "{slot}", "units": [{"quote": "{quote}"}]},
            201,
            {"state": "dispatched", "price_fen": "{promised}", "units.0.stage": "booked"},
            keep={"order": "number", "fridge": "units.0.code"},
            key="first booking",
        ),
        Step(
            "consumer",
            "手机没有收到回应又点了一次：还是同一张订单",
            "The phone heard no answer and sends it again: the same order",
            "POST /api/v1/orders",
            {"contact": DOOR, "slot": "{slot}", "units": [{"quote": "{quote}"}]},
            201,
            {"number": "{order}", "units.0.code": "{fridge}"},
            key="first booking",
        ),
        Step(
            "community_worker",
            "社区工作人员为不会用手机的邻居代约",
            "A community worker books for a neighbour who has no phone",
            "POST /api/v1/orders",
            {
                "contact": NEXT_DOOR,
                "slot": "{slot}",
                "units": [{"item_type": "FRIDGE", "answers": {**ANSWERS, "floors_carried": 0}}],
            },
            201,
            {"state": "dispatched"},
            keep={"proxy_order": "number", "second": "units.0.code"},
        ),
        Step(
            "consumer:1",
            "时段已满，第三个人约不上",
            "The window is full: a third booking is refused in words",
            "POST /api/v1/orders",
            {"contact": DOOR, "slot": "{slot}", "units": [{"item_type": "FRIDGE", "answers": ANSWERS}]},
            409,
            {"code": "slot_full"},
        ),
        Step("", "对账：计数与事件一致", "Recount: counters agree with the events", RECOUNT),
        Step(
            "district_officer",
            "区县看到两台旧机已建档、待上门",
            "The district sees two units on record, waiting for their pick-up",
            "GET /api/v1/oversight/371502/summary",
            holds=figures(booked_units=2, stage__booked=2, recovered_units=0),
        ),
    ),
)


def _accepted(order: str, zh: str, en: str) -> tuple[Step, Step]:
    path = f"POST /api/v1/orders/{{{order}}}"
    return (
        Step("recycler_manager", f"接受{zh}", f"Accepts {en}", f"{path}/accept", holds={"state": "accepted"}),
        Step(
            "recycler_manager",
            f"派回收员去{zh}",
            f"Sends a collector for {en}",
            f"{path}/assign",
            {"collector": "{collector}"},
            holds={"state": "assigned"},
        ),
    )


DISPATCH = Chapter(
    "派单：接受、派人、备好标签和手机",
    "Dispatch: accepted, assigned, labels and a handset ready",
    (
        *_accepted("order", "第一单", "the first booking"),
        *_accepted("proxy_order", "代约单", "the booking made by proxy"),
        Step(
            "recycler_manager",
            "登记一部手机：它的扫码带连续序号，离线也不会乱",
            "Enrols a handset: its scans carry numbers of their own, so that being offline does no harm",
            "POST /api/v1/devices",
            {"name": "回收一号机"},
            201,
            keep={"device": "id"},
        ),
        Step(
            "recycler_manager",
            "申领一卷预印标签，备上门时临时收旧用",
            "Reserves a roll of labels for what turns up at a door unannounced",
            "POST /api/v1/labels/rolls",
            {"count": 5},
            201,
            {"count": 5},
            keep={"roll": "number"},
        ),
        Step(
            "recycler_manager",
            "卷上的第一枚追溯码",
            "The first code of the roll",
            "GET /api/v1/labels/rolls/{roll}/labels?limit=1",
            holds={"items.0.state": "reserved"},
            keep={"washer": "items.0.code"},
        ),
        Step(
            "recycler_manager",
            "打印订单旧机的标签；扫开就是公开页",
            "Prints the booked fridge's label; scanned, it opens the public page",
            LABEL,
            "/api/v1/labels/{fridge}/sheet.pdf?format=roll60x40",
            shows=("真实标签", "已预约"),
        ),
    ),
)
