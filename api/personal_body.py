"""What people say about themselves: names of any script, documents of six kinds."""

from typing import Any

from marshmallow import fields

from api.field import Strict
from api.schema import Body, Choice, Pattern, Remark, Text, refuse
from tradein import person_name
from tradein.consent_text import ConsentPurpose
from tradein.identity import DocumentKind
from tradein.unmasking import SHORTEST_REASON


class PersonName(Strict[str]):
    """A name (`tradein.person_name`); what cannot be one is refused with a sentence that helps."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {
            "type": "string",
            "minLength": 1,
            "maxLength": person_name.LONGEST,
            "description": "letters or characters of any script, parts joined by · (U+00B7); no digits or symbols",
            **self.metadata,
        }

    def read(self, value: Any) -> str:
        if type(value) is not str:
            raise refuse("not_text")
        name = value.strip()
        fault = person_name.fault_of(name)
        if fault is person_name.NameFault.TOO_LONG:
            raise refuse("too_long", high=person_name.LONGEST)
        if fault is not None:
            raise refuse("not_a_name")
        return name


class DocumentBody(Body):
    """An identity document as printed; `country` (ISO 3166-1, three letters) belongs to passports."""

    kind = Choice([kind.value for kind in DocumentKind], required=True)
    number = Text(40, low=4, required=True)
    country = Pattern(r"[A-Z]{3}", 3, load_default=None, allow_none=True)


class RealNameBody(Body):
    """Who somebody is, or the child (under 14) whose guardian they are."""

    name = PersonName(required=True)
    document = fields.Nested(DocumentBody, required=True)
    relation = Choice(("self", "ward"), load_default="self")


class ConsentBody(Body):
    """A consent to the words shown, by their hash."""

    purpose = Choice([purpose.value for purpose in ConsentPurpose], required=True)
    text_sha256 = Pattern(r"[0-9a-f]{64}", 64, required=True)


class ProfileBody(Body):
    """A correction of one's own profile."""

    name = PersonName(required=True)


class UnmaskBody(Body):
    """Why somebody's data are to be seen in clear, and the ticket that asks for it; both are kept."""

    reason = Remark(500, low=SHORTEST_REASON, required=True)
    ticket = Pattern(r"[A-Za-z0-9][A-Za-z0-9/_.-]{2,63}", 64, required=True)


class PersonSearchBody(UnmaskBody):
    """An exact phone or name to look for; never a part of one. Sent as a body: addresses are logged."""

    phone = Text(24, load_default=None, allow_none=True)
    name = PersonName(load_default=None, allow_none=True)
