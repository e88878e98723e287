"""How facts are said inside a sentence to a person: codes by their names, instants by Beijing's clock, money in yuan.

Machines read the facts as they are, beside the sentence.
"""

from datetime import datetime

from tradein import packaged
from tradein.moment import SHANGHAI

# The names of the web pages (`static/src/shared/texts`), as they stand inside a sentence.
STAGES = {
    "booked": ("待上门", "booked"),
    "collected": ("已收取", "collected"),
    "stored": ("在仓", "in store"),
    "in_transit": ("在途", "in transit"),
    "received": ("待拆解", "waiting to be dismantled"),
    "dismantled": ("已拆解", "dismantled"),
    "refurbished": ("已翻新", "refurbished"),
    "resold": ("已再销售", "resold"),
    "void": ("已作废", "void"),
}
# `2026-11-20T08:36:00+00:00` and longer: shorter texts are days, which are Beijing's already.
_INSTANT_LETTERS = 20
# Facts are called by their unit, as columns are.
_FEN = "_fen"


_WORDS = {(row["fact"], row["value"]): (row["zh"], row["en"]) for row in packaged.rows("words.csv")}
_STEPS = {row["step"]: (row["step_zh"], row["step_en"]) for row in packaged.rows("dismantling_steps.csv")}
_ENGLISH = {row["key"]: row["name_en"] for row in packaged.rows("names_en.csv") if row["kind"] == "item_type"}
_TYPES = {row["code"]: (row["name_zh"], _ENGLISH[row["code"]]) for row in packaged.rows("item_types.csv")}
_FIGURES = {row["key"]: (row["name_zh"], row["name_en"]) for row in packaged.rows("figures.csv")}
# Facts that hold several are named in the plural, and some are called otherwise than their words.
_CALLED = {
    "kinds": "kind",
    "steps": "step",
    "item_types": "item_type",
    "fact": "name",
    "allowed": "name",
    "order": "name",
    "missing": "licence",
    "reason": "defect",
}
_BETWEEN = {"order": " ≤ "}
# How the reason of a hold begins that the platform wrote itself (`tradein.scan`).
_BEGUN = {
    "official": ("主管部门", "by the authority"),
    "refused": ("目的地拒收", "refused by its destination"),
}
UNKNOWN = "–"


def spoken(name: str, fact: object, language: str) -> object:
    """The fact called `name` as it is said in `zh` or `en`; what is understood anyway stays as it is."""
    if isinstance(fact, list | tuple | set | frozenset):
        each = sorted(fact) if isinstance(fact, set | frozenset) else fact
        between = _BETWEEN.get(name, ", " if language == "en" else "、")
        return between.join(str(spoken(name, one, language)) for one in each)
    if fact is None:
        return UNKNOWN
    if words := _words(_CALLED.get(name, name), str(fact)):
        return words[language == "en"]
    if name == "reason":
        return _of_a_hold(str(fact), language)
    if name.endswith(_FEN) and type(fact) is int:
        return yuan(fact)
    instant = _instant(fact)
    return fact if instant is None else instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _words(name: str, value: str) -> tuple[str, str] | None:
    if name == "stage":
        return STAGES.get(value)
    if name == "item_type":
        return _TYPES.get(value)
    if name == "figure":
        return _FIGURES.get(value)
    return _WORDS.get((name, value)) or (_STEPS.get(value) if name == "step" else None)


def _of_a_hold(reason: str, language: str) -> str:
    begun, colon, words = reason.partition(": ")
    if begun not in _BEGUN or (words == "") == bool(colon):
        return reason
    said = _BEGUN[begun][language == "en"]
    return f"{said}{': ' if language == 'en' else '：'}{words}" if words else said


def yuan(fen: int) -> str:
    """An amount as the web pages show it: 4000 → ¥40.00."""
    return f"{'-' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def _instant(fact: object) -> datetime | None:
    if isinstance(fact, str) and len(fact) >= _INSTANT_LETTERS and fact[10] == "T":
        try:
            fact = datetime.fromisoformat(fact)
        except ValueError:
            return None
    return fact if isinstance(fact, datetime) and fact.tzinfo else None
