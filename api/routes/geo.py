"""The licensed map, where an operator has imported one: sheets by the code of their parent, for officers alone."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Response, current_app, request
from marshmallow import fields

from api.blueprint import Blueprint
from api.map_import import MANIFEST
from api.permit import permit
from api.schema import Instant, View
from tradein.refusal import NotFound

blp = Blueprint("geo", __name__, url_prefix="/geo", description="审定地图 Licensed map")

SECONDS = 3600


class ManifestView(View):
    """What is shown under the map, and which sheets there are; none where no map was imported."""

    audit_no = fields.String(required=True, allow_none=True)
    source = fields.String(required=True, allow_none=True)
    date = fields.String(required=True, allow_none=True)
    sheets = fields.List(fields.String(), required=True)
    imported_at = Instant(required=True, allow_none=True)


NOTHING = {"audit_no": None, "source": None, "date": None, "sheets": [], "imported_at": None}


def _home() -> Path:
    return Path(current_app.extensions["settings"].geo)


@blp.get("/manifest.json")
@permit("oversight", "read")
@blp.response(200, ManifestView)
def read_manifest() -> dict[str, Any]:
    """Which sheets there are, and the approval number that must stand under them."""
    try:
        found: dict[str, Any] = json.loads((_home() / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return NOTHING
    shown = {name: found[name] for name in NOTHING}
    return shown | {"imported_at": datetime.fromisoformat(found["imported_at"])}


@blp.get("/<string:code>.json")
@permit("oversight", "read")
@blp.response(200, {"type": "object"}, content_type="application/json")
def send_sheet(code: str) -> Response:
    """What lies below a division, as GeoJSON; 404 where there is no sheet for it."""
    path = _home() / f"{code}.json"
    # Six digits name no other file.
    if len(code) != 6 or not (code.isascii() and code.isdigit()) or not path.is_file():
        raise NotFound("code")
    response = Response(path.read_bytes(), mimetype="application/json")
    response.headers["Cache-Control"] = f"private, max-age={SECONDS}"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
