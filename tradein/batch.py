"""A batch of scans against what is known: one pass, every scan judged alone, late ones drained as they become due.

Scans of one device are judged in the device's own order: a gap in its sequence holds what comes after (hazards H10),
so that any order of arrival ends in the same state.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from tradein.actor import Actor
from tradein.codes import LOAD_LENGTH
from tradein.custody import Ground, Sighting, decide
from tradein.load_scan import LoadPlan, plan_load
from tradein.refusals.scan import (
    DeviceGap,
    EventIdReused,
    HandoverWrong,
    LoadEmpty,
    ScanRefusal,
    UnknownCode,
)
from tradein.scan import (
    Event,
    Known,
    LabelState,
    LoadEvent,
    LoadState,
    OrderState,
    Outcome,
    Scan,
    UnitState,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A scan that was held before, with the actor who sent it."""

    scan: Scan
    actor: Actor


@dataclass(slots=True)
class Knowledge:
    """What the platform knows about everything a batch points to; moves along while the batch is judged."""

    labels: dict[str, LabelState] = field(default_factory=dict)
    units: dict[UUID, UnitState] = field(default_factory=dict)
    orders: dict[UUID, OrderState] = field(default_factory=dict)
    loads: dict[str, LoadState] = field(default_factory=dict)
    known: dict[UUID, Known] = field(default_factory=dict)
    known_loads: dict[UUID, tuple[Verdict, bytes]] = field(default_factory=dict)
    """Verdicts and fingerprints of load events that were recorded before."""
    device_next: dict[UUID, int] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)


@dataclass(slots=True)
class Pending:
    """A scan to keep: held until its predecessor arrives, or in conflict until a person has looked at it."""

    scan: Scan
    actor: Actor
    verdict: Verdict


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
    """Formerly pending scans that were applied now."""
    loads: dict[UUID, LoadState] = field(default_factory=dict)
    load_events: list[LoadEvent] = field(default_factory=list)
    wrong_codes: list[UUID] = field(default_factory=list)
    device_next: dict[UUID, int] = field(default_factory=dict)


class Batch:
    """Judges one batch. Use `judge`; the object lives for one call."""

    def __init__(self, known: Knowledge, ground: Ground, new_id: Callable[[], UUID]) -> None:
        self.known = known
        self.ground = ground
        self.new_id = new_id
        self.made = Decisions()
        self.waiting: dict[UUID, Waiting] = {held.scan.event_id: held for held in known.waiting}
        self.was_pending = frozenset(self.waiting)

    def judge(self, scans: Iterable[Scan]) -> Decisions:
        """Verdicts and changes for all scans; what stays held is pending in the result."""
        ordered = sorted(scans, key=_device_order)
        queue = deque(Waiting(scan, self.ground.actor) for scan in ordered)
        for device in {held.scan.device for held in self.waiting.values()}:
            self._release_device(device, queue)
        while queue:
            item = queue.popleft()
            self._judge_one(item, queue)
        return self.made

    def _judge_one(self, item: Waiting, queue: deque[Waiting]) -> None:
        scan = item.scan
        if self._answered(item):
            return
        if self._gap(item):
            return
        try:
            if len(scan.code) == LOAD_LENGTH:
                self._apply_load(item, queue)
            else:
                self._apply(item, queue)
        except ScanRefusal as refusal:
            self._refuse(item, refusal)
        self._advance_device(scan, queue)

    def _answered(self, item: Waiting) -> bool:
        """Answer a scan that was recorded before, with the facts of the first time."""
        scan = item.scan
        known, load = self.known.known.get(scan.event_id), self.known.known_loads.get(scan.event_id)
        if known is not None:
            verdict, fingerprint = _answer(scan.event_id, Outcome.DUPLICATE, known), known.fingerprint
        elif load is not None:
            verdict, fingerprint = load[0]._replace(outcome=Outcome.DUPLICATE), load[1]
        else:
            return False
        self._settle(scan)
        if fingerprint != scan.fingerprint():
            self._refuse(item, EventIdReused("event_id"))
        elif scan.event_id not in self.made.verdicts:
            self.made.verdicts[scan.event_id] = verdict
        return True

    def _settle(self, scan: Scan) -> None:
        self.waiting.pop(scan.event_id, None)
        self.made.pending.pop(scan.event_id, None)
        if scan.event_id in self.was_pending:
            self.made.settled.add(scan.event_id)

    def _gap(self, item: Waiting) -> bool:
        scan = item.scan
        if scan.device is None or scan.device_seq is None:
            return False
        expected = self.known.device_next.get(scan.device, 1)
        if scan.device_seq <= expected:
            return False
        self._refuse(item, DeviceGap("device_seq", expected=expected))
        return True

    def _advance_device(self, scan: Scan, queue: deque[Waiting]) -> None:
        if scan.device is None or scan.device_seq is None:
            return
        if scan.device_seq == self.known.device_next.get(scan.device, 1):
            self.known.device_next[scan.device] = self.made.device_next[scan.device] = scan.device_seq + 1
            self._release_device(scan.device, queue)

    def _release_device(self, device: UUID | None, queue: deque[Waiting]) -> None:
        if device is None:
            return
        due = self.known.device_next.get(device, 1)
        for event_id, held in list(self.waiting.items()):
            if held.scan.device == device and held.scan.device_seq == due:
                queue.appendleft(self.waiting.pop(event_id))

    def _release_unit(self, unit: UnitState, queue: deque[Waiting]) -> None:
        """An applied step may be what held scans of the same unit were waiting for."""
        for event_id, held in list(self.waiting.items()):
            label = self.known.labels.get(held.scan.replaces or held.scan.code)
            if label is not None and label.unit_id == unit.id:
                queue.append(self.waiting.pop(event_id))

    def _sighting(self, scan: Scan) -> Sighting:
        label = self.known.labels.get(scan.code)
        unit = self.known.units.get(label.unit_id) if label and label.unit_id else None
        other = None
        if scan.replaces:
            former = self.known.labels.get(scan.replaces)
            other = self.known.units.get(former.unit_id) if former and former.unit_id else None
        order = self.known.orders.get(unit.order_id) if unit and unit.order_id else None
        load = self.known.loads.get(scan.load) if scan.load else None
        return Sighting(scan, label, unit, order, load, other)

    def _apply(self, item: Waiting, queue: deque[Waiting]) -> None:
        known = self._move(item.scan, self._ground_of(item))
        self.made.verdicts[item.scan.event_id] = _answer(item.scan.event_id, Outcome.APPLIED, known)
        self._settle(item.scan)
        self._release_unit(self.known.units[known.unit_id], queue)

    def _ground_of(self, item: Waiting) -> Ground:
        same = item.actor is self.ground.actor
        return self.ground if same else replace(self.ground, actor=item.actor)

    def _move(self, scan: Scan, ground: Ground) -> Known:
        """Let one scan happen to its unit; raises a `ScanRefusal`."""
        seen = self._sighting(scan)
        event, unit = decide(seen, ground, self.new_id())
        before = seen.other if scan.replaces else seen.unit
        self.made.seen_seq.setdefault(unit.id, before.seq if before else -1)
        self.made.events.append(event)
        self.made.units[unit.id] = self.known.units[unit.id] = unit
        if event.from_stage is None or scan.replaces:
            self._bind(scan, unit)
        known = Known(
            unit.id, event.seq, event.to_stage, event.record_time, event.flags, event.fingerprint, unit.code
        )
        self.known.known[scan.event_id] = known
        return known

    def _apply_load(self, item: Waiting, queue: deque[Waiting]) -> None:
        """Let a load's scan happen to every unit aboard; units that cannot take it are listed, the rest goes on."""
        scan, ground = item.scan, self._ground_of(item)
        load = self.known.loads.get(scan.code)
        if load is None:
            raise UnknownCode("code", code=scan.code)
        plan = plan_load(scan, load, self.known.units.values(), self.known.labels, item.actor)
        moved, exceptions = [], list(plan.exceptions)
        for child in plan.children:
            try:
                moved.append(self._move(child, ground).unit_id)
            except ScanRefusal as refusal:
                exceptions.append({"code": child.code, "kind": "not_applied", "reason": refusal.code})
        if not moved and not scan.exceptions:
            raise LoadEmpty("code", load=load.code)
        self._record_load(item, load, plan, exceptions)
        for unit_id in moved:
            self._release_unit(self.known.units[unit_id], queue)

    def _record_load(
        self, item: Waiting, load: LoadState, plan: LoadPlan, exceptions: list[dict[str, object]]
    ) -> None:
        scan = item.scan
        happened = LoadEvent(
            load_id=load.id,
            event_id=scan.event_id,
            step=scan.step,
            event_time=scan.event_time,
            record_time=self.ground.now,
            organisation_id=item.actor.organisation_id,
            account_id=item.actor.account_id,
            listed=plan.listed,
            confirmed=plan.listed - len(exceptions),
            weight_g=scan.weight_g,
            exceptions=tuple(exceptions),
            flags=plan.flags,
            fingerprint=scan.fingerprint(),
        )
        self.made.load_events.append(happened)
        self.made.loads[load.id] = self.known.loads[load.code] = load._replace(state=plan.state)
        verdict = load_verdict(happened, load.code, Outcome.APPLIED)
        self.known.known_loads[scan.event_id] = (verdict, happened.fingerprint)
        self.made.verdicts[scan.event_id] = verdict
        self._settle(scan)

    def _bind(self, scan: Scan, unit: UnitState) -> None:
        self.made.bound[scan.code] = unit.id
        self.known.labels[scan.code] = LabelState(scan.code, "bound", None, unit.id, None)
        if scan.replaces:
            self.made.replaced[scan.replaces] = scan.code

    def _refuse(self, item: Waiting, refusal: ScanRefusal) -> None:
        scan = item.scan
        verdict = Verdict(
            scan.event_id,
            refusal.outcome,
            unit_code=scan.code,
            refusal=refusal.code,
            field=refusal.field,
            facts=refusal.facts,
        )
        self.made.verdicts[scan.event_id] = verdict
        if isinstance(refusal, HandoverWrong):
            self._count_wrong_code(scan)
        if refusal.outcome is Outcome.HELD:
            self.waiting[scan.event_id] = item
        keep = refusal.outcome in (Outcome.HELD, Outcome.CONFLICT) or scan.event_id in self.was_pending
        if keep and not isinstance(refusal, EventIdReused):
            self.made.pending[scan.event_id] = Pending(scan, item.actor, verdict)

    def _count_wrong_code(self, scan: Scan) -> None:
        order = self._sighting(scan).order
        if order is not None:
            tried = order._replace(handover_tries=order.handover_tries + 1)
            self.known.orders[order.id] = tried
            self.made.wrong_codes.append(order.id)


def _device_order(scan: Scan) -> tuple[str, int]:
    """Device scans in their own order; scans without a device keep the sender's order (the sort is stable)."""
    if scan.device is None or scan.device_seq is None:
        return ("", 0)
    return (scan.device.hex, scan.device_seq)


def load_verdict(event: LoadEvent, code: str, outcome: Outcome) -> Verdict:
    """The answer to a load's scan: how many of how many, and what was not as listed."""
    facts = {"listed": event.listed, "confirmed": event.confirmed, "exceptions": list(event.exceptions)}
    return Verdict(
        event.event_id, outcome, unit_code=code, recorded_at=event.record_time, flags=event.flags, facts=facts
    )


def _answer(event_id: UUID, outcome: Outcome, known: Known) -> Verdict:
    return Verdict(
        event_id,
        outcome,
        unit_code=known.unit_code,
        stage=known.to_stage,
        seq=known.seq,
        recorded_at=known.record_time,
        flags=known.flags,
    )
