"""The second factor, a fresh proof of identity, and setting a new password with a code handed over."""

from typing import Any

from marshmallow import fields

from api import account_help, password, reauth
from api import second_factor as factor
from api.blueprint import Blueprint
from api.identity import (
    LACKING,
    ForgedRequest,
    Presented,
    foreign_origin,
    session_holder,
    session_token,
)
from api.permit import permit
from api.routes.session import CODE_LENGTH, PHONE_LENGTH
from api.schema import Body, Text, View
from api.session_view import SessionView, described
from tradein.gate import Lack
from tradein.refusals.sign_in import ProofMissing

blp = Blueprint(
    "second-factor", __name__, url_prefix="/api/v1/session", description="第二重验证 Second factor"
)


class FactorBody(Body):
    """The authenticator's code, or in its place a recovery code."""

    code = Text(CODE_LENGTH, load_default=None)
    recovery_code = Text(CODE_LENGTH, load_default=None)


class ConfirmBody(Body):
    """The first code of the new authenticator; after a reset also the code handed over by the administrator."""

    code = Text(CODE_LENGTH, required=True)
    enrolment_code = Text(CODE_LENGTH, load_default=None)


class OfferView(View):
    """A secret for an authenticator app: show `uri` as a QR code, `secret` for typing. It is not shown again."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)


class RecoveryView(View):
    """Ten ways in without the authenticator, each once. They are not shown again."""

    recovery_codes = fields.List(fields.String(), required=True)


class ReauthBody(Body):
    """One of: the authenticator's `code`; `password`; `phone` with the `phone_code` it got for `reauth`."""

    code = Text(CODE_LENGTH, load_default=None)
    password = Text(password.LONGEST, load_default=None, load_only=True)
    phone = Text(PHONE_LENGTH, load_default=None)
    phone_code = Text(CODE_LENGTH, load_default=None)


class RecoverBody(Body):
    """Whose account, the code handed over, and the new password."""

    account = Text(64, required=True)
    code = Text(CODE_LENGTH, required=True)
    password = Text(password.LONGEST, low=password.SHORTEST, required=True, load_only=True)


@blp.post("/second-factor")
@permit("session", "update", action="prove")
@blp.arguments(FactorBody)
@blp.response(200, SessionView)
def give_second_factor(body: dict[str, Any]) -> dict[str, Any]:
    """Give the second factor, or in its place a recovery code: the session may act from then on."""
    found = _at_a_listed_address()
    if body["code"]:
        factor.give(found, body["code"])
    elif body["recovery_code"]:
        factor.give_recovery(found, body["recovery_code"])
    else:
        raise ProofMissing("code")
    return described(session_token() or "")


@blp.post("/second-factor/enrolment")
@permit("session", "update", action="prove")
@blp.response(201, OfferView)
def begin_enrolment() -> factor.Offer:
    """A fresh secret for an authenticator; it counts once its first code has come back."""
    return factor.offer(_at_a_listed_address())


@blp.post("/second-factor/enrolment/confirm")
@permit("session", "update", action="prove")
@blp.arguments(ConfirmBody)
@blp.response(200, RecoveryView)
def confirm_enrolment(body: dict[str, Any]) -> dict[str, Any]:
    """The authenticator's first code: it is the second factor from now on, and this session has given it."""
    codes = factor.confirm(_at_a_listed_address(), body["code"], body["enrolment_code"])
    return {"recovery_codes": codes}


@blp.post("/reauth")
@permit("session", "update", action="prove")
@blp.arguments(ReauthBody)
@blp.response(200, SessionView)
def prove_again(body: dict[str, Any]) -> dict[str, Any]:
    """Prove who I am once more: sensitive acts are open for five minutes."""
    found = _at_a_listed_address()
    if Lack.SECOND_FACTOR in found.lacks:
        raise LACKING[Lack.SECOND_FACTOR]
    reauth.reauthenticate(found, body)
    return described(session_token() or "")


@blp.post("/recover")
@permit("session", "create")
@blp.arguments(RecoverBody)
@blp.response(204)
def recover_account(body: dict[str, Any]) -> None:
    """Set a new password with the code that a manager or administrator handed over; sessions end."""
    if foreign_origin():
        raise ForgedRequest
    account_help.recover(body["account"], body["code"], body["password"])


def _at_a_listed_address() -> Presented:
    """The session, if its address is right: somebody elsewhere with a stolen password sets up no authenticator."""
    found = session_holder()
    if Lack.ADDRESS in found.lacks:
        raise LACKING[Lack.ADDRESS]
    return found
