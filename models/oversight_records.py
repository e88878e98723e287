"""Figures of a region that are counted from records and not from counters: how things stand now, and the price gap."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from tradein.moment import day_end, day_start
from tradein.span import Span

_NOW = text("""
SELECT (SELECT count(*) FROM unit WHERE on_hold AND district = ANY(CAST(:leaves AS text[])))
         AS on_hold_units,
       (SELECT count(DISTINCT unit_id) FROM alert
         WHERE state <> 'closed' AND kind IN ('service_level', 'missing_in_load')
           AND region = ANY(CAST(:leaves AS text[])))
         AS overdue_units,
       (SELECT count(*) FROM waste_transfer WHERE state = 'departed' AND region = ANY(CAST(:leaves AS text[])))
         AS open_waste_transfers,
       (SELECT count(*) FROM waste_transfer
         WHERE state = 'departed' AND region = ANY(CAST(:leaves AS text[])) AND due_on < :today)
         AS late_waste_transfers
""")

_PRICES = text("""
SELECT sum(price_fen - promised_fen) FROM trade_order
 WHERE region_code = ANY(CAST(:leaves AS text[])) AND collected_at >= :since AND collected_at < :until
""")


def standing(session: Session, leaves: Sequence[str], today: date) -> dict[str, int]:
    """How things stand now in these districts, by figure. One statement."""
    found = session.execute(_NOW, {"leaves": list(leaves), "today": today}).mappings().one()
    return {str(figure): int(count) for figure, count in found.items()}


def price_gap_fen(session: Session, leaves: Sequence[str], span: Span) -> int | None:
    """Final less promised prices of the bookings collected in these days, in fen; None without any."""
    asked = {"leaves": list(leaves), "since": day_start(span.first), "until": day_end(span.last)}
    gap = session.scalar(_PRICES, asked)
    return None if gap is None else int(gap)
