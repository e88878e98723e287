"""Loads: opened before the first unit is loaded, listed, read. Shipping, arriving and receiving are scans."""

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Code, Grams, Instant, NamedView, Pattern, Quantity, Remark, Text, View
from api.transaction import in_transaction
from models.db import db
from models.load_book import (
    LoadCard,
    LoadWanted,
    card_of,
    events_of,
    load_card,
    loads_after,
    open_load,
    units_of,
)
from models.load_change import cancel_load, redirect
from tradein.contact import plate
from tradein.load_scan import STATES

blp = Blueprint("loads", __name__, url_prefix="/api/v1/loads", description="装载单 Loads")

SITE = r"[A-Z][A-Z0-9-]{1,15}"


class LoadBody(Body):
    """Where the load goes (a site's code), on which vehicle; `origin` is the sender's own site.

    `code` may be made by the sender, offline; scans that name it wait until it arrives here.
    """

    destination = Pattern(SITE, required=True)
    origin = Pattern(SITE, load_default=None, allow_none=True)
    plate = Text(20, load_default=None, allow_none=True)
    code = Code(load_default=None, allow_none=True)


class RedirectBody(Body):
    """Where the load goes instead."""

    destination = Pattern(SITE, required=True)


class CancelBody(Body):
    """Why nothing travels with it."""

    reason = Remark(500, load_default=None, allow_none=True)


class LoadQuery(PageQuery):
    """Narrowed to a state, or to one vehicle: its whole plate."""

    state = Choice(STATES, load_default=None)
    plate = Text(20, load_default=None)


class LoadSiteView(View):
    """A site with the organisation that runs it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    organisation = fields.Nested(NamedView, required=True)


class LoadView(View):
    """A load; `listed` is how many units left with it, `aboard` how many are on it now."""

    code = fields.String(required=True, attribute="load.code")
    state = Choice(STATES, required=True, attribute="load.state")
    origin = fields.Nested(NamedView, required=True)
    destination = fields.Nested(LoadSiteView, required=True)
    plate = fields.String(allow_none=True, attribute="load.plate")
    listed = Quantity(allow_none=True, attribute="load.listed")
    aboard = Quantity(required=True)
    created_at = Instant(required=True, attribute="load.created_at")
    shipped_at = Instant(allow_none=True, attribute="load.shipped_at")
    arrived_at = Instant(allow_none=True, attribute="load.arrived_at")
    closed_at = Instant(allow_none=True, attribute="load.closed_at")


class AboardView(View):
    """A unit on the load."""

    code = fields.String(required=True)
    item_type = fields.String(required=True)
    stage = fields.String(required=True)
    weight_g = Grams(allow_none=True)
    on_hold = fields.Boolean(required=True)
    hold_reason = fields.String(allow_none=True)


class LoadEventView(View):
    """What happened to the load as a whole: so many of so many, and the exceptions by code."""

    step = fields.String(required=True)
    event_time = Instant(required=True)
    record_time = Instant(required=True)
    listed = Quantity(required=True)
    confirmed = Quantity(required=True)
    weight_g = Grams(allow_none=True)
    exceptions = fields.List(fields.Dict(), allow_none=True)
    flags = fields.List(fields.String(), allow_none=True)


class LoadDetailView(LoadView):
    """A load with what is aboard and what happened to it."""

    units = fields.List(fields.Nested(AboardView), required=True)
    events = fields.List(fields.Nested(LoadEventView), required=True)


def _shown(card: LoadCard) -> dict[str, Any]:
    site = {"code": card.site.code, "name": card.site.name, "organisation": card.destination}
    return card._asdict() | {"destination": site}


def _detail(card: LoadCard) -> dict[str, Any]:
    session = db.session()
    return _shown(card) | {"units": units_of(session, card.load), "events": events_of(session, card.load)}


@blp.post("")
@permit("load", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(LoadBody)
@blp.response(201, LoadDetailView)
def create_load(body: dict[str, Any]) -> Any:
    """Open a load; then scan units onto it with step `loading`, and the load itself with step `shipping`."""
    by = (current_actor(), now())
    number = plate(body["plate"]) if body["plate"] is not None else None
    wanted = LoadWanted(body["destination"], body["origin"], number, body["code"])

    def work(session: Session) -> dict[str, Any]:
        return _detail(card_of(session, open_load(session, by, wanted)))

    return once(work, LoadDetailView, 201)


@blp.get("")
@permit("load", "read")
@blp.arguments(LoadQuery, location="query")
@blp.response(200, listing(LoadView))
def list_loads(query: dict[str, Any]) -> Any:
    """Loads in reach, newest first: those one sends and those that are coming."""
    after = query["after"][0] if query["after"] else None
    vehicle = plate(query["plate"]) if query["plate"] is not None else None
    narrowed = {"state": query["state"], "plate": vehicle}
    rows = loads_after(db.session(), current_actor(), narrowed, after, query["limit"])
    answer, status, headers = page(rows, query["limit"], key=lambda card: (card.load.id,))
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers


@blp.get("/<code>")
@permit("load", "read")
@blp.response(200, LoadDetailView)
def read_load(code: str) -> dict[str, Any]:
    """One load with its units and its events."""
    return _detail(load_card(db.session(), current_actor(), code))


@blp.patch("/<code>")
@permit("load", "update")
@blp.arguments(RedirectBody)
@blp.response(200, LoadDetailView)
def redirect_load(body: dict[str, Any], code: str) -> dict[str, Any]:
    """Send an open or travelling load of one's own elsewhere, so that where it was taken can receive it."""
    by = (current_actor(), now())
    return in_transaction(
        lambda session: _detail(card_of(session, redirect(session, by, code, body["destination"])))
    )


@blp.post("/<code>/cancel")
@permit("load", "update")
@blp.arguments(CancelBody)
@blp.response(200, LoadDetailView)
def cancel_empty_load(body: dict[str, Any], code: str) -> dict[str, Any]:
    """Cancel an open load of one's own with nothing aboard."""
    by = (current_actor(), now())
    return in_transaction(
        lambda session: _detail(card_of(session, cancel_load(session, by, code, body["reason"])))
    )
