"""Sealing: the table of fields that are frozen from a step on, for forms and auditors."""

from marshmallow import fields

from api.blueprint import Blueprint
from api.permit import permit
from api.schema import Choice, View
from tradein.lifecycle import Step
from tradein.sealing import SEALS, Corrector, Seal

blp = Blueprint("sealing", __name__, url_prefix="/api/v1/sealing", description="封存规则 Sealed fields")


class SealView(View):
    """One field: which steps record it, from which later step it stands for good, and who decides before.

    `corrector` decides until another organisation has recorded a later step of the unit, `once_signed` afterwards.
    """

    field = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    recorded_by = fields.Method(
        "_recorded_by", required=True, metadata={"type": "array", "items": {"type": "string"}}
    )
    sealed_by = fields.List(Choice(list(Step)), required=True)
    corrector = Choice(list(Corrector), required=True)
    once_signed = Choice(list(Corrector), required=True)
    why_zh = fields.String(required=True)
    why_en = fields.String(required=True)

    def _recorded_by(self, seal: Seal) -> list[str]:
        return [step.value for step in Step if step in seal.recorded_by]


class SealingView(View):
    """Every field of the table."""

    items = fields.List(fields.Nested(SealView), required=True)


@blp.get("")
@permit("service", "read")
@blp.response(200, SealingView)
def list_seals() -> dict[str, tuple[Seal, ...]]:
    """Which recorded field is frozen from which step, and who can still have it corrected."""
    return {"items": SEALS}
