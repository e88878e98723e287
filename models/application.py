"""Applications of organisations: what is asked, which papers came with it, what became of it, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, Text, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.party import Organisation
from models.scope import Condition, find, within
from tradein import permissions
from tradein.actor import Actor
from tradein.application import (
    BY_BUREAU,
    OPEN,
    ApplicationAction,
    ApplicationKind,
    ApplicationState,
    moved,
)
from tradein.licensing import DECIDED_BY, may_decide
from tradein.refusal import NotFound
from tradein.refusals.application import ApplicationChanged, ApplicationOpen, BureauTooLow

Moment = DateTime(timezone=True)
By = tuple[Actor, datetime]


class Application(Base):
    """One application. `content` is what is asked for, as it was stated; it takes effect with the approval."""

    __tablename__ = "application"
    __table_args__ = (
        Index("ix_application_organisation", "organisation_id", "id"),
        Index("ix_application_created_by", "created_by", "id"),
        Index(
            "uq_application_open",
            "organisation_id",
            "kind",
            unique=True,
            postgresql_where=text("state IN ('submitted', 'returned')"),
        ),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Counts every correction; a bureau decides the one it has read."""
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    submitted_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(Text)


class ApplicationLog(Base):
    """What happened to an application: appended, never edited. `remarks` are what to correct, by field."""

    __tablename__ = "application_log"
    __table_args__ = (Index("ix_application_log_application", "application_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    action: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(Text)
    remarks: Mapped[list[dict[str, str]] | None] = mapped_column(JSONB)


@dataclass(frozen=True, slots=True)
class Said:
    """What a bureau says to an application; `version` is the one it has read (None: whatever there is)."""

    action: ApplicationAction
    reason: str | None = None
    remarks: Sequence[Mapping[str, str]] = ()
    version: int | None = None


def open_application(
    session: Session, by: tuple[UUID | None, datetime], organisation_id: UUID, kind: ApplicationKind,
    content: Mapping[str, Any],
) -> Application:  # fmt: skip
    """Enter an application as submitted. Raises `application_open` while one of its kind is under way."""
    author, now = by
    made = Application(
        id=new_id(),
        organisation_id=organisation_id,
        kind=kind.value,
        state=ApplicationState.SUBMITTED.value,
        version=1,
        content=dict(content),
        created_at=now,
        created_by=author,
        submitted_at=now,
        submitted_by=author,
    )
    try:
        with session.begin_nested():
            session.add(made)
            session.flush()
    except IntegrityError as error:
        raise ApplicationOpen("kind", kind=kind.value) from error
    _note(session, made, Said(ApplicationAction.SUBMIT), by)
    return made


def application_in_scope(session: Session, actor: Actor, application_id: UUID) -> Application:
    """One application the actor may read; raises `not_found`."""
    return find(session, actor, Application, Application.id == application_id)


def resubmit(session: Session, by: By, application_id: UUID, content: Mapping[str, Any]) -> Application:
    """Put corrected content in place of what was asked; the version goes up.

    Raises `not_found`, `application_moved`.
    """
    found = locked(session, by[0], application_id, "update")
    _move(session, found, Said(ApplicationAction.RESUBMIT), by)
    found.content = dict(content)
    found.submitted_at, found.submitted_by = by[1], person(by[0])
    session.flush()
    return found


def withdraw(session: Session, by: By, application_id: UUID) -> Application:
    """Take an application back. Raises `not_found`, `application_moved`."""
    found = locked(session, by[0], application_id, "update")
    _move(session, found, Said(ApplicationAction.WITHDRAW), by)
    return found


def judge(session: Session, by: By, application: Application, organisation: Organisation, said: Said) -> None:
    """Return, approve or refuse, as a bureau that may and that has read this version; what follows is the caller's.

    Raises `forbidden` for one's own, `bureau_too_low`, `application_changed`, `application_moved`.
    """
    actor = by[0]
    if said.action not in BY_BUREAU:
        raise ValueError(said.action)
    creators = {application.created_by, application.submitted_by, organisation.created_by} - {None}
    permissions.allow(actor, "application", "approve", creators=creators)
    if not may_decide(actor.role, organisation.kind):
        raise BureauTooLow(level=DECIDED_BY[organisation.kind])
    if said.version is not None and said.version != application.version:
        raise ApplicationChanged("version", version=application.version)
    _move(session, application, said, by)
    application.decided_at, application.decided_by = by[1], person(actor)
    application.reason = said.reason
    session.flush()


def locked(session: Session, actor: Actor, application_id: UUID, verb: str) -> Application:
    """The application, if the verb reaches it, kept from others until the transaction ends; raises `not_found`."""
    query = select(Application).where(Application.id == application_id, within(actor, Application, verb))
    found = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def registration_of(session: Session, organisation_id: UUID) -> Application | None:
    """The application an organisation came in by, locked."""
    query = (
        select(Application)
        .where(
            Application.organisation_id == organisation_id,
            Application.kind == ApplicationKind.REGISTRATION.value,
        )
        .order_by(Application.id.desc())
        .limit(1)
        .with_for_update()
    )
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def touch(session: Session, application: Application) -> None:
    """Papers changed: whoever is reviewing has read something else. Raises `application_moved` once it is decided."""
    if ApplicationState(application.state) not in OPEN:
        moved(ApplicationState(application.state), ApplicationAction.RESUBMIT)
    application.version += 1
    session.flush()


def _move(session: Session, application: Application, said: Said, by: By) -> None:
    application.state = moved(ApplicationState(application.state), said.action).value
    if said.action is ApplicationAction.RESUBMIT:
        application.version += 1
    session.flush()
    _note(session, application, said, (person(by[0]), by[1]))


def _note(session: Session, application: Application, said: Said, by: tuple[UUID | None, datetime]) -> None:
    session.add(
        ApplicationLog(
            id=new_id(),
            application_id=application.id,
            action=said.action.value,
            version=application.version,
            at=by[1],
            account_id=by[0],
            reason=said.reason,
            remarks=[dict(remark) for remark in said.remarks] or None,
        )
    )
    session.flush()


def person(actor: Actor) -> UUID | None:
    """Who stands behind an act: the account, or the key."""
    return actor.account_id or actor.key_id


def applications_after(
    session: Session, actor: Actor, where: Sequence[Condition], after: UUID | None, limit: int
) -> list[tuple[Application, Organisation]]:
    """Applications in scope with their organisations, newest first."""
    query = (
        select(Application, Organisation)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(within(actor, Application), *where)
    )
    if after is not None:
        query = query.where(Application.id < after)
    rows = session.execute(query.order_by(Application.id.desc()).limit(limit))
    return [(row[0], row[1]) for row in rows]


def log_of(session: Session, application_id: UUID) -> Sequence[ApplicationLog]:
    """What happened to an application, in order."""
    query = select(ApplicationLog).where(ApplicationLog.application_id == application_id)
    return session.scalars(query.order_by(ApplicationLog.id)).all()
