"""What a scan says, what the platform already knows, and what follows: the frozen values of the capture path.

Named tuples, because a batch of 1,000 builds thousands of them: they are immutable and cheap.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self
from uuid import UUID

from tradein.lifecycle import Stage, Step

COARSE_E6 = 10_000
"""A hundredth of a degree, about a kilometre: tells the district and nobody's door."""


class Geo(NamedTuple):
    """Roughly where a scan was made: micro-degrees WGS 84, in hundredths of a degree; accuracy as told, in metres.

    A finer position at a door is where a consumer lives, and a day of them is where a collector went (PIPL art. 6, 28).
    Events are kept for ever, so it is made coarse before anything is recorded.
    """

    lat_e6: int
    lon_e6: int
    accuracy_m: int | None = None

    @classmethod
    def coarse(cls, lat_e6: int, lon_e6: int, accuracy_m: int | None = None) -> Self:
        """What is kept of a position as a phone tells it, in micro-degrees."""
        return cls(round(lat_e6 / COARSE_E6) * COARSE_E6, round(lon_e6 / COARSE_E6) * COARSE_E6, accuracy_m)


class ScanOutput(NamedTuple):
    """One material of a dismantled unit: output code, net grams, national waste code when hazardous."""

    output_code: str
    mass_g: int
    waste_code: str | None = None


class Discrepancy(NamedTuple):
    """One unit of a load that did not arrive as listed."""

    code: str
    kind: str
    """`missing`, `refused`, `damaged` or `unexpected`."""
    weight_g: int | None = None
    reason: str | None = None
    unweighed: str | None = None
    """Why a refused unit has no weight."""

    def __repr__(self) -> str:
        """What replays are recognised by (`Scan.fingerprint`): a word nobody said leaves the others as they were."""
        said = self._asdict()
        if self.unweighed is None:
            del said["unweighed"]
        return f"Discrepancy({', '.join(f'{name}={value!r}' for name, value in said.items())})"


class Scan(NamedTuple):
    """One captured observation, as its sender reports it."""

    event_id: UUID
    code: str
    step: Step
    event_time: datetime
    site: str | None = None
    weight_g: int | None = None
    geo: Geo | None = None
    load: str | None = None
    photos: tuple[str, ...] = ()
    handover_code: str | None = None
    reason: str | None = None
    outputs: tuple[ScanOutput, ...] = ()
    item_type: str | None = None
    region: str | None = None
    replaces: str | None = None
    price_fen: int | None = None
    route: str | None = None
    device: UUID | None = None
    device_seq: int | None = None
    exceptions: tuple[Discrepancy, ...] = ()
    counted: int | None = None
    """How many units were counted when a load is scanned as a whole."""
    order_id: UUID | None = None
    facts: Mapping[str, Any] | None = None

    def fingerprint(self) -> bytes:
        """16 bytes that tell a replay from another content under the same event id.

        Times are left out: the platform corrects skewed device clocks, so a replay may carry another time.
        """
        said = (self.code, self.step.value, self.site, self.weight_g, self.load, self.photos, self.outputs)
        more = (self.reason, self.item_type, self.region, self.replaces, self.price_fen, self.route)
        whole = (self.exceptions, self.counted, sorted((self.facts or {}).items()))
        return hashlib.blake2b(repr(said + more + whole).encode(), digest_size=16).digest()


def work_order_of(scan: Scan) -> str | None:
    """The number of the work order that speaks through the scan; only its closing makes such scans."""
    return scan.facts.get("work_order") if scan.facts else None


REFUSED = "refused"
"""The exception by which a load's destination turns a unit away."""
REFUSAL_MARK = f"{REFUSED}: "
"""How the hold reason of a unit that its destination refused begins; nobody else may write it."""
OFFICIAL = "official: "
"""How the reason of a hold placed by an officer begins."""


def marks_refusal(reason: str | None) -> bool:
    """Whether a hold's reason says that the destination turned the unit away; older rows have the bare word."""
    return reason == REFUSED or (reason or "").startswith(REFUSAL_MARK)


class UnitState(NamedTuple):
    """A unit's row: the projection of its events."""

    id: UUID
    code: str
    item_type: str
    district: str
    order_id: UUID | None
    stage: Stage
    on_hold: bool
    hold_reason: str | None
    seq: int
    holder_id: UUID | None
    site_id: UUID | None
    load_id: UUID | None
    route: str | None
    weight_g: int | None
    agreed_fen: int | None
    stage_since: datetime
    last_event_time: datetime
    created_at: datetime

    def known(self) -> dict[str, object]:
        """What the server knows, for the person who must sort out a conflict. No personal data."""
        return {"stage": self.stage.value, "since": self.stage_since.isoformat(), "seq": self.seq}

    def turned_away(self) -> bool:
        """Whether the destination refused the unit."""
        return marks_refusal(self.hold_reason)

    def held_officially(self) -> bool:
        """Whether an officer placed the hold."""
        return self.on_hold and (self.hold_reason or "").startswith(OFFICIAL)


class LabelState(NamedTuple):
    """What a code is: reserved to whom, bound to which unit, or void."""

    code: str
    state: str
    organisation_id: UUID | None
    unit_id: UUID | None
    replaced_by: str | None


class OrderState(NamedTuple):
    """The order behind a booked unit, as far as the door needs it."""

    id: UUID
    handover_hash: bytes | None
    handover_tries: int
    recycler_id: UUID | None
    collector_id: UUID | None
    booked_by_id: UUID | None = None
    """The organisation that booked on its own account."""


class LoadState(NamedTuple):
    """A vehicle- or pallet-load."""

    id: UUID
    code: str
    state: str
    origin_id: UUID
    destination_site_id: UUID
    destination_id: UUID


class DeviceState(NamedTuple):
    """An enrolled device and how far its sequence has been taken in without a gap (None: nothing came yet)."""

    organisation_id: UUID
    revoked_at: datetime | None
    next_seq: int | None
    version: int | None
    """Counts the batches that touched the row: two that changed nothing visible must still notice each other."""


class SiteFacts(NamedTuple):
    """A site a scan may name, with the licence that lets a dismantler work there."""

    id: UUID
    code: str
    organisation_id: UUID
    region: str
    kind: str
    licence_valid_to: date | None


class Outcome(StrEnum):
    """The verdict on one scan."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    HELD = "held"


class Event(NamedTuple):
    """One appended row: what, when, where, who, why."""

    unit_id: UUID
    seq: int
    event_id: UUID
    step: Step
    from_stage: Stage | None
    to_stage: Stage
    event_time: datetime
    record_time: datetime
    organisation_id: UUID | None
    account_id: UUID | None
    device_id: UUID | None
    device_seq: int | None
    site_id: UUID | None
    place: str
    load_id: UUID | None
    weight_g: int | None
    price_fen: int | None
    item_type: str
    district: str
    reason: str | None
    photos: tuple[str, ...]
    flags: tuple[str, ...]
    lat_e6: int | None
    lon_e6: int | None
    fingerprint: bytes
    outputs: tuple[ScanOutput, ...] = ()
    facts: Mapping[str, Any] | None = None
    corrects_seq: int | None = None
    """An error declaration repeats the event with this sequence and takes it back."""
    stands_for: int | None = None
    """A corrective event takes the place of the event with this sequence in its unit's story."""


class LoadEvent(NamedTuple):
    """What happened to a load as a whole."""

    load_id: UUID
    event_id: UUID
    step: Step
    event_time: datetime
    record_time: datetime
    organisation_id: UUID | None
    account_id: UUID | None
    listed: int
    confirmed: int
    weight_g: int | None
    exceptions: tuple[dict[str, object], ...]
    flags: tuple[str, ...]
    fingerprint: bytes


class Known(NamedTuple):
    """An event that was recorded before under the id a scan brings."""

    unit_id: UUID
    seq: int
    to_stage: Stage
    record_time: datetime
    flags: tuple[str, ...]
    fingerprint: bytes
    unit_code: str
    """The code as it was scanned; a unit answers to every label it ever wore."""


class Kept(NamedTuple):
    """A scan that was kept before under the id a scan brings: waiting, in conflict, or settled by a person."""

    state: str
    organisation_id: UUID | None
    refusal: str
    field: str | None
    facts: Mapping[str, Any] | None


class Verdict(NamedTuple):
    """The answer to one scan; a replay of an applied scan answers with the same facts."""

    event_id: UUID
    outcome: Outcome
    unit_code: str | None = None
    stage: Stage | None = None
    seq: int | None = None
    recorded_at: datetime | None = None
    flags: tuple[str, ...] = ()
    refusal: str | None = None
    field: str | None = None
    facts: Mapping[str, Any] | None = None
