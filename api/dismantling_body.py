"""What a dismantling line sends."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from api.schema import Body, Choice, Code, Day, Grams, Pattern, Quantity, Text
from api.sentences import Said
from tradein.guided import groups
from tradein.output import MOST_GRAMS

SITE = r"[A-Z][A-Z0-9-]{1,15}"
GROUPS = tuple(sorted(groups()))
HEAVIEST_UNIT_G = 2_000_000
MOST_UNITS = 500
OUTPUT = r"[A-Z][A-Z0-9_]{1,39}"
WASTE = r"[0-9]{3}-[0-9]{3}-[0-9]{2}"
GAS = r"[A-Za-z0-9-]{2,16}"
SCALES = ("manual", "serial")


class EntryBody(Body):
    """A unit by any of its labels; `weight_g` when it was weighed at the bench."""

    code = Code(required=True)
    weight_g = Grams(HEAVIEST_UNIT_G, low=1, load_default=None, allow_none=True)


class UnitsBody(Body):
    """Units for a work order, all or none."""

    units = fields.List(
        fields.Nested(EntryBody), required=True, validate=validate.Length(min=1, max=MOST_UNITS)
    )


class OpeningBody(Body):
    """A work order: chosen once per bench and shift; units may come along or later."""

    site = Pattern(SITE, required=True)
    group = Choice(GROUPS, required=True)
    line = Text(50, required=True)
    bench = Text(50, required=True)
    shift = Text(50, required=True)
    units = fields.List(fields.Nested(EntryBody), load_default=list, validate=validate.Length(max=MOST_UNITS))


class CompletenessBody(Body):
    """The check of one unit: `missing` holds the numbers of the parts that are not there."""

    code = Code(required=True)
    missing = fields.List(Quantity(99, low=1), load_default=list, validate=validate.Length(max=50))
    reason = Text(500, load_default=None, allow_none=True)


class TickBody(Body):
    """A guided step done by the person signed in; `camera` names the video that saw it."""

    step = Pattern(r"[a-z][a-z_]{1,49}", 50, required=True)
    camera = Text(50, load_default=None, allow_none=True)


class RecoveryBody(Body):
    """Refrigerant recovered from one unit, or from the whole order without `unit`; zero needs a reason."""

    unit = Code(load_default=None, allow_none=True)
    refrigerant = Pattern(GAS, 16, required=True)
    mass_g = Grams(MOST_GRAMS, required=True)
    reason = Text(500, load_default=None, allow_none=True)


class WeighingBody(Body):
    """One container of one output."""

    output_code = Pattern(OUTPUT, 40, required=True)
    waste_code = Pattern(WASTE, 10, load_default=None, allow_none=True)
    gross_g = Grams(MOST_GRAMS, low=1, required=True)
    tare_g = Grams(MOST_GRAMS, load_default=0)
    scale = Choice(SCALES, required=True)


class LossBody(Body):
    """A documented loss."""

    mass_g = Grams(MOST_GRAMS, low=1, required=True)
    reason = Text(500, low=2, required=True)


class ReasonBody(Body):
    """Why."""

    reason = Text(500, low=2, required=True)


class NoteBody(Body):
    """Why the balance is outside tolerance."""

    note = Text(500, low=5, required=True)


class CountedBody(Body):
    """One counted quantity: an output in grams, or an item type in units."""

    output_code = Pattern(OUTPUT, 40)
    waste_code = Pattern(WASTE, 10, load_default=None, allow_none=True)
    item_type = Pattern(OUTPUT, 40)
    mass_g = Grams(10**12)
    units = Quantity(10**9)

    @validates_schema
    def _one_kind(self, data: dict[str, Any], **_: Any) -> None:
        material, units = {"output_code", "mass_g"}, {"item_type", "units"}
        given = data.keys() & (material | units)
        if given not in (material, units):
            raise ValidationError({"output_code": [Said("required")]})


class SampleBody(Body):
    """One sampled work order; leave out what nobody looked at."""

    work_order = Text(60, required=True)
    video_units = Quantity(10**6, load_default=None, allow_none=True)
    document_units = Quantity(10**6, load_default=None, allow_none=True)


class CheckBody(Body):
    """One of the three official checks over a period, both days included."""

    method = Choice(("material_coefficient", "closing_stock", "video_document"), required=True)
    site = Pattern(SITE, required=True)
    first = Day(data_key="from", required=True)
    last = Day(data_key="to", required=True)
    counted = fields.List(fields.Nested(CountedBody), load_default=list, validate=validate.Length(max=200))
    sampled = fields.List(fields.Nested(SampleBody), load_default=list, validate=validate.Length(max=200))
    note = Text(1000, load_default=None, allow_none=True)
