"""How facts are said inside a sentence to a person: stages by their names, instants by Beijing's clock, money in yuan.

Machines read the facts as they are, beside the sentence.
"""

from datetime import datetime

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


def spoken(name: str, fact: object, language: str) -> object:
    """The fact called `name` as it is said in `zh` or `en`; what is understood anyway stays as it is."""
    if name == "stage" and str(fact) in STAGES:
        return STAGES[str(fact)][language == "en"]
    if name.endswith(_FEN) and type(fact) is int:
        return yuan(fact)
    instant = _instant(fact)
    return fact if instant is None else instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


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
