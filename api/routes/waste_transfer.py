"""Hazardous waste transfers: draft, issue, depart, confirm or mismatch; corrections beside the signed record."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from api.audit_trail import note
from api.bench_json import plant_json
from api.blueprint import Blueprint
from api.calendar import IS_WORKDAY
from api.clock import now
from api.dismantling_body import ReasonBody
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.paging import listing, page
from api.permit import permit
from api.transaction import in_transaction
from api.transfer_view import (
    PERSONS,
    TEXTS,
    ArrivalBody,
    CorrectionBody,
    CorrectionView,
    DraftBody,
    ManifestView,
    MismatchBody,
    TransferQuery,
    TransferView,
)
from models.db import db
from models.dismantling_list import Listed, Wanted
from models.manifest import Arrival, Correction, confirm, correct, depart, end, issue, mismatch
from models.transfer_list import corrections, transfer, transfer_lines, transfers
from models.waste_transfer import (
    Draft,
    WasteLine,
    WasteTransfer,
    WasteTransferCorrection,
    WasteTransferLine,
    draft,
    edit,
)
from tradein import permissions
from tradein.contact import plate
from tradein.masking import Level, shown
from tradein.moment import day_of
from tradein.transfer import Form, TransferAction, TransferState, overdue

blp = Blueprint(
    "waste_transfers",
    __name__,
    url_prefix="/api/v1/waste-transfers",
    description="危险废物转移联单 · Hazardous waste transfers",
)
SHOWN = (
    "number",
    "state",
    "receiver_region",
    "created_at",
    "issued_at",
    "departed_at",
    "due_on",
    "ended_at",
    "end_note",
    *TEXTS,
)


def transfer_json(listed: Listed, lines: Sequence[WasteTransferLine], today: date) -> dict[str, Any]:
    """A transfer as its views say it."""
    row = listed.row
    return {
        **plant_json(listed),
        **{name: getattr(row, name) for name in SHOWN},
        "overdue": overdue(TransferState(row.state), row.due_on, today),
        "mass_g": sum(line.mass_g for line in lines),
        "lines": lines,
    }


def manifest_of(session: Session, number: str) -> dict[str, Any]:
    """A transfer in reach with its lines and corrections, its people as far as the reader may see them."""
    actor = current_actor()
    listed = transfer(session, actor, number)
    lines = transfer_lines(session, [listed.row.id])[listed.row.id]
    level = Level(permissions.grants(actor, "waste_transfer", "read")[0].pii)
    said = transfer_json(listed, lines, day_of(now()))
    note(f"waste_transfer:{listed.row.id}")
    return {
        **said,
        **{name: shown(level, kind, said[name]) for name, kind in PERSONS.items()},
        "corrections": [_correction(one, level) for one in corrections(session, listed.row.id)],
    }


def _correction(one: WasteTransferCorrection, level: Level) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in CorrectionView().fields}
    kind = PERSONS.get(one.name)
    if kind is None:
        return said
    return said | {name: shown(level, kind, said[name]) for name in ("was", "should_be")}


def manifest_after(work: Callable[[Session], WasteTransfer]) -> Callable[[Session], dict[str, Any]]:
    """Do the work, then read the manifest in the same transaction."""
    return lambda session: manifest_of(session, work(session).number)


def _draft(body: dict[str, Any]) -> Draft:
    filled = {name: body[name] for name in (*TEXTS, "receiver_region")}
    if filled["plate"] is not None:
        filled["plate"] = plate(filled["plate"])
    lines = [WasteLine(**{**line, "form": Form(line["form"])}) for line in body["lines"]]
    return Draft(body["site"], filled, lines)


@blp.post("")
@permit("waste_transfer", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(DraftBody)
@blp.response(201, TransferView)
def create_transfer(body: dict[str, Any]) -> Any:
    """Begin a manifest; nobody but its author sees it until it is issued."""
    # Answered without contacts and drivers: the answer is kept for repetitions.
    actor, moment, content = current_actor(), now(), _draft(body)
    return once(manifest_after(lambda session: draft(session, actor, content, moment)), TransferView, 201)


@blp.get("")
@permit("waste_transfer", "read")
@blp.arguments(TransferQuery, location="query")
@blp.response(200, listing(TransferView))
def list_transfers(query: dict[str, Any]) -> Any:
    """Transfers in reach, newest first; drafts only one's own."""
    after, limit, site = query.pop("after"), query.pop("limit"), query.pop("site")
    today = day_of(now())
    before = today if query.pop("overdue") else None
    rows = transfers(db.session(), current_actor(), Wanted(query, after, limit + 1, site=site), before)
    answer, status, headers = page(rows, limit, key=lambda listed: (listed.row.id,))
    lines = transfer_lines(db.session(), [listed.row.id for listed in answer["items"]])
    shown = [transfer_json(listed, lines[listed.row.id], today) for listed in answer["items"]]
    return {"items": shown}, status, headers


@blp.get("/<number>")
@permit("waste_transfer", "read")
@blp.response(200, ManifestView)
def read_transfer(number: str) -> dict[str, Any]:
    """A manifest with its lines and correction records."""
    return manifest_of(db.session(), number)


@blp.put("/<number>")
@permit("waste_transfer", "update")
@blp.arguments(DraftBody)
@blp.response(200, ManifestView)
def edit_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Replace a draft's content."""
    actor, content = current_actor(), _draft(body)
    return in_transaction(manifest_after(lambda session: edit(session, actor, number, content)))


@blp.post("/<number>/issue")
@permit("waste_transfer", "update")
@blp.response(200, ManifestView)
def issue_transfer(number: str) -> dict[str, Any]:
    """Sign a complete manifest; nothing is edited afterwards."""
    actor, moment = current_actor(), now()
    return in_transaction(manifest_after(lambda session: issue(session, actor, number, moment)))


@blp.post("/<number>/depart")
@permit("waste_transfer", "update")
@blp.doc(**PARAMETERS)
@blp.response(200, TransferView)
def depart_transfer(number: str) -> Any:
    """The vehicle leaves: stock goes down and the receiver's five working days begin."""
    actor, moment = current_actor(), now()
    work = manifest_after(lambda session: depart(session, actor, number, moment, IS_WORKDAY))
    return once(work, TransferView)


@blp.post("/<number>/confirm")
@permit("waste_transfer", "update")
@blp.arguments(ArrivalBody)
@blp.response(200, ManifestView)
def confirm_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """The receiver's confirmation of every line."""
    actor, moment, arrival = current_actor(), now(), _arrival(body)
    return in_transaction(manifest_after(lambda session: confirm(session, actor, number, arrival, moment)))


@blp.post("/<number>/mismatch")
@permit("waste_transfer", "update")
@blp.arguments(MismatchBody)
@blp.response(200, ManifestView)
def mismatch_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Name, quantity or property differ."""
    actor, moment, arrival = current_actor(), now(), _arrival(body)
    return in_transaction(manifest_after(lambda session: mismatch(session, actor, number, arrival, moment)))


def _arrival(body: dict[str, Any]) -> Arrival:
    return Arrival({line["seq"]: line["mass_g"] for line in body["received"]}, body["note"])


@blp.post("/<number>/corrections")
@permit("waste_transfer", "update")
@blp.arguments(CorrectionBody)
@blp.response(201, ManifestView)
def correct_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Put a correction record beside a signed manifest."""
    actor, moment = current_actor(), now()
    return in_transaction(
        manifest_after(lambda session: correct(session, actor, number, Correction(**body), moment))
    )


@blp.post("/<number>/discard")
@permit("waste_transfer", "update")
@blp.arguments(ReasonBody)
@blp.response(200, ManifestView)
def discard_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Give a draft up."""
    actor, moment, ending = current_actor(), now(), (TransferAction.DISCARD, body["reason"])
    return in_transaction(manifest_after(lambda session: end(session, actor, number, ending, moment)))


@blp.post("/<number>/void")
@permit("waste_transfer", "update")
@blp.arguments(ReasonBody)
@blp.response(200, ManifestView)
def void_transfer(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Void an issued manifest that never left."""
    actor, moment, ending = current_actor(), now(), (TransferAction.VOID, body["reason"])
    return in_transaction(manifest_after(lambda session: end(session, actor, number, ending, moment)))
