"""What the platform is told and says about hazardous waste transfers."""

from marshmallow import fields, validate

from api.dismantling_body import SITE
from api.dismantling_view import NamedView, PlaceView
from api.output_view import LOT
from api.paging import PageQuery
from api.schema import (
    Body,
    Choice,
    Day,
    Grams,
    Instant,
    Pattern,
    Quantity,
    RegionCode,
    Text,
    View,
)
from tradein.masking import PersonalField
from tradein.output import MOST_GRAMS
from tradein.transfer import Form, TransferState

STATES = tuple(state.value for state in TransferState)
TEXTS = {
    "manifest_number": 20,
    "generator_contact": 50,
    "generator_phone": 20,
    "carrier_name": 100,
    "carrier_licence": 50,
    "plate": 20,
    "driver": 50,
    "escort": 50,
    "receiver_name": 100,
    "receiver_licence": 50,
    "receiver_address": 200,
    "treatment": 100,
    "approval_number": 60,
}
"""Text fields of a manifest and their longest values; empty ones may wait until issue."""
PERSONS = {
    "generator_contact": PersonalField.NAME,
    "generator_phone": PersonalField.PHONE,
    "driver": PersonalField.NAME,
    "escort": PersonalField.NAME,
}
"""Of them those that name somebody: the manifest's parties see them in clear, who oversees sees masks."""


class WasteLineBody(Body):
    """Grams of one hazardous lot with form and packing."""

    lot = Pattern(LOT, 60, required=True)
    mass_g = Grams(MOST_GRAMS, low=1, required=True)
    form = Choice(tuple(form.value for form in Form), required=True)
    packing = Text(50, required=True)
    packages = Quantity(100_000, low=1, required=True)


class _Filled(Body):
    """The text fields of a manifest."""

    receiver_region = RegionCode(load_default=None, allow_none=True)


FilledBody = _Filled.from_dict(
    {name: Text(high, load_default=None, allow_none=True) for name, high in TEXTS.items()}, name="Filled"
)


class DraftBody(FilledBody):  # type: ignore[misc, valid-type]
    """A manifest as far as it is filled in."""

    site = Pattern(SITE, required=True)
    lines = fields.List(fields.Nested(WasteLineBody), load_default=list, validate=validate.Length(max=50))


class ReceivedBody(Body):
    """What the receiver weighed of one line."""

    seq = Quantity(50, low=1, required=True)
    mass_g = Grams(MOST_GRAMS, required=True)


class ArrivalBody(Body):
    """The receiver's weights, line by line."""

    received = fields.List(
        fields.Nested(ReceivedBody), required=True, validate=validate.Length(min=1, max=50)
    )
    note = Text(500, load_default=None, allow_none=True)


class MismatchBody(Body):
    """What differs in name, quantity or property."""

    received = fields.List(fields.Nested(ReceivedBody), load_default=list, validate=validate.Length(max=50))
    note = Text(500, low=2, required=True)


class CorrectionBody(Body):
    """A field of a signed manifest, what it should say, and why."""

    name = Pattern(r"[a-z][a-z_]{1,39}", 40, required=True)
    should_be = Text(200, required=True)
    reason = Text(500, low=2, required=True)


class WasteLineView(View):
    """One line of a manifest."""

    seq = Quantity(required=True)
    lot = fields.String(attribute="lot_number", required=True)
    waste_code = fields.String(required=True)
    form = fields.String(required=True)
    packing = fields.String(required=True)
    packages = Quantity(required=True)
    mass_g = Grams(required=True)
    received_g = Grams(allow_none=True)


class CorrectionView(View):
    """A correction record."""

    seq = Quantity(required=True)
    name = fields.String(required=True)
    was = fields.String(allow_none=True)
    should_be = fields.String(required=True)
    reason = fields.String(required=True)
    at = Instant(required=True)


class TransferView(View):
    """A transfer in a list; `overdue` while the receiver's confirmation is late."""

    number = fields.String(required=True)
    state = Choice(STATES, required=True)
    site = fields.Nested(PlaceView, required=True)
    organisation = fields.Nested(NamedView, required=True)
    region = fields.String(required=True)
    manifest_number = fields.String(allow_none=True)
    carrier_name = fields.String(allow_none=True)
    plate = fields.String(allow_none=True)
    receiver_name = fields.String(allow_none=True)
    receiver_region = fields.String(allow_none=True)
    created_at = Instant(required=True)
    issued_at = Instant(allow_none=True)
    departed_at = Instant(allow_none=True)
    due_on = Day(allow_none=True)
    overdue = fields.Boolean(required=True)
    ended_at = Instant(allow_none=True)
    end_note = fields.String(allow_none=True)
    mass_g = Grams(required=True)
    lines = fields.List(fields.Nested(WasteLineView), required=True)


class ManifestView(TransferView):
    """A transfer with everything on it."""

    generator_contact = fields.String(allow_none=True)
    generator_phone = fields.String(allow_none=True)
    carrier_licence = fields.String(allow_none=True)
    driver = fields.String(allow_none=True)
    escort = fields.String(allow_none=True)
    receiver_licence = fields.String(allow_none=True)
    receiver_address = fields.String(allow_none=True)
    treatment = fields.String(allow_none=True)
    approval_number = fields.String(allow_none=True)
    corrections = fields.List(fields.Nested(CorrectionView), required=True)


class TransferQuery(PageQuery):
    """Filters; `overdue=true` lists what the receiver should have confirmed by now."""

    state = Choice(STATES)
    site = Pattern(SITE, load_default=None)
    overdue = Choice(("true",), load_default=None)
