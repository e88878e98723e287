"""Dated price tables: the packaged reference prices, and what an officer or a recycler puts in their place.

A published rule is never edited: a later start supersedes it, so that an old quote can still be explained.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    case,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload
from sqlalchemy.orm import relationship as related

from models.db import Base, new_id
from models.region import jurisdictions
from tradein import packaged, price_table
from tradein.actor import Actor
from tradein.price_rule import Adjustment, Part, PriceRule, PriceRuleMissing, Unit
from tradein.reference import NATION

ANSWER, PART = "answer", "part"


class PriceLine(Base):
    """What one answer or one missing part changes: signed fen, or thousandths of the base price."""

    __tablename__ = "price_line"
    __table_args__ = (CheckConstraint("unit IN ('fen', 'permille')", name="unit"),)

    rule_id: Mapped[UUID] = mapped_column(ForeignKey("price_rule.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit: Mapped[str] = mapped_column(String(8))
    amount: Mapped[int] = mapped_column(Integer)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)


class PriceRow(Base):
    """One jurisdiction's price of one item type from a day on; with an organisation, that recycler's own.

    `jurisdiction_code` is a region or the nation (`CN`), which is why it is no foreign key.
    """

    __tablename__ = "price_rule"
    __table_args__ = (
        UniqueConstraint(
            "item_type",
            "jurisdiction_code",
            "organisation_id",
            "valid_from",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("base_fen >= 0 AND floor_fen >= 0 AND round_to_fen >= 1", name="price_not_negative"),
        CheckConstraint("valid_to >= valid_from", name="period_forward"),
        Index("ix_price_rule_jurisdiction_code", "jurisdiction_code", "item_type", "valid_from"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    item_type: Mapped[str] = mapped_column(Text)
    jurisdiction_code: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    base_fen: Mapped[int] = mapped_column(BigInteger)
    floor_fen: Mapped[int] = mapped_column(BigInteger)
    round_to_fen: Mapped[int] = mapped_column(Integer)
    yearly_permille: Mapped[int] = mapped_column(SmallInteger)
    age_cap_permille: Mapped[int] = mapped_column(SmallInteger)
    carry_fen: Mapped[int] = mapped_column(Integer)
    verified: Mapped[bool]
    source: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    lines: Mapped[list[PriceLine]] = related(PriceLine, lazy="raise", passive_deletes=True)

    def rule(self) -> PriceRule:
        """The row as the value quotes are made from."""
        facts = {name: getattr(self, name) for name in _FACTS}
        answers = {(line.key, line.answer): _adjustment(line) for line in self.lines if line.kind == ANSWER}
        parts = {int(line.key): _part(line) for line in self.lines if line.kind == PART}
        return PriceRule(region=self.jurisdiction_code, answers=answers, parts=parts, **facts)


_FACTS = (
    "item_type",
    "valid_from",
    "valid_to",
    "base_fen",
    "floor_fen",
    "round_to_fen",
    "yearly_permille",
    "age_cap_permille",
    "carry_fen",
    "verified",
    "source",
)


def _adjustment(line: PriceLine) -> Adjustment:
    return Adjustment(Unit(line.unit), line.amount)


def _part(line: PriceLine) -> Part:
    return Part(int(line.key), line.name_zh, line.name_en, _adjustment(line))


def price_row(session: Session, region: str, item_type: str, day: date, recycler_id: UUID | None) -> PriceRow:
    """The rule in force: a named recycler's own before the public one, the narrowest place first, the latest start.

    Raises `price_rule_missing`.
    """
    places = [*jurisdictions(session, region), NATION]
    nearness = case({code: rank for rank, code in enumerate(places)}, value=PriceRow.jurisdiction_code)
    owned = PriceRow.organisation_id == recycler_id
    query = (
        select(PriceRow)
        .where(
            PriceRow.item_type == item_type,
            PriceRow.jurisdiction_code.in_(places),
            PriceRow.organisation_id.is_(None)
            if recycler_id is None
            else or_(PriceRow.organisation_id.is_(None), owned),
            PriceRow.valid_from <= day,
            or_(PriceRow.valid_to.is_(None), PriceRow.valid_to >= day),
        )
        .order_by(PriceRow.organisation_id.is_(None), nearness, PriceRow.valid_from.desc())
        .limit(1)
        .options(selectinload(PriceRow.lines))
    )
    row = session.scalar(query)
    if row is None:
        raise PriceRuleMissing("item_type", item_type=item_type)
    return row


@dataclass(frozen=True, slots=True)
class Published:
    """Whose rules these are and who recorded them when."""

    now: datetime
    organisation_id: UUID | None = None
    recorded_by: UUID | None = None


def import_prices(session: Session, rules: Iterable[PriceRule], published: Published) -> int:
    """Insert the rules that are not there yet, two statements for any number; returns how many were new.

    Run again it changes nothing: a rule that exists stays as it was published.
    """
    wanted = {new_id(): rule for rule in rules}
    if not wanted:
        return 0
    rows = [_columns(rule_id, rule, published) for rule_id, rule in wanted.items()]
    fresh = set(
        session.scalars(insert(PriceRow).values(rows).on_conflict_do_nothing().returning(PriceRow.id))
    )
    lines = [line for rule_id in fresh for line in _line_columns(rule_id, wanted[rule_id])]
    if lines:
        session.execute(insert(PriceLine), lines)
    return len(fresh)


def import_packaged_prices(session: Session, now: datetime) -> int:
    """The reference prices that ship with the platform; part of the reference import."""
    return import_prices(session, price_table.parse(packaged.content("price_rules.csv")), Published(now))


def _columns(rule_id: UUID, rule: PriceRule, published: Published) -> Mapping[str, Any]:
    return {name: getattr(rule, name) for name in _FACTS} | {
        "id": rule_id,
        "jurisdiction_code": rule.region,
        "organisation_id": published.organisation_id,
        "recorded_at": published.now,
        "recorded_by": published.recorded_by,
    }


def _line_columns(rule_id: UUID, rule: PriceRule) -> Iterable[Mapping[str, Any]]:
    for (key, answer), change in rule.answers.items():
        fixed = {
            "rule_id": rule_id,
            "kind": ANSWER,
            "key": key,
            "answer": answer,
            "name_zh": "",
            "name_en": "",
        }
        yield {**fixed, "unit": change.unit.value, "amount": change.amount}
    for part in rule.parts.values():
        fixed = {"rule_id": rule_id, "kind": PART, "key": str(part.seq), "answer": ""}
        change = part.adjustment
        yield {
            **fixed,
            "name_zh": part.zh,
            "name_en": part.en,
            "unit": change.unit.value,
            "amount": change.amount,
        }


def page_of_prices(
    session: Session, actor: Actor, limit: int, after: tuple[UUID] | None
) -> Sequence[PriceRow]:
    """Published rules, newest first: the public ones, and for a recycler their own. One row more than `limit`."""
    own = PriceRow.organisation_id == actor.organisation_id
    query = (
        select(PriceRow)
        .where(or_(PriceRow.organisation_id.is_(None), own))
        .options(selectinload(PriceRow.lines))
    )
    if after is not None:
        query = query.where(PriceRow.id < after[0])
    return session.scalars(query.order_by(PriceRow.id.desc()).limit(limit + 1)).all()
