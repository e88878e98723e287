"""Labels: reserve a roll in advance, read it, print it. Every print is logged; a reprint says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, current_app
from marshmallow import fields
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.paper import Face, Stock, label_pdf
from api.permit import permit
from api.qr import object_url
from api.schema import Body, Choice, Identifier, Instant, Number, Quantity, View
from api.transaction import in_transaction
from models.label import LONGEST_ROLL, Label, LabelRoll, reserve_roll
from models.label_print import LabelPrint, Stretch, print_label, print_stretch
from models.label_roll import item_names, labels_on, organisation_name, roll_facts, rolls_of
from models.scope import find
from tradein.codes import display, normalise
from tradein.refusal import Forbidden

blp = Blueprint("labels", __name__, url_prefix="/api/v1/labels", description="Label rolls and their papers")

PDF = {"type": "string", "format": "binary"}
MAX_NUMBER = 2**53 - 1


class RollBody(Body):
    count = Quantity(LONGEST_ROLL, low=1, required=True)


class RollView(View):
    number = fields.Integer(required=True)
    organisation_id = Identifier(required=True)
    organisation = fields.String(required=True)
    count = fields.Integer(required=True, attribute="size")
    made_at = Instant(required=True)
    printed_count = fields.Integer(required=True, metadata={"description": "labels printed at least once"})


class RollDetail(RollView):
    bound_count = fields.Integer(required=True)
    void_count = fields.Integer(required=True)


class LabelView(View):
    code = fields.String(required=True)
    display = fields.Function(lambda label: display(label.code), metadata={"type": "string"})
    url = fields.Function(lambda label: object_url(_base_url(), label.code), metadata={"type": "string"})
    position = fields.Integer(required=True)
    state = fields.String(required=True)


class SheetQuery(Body):
    format = Choice([stock.value for stock in Stock], load_default=Stock.ROLL_60X40.value)


class RollSheetQuery(SheetQuery):
    from_ = Number(LONGEST_ROLL, low=1, data_key="from", load_default=None)
    to = Number(LONGEST_ROLL, low=1, load_default=None)


@blp.post("/rolls")
@permit("label", "create")
@blp.arguments(RollBody)
@blp.response(201, RollDetail)
def make_roll(body: Mapping[str, Any]) -> dict[str, Any]:
    """Reserve a roll of 1…5,000 fresh codes to one's own organisation."""
    return in_transaction(lambda session: _reserve(session, body["count"]))


@blp.get("/rolls")
@permit("label", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(RollView))
def list_rolls(query: Mapping[str, Any]) -> Any:
    """Rolls in one's scope, newest first."""
    after, limit = query["after"], query["limit"]
    rows = in_transaction(
        lambda session: rolls_of(session, current_actor(), after[0] if after else None, limit)
    )
    return page(rows, limit, lambda roll: (roll.number,))


@blp.get(f"/rolls/<int(max={MAX_NUMBER}):number>")
@permit("label", "read")
@blp.response(200, RollDetail)
def show_roll(number: int) -> dict[str, Any]:
    """One roll, and how much of it is used."""
    return in_transaction(lambda session: _detail(session, number))


@blp.get(f"/rolls/<int(max={MAX_NUMBER}):number>/labels")
@permit("label", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(LabelView))
def list_labels(query: Mapping[str, Any], number: int) -> Any:
    """A roll's codes in order, for printers that draw their own labels."""
    after, limit = query["after"], query["limit"]
    rows = in_transaction(
        lambda session: labels_on(session, current_actor(), number, after[0] if after else None, limit)
    )
    return page(rows, limit, lambda label: (label.position,))


@blp.get(f"/rolls/<int(max={MAX_NUMBER}):number>/sheet.pdf")
@permit("label", "update", "print")
@blp.arguments(RollSheetQuery, location="query")
@blp.response(200, PDF, content_type="application/pdf")
def print_roll(query: Mapping[str, Any], number: int) -> Response:
    """Print a stretch of a roll, at most 500 labels at a time; without `from` and `to` its beginning."""
    wanted = Stretch(query["from_"], query["to"], query["format"])
    log, faces = in_transaction(lambda session: _print_roll(session, number, wanted))
    return _paper(faces, log, f"labels-{number}-{log.first_position}-{log.last_position}.pdf")


@blp.get("/<code>/sheet.pdf")
@permit("label", "update", "print")
@blp.arguments(SheetQuery, location="query")
@blp.response(200, PDF, content_type="application/pdf")
def print_one(query: Mapping[str, Any], code: str) -> Response:
    """Print one label, for instance anew for an appliance whose label was worn off."""
    log, faces = in_transaction(lambda session: _print_one(session, normalise(code), query["format"]))
    return _paper(faces, log, f"label-{faces[0].code}.pdf")


def _reserve(session: Session, count: int) -> dict[str, Any]:
    actor = current_actor()
    if actor.organisation_id is None:
        raise Forbidden
    roll = reserve_roll(session, actor, actor.organisation_id, count, now())
    return _detail(session, roll.number)


def _detail(session: Session, number: int) -> dict[str, Any]:
    facts, use = roll_facts(session, current_actor(), number)
    return facts._asdict() | use._asdict()


def _print_roll(session: Session, number: int, wanted: Stretch) -> tuple[LabelPrint, list[Face]]:
    actor = current_actor()
    roll = find(session, actor, LabelRoll, LabelRoll.number == number)
    log, labels = print_stretch(session, actor, roll, wanted, now())
    return log, _faces(session, labels, number)


def _print_one(session: Session, code: str, stock: str) -> tuple[LabelPrint, list[Face]]:
    actor = current_actor()
    label = find(session, actor, Label, Label.code == code)
    return print_label(session, actor, label, stock, now()), _faces(session, [label], None)


def _faces(session: Session, labels: Sequence[Label], number: int | None) -> list[Face]:
    names = item_names(session, labels)
    holders = {label.organisation_id for label in labels}
    organisations = {holder: organisation_name(session, holder) for holder in holders}
    return [
        Face(
            code=label.code,
            url=object_url(_base_url(), label.code),
            organisation=organisations[label.organisation_id],
            item=names.get(label.code, ""),
            note=f"{number}-{label.position:04d}" if number and label.position else "",
        )
        for label in labels
    ]


def _paper(faces: Sequence[Face], log: LabelPrint, name: str) -> Response:
    answer = Response(label_pdf(faces, Stock(log.stock)), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["X-Label-Reprint"] = "true" if log.reprint else "false"
    return answer


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
