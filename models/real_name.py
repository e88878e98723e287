"""Verified names: who somebody proved to be, kept sealed; only a match is ever stored.

A provider is asked outside any transaction. `prepare` counts the call and writes down that it is made, `settle` what
came back; an answer that comes twice finds itself settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    func,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.party import Account
from models.personal_consent import require
from models.personal_index import document_index, sought
from models.real_name_meter import count_call, learn_from
from models.sealed import Personal, Sealed
from tradein.blind_index import Indexed
from tradein.consent_text import ConsentPurpose
from tradein.identity import Document, needs_guardian
from tradein.moment import day_of
from tradein.real_name import (
    AlreadyVerified,
    DocumentTaken,
    GuardianNeeded,
    Outcome,
    Policy,
    Question,
    TooManyChecks,
    fresh,
)
from tradein.search_key import name_key

SELF, WARD = "self", "ward"
MOST_A_DAY = 5
_STANDING = text("relation = 'self'")


class RealName(Personal):
    """A person who was matched: the account's own, or a child's whose guardian it is."""

    __tablename__ = "real_name"
    __table_args__ = (
        CheckConstraint("relation IN ('self', 'ward')", name="relation"),
        Index("uq_real_name_self", "account_id", unique=True, postgresql_where=_STANDING),
        Index("ix_real_name_account_id", "account_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    relation: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    name_index_next: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    name = Sealed("", Indexed.NAME)
    number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    number = Sealed("")
    person_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    person_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    person_index_next: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    person = Sealed("", Indexed.DOCUMENT)
    odd: Mapped[bool]
    """The name is unusual in form: somebody may look, nobody is kept waiting."""
    verified_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RealNameAsk(Base):
    """One call to a provider, or one answer remembered: by index, without name or number."""

    __tablename__ = "real_name_ask"
    __table_args__ = (
        Index("ix_real_name_ask_question", "question", "asked_at"),
        Index("ix_real_name_ask_account_id", "account_id", "asked_at"),
        Index("ix_real_name_ask_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    question: Mapped[bytes] = mapped_column(LargeBinary(32))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says they are (`self`), or whose guardian (`ward`)."""

    account_id: UUID
    name: str = field(repr=False)
    document: Document = field(repr=False)
    relation: str = SELF
    odd: bool = False


def prepare(session: Session, claim: Claim, policy: Policy, now: datetime) -> Question | Outcome:
    """The question to put, counted and written down, or the outcome that is known already.

    Raises `consent_needed`, `guardian_needed`, `already_verified`, `too_many_checks`, `real_name_unavailable`.
    """
    # One at a time for an account: the limit below is exact.
    session.execute(select(Account.id).where(Account.id == claim.account_id).with_for_update())
    _check(session, claim, now)
    known = _remembered(session, claim, now)
    if known is not None:
        return known
    day = select(func.count()).where(
        RealNameAsk.account_id == claim.account_id, RealNameAsk.asked_at > now - timedelta(days=1)
    )
    if (session.scalar(day) or 0) >= MOST_A_DAY:
        raise TooManyChecks
    count_call(session, policy, now)
    ask = RealNameAsk(id=new_id(), account_id=claim.account_id, question=_question(claim), asked_at=now)
    session.add(ask)
    session.flush()
    return Question(ask.id, claim.name, claim.document)


def _check(session: Session, claim: Claim, now: datetime) -> None:
    require(session, claim.account_id, ConsentPurpose.REAL_NAME, now)
    own = verified(session, claim.account_id)
    if claim.relation == WARD:
        require(session, claim.account_id, ConsentPurpose.MINOR, now)
        if own is None:
            raise GuardianNeeded("relation")
    elif needs_guardian(claim.document, day_of(now)):
        raise GuardianNeeded("document.number")
    elif own is not None and not _same(own, claim):
        raise AlreadyVerified


def _same(row: RealName, claim: Claim) -> bool:
    return row.person == claim.document.person and name_key(row.name) == name_key(claim.name)


def _question(claim: Claim) -> bytes:
    return document_index(f"{claim.document.person}\x1f{name_key(claim.name)}").now


_ANSWER = text("SELECT outcome, asked_at FROM real_name_answer(:asked)")


def _remembered(session: Session, claim: Claim, now: datetime) -> Outcome | None:
    latest = session.execute(_ANSWER, {"asked": _question(claim)}).one_or_none()
    if latest is None:
        return None
    outcome = Outcome(str(latest[0]))
    return outcome if fresh(outcome, latest[1], now) else None


def answered(session: Session, question: Question, outcome: Outcome, policy: Policy, now: datetime) -> bool:
    """Write down what came back, once. False when this question was answered before."""
    done = session.scalar(
        update(RealNameAsk)
        .where(RealNameAsk.id == question.id, RealNameAsk.outcome.is_(None))
        .values(outcome=outcome.value, answered_at=now)
        .returning(RealNameAsk.id)
        .execution_options(synchronize_session=False)
    )
    if done is not None:
        learn_from(session, policy, outcome, now)
    return done is not None


_HOLDER = text("SELECT id, account_id FROM real_name_by_document(:sought)")
"""One document, one person, in whosever account: asked past the net, and answered without a word of them."""


def keep(session: Session, claim: Claim, outcome: Outcome, now: datetime) -> None:
    """Keep a match; nothing else leaves a trace of name or number. Raises `document_taken`."""
    if outcome is not Outcome.MATCH:
        return
    person = {"sought": sought(Indexed.DOCUMENT, claim.document.person)}
    holder = session.execute(_HOLDER, person).one_or_none()
    if holder is not None and holder.account_id != claim.account_id:
        raise DocumentTaken("document.number")
    known = session.get_one(RealName, holder.id) if holder is not None else None
    row = known or RealName(id=new_id(), account_id=claim.account_id, relation=claim.relation)
    row.kind, row.country = claim.document.kind.value, claim.document.country
    row.name, row.number, row.person = claim.name, claim.document.number, claim.document.person
    row.odd, row.verified_at = claim.odd, now
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:  # two accounts at once: the constraint decides
        raise DocumentTaken("document.number") from error


def verified(session: Session, account_id: UUID) -> RealName | None:
    """The account's own verified person."""
    query = select(RealName).where(RealName.account_id == account_id, RealName.relation == SELF)
    return session.scalars(query).one_or_none()


def wards(session: Session, account_id: UUID) -> Sequence[RealName]:
    """The children this account is guardian of, in the order they were verified."""
    query = select(RealName).where(RealName.account_id == account_id, RealName.relation == WARD)
    return session.scalars(query.order_by(RealName.id)).all()


def last_outcome(session: Session, account_id: UUID) -> str | None:
    """What the account's last check came to."""
    query = select(RealNameAsk.outcome).where(RealNameAsk.account_id == account_id)
    return session.scalar(query.order_by(RealNameAsk.asked_at.desc()).limit(1))


def forget_person(session: Session, account_id: UUID) -> int:
    """Erase what was verified, wards included; the record of calls stays, it names nobody."""
    rows = session.scalars(select(RealName).where(RealName.account_id == account_id)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)
