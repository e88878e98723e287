"""Price changes at the door: proposed by the collector with reason and photo, decided by the consumer alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.order import OrderLine, TradeOrder, move
from models.quote import QuoteRow
from models.unit import Unit
from tradein import handover
from tradein.actor import Actor
from tradein.order import (
    ConsentDecision,
    OrderAction,
    Proposal,
    RequoteReason,
    RequoteState,
    check_proposal,
    settled_fen,
)
from tradein.refusal import NotFound, Refusal


class Requote(Base):
    """One proposal. At most one waits per booking; the others are its history."""

    __tablename__ = "requote"
    __table_args__ = (
        ForeignKeyConstraint(["order_id", "position"], ["order_line.order_id", "order_line.position"]),
        CheckConstraint("state IN ('pending', 'accepted', 'refused')", name="state"),
        CheckConstraint("cardinality(photos) >= 1", name="photo"),
        CheckConstraint("from_fen >= 0 AND to_fen >= 0", name="price_not_negative"),
        CheckConstraint("(state = 'pending') = (decided_at IS NULL)", name="decided"),
        Index("uq_requote_one_pending", "order_id", unique=True, postgresql_where=text("state = 'pending'")),
        Index("ix_requote_order_id", "order_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(String(24))
    note: Mapped[str | None] = mapped_column(Text)
    photos: Mapped[list[str]] = mapped_column(ARRAY(String(64)))
    from_fen: Mapped[int] = mapped_column(BigInteger)
    to_fen: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(8))
    consent_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    consent_tries: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_role: Mapped[str | None] = mapped_column(String(24))


class RequotePending(Refusal):
    """A proposal waits for the consumer already."""

    code = "requote_pending"
    status = 409
    zh = "已有一次改价在等待用户确认。"
    en = "A price change is already waiting for the consumer."


class NoRequotePending(Refusal):
    """Nothing waits for an answer."""

    code = "no_requote_pending"
    status = 409
    zh = "没有等待确认的改价。"
    en = "No price change is waiting for an answer."


@dataclass(frozen=True, slots=True)
class Wish:
    """What the collector proposes for one appliance."""

    position: int
    reason: RequoteReason
    to_fen: int
    photos: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The consumer's decision; a collector passes it on with the code from the consumer's screen."""

    decision: ConsentDecision
    code: str | None = None


def propose(
    session: Session, order: TradeOrder, wish: Wish, by: tuple[Actor, datetime], key: bytes
) -> Requote:
    """Put a new price to the consumer. The standing price holds until they agree. `order` is locked."""
    actor, now = by
    move(session, order, OrderAction.REQUOTE, by, wish.reason.value)
    line = session.get(OrderLine, (order.id, wish.position), populate_existing=True)
    if line is None:
        raise NotFound("position")
    earlier = requotes_of(session, order.id)
    if any(one.state == RequoteState.PENDING.value for one in earlier):
        raise RequotePending
    same = sum(one.position == wish.position for one in earlier)
    floor = session.scalar(select(QuoteRow.floor_fen).where(QuoteRow.id == line.quote_id)) or 0
    # A price that stands below the floor was agreed before there was one here; it may stay where it is.
    floor = min(floor, line.price_fen)
    check_proposal(Proposal(wish.reason, line.price_fen, wish.to_fen, wish.photos, same, floor))
    fresh = new_id()
    requote = Requote(
        id=fresh,
        order_id=order.id,
        position=wish.position,
        reason=wish.reason.value,
        note=wish.note,
        photos=list(wish.photos),
        from_fen=line.price_fen,
        to_fen=wish.to_fen,
        state=RequoteState.PENDING.value,
        consent_hash=handover.digest(key, fresh, handover.code_for(key, fresh, 0)),
        consent_tries=0,
        proposed_by=actor.account_id,
        proposed_at=now,
    )
    session.add(requote)
    session.flush()
    return requote


def requotes_of(session: Session, order_id: UUID) -> Sequence[Requote]:
    """A booking's price changes, oldest first."""
    return session.scalars(select(Requote).where(Requote.order_id == order_id).order_by(Requote.id)).all()


def pending_requote(session: Session, order_id: UUID) -> Requote:
    """The proposal that waits; refused when none does."""
    query = select(Requote).where(Requote.order_id == order_id, Requote.state == RequoteState.PENDING.value)
    requote = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if requote is None:
        raise NoRequotePending
    return requote


def code_fits(session: Session, requote: Requote, code: str | None, key: bytes) -> int:
    """Tries left after a wrong code (counted here), or -1 when it fits. The caller commits the count, then refuses."""
    if requote.consent_tries >= handover.MAX_TRIES:
        raise handover.ConsentCodeLocked("code", limit=handover.MAX_TRIES)
    if handover.matches(key, requote.id, code or "", requote.consent_hash):
        return -1
    requote.consent_tries += 1
    session.flush()
    return handover.MAX_TRIES - requote.consent_tries


def decide(
    session: Session,
    order: TradeOrder,
    requote: Requote,
    decision: ConsentDecision,
    by: tuple[Actor, datetime],
) -> None:
    """Write the consumer's decision and, if they agreed, the new standing price. `order` is locked."""
    actor, now = by
    move(session, order, OrderAction.CONSENT, by, decision.value)
    accepted = decision is ConsentDecision.ACCEPT
    requote.state = (RequoteState.ACCEPTED if accepted else RequoteState.REFUSED).value
    requote.decided_by, requote.decided_at, requote.decided_role = actor.account_id, now, actor.role
    _restate(session, order, requote.position, settled_fen(decision, requote.from_fen, requote.to_fen))


def _restate(session: Session, order: TradeOrder, position: int, price_fen: int) -> None:
    line = session.get_one(OrderLine, (order.id, position), populate_existing=True)
    line.price_fen = price_fen
    session.flush()
    total = select(func.sum(OrderLine.price_fen)).where(OrderLine.order_id == order.id)
    order.price_fen = int(session.scalar(total) or 0)
    # What the door must pay (`agreed_fen`) is checked by capture; an event states it when the unit is collected.
    session.execute(update(Unit).where(Unit.id == line.unit_id).values(agreed_fen=price_fen))
    session.flush()
