"""What officers and firms have decided beside the flow of appliances: prices of their own, applications to judge."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from api.demo import calendar
from api.demo.applications import ask_bureaus
from api.demo.chance import at
from api.demo.people import officer, runs
from models.price_change import PriceWish, publish_price

CITY = "371500"


def prepare(session: Session, today: date) -> None:
    """Before the first day: the city's own prices and one recycler's, both in force during the whole history."""
    day = today - timedelta(days=calendar.DAYS + 2)
    for item_type, base_fen in (("FRIDGE", 13_500), ("WASHER_DRUM", 12_000), ("AC_SPLIT_SET", 28_000)):
        wish = _price(CITY, item_type, day, base_fen, "聊商发〔2026〕演示1号")
        publish_price(session, officer(CITY).actor, wish, at(day, 9))
    own = _price("371581", "TV_FPD", day, 6800, "运河家电自主定价")
    publish_price(session, runs("yunhe").actor, own, at(day, 9))


def _price(region: str, item_type: str, day: date, base_fen: int, document_no: str) -> PriceWish:
    return PriceWish(region, item_type, day + timedelta(days=1), document_no, {"base_fen": base_fen}, {}, {})


def apply_now(session: Session, now: datetime) -> None:
    """This week's business of the city's officers: what firms ask of them, a price for next month."""
    ask_bureaus(session, now)
    upcoming = _price(CITY, "TV_CRT", (now + timedelta(days=20)).date(), 1500, "聊商发〔2026〕演示2号")
    publish_price(session, officer(CITY).actor, upcoming, now)
