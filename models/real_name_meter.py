"""How often the real-name provider was asked today and how it has been: one row, locked while it is counted."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Integer, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base
from tradein.moment import day_of
from tradein.real_name import Meter, Outcome, Policy, admit, learn

PROVIDER = "real_name"


class ProviderMeter(Base):
    """Calls of a day and failures in a row of an outside provider; every worker sees the same."""

    __tablename__ = "provider_meter"

    provider: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    calls: Mapped[int] = mapped_column(Integer)
    failures: Mapped[int] = mapped_column(Integer)
    open_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def count_call(session: Session, policy: Policy, now: datetime) -> None:
    """Count one more call. Raises `real_name_unavailable`."""
    row = _locked(session, now)
    _store(row, admit(_meter(row), policy, now))
    session.flush()


def learn_from(session: Session, policy: Policy, outcome: Outcome, now: datetime) -> None:
    """Remember how a call ended."""
    row = _locked(session, now)
    _store(row, learn(_meter(row), policy, outcome, now))
    session.flush()


def _locked(session: Session, now: datetime) -> ProviderMeter:
    today = day_of(now)
    fresh = insert(ProviderMeter).values(provider=PROVIDER, day=today, calls=0, failures=0)
    session.execute(fresh.on_conflict_do_nothing())
    query = select(ProviderMeter).where(ProviderMeter.provider == PROVIDER).with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).one()
    if row.day != today:
        row.day, row.calls = today, 0
    return row


def _meter(row: ProviderMeter) -> Meter:
    return Meter(row.calls, row.failures, row.open_until)


def _store(row: ProviderMeter, meter: Meter) -> None:
    row.calls, row.failures, row.open_until = meter.calls, meter.failures, meter.open_until
