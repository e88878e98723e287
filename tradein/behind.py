"""What a figure is counted from: units that stand at a stage, or events of one step, sometimes only some of them."""

from typing import NamedTuple

from tradein.lifecycle import Stage, Step
from tradein.reading import STEP, is_stock
from tradein.refusals.oversight import NoRowsBehind


class Behind(NamedTuple):
    """Units at `stage`, or events of `step`; `only` narrows those to unweighed, standard, material or waste ones."""

    stage: Stage | None = None
    step: Step | None = None
    only: str | None = None


_ROWS = {
    "booked_units": Behind(step=Step.COMMISSIONING),
    "recovered_units": Behind(step=Step.COLLECTING),
    "recovered_tonnes": Behind(step=Step.COLLECTING),
    "paid_fen": Behind(step=Step.COLLECTING),
    "unweighed_share": Behind(step=Step.COLLECTING, only="unweighed"),
    "disassembled_units": Behind(step=Step.DISASSEMBLING),
    "dismantled_units": Behind(step=Step.DISASSEMBLING, only="standard"),
    "dismantle_rate": Behind(step=Step.DISASSEMBLING, only="standard"),
    "weight_in_g": Behind(step=Step.DISASSEMBLING),
    "weight_gap_g": Behind(step=Step.DISASSEMBLING),
    "weight_out_g": Behind(step=Step.DISASSEMBLING, only="material"),
    "materials_kg": Behind(step=Step.DISASSEMBLING, only="material"),
    "hazardous_g": Behind(step=Step.DISASSEMBLING, only="waste"),
}


def rows_behind(figure: str) -> Behind:
    """The rows a figure is counted from; of a ratio, those of its numerator. Raises `NoRowsBehind`."""
    if is_stock(figure):
        return Behind(stage=Stage(figure.removeprefix("stage.")))
    if figure.startswith(STEP):
        return Behind(step=Step(figure.removeprefix(STEP)))
    if figure not in _ROWS:
        raise NoRowsBehind("figure", figure=figure)
    return _ROWS[figure]
