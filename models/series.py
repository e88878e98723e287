"""Running numbers that start again each day at each site: work orders, lots, weighing labels, shipments."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base


class Series(Base):
    """The last number given out for a prefix at a site on a day; the row is the lock, so a roll-back leaves no gap."""

    __tablename__ = "series"

    site_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("site.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


def next_number(session: Session, prefix: str, site: tuple[UUID, str], day: date) -> str:
    """The next number, e.g. `WO-D001-20261121-0007`; `site` is its id and code."""
    site_id, site_code = site
    statement = (
        insert(Series)
        .values(site_id=site_id, prefix=prefix, day=day, last=1)
        .on_conflict_do_update(index_elements=["site_id", "prefix", "day"], set_={"last": Series.last + 1})
        .returning(Series.last)
    )
    last = session.execute(statement).scalar_one()
    return f"{prefix}-{site_code}-{day:%Y%m%d}-{last:04d}"
