"""What consumers agreed to, word for word, and what they took back. For price changes see `models.consent`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Text, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.consent_text import ConsentNeeded, ConsentPurpose, ConsentTextChanged, in_force
from tradein.moment import day_of


class PersonalConsent(Base):
    """One consent to one text, and when it was withdrawn. It holds no personal data: only whose, to what, when."""

    __tablename__ = "personal_consent"
    __table_args__ = (
        Index(
            "uq_personal_consent_standing",
            "account_id",
            "purpose",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_personal_consent_account", "account_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def give(
    session: Session, account_id: UUID, to: tuple[ConsentPurpose, str], now: datetime
) -> PersonalConsent:
    """Agree to a text by its hash; agreeing again to the same words changes nothing. Raises `consent_text_changed`."""
    purpose, digest = to
    if digest != in_force(purpose, day_of(now)).digest:
        raise ConsentTextChanged("text_sha256")
    standing = _standing(session, account_id, purpose)
    if standing is not None and standing.text_sha256 == digest:
        return standing
    withdraw(session, account_id, purpose, now)
    given = PersonalConsent(
        id=new_id(), account_id=account_id, purpose=purpose.value, text_sha256=digest, given_at=now
    )
    session.add(given)
    session.flush()
    return given


def withdraw(session: Session, account_id: UUID, purpose: ConsentPurpose, now: datetime) -> None:
    """Take a consent back; what rested on it is the caller's to end. Harmless where nothing stands."""
    session.execute(
        update(PersonalConsent)
        .where(
            PersonalConsent.account_id == account_id,
            PersonalConsent.purpose == purpose.value,
            PersonalConsent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
        .execution_options(synchronize_session="fetch")
    )


def require(session: Session, account_id: UUID, purpose: ConsentPurpose, now: datetime) -> None:
    """Raise `consent_needed` unless the words in force were agreed to."""
    words = in_force(purpose, day_of(now))
    standing = _standing(session, account_id, purpose)
    if standing is None or standing.text_sha256 != words.digest:
        raise ConsentNeeded("consent", purpose=purpose.value, text_sha256=words.digest)


def _standing(session: Session, account_id: UUID, purpose: ConsentPurpose) -> PersonalConsent | None:
    query = select(PersonalConsent).where(
        PersonalConsent.account_id == account_id,
        PersonalConsent.purpose == purpose.value,
        PersonalConsent.withdrawn_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def consents_of(session: Session, account_id: UUID) -> Sequence[PersonalConsent]:
    """Everything an account agreed to, oldest first."""
    query = select(PersonalConsent).where(PersonalConsent.account_id == account_id)
    return session.scalars(query.order_by(PersonalConsent.id)).all()
