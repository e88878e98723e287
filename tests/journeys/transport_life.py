"""The part of the life that happens between the door and the plant: warehouse, lorry, hand-over."""

from tests.journeys.steps import RECOUNT, SCANS, Chapter, Step, batch, figures, scan, verdicts


def _three(step: str, **facts: object) -> dict[str, object]:
    names = ("fridge", "second", "washer")
    return batch(*(scan(f"{step} {name}", f"{{{name}}}", step, **facts) for name in names))


WAREHOUSE = Chapter(
    "中转仓：入仓、检测、装车、发运",
    "Warehouse: received, inspected, loaded, shipped",
    (
        Step(
            "warehouse",
            "复称入仓，三台一次提交",
            "Weighed again and received, all three in one request",
            SCANS,
            batch(
                scan("in 1", "{fridge}", "receiving", site="{store}", weight_g=52_100),
                scan("in 2", "{second}", "receiving", site="{store}", weight_g=47_900),
                scan("in 3", "{washer}", "receiving", site="{store}", weight_g=61_300),
            ),
            holds={**verdicts("applied", "applied", "applied"), "verdicts.0.flags": []},
        ),
        Step(
            "warehouse",
            "检测定向：拆解",
            "Inspected; their way is the dismantling plant",
            SCANS,
            _three("inspecting", site="{store}", route="dismantle"),
            holds=verdicts("applied", "applied", "applied"),
        ),
        Step(
            "recycler_manager",
            "回收企业发现洗衣机上门称重时秤未归零：申报更正，原事件不改；仓库已接手，须它同意",
            "The scale was off at the door: the weight is declared wrong, not edited; the warehouse must agree",
            "POST /api/v1/corrections",
            {
                "event_id": "{id:door 4}",
                "kind": "incorrect_data",
                "changes": {"weight_g": 61_400},
                "reason": "秤未归零，实为61.4千克",
            },
            201,
            {"state": "proposed", "step": "collecting"},
            keep={"correction": "id"},
        ),
        Step(
            "warehouse:2",
            "仓库负责人同意，更正作为新事件入链",
            "The warehouse's manager agrees; the correction joins the chain as later events",
            "POST /api/v1/corrections/{correction}/approve",
            {"reason": "与本仓复称 61.3 千克相符"},
            holds={"state": "applied"},
        ),
        Step(
            "district_officer",
            "区县的回收重量随之改为 161.5 千克，台数不变",
            "The district's weight follows, 161.5 kg now; the count stays",
            "GET /api/v1/oversight/371502/summary",
            holds=figures(recovered_units=3, recovered_tonnes=161_500),
        ),
        Step("", "对账", "Recount", RECOUNT),
        Step(
            "warehouse",
            "开装载单，目的地是拆解厂",
            "Opens a load for the plant",
            "POST /api/v1/loads",
            {"destination": "{plant}", "plate": "鲁P·12345"},
            201,
            {"state": "open", "plate": "鲁P12345"},
            keep={"load": "code"},
        ),
        Step(
            "warehouse",
            "逐台扫码装车",
            "Scans each unit onto the load",
            SCANS,
            _three("loading", load="{load}"),
            holds=verdicts("applied", "applied", "applied"),
        ),
        Step(
            "warehouse",
            "扫装载单发运：一次扫码，三台随车",
            "Ships by one scan of the load's code: all three travel",
            SCANS,
            batch(scan("ship", "{load}", "shipping", counted=3)),
            holds={**verdicts("applied"), "verdicts.0.facts.listed": 3, "verdicts.0.facts.confirmed": 3},
        ),
        Step(
            "dismantler",
            "拆解厂看到在途的车和车上的三台",
            "The plant sees the lorry that is coming, and the three units on it",
            "GET /api/v1/loads/{load}",
            holds={"state": "shipped", "aboard": 3, "units.#": 3},
        ),
        Step(
            "district_officer",
            "在途三台",
            "Three units in transit",
            "GET /api/v1/oversight/371502/summary",
            holds=figures(stage__in_transit=3, stage__stored=0),
        ),
        Step("", "对账", "Recount", RECOUNT),
    ),
)

RECEIPT = scan(
    "receipt", "{load}", "receiving", site="{plant}", counted=3,
    exceptions=[{"code": "{washer}", "kind": "refused", "reason": "本批计划只收冰箱", "unweighed": "未卸车"}],
)  # fmt: skip

HANDOVER = Chapter(
    "交接：到厂、三台收两台、退回一台",
    "Hand-over: arrived, two of three received, one sent back",
    (
        Step(
            "dismantler",
            "车辆到厂",
            "The lorry arrives",
            SCANS,
            batch(scan("arrive", "{load}", "arriving", site="{plant}")),
            holds={**verdicts("applied"), "verdicts.0.facts.confirmed": 3},
        ),
        Step(
            "dismantler",
            "按装载单整车接收，只列出例外：洗衣机不在计划内，拒收",
            "Receives by the load's code and lists only the exception: the washing machine is refused",
            SCANS,
            batch(RECEIPT),
            holds={**verdicts("applied"), "verdicts.0.facts.listed": 3, "verdicts.0.facts.confirmed": 2},
        ),
        Step(
            "dismantler",
            "重发接收：答复与第一次相同",
            "Sent again, the receipt is answered as the first time",
            SCANS,
            batch(RECEIPT),
            holds={**verdicts("duplicate"), "verdicts.0.facts.listed": 3, "verdicts.0.facts.confirmed": 2},
        ),
        Step(
            "warehouse",
            "中转仓查到洗衣机被拒收、暂扣在车上",
            "The warehouse finds the washing machine refused and on hold",
            "GET /api/v1/units/{washer}",
            holds={"stage": "in_transit", "on_hold": True, "hold_reason": "refused: 本批计划只收冰箱"},
        ),
        Step(
            "warehouse",
            "退回入仓，暂扣随之解除",
            "Taken back into the warehouse, which ends the hold",
            SCANS,
            batch(scan("back", "{washer}", "receiving", site="{store}", weight_g=61_300)),
            holds={**verdicts("applied"), "verdicts.0.stage": "stored"},
        ),
        Step("", "对账", "Recount", RECOUNT),
    ),
)
