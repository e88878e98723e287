"""The reference tables: dated rows per jurisdiction. A local row leaves what it does not replace at NULL.

All rows of all editions stay; which one holds on a day is decided by `tradein.reference.in_force`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, ForeignKey, Identity, Index, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class ReferenceEdition(Base):
    """One import or one local change: what was loaded, from where, by which document, when.

    `revision` only grows, so a process knows by one look whether what it remembers is still true.
    """

    __tablename__ = "reference_edition"
    __table_args__ = (Index("ix_reference_edition_dataset", "dataset", "revision"),)

    revision: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    dataset: Mapped[str] = mapped_column(Text)
    jurisdiction_code: Mapped[str] = mapped_column(Text)
    edition: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    source_date: Mapped[date | None] = mapped_column(Date)
    licence: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[bytes | None] = mapped_column(BYTEA)
    row_count: Mapped[int] = mapped_column(Integer)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    imported_by: Mapped[UUID | None]


class ItemTypeRow(Base):
    """A kind of appliance, with the national weights of the newest edition for whoever joins on it.

    The weights repeat the newest national row of `item_type_fact`; only the import writes them.
    """

    __tablename__ = "item_type"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    weee_class: Mapped[str | None] = mapped_column(Text)
    data_bearing: Mapped[bool]
    refrigerant_bearing: Mapped[bool]
    default_g: Mapped[int] = mapped_column(Integer)
    low_g: Mapped[int] = mapped_column(Integer)
    high_g: Mapped[int] = mapped_column(Integer)


class Dated:
    """What every reference row carries: its key, whose it is, when it holds, where it comes from."""

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    jurisdiction_code: Mapped[str] = mapped_column(Text, primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text)
    edition: Mapped[str] = mapped_column(Text)
    document_no: Mapped[str | None] = mapped_column(Text)
    verified: Mapped[list[str]] = mapped_column(ARRAY(Text))
    note: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[UUID | None]


class ItemTypeFactRow(Dated, Base):
    """Weights, composition and avoided carbon of an item type; `key` is its code."""

    __tablename__ = "item_type_fact"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    default_g: Mapped[int | None] = mapped_column(Integer)
    low_g: Mapped[int | None] = mapped_column(Integer)
    high_g: Mapped[int | None] = mapped_column(Integer)
    steel_permille: Mapped[int | None] = mapped_column(Integer)
    copper_permille: Mapped[int | None] = mapped_column(Integer)
    aluminium_permille: Mapped[int | None] = mapped_column(Integer)
    plastic_permille: Mapped[int | None] = mapped_column(Integer)
    foam_permille: Mapped[int | None] = mapped_column(Integer)
    glass_permille: Mapped[int | None] = mapped_column(Integer)
    board_permille: Mapped[int | None] = mapped_column(Integer)
    other_permille: Mapped[int | None] = mapped_column(Integer)
    avoided_gco2e: Mapped[int | None] = mapped_column(Integer)
    composition_basis: Mapped[str | None] = mapped_column(Text)
    unu_key: Mapped[str | None] = mapped_column(Text)
    unu_g: Mapped[int | None] = mapped_column(Integer)
    unu_year: Mapped[int | None] = mapped_column(Integer)


class WeeeCategoryRow(Dated, Base):
    """A class of the processing catalogue; `key` is W01–W14."""

    __tablename__ = "weee_category"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    definition_zh: Mapped[str] = mapped_column(Text)
    in_catalogue_since: Mapped[str] = mapped_column(Text)
    fund_subsidised_to_2023: Mapped[bool]


class RequiredPartRow(Dated, Base):
    """A part of a complete unit; `key` is item type/sequence."""

    __tablename__ = "required_part"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="period_forward"),
        Index("ix_required_part_item_type", "item_type"),
    )

    item_type: Mapped[str] = mapped_column(Text, ForeignKey("item_type.code"))
    seq: Mapped[int] = mapped_column(Integer)
    part_zh: Mapped[str] = mapped_column(Text)
    part_en: Mapped[str] = mapped_column(Text)
    if_missing: Mapped[str] = mapped_column(Text)
    mandatory: Mapped[bool | None]


class KeyOutputRow(Dated, Base):
    """An expected output per unit; `key` is item type/output code."""

    __tablename__ = "key_output"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="period_forward"),
        Index("ix_key_output_item_type", "item_type"),
    )

    item_type: Mapped[str] = mapped_column(Text, ForeignKey("item_type.code"))
    output_code: Mapped[str] = mapped_column(Text)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    is_key: Mapped[bool]
    typical_g: Mapped[int | None] = mapped_column(Integer)
    low_g: Mapped[int | None] = mapped_column(Integer)
    high_g: Mapped[int | None] = mapped_column(Integer)
    waste_code: Mapped[str | None] = mapped_column(Text)


class HazardousWasteRow(Dated, Base):
    """A row of 国家危险废物名录; `key` is the waste code."""

    __tablename__ = "hazardous_waste"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    hw_class: Mapped[str] = mapped_column(Text)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    arises_from: Mapped[str] = mapped_column(Text)
    hazard: Mapped[list[str]] = mapped_column(ARRAY(Text))


class RefrigerantRow(Dated, Base):
    """A refrigerant or blowing agent; `key` is its ASHRAE number."""

    __tablename__ = "refrigerant"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    family: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    item_types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    gwp_edition: Mapped[str] = mapped_column(Text)
    benchmark_source: Mapped[str | None] = mapped_column(Text)
    gwp100: Mapped[int | None] = mapped_column(Integer)
    charge_low_g: Mapped[int | None] = mapped_column(Integer)
    charge_high_g: Mapped[int | None] = mapped_column(Integer)
    benchmark_g: Mapped[int | None] = mapped_column(Integer)
    min_expected_g: Mapped[int | None] = mapped_column(Integer)


class CarbonFactorRow(Dated, Base):
    """An emission factor; `key` is the material."""

    __tablename__ = "carbon_factor"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    kind: Mapped[str] = mapped_column(Text)
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    source_row: Mapped[str] = mapped_column(Text)
    primary_g_per_kg: Mapped[int | None] = mapped_column(Integer)
    recycled_g_per_kg: Mapped[int | None] = mapped_column(Integer)
    avoided_g_per_kg: Mapped[int | None] = mapped_column(Integer)
    recovery_permille: Mapped[int | None] = mapped_column(Integer)


class KpiRow(Dated, Base):
    """An oversight indicator's definition."""

    __tablename__ = "kpi"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    formula: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(Text)
    cadence: Mapped[list[str]] = mapped_column(ARRAY(Text))
    precedent_found: Mapped[bool]


class BalanceToleranceRow(Dated, Base):
    """How far weights may differ in one kind of check; `key` names the check."""

    __tablename__ = "balance_tolerance"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    name_zh: Mapped[str] = mapped_column(Text)
    permille: Mapped[int | None] = mapped_column(Integer)


class TimeLimitRow(Dated, Base):
    """How long something may take; `key` names the stage, or what is waited for."""

    __tablename__ = "time_limit"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="period_forward"),)

    name_zh: Mapped[str] = mapped_column(Text)
    pattern: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[int | None] = mapped_column(Integer)
    working_days: Mapped[int | None] = mapped_column(Integer)
    pattern_hours: Mapped[int | None] = mapped_column(Integer)


TABLES: Mapping[str, type[Any]] = {
    "item_types": ItemTypeFactRow,
    "weee_categories": WeeeCategoryRow,
    "required_parts": RequiredPartRow,
    "key_outputs": KeyOutputRow,
    "hazardous_wastes": HazardousWasteRow,
    "refrigerants": RefrigerantRow,
    "carbon_factors": CarbonFactorRow,
    "balance_tolerances": BalanceToleranceRow,
    "time_limits": TimeLimitRow,
    "kpis": KpiRow,
}
