"""Cutting a map into sheets: synthetic squares stand for divisions; nobody's drawing is part of this tree."""

import pytest

from tests.squares import collection, line, square
from tradein.map_data import HAINAN, NATION, MapLevel, MapUnreadable, code_of, parent_of, rounded, split

PROVINCES = collection(square("370000", 0), square("460000", 2), square("110000", 4), line())
CITIES = collection(square("371500", 0), square("371400", 1), square("110000", 4), line())
DISTRICTS = collection(square("371502", 0), square("110101", 4), square("429004", 6), square("441900", 8))


def test_each_division_is_drawn_on_the_sheet_of_its_parent():
    files = {MapLevel.PROVINCE: PROVINCES, MapLevel.CITY: CITIES, MapLevel.DISTRICT: DISTRICTS}
    sheets = split(files)
    drawn = {
        code: [one["properties"]["code"] for one in sheet["features"] if one["properties"]["code"]]
        for code, sheet in sheets.items()
    }
    assert drawn == {
        NATION: ["370000", "460000", "110000"],
        "370000": ["371500", "371400"],
        "371500": ["371502"],
        "110000": ["110101"],
        "429000": ["429004"],
    }


def test_the_national_sheet_keeps_every_line_and_no_line_has_a_name_to_print():
    sheet = split({MapLevel.PROVINCE: PROVINCES})[NATION]
    lines = [one for one in sheet["features"] if one["geometry"]["type"] == "LineString"]
    assert [one["properties"] for one in lines] == [{"code": "", "name": ""}]
    assert len(sheet["features"]) == len(PROVINCES["features"])


def test_a_map_of_hainan_shows_the_islands_of_the_south_sea():
    counties = collection(square("469021", 2))
    cities = collection(square("460100", 2))
    sheets = split({MapLevel.PROVINCE: PROVINCES, MapLevel.CITY: cities, MapLevel.DISTRICT: counties})
    assert [one["geometry"]["type"] for one in sheets[HAINAN]["features"]] == ["LineString", "Polygon"]


def test_lines_alone_are_no_sheet():
    assert HAINAN not in split({MapLevel.PROVINCE: PROVINCES})


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"gb": "156370000"}, "370000"),
        ({"adcode": 370000}, "370000"),
        ({"gb": "370000"}, "370000"),
        ({"gb": "境界线"}, None),
        ({"gb": ""}, None),
        ({}, None),
        ({"gb": "840370000"}, None),
    ],
)
def test_codes(properties, code):
    assert code_of(properties) == code


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("370000", "province", "100000"),
        ("371500", "city", "370000"),
        ("310000", "city", None),
        ("500100", "city", None),
        ("371502", "district", "371500"),
        ("310101", "district", "310000"),
        ("441900", "district", None),
    ],
)
def test_parents(code, level, parent):
    assert parent_of(code, MapLevel(level)) == parent


def test_coordinates_are_rounded_and_nothing_is_dropped():
    assert rounded([[[115.123456, 36], [115.1234999, 36.00005]]]) == [[[115.1235, 36], [115.1235, 36.0001]]]


@pytest.mark.parametrize(
    "content",
    [
        {"type": "Topology"},
        collection(),
        {"type": "FeatureCollection", "features": [{"properties": {}, "geometry": None}]},
        collection({**square("370000", 0), "properties": {"name": "无代码"}}),
        collection({**line(), "geometry": {"type": "Point", "coordinates": [1, 2]}}),
    ],
)
def test_what_is_no_map_is_refused(content):
    with pytest.raises(MapUnreadable):
        split({MapLevel.PROVINCE: content})
