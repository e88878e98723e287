"""Completeness: a unit with a required part missing is dismantled all the same but not counted as 规范拆解.

Integrity rule of 2010 and the practice of fund audits; the lists are reference tables that a
province may override.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradein.reference_values import RequiredPart
from tradein.refusal import Refusal

NOT_COUNTED = "NOT_COUNTED_AS_STANDARD"


class PartUnknown(Refusal):
    """A part that is not on the list of the item type was reported missing."""

    code = "part_unknown"
    zh = "该品类的必备部件清单中没有第 {part} 项。"
    en = "There is no part {part} on the list of required parts of this category."


class MissingReasonMissing(Refusal):
    """A missing part must be explained; the unit leaves the count of standard dismantling."""

    code = "missing_part_reason"
    zh = "缺件须说明原因，该旧机将不计入规范拆解。"
    en = "Please say why parts are missing. The unit will not count as standard dismantling."


@dataclass(frozen=True, slots=True)
class Completeness:
    """The outcome of the check of one unit."""

    missing: tuple[RequiredPart, ...]
    reason: str | None

    @property
    def standard(self) -> bool:
        """Whether the unit counts as 规范拆解."""
        return not any(part.mandatory and part.if_missing == NOT_COUNTED for part in self.missing)


def completeness(parts: Sequence[RequiredPart], missing: Iterable[int], reason: str | None) -> Completeness:
    """Judge a check by the sequence numbers of the missing parts; a missing part needs a reason."""
    known = {part.seq: part for part in parts}
    absent = sorted(set(missing))
    for seq in absent:
        if seq not in known:
            raise PartUnknown("missing", part=seq)
    stated = (reason or "").strip() or None
    if absent and stated is None:
        raise MissingReasonMissing("reason")
    return Completeness(tuple(known[seq] for seq in absent), stated)
