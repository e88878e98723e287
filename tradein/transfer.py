"""Hazardous waste transfers (危险废物转移联单): states as one table, what issuing needs, and when confirmation is due.

《危险废物转移管理办法》(令第23号): one manifest per vehicle trip and origin; the receiver confirms within five working
days; crossing a province needs an approval; a difference is told to the sender and reported, not edited away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tradein.refusals.transfer import (
    ApprovalMissing,
    ReceivedDiffers,
    ReceivedIncomplete,
    TransferFieldMissing,
    TransferStateWrong,
)
from tradein.tolerance import Tolerance
from tradein.waste import ManifestMalformed, ManifestNumber, manifest_number


class TransferState(StrEnum):
    """Where a transfer stands."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    ISSUED = "issued"
    VOIDED = "voided"
    DEPARTED = "departed"
    CONFIRMED = "confirmed"
    MISMATCHED = "mismatched"


class TransferAction(StrEnum):
    """What can be done to a transfer; the words are also the API's."""

    EDIT = "edit"
    DISCARD = "discard"
    ISSUE = "issue"
    VOID = "void"
    DEPART = "depart"
    CONFIRM = "confirm"
    MISMATCH = "mismatch"
    CORRECT = "correct"


_S, _A = TransferState, TransferAction
TABLE: Mapping[tuple[TransferState, TransferAction], TransferState] = {
    (_S.DRAFT, _A.EDIT): _S.DRAFT,
    (_S.DRAFT, _A.DISCARD): _S.DISCARDED,
    (_S.DRAFT, _A.ISSUE): _S.ISSUED,
    (_S.ISSUED, _A.VOID): _S.VOIDED,
    (_S.ISSUED, _A.DEPART): _S.DEPARTED,
    (_S.DEPARTED, _A.CONFIRM): _S.CONFIRMED,
    (_S.DEPARTED, _A.MISMATCH): _S.MISMATCHED,
    # After issue nothing is edited; a correction stands beside the record and names what it corrects.
    (_S.ISSUED, _A.CORRECT): _S.ISSUED,
    (_S.DEPARTED, _A.CORRECT): _S.DEPARTED,
    (_S.CONFIRMED, _A.CORRECT): _S.CONFIRMED,
    (_S.MISMATCHED, _A.CORRECT): _S.MISMATCHED,
}

PRIVATE_STATES = frozenset({TransferState.DRAFT, TransferState.DISCARDED})
"""Seen by their author alone."""

NEEDED = (
    "manifest_number",
    "generator_contact",
    "generator_phone",
    "carrier_name",
    "carrier_licence",
    "plate",
    "receiver_name",
    "receiver_licence",
    "receiver_region",
    "treatment",
)
"""What must be filled in before a transfer is issued; the words are fields of the API."""

CORRECTABLE = frozenset(
    {
        "carrier_name",
        "carrier_licence",
        "plate",
        "driver",
        "escort",
        "receiver_name",
        "receiver_licence",
        "receiver_address",
        "treatment",
        "generator_contact",
        "generator_phone",
    }
)


class Form(StrEnum):
    """Physical form (形态)."""

    SOLID = "solid"
    SEMI_SOLID = "semi_solid"
    LIQUID = "liquid"
    GAS = "gas"


def next_state(state: TransferState, action: TransferAction) -> TransferState:
    """The state an action leads to; raises `transfer_state_wrong`."""
    following = TABLE.get((state, action))
    if following is None:
        raise TransferStateWrong(None, state=state.value, action=action.value)
    return following


def judge_issue(filled: Mapping[str, str | None], lines: int, origin: str, today: date) -> ManifestNumber:
    """The manifest number of a complete draft; `origin` is the plant's district.

    Raises `transfer_field_missing`, `manifest_malformed`, `approval_missing`.
    """
    for name in NEEDED:
        if not filled.get(name):
            raise TransferFieldMissing(name, name=name)
    if lines == 0:
        raise TransferFieldMissing("lines", name="lines")
    number = manifest_number(filled["manifest_number"] or "", {origin[:4]}, today)
    if number.year != today.year:
        raise ManifestMalformed("manifest_number", fault="year")
    crosses = (filled["receiver_region"] or "")[:2] != origin[:2]
    if crosses and not filled.get("approval_number"):
        raise ApprovalMissing("approval_number")
    return number


@dataclass(frozen=True, slots=True)
class Sent:
    """One line as it left."""

    seq: int
    mass_g: int


def judge_received(sent: Sequence[Sent], received: Mapping[int, int], tolerance: Tolerance) -> None:
    """Confirmation means that every line arrived as sent; otherwise the receiver declares a mismatch."""
    if {line.seq for line in sent} != received.keys():
        raise ReceivedIncomplete("received")
    for line in sent:
        if not tolerance.holds(line.mass_g, received[line.seq]):
            facts = {"seq": line.seq, "sent_g": line.mass_g, "received_g": received[line.seq]}
            raise ReceivedDiffers("received", **facts)


def overdue(state: TransferState, due_on: date | None, today: date) -> bool:
    """Whether the receiver's confirmation is late."""
    return state is TransferState.DEPARTED and due_on is not None and due_on < today
