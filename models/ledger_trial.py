"""Writing scan by scan, once a batch has broken a rule of the database that the judgement does not know.

A batch is one statement, all or nothing: one scan that breaks a constraint nobody foresaw would keep every other from
being recorded, and one that was kept would do so for its device, its load and the jobs for as long as it waits. So
what broke is written again in halves, each behind a savepoint, down to the scan whose fault it is: that one is set
aside for a person, everything else is applied. The ordinary batch pays nothing for it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from uuid import UUID

from psycopg import errors as pg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tradein.barred import Bar, BarredBatch, BatchStep
from tradein.batch import Batch, device_order
from tradein.ground import Ground
from tradein.knowledge import Decisions, Knowledge, Waiting

COMPETING = (pg.UniqueViolation, pg.SerializationFailure, pg.DeadlockDetected)
"""How PostgreSQL says that somebody else was faster: another event took the id or the number meanwhile."""
RULES = (pg.IntegrityError, pg.DataError, pg.InsufficientPrivilege)
"""How it says that a row must not be: a constraint, a value no column holds, a policy."""
CAREFUL = "write scan by scan"
MOST_ROUNDS = 100
"""Scans set aside for one that was sent; what was kept may be released with it."""
MOST_UNITS = 3
"""Units of one load that are set aside before the whole load is."""
SET_ASIDE = "scans set aside"
"""Under this name the session carries what was set aside: ids of events, and the rules they broke."""


class Spoiled(Exception):
    """A rule of the database was broken and nothing was written; whose scan it was is not known yet."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def broken_rule(error: BaseException) -> str | None:
    """The name of the rule an error of the database is about; None where it is about something else."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, RULES) or isinstance(cause, COMPETING):
        return None
    return cause.diag.constraint_name or cause.sqlstate or type(cause).__name__


class Judge(Protocol):
    """How a batch that judges is made."""

    def __call__(self, known: Knowledge, ground: Ground, new_id: Callable[[], UUID], /) -> Batch: ...


Attempt = Callable[[Sequence[Waiting], Judge], Decisions]
"""Reads, judges and writes some scans; raises `Spoiled` when a rule was broken."""


@dataclass(slots=True)
class Trial:
    """One batch written carefully. `made` tells what became of it: verdicts, events, wrong codes."""

    session: Session
    attempt: Attempt
    made: Decisions = field(default_factory=Decisions)

    def write(self, sent: Sequence[Waiting]) -> Decisions:
        """All of it that can be written. Raises `Spoiled` when nothing can be found that is to blame."""
        first: dict[UUID, Waiting] = {}
        for item in sent:
            first.setdefault(item.scan.event_id, item)
        self._part(sorted(first.values(), key=device_order))
        return self.made

    def _part(self, items: Sequence[Waiting]) -> None:
        try:
            self._keep(items, Batch)
        except Spoiled:
            if len(items) < 2:
                self._without_the_guilty(items)
                return
            half = len(items) // 2
            self._part(items[:half])
            self._part(items[half:])

    def _keep(self, items: Sequence[Waiting], judge: Judge) -> None:
        with self.session.begin_nested():
            made = self.attempt(items, judge)
        self.made.verdicts |= made.verdicts
        self.made.events += made.events
        self.made.tries |= made.tries

    def _without_the_guilty(self, items: Sequence[Waiting]) -> None:
        """One scan, and what it releases: bar whatever breaks, one after the other, until the rest is written."""
        barred: dict[UUID, Bar] = {}
        units: Counter[UUID] = Counter()
        for _ in range(MOST_ROUNDS):
            steps: list[BatchStep] = []
            try:
                self._keep(items, partial(_judge, barred=barred, most=None, told=steps))
            except Spoiled as error:
                guilty = self._guilty(items, barred, steps)
                if guilty is None:
                    raise
                units[guilty.item_id] += guilty.event_id != guilty.item_id
                whole = units[guilty.item_id] > MOST_UNITS
                self._bar(barred, guilty.item_id if whole else guilty.event_id, error)
            else:
                return
        raise Spoiled("too many")

    def _bar(self, barred: dict[UUID, Bar], event_id: UUID, error: Spoiled) -> None:
        """Bar a scan; one that breaks a rule even so is not kept either. Raises it when that does not help."""
        before = barred.get(event_id)
        if before is Bar.UNKEPT:
            raise error
        barred[event_id] = Bar.KEPT if before is None else Bar.UNKEPT
        self.session.info.setdefault(SET_ASIDE, {})[event_id] = error.rule

    def _guilty(
        self, items: Sequence[Waiting], barred: dict[UUID, Bar], steps: Sequence[BatchStep]
    ) -> BatchStep | None:
        """The first step with which it breaks."""
        fine, breaks = -1, len(steps)
        while breaks - fine > 1:
            middle = (fine + breaks) // 2
            if self._breaks(items, partial(_judge, barred=barred, most=middle, told=[])):
                breaks = middle
            else:
                fine = middle
        return steps[breaks - 1] if breaks > 0 else None

    def _breaks(self, items: Sequence[Waiting], judge: Judge) -> bool:
        savepoint = self.session.begin_nested()
        try:
            self.attempt(items, judge)
        except Spoiled:
            return True
        finally:
            savepoint.rollback()
        return False


def _judge(  # noqa: PLR0913 - three are what every judge is given
    known: Knowledge,
    ground: Ground,
    new_id: Callable[[], UUID],
    *,
    barred: dict[UUID, Bar],
    most: int | None,
    told: list[BatchStep],
) -> Batch:
    batch = BarredBatch(known, ground, new_id, barred, most)
    batch.steps = told
    return batch
