"""Synthetic maps: squares with codes and a line, so that no drawing of anybody's is needed to test with."""

from typing import Any

Json = dict[str, Any]


def collection(*features: Json) -> Json:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def square(code: str, at: float, name: str = "") -> Json:
    """A division as 天地图 writes it, drawn as a square of one degree."""
    ring = [[100 + at, 30], [101 + at, 30], [101 + at, 31], [100 + at, 31], [100 + at, 30]]
    return {
        "type": "Feature",
        "properties": {"gb": f"156{code}", "name": name or f"方块{code}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def line() -> Json:
    """A line feature, named as the publisher names it."""
    points = [[110.0, 18.0], [112.0, 12.0]]
    return {
        "type": "Feature",
        "properties": {"gb": "", "name": "境界线"},
        "geometry": {"type": "LineString", "coordinates": points},
    }
