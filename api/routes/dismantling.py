"""Work orders of a dismantling plant: open, fill, explain, confirm, close; the list, the sheet, the live balance."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from api.bench_json import NOTHING, balance_json, sheet_json, work_order_json
from api.blueprint import Blueprint
from api.clock import now
from api.dismantling_body import GROUPS, SITE, NoteBody, OpeningBody, ReasonBody, UnitsBody
from api.dismantling_view import STATES, BalanceView, SheetView, WorkOrderView
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Choice, Day, Pattern
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.bench_sheet import bench_sheet
from models.closing import close, confirm, explain, touched_districts
from models.db import db
from models.dismantling import Dismantling
from models.dismantling_list import Wanted, unit_counts, work_orders
from models.work_order import Entry, Opening, add_units, cancel, open_work_order, remove_unit

blp = Blueprint(
    "dismantlings",
    __name__,
    url_prefix="/api/v1/dismantlings",
    description="拆解工单 · Dismantling work orders",
)


class WorkOrderQuery(PageQuery):
    """Filters; `from` and `to` are days of opening."""

    state = Choice(STATES)
    group = Choice(GROUPS, attribute="category_group")
    site = Pattern(SITE, load_default=None)
    from_day = Day(data_key="from", load_default=None)
    to_day = Day(data_key="to", load_default=None)


def sheet_after(work: Callable[[Session], Dismantling]) -> Callable[[Session], dict[str, Any]]:
    """Do the work, then read the sheet in the same transaction."""
    actor, moment = current_actor(), now()

    def whole(session: Session) -> dict[str, Any]:
        return sheet_json(bench_sheet(session, actor, work(session).number, moment))

    return whole


@blp.post("")
@permit("dismantling", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(OpeningBody)
@blp.response(201, SheetView)
def create_work_order(body: dict[str, Any]) -> Any:
    """Open a work order at a licensed plant, with or without its units."""
    actor, moment = current_actor(), now()
    entries = [Entry(**unit) for unit in body.pop("units")]

    def work(session: Session) -> Dismantling:
        order = open_work_order(session, actor, Opening(**body), moment)
        return add_units(session, actor, order.number, entries, moment) if entries else order

    return once(sheet_after(work), SheetView, 201)


@blp.get("")
@permit("dismantling", "read")
@blp.arguments(WorkOrderQuery, location="query")
@blp.response(200, listing(WorkOrderView))
def list_work_orders(query: dict[str, Any]) -> Any:
    """Work orders in reach, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    named = {name: query.pop(name) for name in ("site", "from_day", "to_day")}
    rows = work_orders(db.session(), current_actor(), Wanted(query, after, limit + 1, **named))
    answer, status, headers = page(rows, limit, key=lambda listed: (listed.row.id,))
    counts = unit_counts(db.session(), [listed.row.id for listed in answer["items"]])
    shown = [work_order_json(listed, counts.get(listed.row.id, NOTHING)) for listed in answer["items"]]
    return {"items": shown}, status, headers


@blp.get("/<number>")
@permit("dismantling", "read")
@blp.response(200, SheetView)
def read_work_order(number: str) -> dict[str, Any]:
    """The sheet at the bench: units, check-lists, steps, weighings, balance."""
    return sheet_json(bench_sheet(db.session(), current_actor(), number, now()))


@blp.get("/<number>/balance")
@permit("dismantling", "read")
@blp.response(200, BalanceView)
def read_balance(number: str) -> dict[str, Any]:
    """The live mass balance with the tolerance that governs it."""
    return balance_json(bench_sheet(db.session(), current_actor(), number, now()))


@blp.post("/<number>/units")
@permit("dismantling", "update")
@blp.arguments(UnitsBody)
@blp.response(200, SheetView)
def add_order_units(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Put received units on the order, all or none."""
    actor, moment = current_actor(), now()
    entries = [Entry(**unit) for unit in body["units"]]
    return in_transaction(sheet_after(lambda session: add_units(session, actor, number, entries, moment)))


@blp.delete("/<number>/units/<code>")
@permit("dismantling", "update")
@blp.response(200, SheetView)
def remove_order_unit(number: str, code: str) -> dict[str, Any]:
    """Take a unit off the order while nothing has been weighed."""
    actor, moment = current_actor(), now()
    return in_transaction(sheet_after(lambda session: remove_unit(session, actor, number, code, moment)))


@blp.post("/<number>/deviation")
@permit("dismantling", "update")
@blp.arguments(NoteBody)
@blp.response(200, SheetView)
def explain_deviation(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Explain a balance outside tolerance; a manager then confirms it."""
    actor, moment = current_actor(), now()
    return in_transaction(sheet_after(lambda session: explain(session, actor, number, body["note"], moment)))


@blp.post("/<number>/confirmation")
@permit("dismantling", "approve")
@blp.response(200, SheetView)
def confirm_deviation(number: str) -> dict[str, Any]:
    """The second person's word: a manager who did not write the explanation."""
    actor, moment = current_actor(), now()
    return in_transaction(sheet_after(lambda session: confirm(session, actor, number, moment)))


@blp.post("/<number>/close")
@permit("dismantling", "update")
@blp.doc(**PARAMETERS)
@blp.response(200, SheetView)
def close_work_order(number: str) -> Any:
    """Close: every unit becomes materials, the materials become stock, the figures freeze."""
    actor, moment = current_actor(), now()

    def work(session: Session) -> Dismantling:
        order = close(session, actor, number, moment)
        touched = touched_districts(session, order)
        after_commit(session, lambda: announce(touched))
        return order

    return once(sheet_after(work), SheetView)


@blp.post("/<number>/cancel")
@permit("dismantling", "update")
@blp.arguments(ReasonBody)
@blp.response(200, SheetView)
def cancel_work_order(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Give an order up while nothing has been weighed; its units are free again."""
    actor, moment = current_actor(), now()
    return in_transaction(sheet_after(lambda session: cancel(session, actor, number, body["reason"], moment)))
