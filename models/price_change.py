"""Superseding a price: an officer for a place they answer for, a recycler's manager for their own firm."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.price import PriceRow, Published, import_prices, price_row
from models.region import jurisdictions
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.price_rule import Adjustment, PriceRule, PriceRuleMissing
from tradein.questions import questions_for
from tradein.refusal import NotFound, Refusal


class PriceNotAhead(Refusal):
    """Prices change from tomorrow on at the earliest, so that nobody is quoted two prices on one day."""

    code = "price_not_ahead"
    zh = "价格最早从 {earliest} 起调整。"
    en = "A price can change from {earliest} at the earliest."


class PriceAlreadyDated(Refusal):
    """A published rule is superseded by a later one, never edited."""

    code = "price_already_dated"
    status = 409
    zh = "该品类自 {valid_from} 起的价格已发布，请另选生效日期。"
    en = "A price from {valid_from} is already published. Choose another day."


class PriceFloorAboveBase(Refusal):
    """The least anybody gets cannot exceed what the best one is worth."""

    code = "price_floor_above_base"
    zh = "保底价不能高于基础价。"
    en = "The floor cannot exceed the base price."


class PriceAnswerUnknown(Refusal):
    """An adjustment for an answer or a part that this item type is not asked about."""

    code = "price_answer_unknown"
    zh = "该品类没有“{key}”这一项。"
    en = "This item type has no '{key}'."


@dataclass(frozen=True, slots=True)
class PriceWish:
    """A new price from a day on; what is not named stays as in the rule now in force."""

    region: str
    item_type: str
    valid_from: date
    document_no: str
    numbers: Mapping[str, int]
    answers: Mapping[tuple[str, str], Adjustment]
    parts: Mapping[int, Adjustment]


def publish_price(session: Session, actor: Actor, wish: PriceWish, now: datetime) -> PriceRow:
    """Publish a superseding rule: an officer for a place they answer for, a recycler's manager for their own firm.

    Raises `not_found` outside the jurisdiction, `price_not_ahead`, `price_already_dated`, `price_floor_above_base`,
    `price_answer_unknown`, `price_rule_missing`.
    """
    own = actor.organisation_id if actor.role == "recycler_manager" else None
    above = jurisdictions(session, wish.region)
    if not above or (own is None and actor.region not in above):
        raise NotFound("region")
    tomorrow = day_of(now) + timedelta(days=1)
    if wish.valid_from < tomorrow:
        raise PriceNotAhead("valid_from", earliest=tomorrow.isoformat())
    base = price_row(session, wish.region, wish.item_type, wish.valid_from, own).rule()
    rule = _laid_over(base, wish)
    published = Published(now, own, actor.account_id)
    if not import_prices(session, [rule], published):
        raise PriceAlreadyDated("valid_from", valid_from=wish.valid_from.isoformat())
    return price_row(session, wish.region, wish.item_type, wish.valid_from, own)


def superseded(session: Session, made: PriceRow) -> PriceRow | None:
    """The rule that held the day before a published one's first day, its own firm's or the public one."""
    eve = made.valid_from - timedelta(days=1)
    try:
        return price_row(session, made.jurisdiction_code, made.item_type, eve, made.organisation_id)
    except PriceRuleMissing:
        return None


def _laid_over(base: PriceRule, wish: PriceWish) -> PriceRule:
    offered = {
        (question.key, choice) for question in questions_for(base.item_type) for choice in question.choices
    }
    for key in wish.answers.keys() - offered:
        raise PriceAnswerUnknown("answers", key=".".join(key))
    for seq in wish.parts.keys() - base.parts.keys():
        raise PriceAnswerUnknown("parts", key=seq)
    parts = {seq: replace(base.parts[seq], adjustment=change) for seq, change in wish.parts.items()}
    numbers: dict[str, Any] = dict(wish.numbers)
    rule = replace(
        base,
        region=wish.region,
        valid_from=wish.valid_from,
        valid_to=None,
        answers={**base.answers, **wish.answers},
        parts={**base.parts, **parts},
        verified=True,
        source=wish.document_no,
        **numbers,
    )
    if rule.floor_fen > rule.base_fen:
        raise PriceFloorAboveBase("floor_fen")
    return rule
