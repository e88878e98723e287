"""What the local outbox has sent, so that a demo can be played without a phone. No part of a production server."""

from datetime import datetime
from typing import Any

from flask import current_app
from marshmallow import fields

from api.blueprint import Blueprint
from api.permit import permit
from api.schema import Body, Instant, Text, View
from api.sms import provider_of
from api.sms.delivery import deliver
from api.sms.local import LocalOutbox
from tradein.contact import mobile
from tradein.refusal import NotFound

DEVELOPMENT_ONLY = True
MOST = 20

blp = Blueprint("outbox", __name__, description="演示短信 · Demo text messages")


class OutboxQuery(Body):
    """Whose messages; without a phone, everybody's."""

    phone = Text(24, load_default=None)


class TextView(View):
    """A message as a phone would show it."""

    at = Instant(required=True)
    phone = fields.String(required=True)
    text = fields.String(required=True)


class OutboxView(View):
    """The latest messages, newest first."""

    items = fields.List(fields.Nested(TextView), required=True)


@blp.get("/demo/outbox")
@permit("service", "read")
@blp.arguments(OutboxQuery, location="query")
@blp.response(200, OutboxView)
def show_outbox(query: dict[str, Any]) -> dict[str, Any]:
    """The text messages that the demo has sent, newest first; what waits is sent first."""
    provider = provider_of(current_app.extensions["settings"])
    if not isinstance(provider, LocalOutbox):
        raise NotFound
    wanted = mobile(query["phone"]) if query["phone"] else None
    deliver(current_app._get_current_object(), provider)  # type: ignore[attr-defined] # noqa: SLF001 - the application
    arrived = [row for row in provider.delivered() if wanted in (None, row["phone"])]
    latest = arrived[::-1][:MOST]
    return {"items": [{**row, "at": datetime.fromisoformat(row["at"])} for row in latest]}
