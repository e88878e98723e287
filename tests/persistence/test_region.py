"""The jurisdiction tree in the database: resolution, closure, zones, and an import that can be repeated."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models import region
from models.reference_import import import_all, import_regions
from models.reference_row import revision
from models.reference_table import ReferenceEdition
from models.region import Region, RegionClosure, RegionHistory
from models.zone import NewZone, add_zone
from tradein import packaged
from tradein.refusal import REFUSALS, NotFound
from tradein.region import closure, parse_divisions, parse_zones

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
ZONE = NewZone("聊城测试产业园", "371500", "聊政字〔2026〕9号")


def test_everything_is_there(session, world):
    assert session.scalar(select(func.count()).select_from(Region)) == 3433 + 21
    assert session.scalar(select(func.count()).select_from(RegionHistory)) == 4031
    divisions = parse_divisions(packaged.content("regions/regions.csv"))
    zones = parse_zones(packaged.content("regions/zones.csv"))
    stored = {
        (above, leaf) for above, leaf in session.execute(select(RegionClosure.ancestor, RegionClosure.leaf))
    }
    assert stored == set(closure([*divisions, *zones]))


def test_a_second_import_writes_nothing(session, world):
    before = revision(session)
    lines = import_all(session, NOW)
    assert not any(line.endswith("rows") for line in lines)
    assert revision(session) == before


def test_a_forced_second_import_keeps_what_officers_added(session, world):
    added = add_zone(session, world.actor("city_officer"), ZONE, NOW).code
    session.execute(delete(ReferenceEdition))
    import_regions(session, NOW)
    assert region.covers(session, "371500", added)
    assert session.scalar(select(func.count()).select_from(Region)) == 3433 + 21 + 1


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("371502", "371502"),
        ("710000", "830000"),
        ("370112", "370112"),
        ("110103", "110101"),
        ("419001", "419001"),
        ("441900", "441900"),
        ("371571", "371571"),
    ],
)
def test_a_code_resolves_to_what_it_means_today(session, world, code, means):
    assert region.resolve(session, code).code == means


def test_a_divided_region_lists_its_candidates(session, world):
    code = session.scalar(
        select(RegionHistory.code).where(RegionHistory.split).order_by(RegionHistory.code).limit(1)
    )
    with pytest.raises(REFUSALS["region_split"]) as refused:
        region.resolve(session, code, "order.region")
    assert refused.value.field == "order.region"
    candidates = [candidate["code"] for candidate in refused.value.facts["candidates"]]
    assert len(candidates) > 1
    assert candidates == sorted(session.get(RegionHistory, code).current_codes)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("999999", "region_unknown"), ("110100", "region_abolished"), ("", "region_unknown")],
)
def test_other_codes_are_refused_by_name(session, world, code, refusal):
    with pytest.raises(REFUSALS[refusal]) as refused:
        region.resolve(session, code, "region")
    assert refused.value.field == "region"


def test_a_code_that_a_later_edition_dropped_is_refused(session, world):
    session.get_one(Region, "371581").valid_to = date(2027, 1, 1)
    session.flush()
    with pytest.raises(REFUSALS["region_abolished"]):
        region.resolve(session, "371581")


@pytest.mark.parametrize("code", ["370000", "371500"])
def test_things_happen_in_districts_only(session, world, code):
    with pytest.raises(REFUSALS["region_not_district"]):
        region.resolve_district(session, code)


@pytest.mark.parametrize("code", ["371502", "371571", "441900"])
def test_zones_and_cities_without_counties_are_districts(session, world, code):
    assert region.resolve_district(session, code).code == code


def test_path_and_children(session, world):
    assert [node.name for node in region.path(session, "371571")] == [
        "山东省",
        "聊城市",
        "聊城经济技术开发区",
    ]
    assert [node.code for node in region.path(session, "110101")] == ["110000", "110101"]
    assert region.path(session, "999999") == []
    assert len(region.children(session, None)) == 34
    below = [node.code for node in region.children(session, "371500")]
    assert len(below) == 11
    assert below == sorted(below)


def test_covers_and_leaves(session, world):
    assert region.covers(session, "370000", "371502")
    assert region.covers(session, "371502", "371502")
    assert not region.covers(session, "371400", "371502")
    assert not region.covers(session, "371500", "371500")
    assert len(region.leaves_under(session, "371500")) == 11
    assert region.leaves_under(session, "441900") == ["441900"]


def test_search_puts_the_place_itself_first_and_takes_signs_literally(session, world):
    assert region.search(session, "聊城", None, 5)[0].code == "371500"
    assert region.search(session, "3715", "370000", 50)[0].code.startswith("3715")
    assert region.search(session, "%", None, 5) == []
    assert {node.code for node in region.search(session, "金门", None, 5)} == {"350527"}


def test_former_names(session, world):
    assert {row.code for row in region.former_names(session, "110101")} >= {"110103"}
    assert {"济源县", "义马市"} <= {row.name for row in region.former_names(session, "419001")}


def test_an_officer_adds_a_zone_that_reports_at_once(session, world):
    before = revision(session)
    zone = add_zone(session, world.actor("city_officer"), ZONE, NOW)
    assert (zone.code, zone.parent_code, zone.leaf) == ("371574", "371500", True)
    for above in ("371574", "371500", "370000"):
        assert region.covers(session, above, zone.code)
    assert zone.valid_from == date(2026, 11, 21)
    assert revision(session) > before


def test_an_official_code_may_be_stated(session, world):
    assert (
        add_zone(session, world.actor("province_officer"), replace(ZONE, code="371579"), NOW).code == "371579"
    )


@pytest.mark.parametrize(
    ("change", "field", "refusal"),
    [
        ({"parent_code": "371502"}, "parent_code", "zone_parent"),
        ({"parent_code": "370000"}, "parent_code", "zone_parent"),
        ({"parent_code": "999999"}, "parent_code", "region_unknown"),
        ({"parent_code": "410100"}, "parent_code", "not_found"),
        ({"code": "371502"}, "code", "zone_taken"),
        ({"code": "371571"}, "code", "zone_taken"),
        ({"code": "370175"}, "code", "region_unknown"),
        ({"name": "聊城经济技术开发区"}, "name", "zone_taken"),
    ],
)
def test_zones_that_cannot_be(session, world, change, field, refusal):
    with pytest.raises(REFUSALS[refusal]) as refused:
        add_zone(session, world.actor("province_officer"), replace(ZONE, **change), NOW)
    assert refused.value.field == field


def test_a_neighbouring_city_does_not_exist_for_an_officer(session, world):
    with pytest.raises(NotFound):
        add_zone(session, world.actor("city_officer", 1), ZONE, NOW)
    with pytest.raises(NotFound):
        add_zone(session, world.actor("district_officer"), ZONE, NOW)


def test_pseudo_codes_run_out(session, world):
    officer = world.actor("city_officer")
    for number in range(4, 11):
        add_zone(session, officer, replace(ZONE, name=f"园区{number}"), NOW)
    with pytest.raises(REFUSALS["zone_codes_exhausted"]):
        add_zone(session, officer, ZONE, NOW)


def test_two_officers_at_once_draw_different_codes(fresh_engine, world):
    def add(number: int) -> str:
        with Session(fresh_engine) as session, session.begin():
            return add_zone(
                session, world.actor("city_officer"), replace(ZONE, name=f"园区{number}"), NOW
            ).code

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(add, range(4)))
    assert sorted(codes) == ["371574", "371575", "371576", "371577"]
