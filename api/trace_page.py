"""The public page of a label: `PublicTrace` told in plain words, in Chinese or English (frontend §10 f)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import Response

from api.pages import page
from api.qr import object_url
from api.trace_words import WORDS
from tradein.codes import display
from tradein.lifecycle import Stage, Step
from tradein.moment import SHANGHAI
from tradein.public_trace import CodeStanding, PublicStep, PublicTrace, Stop, timeline

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOTLINE = "tel:12345"
"""政务服务便民热线: where a report goes until the operator names an address of its own."""
OFTEN = 10
"""From this many looks on the page says that a label may have been copied."""
VERDICTS = {
    CodeStanding.BOUND: (200, "good", "genuine"),
    CodeStanding.VOID: (410, "warn", "void"),
    CodeStanding.RESERVED: (404, "bad", "unknown"),
    CodeStanding.UNKNOWN: (404, "bad", "unknown"),
}
"""Status, tone and words. A reserved label answers like an unknown one: nobody may probe for blank labels."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: language, text size, the public address of the platform, the moment, where reports go."""

    language: str
    large: bool
    base_url: str
    now: datetime
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """How often this label was looked up, and first when."""

    times: int
    first_at: datetime


def trace_page(trace: PublicTrace, reader: Reader, looks: Looks | None = None) -> Response:
    """The finished page: 200 for a bound label, 404 for unknown and reserved ones, 410 for a void one."""
    words = WORDS[reader.language]
    status, tone, key = VERDICTS[CodeStanding(trace.state)]
    note = "void_successor" if trace.replaced_by and trace.state == CodeStanding.VOID else f"{key}_note"
    verdict = {"tone": tone, "title": words[key], "note": words[note]}
    common = _common(trace.code, reader)
    successor = _link(trace.replaced_by, reader) if trace.replaced_by and status == 410 else None
    if status != 200:
        return page(
            "trace.html",
            status,
            verdict=verdict,
            known=False,
            name=None,
            successor=successor,
            seen=None,
            **common,
        )
    story = _story(trace, reader) | _seen(looks, reader)
    return page("trace.html", verdict=verdict, known=True, successor=None, **common, **story)


def malformed_page(typed: str, reader: Reader) -> Response:
    """400: what was typed is no code at all. The input is shown back shortened and escaped."""
    words = WORDS[reader.language]
    verdict = {"tone": "bad", "title": words["malformed"], "note": words["malformed_note"]}
    common = _common("", reader) | {"shown_code": typed[:20], "url": f"{reader.base_url}/obj/"}
    return page(
        "trace.html", 400, verdict=verdict, known=False, name=None, successor=None, seen=None, **common
    )


def busy_page(code: str, reader: Reader, seconds: int) -> Response:
    """429: this network asks faster than people do; says in how many seconds to come again."""
    words = WORDS[reader.language]
    verdict = {"tone": "warn", "title": words["busy"], "note": words["busy_note"].format(seconds=seconds)}
    common = _common("", reader) | {"shown_code": code[:20], "url": f"{reader.base_url}/obj/"}
    response = page(
        "trace.html", 429, verdict=verdict, known=False, name=None, successor=None, seen=None, **common
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def _common(code: str, reader: Reader) -> dict[str, Any]:
    other = "en" if reader.language == "zh" else "zh"
    size = {"text": "large"} if reader.large else {}
    resize = {} if reader.large else {"text": "large"}
    return {
        "words": WORDS[reader.language],
        "language": reader.language,
        "large": reader.large,
        "shown_code": display(code),
        "url": object_url(reader.base_url, code),
        "path": f"/obj/{code}",
        "host": urlsplit(reader.base_url).netloc,
        "report": _report(code, reader),
        "queried": clock(reader.now, reader.language),
        "links": {
            "language": "?" + urlencode({"lang": other, **size}),
            "size": "?" + urlencode({"lang": reader.language, **resize}),
        },
    }


def _link(code: str, reader: Reader) -> str:
    return f"/obj/{code}?lang={reader.language}"


def _report(code: str, reader: Reader) -> str:
    contact = reader.contact or HOTLINE
    if contact.startswith("mailto:"):
        return f"{contact}?subject={quote(f'追溯码 {display(code)}')}"
    return contact


def _story(trace: PublicTrace, reader: Reader) -> dict[str, Any]:
    words = WORDS[reader.language]
    chinese = reader.language == "zh"
    heaviest = max((mass for _, _, mass in trace.outputs), default=0) or 1
    return {
        "name": trace.item_name_zh if chinese else trace.item_name_en or trace.item_name_zh,
        "standing": words.get(f"stage_{trace.stage}", ""),
        "on_hold": trace.on_hold,
        "born": month(trace.born_month, reader.language),
        "weight": kilograms(trace.weight_g, reader.language),
        "stops": [_stop(stop, reader.language) for stop in timeline(trace)],
        "materials": [
            {
                "name": zh if chinese else en,
                "mass": kilograms(mass, reader.language),
                "share": mass * 100 // heaviest,
            }
            for zh, en, mass in sorted(trace.outputs, key=lambda output: -output[2])
        ],
        "carbon": None if trace.carbon_kg is None else f"{trace.carbon_kg:.1f}",
    }


def _seen(looks: Looks | None, reader: Reader) -> dict[str, Any]:
    words = WORDS[reader.language]
    if looks is None:
        return {"seen": None, "seen_often": False}
    if looks.times == 1:
        return {"seen": words["seen_first"], "seen_often": False}
    first = clock(looks.first_at, reader.language)
    sentence = words["seen"].format(times=looks.times, first=first)
    return {"seen": sentence, "seen_often": looks.times >= OFTEN}


def _stop(stop: Stop, language: str) -> dict[str, Any]:
    words = WORDS[language]
    return {
        "title": words[stop.milestone],
        "progress": str(stop.progress),
        "progress_words": words[stop.progress],
        "steps": [_step(step, language) for step in stop.steps],
    }


def _step(step: PublicStep, language: str) -> dict[str, Any]:
    return {
        "words": WORDS[language][_step_key(step)],
        "iso": step.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "at": clock(step.at, language),
        "place": step.place_zh,
        "organisation": step.organisation,
        "licence": step.licence_no,
        "weight": kilograms(step.weight_g, language),
    }


def _step_key(step: PublicStep) -> str:
    if step.step == Step.RECEIVING and step.to_stage == Stage.RECEIVED:
        return "step_received"
    if step.step == Step.RECEIVING and step.to_stage == Stage.COLLECTED:
        return "step_returned"
    return f"step_{step.step}"


def clock(at: datetime, language: str) -> str:
    """An instant in Beijing time: `2026年9月3日 14:05`, `3 Sep 2026, 14:05`."""
    local = at.astimezone(SHANGHAI)
    if language == "zh":
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def month(text: str | None, language: str) -> str:
    """`2026-09` as `2026年9月` or `Sep 2026`; a dash when unknown."""
    if not text:
        return "–"
    year, number = text[:4], int(text[5:7])
    return f"{year}年{number}月" if language == "zh" else f"{MONTHS[number - 1]} {year}"


def kilograms(mass_g: int | None, language: str) -> str:
    """`45.2 千克`; below one kilogram in grams; empty when there is no weight, which is not zero."""
    if mass_g is None:
        return ""
    gram, kilogram = ("克", "千克") if language == "zh" else ("g", "kg")
    return f"{mass_g} {gram}" if mass_g < 1000 else f"{mass_g / 1000:.1f} {kilogram}"
