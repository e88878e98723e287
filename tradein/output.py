"""What may come out of an old appliance: output codes by item type, and which of them are hazardous waste.

Key outputs and their usual masses come from `key_outputs.csv` (reference values, not official); bulk materials that
any appliance may yield come from `common_outputs.csv`. A waste code is `AAA-BBB-CC` of 国家危险废物名录(2025年版).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Protocol

from tradein import packaged
from tradein.refusals.scan import ScanRefusal

REFRIGERANT = "REFRIGERANT"
MOST_GRAMS = 100_000_000
"""One weighing or line of 100 t is a slip of the finger."""


class WasteRule(StrEnum):
    """Whether an output carries a national waste code."""

    NEVER = "never"
    ALWAYS = "always"
    SOMETIMES = "sometimes"
    """Only some pieces are hazardous: a backlight with mercury is, one of LEDs is not."""


SOMETIMES_HAZARDOUS: dict[str, frozenset[str]] = {
    "BACKLIGHT": frozenset({"900-023-29"}),
    "LAMP": frozenset({"900-023-29"}),
    # Panel glass alone is free of lead; mixed or funnel glass is not.
    "CRT_GLASS": frozenset({"900-044-49"}),
    # Local practice differs between this code and general solid waste.
    "TONER_CARTRIDGE": frozenset({"900-299-12"}),
    "WASTE_GREASE": frozenset({"900-249-08"}),
    # Nickel-cadmium cells are listed, lithium cells are not.
    "BATTERY": frozenset({"900-044-49"}),
}


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One kind of output an item type may yield; `typical_g` is a reference value for one unit, None if unknown."""

    code: str
    name_zh: str
    name_en: str
    key: bool
    rule: WasteRule
    waste_codes: frozenset[str]
    typical_g: int | None


class Weighed(Protocol):
    """Anything weighed as an output: a bench weighing or the output of a scan."""

    @property
    def output_code(self) -> str: ...
    @property
    def mass_g(self) -> int: ...
    @property
    def waste_code(self) -> str | None: ...


class OutputUnknown(ScanRefusal):
    """The item type never yields this output."""

    code = "output_unknown"
    zh = "{item_type} 不会产生拆解产物 {output_code}，请从该品类的产物清单中选择。"
    en = "{item_type} does not yield {output_code}. Choose from the outputs of its category."


class OutputsMissing(ScanRefusal):
    """Nothing was weighed."""

    code = "outputs_missing"
    zh = "还没有称重任何拆解产物。"
    en = "No output has been weighed yet."


class OutputWeightless(ScanRefusal):
    """An output of nothing: what did not come out is left out."""

    code = "output_weightless"
    zh = "拆解产物 {output_code} 的重量须大于 0 克；没有产出的，请删去这一行。"
    en = "Output {output_code} must weigh more than 0 g. Leave the line out if nothing came out."


class WasteCodeMissing(ScanRefusal):
    """A hazardous output came without its national waste code (固废法 Art. 77 ff.)."""

    code = "waste_code_missing"
    zh = "{output_code} 属于危险废物，必须填写废物代码（{allowed}）。"
    en = "{output_code} is hazardous waste and needs its waste code ({allowed})."


class WasteCodeNotInForce(ScanRefusal):
    """The waste code is not in the catalogue edition in force that day."""

    code = "waste_code_not_in_force"
    zh = "废物代码 {waste_code} 不在国家危险废物名录现行版本中。"
    en = "Waste code {waste_code} is not in the catalogue edition in force."


class WasteCodeWrong(ScanRefusal):
    """The waste code exists, but not for this output."""

    code = "waste_code_wrong"
    zh = "废物代码 {waste_code} 不适用于 {output_code}。"
    en = "Waste code {waste_code} does not apply to {output_code}."


class RefrigerantReasonMissing(ScanRefusal):
    """A refrigerant-bearing unit yielded none and nobody said why (消耗臭氧层物质管理条例)."""

    code = "refrigerant_reason_missing"
    zh = "未回收到制冷剂，请说明原因。"
    en = "No refrigerant was recovered. Please give the reason."


@cache
def kinds_of(item_type: str) -> Mapping[str, OutputKind]:
    """Every output this item type may yield, by code; key outputs first."""
    key = {
        row["output_code"]: _key_kind(row)
        for row in packaged.rows("key_outputs.csv")
        if row["item_type"] == item_type
    }
    return key | {code: kind for code, kind in _common().items() if code not in key}


@cache
def _common() -> Mapping[str, OutputKind]:
    return {
        row["output_code"]: OutputKind(
            row["output_code"],
            row["output_zh"],
            row["output_en"],
            key=False,
            rule=WasteRule(row["waste_code_rule"]),
            waste_codes=_codes(row["hw_code"]),
            typical_g=None,
        )
        for row in packaged.rows("common_outputs.csv")
    }


def _key_kind(row: Mapping[str, str]) -> OutputKind:
    code = row["output_code"]
    sometimes = SOMETIMES_HAZARDOUS.get(code)
    rule = WasteRule.SOMETIMES if sometimes else WasteRule.ALWAYS if row["hw_code"] else WasteRule.NEVER
    return OutputKind(
        code,
        row["output_zh"],
        _english().get(code) or code.replace("_", " ").capitalize(),
        key=row["is_key"] == "1",
        rule=rule,
        waste_codes=sometimes or _codes(row["hw_code"]),
        typical_g=round(float(row["kg_typ"]) * 1000) if row["kg_typ"] else None,
    )


@cache
def _english() -> Mapping[str, str]:
    """English names of outputs; the table of key outputs has Chinese ones only."""
    return {row["key"]: row["name_en"] for row in packaged.rows("names_en.csv") if row["kind"] == "output"}


def _codes(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) if cell else frozenset()


@cache
def hazardous_wastes() -> Mapping[str, Mapping[str, str]]:
    """Rows of the national hazardous waste table by code."""
    return {row["code"]: row for row in packaged.rows("hazardous_wastes.csv")}


def waste_code_in_force(waste_code: str, day: date) -> bool:
    """Whether the catalogue edition in force on that day lists the code."""
    row = hazardous_wastes().get(waste_code)
    return row is not None and date.fromisoformat(row["valid_from"]) <= day


def bears_refrigerant(item_type: str) -> bool:
    """Whether refrigerant must be recovered before anything else is cut."""
    return REFRIGERANT in kinds_of(item_type)


def judge_output(item_type: str, weighed: Weighed, day: date) -> OutputKind:
    """The kind of a weighed output, or a refusal naming what is wrong with its code or its waste code."""
    kind = kinds_of(item_type).get(weighed.output_code)
    if kind is None:
        raise OutputUnknown("output_code", item_type=item_type, output_code=weighed.output_code)
    judge_waste_code(kind, weighed.waste_code, day)
    return kind


def judge_waste_code(kind: OutputKind, waste_code: str | None, day: date) -> None:
    """Refuse a hazardous output without a code, a code not in force, or the code of another waste."""
    if waste_code is None:
        if kind.rule is WasteRule.ALWAYS:
            allowed = sorted(kind.waste_codes)
            raise WasteCodeMissing("waste_code", output_code=kind.code, allowed=allowed)
        return
    if not waste_code_in_force(waste_code, day):
        raise WasteCodeNotInForce("waste_code", waste_code=waste_code)
    if waste_code not in kind.waste_codes:
        raise WasteCodeWrong("waste_code", waste_code=waste_code, output_code=kind.code)


def judge_refrigerant(item_type: str, recovered_g: int, reason: str | None) -> None:
    """Zero recovered needs a reason where the item type bears refrigerant."""
    if bears_refrigerant(item_type) and recovered_g == 0 and not (reason or "").strip():
        raise RefrigerantReasonMissing("reason", item_type=item_type)


def recovered_g(outputs: Iterable[Weighed]) -> int:
    """Grams of refrigerant among the outputs."""
    return sum(output.mass_g for output in outputs if output.output_code == REFRIGERANT)
