"""What a batch is judged on and what it leads to: everything known that its scans point to, and every change."""

from dataclasses import dataclass, field
from uuid import UUID

from tradein.actor import Actor
from tradein.ground import Sighting
from tradein.lifecycle import Step
from tradein.repeat import STEPS
from tradein.scan import (
    DeviceState,
    Event,
    Kept,
    Known,
    LabelState,
    LoadEvent,
    LoadState,
    OrderState,
    Scan,
    UnitState,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A scan in line, with the actor who sent it."""

    scan: Scan
    actor: Actor


@dataclass(slots=True)
class Knowledge:
    """What the platform knows about everything a batch points to; moves along while the batch is judged."""

    labels: dict[str, LabelState] = field(default_factory=dict)
    units: dict[UUID, UnitState] = field(default_factory=dict)
    orders: dict[UUID, OrderState] = field(default_factory=dict)
    loads: dict[str, LoadState] = field(default_factory=dict)
    load_codes: dict[UUID, str] = field(default_factory=dict)
    known: dict[UUID, Known] = field(default_factory=dict)
    known_loads: dict[UUID, tuple[Verdict, bytes]] = field(default_factory=dict)
    """Verdicts and fingerprints of load events that were recorded before."""
    devices: dict[UUID, DeviceState] = field(default_factory=dict)
    spent: dict[tuple[UUID, int], UUID] = field(default_factory=dict)
    """Events recorded under a device's sequence number."""
    kept: dict[UUID, Kept] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    benches: dict[UUID, str] = field(default_factory=dict)
    """Units on open work orders; read only where a scan takes units apart."""
    earlier: dict[tuple[UUID, Step], Known] = field(default_factory=dict)
    """What units have behind them in the stage they are in, of the steps that may be repeated."""

    def learn_load(self, load: LoadState) -> None:
        """Know a load, or know it anew after it moved."""
        self.loads[load.code] = load
        self.load_codes[load.id] = load.code

    def learn_event(self, scan: Scan, known: Known) -> None:
        """Know that a scan is recorded."""
        self.known[scan.event_id] = known
        if scan.device is not None and scan.device_seq is not None:
            self.spent[scan.device, scan.device_seq] = scan.event_id

    def learn_step(self, event: Event, known: Known) -> None:
        """Know that a unit has a step behind it; a new stage is a new stay."""
        if event.from_stage is not event.to_stage:
            for step in STEPS if self.earlier else ():
                self.earlier.pop((event.unit_id, step), None)
        elif event.step in STEPS:
            self.earlier[event.unit_id, event.step] = known

    def unit_of(self, code: str | None) -> UnitState | None:
        """The unit that wears or wore a label."""
        label = self.labels.get(code) if code else None
        return self.units.get(label.unit_id) if label and label.unit_id else None

    def sighting(self, scan: Scan) -> Sighting:
        """The scan beside everything it points to."""
        unit = self.unit_of(scan.replaces or scan.code)
        aboard = self.load_codes.get(unit.load_id) if unit and unit.load_id else None
        return Sighting(
            scan=scan,
            label=self.labels.get(scan.code),
            unit=unit,
            order=self.orders.get(unit.order_id) if unit and unit.order_id else None,
            load=self.loads.get(scan.load) if scan.load else None,
            aboard=self.loads.get(aboard) if aboard else None,
            former=self.labels.get(scan.replaces) if scan.replaces else None,
            bench=self.benches.get(unit.id) if unit and self.benches else None,
            earlier=self.earlier.get((unit.id, scan.step)) if unit and self.earlier else None,
        )

    def next_seq(self, device: UUID) -> int:
        """The sequence number that is due from a device."""
        known = self.devices.get(device)
        return (known.next_seq or 1) if known else 1


@dataclass(slots=True)
class Pending:
    """A scan to keep: held until its predecessor arrives, or in conflict until a person has looked at it."""

    scan: Scan
    actor: Actor
    verdict: Verdict
    unit_id: UUID | None = None


@dataclass(slots=True)
class Decisions:
    """What a batch changes; the ledger writes it in one statement."""

    verdicts: dict[UUID, Verdict] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    units: dict[UUID, UnitState] = field(default_factory=dict)
    seen_seq: dict[UUID, int] = field(default_factory=dict)
    """Sequence each touched unit had when it was read; -1 for a new one."""
    bound: dict[str, UUID] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    pending: dict[UUID, Pending] = field(default_factory=dict)
    settled: set[UUID] = field(default_factory=set)
    """Formerly kept scans that were applied now."""
    loads: dict[UUID, LoadState] = field(default_factory=dict)
    seen_load: dict[UUID, str] = field(default_factory=dict)
    """State each moved load had when it was read."""
    load_events: list[LoadEvent] = field(default_factory=list)
    aboard: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    """Every unit known to be on a load when it was moved; one that came aboard meanwhile is not among them."""
    tries: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    """Wrong hand-over codes of an order: as read, and as counted now."""
    devices: dict[UUID, tuple[int | None, int]] = field(default_factory=dict)
    """A device's version as it was read, and the number due now; a batch that waits for a gap relies on it, too."""
