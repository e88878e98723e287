"""A batch of scans against what is known: one pass, every scan judged alone, late ones drained as they become due.

Scans of one device are judged in the device's own order: a gap in its sequence holds what comes after (hazards H10),
so that any order of arrival ends in the same state.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from tradein.admission import check_shape
from tradein.codes import LOAD_LENGTH
from tradein.custody import decide
from tradein.device_order import DeviceOrder, Number
from tradein.ground import Ground
from tradein.knowledge import Decisions, Knowledge, Pending, Waiting
from tradein.line import Line, after, naming
from tradein.load_scan import load_event, load_verdict, plan_load
from tradein.refusals.device import DeviceGap, DeviceRevoked, DeviceUnknown, EarlierWaiting
from tradein.refusals.handover import HandoverWrong
from tradein.refusals.label import UnknownCode
from tradein.refusals.load_scan import LoadEmpty
from tradein.refusals.scan import EventIdReused, ScanRefusal
from tradein.repeat import Repeated
from tradein.scan import Known, LoadEvent, LoadState, Outcome, Scan, UnitState, Verdict
from tradein.verdict import answer, refused

Queue = deque[Waiting]
SETTLED = "settled"


class Batch:
    """Judges one batch. Use `judge`; the object lives for one call."""

    def __init__(self, known: Knowledge, ground: Ground, new_id: Callable[[], UUID]) -> None:
        self.known = known
        self.ground = ground
        self.new_id = new_id
        self.made = Decisions()
        self.line = Line(known.waiting)
        self.kept = frozenset(held.scan.event_id for held in known.waiting) | frozenset(known.kept)
        self.devices = DeviceOrder(known, self.made, ground.actor.organisation_id)
        self.codes: dict[UUID, list[str]] = {}
        for label in known.labels.values():
            if label.unit_id is not None:
                self.codes.setdefault(label.unit_id, []).append(label.code)

    def judge(self, scans: Iterable[Scan], unread: Iterable[Number] = ()) -> Decisions:
        """Verdicts and changes for all scans of the ground's actor; see `judge_sent`."""
        return self.judge_sent((Waiting(scan, self.ground.actor) for scan in scans), unread)

    def judge_sent(self, sent: Iterable[Waiting], unread: Iterable[Number] = ()) -> Decisions:
        """Verdicts and changes for scans with their senders; what stays held is pending in the result.

        Of several copies of one event the first is judged; `answers` gives each copy its verdict. `unread` are the
        devices and numbers of scans of the ground's actor that could not be read: they were answered, so nothing waits
        for them.
        """
        first: dict[UUID, Waiting] = {}
        for item in sent:
            first.setdefault(item.scan.event_id, item)
        queue = Queue(sorted(first.values(), key=device_order))
        self.devices.pass_unread(unread)
        for device in self.known.devices:
            _first(queue, self.line.take_passed(device, self.known.next_seq(device)))
        while queue:
            self._judge_one(queue.popleft(), queue)
        return self.made

    # --- One scan ----------------------------------------------------------------------------------------------------

    def _judge_one(self, item: Waiting, queue: Queue) -> None:
        scan = item.scan
        if self._answered(item):
            return
        self.line.drop(scan.event_id)
        try:
            self.devices.check(item, kept=scan.event_id in self.kept)
            if self.line.behind(scan):
                raise EarlierWaiting("code")
            if len(scan.code) == LOAD_LENGTH:
                self._apply_load(item, queue)
            else:
                self._apply(item, queue)
        except ScanRefusal as refusal:
            self._refuse(item, refusal)
            if isinstance(refusal, (DeviceGap, DeviceUnknown, DeviceRevoked)):
                return
            if refusal.outcome is not Outcome.HELD:
                _first(queue, self.line.take(after(scan), *([scan.load] if scan.load else [])))
        due = self.devices.advance(scan)
        if due is not None:
            _first(queue, self.line.take(due))

    def _answered(self, item: Waiting) -> bool:
        """Answer a scan that was recorded before, or settled by a person, with the facts of the first time."""
        scan = item.scan
        known, load = self.known.known.get(scan.event_id), self.known.known_loads.get(scan.event_id)
        kept = self.known.kept.get(scan.event_id)
        if known is not None:
            verdict, fingerprint = answer(scan.event_id, Outcome.DUPLICATE, known), known.fingerprint
        elif load is not None:
            verdict, fingerprint = load[0]._replace(outcome=Outcome.DUPLICATE), load[1]
        elif kept is not None and kept.organisation_id != item.actor.organisation_id:
            self._refuse(item, EventIdReused("event_id"))
            return True
        elif kept is not None and kept.state == SETTLED:
            said = Verdict(scan.event_id, Outcome.CONFLICT, unit_code=scan.code, refusal=kept.refusal)
            self.made.verdicts[scan.event_id] = said._replace(field=kept.field, facts=kept.facts)
            return True
        else:
            return False
        self._settle(scan)
        if fingerprint != scan.fingerprint():
            self._refuse(item, EventIdReused("event_id"))
        else:
            self.made.verdicts.setdefault(scan.event_id, verdict)
        return True

    def _settle(self, scan: Scan) -> None:
        self.line.drop(scan.event_id)
        self.made.pending.pop(scan.event_id, None)
        if scan.event_id in self.kept:
            self.made.settled.add(scan.event_id)

    def _apply(self, item: Waiting, queue: Queue) -> None:
        try:
            known = self._move(item.scan, self._ground_of(item))
        except Repeated as again:
            first = again.first._replace(unit_code=item.scan.code)
            self.made.verdicts[item.scan.event_id] = answer(item.scan.event_id, Outcome.DUPLICATE, first)
            self._settle(item.scan)
            return
        self.made.verdicts[item.scan.event_id] = answer(item.scan.event_id, Outcome.APPLIED, known)
        self._settle(item.scan)
        self._release_unit(known.unit_id, queue)
        if item.scan.load is not None:
            _first(queue, self.line.take(item.scan.load))

    def _ground_of(self, item: Waiting) -> Ground:
        same = item.actor is self.ground.actor
        return self.ground if same else replace(self.ground, actor=item.actor)

    def _move(self, scan: Scan, ground: Ground) -> Known:
        """Let one scan happen to its unit; raises a `ScanRefusal`."""
        seen = self.known.sighting(scan)
        event, unit = decide(seen, ground, self.new_id())
        self.made.seen_seq.setdefault(unit.id, seen.unit.seq if seen.unit else -1)
        self.made.events.append(event)
        self.made.units[unit.id] = self.known.units[unit.id] = unit
        if event.from_stage is None or scan.replaces:
            self._bind(scan, unit, seen.unit)
        known = Known(
            unit.id, event.seq, event.to_stage, event.record_time, event.flags, event.fingerprint, scan.code
        )
        self.known.learn_event(scan, known)
        self.known.learn_step(event, known)
        return known

    def _bind(self, scan: Scan, unit: UnitState, before: UnitState | None) -> None:
        """Bind a label; the one it replaces is void, and so is the one in use if somebody named an older one."""
        self.made.bound[scan.code] = unit.id
        self.codes.setdefault(unit.id, []).append(scan.code)
        label = self.known.labels[scan.code]
        self.known.labels[scan.code] = label._replace(state="bound", unit_id=unit.id)
        if before is not None:
            self.made.replaced[before.code] = scan.code
            former = self.known.labels.get(before.code)
            if former is not None:
                self.known.labels[before.code] = former._replace(state="void", replaced_by=scan.code)

    def _refuse(self, item: Waiting, refusal: ScanRefusal) -> None:
        scan = item.scan
        verdict = refused(scan, refusal)
        self.made.verdicts[scan.event_id] = verdict
        if isinstance(refusal, HandoverWrong):
            self._count_wrong_code(scan)
        if isinstance(refusal, EventIdReused):
            return
        self.made.pending.pop(scan.event_id, None)
        if refusal.outcome is Outcome.HELD:
            self.line.add(item)
        if refusal.outcome in (Outcome.HELD, Outcome.CONFLICT) or scan.event_id in self.kept:
            unit = self.known.unit_of(scan.replaces or scan.code)
            self.made.pending[scan.event_id] = Pending(scan, item.actor, verdict, unit.id if unit else None)

    def _count_wrong_code(self, scan: Scan) -> None:
        order = self.known.sighting(scan).order
        if order is not None:
            seen, _ = self.made.tries.get(order.id, (order.handover_tries, 0))
            self.made.tries[order.id] = (seen, order.handover_tries + 1)
            self.known.orders[order.id] = order._replace(handover_tries=order.handover_tries + 1)

    def _release_unit(self, unit_id: UUID, queue: Queue) -> None:
        """An applied step may be what held scans of the same unit, under any of its labels, were waiting for."""
        _first(queue, self.line.take(*self.codes.get(unit_id, ())))

    # --- Loads as a whole --------------------------------------------------------------------------------------------

    def _apply_load(self, item: Waiting, queue: Queue) -> None:
        """Let a load's scan happen to every unit aboard; units that cannot take it are listed, the rest goes on."""
        scan, ground = item.scan, self._ground_of(item)
        load = self.known.loads.get(scan.code)
        if load is None:
            raise UnknownCode("code", code=scan.code)
        # What is wrong with the scan itself is no exception of the units aboard.
        check_shape(scan, ground)
        plan = plan_load(scan, load, self.known.units.values(), self.known.labels, item.actor)
        moved, confirmed, exceptions = [], 0, list(plan.exceptions)
        for child in plan.children:
            try:
                moved.append(self._move(child, ground).unit_id)
                confirmed += child.step is scan.step
            except Repeated:
                confirmed += child.step is scan.step
            except ScanRefusal as refusal:
                exceptions.append({"code": child.code, "kind": "not_applied", "reason": refusal.code})
        if plan.children and not moved and not confirmed and not scan.exceptions:
            raise LoadEmpty("code", load=load.code)
        happened = load_event(item, plan, self.ground.now)._replace(
            confirmed=confirmed, exceptions=tuple(exceptions)
        )
        self._record_load(item, load._replace(state=plan.state), happened)
        for unit_id in moved:
            self._release_unit(unit_id, queue)
        _first(queue, self.line.take(load.code, naming(load.code)))

    def _record_load(self, item: Waiting, load: LoadState, happened: LoadEvent) -> None:
        self.made.load_events.append(happened)
        self.made.seen_load.setdefault(load.id, self.known.loads[load.code].state)
        self.made.loads[load.id] = load
        self.made.aboard.setdefault(load.id, self._aboard(load.id))
        self.known.learn_load(load)
        verdict = load_verdict(happened, load.code, Outcome.APPLIED)
        self.known.known_loads[item.scan.event_id] = (verdict, happened.fingerprint)
        self.made.verdicts[item.scan.event_id] = verdict
        self._settle(item.scan)

    def _aboard(self, load_id: UUID) -> frozenset[UUID]:
        return frozenset(unit.id for unit in self.known.units.values() if unit.load_id == load_id)


def _first(queue: Queue, released: list[Waiting]) -> None:
    """What was waiting goes before what came later: a device's earlier scan never stands behind its later one."""
    queue.extendleft(reversed(released))


def device_order(item: Waiting) -> tuple[str, int]:
    """Device scans in their own order; scans without a device keep the sender's order (the sort is stable)."""
    scan = item.scan
    if scan.device is None or scan.device_seq is None:
        return ("", 0)
    return (scan.device.hex, scan.device_seq)
