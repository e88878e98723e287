"""How an organisation is shown: itself, its licences, what it has in hand, announcements about its licences."""

from marshmallow import fields

from api.schema import Choice, Day, Identifier, Instant, NamedView, View
from tradein.licensing import LicenceStanding, Stop

STANDINGS = tuple(one.value for one in LicenceStanding)
STOPS = tuple(stop.value for stop in Stop)


class LicenceView(View):
    """A licence."""

    id = Identifier(required=True)
    kind = fields.String(required=True)
    number = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    standing = Choice(STANDINGS, required=True)
    days_left = fields.Integer(required=True)
    """Until the last valid day; negative once it is past."""


class OrganisationView(View):
    """An organisation."""

    id = Identifier(required=True)
    credit_code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    region = fields.String(attribute="region_code", required=True)
    state = fields.String(required=True)
    created_at = Instant(required=True)
    decided_at = Instant(allow_none=True)
    decision_reason = fields.String(allow_none=True)


class RegisteredView(OrganisationView):
    """An organisation that has just applied, and what its manager signs in with."""

    login = fields.String(required=True)


class SuspensionView(View):
    """Since when, and why, an organisation may not work."""

    reason = fields.String(required=True)
    suspended_at = Instant(required=True)


class InHandView(View):
    """What an organisation answers for at present."""

    units = fields.Integer(required=True)
    orders = fields.Integer(required=True)
    loads = fields.Integer(required=True)


class OrganisationDetailView(OrganisationView):
    """An organisation with its licences; while it is suspended, with the reason and what it has in hand."""

    licences = fields.List(fields.Nested(LicenceView), required=True)
    suspension = fields.Nested(SuspensionView, allow_none=True)
    in_hand = fields.Nested(InHandView, allow_none=True)


class NoticeView(View):
    """An announcement; `threshold` days before the end, -1 for the day after it. `stops` is what the end stops."""

    id = Identifier(required=True)
    organisation = fields.Nested(NamedView, required=True)
    kind = fields.String(required=True)
    number = fields.String(required=True)
    valid_to = Day(required=True)
    threshold = fields.Integer(required=True)
    stops = Choice(STOPS, required=True)
    at = Instant(required=True)
