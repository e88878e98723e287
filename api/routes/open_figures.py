"""The open figures for people; the same numbers as `/api/v1/open-figures`."""

import re
from datetime import date
from typing import Any

from flask import Response, request
from marshmallow import EXCLUDE
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.open_page import Asked, open_page
from api.permit import permit
from api.reader import ReaderQuery, reader
from api.schema import Text
from models.db import db
from models.open_figures import OpenFigures, open_figures
from models.served import served_provinces
from tradein import permissions
from tradein.moment import day_of
from tradein.refusal import Refusal
from tradein.span import ONE_DAY, Span, month_end, month_start

MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
REGION = re.compile(r"\d{6}")
NOWHERE = "000000"

blp = Blueprint("open-page", __name__, description="公开数据网页 · The open figures page")


class OpenPageQuery(ReaderQuery):
    """A region and a month that is over; what is not there is answered with the default and a word about it."""

    region = Text(20, low=0, load_default="")
    month = Text(20, low=0, load_default="")


@blp.get("/open")
@permit("tally", "read")
@blp.arguments(OpenPageQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type="text/html")
def show_open_page(query: dict[str, Any]) -> Response:
    """A month's totals of a region and its parts, in Chinese or English; groups smaller than five held back."""
    permissions.allow(None, "tally", "read", k_suppressed=True)
    response = open_page(reader(query), _asked(query["region"], query["month"]))
    response.vary.add("Accept-Language")
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def _asked(region: str, month: str) -> Asked:
    last = month_start(month_start(day_of(now())) - ONE_DAY)
    wanted = date.fromisoformat(f"{month}-01") if MONTH.fullmatch(month) else last
    known = (not month or MONTH.fullmatch(month) is not None) and wanted <= last
    chosen = min(wanted, last)
    session: Session = db.session()
    try:
        if region:
            found = _figures(session, region, chosen)
            if found is not None:
                return Asked(chosen, last, found, known)
        default = next(iter(served_provinces(session)), NOWHERE)
        return Asked(chosen, last, _figures(session, default, chosen), known and not region)
    except (DBAPIError, PoolTimeout):
        session.rollback()
        return Asked(chosen, last, None)


def _figures(session: Session, region: str, month: date) -> OpenFigures | None:
    if not REGION.fullmatch(region):
        return None
    try:
        return open_figures(session, region, Span(month, month_end(month)))
    except Refusal:
        return None
