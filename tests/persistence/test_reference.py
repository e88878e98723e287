"""Reference numbers in the database: local rows beside national ones, new editions, and the capture path's memory."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import reference, reference_import
from models.reference import Wish, override
from models.reference_import import Packaged, import_all, import_regions, shipped
from models.reference_table import TABLES, ItemTypeFactRow, ReferenceEdition
from tradein import packaged
from tradein.override import Override
from tradein.reference import DATASETS
from tradein.refusal import REFUSALS

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
TODAY = date(2026, 11, 21)
NEXT_YEAR = date(2027, 1, 1)
LIAOCHENG, DEZHOU, ZHENGZHOU = "371502", "371402", "410102"


def fridge(start=NEXT_YEAR, end=None, **values):
    return Wish(
        "item_types", Override("FRIDGE", values or {"default_g": 47000}, start, "鲁商字〔2026〕1号", end)
    )


@pytest.fixture
def officer(world):
    return world.actor("province_officer")


def test_every_dataset_is_imported_with_its_provenance(session, world):
    newest = {edition.dataset: edition for edition in reference.editions(session)}
    assert newest.keys() == DATASETS.keys() | {"permissions", "regions", "region_history", "zones"}
    for edition in newest.values():
        assert len(edition.sha256) == 32
        assert edition.source_date
        assert edition.licence
        assert edition.row_count > 0
    assert newest["regions"].row_count == 3433


def test_the_jurisdiction_tree_is_written_in_few_statements(session, assert_queries):
    # lock 1; regions 7: known, rows, vanished, closure 3, edition; history 3: known, rows, edition; zones 6;
    # the permission table 2: known, edition.
    with assert_queries(1 + 7 + 3 + 6 + 2):
        import_regions(session, NOW)


def test_lookups_find_the_national_row(session, world):
    fact = reference.item_type_for(session, "FRIDGE", LIAOCHENG, TODAY)
    assert fact.value.default_g == 45000
    assert not fact.verified("default_g")
    assert reference.item_type_for(session, "FREEZER", None, TODAY).verified("default_g")
    assert reference.item_type_for(session, "TOASTER", LIAOCHENG, TODAY) is None
    parts = reference.required_parts(session, "AC_SPLIT_SET", LIAOCHENG, TODAY)
    assert [part.value.seq for part in parts] == [1, 2, 3, 4, 5]
    outputs = reference.key_outputs(session, "TV_CRT", LIAOCHENG, TODAY)
    assert {output.value.waste_code for output in outputs} == {None, "900-044-49", "900-045-49"}
    assert "900-219-08" in reference.hazardous_wastes(session, TODAY)
    assert reference.hazardous_wastes(session, date(2024, 12, 31)) == {}
    gases = reference.refrigerants(session, "AC_WINDOW", LIAOCHENG, TODAY)
    assert {gas.key for gas in gases} == {"R22", "R410A", "R32"}
    assert reference.carbon_factors(session, None, TODAY)["STEEL"].value.avoided_g_per_kg == 1040


def test_a_province_sets_its_own_value_and_the_old_row_stays(session, world, officer):
    fact = override(session, officer, fridge(), NOW)
    assert fact.value.default_g == 47000
    assert fact.origins["default_g"].document_no == "鲁商字〔2026〕1号"
    at = {
        place: reference.item_type_for(session, "FRIDGE", place, NEXT_YEAR).value.default_g
        for place in (LIAOCHENG, DEZHOU, ZHENGZHOU, None)
    }
    assert at == {LIAOCHENG: 47000, DEZHOU: 47000, ZHENGZHOU: 45000, None: 45000}
    assert reference.item_type_for(session, "FRIDGE", LIAOCHENG, date(2026, 12, 31)).value.default_g == 45000
    rows = list(
        session.scalars(select(ItemTypeFactRow).filter_by(key="FRIDGE").order_by(ItemTypeFactRow.valid_from))
    )
    assert [(row.jurisdiction_code, row.valid_to) for row in rows] == [("CN", None), ("370000", None)]
    assert rows[1].recorded_by == officer.account_id
    assert rows[1].low_g is None


def test_a_later_value_supersedes_without_closing(session, world, officer):
    override(session, officer, fridge(), NOW)
    override(session, officer, fridge(date(2028, 1, 1), default_g=48000), NOW)
    days = (date(2027, 12, 31), date(2028, 1, 1))
    held = [reference.item_type_for(session, "FRIDGE", LIAOCHENG, day).value.default_g for day in days]
    assert held == [47000, 48000]


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (fridge(TODAY), "override_past"),
        (fridge(TODAY - timedelta(days=1)), "override_past"),
        (replace(fridge(), dataset="nonsense"), "dataset_unknown"),
        (replace(fridge(), dataset="kpis"), "dataset_national"),
        (Wish("item_types", Override("TOASTER", {"default_g": 1}, NEXT_YEAR, "鲁")), "reference_key_unknown"),
        (
            Wish("item_types", Override("FREEZER", {"default_g": 1}, NEXT_YEAR, "鲁")),
            "reference_fact_verified",
        ),
        (
            Wish("carbon_factors", Override("STEEL", {"avoided_g_per_kg": 1}, NEXT_YEAR, "鲁")),
            "reference_fact_verified",
        ),
    ],
)
def test_refused_and_nothing_written(session, officer, wish, refusal):
    before = session.scalar(select(func.count()).select_from(ReferenceEdition))
    with pytest.raises(REFUSALS[refusal]):
        override(session, officer, wish, NOW)
    assert session.scalar(select(func.count()).select_from(ReferenceEdition)) == before


@pytest.mark.parametrize(
    ("dataset", "key", "values"),
    [
        ("required_parts", "PC_DESKTOP_HOST/3", {"mandatory": False}),
        ("key_outputs", "FRIDGE/COMPRESSOR", {"typical_g": 7800, "high_g": 12000}),
        ("refrigerants", "R32", {"gwp100": 675, "min_expected_g": 250}),
        ("carbon_factors", "STEEL", {"recovery_permille": 930}),
        ("carbon_factors", "COPPER", {"avoided_g_per_kg": 2900}),
    ],
)
def test_every_table_of_reference_values_takes_local_ones(session, officer, dataset, key, values):
    fact = override(
        session, officer, Wish(dataset, Override(key, values, NEXT_YEAR, "鲁环函〔2026〕2号")), NOW
    )
    assert {name: getattr(fact.value, name) for name in values} == values
    assert reference.facts(session, dataset, LIAOCHENG, NEXT_YEAR, key=key)[key].value == fact.value


@pytest.mark.parametrize("role", ["city_officer", "district_officer", "recycler_manager"])
def test_only_a_province_sets_values(session, world, role):
    with pytest.raises(REFUSALS["forbidden"]):
        override(session, world.actor(role), fridge(), NOW)


def test_of_two_at_once_one_overlaps(fresh_engine, world):
    def set_value(grams: int) -> str:
        try:
            with Session(fresh_engine) as session, session.begin():
                override(session, world.actor("province_officer"), fridge(default_g=grams), NOW)
        except REFUSALS["override_overlap"]:
            return "overlap"
        return "set"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(set_value, range(46000, 46004))) == ["overlap", "overlap", "overlap", "set"]


# --- New editions ----------------------------------------------------------------------------------------------------


def _edition(monkeypatch, text, **changes):
    given = next(edition for edition in shipped() if edition.dataset == "item_types")
    changed = replace(given, file="changed.csv", edition="2027-06", **changes)
    real = packaged.content
    monkeypatch.setattr(packaged, "content", lambda name: text if name == "changed.csv" else real(name))
    monkeypatch.setattr(reference_import, "shipped", lambda: [changed])
    return changed


def test_a_new_edition_adds_changed_rows_and_ends_vanished_ones(session, world, monkeypatch):
    lines = packaged.content("item_types.csv").splitlines(keepends=True)
    text = "".join(
        line.replace(",45,20,110,", ",46,20,110,") for line in lines if not line.startswith("RICE_COOKER")
    )
    changed: Packaged = _edition(monkeypatch, text, effective_from=date(2027, 6, 1))
    import_all(session, NOW)
    at = [
        reference.item_type_for(session, "FRIDGE", None, day) for day in (date(2027, 5, 31), date(2027, 6, 1))
    ]
    assert [fact.value.default_g for fact in at] == [45000, 46000]
    assert at[1].base.edition == changed.edition
    assert reference.item_type_for(session, "RICE_COOKER", None, date(2027, 5, 31)) is not None
    assert reference.item_type_for(session, "RICE_COOKER", None, date(2027, 6, 1)) is None
    table = TABLES["item_types"]
    assert session.scalar(select(func.count()).select_from(table).filter_by(key="WASHER_DRUM")) == 1


def test_a_change_without_a_later_date_is_an_error_of_the_release(session, world, monkeypatch):
    _edition(monkeypatch, packaged.content("item_types.csv").replace(",45,20,110,", ",46,20,110,"))
    with pytest.raises(ValueError, match="FRIDGE"):
        import_all(session, NOW)


# --- What capture remembers ------------------------------------------------------------------------------------------


def test_item_types_are_read_once(session, world, assert_queries):
    types = reference.item_types(session)
    assert types["FRIDGE"].default_g == 45000
    assert types["FRIDGE"].refrigerant_bearing
    assert len(types) == 25
    with assert_queries(1):  # has anything changed?
        assert reference.item_types(session) is types
    reference.item_types(session, NOW)
    with assert_queries(0):  # looked a moment ago
        assert reference.item_types(session, NOW + timedelta(seconds=4)) is types
    with assert_queries(1):
        assert reference.item_types(session, NOW + timedelta(seconds=6)) is types
    with assert_queries(0):
        assert types.weights("FRIDGE", LIAOCHENG, TODAY).high_g == 110000


def test_a_local_value_reaches_capture(session, world, officer):
    reference.item_types(session)
    override(session, officer, fridge(low_g=21000), NOW)
    types = reference.item_types(session)
    assert types.weights("FRIDGE", LIAOCHENG, NEXT_YEAR).low_g == 21000
    assert types.weights("FRIDGE", LIAOCHENG, TODAY).low_g == 20000
    assert types.weights("FRIDGE", ZHENGZHOU, NEXT_YEAR).low_g == 20000
    with pytest.raises(KeyError):
        types.weights("TOASTER", LIAOCHENG, TODAY)


def test_an_empty_database_is_not_remembered(session):
    assert len(reference.item_types(session)) == 0
    import_all(session, NOW)
    assert len(reference.item_types(session)) == 25
