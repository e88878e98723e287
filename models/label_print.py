"""Label prints: every print and reprint of a roll's stretch or of a single label is logged."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Text,
    Uuid,
    and_,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.label import Label, LabelRoll
from tradein.actor import Actor
from tradein.refusal import Refusal

LONGEST_PRINT = 500
"""Labels a PDF: about two seconds of drawing; a longer roll is printed in pieces."""


class LabelPrint(Base):
    """One print or reprint: a stretch of a roll, or a single label. Appended only."""

    __tablename__ = "label_print"
    __table_args__ = (
        CheckConstraint("(roll_id IS NULL) <> (code IS NULL)", name="roll_or_label"),
        CheckConstraint("first_position <= last_position", name="stretch"),
        Index("ix_label_print_roll_id", "roll_id"),
        Index("ix_label_print_code", "code"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    roll_id: Mapped[UUID | None] = mapped_column(ForeignKey("label_roll.id"))
    code: Mapped[str | None] = mapped_column(ForeignKey("label.code"))
    first_position: Mapped[int | None] = mapped_column(Integer)
    last_position: Mapped[int | None] = mapped_column(Integer)
    stock: Mapped[str] = mapped_column(Text)
    reprint: Mapped[bool]
    printed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    printed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PrintStretch(Refusal):
    """The stretch is not on the roll, is upside down, or too long for one document."""

    code = "print_stretch"
    zh = "打印范围应在 1 至 {count} 之间，起始不大于结束，且每次不超过 {high} 枚。"
    en = "Print positions lie between 1 and {count}, first before last, at most {high} at a time."


class LabelVoid(Refusal):
    """A void label is not printed again; its successor is."""

    code = "label_void"
    status = 409
    zh = "此标签已作废，不能再打印。替换标签：{replaced_by}。"
    en = "This label is void and is not printed again. Its successor: {replaced_by}."


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to print of a roll, on which stock; positions count from 1 and both ends are meant."""

    first: int | None
    last: int | None
    stock: str


def print_stretch(
    session: Session, actor: Actor, roll: LabelRoll, stretch: Stretch, now: datetime
) -> tuple[LabelPrint, list[Label]]:
    """Log the print of a stretch and give its labels in order; `reprint` when any of them was printed before.

    The roll's row is locked, so that two printers at once cannot both believe to be first.
    Raises `print_stretch`, `label_void` when no usable label is left.
    """
    first = stretch.first or 1
    last = stretch.last or min(roll.count, first + LONGEST_PRINT - 1)
    if not 1 <= first <= last <= roll.count or last - first >= LONGEST_PRINT:
        raise PrintStretch("from", count=roll.count, high=LONGEST_PRINT)
    session.execute(select(LabelRoll.id).where(LabelRoll.id == roll.id).with_for_update())
    overlap = select(LabelPrint.id).where(
        LabelPrint.roll_id == roll.id, LabelPrint.first_position <= last, LabelPrint.last_position >= first
    )
    log = LabelPrint(
        id=new_id(), roll_id=roll.id, first_position=first, last_position=last, stock=stretch.stock,
        reprint=session.scalar(select(overlap.exists())), printed_by=actor.account_id, printed_at=now,
    )  # fmt: skip
    session.add(log)
    session.flush()
    _count_printed(session, roll)
    labels = _printable(session, roll, first, last)
    if not labels:
        raise LabelVoid("from", replaced_by=None)
    return log, labels


def _printable(session: Session, roll: LabelRoll, first: int, last: int) -> list[Label]:
    """The stretch without its void labels: paper that leads nowhere is not printed again."""
    query = select(Label).where(
        Label.roll_id == roll.id, Label.position.between(first, last), Label.state != "void"
    )
    return list(session.scalars(query.order_by(Label.position)))


def _count_printed(session: Session, roll: LabelRoll) -> None:
    """Count each label of the roll once, however often its stretch was printed."""
    stretches = func.int4range(LabelPrint.first_position, LabelPrint.last_position, "[]")
    united = select(func.unnest(func.range_agg(stretches)).label("part")).where(LabelPrint.roll_id == roll.id)
    part = united.subquery().c.part
    printed = select(func.coalesce(func.sum(func.upper(part) - func.lower(part)), 0)).scalar_subquery()
    session.execute(update(LabelRoll).where(LabelRoll.id == roll.id).values(printed_count=printed))


def print_label(session: Session, actor: Actor, label: Label, stock: str, now: datetime) -> LabelPrint:
    """Log the print of a single label; whatever was printed before, alone or with its roll, is a reprint.

    Raises `label_void`.
    """
    if label.state == "void":
        raise LabelVoid("code", replaced_by=label.replaced_by)
    alone = LabelPrint.code == label.code
    # A label made for one order has no roll; its position is NULL, which compares to nothing.
    position = literal(label.position, Integer)
    rolled = and_(
        LabelPrint.roll_id == label.roll_id,
        LabelPrint.first_position <= position,
        LabelPrint.last_position >= position,
    )
    before = select(LabelPrint.id).where(alone | rolled)
    log = LabelPrint(
        id=new_id(), code=label.code, stock=stock, reprint=session.scalar(select(before.exists())),
        printed_by=actor.account_id, printed_at=now,
    )  # fmt: skip
    session.add(log)
    session.flush()
    return log
