"""What is sent about organisations: who applies, with which licences, run by whom."""

from marshmallow import fields, validate

from api import password
from api.paging import PageQuery
from api.personal_body import PersonName
from api.schema import Body, Choice, Day, Pattern, RegionCode, Remark, Text
from models import organisation as organisations
from tradein.licensing import LicenceKind

LOGIN = r"[a-z0-9][a-z0-9._@-]{2,63}"
CHOSEN_LOGIN = r"[a-z0-9][a-z0-9._-]{2,43}"
LICENCE_KINDS = tuple(kind.value for kind in LicenceKind)
STATES = ("pending", "active", "refused", "suspended")


class LicenceBody(Body):
    """A licence with its term, both days included."""

    kind = Choice(LICENCE_KINDS, required=True)
    number = Text(64, required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)


class PersonBody(Body):
    """Who will run the organisation here."""

    login = Pattern(LOGIN, required=True)
    password = Text(password.LONGEST, low=password.SHORTEST, required=True, load_only=True)
    display_name = PersonName(required=True)
    phone = Pattern(r"\+?[0-9 -]{6,20}", load_default=None)


class FirstPersonBody(PersonBody):
    """Who will run the organisation here; they sign in with this name at the credit code, as the answer says."""

    login = Pattern(CHOSEN_LOGIN, required=True)


class OrganisationBody(Body):
    """An application; the bureau of the region decides it."""

    credit_code = Text(40, required=True)
    name = Text(100, required=True)
    kind = Choice(tuple(organisations.FIRST_ROLE), required=True)
    region = RegionCode(required=True)
    premises = Text(200, load_default=None, allow_none=True)
    licences = fields.List(fields.Nested(LicenceBody), load_default=list, validate=validate.Length(max=10))
    manager = fields.Nested(FirstPersonBody, required=True)


class DecisionBody(Body):
    """Why; kept with the decision."""

    reason = Remark(500, required=True)


class OrganisationQuery(PageQuery):
    """Filters. `q`: a part of the name, or how the credit code begins."""

    state = Choice(STATES)
    kind = Choice((*organisations.FIRST_ROLE, "bureau"))
    q = Text(100)
