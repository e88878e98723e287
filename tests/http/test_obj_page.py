"""The public page itself, from hand-made values: size, words, policy, no script (frontend §10 f)."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from api.trace_page import OFTEN, Looks, Reader, clock, kilograms, malformed_page, month, trace_page
from api.trace_words import WORDS
from tradein.public_trace import PublicStep, PublicTrace

START = datetime(2026, 9, 3, 6, 5, tzinfo=UTC)
RECYCLER, PLANT = "聊城市绿源再生资源有限公司", "山东东阿电器拆解处理有限公司"
MOVES = [
    ("commissioning", "booked", RECYCLER, None, None),
    ("collecting", "collected", RECYCLER, None, 64_200),
    ("receiving", "stored", "聊城惠民中转仓储有限公司", None, 64_150),
    ("shipping", "in_transit", "聊城惠民中转仓储有限公司", None, None),
    ("receiving", "received", PLANT, "鲁环电废处〔2024〕012号", 64_100),
    ("disassembling", "dismantled", PLANT, "鲁环电废处〔2024〕012号", None),
]
TRACE = PublicTrace(
    code="7K3M9QXT4B2AE",
    state="bound",
    item_type="WASHER_DRUM",
    item_name_zh="滚筒洗衣机",
    item_name_en="Washing machine, drum",
    stage="dismantled",
    born_month="2026-09",
    steps=[
        PublicStep(
            step, START + timedelta(days=day), "371502", "东昌府区", organisation, licence, weight, stage
        )
        for day, (step, stage, organisation, licence, weight) in enumerate(MOVES)
    ],
    weight_g=64_100,
    outputs=[("废钢铁", "Steel and iron", 28_900), ("电容器", "Capacitors", 85)],
    carbon_kg=56.3,
)


def reader(language: str = "zh", contact: str = "", *, large: bool = False) -> Reader:
    return Reader(
        language, large, "https://trace.example.org", datetime(2026, 11, 21, 4, tzinfo=UTC), contact
    )


def test_a_full_life_fits_30_kib_and_needs_no_script():
    page = trace_page(replace(TRACE, steps=list(TRACE.steps) * 6), reader(), Looks(12, START))
    assert page.status_code == 200
    assert len(page.data) <= 30 * 1024
    assert b"<script" not in page.data
    assert b" style=" not in page.data
    assert b" on" not in re.findall(rb"<[a-z][^>]* on[a-z]+=", page.data)


def test_the_policy_allows_exactly_the_style_of_the_page():
    page = trace_page(TRACE, reader())
    style = re.search(r"<style>(.*?)</style>", page.get_data(as_text=True), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            [
                "真实标签",
                "滚筒洗衣机",
                "已拆解，成为可再利用的材料",
                "2026年9月",
                "2026年9月3日 14:05",
                "64.1 千克",
                "废钢铁",
                "85 克",
                "56.3",
            ],
        ),
        (
            "en",
            [
                "Genuine label",
                "Washing machine, drum",
                "Sep 2026",
                "3 Sep 2026, 14:05",
                "64.1 kg",
                "Steel and iron",
                "85 g",
            ],
        ),
    ],
)
def test_the_story_is_told_in_both_languages(language: str, words: list[str]):
    text = trace_page(TRACE, reader(language), Looks(3, START)).get_data(as_text=True)
    for word in [
        *words,
        "7K3M-9QXT-4B2A-E",
        "东昌府区",
        RECYCLER,
        PLANT,
        "鲁环电废处〔2024〕012号",
        "trace.example.org",
    ]:
        assert word in text, word
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[language] }"' in text
    assert text.count('<li class="done"') == 5


def test_both_languages_have_the_same_keys():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert all(text.strip() for words in WORDS.values() for text in words.values())


def test_unknown_and_reserved_labels_answer_alike():
    unknown = trace_page(PublicTrace(TRACE.code, "unknown"), reader())
    reserved = trace_page(PublicTrace(TRACE.code, "reserved"), reader())
    assert unknown.status_code == reserved.status_code == 404
    assert unknown.data == reserved.data
    assert "查无此码" in unknown.get_data(as_text=True)


def test_a_void_label_leads_to_its_successor():
    replaced = trace_page(PublicTrace(TRACE.code, "void", "XW7T5R2Q0P9N0"), reader("en"))
    assert replaced.status_code == 410
    assert 'href="/obj/XW7T5R2Q0P9N0?lang=en"' in replaced.get_data(as_text=True)
    plain = trace_page(PublicTrace(TRACE.code, "void"), reader())
    assert "查看新标签" not in plain.get_data(as_text=True)


def test_what_was_typed_is_shown_back_escaped_and_short():
    page = malformed_page("<script>alert(1)</script>" * 20, reader())
    assert page.status_code == 400
    assert "<script" not in page.get_data(as_text=True)
    assert "&lt;script&gt;alert(1)&lt;/sc" in page.get_data(as_text=True)
    assert len(page.data) < 10_000


def test_looks_warn_of_copies_only_when_there_are_many():
    first, few, many = (
        trace_page(TRACE, reader(), Looks(n, START)).get_data(as_text=True) for n in (1, 2, OFTEN)
    )
    assert WORDS["zh"]["seen_first"] in first
    assert "已被查看 2 次，首次查看于 2026年9月3日 14:05" in few
    assert WORDS["zh"]["copied"] not in few
    assert WORDS["zh"]["copied"] in many


def test_large_text_and_language_links_keep_each_other():
    page = trace_page(TRACE, reader("en", large=True)).get_data(as_text=True)
    assert 'class="large"' in page
    assert 'href="?lang=zh&amp;text=large"' in page
    assert 'href="?lang=en"' in page


def test_reports_go_where_the_operator_says():
    assert 'href="tel:12345"' in trace_page(TRACE, reader()).get_data(as_text=True)
    mail = trace_page(TRACE, reader(contact="mailto:trace@example.org")).get_data(as_text=True)
    assert 'href="mailto:trace@example.org?subject=%E8%BF%BD' in mail
    assert 'href="https://example.org/report"' in trace_page(
        TRACE, reader(contact="https://example.org/report")
    ).get_data(as_text=True)


def test_a_held_unit_without_weight_says_so():
    page = trace_page(
        replace(TRACE, on_hold=True, weight_g=None, outputs=(), carbon_kg=None), reader()
    ).get_data(as_text=True)
    assert WORDS["zh"]["on_hold"] in page
    assert WORDS["zh"]["no_weight"] in page
    assert WORDS["zh"]["became"] not in page


def test_a_name_without_english_falls_back_to_chinese():
    assert "滚筒洗衣机" in trace_page(replace(TRACE, item_name_en=None), reader("en")).get_data(as_text=True)


def test_formats():
    assert clock(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), "zh") == "2027年1月1日 00:30"
    assert (month("2026-01", "zh"), month("2026-12", "en"), month(None, "zh")) == (
        "2026年1月",
        "Dec 2026",
        "–",
    )
    assert [kilograms(mass, "en") for mass in (None, 0, 999, 1000, 64_150)] == [
        "",
        "0 g",
        "999 g",
        "1.0 kg",
        "64.2 kg",
    ]
