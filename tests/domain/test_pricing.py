"""The quote: exact lines, never under the floor, judged by the right rule, and the national table itself."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import packaged, price_table, pricing
from tradein.price_rule import Adjustment, PriceRule, PriceRuleMissing, Unit, choose_rule
from tradein.pricing import Answers, differences, price
from tradein.questions import CATALOGUE, questions_for

TEXT = packaged.content("price_rules.csv")
NATIONAL = {rule.item_type: rule for rule in price_table.parse(TEXT)}
TODAY = date(2026, 11, 21)
CHAIN = ("371502", "371500", "370000", "CN")
ITEM_TYPES = [row["code"] for row in packaged.rows("item_types.csv")]


def best(item_type, **said):
    conditions = {question.key: next(iter(question.choices)) for question in questions_for(item_type)}
    conditions |= said.pop("conditions", {})
    return Answers(said.pop("age_years", 0), conditions, **said)


def amounts(quote):
    return {line.code: line.amount_fen for line in quote.lines}


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_the_national_table_prices_every_item_type(item_type):
    rule = choose_rule(NATIONAL.values(), CHAIN, item_type, TODAY)
    quote = price(rule, best(item_type))
    assert quote.total_fen >= rule.base_fen > rule.floor_fen > 0
    assert not quote.verified
    assert "参考值，非官方" in quote.source
    for question in questions_for(item_type):
        for choice in question.choices:
            said = price(rule, best(item_type, conditions={question.key: choice}))
            assert said.total_fen <= quote.total_fen


@st.composite
def told(draw):
    item_type = draw(st.sampled_from(ITEM_TYPES))
    conditions = {
        question.key: draw(st.sampled_from(sorted(question.choices))) for question in questions_for(item_type)
    }
    missing = draw(st.frozensets(st.sampled_from(sorted(NATIONAL[item_type].parts) or [0])))
    answers = Answers(draw(st.integers(0, 50)), conditions, missing - {0}, draw(st.integers(0, 40)))
    return NATIONAL[item_type], answers


@given(told())
@settings(max_examples=25)
def test_lines_add_up_and_the_floor_holds(case):
    rule, answers = case
    quote = price(rule, answers)
    assert sum(line.amount_fen for line in quote.lines) == quote.total_fen >= rule.floor_fen
    assert quote.total_fen % rule.round_to_fen == 0
    assert len(amounts(quote)) == len(quote.lines)
    assert all(line.amount_fen and line.zh and line.en and line.reason for line in quote.lines)
    older = price(rule, replace(answers, age_years=min(50, answers.age_years + 5)))
    assert older.total_fen <= quote.total_fen


def test_every_deduction_is_a_line_of_its_own():
    answers = best(
        "FRIDGE",
        age_years=8,
        conditions={"working": "faulty", "volume": "large"},
        missing_parts=frozenset({3}),
        floors_carried=2,
    )
    quote = price(NATIONAL["FRIDGE"], answers)
    assert amounts(quote) == {
        "base": 12000,
        "age": -2400,
        "answer.working.faulty": -1800,
        "answer.volume.large": 4800,
        "part.3": -2400,
        "carry": -1000,
    }
    assert quote.total_fen == 9200
    reasons = {line.code: (line.zh, line.reason) for line in quote.lines}
    assert reasons["age"] == ("已使用8年", "min(8×25‰, 350‰)")
    assert reasons["part.3"] == ("缺少制冷回路", "-200‰")
    assert reasons["base"][1] == "CN@2026-01-01"


def test_the_floor_and_the_rounding_are_shown():
    wreck = best("RICE_COOKER", age_years=30, conditions={"working": "dead", "appearance": "damaged"})
    assert amounts(price(NATIONAL["RICE_COOKER"], wreck)) == {
        "base": 500,
        "age": -175,
        "answer.working.dead": -150,
        "answer.appearance.damaged": -50,
        "rounding": 75,
    }
    worst = best("TELEPHONE", missing_parts=frozenset({1, 2}), conditions={"working": "dead"})
    high = replace(NATIONAL["TELEPHONE"], floor_fen=150, round_to_fen=1)
    assert amounts(price(high, worst))["floor"] == 90
    assert price(high, worst).total_fen == 150


@pytest.mark.parametrize(
    ("answers", "code", "field"),
    [
        (best("FRIDGE", age_years=-1), "quote_answer_range", "answers.age_years"),
        (best("FRIDGE", age_years=51), "quote_answer_range", "answers.age_years"),
        (best("FRIDGE", floors_carried=41), "quote_answer_range", "answers.floors_carried"),
        (best("FRIDGE", conditions={"volume": "huge"}), "quote_answer_unknown", "answers.conditions.volume"),
        (best("FRIDGE", conditions={"tube": "intact"}), "quote_question_unknown", "answers.conditions.tube"),
        (Answers(1, {"working": "works"}), "quote_answer_missing", "answers.conditions.appearance"),
        (best("FRIDGE", missing_parts=frozenset({9})), "quote_part_unknown", "answers.missing_parts"),
    ],
)
def test_answers_are_refused_by_field(answers, code, field):
    with pytest.raises(pricing.Refusal) as refused:
        price(NATIONAL["FRIDGE"], answers)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_everything_wrong_with_the_answers_is_named_at_once():
    answers = Answers(1, {"working": "perhaps", "tube": "intact"}, frozenset({9}))
    with pytest.raises(pricing.Refusal) as refused:
        price(NATIONAL["FRIDGE"], answers)
    faults = [refused.value, *refused.value.others]
    assert {fault.field for fault in faults} >= {
        "answers.conditions.working",
        "answers.conditions.tube",
        "answers.conditions.appearance",
        "answers.missing_parts",
    }


def rule(region, start, end=None):
    return PriceRule(region, "FRIDGE", date.fromisoformat(start), end, 100, 10)


def test_the_narrowest_jurisdiction_and_then_the_latest_rule_wins():
    old, new = rule("370000", "2025-01-01", date(2026, 6, 30)), rule("370000", "2026-07-01")
    city, nation = rule("371500", "2026-10-01"), rule("CN", "2026-11-01")
    rules = [nation, old, new, city, rule("110000", "2026-01-01")]
    assert choose_rule(rules, CHAIN, "FRIDGE", TODAY) is city
    assert choose_rule(rules, CHAIN, "FRIDGE", date(2026, 9, 30)) is new
    assert choose_rule(rules, CHAIN, "FRIDGE", date(2026, 6, 30)) is old
    later = rule("371500", "2026-11-20")
    assert choose_rule([*rules, later], CHAIN, "FRIDGE", TODAY) is later
    for item_type, day in (("FRIDGE", date(2024, 1, 1)), ("TV_CRT", TODAY)):
        with pytest.raises(PriceRuleMissing):
            choose_rule(rules, CHAIN, item_type, day)


def test_permille_is_cut_towards_zero():
    assert Adjustment(Unit.PERMILLE, -333).on(100) == -33
    assert Adjustment(Unit.PERMILLE, 333).on(100) == 33
    assert Adjustment(Unit.FEN, -7).on(100) == -7
    assert str(Adjustment(Unit.FEN, -7)) == "-7 fen"


def test_the_promise_ends_at_midnight_in_shanghai():
    quoted = datetime(2026, 11, 21, 15, 59, tzinfo=UTC)
    assert pricing.promised_until(quoted) == datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    assert pricing.promised_until(datetime(2026, 11, 21, 16, 0, tzinfo=UTC), days=1).day == 23


def test_what_the_consumer_is_asked_to_consent_to():
    promised = price(NATIONAL["TV_FPD"], best("TV_FPD", age_years=4))
    at_the_door = price(NATIONAL["TV_FPD"], best("TV_FPD", age_years=6, conditions={"screen": "cracked"}))
    changes = {
        change.code: (change.before_fen, change.after_fen) for change in differences(promised, at_the_door)
    }
    assert changes["age"] == (-960, -1440)
    assert changes["answer.screen.cracked"] == (0, -2700)
    assert "base" not in changes
    assert differences(promised, promised) == ()


def damaged(change):
    rows = list(csv.DictReader(TEXT.splitlines()))
    change(rows)
    return rows


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows.append(rows[0]), "twice"),
        (lambda rows: rows.pop(0), "base and a floor"),
        (lambda rows: rows[1].update(amount="-1"), "negative"),
        (lambda rows: rows[6].update(answer="sings"), "nobody asks"),
        (lambda rows: rows[5].update(kind="bonus"), "no such kind"),
    ],
)
def test_a_broken_table_is_named(change, message):
    with pytest.raises(ValueError, match=message):
        price_table.rules_of(damaged(change))


@pytest.mark.parametrize("text", ["", "item_type,amount\nFRIDGE,1\n"])
def test_a_table_with_other_columns_is_named(text):
    with pytest.raises(ValueError, match="columns"):
        price_table.parse(text)


def test_a_rule_may_end():
    rows = damaged(lambda rows: [row.update(valid_to="2026-12-31") for row in rows])
    assert price_table.rules_of(rows)[0].valid_to == date(2026, 12, 31)


def test_questions_are_well_formed():
    assert len({question.key for question in CATALOGUE}) == len(CATALOGUE)
    assert all(question.item_types <= set(ITEM_TYPES) for question in CATALOGUE)
