"""Sealing: ONE table of which recorded field is frozen from which step, and who can still have it corrected.

What was recorded is never edited. A correction is an error declaration beside the event and, where data were wrong, a
corrective event. Once another organisation has recorded a later step, and so counter-signed, whatever is still open
needs that organisation's approval. The form, the interface and the auditor read this table and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum

from tradein.lifecycle import Step


class Corrector(StrEnum):
    """Who decides about a correction; it is declared by a manager of the organisation that recorded the field."""

    RECORDER = "recorder"
    COUNTER_PARTY = "counter_party"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Seal:
    """One field: the steps that record it, from which step on it stands for good, who may correct it before."""

    field: str
    zh: str
    en: str
    recorded_by: frozenset[Step]
    sealed_by: tuple[Step, ...]
    """Once a later event of the unit has one of these steps, the field stands for good; none: it never does."""
    corrector: Corrector = Corrector.RECORDER
    why_zh: str = ""
    why_en: str = ""

    @property
    def once_signed(self) -> Corrector:
        """Who decides once another organisation has recorded a later step of the unit."""
        return Corrector.NOBODY if self.corrector is Corrector.NOBODY else Corrector.COUNTER_PARTY


MOVES = frozenset(Step) - {Step.COMMISSIONING}
BIRTH = frozenset({Step.COMMISSIONING})
PAID = frozenset({Step.COLLECTING, Step.RETAIL_SELLING})
LAST = (Step.DISASSEMBLING, Step.RETAIL_SELLING)
AGAIN = ("撤销最后一条记录后重新扫码", "take the last record back and scan again")
BALANCED = ("物料平衡以此为依据", "the mass balance rests on it")

SEALS: tuple[Seal, ...] = (
    Seal(
        "code",
        "追溯码",
        "label code",
        BIRTH,
        (),
        Corrector.NOBODY,
        "换贴新标签，旧标签作废留痕",
        "put on a new label; the old one stays on record as void",
    ),
    Seal(
        "item_type",
        "品类",
        "item type",
        BIRTH,
        (),
        Corrector.NOBODY,
        "收取前作废重建",
        "void and book anew before pick-up",
    ),
    Seal(
        "region",
        "来源区县",
        "district of origin",
        BIRTH,
        (),
        Corrector.NOBODY,
        "收取前作废重建",
        "void and book anew before pick-up",
    ),
    Seal("weight_g", "重量", "weight", frozenset(Step), LAST, Corrector.RECORDER, *BALANCED),
    Seal(
        "price_fen",
        "回收价",
        "price paid",
        PAID,
        LAST,
        Corrector.RECORDER,
        "拆解或售出后不再变动",
        "final once the unit is dismantled or sold",
    ),
    Seal(
        "route",
        "去向",
        "route",
        frozenset({Step.INSPECTING}),
        (Step.SHIPPING, Step.REPAIRING),
        Corrector.RECORDER,
        "发运后已执行",
        "carried out once shipped",
    ),
    Seal(
        "outputs",
        "拆解产物",
        "outputs",
        frozenset({Step.DISASSEMBLING}),
        (),
        Corrector.RECORDER,
        "按扫码规则重新核对；库存差异以盘点更正",
        "checked as at capture; differences in stock are corrected by a count",
    ),
    Seal("reason", "原因说明", "reason", MOVES, ()),
    Seal(
        "photos",
        "照片",
        "photos",
        MOVES,
        (),
        Corrector.NOBODY,
        "照片是证据，只能随新记录补充",
        "photos are evidence; later records may bring more",
    ),
    Seal("site", "站点", "site", MOVES, (), Corrector.NOBODY, *AGAIN),
    Seal("load", "装载单", "load", MOVES, (), Corrector.NOBODY, *AGAIN),
    Seal("event_time", "发生时间", "time it happened", MOVES, LAST),
)

_BY_FIELD = {seal.field: seal for seal in SEALS}
CORRECTABLE = tuple(seal.field for seal in SEALS if seal.corrector is not Corrector.NOBODY)
"""Fields a correction may name."""


def seal_of(field: str) -> Seal:
    """The line of a field; `KeyError` for one the table does not know."""
    return _BY_FIELD[field]
