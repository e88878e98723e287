"""Dismantled outputs: stock, lots, ageing hazardous waste, shipments out, losses and count differences."""

from typing import Any

from sqlalchemy.orm import Session

from api.bench_json import plant_json
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.output_view import (
    AdjustedView,
    AdjustmentBody,
    AgedView,
    AgeingQuery,
    LotQuery,
    LotView,
    ShipmentQuery,
    ShipmentView,
    ShippingBody,
    SiteQuery,
    StockListView,
)
from api.paging import listing, page
from api.permit import permit
from models.db import db
from models.dismantling_list import Listed, Wanted
from models.output import MovementKind
from models.output_list import Aged, ageing, lots, shipment_lines, shipments, stock
from models.shipment import Adjustment, LotLine, Shipping, adjust, ship
from tradein import credit_code
from tradein.contact import plate
from tradein.moment import day_of

blp = Blueprint(
    "outputs", __name__, url_prefix="/api/v1/outputs", description="拆解产物 · Dismantled outputs"
)


@blp.get("/stock")
@permit("output", "read")
@blp.arguments(SiteQuery, location="query")
@blp.response(200, StockListView)
def read_stock(query: dict[str, Any]) -> dict[str, Any]:
    """What lies in the plants in reach, by site and material."""
    rows = stock(db.session(), current_actor(), query["site"])
    return {
        "items": [
            {**row._asdict(), "organisation": {"id": row.organisation_id, "name": row.organisation_name}}
            for row in rows
        ]
    }


@blp.get("/lots")
@permit("output", "read")
@blp.arguments(LotQuery, location="query")
@blp.response(200, listing(LotView))
def list_lots(query: dict[str, Any]) -> Any:
    """Lots that hold something, newest first."""
    after, limit, site = query.pop("after"), query.pop("limit"), query.pop("site")
    rows = lots(db.session(), current_actor(), Wanted(query, after, limit + 1, site=site))
    answer, status, headers = page(rows, limit, key=lambda listed: (listed.row.id,))
    return {"items": [_lot(listed) for listed in answer["items"]]}, status, headers


def _lot(listed: Listed) -> dict[str, Any]:
    lot = listed.row
    shown = ("number", "output_code", "waste_code", "day", "stock_g")
    return {**plant_json(listed), **{name: getattr(lot, name) for name in shown}}


@blp.get("/ageing")
@permit("output", "read")
@blp.arguments(AgeingQuery, location="query")
@blp.response(200, listing(AgedView))
def list_ageing(query: dict[str, Any]) -> Any:
    """Hazardous waste in store, oldest first, with the days that are left."""
    wanted = Wanted({}, query["after"], query["limit"] + 1, site=query["site"])
    rows = ageing(db.session(), current_actor(), wanted, day_of(now()))
    answer, status, headers = page(
        rows, query["limit"], key=lambda aged: (aged.listed.row.day, aged.listed.row.id)
    )
    return {"items": [_aged(aged) for aged in answer["items"]]}, status, headers


def _aged(aged: Aged) -> dict[str, Any]:
    return {
        **_lot(aged.listed),
        "days_stored": aged.days_stored,
        "limit_on": aged.limit_on,
        "late": aged.late,
    }


@blp.post("/shipments")
@permit("output", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(ShippingBody)
@blp.response(201, ShipmentView)
def create_shipment(body: dict[str, Any]) -> Any:
    """Send materials out; all lines or none, never more than is there."""
    actor, moment = current_actor(), now()
    lines = [LotLine(**line) for line in body.pop("lines")]
    body["plate"] = plate(body["plate"])
    if body["buyer_credit_code"] is not None:
        body["buyer_credit_code"] = credit_code.normalise(body["buyer_credit_code"], "buyer_credit_code")
    shipping = Shipping(**body, lines=lines)

    def work(session: Session) -> dict[str, Any]:
        shipment = ship(session, actor, shipping, moment)
        listed = shipments(session, actor, Wanted({"id": shipment.id}, None, 1))[0]
        return _shipment(listed, shipment_lines(session, [shipment.id])[shipment.id])

    return once(work, ShipmentView, 201)


@blp.get("/shipments")
@permit("output", "read")
@blp.arguments(ShipmentQuery, location="query")
@blp.response(200, listing(ShipmentView))
def list_shipments(query: dict[str, Any]) -> Any:
    """Shipments in reach, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    rows = shipments(db.session(), current_actor(), Wanted({}, after, limit + 1, **query))
    answer, status, headers = page(rows, limit, key=lambda listed: (listed.row.id,))
    lines = shipment_lines(db.session(), [listed.row.id for listed in answer["items"]])
    shown = [_shipment(listed, lines[listed.row.id]) for listed in answer["items"]]
    return {"items": shown}, status, headers


def _shipment(listed: Listed, lines: list[tuple[str, str, int]]) -> dict[str, Any]:
    shipment = listed.row
    shown = ("number", "buyer_name", "buyer_credit_code", "plate", "destination", "day", "at")
    return {
        **plant_json(listed),
        **{name: getattr(shipment, name) for name in shown},
        "mass_g": sum(mass_g for _, _, mass_g in lines),
        "lines": [
            {"lot": lot, "output_code": output_code, "mass_g": mass_g} for lot, output_code, mass_g in lines
        ],
    }


@blp.post("/adjustments")
@permit("output", "update")
@blp.doc(**PARAMETERS)
@blp.arguments(AdjustmentBody)
@blp.response(201, AdjustedView)
def create_adjustment(body: dict[str, Any]) -> Any:
    """Book a loss or a stock-take difference with its reason."""
    actor, moment = current_actor(), now()
    adjustment = Adjustment(
        body["site"], body["lot"], MovementKind(body["kind"]), body["mass_g"], body["reason"]
    )
    return once(lambda session: adjust(session, actor, adjustment, moment), AdjustedView, 201)
