"""The open figures page: a month of a region and its parts, told without script, small groups held back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Response

from api.front_page import SHEET, common, spoken
from api.open_words import OPEN_WORDS
from api.pages import page, policy
from api.trace_page import Reader, clock
from models.open_figures import FIGURES, SMALLEST_GROUP, OpenFigures
from models.territory import Place
from tradein.figures import catalogue
from tradein.span import ONE_DAY, month_start

MONTHS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown: figures if they could be read; `known` is false when something else had been asked for."""

    month: date
    last_month: date
    found: OpenFigures | None
    known: bool = True


def open_page(reader: Reader, asked: Asked) -> Response:
    """The finished page: 200, 404 when the default stands in for what is not there, 503 when nothing could be read."""
    say = OPEN_WORDS[reader.language]
    status = 503 if asked.found is None else 200 if asked.known else 404
    values = common(reader) | {
        "say": say,
        "known": asked.known,
        "months": [_month(one, asked.month, say) for one in _months(asked.last_month)],
        "figures": [_meaning(key, reader.language) for key in FIGURES],
        "held_back": say["held_back"].format(smallest=SMALLEST_GROUP),
        "queried": clock(reader.now, reader.language),
        "board": _board(reader, asked),
        "url": f"{reader.base_url}/open",
    }
    values["links"] = _links(reader, asked)
    response = page("open.html", status, **values)
    response.headers["Content-Security-Policy"] = policy(SHEET, forms="'self'")
    del response.headers["X-Robots-Tag"]
    return response


def _board(reader: Reader, asked: Asked) -> dict[str, Any] | None:
    found = asked.found
    if found is None:
        return None
    say = OPEN_WORDS[reader.language]
    *above, here = found.region.path
    return {
        "lead": say["lead"].format(place=here.name, year=asked.month.year, month=asked.month.month),
        "code": here.code,
        "name": here.name,
        "above": [_place(one, reader, asked.month) for one in above],
        "total": spoken(found.total),
        "rows": [_row(place, values, reader, asked.month) for place, values in _ordered(found.parts)],
        "json": "/api/v1/open-figures?" + urlencode({"region": here.code, "month": f"{asked.month:%Y-%m}"}),
    }


def _ordered(
    parts: Sequence[tuple[Place, Mapping[str, int | None]]],
) -> list[tuple[Place, Mapping[str, int | None]]]:
    """Those with something to show, most first; what is held back stands among them by its place in the list."""
    shown = [one for one in parts if any(value != 0 for value in one[1].values())]
    return sorted(shown, key=lambda one: -(one[1][FIGURES[0]] or 0))


def _row(place: Place, values: Mapping[str, int | None], reader: Reader, month: date) -> dict[str, Any]:
    return _place(place, reader, month) | {"values": spoken(values)}


def _place(place: Place, reader: Reader, month: date) -> dict[str, Any]:
    return {"name": place.name, "address": _address(reader.language, reader, place.code, month)}


def _address(
    language: str, reader: Reader, code: str | None, month: date, *, large: bool | None = None
) -> str:
    asked = {"lang": language, "region": code, "month": f"{month:%Y-%m}"}
    bigger = reader.large if large is None else large
    asked["text"] = "large" if bigger else None
    return "/open?" + urlencode({name: value for name, value in asked.items() if value})


def _links(reader: Reader, asked: Asked) -> dict[str, str]:
    code = asked.found.region.place.code if asked.found else None
    other = "en" if reader.language == "zh" else "zh"
    return {
        "language": _address(other, reader, code, asked.month),
        "size": _address(reader.language, reader, code, asked.month, large=not reader.large),
    }


def _months(last: date) -> list[date]:
    found = [last]
    while len(found) < MONTHS_OFFERED:
        found.append(month_start(found[-1] - ONE_DAY))
    return found


def _month(one: date, chosen: date, say: Mapping[str, str]) -> dict[str, Any]:
    return {
        "value": f"{one:%Y-%m}",
        "words": say["month_of"].format(year=one.year, month=one.month),
        "chosen": one == chosen,
    }


def _meaning(key: str, language: str) -> dict[str, str]:
    one = catalogue()[key]
    chinese = language == "zh"
    return {
        "key": key,
        "name": one.zh if chinese else one.en,
        "formula": one.formula_zh if chinese else one.formula_en,
        "source": OPEN_WORDS[language]["own" if "own definition" in one.source else "indicator"],
    }
