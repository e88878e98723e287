"""Bookings: the row, its appliances, the one place for contact details, and the one function that moves a booking."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.sealed import Personal, Sealed
from tradein.actor import Actor
from tradein.blind_index import Indexed
from tradein.lifecycle import Stage
from tradein.order import TABLE, OrderAction, OrderState, next_state


def _one_of(column: str, values: Sequence[str]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


class TradeOrder(Base):
    """One pick-up booking (交旧订单). Who lives there stands in `order_contact` alone."""

    __tablename__ = "trade_order"
    __table_args__ = (
        CheckConstraint(_one_of("state", [state.value for state in OrderState]), name="state"),
        CheckConstraint("price_fen >= 0 AND promised_fen >= 0", name="price_not_negative"),
        CheckConstraint(
            "consumer_id IS NOT NULL OR proxy_account_id IS NOT NULL OR booked_by_org_id IS NOT NULL",
            name="booker",
        ),
        Index("ix_trade_order_consumer_id", "consumer_id", "id"),
        Index("ix_trade_order_proxy_account_id", "proxy_account_id", "id"),
        Index("ix_trade_order_recycler_id", "recycler_id", "id"),
        Index("ix_trade_order_collector_id", "collector_id", "slot_start"),
        Index("ix_trade_order_region_code", "region_code", "id"),
        Index(
            "ix_trade_order_collected",
            "region_code",
            "collected_at",
            postgresql_where=text("collected_at IS NOT NULL"),
        ),
        Index("ix_trade_order_state", "state", "accept_by"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(17), unique=True)
    consumer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    proxy_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    booked_by_org_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    recycler_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    collector_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    slot_id: Mapped[UUID | None] = mapped_column(ForeignKey("slot.id"), index=True)
    """The window whose place this booking holds; none while no recycler has taken it on, and after it ends."""
    slot_start: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    slot_end: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(12))
    promised_fen: Mapped[int] = mapped_column(BigInteger)
    """What was promised when the booking was placed; never changes, so that the gap to the final price is known."""
    price_fen: Mapped[int] = mapped_column(BigInteger)
    """What stands now, after any price change the consumer agreed to."""
    handover_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    handover_tries: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    handover_turn: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    accept_by: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    placed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    collected_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancelled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancel_cause: Mapped[str | None] = mapped_column(String(16))
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    cancelled_late: Mapped[bool | None]
    notice_sha256: Mapped[str | None] = mapped_column(Text)
    """The notice of what is done with the contact (PIPL 17), by its hash, as it stood when the booking was placed."""
    notice_shown: Mapped[bool | None]
    """Whether whoever booked said to have shown these very words; else they were there to be read."""

    def closed_at(self) -> datetime | None:
        """When the booking ended, either way; contact details are masked a while after."""
        return self.collected_at or self.cancelled_at


class OrderLine(Base):
    """One appliance of a booking with the price promised for it."""

    __tablename__ = "order_line"
    __table_args__ = (CheckConstraint("price_fen >= 0 AND promised_fen >= 0", name="price_not_negative"),)

    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    item_type: Mapped[str] = mapped_column(Text)
    quote_id: Mapped[UUID] = mapped_column(ForeignKey("quote.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    promised_fen: Mapped[int] = mapped_column(BigInteger)
    price_fen: Mapped[int] = mapped_column(BigInteger)


class OrderContact(Personal):
    """Whom to ring and where: the only table of a booking with personal data, erasable on its own."""

    __tablename__ = "order_contact"

    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"), primary_key=True)
    name_plain: Mapped[str | None] = mapped_column("name", String(100))
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    name_index_next: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    name = Sealed("", Indexed.NAME, plain="name_plain")
    phone_plain: Mapped[str | None] = mapped_column("phone", String(20))
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    phone_index_next: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    phone = Sealed("", Indexed.PHONE, plain="phone_plain")
    address_plain: Mapped[str | None] = mapped_column("address", String(200))
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address = Sealed("", plain="address_plain")
    floor: Mapped[int | None] = mapped_column(SmallInteger)
    lift: Mapped[bool | None]


class OrderLog(Base):
    """What happened to a booking, in order; a moved booking keeps the window it had."""

    __tablename__ = "order_log"
    __table_args__ = (UniqueConstraint("order_id", "seq"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"))
    seq: Mapped[int] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str | None] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str] = mapped_column(String(24))
    slot_start: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str | None] = mapped_column(Text)


SYSTEM = Actor(account_id=None, organisation_id=None, organisation_kind=None, role="system")
"""Who acts when nobody does: dispatching, and closing a booking whose appliances were all picked up."""


_COLLECTABLE = sorted(state.value for state, action in TABLE if action is OrderAction.COLLECT)


def move(
    session: Session,
    order: TradeOrder,
    action: OrderAction,
    by: tuple[Actor, datetime],
    reason: str | None = None,
) -> None:
    """Take one action: the only place where a booking's state changes, and it writes the record too.

    The caller holds the row's lock (`find_locked`), so that the state it decides on is the state it changes (H12).
    """
    before = OrderState(order.state)
    order.state = next_state(before, action, by[0].role).value
    record(session, order, (action.value, before.value), by, reason)


def record(
    session: Session,
    order: TradeOrder,
    what: tuple[str, str | None],
    by: tuple[Actor, datetime],
    reason: str | None = None,
) -> None:
    """Append one line to the booking's history."""
    actor, now = by
    latest = select(func.coalesce(func.max(OrderLog.seq), 0)).where(OrderLog.order_id == order.id)
    session.add(
        OrderLog(
            order_id=order.id,
            seq=(session.scalar(latest) or 0) + 1,
            action=what[0],
            from_state=what[1],
            to_state=order.state,
            at=now,
            account_id=actor.account_id,
            organisation_id=actor.organisation_id,
            role=actor.role,
            slot_start=order.slot_start,
            reason=reason,
        )
    )
    session.flush()


CLOSE_COLLECTED = f"""
WITH due AS MATERIALIZED (
  SELECT o.id, o.state, o.slot_start FROM trade_order o
   WHERE o.id = ANY(%(order_id)b::uuid[]) AND o.state = ANY('{{{",".join(_COLLECTABLE)}}}')
     AND NOT EXISTS (SELECT FROM unit u WHERE u.order_id = o.id AND u.stage = '{Stage.BOOKED.value}')
   ORDER BY o.id FOR UPDATE OF o
), closed AS (
  UPDATE trade_order o SET state = '{OrderState.COLLECTED.value}', collected_at = %(now)b::timestamptz
    FROM due WHERE o.id = due.id
), freed AS (
  DELETE FROM appointment a USING due WHERE a.order_id = due.id
)
INSERT INTO order_log (id, order_id, seq, action, from_state, to_state, at, role, slot_start)
SELECT gen_random_uuid(), due.id,
       1 + (SELECT coalesce(max(l.seq), 0) FROM order_log l WHERE l.order_id = due.id),
       '{OrderAction.COLLECT.value}', due.state, '{OrderState.COLLECTED.value}', %(now)b::timestamptz,
       '{SYSTEM.role}', due.slot_start
  FROM due
"""  # noqa: S608 - words of our own enums
"""Close those of these bookings whose appliances have all left the door; capture runs it after `collecting`.

One statement whatever the batch, for the driver's cursor: `{"order_id": [...], "now": ...}`. Only states from which
the order table allows `collect` are closed.
"""
