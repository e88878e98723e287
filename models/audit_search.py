"""Searching the audit trail within a reader's scope, newest first, and forgetting what is older than the law asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from models.audit import Audit
from models.party import Organisation
from models.scope import Condition, within
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.retention import RetentionPurpose, in_force

BATCH = 5_000
BATCHES_AT_ONCE = 20
LEAST_KEPT = timedelta(days=183)
"""Cybersecurity Law Art. 21; the database's own function refuses less."""


class AuditCard(NamedTuple):
    """A row with the name of the organisation it was done for."""

    audit: Audit
    organisation_name: str | None


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What a search is narrowed to: columns by equality, a thing, a consumer, a span of time (end excluded)."""

    equal: Mapping[str, Any]
    subject: str | None = None
    consumer: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[Condition]:
        """As SQL."""
        found = [getattr(Audit, name) == value for name, value in self.equal.items() if value is not None]
        if self.subject is not None:
            found.append(Audit.subjects.contains(cast([self.subject], ARRAY(Text))))
        if self.consumer is not None:
            found.append(Audit.consumers.contains([self.consumer]))
        if self.since is not None:
            found.append(Audit.at >= self.since)
        if self.until is not None:
            found.append(Audit.at < self.until)
        return found


def audit_after(
    session: Session, actor: Actor, wanted: AuditFilter, after: UUID | None, limit: int
) -> Sequence[AuditCard]:
    """Rows in reach, newest first, `limit + 1` of them. One statement."""
    query = (
        select(Audit, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Audit.organisation_id)
        .where(within(actor, Audit), *wanted.conditions())
    )
    if after is not None:
        query = query.where(Audit.id < after)
    return [AuditCard(*row) for row in session.execute(query.order_by(Audit.id.desc()).limit(limit + 1))]


def forget_old(session: Session, now: datetime) -> int:
    """Let rows go that were kept long enough under the term in force today; returns how many. Repeatable.

    The application's role cannot delete: a function of the tables' owner does, and refuses anything younger than the
    law's six months.
    """
    kept = max(in_force(RetentionPurpose.AUDIT, day_of(now)).kept, LEAST_KEPT)
    gone = 0
    for _ in range(BATCHES_AT_ONCE):
        batch = session.scalar(select(func.audit_forget(literal(now - kept), BATCH))) or 0
        gone += batch
        if batch < BATCH:
            break
    return gone
