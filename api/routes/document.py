"""The interface, described for machines."""

import orjson
from flask import Flask, Response, current_app

from api.blueprint import Blueprint
from api.freshness import REFERENCE_SECONDS, kept_for
from api.openapi import document
from api.permit import permit

blp = Blueprint("documents", __name__, url_prefix="/api/v1", description="接口描述 · This description")


@blp.get("/openapi.json")
@permit("service", "read")
@kept_for(REFERENCE_SECONDS)
@blp.response(200, {"type": "object"})
def show_openapi() -> Response:
    """This document."""
    return Response(_rendered(current_app._get_current_object()), mimetype="application/json")  # type: ignore[attr-defined] # noqa: SLF001 - the application itself, not its stand-in


def _rendered(app: Flask) -> bytes:
    if "openapi_rendered" not in app.extensions:
        app.extensions["openapi_rendered"] = orjson.dumps(document(app))
    return app.extensions["openapi_rendered"]  # type: ignore[no-any-return]
