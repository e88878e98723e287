"""What people are told before their data are used (PIPL 17): public, dated, known by the hash of the words."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.permit import permit
from api.schema import Choice, Day, View
from tradein.consent_text import NoticePurpose, in_force
from tradein.moment import day_of
from tradein.refusal import NotFound

blp = Blueprint("notices", __name__, url_prefix="/api/v1/notices", description="告知 Notices")


class NoticeView(View):
    """A notice in force. Send `text_sha256` with the booking before which it was shown."""

    purpose = Choice(tuple(purpose.value for purpose in NoticePurpose), required=True)
    text_zh = fields.String(required=True)
    text_en = fields.String(required=True)
    text_sha256 = fields.String(required=True)
    valid_from = Day(required=True)


@blp.get("/<purpose>")
@permit("policy", "read")
@blp.response(200, NoticeView)
def read_notice(purpose: str) -> dict[str, Any]:
    """The words in force today: what booking a pick-up does with name, phone, address and pictures."""
    if purpose not in set(NoticePurpose):
        raise NotFound("purpose")
    text = in_force(NoticePurpose(purpose), day_of(now()))
    return {
        "purpose": text.purpose.value,
        "text_zh": text.zh,
        "text_en": text.en,
        "text_sha256": text.digest,
        "valid_from": text.valid_from,
    }
