"""The jurisdiction tree as pure values: the traps of regions/SOURCE.md, one by one."""

from collections import Counter

import pytest

from tradein import packaged
from tradein.region import (
    Areas,
    Level,
    ancestry,
    children,
    closure,
    free_zone_code,
    may_hold_zones,
    parse_divisions,
    parse_history,
    parse_zones,
)

DIVISIONS = parse_divisions(packaged.content("regions/regions.csv"))
HISTORY = {row.code: row for row in parse_history(packaged.content("regions/region_history.csv"))}
ZONES = parse_zones(packaged.content("regions/zones.csv"))
NODES = {node.code: node for node in DIVISIONS}
PARENTS = {node.code: node.parent_code for node in (*DIVISIONS, *ZONES)}


AREAS = Areas.among((node.code, node.parent_code, node.level) for node in (*DIVISIONS, *ZONES))


@pytest.mark.parametrize(
    ("home", "district", "served"),
    [
        ("371502", "371581", True),
        ("371502", "371571", True),  # the city's function zone
        ("371571", "371502", True),
        ("371502", "371402", False),
        ("371502", "110105", False),
        ("371500", "371526", True),
        ("370000", "371402", True),
        ("110101", "110105", True),  # a municipality is one city
        ("500101", "110105", False),
        ("419001", "419001", True),
        ("419001", "410102", False),  # 济源 hangs on the province, and serves itself
        ("441900", "441900", True),  # 东莞 has no counties
        ("000000", "371502", False),
    ],
)
def test_a_firm_serves_the_city_it_is_registered_in(home, district, served):
    assert AREAS.serves(home, district) is served


def test_every_row_of_the_source_is_there():
    levels = Counter(node.level for node in DIVISIONS)
    assert levels == {Level.PROVINCE: 34, Level.CITY: 342, Level.COUNTY: 3057}
    assert len(HISTORY) == 4031
    assert sum(row.split for row in HISTORY.values()) == 76
    assert sum(not row.current_codes for row in HISTORY.values()) == 64


def test_every_parent_exists():
    assert {parent for parent in PARENTS.values() if parent} <= PARENTS.keys()


@pytest.mark.parametrize("code", ["110101", "500101", "419001", "659013", "810101"])
def test_counties_without_a_city_hang_on_the_province(code):
    assert ancestry(code, PARENTS) == (code, f"{code[:2]}0000")


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
def test_cities_without_counties_are_reporting_districts(code):
    assert NODES[code].level == Level.CITY
    assert NODES[code].leaf


def test_other_cities_and_provinces_are_not():
    leaves = {node.code for node in DIVISIONS if node.leaf}
    assert {code for code in leaves if NODES[code].level != Level.COUNTY} == {
        "441900", "442000", "460400", "620200"
    }  # fmt: skip


def test_repeated_fujian_counties_are_not_offered():
    assert [node.code for node in DIVISIONS if not node.selectable] == ["839012", "839013"]
    assert NODES["350527"].selectable


def test_the_standard_code_of_taiwan_leads_to_the_one_in_use():
    assert HISTORY["710000"].current_codes == ("830000",)
    assert not HISTORY["710000"].split


def test_a_reused_code_keeps_both_meanings():
    assert NODES["419001"].name == "济源市"
    assert HISTORY["419001"].name == "义马市"
    assert HISTORY["419001"].current_codes == ("411281",)


def test_zones_hang_under_an_existing_city_and_take_no_code_in_use():
    for zone in ZONES:
        assert zone.leaf
        assert zone.level == Level.ZONE
        assert NODES[zone.parent_code].level == Level.CITY
        assert zone.code not in NODES
        assert zone.code not in HISTORY
        assert zone.note


def test_closure_pairs_every_district_with_all_above_it():
    pairs = set(closure([*DIVISIONS, *ZONES]))
    assert {above for above, leaf in pairs if leaf == "371571"} == {"371571", "371500", "370000"}
    assert {above for above, leaf in pairs if leaf == "441900"} == {"441900", "440000"}
    liaocheng = {leaf for above, leaf in pairs if above == "371500"}
    assert len(liaocheng) == 8 + 3
    assert "371500" not in liaocheng
    shandong = {leaf for above, leaf in pairs if above == "370000"}
    assert len(shandong) == 136 + len(ZONES)


def test_children_come_in_code_order_and_provinces_are_roots():
    below = children(DIVISIONS)
    assert len(below[None]) == 34
    assert [node.code for node in below["371500"]] == sorted(node.code for node in below["371500"])


def test_an_unknown_code_has_no_ancestry():
    assert ancestry("999999", PARENTS) == ()


def test_zone_codes_run_out():
    assert free_zone_code("371500", ["371571", "371573"]) == "371572"
    assert free_zone_code("371500", [f"3715{suffix}" for suffix in range(71, 81)]) is None


@pytest.mark.parametrize(
    ("level", "has_cities", "answer"),
    [
        (Level.CITY, False, True),
        (Level.PROVINCE, False, True),
        (Level.PROVINCE, True, False),
        (Level.COUNTY, False, False),
        (Level.ZONE, False, False),
    ],
)
def test_who_may_hold_zones(level, has_cities, answer):
    assert may_hold_zones(level, has_cities=has_cities) is answer
