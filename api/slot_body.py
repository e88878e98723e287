"""Pick-up windows as they are offered and shown."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from api.paging import PageQuery
from api.schema import Body, Day, Identifier, Instant, NamedView, Quantity, RegionCode, View, refuse
from tradein.timetable import EARLIEST_HOUR, LATEST_HOUR

MOST_PER_WINDOW = 500


class SlotBody(Body):
    """One two-hour window in one district."""

    region = RegionCode(required=True)
    start = Instant(required=True)
    capacity = Quantity(MOST_PER_WINDOW, low=1, required=True)


class SlotRuleBody(Body):
    """A weekly timetable: windows begin at these hours (Asia/Shanghai) on these weekdays (Monday = 1)."""

    region = RegionCode(required=True)
    weekdays = fields.List(Quantity(7, low=1), required=True, validate=validate.Length(min=1, max=7))
    hours = fields.List(
        Quantity(LATEST_HOUR, low=EARLIEST_HOUR), required=True, validate=validate.Length(min=1, max=15)
    )
    capacity = Quantity(MOST_PER_WINDOW, low=1, required=True)
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)

    @validates_schema
    def check(self, data: dict[str, Any], **_: Any) -> None:
        """No day or hour twice; the end not before the beginning."""
        for name in ("weekdays", "hours"):
            if len(set(data[name])) != len(data[name]):
                raise ValidationError({name: refuse("duplicates").messages})
        if data["valid_to"] is not None and data["valid_to"] < data["valid_from"]:
            low, high = data["valid_from"].isoformat(), "2100-01-01"
            raise ValidationError({"valid_to": refuse("out_of_range", low=low, high=high).messages})


class SlotQuery(PageQuery):
    """Windows of one district, or of all districts under a node, between two days."""

    region = RegionCode(required=True)
    from_ = Day(data_key="from", load_default=None)
    to = Day(load_default=None)


class SlotView(View):
    """A window; `free` is how many places are left now."""

    id = Identifier(required=True)
    region = fields.String(required=True)
    recycler = fields.Nested(NamedView, required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    capacity = fields.Integer(required=True)
    free = fields.Integer(required=True)


class SlotRuleView(View):
    """A timetable and how many windows it opened at once; more are opened daily."""

    id = Identifier(required=True)
    region = fields.String(required=True, attribute="rule.region_code")
    weekdays = fields.List(fields.Integer(), required=True, attribute="rule.weekdays")
    hours = fields.List(fields.Integer(), required=True, attribute="rule.hours")
    capacity = fields.Integer(required=True, attribute="rule.capacity")
    valid_from = Day(required=True, attribute="rule.valid_from")
    valid_to = Day(allow_none=True, attribute="rule.valid_to")
    opened = fields.Integer(required=True)
