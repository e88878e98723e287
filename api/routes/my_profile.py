"""A consumer's own profile: seeing it whole, correcting it, agreeing to what is done with it, proving their name."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.permit import permit
from api.personal_body import ConsentBody, ProfileBody, RealNameBody
from api.real_name.desk import check
from api.schema import Body, Choice, Day, Identifier, Instant, View
from api.transaction import in_transaction
from models import personal_consent
from models.db import db
from models.document_region import KnownRegions
from models.profile import Profile, correct_name, profile_of
from models.real_name import Claim, forget_person, last_outcome, verified, wards
from tradein import identity, person_name
from tradein.consent_text import ConsentPurpose, in_force
from tradein.identity import DocumentKind
from tradein.masking import Level, PersonalField, shown
from tradein.moment import day_of
from tradein.refusal import Forbidden

blp = Blueprint(
    "my-profile", __name__, url_prefix="/api/v1/me", description="我的资料与实名 My profile and real name"
)


class ProfileView(View):
    """Who I am here, unmasked."""

    id = Identifier(required=True)
    login = fields.String(required=True)
    name = fields.String(required=True)
    phone = fields.String(allow_none=True)
    since = Instant(required=True)


class ConsentView(View):
    """A purpose, the words in force, and whether I agree to them."""

    purpose = fields.String(required=True)
    text_zh = fields.String(required=True)
    text_en = fields.String(required=True)
    text_sha256 = fields.String(required=True)
    valid_from = Day(required=True)
    given_at = Instant(allow_none=True)


class ConsentsView(View):
    """Everything one may agree to."""

    items = fields.List(fields.Nested(ConsentView), required=True)


class ProvedView(View):
    """A proved person: the name whole, the document masked."""

    relation = fields.String(required=True)
    name = fields.String(required=True)
    document_kind = fields.String(required=True)
    document_number = fields.String(required=True, metadata={"description": "masked"})
    verified_at = Instant(required=True)


class RealNameView(View):
    """What is proved, and what the last check came to."""

    outcome = fields.String(allow_none=True, metadata={"description": "of the last check"})
    verified = fields.Boolean(required=True)
    person = fields.Nested(ProvedView, allow_none=True)
    wards = fields.List(fields.Nested(ProvedView), required=True)


def own_account() -> UUID:
    """The consumer who asks; keys and staff have no profile of this kind. Raises `Forbidden`."""
    actor = current_actor()
    if actor.account_id is None or actor.role != "consumer":
        raise Forbidden
    return actor.account_id


@blp.get("/profile")
@permit("own_data", "read")
@blp.response(200, ProfileView)
def read_profile() -> Profile:
    """My own profile, unmasked."""
    return profile_of(db.session(), own_account())


@blp.patch("/profile")
@permit("own_data", "update", action="correct")
@blp.arguments(ProfileBody)
@blp.response(200, ProfileView)
def correct_profile(body: dict[str, Any]) -> Profile:
    """Correct my name (PIPL 46)."""
    account = own_account()

    def work(session: Session) -> Profile:
        correct_name(session, account, body["name"])
        return profile_of(session, account)

    return in_transaction(work)


@blp.get("/consents")
@permit("own_data", "read")
@blp.response(200, ConsentsView)
def list_consents() -> dict[str, Any]:
    """What I may agree to, in the words in force, and what I agreed to."""
    return _consents(db.session(), own_account())


def _consents(session: Session, account: UUID) -> dict[str, Any]:
    today = day_of(now())
    standing = {
        (row.purpose, row.text_sha256): row.given_at
        for row in personal_consent.consents_of(session, account)
        if row.withdrawn_at is None
    }
    texts = [in_force(purpose, today) for purpose in ConsentPurpose]
    return {
        "items": [
            {
                "purpose": text.purpose.value,
                "text_zh": text.zh,
                "text_en": text.en,
                "text_sha256": text.digest,
                "valid_from": text.valid_from,
                "given_at": standing.get((text.purpose.value, text.digest)),
            }
            for text in texts
        ]
    }


@blp.post("/consents")
@permit("own_data", "update", action="correct")
@blp.arguments(ConsentBody)
@blp.response(201, ConsentsView)
def give_consent(body: dict[str, Any]) -> dict[str, Any]:
    """Agree to a text as shown; agreeing twice is one consent."""
    account, to = own_account(), (ConsentPurpose(body["purpose"]), body["text_sha256"])

    def work(session: Session) -> dict[str, Any]:
        personal_consent.give(session, account, to, now())
        return _consents(session, account)

    return in_transaction(work)


class WithdrawalBody(Body):
    """What is taken back."""

    purpose = Choice([purpose.value for purpose in ConsentPurpose], required=True)


@blp.post("/consents/withdraw")
@permit("own_data", "update", action="correct")
@blp.arguments(WithdrawalBody)
@blp.response(200, ConsentsView)
def withdraw_consent(body: dict[str, Any]) -> dict[str, Any]:
    """Take a consent back. What rested on it is erased: real-name data with the consent to them (PIPL 15, 47)."""
    account, purpose = own_account(), ConsentPurpose(body["purpose"])

    def work(session: Session) -> dict[str, Any]:
        personal_consent.withdraw(session, account, purpose, now())
        if purpose is ConsentPurpose.REAL_NAME:
            forget_person(session, account)
        return _consents(session, account)

    return in_transaction(work)


@blp.get("/real-name")
@permit("own_data", "read")
@blp.response(200, RealNameView)
def read_real_name() -> dict[str, Any]:
    """Whether and how my name is proved."""
    return _real_name(db.session(), own_account())


def _real_name(session: Session, account: UUID) -> dict[str, Any]:
    own = verified(session, account)
    return {
        "outcome": last_outcome(session, account),
        "verified": own is not None,
        "person": _proved(own) if own is not None else None,
        "wards": [_proved(ward) for ward in wards(session, account)],
    }


def _proved(row: Any) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "name": row.name,
        "document_kind": row.kind,
        "document_number": shown(Level.FULL, PersonalField.DOCUMENT, row.number),
        "verified_at": row.verified_at,
    }


@blp.post("/real-name")
@permit("own_data", "update", action="correct")
@blp.arguments(RealNameBody)
@blp.response(200, RealNameView)
def prove_real_name(body: dict[str, Any]) -> dict[str, Any]:
    """Prove my name by a document, or a child's whose guardian I am.

    The answer's `outcome` is `match` only if a provider said so; anything else proves nothing and keeps nothing.
    """
    claim = _claim(own_account(), body)
    outcome = check(claim)
    return _real_name(db.session(), claim.account_id) | {"outcome": outcome.value}


def _claim(account: UUID, body: dict[str, Any]) -> Claim:
    given = body["document"]
    known = (KnownRegions(db.session()), day_of(now()))
    document = identity.parse(DocumentKind(given["kind"]), given["number"], given["country"], known)
    name = body["name"]
    return Claim(account, name, document, body["relation"], person_name.is_odd(name))


@blp.delete("/real-name")
@permit("own_data", "update", action="correct")
@blp.response(204)
def forget_real_name() -> Response:
    """Erase what was proved and take back the consent to it."""
    account = own_account()

    def work(session: Session) -> None:
        personal_consent.withdraw(session, account, ConsentPurpose.REAL_NAME, now())
        forget_person(session, account)

    in_transaction(work)
    return Response(status=204)
