"""The nation's limits of stages, read from the packaged table as the import reads them."""

from datetime import date

from tradein import packaged
from tradein.reference import NATION, Header, Row
from tradein.reference_parsing import time_limits
from tradein.service_level import Limit, stage_limits


def national() -> tuple[Limit, ...]:
    """As they stand after the first import."""
    rows = []
    for entry in time_limits(packaged.content("time_limits.csv"), {}):
        source = entry.source or "editions.csv"
        header = Header(entry.key, NATION, date(2011, 1, 1), None, source, "2026-11", None, entry.verified)
        rows.append(Row(header, entry.value))
    return stage_limits(rows)


LIMITS = national()
