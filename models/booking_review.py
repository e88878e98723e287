"""What consumers thought of their pick-ups."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, LargeBinary, SmallInteger, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.order import TradeOrder, move
from models.sealed import Personal, Sealed
from tradein.actor import Actor
from tradein.order import OrderAction
from tradein.refusal import Refusal


class OrderReview(Personal):
    """What the consumer thought of the pick-up: once per booking."""

    __tablename__ = "order_review"
    __table_args__ = (CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),)

    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"), primary_key=True)
    rating: Mapped[int] = mapped_column(SmallInteger)
    remark_plain: Mapped[str | None] = mapped_column("remark", Text)
    remark_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    remark = Sealed(None, plain="remark_plain")
    written_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AlreadyReviewed(Refusal):
    """A booking is rated once."""

    code = "order_already_reviewed"
    status = 409
    zh = "该订单已评价。"
    en = "This order has been reviewed already."


def review(
    session: Session, order: TradeOrder, rating: int, remark: str | None, by: tuple[Actor, datetime]
) -> OrderReview:
    """Rate a pick-up, once. `order` is locked, so that two reviews cannot both be the first."""
    actor, now = by
    move(session, order, OrderAction.REVIEW, by)
    if session.get(OrderReview, order.id) is not None:
        raise AlreadyReviewed
    written = OrderReview(
        order_id=order.id, rating=rating, remark=remark, written_by=actor.account_id, written_at=now
    )
    session.add(written)
    session.flush()
    return written


def review_of(session: Session, order_id: UUID) -> OrderReview | None:
    """A booking's rating, if there is one."""
    return session.get(OrderReview, order_id)
