"""The audit trail: who did or saw what, when and why, written in the transaction of the effect and never edited.

Cybersecurity Law Art. 21 and GB/T 22239-2019 8.1.4.3 ask for it; PIPL Art. 54 and 55 lean on it. Rows name people and
things by identifier only: `facts`, `reason` and `ticket` hold no name, phone, address or document of a consumer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import CheckConstraint, DateTime, Index, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, INET, JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.configured import RESOURCES
from models.db import Base, new_id
from tradein.actor import Actor

MOST_SUBJECTS = 200
"""A page of a list holds no more; what exceeds it is cut, and `facts.subjects_cut` says how many there were."""


OF_CONFIGURATION = (
    f"""outcome = 'done' AND verb <> 'read' AND resource IN ({", ".join(f"'{one}'" for one in RESOURCES)})"""
)
"""Rows of changes to how the platform works, and to who may do what on it."""


class AuditOutcome(StrEnum):
    """How what was tried ended."""

    DONE = "done"
    REFUSED = "refused"


class Audit(Base):
    """One thing done, seen or tried. The order of `id` is the order of time."""

    __tablename__ = "audit"
    __table_args__ = (
        CheckConstraint("outcome IN ('done', 'refused')", name="outcome"),
        Index("ix_audit_account", "account_id", "id"),
        Index("ix_audit_organisation", "organisation_id", "id"),
        Index("ix_audit_consumers", "consumers", postgresql_using="gin"),
        Index("ix_audit_subjects", "subjects", postgresql_using="gin"),
        Index("ix_audit_at", "at", postgresql_using="brin"),
        Index("ix_audit_configuration", "at", "id", postgresql_where=text(OF_CONFIGURATION)),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID | None]
    """Who did it; nobody for the public and for the platform's own work."""
    organisation_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(Text)
    """The role acted in, `public` or `system`."""
    membership_id: Mapped[UUID | None]
    key_id: Mapped[UUID | None]
    session_ref: Mapped[str | None] = mapped_column(Text)
    """Which sign-in: enough to tell sessions apart, useless as a credential."""
    action: Mapped[str] = mapped_column(Text)
    """What was asked for: the endpoint, or a dotted name of an act that has none."""
    verb: Mapped[str] = mapped_column(Text)
    """As in the permission table: read, create, update, approve, export."""
    resource: Mapped[str] = mapped_column(Text)
    subjects: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Identifiers of the things concerned, `kind:id` or as the address named them."""
    consumers: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    """Accounts of the consumers whose data were touched or seen: they may ask who looked."""
    reason: Mapped[str | None] = mapped_column(Text)
    ticket: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(INET)
    outcome: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))


ASIDE = "audit_aside"
"""Where a session keeps that its transaction leaves no row."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who asks, when, and by which request; `actor` is None for the public and, with role `system`, for jobs.

    `tried` is the account that somebody unknown tried to act as.
    """

    at: datetime
    actor: Actor | None = None
    role: str = "public"
    session_ref: str | None = None
    request_id: str | None = None
    address: str | None = None
    tried: UUID | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What was done. `consumers` are accounts whose personal data were touched or seen."""

    action: str
    verb: str
    resource: str
    subjects: tuple[str, ...] = ()
    consumers: frozenset[UUID] = frozenset()
    reason: str | None = None
    ticket: str | None = None
    outcome: AuditOutcome = AuditOutcome.DONE
    facts: Mapping[str, Any] = field(default_factory=dict)


_VALUES = """
  %(id)s::uuid, %(at)s::timestamptz, %(account_id)s::uuid, %(organisation_id)s::uuid, %(role)s::text,
  %(membership_id)s::uuid, %(key_id)s::uuid, %(session_ref)s::text, %(action)s::text, %(verb)s::text,
  %(resource)s::text, %(subjects)s::text[], %(consumers)s::uuid[], %(reason)s::text, %(ticket)s::text,
  %(request_id)s::text, %(address)s::inet, %(outcome)s::text, %(facts)s::jsonb
"""
_INSERT = f"""
INSERT INTO audit (id, at, account_id, organisation_id, role, membership_id, key_id, session_ref, action, verb,
                   resource, subjects, consumers, reason, ticket, request_id, address, outcome, facts)
SELECT {_VALUES}
"""
# A transaction that has written nothing yet has no number: a repeated request that changed nothing leaves no row.
_IF_WRITTEN = f"{_INSERT} WHERE pg_current_xact_id_if_assigned() IS NOT NULL"


def aside(session: Session) -> None:
    """Leave no row of this transaction: it counts a try or uses up a proof. What comes of the try has its own row."""
    session.info[ASIDE] = True


def record(session: Session, author: Author, act: Act) -> UUID:
    """Write one row inside the caller's transaction: it stays or goes with the effect. One statement."""
    return _write(session, _INSERT, author, act)


def record_change(session: Session, author: Author, act: Act) -> UUID:
    """As `record`, but only when the transaction has changed something. One statement either way."""
    return _write(session, _IF_WRITTEN, author, act)


def _write(session: Session, statement: str, author: Author, act: Act) -> UUID:
    row_id, facts = new_id(), dict(act.facts)
    if len(act.subjects) > MOST_SUBJECTS:
        facts["subjects_cut"] = len(act.subjects)
    said = {
        "id": row_id,
        "at": author.at,
        "session_ref": author.session_ref,
        "action": act.action,
        "verb": act.verb,
        "resource": act.resource,
        "subjects": list(act.subjects[:MOST_SUBJECTS]),
        "consumers": sorted(act.consumers),
        "reason": act.reason,
        "ticket": act.ticket,
        "request_id": author.request_id,
        "address": author.address,
        "outcome": act.outcome.value,
        "facts": Jsonb(facts),
    }
    session.connection().exec_driver_sql(statement, said | _who(author))
    return row_id


def _who(author: Author) -> dict[str, Any]:
    actor = author.actor
    if actor is None:
        nobody = ("organisation_id", "membership_id", "key_id")
        return {"role": author.role, "account_id": author.tried, **dict.fromkeys(nobody)}
    return {
        "account_id": actor.account_id,
        "organisation_id": actor.organisation_id,
        "role": actor.role,
        "membership_id": actor.membership_id,
        "key_id": actor.key_id,
    }
