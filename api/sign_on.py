"""Signing in by the unified sign-on: sent there with a state, back with a code, led to a linked account.

The state is in a cookie of the browser that set out, hashed in the database, and good once for ten minutes: nobody
finishes somebody else's visit, and nobody makes another's browser finish theirs.
"""

import hmac
import secrets
from datetime import timedelta

import structlog
from flask import current_app
from sqlalchemy.orm import Session

from api.attempt import network_of, subject
from api.audit_trail import note
from api.clock import now
from api.identity import caller_address, digest
from api.oidc.client import Client, Person, SignOnRefused, Visit, relying_of
from api.sign_in import Entry, Opened, enter
from api.transaction import in_transaction
from models.identity_link import come_back, linked_account, set_out
from models.sign_in import take_attempt
from tradein.refusal import NotFound
from tradein.refusals.sign_in import NotLinked, SignOnFailed, SignOnUnavailable
from tradein.throttle import Allowance

VISIT_LASTS = timedelta(minutes=10)
VISITS = Allowance(100, back_after=timedelta(seconds=10))
"""Of one address: a bureau's people all come from one, in the morning, at once."""
CLIENT = "oidc_client"

log = structlog.get_logger(__name__)


def set_off() -> tuple[str, str]:
    """The state to keep in the browser, and where to send it. Raises `sign_on_unavailable`, `too_many_attempts`."""
    client, state = _client(), secrets.token_urlsafe(32)
    address = subject("sign-on", network_of(caller_address()))
    in_transaction(lambda session: take_attempt(session, {address: VISITS}, now()))
    try:
        target = client.address(_visit(state))
    except SignOnRefused as refused:
        log.warning("sign_on_refused", reason=str(refused))
        raise SignOnUnavailable from None
    in_transaction(lambda session: set_out(session, digest(state), now()))
    return state, target


def arrive(kept: str | None, state: str, code: str | None) -> Opened:
    """Open a session for whom the provider vouches for. Raises `sign_on_failed`, `identity_not_linked`.

    `kept` is the state in the browser's cookie. `code` is missing when the provider has refused.
    """
    client = _client()
    ours = kept is not None and hmac.compare_digest(kept.encode(), state.encode())
    moment = now()
    first = ours and in_transaction(
        lambda session: come_back(session, digest(state), moment - VISIT_LASTS, moment)
    )
    if not first or code is None:
        raise SignOnFailed
    person = _vouched(client, _visit(state), code)

    def open_it(session: Session) -> Opened:
        account = linked_account(session, person.issuer, person.subject)
        if account is None or account.state != "active":
            raise NotLinked
        note(f"account:{account.id}")
        return enter(session, Entry(account.id, "oidc", second_factor=person.strong))

    return in_transaction(open_it)


def _vouched(client: Client, visit: Visit, code: str) -> Person:
    try:
        # No transaction is open here: the provider takes its time.
        return client.person(visit, code, now())
    except SignOnRefused as refused:
        log.warning("sign_on_refused", reason=str(refused))
        raise SignOnFailed from None


def _visit(state: str) -> Visit:
    key: str = current_app.extensions["settings"].secret("one_time")
    return Visit(state, key.encode())


def _client() -> Client:
    known = current_app.extensions.get(CLIENT)
    if known is None:
        relying = relying_of(current_app.extensions["settings"])
        if relying is None:
            # No province's sign-on is set up here: there is no such door.
            raise NotFound
        known = current_app.extensions[CLIENT] = Client(relying)
    found: Client = known
    return found
