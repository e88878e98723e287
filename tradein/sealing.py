"""Sealing: ONE table of which recorded field is frozen from which step, and who can still have it corrected.

What was recorded is never edited. A correction is an error declaration beside the event and, where data were wrong, a
corrective event. The form, the interface and the auditor read this table and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum

from tradein.lifecycle import Step


class Corrector(StrEnum):
    """Who has a field corrected while it is not sealed."""

    RECORDER = "recorder"
    """The manager of the organisation that recorded it; once another organisation has taken the unit over, only
    with that organisation's approval."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Seal:
    """One field: the steps that record it, from which step on it stands for good, who may correct it before."""

    field: str
    zh: str
    en: str
    recorded_by: frozenset[Step]
    sealed_by: Step | None
    """Once a later event of the unit has this step, the field can no longer be corrected; None: never sealed."""
    corrector: Corrector = Corrector.RECORDER
    why_zh: str = ""
    why_en: str = ""


MOVES = frozenset(Step) - {Step.COMMISSIONING}
WEIGHED = frozenset({Step.COLLECTING, Step.RECEIVING, Step.HOLDING, Step.INSPECTING, Step.DISASSEMBLING})
BIRTH = frozenset({Step.COMMISSIONING})
BALANCED = ("物料平衡以此为依据", "the mass balance rests on it")

SEALS: tuple[Seal, ...] = (
    Seal(
        "code",
        "追溯码",
        "label code",
        BIRTH,
        Step.COMMISSIONING,
        Corrector.NOBODY,
        "换贴新标签,旧标签作废留痕",
        "put on a new label; the old one stays on record as void",
    ),
    Seal(
        "item_type",
        "品类",
        "item type",
        BIRTH,
        Step.COMMISSIONING,
        Corrector.NOBODY,
        "收取前作废重建;收取后由拆解企业另行说明",
        "void and book anew before pick-up",
    ),
    Seal(
        "region",
        "来源区县",
        "district of origin",
        BIRTH,
        Step.COMMISSIONING,
        Corrector.NOBODY,
        "收取前作废重建",
        "void and book anew before pick-up",
    ),
    Seal("weight_g", "重量", "weight", WEIGHED, Step.DISASSEMBLING, Corrector.RECORDER, *BALANCED),
    Seal(
        "price_fen",
        "回收价",
        "price paid",
        frozenset({Step.COLLECTING}),
        Step.DISASSEMBLING,
        Corrector.RECORDER,
        "拆解后不再变动",
        "final once the unit is dismantled",
    ),
    Seal(
        "route",
        "去向",
        "route",
        frozenset({Step.INSPECTING}),
        Step.SHIPPING,
        Corrector.RECORDER,
        "发运后已执行",
        "carried out once shipped",
    ),
    Seal(
        "outputs",
        "拆解产物",
        "outputs",
        frozenset({Step.DISASSEMBLING}),
        None,
        Corrector.RECORDER,
        "拆解工单内的产物在工单上更正",
        "outputs of a work order are corrected on the order",
    ),
    Seal("event_time", "发生时间", "time it happened", MOVES, Step.DISASSEMBLING),
    Seal("reason", "原因说明", "reason", MOVES, None),
)

_BY_FIELD = {seal.field: seal for seal in SEALS}
CORRECTABLE = tuple(seal.field for seal in SEALS if seal.corrector is not Corrector.NOBODY)
"""Fields a correction may name."""


def seal_of(field: str) -> Seal:
    """The line of a field; `KeyError` for one the table does not know."""
    return _BY_FIELD[field]
