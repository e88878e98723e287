"""Dated price rules: what one jurisdiction pays for one item type, and which rule governs a day.

Prices are the recyclers' own commercial matter; the packaged national table is a reference (参考值,非官方), never an
official tariff. A published rule is superseded by a later one, never edited.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tradein.refusal import Refusal


class Unit(StrEnum):
    """What an adjustment counts in."""

    FEN = "fen"
    PERMILLE = "permille"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A signed change of price: fen, or thousandths of the base price (cut towards zero, never by the reader)."""

    unit: Unit
    amount: int

    def on(self, base_fen: int) -> int:
        """The change in fen for a base price."""
        if self.unit is Unit.FEN:
            return self.amount
        size = abs(base_fen * self.amount) // 1000
        return size if self.amount > 0 else -size

    def __str__(self) -> str:
        return f"{self.amount}‰" if self.unit is Unit.PERMILLE else f"{self.amount} fen"


@dataclass(frozen=True, slots=True)
class Part:
    """What a missing required part takes off; `seq` is its number in the item type's list of required parts."""

    seq: int
    zh: str
    en: str
    adjustment: Adjustment


@dataclass(frozen=True, slots=True)
class PriceRule:
    """One jurisdiction's price of one item type from a day on; `valid_to` is the last day, None is open."""

    region: str
    item_type: str
    valid_from: date
    valid_to: date | None
    base_fen: int
    floor_fen: int
    round_to_fen: int = 1
    yearly_permille: int = 0
    age_cap_permille: int = 1000
    carry_fen: int = 0
    answers: Mapping[tuple[str, str], Adjustment] = field(default_factory=dict)
    parts: Mapping[int, Part] = field(default_factory=dict)
    verified: bool = False
    source: str = ""

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class PriceRuleMissing(Refusal):
    """Nobody has published a price for the item type in force that day."""

    code = "price_rule_missing"
    zh = "该地区暂无 {item_type} 的回收价格，请联系当地回收企业。"
    en = "No price for {item_type} is published for this area. Please ask a local recycler."


def choose_rule(
    rules: Iterable[PriceRule], jurisdictions: Sequence[str], item_type: str, day: date
) -> PriceRule:
    """The rule in force on `day`.

    `jurisdictions` runs from the narrowest to the nation, e.g. `("371502", "371500", "370000", "CN")`; the first that
    has a rule wins, and within it the latest start. Raises `price_rule_missing`.
    """
    fitting = [
        rule
        for rule in rules
        if rule.item_type == item_type and rule.region in jurisdictions and rule.in_force(day)
    ]
    if not fitting:
        raise PriceRuleMissing("item_type", item_type=item_type)
    return max(fitting, key=lambda rule: (-jurisdictions.index(rule.region), rule.valid_from))
