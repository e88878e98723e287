"""Sentences speak of stages by name and of instants by Beijing's clock."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tradein.alert import AlertState
from tradein.application import ApplicationAction, ApplicationState
from tradein.correction import CorrectionState
from tradein.dismantling import WorkOrderAction, WorkOrderState
from tradein.licensing import LicenceKind
from tradein.lifecycle import Stage, Step
from tradein.order import OrderAction, OrderState, RequotePriceUnchanged
from tradein.pending import PendingState
from tradein.refusal import REFUSALS
from tradein.refusals.handover import PriceDiffers
from tradein.refusals.unit import StepTooLate
from tradein.site import SiteKind
from tradein.spoken import STAGES, spoken
from tradein.transfer import TransferAction, TransferState

TEXTS = Path(__file__).resolve().parents[2] / "static" / "src" / "shared" / "texts"


def test_a_refusal_is_said_in_the_readers_words_and_keeps_its_facts():
    refusal = StepTooLate(stage="stored", since="2026-11-20T08:36:00+00:00")
    assert refusal.sentence("zh") == "此旧机已处于“在仓”（自 2026-11-20 16:36），不能再执行这一步。"
    assert refusal.sentence("en").startswith("The unit has been in store since 2026-11-20 16:36;")
    assert refusal.facts == {"stage": "stored", "since": "2026-11-20T08:36:00+00:00"}


@pytest.mark.parametrize("fact", [7, "", "stored", date(2026, 11, 20), "2026-11-20", "0123456789T-no-moment"])
def test_what_is_no_instant_stays_as_it_is(fact):
    assert spoken("since", fact, "zh") is fact


def test_an_instant_without_a_zone_is_not_guessed_at():
    assert spoken("since", datetime(2026, 11, 20, 8, 36), "zh") == datetime(2026, 11, 20, 8, 36)  # noqa: DTZ001
    assert spoken("since", datetime(2026, 11, 20, 8, 36, tzinfo=UTC), "en") == "2026-11-20 16:36"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_money_is_said_in_yuan(language):
    assert spoken("agreed_fen", 4_000, language) == "¥40.00"
    assert spoken("price_fen", 123_456_705, language) == "¥1,234,567.05"
    assert spoken("difference_fen", -5, language) == "-¥0.05"
    assert spoken("agreed_fen", None, language) == "–"
    assert "¥40.00" in PriceDiffers(agreed_fen=4_000).sentence(language)


def test_no_refusal_says_fen():
    assert RequotePriceUnchanged.code in REFUSALS
    said = {one.code: one.zh + one.en for one in REFUSALS.values()}
    assert [code for code, text in said.items() if "} 分" in text or "} fen" in text] == []


def test_stages_are_called_as_on_the_pages():
    pages = json.loads((TEXTS / "zh-CN.json").read_text("utf-8"))["stage"]
    assert {stage: zh for stage, (zh, _) in STAGES.items()} == pages
    assert set(STAGES) == {stage.value for stage in Stage}
    assert spoken("stage", Stage.STORED, "zh") == "在仓"


def test_several_are_listed_and_what_is_unknown_is_a_dash():
    assert (
        spoken("steps", ["recover_refrigerant", "drain_compressor_oil"], "zh") == "抽取制冷剂、抽取冷冻机油"
    )
    assert spoken("kinds", {"warehouse", "shop"}, "en") == "shop, warehouse"
    assert spoken("item_type", "FRIDGE", "zh") == "电冰箱"
    assert spoken("allowed_g", None, "zh") == "–"


NAMED = {
    "step": [Step],
    "state": [
        OrderState,
        WorkOrderState,
        TransferState,
        ApplicationState,
        CorrectionState,
        PendingState,
        AlertState,
    ],
    "action": [OrderAction, WorkOrderAction, TransferAction, ApplicationAction],
    "kind": [SiteKind, LicenceKind],
}


@pytest.mark.parametrize(
    ("fact", "value"), [(f, one) for f, kinds in NAMED.items() for each in kinds for one in each]
)
def test_no_code_stands_in_a_chinese_sentence(fact, value):
    said = str(spoken(fact, value.value, "zh"))
    assert not re.search("[a-z]", said), said
    assert str(spoken(fact, value.value, "en")) != ""
