"""Tallies: counters that are written with the event and read by the boards.

`tally_live` takes the writers: every transaction adds to one of many slots of a cell, so that writers of one district
do not queue behind one row. A job folds live rows into `tally` (day, month and all-time grains, each also summed over
item types). A figure is folded plus live, exact at any moment whether or not the job runs.
"""

from datetime import date

from sqlalchemy import BigInteger, Date, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base

SLOTS = 32
ALL_TYPES = "*"
"""The item type of folded rows that are summed over all item types."""
GRAINS = ("day", "month", "total")
EPOCH = date(2000, 1, 1)
"""The period of `total` rows."""


class TallyLive(Base):
    """Counters of the moment; `slot` is drawn at random by each transaction."""

    __tablename__ = "tally_live"
    __table_args__ = ({"postgresql_with": {"fillfactor": "60"}},)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    district: Mapped[str] = mapped_column(Text, primary_key=True)
    item_type: Mapped[str] = mapped_column(Text, primary_key=True)
    basis: Mapped[str] = mapped_column(Text, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    weight_g: Mapped[int] = mapped_column(BigInteger)
    unweighed: Mapped[int] = mapped_column(BigInteger)
    amount_fen: Mapped[int] = mapped_column(BigInteger)


class Tally(Base):
    """Folded counters. The key leads with what every question fixes: grain, district, basis."""

    __tablename__ = "tally"

    grain: Mapped[str] = mapped_column(Text, primary_key=True)
    district: Mapped[str] = mapped_column(Text, primary_key=True)
    basis: Mapped[str] = mapped_column(Text, primary_key=True)
    item_type: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    weight_g: Mapped[int] = mapped_column(BigInteger)
    unweighed: Mapped[int] = mapped_column(BigInteger)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
