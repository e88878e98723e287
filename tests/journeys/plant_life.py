"""The part of the life that happens at the plant: the work order, what came out, and where it went."""

from typing import Any

from tests.journeys.steps import FOLD, RECOUNT, Chapter, Step

ORDER = "/api/v1/dismantlings/{work_order}"
BOARDS, OIL = "900-045-49", "900-219-08"
WEIGHED: tuple[tuple[str, str, int, str | None], ...] = (
    ("STEEL", "钢铁", 47_000, None),
    ("COMPRESSOR", "压缩机", 16_200, None),
    ("PUR_FOAM", "聚氨酯泡沫", 11_000, None),
    ("PLASTIC", "塑料", 19_500, None),
    ("COPPER", "铜", 1_400, None),
    ("ALUMINIUM", "铝", 1_200, None),
    ("GLASS", "玻璃", 800, None),
    ("RESIDUE", "残余物", 1_600, None),
    ("PCB", "印刷电路板（危废）", 400, BOARDS),
    ("COMPRESSOR_OIL", "冷冻机油（危废）", 500, OIL),
)
"""99,600 g, and 190 g of refrigerant: 210 g less than the 100,000 g that went in, 2.1 ‰."""
GUIDED = (
    ("recover_refrigerant", "抽取制冷剂", 2),
    ("drain_compressor_oil", "抽取冷冻机油", 2),
    ("remove_compressor", "拆下压缩机", 1),
    ("remove_circuit_boards", "取出电路板", 1),
    ("shred_cabinet_sealed", "保温层密闭破碎", 2),
)


def _checked(code: str) -> Step:
    return Step(
        "dismantler",
        f"完整性检查 {{{code}}}：必备部件齐全",
        f"Completeness of {{{code}}}: every required part is there",
        f"POST {ORDER}/completeness",
        {"code": f"{{{code}}}"},
        holds={f"units[code={{{code}}}].standard": True},
    )


def _ticked(step: str, zh: str, person: int) -> Step:
    who = ("dismantler", "dismantler:2")[person]
    also = ("", "，第二人确认")[person]
    return Step(
        who,
        f"步骤：{zh}{also}",
        f"Step {step}" + (", confirmed by a second person" if person else ""),
        f"POST {ORDER}/steps",
        {"step": step, "camera": "CAM-3"},
    )


def _weighed(code: str, zh: str, net_g: int, waste_code: str | None) -> Step:
    body: dict[str, Any] = {"output_code": code, "gross_g": net_g + 800, "tare_g": 800, "scale": "serial"}
    return Step(
        "dismantler",
        f"过磅：{zh} {net_g} 克",
        f"Weighs {code}: {net_g} g net",
        f"POST {ORDER}/outputs",
        body | ({"waste_code": waste_code} if waste_code else {}),
        201,
    )


DISMANTLING = Chapter(
    "拆解：完整性、步骤、称重、物料平衡",
    "Dismantling: completeness, steps, weighing, mass balance",
    (
        Step(
            "dismantler",
            "开工单，两台冰箱上线",
            "Opens a work order with the two fridges",
            "POST /api/v1/dismantlings",
            {
                "site": "{plant}",
                "group": "FRIDGE",
                "line": "一号线",
                "bench": "3",
                "shift": "早班",
                "units": [{"code": "{fridge}"}, {"code": "{second}"}],
            },
            201,
            {"state": "open", "balance.input_g": 100_000},
            keep={"work_order": "number"},
        ),
        Step(
            "dismantler",
            "什么都没做就想关单：系统说明还差什么",
            "Closing before anything was done: the answer says what is missing",
            f"POST {ORDER}/close",
            status=409,
            holds={"code": "completeness_missing"},
        ),
        _checked("fridge"),
        _checked("second"),
        *(_ticked(step, zh, person) for step, zh, persons in GUIDED for person in range(persons)),
        *(
            Step(
                "dismantler",
                f"回收制冷剂 95 克（{{{code}}}）",
                f"Recovers 95 g of refrigerant from {{{code}}}",
                f"POST {ORDER}/refrigerant",
                {"unit": f"{{{code}}}", "refrigerant": "R134a", "mass_g": 95},
                201,
            )
            for code in ("fridge", "second")
        ),
        *(_weighed(*row) for row in WEIGHED),
        Step(
            "dismantler",
            "实时物料平衡：差 210 克，在 2 % 以内",
            "The live balance: 210 g short, within 2 %",
            f"GET {ORDER}/balance",
            holds={"output_g": 99_790, "missing_g": 210, "verdict": "within"},
        ),
        Step(
            "dismantler",
            "关单：旧机变为材料，材料入库，数字冻结",
            "Closes: the units become materials, the materials stock, the figures freeze",
            f"POST {ORDER}/close",
            holds={"state": "closed", "standard_count": 2},
            key="closing",
        ),
        Step(
            "dismantler",
            "重复关单：同一个答复",
            "Closing again is answered as the first time",
            f"POST {ORDER}/close",
            holds={"state": "closed", "standard_count": 2},
            key="closing",
        ),
        Step("", "对账", "Recount", RECOUNT),
        Step("", "后台折叠计数，再对账：数字不变", "The job folds the counters: no figure moves", FOLD),
        Step("", "对账", "Recount", RECOUNT),
    ),
)


def _line(lot: str, mass_g: int, form: str, packing: str) -> dict[str, Any]:
    return {"lot": lot, "mass_g": mass_g, "form": form, "packing": packing, "packages": 1}


STOCK = Chapter(
    "产物：库存、出售、危险废物转移联单",
    "Outputs: stock, sale, the hazardous-waste manifest",
    (
        Step(
            "dismantler",
            "库存与称重一致",
            "The stock is what was weighed",
            "GET /api/v1/outputs/stock",
            holds={"items[output_code=STEEL].stock_g": 47_000, "items[output_code=PCB].stock_g": 400},
        ),
        Step(
            "dismantler",
            "找到钢铁的批次",
            "Finds the lot of steel",
            "GET /api/v1/outputs/lots?output_code=STEEL",
            keep={"steel": "items.0.number"},
        ),
        Step(
            "dismantler",
            "出售 40 千克钢铁",
            "Sells 40 kg of steel",
            "POST /api/v1/outputs/shipments",
            {
                "site": "{plant}",
                "buyer_name": "山东再生金属有限公司",
                "plate": "鲁P54321",
                "destination": "聊城市东昌府区",
                "lines": [{"lot": "{steel}", "mass_g": 40_000}],
            },
            201,
            {"mass_g": 40_000},
        ),
        Step(
            "dismantler",
            "在库危险废物，最早的在前，距一年期限还有多久",
            "Hazardous waste in store, oldest first, with its one-year limit",
            "GET /api/v1/outputs/ageing",
            holds={"items.#": 2},
            keep={
                "boards": f"items[waste_code={BOARDS}].number",
                "oil": f"items[waste_code={OIL}].number",
            },
        ),
        Step(
            "dismantler",
            "填危险废物转移联单草稿",
            "Drafts the hazardous-waste manifest",
            "POST /api/v1/waste-transfers",
            {
                "site": "{plant}",
                "manifest_number": "{year}3715000001",
                "generator_contact": "王工",
                "generator_phone": "13800138000",
                "carrier_name": "聊城安运物流有限公司",
                "carrier_licence": "371500000001",
                "plate": "鲁P54321",
                "receiver_name": "山东固废处置中心",
                "receiver_licence": "鲁危证01号",
                "receiver_region": "370100",
                "treatment": "R4",
                "lines": [_line("{boards}", 400, "solid", "吨袋"), _line("{oil}", 500, "liquid", "铁桶")],
            },
            201,
            {"state": "draft", "mass_g": 900},
            keep={"manifest": "number"},
        ),
        *(
            Step(
                "dismantler",
                zh,
                en,
                f"POST /api/v1/waste-transfers/{{manifest}}/{verb}",
                body,
                holds={"state": state},
            )
            for verb, state, body, zh, en in (
                ("issue", "issued", None, "签发，此后不能修改", "Signs it; nothing is edited afterwards"),
                (
                    "depart",
                    "departed",
                    None,
                    "启运，接收方五个工作日的时钟开始",
                    "Departs; five working days begin",
                ),
                (
                    "confirm",
                    "confirmed",
                    {"received": [{"seq": 1, "mass_g": 400}, {"seq": 2, "mass_g": 500}]},
                    "接收单位逐项确认",
                    "The receiver confirms every line",
                ),
            )
        ),
    ),
)
