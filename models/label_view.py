"""How often a label's public page was opened: a hint against copied labels. Nothing about the reader is kept."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import DateTime, ForeignKey, Integer, Text, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base
from models.label import Label


class LabelView(Base):
    """One row per label that was ever looked up while bound."""

    __tablename__ = "label_view"

    code: Mapped[str] = mapped_column(Text, ForeignKey("label.code"), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    views: Mapped[int] = mapped_column(Integer)


class Views(NamedTuple):
    """How often, and when for the first time."""

    times: int
    first_at: datetime


def count_view(session: Session, code: str, now: datetime) -> Views | None:
    """Count one look at a bound label; None, after the same statement, for every other code.

    The commit does not wait for the disk: losing a hint in a crash is harmless, and a bound label must not answer
    measurably later than an unknown one.
    """
    session.execute(text("SET LOCAL synchronous_commit = off"))
    bound = select(Label.code, literal(now), literal(now), literal(1)).where(
        Label.code == code, Label.state == "bound"
    )
    added = insert(LabelView).from_select(["code", "first_at", "last_at", "views"], bound)
    counted = added.on_conflict_do_update(
        index_elements=["code"],
        set_={
            "views": LabelView.views + 1,
            "last_at": func.greatest(LabelView.last_at, text("excluded.last_at")),
        },
    )
    row = session.execute(counted.returning(LabelView.views, LabelView.first_at)).first()
    return Views(*row) if row else None
