"""Itemised quotes: made before anybody signs in, kept under an opaque id so that an order can hold the promise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    SmallInteger,
    String,
    Text,
    Uuid,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload
from sqlalchemy.orm import relationship as related

from models.db import Base
from models.price import price_row
from models.reference_table import ItemTypeRow
from models.region import resolve_district
from tradein.moment import day_of
from tradein.price_rule import Part
from tradein.pricing import Answers, Line, price, promised_until
from tradein.questions import questions_for
from tradein.refusal import NotFound, Refusal

MISSING_PART = "missing_part"


class QuoteLine(Base):
    """One line of a quote as it was shown: it must read the same on the day somebody asks."""

    __tablename__ = "quote_line"

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)


class QuoteAnswer(Base):
    """What the owner said: the collector compares it at the door."""

    __tablename__ = "quote_answer"

    quote_id: Mapped[UUID] = mapped_column(ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(String(40), primary_key=True)


class QuoteRow(Base):
    """One quote. Its id is random (122 bits): whoever has it may read it, and nobody can guess one."""

    __tablename__ = "quote"
    __table_args__ = (CheckConstraint("total_fen >= 0", name="price_not_negative"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    item_type: Mapped[str] = mapped_column(Text)
    recycler_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    """The recycler whose own prices were asked for; only they are bound by the promise."""
    rule_id: Mapped[UUID] = mapped_column(ForeignKey("price_rule.id"))
    age_years: Mapped[int] = mapped_column(SmallInteger)
    floors_carried: Mapped[int] = mapped_column(SmallInteger)
    total_fen: Mapped[int] = mapped_column(BigInteger)
    floor_fen: Mapped[int] = mapped_column(BigInteger)
    verified: Mapped[bool]
    source: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    valid_until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("trade_order.id"), index=True)
    """The booking that holds the promise: it was made for one appliance. Free again when that booking ends."""
    lines: Mapped[list[QuoteLine]] = related(QuoteLine, order_by=QuoteLine.position, lazy="raise")
    answers: Mapped[list[QuoteAnswer]] = related(QuoteAnswer, order_by=QuoteAnswer.question, lazy="raise")


class QuoteItemTypeUnknown(Refusal):
    """No such item type in the reference table."""

    code = "quote_item_type_unknown"
    zh = "没有这个品类，请从品类表中选择。"
    en = "Unknown item type. Please choose one from the list."


class QuoteExpired(Refusal):
    """The price promise has ended; a new quote is a moment's work."""

    code = "quote_expired"
    status = 409
    zh = "该报价已于 {valid_until} 失效，请重新估价。"
    en = "This quote expired at {valid_until}. Please ask for a new one."


class QuoteElsewhere(Refusal):
    """The quote was made for another district."""

    code = "quote_elsewhere"
    zh = "该报价适用于 {region}，与取件地址所在区县不同，请重新估价。"
    en = "This quote is for {region}, not for the district of the pick-up address. Please ask again."


class QuoteTaken(Refusal):
    """The promise was made for one appliance and is kept for one already."""

    code = "quote_taken"
    status = 409
    zh = "一份报价只用于一台旧机，该报价已用于一笔预约；请为这台重新估价。"
    en = "A quote is for one appliance, and this one is in a booking already. Please ask for a new quote."


@dataclass(frozen=True, slots=True)
class Appliance:
    """What is to be priced: where, what, its owner's answers, and whose own prices if a recycler's are asked for."""

    region: str
    item_type: str
    answers: Answers
    recycler_id: UUID | None = None


def make_quote(session: Session, appliance: Appliance, now: datetime) -> QuoteRow:
    """Price an appliance and keep the promise. Raises the refusals of `tradein.pricing` and of the region tree."""
    district = resolve_district(session, appliance.region)
    if session.get(ItemTypeRow, appliance.item_type) is None:
        raise QuoteItemTypeUnknown("item_type")
    row = price_row(session, district.code, appliance.item_type, day_of(now), appliance.recycler_id)
    made = price(row.rule(), appliance.answers)
    quote_id = uuid4()
    quote = QuoteRow(
        id=quote_id,
        region_code=district.code,
        item_type=appliance.item_type,
        recycler_id=row.organisation_id,
        rule_id=row.id,
        age_years=appliance.answers.age_years,
        floors_carried=appliance.answers.floors_carried,
        total_fen=made.total_fen,
        floor_fen=made.floor_fen,
        verified=made.verified,
        source=made.source,
        created_at=now,
        valid_until=promised_until(now),
        lines=_lines(quote_id, made.lines),
        answers=_answers(quote_id, appliance.answers),
    )
    session.add(quote)
    session.flush()
    return quote


def _lines(quote_id: UUID, lines: Iterable[Line]) -> list[QuoteLine]:
    return [
        QuoteLine(
            quote_id=quote_id,
            position=position,
            code=line.code,
            zh=line.zh,
            en=line.en,
            amount_fen=line.amount_fen,
            reason=line.reason,
        )
        for position, line in enumerate(lines, 1)
    ]


def _answers(quote_id: UUID, answers: Answers) -> list[QuoteAnswer]:
    said = [*answers.conditions.items(), *((MISSING_PART, str(seq)) for seq in answers.missing_parts)]
    return [
        QuoteAnswer(quote_id=quote_id, question=question, answer=answer) for question, answer in sorted(said)
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to ask about an item type, and which parts may be missing; choices as a list, in order."""

    questions: Sequence[Mapping[str, object]]
    parts: Sequence[Part]


def what_to_ask(session: Session, item_type: str, region: str, now: datetime) -> Asked:
    """The questions of an item type and the parts its price table knows. Raises `quote_item_type_unknown`."""
    if session.get(ItemTypeRow, item_type) is None:
        raise QuoteItemTypeUnknown("item_type")
    rule = price_row(session, region, item_type, day_of(now), None).rule()
    questions = [
        {"key": asked.key, "zh": asked.zh, "en": asked.en, "choices": list(asked.choices.values())}
        for asked in questions_for(item_type)
    ]
    return Asked(questions, [rule.parts[seq] for seq in sorted(rule.parts)])


def find_quote(session: Session, quote_id: UUID) -> QuoteRow:
    """A quote by its opaque id; expired ones stay readable, because an order may rest on them."""
    whole = (selectinload(QuoteRow.lines), selectinload(QuoteRow.answers))
    quote = session.scalar(select(QuoteRow).where(QuoteRow.id == quote_id).options(*whole))
    if quote is None:
        raise NotFound("quote")
    return quote


def promised(session: Session, quote_id: UUID, region_code: str, now: datetime) -> QuoteRow:
    """The quote as a promise for an order in a district; refused when expired or made for elsewhere."""
    quote = find_quote(session, quote_id)
    if quote.valid_until <= now:
        raise QuoteExpired("quote", valid_until=quote.valid_until.isoformat())
    if quote.region_code != region_code:
        raise QuoteElsewhere("quote", region=quote.region_code)
    return quote


_HOLD = text(
    """
    UPDATE quote q SET order_id = :order_id
      FROM (SELECT id FROM quote WHERE id = ANY(:ids) AND order_id IS NULL ORDER BY id FOR NO KEY UPDATE) free
     WHERE q.id = free.id RETURNING q.id
    """
)


def hold(session: Session, order_id: UUID, quotes: Sequence[QuoteRow]) -> None:
    """Keep each promise for one appliance of a booking; of two who ask at once one gets it. Raises `quote_taken`."""
    asked = [quote.id for quote in quotes]
    got = set(session.scalars(_HOLD, {"order_id": order_id, "ids": asked}))
    for place, quote_id in enumerate(asked):
        if quote_id not in got or quote_id in asked[:place]:
            raise QuoteTaken(f"units.{place}.quote")


def let_go(session: Session, order_id: UUID) -> None:
    """A booking has ended: whoever asked may use its quotes again while their promise lasts."""
    session.execute(update(QuoteRow).where(QuoteRow.order_id == order_id).values(order_id=None))
