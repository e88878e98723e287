"""Papers of an application: scans and PDFs, in the object store by SHA-256, seen by applicant and bureau."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Integer, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.application import Application, By, locked, person, touch
from models.db import Base, new_id
from models.forgotten_object import hold_object, note_forgotten
from tradein.application import ApplicationKind
from tradein.licensing import DOCUMENT_REQUIRED, LicenceKind
from tradein.refusal import NotFound
from tradein.refusals.application import DocumentsMissing, TooManyDocuments

MOST_DOCUMENTS = 20


class ApplicationDocument(Base):
    """One paper. `shows` says which licence it proves, or `business_licence` or `other`."""

    __tablename__ = "application_document"
    __table_args__ = (
        Index("ix_application_document_application", "application_id", "id"),
        Index("ix_application_document_sha256", "sha256"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    shows: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    uploaded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    uploaded_by: Mapped[UUID | None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that lies in the store already."""

    shows: str
    name: str
    sha256: str
    media_type: str
    size_bytes: int


def attach(session: Session, by: By, application_id: UUID, paper: Paper) -> ApplicationDocument:
    """Put a paper to one's application; sending the same one twice is harmless.

    Raises `not_found`, `application_moved`, `too_many_documents`.
    """
    actor, now = by
    application = locked(session, actor, application_id, "update")
    for known in documents_of(session, application_id):
        if (known.sha256, known.shows) == (paper.sha256, paper.shows):
            return known
    held = session.scalar(select(func.count()).where(ApplicationDocument.application_id == application_id))
    if (held or 0) >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)
    touch(session, application)
    hold_object(session, paper.sha256)
    made = ApplicationDocument(
        id=new_id(),
        application_id=application_id,
        shows=paper.shows,
        name=paper.name,
        sha256=paper.sha256,
        media_type=paper.media_type,
        size_bytes=paper.size_bytes,
        uploaded_at=now,
        uploaded_by=person(actor),
    )
    session.add(made)
    session.flush()
    return made


def detach(session: Session, by: By, application_id: UUID, document_id: UUID) -> None:
    """Take a paper out while the application is open. Raises `not_found`, `application_moved`."""
    application = locked(session, by[0], application_id, "update")
    found = session.get(ApplicationDocument, document_id)
    if found is None or found.application_id != application_id:
        raise NotFound
    touch(session, application)
    session.delete(found)
    note_forgotten(session, found.sha256)
    session.flush()


def documents_of(session: Session, application_id: UUID) -> Sequence[ApplicationDocument]:
    """The papers of an application, in order of arrival."""
    query = select(ApplicationDocument).where(ApplicationDocument.application_id == application_id)
    return session.scalars(query.order_by(ApplicationDocument.id)).all()


def document_named(session: Session, application_id: UUID, sha256: str) -> ApplicationDocument:
    """One paper of an application by what it is; raises `not_found`."""
    for found in documents_of(session, application_id):
        if found.sha256 == sha256:
            return found
    raise NotFound


def check_papers(session: Session, application: Application) -> None:
    """Raises `documents_missing` unless every licence that must be seen has its paper.

    A licence entered later is always shown: there is nobody who has seen the plant on its first day.
    """
    asked = {licence["kind"] for licence in application.content.get("licences", ())}
    if application.kind != ApplicationKind.LICENCE.value:
        asked &= {kind.value for kind in DOCUMENT_REQUIRED}
    missing = asked - {document.shows for document in documents_of(session, application.id)}
    if missing:
        raise DocumentsMissing("documents", missing=sorted(missing))


SHOWS = (*(kind.value for kind in LicenceKind), "business_licence", "other")
