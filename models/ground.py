"""What a batch is judged against: sites with their licences, plausible weights, reporting districts.

Facts that change rarely are kept in memory for seconds, per database connection source, so that the hot path asks
the database once per batch. What must be current on the next request (sessions, units, loads) is never kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.item_type import item_types
from models.price_range import PriceRanges, read_ranges
from tradein.actor import Actor
from tradein.custody import Ground
from tradein.moment import day_of
from tradein.region import Areas
from tradein.scan import SiteFacts

SITES_FRESH = timedelta(seconds=10)
LEAVES_FRESH = timedelta(seconds=60)
PRICES_FRESH = timedelta(minutes=5)
"""A published price starts tomorrow at the earliest."""

_SITES = text(
    """
    SELECT s.id, s.code, s.organisation_id, s.region_code, s.kind,
           (SELECT max(l.valid_to) FROM licence l
             WHERE l.organisation_id = s.organisation_id AND l.kind = 'dismantling' AND l.valid_from <= :today)
      FROM site s WHERE s.code = ANY(:codes) AND s.closed_at IS NULL
    """
)
_LEAVES = text(
    """
    SELECT code, CASE WHEN leaf THEN code END, parent_code, level FROM region
    UNION ALL SELECT h.code, r.code, NULL, NULL FROM region_history h
      JOIN region r ON r.code = h.current_codes[1] AND r.leaf
     WHERE cardinality(h.current_codes) = 1 AND NOT EXISTS (SELECT FROM region c WHERE c.code = h.code)
    """
)


@dataclass(slots=True)
class _Kept:
    sites: dict[str, tuple[datetime, SiteFacts | None]] = field(default_factory=dict)
    leaves: Mapping[str, str] = field(default_factory=dict)
    areas: Areas = field(default_factory=lambda: Areas.among(()))
    leaves_at: datetime | None = None
    prices: PriceRanges | None = None
    prices_at: datetime | None = None


_kept: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Moment:
    """Who acts, when, and the key that hand-over codes are checked with."""

    actor: Actor
    now: datetime
    handover_key: bytes = b""


def ground_for(session: Session, moment: Moment, sites: Iterable[str | None] = ()) -> Ground:
    """The ground for one batch that names these sites."""
    kept = _kept.setdefault(session.get_bind(), _Kept())
    if kept.leaves_at is None or moment.now - kept.leaves_at > LEAVES_FRESH:
        _read_leaves(session, kept, moment.now)
    if kept.prices_at is None or not timedelta(0) <= moment.now - kept.prices_at <= PRICES_FRESH:
        _read_prices(session, kept, moment.now)
    facts = _sites(session, kept, sites, moment.now)
    types = item_types(session, moment.now)
    return Ground(
        actor=moment.actor,
        now=moment.now,
        sites=facts,
        item_types=types,
        leaves=kept.leaves,
        handover_key=moment.handover_key,
        areas=kept.areas,
        prices=kept.prices,
    )


def with_sites(session: Session, ground: Ground, sites: Iterable[str | None]) -> Ground:
    """The same ground with further sites: those that kept scans name."""
    missing = {code for code in sites if code} - ground.sites.keys()
    if not missing:
        return ground
    kept = _kept.setdefault(session.get_bind(), _Kept())
    return replace(ground, sites={**ground.sites, **_sites(session, kept, missing, ground.now)})


def _sites(
    session: Session, kept: _Kept, sites: Iterable[str | None], now: datetime
) -> Mapping[str, SiteFacts]:
    wanted = {code for code in sites if code}
    stale = [
        code
        for code in wanted
        if code not in kept.sites or not timedelta(0) <= now - kept.sites[code][0] <= SITES_FRESH
    ]
    if stale:
        _read_sites(session, kept, stale, now)
    return {code: found for code in wanted if (found := kept.sites[code][1]) is not None}


def _read_leaves(session: Session, kept: _Kept, now: datetime) -> None:
    rows = session.execute(_LEAVES).all()
    kept.leaves = {code: leaf for code, leaf, _, _ in rows if leaf is not None}
    kept.areas = Areas.among((code, parent, level) for code, _, parent, level in rows if level is not None)
    kept.leaves_at = now if kept.leaves else None


def _read_prices(session: Session, kept: _Kept, now: datetime) -> None:
    kept.prices = read_ranges(session, kept.areas.parents, day_of(now))
    kept.prices_at = now if kept.prices.rows else None


def _read_sites(session: Session, kept: _Kept, codes: list[str], now: datetime) -> None:
    found = {row.code: row for row in session.execute(_SITES, {"codes": codes, "today": day_of(now)})}
    for code in codes:
        # One assignment each: other threads read this while we fill it.
        kept.sites[code] = (now, SiteFacts(*found[code]) if code in found else None)
