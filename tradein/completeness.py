"""Completeness: a unit with a required part missing is dismantled all the same but not counted as 规范拆解.

Integrity rule of 2010 and the practice of fund audits; the lists are `required_parts.csv` (unverified, overridable).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tradein import packaged
from tradein.refusal import Refusal

class PartUnknown(Refusal):
    """A part that is not on the list of the item type was reported missing."""

    code = "part_unknown"
    zh = "{item_type} 的必备部件清单中没有“{part}”。"
    en = "'{part}' is not on the list of required parts of {item_type}."


class MissingReasonMissing(Refusal):
    """A missing part must be explained; the unit leaves the count of standard dismantling."""

    code = "missing_part_reason"
    zh = "缺件须说明原因,该旧机将不计入规范拆解。"
    en = "Please say why parts are missing. The unit will not count as standard dismantling."


@dataclass(frozen=True, slots=True)
class RequiredPart:
    """One part a complete unit has; `seq` names it within its list."""

    checklist: str
    seq: int
    name_zh: str
    mandatory: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """The outcome of the check of one unit."""

    missing: tuple[RequiredPart, ...]
    reason: str | None

    @property
    def standard(self) -> bool:
        """Whether the unit counts as 规范拆解."""
        return not any(part.mandatory for part in self.missing)


@cache
def parts_of(item_type: str) -> tuple[RequiredPart, ...]:
    """The required parts of an item type; empty where the catalogue asks for none."""
    effects = _narrowing(item_type)
    return tuple(
        RequiredPart(
            row["checklist_code"],
            int(row["seq"]),
            row["part_zh"],
            _counts(row) and effects.get((row["checklist_code"], row["seq"])) != "optional",
            row["verified"] == "1",
        )
        for row in packaged.rows("required_parts.csv")
        if item_type in row["item_types"].split("|")
        and effects.get((row["checklist_code"], row["seq"])) != "excluded"
    )


@cache
def _narrowing(item_type: str) -> Mapping[tuple[str, str], str]:
    """Parts of a shared list that this item type cannot have, or may lack (`required_part_scope.csv`)."""
    return {
        (row["checklist_code"], row["seq"]): row["effect"]
        for row in packaged.rows("required_part_scope.csv")
        if row["item_type"] == item_type
    }


def _counts(row: Mapping[str, str]) -> bool:
    return row["mandatory"] == "1" and row["if_missing"] == "NOT_COUNTED_AS_STANDARD"


def completeness(item_type: str, missing: Iterable[int], reason: str | None) -> Completeness:
    """Judge a check by the sequence numbers of the missing parts; a missing part needs a reason."""
    known = {part.seq: part for part in parts_of(item_type)}
    absent = sorted(set(missing))
    for seq in absent:
        if seq not in known:
            raise PartUnknown("missing", item_type=item_type, part=seq)
    stated = (reason or "").strip() or None
    if absent and stated is None:
        raise MissingReasonMissing("reason", item_type=item_type)
    return Completeness(tuple(known[seq] for seq in absent), stated)
