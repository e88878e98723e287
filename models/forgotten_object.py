"""Objects of the store whose row was erased: noted with the erasure, removed by a job when no row names them any more.

One picture may have been sent by several people, and is one object. So the row goes in the transaction of whoever
erases it, and the bytes go later, by who sees every row. A crash between the two leaves the note, not the picture.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Delete, Text, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from models.db import Base

OBJECTS = 0x7A22
"""Advisory lock: an object is not removed while a row that names it is being written."""


class ForgottenObject(Base):
    """An object to remove, unless some row still names it. It names nobody."""

    __tablename__ = "forgotten_object"

    sha256: Mapped[str] = mapped_column(Text, primary_key=True)


def hold_object(session: Session, sha256: str) -> None:
    """Keep the object from being removed, or named, by others until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(OBJECTS, func.hashtext(sha256))))


def forgetting(table: Any, gone: Delete) -> ReturningInsert[str]:
    """The statement that erases rows and notes their objects, both or neither; it answers with the objects."""
    erased = gone.returning(table.sha256.label("sha256")).cte("erased")
    noted = insert(ForgottenObject).from_select(["sha256"], select(erased.c.sha256).distinct())
    return noted.on_conflict_do_nothing().returning(ForgottenObject.sha256)


def note_forgotten(session: Session, sha256: str) -> None:
    """A row that named this object is erased in this transaction."""
    session.execute(insert(ForgottenObject).values(sha256=sha256).on_conflict_do_nothing())


def waiting(session: Session, most: int) -> Sequence[str]:
    """Objects that may have to go, each to one job."""
    query = select(ForgottenObject.sha256).order_by(ForgottenObject.sha256).limit(most)
    return session.scalars(query.with_for_update(skip_locked=True)).all()


def forget_note(session: Session, sha256: str) -> None:
    """The object has gone, or some row still names it."""
    session.execute(delete(ForgottenObject).where(ForgottenObject.sha256 == sha256))
