"""Signing in and out, and who I am."""

from typing import Any, cast

from api import one_time
from api.blueprint import Blueprint
from api.clock import now
from api.identity import (
    ForgedRequest,
    Presented,
    digest,
    foreign_origin,
    presented,
    session_token,
)
from api.password import LONGEST, SHORTEST
from api.permit import permit
from api.personal_body import PersonName
from api.phone_sign_in import sign_in_by_phone
from api.schema import Body, Choice, Identifier, Number, Text, View
from api.second_factor import Given
from api.session_cookie import take_back
from api.session_view import SessionView, opened, shown
from api.sign_in import Attempt, renew, sign_in
from api.transaction import in_transaction
from models.session import end_session
from tradein.contact import mobile
from tradein.one_time import DIGITS, LIFETIME, TEXTED, Purpose

blp = Blueprint(
    "session", __name__, url_prefix="/api/v1/session", description="登录与退出 Signing in and out"
)

PHONE_LENGTH = 24
CODE_LENGTH = 16


class SignInBody(Body):
    """What to sign in with. `membership` chooses the hat; without it the oldest valid one is worn."""

    account = Text(64, required=True)
    password = Text(128, required=True)
    membership = Identifier(load_default=None)


class RenewalBody(SignInBody):
    """What to sign in with, and the password to have from now on; with the second factor of whoever has one."""

    new_password = Text(LONGEST, low=SHORTEST, required=True, load_only=True)
    code = Text(CODE_LENGTH, load_default=None)
    recovery_code = Text(CODE_LENGTH, load_default=None)


class CodeBody(Body):
    """Which phone to text a code to, and what for; `about` binds it to one request."""

    phone = Text(PHONE_LENGTH, required=True)
    purpose = Choice(tuple(purpose.value for purpose in TEXTED), load_default=Purpose.SIGN_IN.value)
    about = Text(64, load_default=None, allow_none=True)


class CodeView(View):
    """A code is on its way: how long it holds, and when another one may be asked for."""

    digits = Number(required=True)
    expires_in_s = Number(required=True)
    retry_after_s = Number(required=True)


class PhoneBody(Body):
    """A phone and the code it got. `display_name` is what a new account calls itself."""

    phone = Text(PHONE_LENGTH, required=True)
    code = Text(CODE_LENGTH, required=True)
    display_name = PersonName(load_default=None, allow_none=True)


@blp.post("")
@permit("session", "create")
@blp.arguments(SignInBody)
@blp.response(201, SessionView)
def open_session(body: dict[str, Any]) -> dict[str, Any]:
    """Sign in with account and password; sets the session cookie.

    Where a second factor is needed, `lacks` says so, and nothing but giving it works until it is given.
    """
    _refuse_foreign_page()
    given = Attempt(body["account"], body["password"], body["membership"])
    return opened(sign_in(given))


@blp.post("/password")
@permit("session", "create")
@blp.arguments(RenewalBody)
@blp.response(201, SessionView)
def renew_password(body: dict[str, Any]) -> dict[str, Any]:
    """Set a new password at the door and sign in: the way on after `password_expired`. All other sessions end.

    Who has a second factor gives its `code` with it, or a `recovery_code`: `second_factor_required` asks for that.
    """
    _refuse_foreign_page()
    given = Attempt(body["account"], body["password"], body["membership"])
    factor = Given(body["code"], body["recovery_code"])
    return opened(renew(given, body["new_password"], factor))


@blp.post("/code")
@permit("session", "create")
@blp.arguments(CodeBody)
@blp.response(202, CodeView)
def send_code(body: dict[str, Any]) -> dict[str, Any]:
    """Text a one-time code; the answer does not tell whether the phone is known here."""
    _refuse_foreign_page()
    one_time.send(Purpose(body["purpose"]), mobile(body["phone"]), body["about"] or "")
    return code_sent()


def code_sent() -> dict[str, int]:
    """What whoever asked for a code is told, whether or not the phone is known here."""
    return {
        "digits": DIGITS,
        "expires_in_s": int(LIFETIME.total_seconds()),
        "retry_after_s": int(one_time.RESEND_AFTER.total_seconds()),
    }


@blp.post("/phone")
@permit("session", "create")
@blp.arguments(PhoneBody)
@blp.response(201, SessionView)
def open_session_by_phone(body: dict[str, Any]) -> dict[str, Any]:
    """Sign in with a phone and its code; a phone that is new here gets a consumer's account."""
    _refuse_foreign_page()
    return opened(sign_in_by_phone(body["phone"], body["code"], body["display_name"]))


@blp.get("")
@permit("session", "read")
@blp.response(200, SessionView)
def read_session() -> dict[str, Any]:
    """Who is signed in, by cookie or key, and what the session still lacks."""
    found = cast("Presented", presented())  # the door has let nobody else in
    return shown(found, session_token() if found.token_hash else None)


@blp.delete("")
@permit("session", "update", action="end")
@blp.response(204)
def close_session() -> None:
    """Sign out: the session ends at once, in every tab."""
    token = session_token()
    if token is not None:
        in_transaction(lambda session: end_session(session, digest(token), now()))
    take_back()


def _refuse_foreign_page() -> None:
    if foreign_origin():
        raise ForgedRequest
