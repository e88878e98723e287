"""A batch judged anew, without the scans that broke a rule of the database which no check above it knew.

Whose fault it was is found by judging the batch only so far: it is cut into steps, and the first step with which it
breaks is the guilty one. What is barred becomes a conflict for a person; everything else goes on as if it had.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from tradein.batch import Batch, Queue
from tradein.device_order import Number
from tradein.ground import Ground
from tradein.knowledge import Decisions, Knowledge, Waiting
from tradein.refusals.scan import NotRecorded
from tradein.scan import Known, LoadEvent, LoadState, Outcome, Scan
from tradein.verdict import refused


class Bar(StrEnum):
    """How far a scan is kept from what it broke."""

    KEPT = "kept"
    """It does not happen, and waits for a person."""
    UNKEPT = "unkept"
    """It cannot be kept either: its sender is told, and nothing of it is written."""


class BatchStep(NamedTuple):
    """One step of a judgement: what happened, and the scan in line it belongs to (a load's, for its units)."""

    event_id: UUID
    item_id: UUID


class _Enough(Exception):
    """The steps that were asked for are taken."""


class BarredBatch(Batch):
    """As `Batch`, with some scans barred and at most `most` steps; `steps` tells them once it has judged."""

    def __init__(
        self,
        known: Knowledge,
        ground: Ground,
        new_id: Callable[[], UUID],
        barred: Mapping[UUID, Bar],
        most: int | None = None,
    ) -> None:
        super().__init__(known, ground, new_id)
        self.barred = barred
        self.most = most
        self.steps: list[BatchStep] = []
        self.item_id: UUID | None = None

    def judge_sent(self, sent: Iterable[Waiting], unread: Iterable[Number] = ()) -> Decisions:
        """As ever, as far as the steps go."""
        try:
            return super().judge_sent(sent, unread)
        except _Enough:
            return self.made

    def _judge_one(self, item: Waiting, queue: Queue) -> None:
        self.item_id = item.scan.event_id
        self._step(self.item_id)
        if self.barred.get(self.item_id) is Bar.UNKEPT:
            self._pass_over(item, queue)
        else:
            super()._judge_one(item, queue)

    def _pass_over(self, item: Waiting, queue: Queue) -> None:
        """Answer, and count the device's number: what follows must not wait for it."""
        scan = item.scan
        self.line.drop(scan.event_id)
        self.made.verdicts[scan.event_id] = refused(scan, NotRecorded("code"))._replace(
            outcome=Outcome.REJECTED
        )
        due = self.devices.advance(scan)
        if due is not None:
            queue.extendleft(reversed(self.line.take(due)))

    def _move(self, scan: Scan, ground: Ground) -> Known:
        if scan.event_id in self.barred:
            raise NotRecorded("code")
        self._step(scan.event_id)
        return super()._move(scan, ground)

    def _apply_load(self, item: Waiting, queue: Queue) -> None:
        if item.scan.event_id in self.barred:
            raise NotRecorded("code")
        super()._apply_load(item, queue)

    def _record_load(self, item: Waiting, load: LoadState, happened: LoadEvent) -> None:
        self._step(item.scan.event_id)
        super()._record_load(item, load, happened)

    def _step(self, event_id: UUID) -> None:
        if self.most is not None and len(self.steps) >= self.most:
            raise _Enough
        self.steps.append(BatchStep(event_id, self.item_id or event_id))
