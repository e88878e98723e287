"""What the platform is told and says about dismantled outputs."""

from typing import Any

from marshmallow import fields, validate

from api.dismantling_body import OUTPUT, SITE
from api.dismantling_view import NamedView, PlaceView
from api.paging import PageQuery
from api.schema import Body, Choice, Day, Grams, Instant, Pattern, Quantity, Reason, Text, View, refuse
from models.output import MovementKind
from tradein.output import MOST_GRAMS

LOT = r"OL-[A-Z0-9-]{8,50}"


class Shift(Quantity):
    """Signed grams, never zero."""

    def __init__(self, **options: Any) -> None:
        super().__init__(MOST_GRAMS, low=-MOST_GRAMS, **options)

    def read(self, value: Any) -> int:
        grams = super().read(value)
        if grams == 0:
            raise refuse("no_change")
        return grams


class StockView(View):
    """Grams of one material at one site over all its lots."""

    site = fields.String(attribute="site_code", required=True)
    organisation = fields.Nested(NamedView, required=True)
    output_code = fields.String(required=True)
    waste_code = fields.String(allow_none=True)
    stock_g = Grams(required=True)
    lots = Quantity(required=True)
    oldest = Day(required=True)


class StockListView(View):
    """The whole stock in reach; a few dozen rows a site, so it is not paged."""

    items = fields.List(fields.Nested(StockView), required=True)


class LotView(View):
    """A lot with what is left of it."""

    number = fields.String(required=True)
    site = fields.Nested(PlaceView, required=True)
    organisation = fields.Nested(NamedView, required=True)
    region = fields.String(required=True)
    output_code = fields.String(required=True)
    waste_code = fields.String(allow_none=True)
    day = Day(required=True)
    stock_g = Grams(required=True)


class AgedView(LotView):
    """A hazardous lot with its age and the last day on which it may be stored (固废法 Art. 81)."""

    days_stored = Quantity(required=True)
    limit_on = Day(required=True)
    late = fields.Boolean(required=True)


class LineBody(Body):
    """Grams out of one lot."""

    lot = Pattern(LOT, 60, required=True)
    mass_g = Grams(MOST_GRAMS, low=1, required=True)


class ShippingBody(Body):
    """One vehicle with sold materials."""

    site = Pattern(SITE, required=True)
    buyer_name = Text(100, low=2, required=True)
    buyer_credit_code = Text(30, load_default=None, allow_none=True)
    plate = Text(20, required=True)
    destination = Text(200, low=2, required=True)
    lines = fields.List(fields.Nested(LineBody), required=True, validate=validate.Length(min=1, max=200))


class ShippedLineView(View):
    """One line of a shipment."""

    lot = fields.String(required=True)
    output_code = fields.String(required=True)
    mass_g = Grams(required=True)


class ShipmentView(View):
    """A shipment of materials."""

    number = fields.String(required=True)
    site = fields.Nested(PlaceView, required=True)
    organisation = fields.Nested(NamedView, required=True)
    region = fields.String(required=True)
    buyer_name = fields.String(required=True)
    buyer_credit_code = fields.String(allow_none=True)
    plate = fields.String(required=True)
    destination = fields.String(required=True)
    day = Day(required=True)
    at = Instant(required=True)
    mass_g = Grams(required=True)
    lines = fields.List(fields.Nested(ShippedLineView), required=True)


class AdjustmentBody(Body):
    """A loss (negative) or a count difference of one lot in signed grams."""

    site = Pattern(SITE, required=True)
    lot = Pattern(LOT, 60, required=True)
    kind = Choice((MovementKind.LOSS.value, MovementKind.COUNT_ADJUST.value), required=True)
    mass_g = Shift(required=True)
    reason = Reason(500, low=2, required=True)


class AdjustedView(View):
    """A lot after an adjustment."""

    number = fields.String(required=True)
    stock_g = Grams(required=True)


class SiteQuery(Body):
    """Narrow to one site."""

    site = Pattern(SITE, load_default=None)


class LotQuery(PageQuery):
    """Filters of lots and shipments."""

    site = Pattern(SITE, load_default=None)
    output_code = Pattern(OUTPUT, 40)


class ShipmentQuery(PageQuery):
    """Filters; days are those of shipping."""

    site = Pattern(SITE, load_default=None)
    from_day = Day(data_key="from", load_default=None)
    to_day = Day(data_key="to", load_default=None)


class AgeingQuery(PageQuery):
    """Narrow to one site."""

    site = Pattern(SITE, load_default=None)
