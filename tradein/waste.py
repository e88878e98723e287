"""Hazardous wastes: national waste codes, transfer manifests (联单) and the receiver's clock.

《国家危险废物名录(2025年版)》: a code is `AAA-BBB-CC`, where CC is the number of the HW class.
《危险废物转移管理办法》 (令第23号, in force 2022-01-01): its manifest numbers and limits are not verified against the
official text, hence limits are rows of `time_limits` with a source and a `verified` flag, which a province may set.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from tradein.refusal import Refusal
from tradein.working_days import IsWorkday, add_working_days

_WASTE_CODE = re.compile(r"[0-9]{3}-[0-9]{3}-(?P<hw>[0-9]{2})")
_MANIFEST = re.compile(r"[0-9]{14}")
# HW01–HW50 are the classes of the 2025 edition.
LAST_HW_CLASS = 50
# The measures of 2021 opened the national numbering on 2022-01-01.
FIRST_MANIFEST_YEAR = 2022


@dataclass(frozen=True, slots=True)
class ManifestNumber:
    """14 digits: year 4, province 2, city 2, serial 6 (GB/T 2260 of the origin)."""

    year: int
    province: str
    city: str
    serial: str

    def __str__(self) -> str:
        return f"{self.year}{self.province}{self.city}{self.serial}"


class WasteCodeMalformed(Refusal):
    """Not of the form AAA-BBB-CC with an existing HW class."""

    code = "waste_code_malformed"
    zh = "危险废物代码格式应为 900-045-49（后两位为HW类别）。"
    en = "A waste code looks like 900-045-49; its last two digits are the HW class."


class WasteCodeUnknown(Refusal):
    """Well formed, but not in the edition of the catalogue in force."""

    code = "waste_code_unknown"
    zh = "危险废物代码 {waste_code} 不在现行名录中，请核对。"
    en = "Waste code {waste_code} is not in the catalogue in force. Please check it."


class ManifestMalformed(Refusal):
    """Not a manifest number; the fact `fault` is `format`, `year` or `region`."""

    code = "manifest_malformed"
    zh = "转移联单编号应为14位数字：年份4位+省2位+市2位+流水号6位（{fault}）。"
    en = "A manifest number has 14 digits: year 4, province 2, city 2, serial 6 ({fault})."


def hw_class(waste_code: str, field: str | None = "waste_code") -> str:
    """The class of a waste code: `HW49` for `900-045-49`. Raises `waste_code_malformed`."""
    match = _WASTE_CODE.fullmatch(waste_code)
    if not match or not 1 <= int(match["hw"]) <= LAST_HW_CLASS:
        raise WasteCodeMalformed(field)
    return "HW" + match["hw"]


def known_waste_code(waste_code: str, catalogue: Container[str], field: str | None = "waste_code") -> str:
    """`waste_code`, once it is well formed and in the `catalogue` in force."""
    hw_class(waste_code, field)
    if waste_code not in catalogue:
        raise WasteCodeUnknown(field, waste_code=waste_code)
    return waste_code


def manifest_number(
    text: str, origins: Container[str], today: date, field: str | None = "manifest_number"
) -> ManifestNumber:
    """The parts of a manifest number.

    `origins` holds the four-digit province-and-city prefixes of GB/T 2260. Raises `manifest_malformed`.
    """
    bare = "".join(text.split())
    if not _MANIFEST.fullmatch(bare):
        raise ManifestMalformed(field, fault="format")
    number = ManifestNumber(int(bare[:4]), bare[4:6], bare[6:8], bare[8:])
    if not FIRST_MANIFEST_YEAR <= number.year <= today.year:
        raise ManifestMalformed(field, fault="year")
    if number.province + number.city not in origins:
        raise ManifestMalformed(field, fault="region")
    return number


def confirm_by(arrived: date, working_days: int, is_workday: IsWorkday) -> date:
    """The last day on which the receiver may confirm a transfer that arrived on `arrived` (`time_limits`)."""
    return add_working_days(arrived, working_days, is_workday)
