"""What the server says inside a sentence is called as the web pages call it, and never by its code."""

import json
import re
import string
from pathlib import Path

import pytest

from api import document, picture_child, strict_json
from api.routes import health
from models.officer_appointment import LEVELS
from tests.guards.test_refusals import _every_refusal
from tradein import credit_code, resident_id, transfer
from tradein.alert import AlertState
from tradein.application import ApplicationAction, ApplicationState
from tradein.consent_text import ConsentPurpose, NoticePurpose
from tradein.correction import CorrectionState
from tradein.dismantling import WorkOrderAction, WorkOrderState
from tradein.guided import groups
from tradein.licensing import DECIDED_BY, LicenceKind
from tradein.lifecycle import Fact, Stage, Step
from tradein.order import OrderAction, OrderState
from tradein.packaged import rows
from tradein.pending import PendingState
from tradein.permissions import table
from tradein.questions import CATALOGUE
from tradein.reference import DATASETS
from tradein.refusal import REFUSALS
from tradein.sealing import SEALS
from tradein.site import SiteKind
from tradein.spoken import STAGES, spoken
from tradein.tolerance import Check
from tradein.transfer import TransferAction, TransferState

TEXTS = Path(__file__).resolve().parents[2] / "static" / "src" / "shared" / "texts"
NUMBERS = {name for dataset in DATASETS.values() for name in dataset.numbers}
FILE_FAULTS = {"damaged", "too_costly", "too_many_pixels", "too_small", "animated"}
PDF_FAULTS = {"damaged", "disguised"}
ORGANISATION = {"active", "suspended", "pending", "refused"}
LOAD = {"open", "shipped", "arrived", "received", "closed", "cancelled"}
CODES = {
    "action": [OrderAction, WorkOrderAction, TransferAction, ApplicationAction],
    "state": [
        OrderState,
        WorkOrderState,
        TransferState,
        ApplicationState,
        CorrectionState,
        PendingState,
        AlertState,
        ORGANISATION,
        LOAD,
    ],
    "step": [Step, {row["step"] for row in rows("dismantling_steps.csv")}],
    "steps": [{row["step"] for row in rows("dismantling_steps.csv")}],
    "stage": [Stage],
    "kinds": [SiteKind],
    "missing": [LicenceKind],
    "role": [table().roles],
    "route": [{"dismantle", "refurbish"}],
    "level": [DECIDED_BY.values(), *LEVELS.values()],
    "fact": [Fact],
    "allowed": [NUMBERS],
    "order": [NUMBERS],
    "dataset": [DATASETS],
    "check": [Check],
    "fault": [resident_id.Fault, credit_code.Fault, {"format", "year", "region"}],
    "found": [{"unknown", "not_a_picture"}],
    "reason": [FILE_FAULTS | PDF_FAULTS, {"official: 涉嫌调包", "refused: 品类不符", "refused"}],
    "failing": [{"database", "migration", "disk"}],
    "purpose": [ConsentPurpose, NoticePurpose],
    "group": [groups()],
    "item_type": [{row["code"] for row in rows("item_types.csv")}],
    "figure": [{row["key"] for row in rows("figures.csv")}],
    "question": [{one.key for one in CATALOGUE}],
}
"""What each placeholder may hold that is a code of ours."""
NAMES = {
    "field_sealed": {seal.field for seal in SEALS},
    "field_not_recorded": {seal.field for seal in SEALS},
    "reference_number_unknown": NUMBERS,
    "reference_number_invalid": NUMBERS,
    "reference_flag_invalid": NUMBERS,
    "reference_fact_verified": NUMBERS,
    "transfer_field_missing": {*transfer.NEEDED, "lines"},
    "transfer_field_not_correctable": transfer.CORRECTABLE,
}
"""Refusals whose `name` is that of a field; others name a place."""
UNITS = {
    "reference_number_invalid": {n.unit for d in DATASETS.values() for n in d.numbers.values()} - {"flag"}
}
OWN = {"name": NAMES, "unit": UNITS, "reason": {"unreadable_body": strict_json.REASONS}}
PLAIN_NAMES = """
    agreed_fen allowed_g count day days device_seq difference_g earliest expected gross_g high high_fen highest in_g
    latest letters limit listed low_fen megabytes month most out_g part points price_fen produced_g received_g
    refused remembered retry_after sent_g seq server_time shortest since stock_g tare_g total tries_left units
    valid_from valid_to valid_until version wanted_g other_from

    area code credit_code load lot manifest_number network orders other_document refrigerant region replaced_by site
    source unit waste_code work_order output_code

    answer category command key link_type scope

    choices name refusal
"""
"""Numbers, days and amounts; what is printed on things and papers; what the reader typed, or a computer reads; and what
has a look of its own below."""
PLAIN = frozenset(PLAIN_NAMES.split())
ENGLISH = re.compile(r"[A-Za-z]{2,}|_")
PROPER = re.compile(r"CRT|LED|UTF|JSON|JPEG|PNG|WebP|HEIC|PDF|tradein|true|false")


def _placeholders(refusal):
    return {name for _, name, _, _ in string.Formatter().parse(refusal.zh) if name}


def _sentences():
    for refusal in _every_refusal():
        if not refusal.code:
            continue
        values = {}
        for name in _placeholders(refusal):
            codes = [one for kinds in CODES.get(name, []) for one in kinds]
            own = OWN.get(name, {}).get(refusal.code)
            values[name] = [str(one) for one in (own or codes or [None])]
        for name, several in values.items():
            for value in several:
                plain = {other: "7" for other in (*values, "line", "column", "literal") if other != name}
                yield refusal, plain | {name: "7" if value == "None" else value}


def test_every_placeholder_is_known_to_hold_codes_or_none():
    named = {name for refusal in _every_refusal() for name in _placeholders(refusal)}
    assert named - CODES.keys() - PLAIN == set()
    assert PLAIN & CODES.keys() == set()
    assert (PLAIN | CODES.keys()) - named - {"kinds"} == set(), "nobody says that any more"


def test_no_chinese_sentence_shows_a_code():
    shown, seen = {}, 0
    for refusal, facts in _sentences():
        said = refusal(**facts).sentence("zh")
        bare = PROPER.sub("", refusal.zh.format_map(dict.fromkeys(_placeholders(refusal), "")))
        seen += 1
        if len(ENGLISH.findall(PROPER.sub("", said))) > len(ENGLISH.findall(bare)):
            shown[refusal.code] = said
        assert refusal(**facts).sentence("en")
    assert shown == {}
    assert seen > 700


def test_lists_are_named_one_by_one():
    said = REFUSALS["dismantling_steps_missing"](steps=["recover_refrigerant"]).sentence("zh")
    assert said == "还有步骤未完成：抽取制冷剂。"
    said = REFUSALS["reference_limits_disordered"](order=("low_g", "default_g")).sentence("zh")
    assert said == "上下限矛盾：应满足 重量下限 ≤ 参考重量。"
    said = REFUSALS["documents_missing"](missing=["dismantling", "transport"]).sentence("zh")
    assert said == "缺少证照材料：废弃电器拆解资格、道路运输许可。请退回补正。"


def test_choices_are_said_as_they_were_offered():
    unknown = REFUSALS["quote_answer_unknown"](question="volume", answer="huge", choices="large/small")
    assert unknown.sentence("zh") == "“容积”没有“huge”这一选项，可选：350升以上、150升以下。"
    surplus = REFUSALS["quote_question_unknown"](question="tube", choices="volume/working")
    assert surplus.sentence("en").endswith("Asked are: How large is it?, Does it work?.")


def test_why_something_else_was_refused_is_said_in_its_own_words():
    held = {"unit": "T1", "refusal": "on_hold", "reason": "official: 涉嫌调包"}
    said = REFUSALS["unit_not_dismantled"](**held)
    assert said.sentence("zh") == (
        "旧机 T1 不能记为已拆解（此旧机已被暂扣（主管部门：涉嫌调包），解除前不能流转），工单未关闭。"
    )
    assert "by the authority: 涉嫌调包" in said.sentence("en")


def test_the_tables_above_are_those_of_the_code():
    source = Path(picture_child.__file__).read_text("utf-8")
    said = set(re.findall(r'(?:Odd\(|Error, |Warning, |isinstance\(error, kind\)\), )"(\w+)"', source))
    assert said | {"damaged"} == FILE_FAULTS | {"not_a_picture"}
    for named in re.findall(
        rb"[A-Za-z]{2,}", document._UNSAFE.pattern.replace(b"Files?", b"Files").split(b"(?!")[0]
    ):
        assert spoken("reason", named.decode(), "zh") != named.decode()
    assert set(
        re.findall(r'^        "(\w+)": _', Path(health.__file__).read_text("utf-8"), re.MULTILINE)
    ) == {
        "database",
        "migration",
        "disk",
    }


@pytest.mark.parametrize("seal", SEALS, ids=lambda seal: seal.field)
def test_fields_are_called_as_in_the_table_of_seals(seal):
    assert [spoken("name", seal.field, language) for language in ("zh", "en")] == [seal.zh, seal.en]


@pytest.mark.parametrize(("place", "language"), [(0, "zh-CN"), (1, "en")])
def test_stages_have_the_names_of_the_web_pages(place, language):
    """Inside a sentence English names begin small."""
    shown = json.loads((TEXTS / f"{language}.json").read_text("utf-8"))["stage"]
    said = {stage: names[place] for stage, names in STAGES.items()}
    assert said == {stage: name[:1].lower() + name[1:] for stage, name in shown.items()}
