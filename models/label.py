"""Labels: what can be printed and scanned, the rolls they come in.

A code is reserved in advance to a recycler (a roll) or made for one order; capture binds it to a unit or voids it.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    Uuid,
    bindparam,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.actor import Actor
from tradein.codes import issue
from tradein.refusal import Refusal

LONGEST_ROLL = 5000
ATTEMPTS = 5

RandomBytes = Callable[[int], bytes]
Fixed = Mapping[str, UUID | datetime | None]


class Label(Base):
    """One code. `organisation_id` is who may use it while it is reserved; None means any recycler.

    `unit_id` carries no foreign key, like every table that is written together with its unit.
    """

    __tablename__ = "label"
    __table_args__ = (
        CheckConstraint("state IN ('reserved', 'bound', 'void')", name="state"),
        CheckConstraint("char_length(code) = 13", name="code_length"),
        CheckConstraint("state <> 'bound' OR unit_id IS NOT NULL", name="bound_to_a_unit"),
        Index("ix_label_unit_id", "unit_id", postgresql_where=text("unit_id IS NOT NULL")),
        Index("ix_label_order_id", "order_id", postgresql_where=text("order_id IS NOT NULL")),
        Index("uq_label_roll_id_position", "roll_id", "position", unique=True),
    )

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text, server_default=text("'reserved'"))
    unit_id: Mapped[UUID | None] = mapped_column(Uuid)
    roll_id: Mapped[UUID | None] = mapped_column(ForeignKey("label_roll.id"))
    position: Mapped[int | None] = mapped_column(Integer)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade_order.id"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    bound_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    voided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    void_reason: Mapped[str | None] = mapped_column(Text)
    replaced_by: Mapped[str | None] = mapped_column(Text)


class LabelRoll(Base):
    """A run of pre-printed labels reserved to one recycler (CBV `reserving`).

    `printed_count` counts the labels that were printed at least once.
    """

    __tablename__ = "label_roll"
    __table_args__ = (
        CheckConstraint("count BETWEEN 1 AND 5000", name="count"),
        CheckConstraint("printed_count BETWEEN 0 AND count", name="printed_count"),
        Index("ix_label_roll_organisation_id_number", "organisation_id", "number"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    count: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    printed_count: Mapped[int] = mapped_column(Integer, server_default=text("0"))


class RollCount(Refusal):
    """A roll holds 1…5,000 labels."""

    code = "roll_count"
    zh = "每卷标签为 1 至 {high} 枚，请分卷申请。"
    en = "A roll holds 1 to {high} labels. Please ask for several rolls."


class CodesExhausted(RuntimeError):
    """Sixty random bits collided again and again: the random source is broken, so nothing may be issued."""


@dataclass(frozen=True, slots=True)
class RollRequest:
    """Who gets a roll of how many labels. `random_bytes` is replaced only by the seeded demo."""

    organisation_id: UUID
    count: int
    random_bytes: RandomBytes = secrets.token_bytes


def reserve_roll(
    session: Session, actor: Actor, organisation_id: UUID, count: int, now: datetime
) -> LabelRoll:
    """Reserve a roll of `count` fresh codes to a recycler. Raises `roll_count`."""
    return fill_roll(session, actor, RollRequest(organisation_id, count), now)


def fill_roll(session: Session, actor: Actor, wanted: RollRequest, now: datetime) -> LabelRoll:
    """Make a roll: two statements whatever its length, a third only if a code collided. Raises `roll_count`."""
    if not 1 <= wanted.count <= LONGEST_ROLL:
        raise RollCount("count", high=LONGEST_ROLL)
    roll = LabelRoll(
        id=new_id(),
        organisation_id=wanted.organisation_id,
        count=wanted.count,
        made_by=actor.account_id,
        made_at=now,
        printed_count=0,
    )
    session.add(roll)
    session.flush()
    fixed: Fixed = {"roll_id": roll.id, "organisation_id": wanted.organisation_id, "created_at": now}
    _issue(session, fixed, range(1, wanted.count + 1), wanted.random_bytes)
    return roll


def label_for_order(
    session: Session,
    order_id: UUID,
    organisation_id: UUID | None,
    now: datetime,
    *,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str:
    """A fresh code for one unit of an order; until a recycler is dispatched `organisation_id` is None."""
    fixed: Fixed = {"order_id": order_id, "organisation_id": organisation_id, "created_at": now}
    return _issue(session, fixed, (None,), random_bytes)[0]


def _issue(
    session: Session,
    fixed: Fixed,
    positions: Sequence[int | None],
    random_bytes: RandomBytes,
) -> list[str]:
    """Insert a new code for each position in one statement; whatever collided draws again."""
    pending, codes = list(positions), list[str]()
    for _ in range(ATTEMPTS):
        # Equal draws within one batch collapse here; their positions stay pending.
        drawn = {issue(random_bytes): position for position in pending}
        fresh = _insert(session, fixed, drawn)
        codes += [code for code in drawn if code in fresh]
        done = {drawn[code] for code in fresh}
        pending = [position for position in pending if position not in done]
        if not pending:
            return codes
    raise CodesExhausted


def _insert(session: Session, fixed: Fixed, drawn: Mapping[str, int | None]) -> set[str]:
    """Write what is new of `drawn` (code → position) and say which codes that were."""
    rows = (
        func.unnest(
            bindparam("codes", list(drawn), ARRAY(Text)),
            bindparam("positions", list(drawn.values()), ARRAY(Integer)),
        )
        .table_valued("code", "position")
        .render_derived()
    )
    constants = [literal(value, Label.__table__.c[name].type).label(name) for name, value in fixed.items()]
    source = select(rows.c.code, rows.c.position, *constants)
    statement = insert(Label).from_select(["code", "position", *fixed], source)
    return set(session.scalars(statement.on_conflict_do_nothing().returning(Label.code)))
