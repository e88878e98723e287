"""Which recycler an order goes to: distance band first, then load, then metres, and why the others did not get it.

The same candidates always give the same answer, and the answer is stored and shown with its reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

EARTH_M = 6_371_000


class Band(IntEnum):
    """How far away a recycler works; `OTHER` is out of area."""

    SAME_DISTRICT = 0
    SAME_CITY = 1
    NEIGHBOURING_CITY = 2
    OTHER = 3


class Why(StrEnum):
    """Why a recycler does not get an order."""

    LICENCE_UNKNOWN = "licence_unknown"
    LICENCE_EXPIRED = "licence_expired"
    OUT_OF_AREA = "out_of_area"
    FULL = "full"
    DECLINED = "declined"


BAND_ZH = ("同区县", "同城", "相邻城市", "区域外")
BAND_EN = ("same district", "same city", "neighbouring city", "out of area")
WHY_ZH = {
    Why.LICENCE_UNKNOWN: "没有有效的备案或许可记录",
    Why.LICENCE_EXPIRED: "备案或许可已到期",
    Why.OUT_OF_AREA: "不在服务区域内",
    Why.FULL: "当日接单已满",
    Why.DECLINED: "已拒接此单",
}
WHY_EN = {
    Why.LICENCE_UNKNOWN: "no licence on record",
    Why.LICENCE_EXPIRED: "licence expired",
    Why.OUT_OF_AREA: "out of area",
    Why.FULL: "no capacity left that day",
    Why.DECLINED: "declined this order before",
}


@dataclass(frozen=True, slots=True)
class Position:
    """Micro-degrees WGS 84."""

    lat_e6: int
    lon_e6: int


@dataclass(frozen=True, slots=True)
class Pickup:
    """Where and when an appliance waits. `neighbours` are the city codes next to `city`."""

    district: str
    city: str
    day: date
    neighbours: frozenset[str] = frozenset()
    position: Position | None = None
    declined_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recycler with the orders it already has on that day. `licence_valid_to` is the last valid day."""

    organisation_id: UUID
    name: str
    district: str
    city: str
    open_orders: int
    daily_capacity: int
    licence_valid_to: date | None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A recycler that could take the order. `distance_m` is None when a position is unknown: not zero."""

    candidate: Candidate
    band: Band
    load_permille: int
    distance_m: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A recycler that could not, and why."""

    candidate: Candidate
    why: Why
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the chosen one was chosen: facts to store, sentences to show."""

    band: Band
    load_permille: int
    distance_m: int | None
    competitors: int
    refused: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The answer. `chosen` and `reason` are None when nobody can take the order."""

    chosen: Candidate | None
    reason: Reason | None
    ranking: tuple[Ranked, ...]
    refused: tuple[Refused, ...]


def dispatch(pickup: Pickup, candidates: Iterable[Candidate]) -> Dispatch:
    """Rank the candidates for a pick-up: nearer band, then smaller share of the day taken, then metres, then id."""
    ranking: list[Ranked] = []
    refused: list[Refused] = []
    for candidate in candidates:
        why = _obstacle(pickup, candidate)
        if why is None:
            ranking.append(_rank(pickup, candidate))
        else:
            refused.append(Refused(candidate, why, WHY_ZH[why], WHY_EN[why]))
    ranking.sort(key=_order)
    refused.sort(key=lambda one: one.candidate.organisation_id)
    if not ranking:
        return Dispatch(None, None, (), tuple(refused))
    reason = _reason(ranking[0], len(ranking) - 1, len(refused))
    return Dispatch(ranking[0].candidate, reason, tuple(ranking), tuple(refused))


def band_of(pickup: Pickup, candidate: Candidate) -> Band:
    """The distance band; by administrative area, since that is how recyclers are licensed and contracted."""
    if candidate.district == pickup.district:
        return Band.SAME_DISTRICT
    if candidate.city == pickup.city:
        return Band.SAME_CITY
    return Band.NEIGHBOURING_CITY if candidate.city in pickup.neighbours else Band.OTHER


def distance_m(one: Position | None, other: Position | None) -> int | None:
    """Great-circle metres between two positions; None when one is unknown."""
    if one is None or other is None:
        return None
    lat_1, lon_1, lat_2, lon_2 = (
        radians(micro / 1e6) for micro in (one.lat_e6, one.lon_e6, other.lat_e6, other.lon_e6)
    )
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return round(2 * EARTH_M * asin(min(1.0, sqrt(half))))


def _obstacle(pickup: Pickup, candidate: Candidate) -> Why | None:
    if candidate.organisation_id in pickup.declined_by:
        return Why.DECLINED
    if candidate.licence_valid_to is None:
        return Why.LICENCE_UNKNOWN
    if candidate.licence_valid_to < pickup.day:
        return Why.LICENCE_EXPIRED
    if band_of(pickup, candidate) is Band.OTHER:
        return Why.OUT_OF_AREA
    return Why.FULL if candidate.open_orders >= candidate.daily_capacity else None


def _rank(pickup: Pickup, candidate: Candidate) -> Ranked:
    load = 1000 * candidate.open_orders // candidate.daily_capacity
    metres = distance_m(pickup.position, candidate.position)
    return Ranked(candidate, band_of(pickup, candidate), load, metres)


def _order(ranked: Ranked) -> tuple[Band, int, bool, int, UUID]:
    unknown = ranked.distance_m is None
    return (
        ranked.band,
        ranked.load_permille,
        unknown,
        ranked.distance_m or 0,
        ranked.candidate.organisation_id,
    )


def _reason(first: Ranked, competitors: int, refused: int) -> Reason:
    one, band, load = first.candidate, first.band, first.load_permille / 10
    zh = f"{one.name}：{BAND_ZH[band]}，当日已接{one.open_orders}/{one.daily_capacity}单（{load:g}%）"
    en = (
        f"{one.name}: {BAND_EN[band]}, {one.open_orders} of {one.daily_capacity} orders that day ({load:g} %)"
    )
    if first.distance_m is not None:
        zh += f"，直线约{first.distance_m / 1000:.1f}公里"
        en += f", about {first.distance_m / 1000:.1f} km in a straight line"
    zh += f"；优先于其他{competitors}家，{refused}家不符合条件。"
    en += f"; ranked before {competitors} others, {refused} not eligible."
    return Reason(band, first.load_permille, first.distance_m, competitors, refused, zh, en)
