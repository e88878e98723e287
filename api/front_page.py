"""The front page: what the platform is, where an appliance went, what everybody may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Response

from api.front_words import FRONT_WORDS
from api.pages import page, policy
from api.trace_page import Reader
from api.trace_words import WORDS
from models.open_figures import FIGURES, SMALLEST_GROUP, OpenFigures
from tradein import permissions

SHEET = "front.css"
IN_GRAMS = frozenset({"recovered_tonnes", "weight_out_g"})


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demo sign-in as the page offers it."""

    role: str
    account: str
    password: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Board:
    """The published figures of a month, one entry a province; None when they could not be read."""

    month: date
    provinces: Sequence[OpenFigures] | None


def front_page(reader: Reader, board: Board, sign_ins: Sequence[SignIn]) -> Response:
    """The finished page."""
    words = words_of(reader)
    month = words["open_month"].format(year=board.month.year, month=board.month.month)
    return dressed(
        "front.html",
        reader,
        month=month,
        readable=board.provinces is not None,
        provinces=[_province(found) for found in board.provinces or ()],
        figures=FIGURES,
        held_back=words["held_back"].format(smallest=SMALLEST_GROUP),
        sign_ins=[(role_name(one.role, reader.language), one) for one in sign_ins],
        open_data=_open_data(board),
    )


def dressed(template: str, reader: Reader, **values: Any) -> Response:
    """A page in the front page's clothes, with forms that lead back to us."""
    response = page(template, **common(reader), **values)
    response.headers["Content-Security-Policy"] = policy(SHEET, forms="'self'")
    # A form sent under `no-referrer` says `Origin: null`, and we could not tell that it is ours.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def common(reader: Reader) -> dict[str, Any]:
    """What the frame of every page asks for."""
    other = "en" if reader.language == "zh" else "zh"
    size = {"text": "large"} if reader.large else {}
    resize = {} if reader.large else {"text": "large"}
    return {
        "words": words_of(reader),
        "language": reader.language,
        "large": reader.large,
        "host": urlsplit(reader.base_url).netloc,
        "links": {
            "language": "?" + urlencode({"lang": other, **size}),
            "size": "?" + urlencode({"lang": reader.language, **resize}),
        },
    }


def role_name(role: str, language: str) -> str:
    """What a role is called."""
    return permissions.table().roles[role].zh if language == "zh" else role.replace("_", " ")


def words_of(reader: Reader) -> Mapping[str, str]:
    """The sentences of these pages, on top of those of the frame."""
    return WORDS[reader.language] | FRONT_WORDS[reader.language]


def _province(found: OpenFigures) -> dict[str, Any]:
    rows = [(place.name, values) for place, values in found.parts if any(values.values())]
    rows.sort(key=lambda row: -(row[1][FIGURES[0]] or 0))
    return {
        "name": found.region.place.name,
        "total": spoken(found.total),
        "rows": [{"name": name, "values": spoken(values)} for name, values in rows],
    }


def spoken(values: Mapping[str, int | None]) -> dict[str, str]:
    """Figures as they are printed: tonnes for grams, a dash for what is held back."""
    return {name: _number(name, value) for name, value in values.items()}


def _number(figure: str, value: int | None) -> str:
    if value is None:
        return "–"
    return f"{value / 1_000_000:,.1f}" if figure in IN_GRAMS else f"{value:,}"


def _open_data(board: Board) -> str:
    codes: Iterable[str] = (found.region.place.code for found in board.provinces or ())
    return "/api/v1/open-figures?" + urlencode({"region": next(iter(codes), "370000")})
