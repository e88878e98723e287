"""A consumer's rights over their data: who looked, a copy of everything, erasure (PIPL 44, 45, 47)."""

from typing import Any

from flask import Response
from marshmallow import fields
from sqlalchemy.orm import Session

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.copy_paper import FORMATS, as_file
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.routes.my_profile import own_account
from api.schema import Body, Choice, Identifier, Instant, View
from api.transaction import in_transaction
from models.db import db
from models.erasure import Erased, erase
from models.own_data import own_data
from models.staff_data import staff_data
from models.unmasking import looks_at
from tradein import permissions
from tradein.refusal import Forbidden

blp = Blueprint(
    "my-data", __name__, url_prefix="/api/v1/me", description="谁看过、导出与删除 Who looked, copies, erasure"
)
CONFIRMATION = "erase"
BINARY = {"schema": {"type": "string", "format": "binary"}}
JSON = "application/json"
FILE = {media_type.partition(";")[0]: BINARY for _, media_type, _ in FORMATS.values()} | {
    JSON: {"schema": {"type": "object"}}
}


class LookView(View):
    """One sight of my data by somebody else: which body, in which role, what for."""

    id = Identifier(required=True)
    at = Instant(required=True)
    role = fields.String(required=True)
    organisation = fields.String(allow_none=True)
    action = fields.String(required=True)
    reason = fields.String(allow_none=True)
    unmasked = fields.Boolean(required=True, metadata={"description": "seen in clear, with a reason"})


class ErasedView(View):
    """What went, and what stays: events and figures name nobody."""

    contacts = fields.Integer(required=True)
    remarks = fields.Integer(required=True)
    photos = fields.Integer(required=True)
    photos_kept = fields.Integer(
        required=True,
        metadata={"description": "evidence of a price change or of what is on hold, for a while longer"},
    )
    real_names = fields.Integer(required=True)
    orders_kept = fields.Integer(
        required=True,
        metadata={"description": "kept without any personal data, so that the chain stays whole"},
    )


class CopyBody(Body):
    """In which form; CSV in UTF-8 with a mark, or in GB 18030 for older spreadsheets."""

    format = Choice(tuple(FORMATS), load_default="json")


class ErasureBody(Body):
    """The word `erase`: this cannot be undone."""

    confirm = Choice((CONFIRMATION,), required=True)


@blp.get("/access-log")
@permit("own_data", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(LookView))
def list_looks(query: dict[str, Any]) -> Any:
    """Who looked at my data, newest first."""
    rows = looks_at(db.session(), own_account(), query["after"], query["limit"] + 1)
    return page(list(rows), query["limit"], key=lambda row: (row.id,))


@blp.post("/export")
@permit("own_data", "export")
@blp.arguments(CopyBody)
@blp.doc(responses={"200": {"description": "the file", "content": FILE}})
@blp.response(200)
def copy_my_data(body: dict[str, Any]) -> Response:
    """A copy of everything held about me, as a consumer and as staff or officer. Asks for fresh proof of identity."""
    actor = current_actor()
    account = actor.account_id
    if account is None or actor.key_id is not None:
        raise Forbidden
    permissions.allow(actor, "own_data", "export", logged=True)

    def work(session: Session) -> Response:
        note(f"account:{account}", consumers=[account], format=body["format"])
        held = own_data(session, account, now())
        if actor.membership_id is not None:
            held["work"] = staff_data(session, account)
        return as_file(held, body["format"])

    return in_transaction(work)


@blp.post("/erase")
@permit("own_data", "update", action="erase")
@blp.arguments(ErasureBody)
@blp.response(200, ErasedView)
def erase_me(body: dict[str, Any]) -> Erased:  # noqa: ARG001 - the word itself is the confirmation
    """Erase everything that names me and close my account; open bookings must end first."""
    account = own_account()
    note(f"account:{account}", consumers=[account])
    return in_transaction(lambda session: erase(session, account, now()))
