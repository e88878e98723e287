"""How applications are written and shown."""

from collections.abc import Sequence
from typing import Any

from marshmallow import fields, validate

from api.organisation_body import LICENCE_KINDS, LicenceBody
from api.paging import PageQuery
from api.schema import Body, Choice, Identifier, Instant, Quantity, RegionCode, Remark, Text, View
from api.signed_link import link
from models.application import Application, ApplicationLog
from models.application_document import SHOWS, ApplicationDocument
from models.organisation import NewLicence, Wish
from models.party import Organisation
from tradein.application import ApplicationAction, ApplicationKind, ApplicationState

KINDS = tuple(kind.value for kind in ApplicationKind)
STATES = tuple(state.value for state in ApplicationState)
ACTIONS = tuple(action.value for action in ApplicationAction)
MOST_REMARKS = 30


class WishBody(Body):
    """What is asked for; whatever is left out stays as it is."""

    name = Text(100, load_default=None)
    region = RegionCode(load_default=None)
    premises = Text(200, load_default=None)
    licences = fields.List(fields.Nested(LicenceBody), load_default=list, validate=validate.Length(max=10))


class ApplicationBody(WishBody):
    """An amendment of what is registered, or licences to enter or renew."""

    kind = Choice((ApplicationKind.AMENDMENT.value, ApplicationKind.LICENCE.value), required=True)


class VerdictBody(Body):
    """Why, and which version was read: an application corrected since is not decided unseen."""

    reason = Remark(500, required=True)
    version = Quantity(low=1, required=True)


class RemarkBody(Body):
    """What is to be corrected where."""

    field = Text(64, required=True)
    remark = Text(300, required=True)


class ReturnBody(VerdictBody):
    """Sent back to be corrected, field by field."""

    remarks = fields.List(
        fields.Nested(RemarkBody), required=True, validate=validate.Length(min=1, max=MOST_REMARKS)
    )


class ApplicationQuery(PageQuery):
    """Filters."""

    state = Choice(STATES)
    kind = Choice(KINDS)


class DocumentQuery(Body):
    """Which licence the paper shows, and how it is called."""

    shows = Choice(SHOWS, required=True)
    name = Text(100, required=True)


class StatedLicenceView(View):
    """A licence as stated."""

    kind = Choice(LICENCE_KINDS, required=True)
    number = fields.String(required=True)
    valid_from = fields.String(required=True, metadata={"format": "date"})
    valid_to = fields.String(required=True, metadata={"format": "date"})


class ContentView(View):
    """What is asked for."""

    name = fields.String()
    region = fields.String()
    premises = fields.String()
    licences = fields.List(fields.Nested(StatedLicenceView))


class ApplicantView(View):
    """The organisation it is about, as registered now."""

    id = Identifier(required=True)
    name = fields.String(required=True)
    credit_code = fields.String(required=True)
    kind = fields.String(required=True)
    region = fields.String(attribute="region_code", required=True)
    state = fields.String(required=True)


class ApplicationView(View):
    """An application; `version` counts corrections and papers."""

    id = Identifier(required=True)
    kind = Choice(KINDS, required=True)
    state = Choice(STATES, required=True)
    version = Quantity(required=True)
    organisation = fields.Nested(ApplicantView, required=True)
    submitted_at = Instant(required=True)
    decided_at = Instant(allow_none=True)
    reason = fields.String(allow_none=True)


class DocumentView(View):
    """A paper with a link for five minutes."""

    id = Identifier(required=True)
    shows = Choice(SHOWS, required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size_bytes = Quantity(required=True)
    sha256 = fields.String(required=True)
    uploaded_at = Instant(required=True)
    url = fields.String(required=True)


class RemarkView(View):
    """A remark of the bureau."""

    field = fields.String(required=True)
    remark = fields.String(required=True)


class ApplicationLogView(View):
    """One line of its history."""

    action = Choice(ACTIONS, required=True)
    version = Quantity(required=True)
    at = Instant(required=True)
    reason = fields.String(allow_none=True)
    remarks = fields.List(fields.Nested(RemarkView), allow_none=True)


class ApplicationDetailView(ApplicationView):
    """An application with what it asks for, its papers and its history."""

    content = fields.Nested(ContentView, required=True)
    documents = fields.List(fields.Nested(DocumentView), required=True)
    log = fields.List(fields.Nested(ApplicationLogView), required=True)


COLUMNS = ("id", "kind", "state", "version", "submitted_at", "decided_at", "reason", "content")
PAPER = tuple(name for name in DocumentView().fields if name != "url")


def wish_of(body: dict[str, Any]) -> Wish:
    """What a body asks for."""
    licences = [NewLicence(**licence) for licence in body["licences"]]
    return Wish(body["name"], body["region"], body["premises"], licences)


def listed(application: Application, organisation: Organisation) -> dict[str, Any]:
    """An application in a list."""
    return {name: getattr(application, name) for name in COLUMNS} | {"organisation": organisation}


def detailed(
    of: tuple[Application, Organisation],
    documents: Sequence[ApplicationDocument],
    log: Sequence[ApplicationLog],
) -> dict[str, Any]:
    """An application with everything about it."""
    return listed(*of) | {"documents": [papered(one) for one in documents], "log": log}


def papered(document: ApplicationDocument) -> dict[str, Any]:
    """A paper with its link."""
    path = f"/api/v1/applications/{document.application_id}/documents/{document.sha256}/file"
    return {name: getattr(document, name) for name in PAPER} | {"url": link(path, about(document))}


def about(document: ApplicationDocument) -> str:
    """What a link to a paper is made for."""
    return f"document:{document.application_id}:{document.sha256}"
