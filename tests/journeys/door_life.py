"""The part of the life that happens at the door, most of it without network."""

from tests.journeys.steps import RECOUNT, SCANS, Chapter, Step, batch, figures, scan, verdicts

PHOTO = "5f" * 32
HERE = {"lat": 36.456, "lon": 115.985, "accuracy_m": 12}

DOOR_1 = scan(
    "door 1", "{fridge}", "collecting", weight_g=52_300, photos=[PHOTO], handover_code="{code}", geo=HERE,
    device="{device}", device_seq=1,
)  # fmt: skip
DOOR_2 = scan(
    "door 2", "{second}", "collecting", weight_g=47_800, photos=[PHOTO], handover_code="{proxy_code}", geo=HERE,
    device="{device}", device_seq=2,
)  # fmt: skip
DOOR_3 = scan(
    "door 3", "{washer}", "commissioning", item_type="WASHER_DRUM", region="371502", price_fen=3_000,
    device="{device}", device_seq=3,
)  # fmt: skip
DOOR_4 = scan(
    "door 4", "{washer}", "collecting", weight_g=61_000, photos=[PHOTO], geo=HERE, device="{device}", device_seq=4,
)  # fmt: skip

AT_THE_DOOR = Chapter(
    "上门：改价、交接码、离线扫码",
    "At the door: a new price, the hand-over code, scans made offline",
    (
        Step(
            "recycler_staff",
            "冰箱比描述的旧：回收员附照片提出新价，等消费者答复",
            "The fridge is older than stated: the collector proposes a price with a photo and waits for the answer",
            "POST /api/v1/orders/{order}/requote",
            {
                "position": 1,
                "reason": "age_differs",
                "price_fen": 5_000,
                "photos": [PHOTO],
                "note": "2014年产",
            },
            holds={"price_fen": "{promised}"},
        ),
        Step(
            "consumer",
            "消费者在自己的手机上同意",
            "The consumer agrees on their own screen",
            "POST /api/v1/orders/{order}/requote/consent",
            {"decision": "accept"},
            holds={"price_fen": 5_000},
        ),
        Step(
            "consumer",
            "交接码只有消费者看得到",
            "Only the consumer sees the hand-over code",
            "GET /api/v1/orders/{order}",
            holds={"handover.locked": False},
            keep={"code": "handover.code"},
        ),
        Step(
            "community_worker",
            "代约单的交接码由代办人转告",
            "The proxy reads the code of the neighbour's booking to them",
            "GET /api/v1/orders/{proxy_order}",
            keep={"proxy_code": "handover.code"},
        ),
        Step(
            "recycler_staff",
            "交接码输错：不算交接，剩余次数如实告知",
            "A wrong hand-over code hands nothing over; the tries that are left are told",
            SCANS,
            batch(
                scan(
                    "wrong", "{fridge}", "collecting", weight_g=52_300, photos=[PHOTO], handover_code="000000"
                )
            ),
            holds={
                **verdicts("rejected"),
                "verdicts.0.refusal": "handover_wrong",
                "verdicts.0.facts.tries_left": 4,
            },
        ),
        Step(
            "recycler_staff",
            "楼道没有信号，四次扫码存在手机里；恢复后第 4、3 号先到：服务器留存等待",
            "No signal in the stairwell: four scans wait in the handset, and numbers 4 and 3 arrive first and are kept",
            SCANS,
            batch(DOOR_4, DOOR_3),
            holds={**verdicts("held", "held"), "verdicts.0.refusal": "device_gap"},
        ),
        Step("", "对账", "Recount", RECOUNT),
        Step(
            "recycler_staff",
            "第 2、1 号补到：四次全部按序生效",
            "Numbers 2 and 1 follow: all four take effect in their own order",
            SCANS,
            batch(DOOR_2, DOOR_1),
            holds={**verdicts("applied", "applied"), "verdicts.1.stage": "collected", "verdicts.1.flags": []},
        ),
        Step(
            "recycler_staff",
            "整批重发（顺序又不同）：全部答复“重复”，什么都没有多算",
            "The whole batch is sent again in yet another order: all duplicates, nothing counted twice",
            SCANS,
            batch(DOOR_3, DOOR_1, DOOR_4, DOOR_2),
            holds=verdicts(*["duplicate"] * 4),
        ),
        Step("", "对账", "Recount", RECOUNT),
        Step(
            "consumer",
            "订单自动变为已收取",
            "The booking has become collected by itself",
            "GET /api/v1/orders/{order}",
            holds={"state": "collected", "price_fen": 5_000, "units.0.stage": "collected"},
        ),
        Step(
            "district_officer",
            "区县即刻看到三台、161.1 千克",
            "The district sees three units and 161.1 kg at once",
            "GET /api/v1/oversight/371502/summary",
            holds=figures(recovered_units=3, recovered_tonnes=161_100, unweighed_share=0, stage__collected=3),
        ),
    ),
)
