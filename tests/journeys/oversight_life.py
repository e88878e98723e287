"""The part of the life that those answer for who oversee it: the trace, the figures, the public page."""

from tests.journeys.steps import LABEL, RECOUNT, Chapter, Step, figures

LEVELS = (
    ("district_officer", "371502", "区县", "district"),
    ("city_officer", "371500", "市", "city"),
    ("province_officer", "370000", "省", "province"),
)
STEPS_OF_A_FRIDGE = [
    "commissioning",
    "collecting",
    "receiving",
    "inspecting",
    "loading",
    "shipping",
    "arriving",
    "receiving",
    "disassembling",
]

OVERSIGHT = Chapter(
    "监管：全程追溯、三级指标、公开页",
    "Oversight: the full trace, figures at three levels, the public page",
    (
        Step(
            "city_officer",
            "一台冰箱的全程：九个事件，无缺口",
            "One fridge's whole story: nine events, no gap",
            "GET /api/v1/units/{fridge}/trace",
            holds={
                "events.*.step": STEPS_OF_A_FRIDGE,
                "gaps": [],
                "unit.stage": "dismantled",
                "view": "full",
            },
        ),
        *(
            Step(
                role,
                f"{zh}级指标",
                f"The figures of the {en}",
                f"GET /api/v1/oversight/{region}/summary",
                holds=figures(
                    booked_units=3,
                    recovered_units=3,
                    recovered_tonnes=161_500,
                    disassembled_units=2,
                    dismantled_units=2,
                    weight_in_g=100_000,
                    weight_out_g=99_790,
                    weight_gap_g=210,
                    hazardous_g=900,
                    stage__dismantled=2,
                    stage__stored=1,
                    stage__in_transit=0,
                ),
            )
            for role, region, zh, en in LEVELS
        ),
        Step(
            "city_officer",
            "从数字点到明细：拆解的正是这两台",
            "From the number to its rows: exactly these two were taken apart",
            "GET /api/v1/oversight/371500/units?step=disassembling",
            holds={"items.#": 2},
        ),
        Step(
            "recycler_manager",
            "标签再扫一次：公开页已是“已拆解”",
            "The label scanned once more: the public page says dismantled",
            LABEL,
            "/api/v1/labels/{fridge}/sheet.pdf?format=roll60x40",
            shows=("已拆解", "变成了这些材料"),
        ),
        Step(
            "",
            "同一个码的图片也能扫开",
            "The picture of the same code opens it, too",
            LABEL,
            "/obj/{fridge}/qr.png",
            shows=("拆解完成",),
        ),
        Step("", "最后对账", "The last recount", RECOUNT),
    ),
)
