"""A licensed map of divisions, cut into one file a parent; nothing is simplified, moved or left out.

What is shown to officers is the publisher's drawing: every polygon of a level, and on the national sheet and on
Hainan's its line features (the ten-dash line is among them), coordinates rounded to about ten metres. GB/T 2260 codes
come from `gb` (156 and the code) or `adcode`. 《公开地图内容表示规范》 (2023) wants both kept whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

NATION = "100000"
HAINAN = "460000"
DECIMALS = 4
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""Provinces without cities: their districts lie directly below them."""
LINES = frozenset({"LineString", "MultiLineString"})
AREAS = frozenset({"Polygon", "MultiPolygon"})
Feature = dict[str, Any]
Sheets = dict[str, dict[str, Any]]


class MapLevel(StrEnum):
    """Which divisions a file of the publisher draws."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


class Edition(NamedTuple):
    """Where a map comes from; shown under it."""

    audit_no: str
    source: str
    date: str


OFFICIAL = Edition("GS(2024)0650号", "天地图·国家地理信息公共服务平台", "2025-09")
OFFICIAL_FILES: Mapping[str, MapLevel] = {
    "3af8294f9ad61cc2bf84c1bb7e4bbf86a6336c68d754b699a0e6ddc33ef81486": MapLevel.PROVINCE,
    "d7a6f05b7e58cf758d74bd71ed0ea2ce981ef99436e4881e9a68098c3cd80b3b": MapLevel.CITY,
    "91edf86abe109a1de33052977852e37f848f350d37ae069b40e0d80dcc2a97d3": MapLevel.DISTRICT,
}
"""SHA-256 of the files as published in September 2025; any other file must be vouched for by whoever imports it."""


class MapUnreadable(Exception):
    """The file is no drawing of divisions; the message says which and why."""


def code_of(properties: Mapping[str, Any]) -> str | None:
    """The six digits of a feature, None for one that is no division."""
    given = str(properties.get("adcode") or properties.get("gb") or "")
    code = given[3:] if len(given) == 9 and given.startswith("156") else given
    return code if len(code) == 6 and code.isdigit() else None


def parent_of(code: str, level: MapLevel) -> str | None:
    """On whose sheet a division is drawn; None where the level repeats what the one above has drawn."""
    if level is MapLevel.PROVINCE:
        return NATION
    province = f"{code[:2]}0000"
    if level is MapLevel.CITY:
        return None if code == province or province in MUNICIPALITIES else province
    if province in MUNICIPALITIES:
        return province
    city = f"{code[:4]}00"
    return None if code == city else city


def rounded(coordinates: Any) -> Any:
    """The same points with four decimals."""
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DECIMALS)
    return [rounded(one) for one in coordinates]


def split(files: Mapping[MapLevel, Mapping[str, Any]]) -> Sheets:
    """Sheets by the code of their parent, each a FeatureCollection with `code` and `name` on every area.

    Raises `MapUnreadable`.
    """
    sheets: Sheets = {}
    for level, content in files.items():
        for feature in _features(content, level):
            for sheet in _sheets_of(feature, level):
                found = sheets.setdefault(sheet, {"type": "FeatureCollection", "features": []})
                found["features"].append(_drawn(feature))
    return {code: sheet for code, sheet in sheets.items() if any(map(_is_area, sheet["features"]))}


def _features(content: Mapping[str, Any], level: MapLevel) -> Sequence[Mapping[str, Any]]:
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise MapUnreadable(f"{level.value}: no FeatureCollection")
    for feature in features:
        kind = (feature.get("geometry") or {}).get("type")
        if kind not in LINES | AREAS:
            raise MapUnreadable(f"{level.value}: geometry {kind}")
        if kind in AREAS and code_of(feature["properties"]) is None:
            raise MapUnreadable(f"{level.value}: an area without a code")
    return features


def _sheets_of(feature: Mapping[str, Any], level: MapLevel) -> Iterable[str]:
    if _is_area(feature):
        parent = parent_of(str(code_of(feature["properties"])), level)
        return () if parent is None else (parent,)
    # Lines belong to no division: the nation's sheet needs them, and every map of Hainan 南海诸岛 with them.
    return (NATION, HAINAN) if level is MapLevel.PROVINCE else ()


def _drawn(feature: Mapping[str, Any]) -> Feature:
    geometry = feature["geometry"]
    code = code_of(feature["properties"]) if _is_area(feature) else None
    # A line with a name would have it printed beside it.
    said = {"code": code or "", "name": str(feature["properties"].get("name") or "") if code else ""}
    return {
        "type": "Feature",
        "properties": said,
        "geometry": {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])},
    }


def _is_area(feature: Mapping[str, Any]) -> bool:
    return feature["geometry"]["type"] in AREAS
