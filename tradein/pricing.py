"""The itemised quote for an old appliance: what its owner answers, and lines that add up to the promised price."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tradein.moment import day_end, day_of
from tradein.price_rule import Adjustment, PriceRule, Unit
from tradein.questions import CATALOGUE, Choice, Question, questions_for
from tradein.refusal import Refusal

PROMISE_DAYS = 7
OLDEST_YEARS = 50
MOST_FLOORS = 40
NOTHING = Adjustment(Unit.FEN, 0)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the owner says. `floors_carried` is the number of storeys without a lift; a lift makes it 0."""

    age_years: int
    conditions: Mapping[str, str]
    missing_parts: frozenset[int] = frozenset()
    floors_carried: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a quote: a stable code, the sentence in two languages, signed fen, and the rule's arithmetic."""

    code: str
    zh: str
    en: str
    amount_fen: int
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines that add up exactly to `total_fen`, which never falls below the rule's floor."""

    item_type: str
    region: str
    valid_from: date
    lines: tuple[Line, ...]
    total_fen: int
    floor_fen: int
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs between the promise and the door; 0 where a line is absent."""

    code: str
    zh: str
    en: str
    before_fen: int
    after_fen: int


class _OfQuestion(Refusal):
    """A refusal whose `question`, and what may be chosen, are said in the words in which they were asked."""

    def sentence(self, language: str) -> str:
        """With the question in the reader's language."""
        text = self.en if language == "en" else self.zh
        asked = {one.key: one for one in CATALOGUE}
        question = asked.get(self.facts["question"])
        said = {"question": _named(question, language)} if question else {}
        if choices := self.facts.get("choices"):
            # No answer is called like a question, so one look serves both.
            offered: dict[str, Question | Choice] = {**asked, **(question.choices if question else {})}
            named = [_named(offered[key], language) if key in offered else key for key in choices.split("/")]
            said["choices"] = (", " if language == "en" else "、").join(named)
        return text.format_map({**self.facts, **said})


def _named(one: Question | Choice, language: str) -> str:
    return one.en if language == "en" else one.zh


class AnswerMissing(_OfQuestion):
    """A question of the item type is not answered: unknown is not the best case."""

    code = "quote_answer_missing"
    zh = "请回答“{question}”。"
    en = "Please answer '{question}'."


class AnswerUnknown(_OfQuestion):
    """An answer the question does not offer."""

    code = "quote_answer_unknown"
    zh = "“{question}”没有“{answer}”这一选项，可选：{choices}。"
    en = "'{answer}' is not an answer to '{question}'. Choose one of: {choices}."


class QuestionUnknown(_OfQuestion):
    """An answer to a question that is not asked for this item type."""

    code = "quote_question_unknown"
    zh = "该品类没有“{question}”这一问题，请删去；应回答：{choices}。"
    en = "'{question}' is not asked for this item type; leave it out. Asked are: {choices}."


class QuotePartUnknown(Refusal):
    """A part that is not on the list of required parts of the item type."""

    code = "quote_part_unknown"
    zh = "该品类没有编号为 {part} 的必备部件。"
    en = "This item type has no required part number {part}."


class AnswerOutOfRange(Refusal):
    """An age or number of storeys nobody can mean."""

    code = "quote_answer_range"
    zh = "请填写 0 至 {most} 之间的整数。"
    en = "Please give a whole number from 0 to {most}."


def check_answers(item_type: str, answers: Answers, rule: PriceRule) -> None:
    """Refuse answers that are missing, unknown or out of range, each by its field: all of them at once."""
    faults = [*_range_faults(answers), *_condition_faults(item_type, answers), *_part_faults(answers, rule)]
    if faults:
        first, *others = faults
        first.others = tuple(others)
        raise first


def _range_faults(answers: Answers) -> Iterator[Refusal]:
    for name, value, most in (
        ("age_years", answers.age_years, OLDEST_YEARS),
        ("floors_carried", answers.floors_carried, MOST_FLOORS),
    ):
        if not 0 <= value <= most:
            yield AnswerOutOfRange(f"answers.{name}", most=most)


def _condition_faults(item_type: str, answers: Answers) -> Iterator[Refusal]:
    asked = {question.key: question for question in questions_for(item_type)}
    for key, question in asked.items():
        if key not in answers.conditions:
            yield AnswerMissing(f"answers.conditions.{key}", question=question.key)
    for key, answer in answers.conditions.items():
        if key not in asked:
            offered = "/".join(asked)
            yield QuestionUnknown(f"answers.conditions.{key}", question=key, choices=offered)
        elif answer not in asked[key].choices:
            offered = "/".join(asked[key].choices)
            yield AnswerUnknown(
                f"answers.conditions.{key}",
                question=key,
                answer=answer,
                choices=offered,
            )


def _part_faults(answers: Answers, rule: PriceRule) -> Iterator[Refusal]:
    for seq in sorted(answers.missing_parts - rule.parts.keys()):
        yield QuotePartUnknown("answers.missing_parts", part=seq)


def price(rule: PriceRule, answers: Answers) -> Quote:
    """The itemised quote under one rule. Raises the refusals of `check_answers`."""
    check_answers(rule.item_type, answers, rule)
    said = (
        _age(rule, answers),
        *_conditions(rule, answers),
        *_parts(rule, answers),
        _carrying(rule, answers),
    )
    lines = _moving((_base(rule), *said))
    lines += _moving((_floor(rule, lines),))
    lines += _moving((_rounding(rule, lines),))
    facts = (rule.floor_fen, rule.verified, rule.source)
    return Quote(rule.item_type, rule.region, rule.valid_from, lines, _total(lines), *facts)


def _moving(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.amount_fen)


def _total(lines: Iterable[Line]) -> int:
    return sum(line.amount_fen for line in lines)


def _base(rule: PriceRule) -> Line:
    return Line("base", "基础回收价", "base price", rule.base_fen, f"{rule.region}@{rule.valid_from}")


def _age(rule: PriceRule, answers: Answers) -> Line:
    years = answers.age_years
    permille = min(years * rule.yearly_permille, rule.age_cap_permille)
    amount = Adjustment(Unit.PERMILLE, -permille).on(rule.base_fen)
    reason = f"min({years}×{rule.yearly_permille}‰, {rule.age_cap_permille}‰)"
    return Line("age", f"已使用{years}年", f"{years} years of use", amount, reason)


def _conditions(rule: PriceRule, answers: Answers) -> Iterator[Line]:
    for question in questions_for(rule.item_type):
        choice = question.choices[answers.conditions[question.key]]
        adjustment = rule.answers.get((question.key, choice.key), NOTHING)
        zh, en = f"{question.zh}:{choice.zh}", f"{question.en} {choice.en}"
        code = f"answer.{question.key}.{choice.key}"
        yield Line(code, zh, en, adjustment.on(rule.base_fen), str(adjustment))


def _parts(rule: PriceRule, answers: Answers) -> Iterator[Line]:
    for seq in sorted(answers.missing_parts):
        part = rule.parts[seq]
        amount = part.adjustment.on(rule.base_fen)
        yield Line(f"part.{seq}", f"缺少{part.zh}", f"missing: {part.en}", amount, str(part.adjustment))


def _carrying(rule: PriceRule, answers: Answers) -> Line:
    floors = answers.floors_carried
    zh, en = f"无电梯搬运{floors}层", f"carried down {floors} floors without a lift"
    return Line("carry", zh, en, -floors * rule.carry_fen, f"{floors}×{rule.carry_fen} fen")


def _floor(rule: PriceRule, lines: Iterable[Line]) -> Line:
    short = max(0, rule.floor_fen - _total(lines))
    return Line("floor", "保底价补足", "made up to the floor price", short, f"floor {rule.floor_fen} fen")


def _rounding(rule: PriceRule, lines: Iterable[Line]) -> Line:
    up = -_total(lines) % rule.round_to_fen
    return Line("rounding", "向上取整", "rounded up", up, f"to {rule.round_to_fen} fen")


def promised_until(quoted_at: datetime, days: int = PROMISE_DAYS) -> datetime:
    """The instant at which the price promise ends: midnight in Shanghai after the last promised day."""
    return day_end(day_of(quoted_at) + timedelta(days=days))


def differences(before: Quote, after: Quote) -> tuple[LineChange, ...]:
    """What the consumer is asked to consent to at the door: every line that changed, in the order of the quotes."""
    old = {line.code: line for line in before.lines}
    new = {line.code: line for line in after.lines}
    changes = (
        LineChange(code, line.zh, line.en, _amount(old.get(code)), _amount(new.get(code)))
        for code, line in (old | new).items()
    )
    return tuple(change for change in changes if change.before_fen != change.after_fen)


def _amount(line: Line | None) -> int:
    return line.amount_fen if line else 0
