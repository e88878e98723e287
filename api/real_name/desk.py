"""Asking for a real name: counted and written down, asked outside any transaction, kept only if it matched."""

import time

from flask import Flask, current_app

from api.clock import now
from api.real_name.gateway import HttpTransport
from api.real_name.local import LocalTransport, NoTransport, Register
from api.real_name.wire import Transport, WireProvider
from api.settings import Settings
from api.transaction import in_transaction
from models.real_name import Claim, answered, keep, prepare
from tradein.real_name import Outcome, Policy, Provider

PROVIDER = "real_name_provider"


def provider_of(settings: Settings) -> Provider:
    """Who answers under these settings: a gateway, in development the local register, otherwise nobody."""
    return WireProvider(_transport(settings))


def _transport(settings: Settings) -> Transport:
    if settings.real_name_url:
        secret = settings.secret_real_name
        return HttpTransport(
            settings.real_name_url,
            secret.get_secret_value().encode() if secret else b"",
            lambda: int(time.time()),
        )
    return NoTransport() if settings.production else LocalTransport(Register())


def connect(app: Flask, provider: Provider) -> None:
    """Answer this application's checks by `provider` from now on."""
    app.extensions[PROVIDER] = provider


def _provider() -> Provider:
    found: Provider = current_app.extensions.setdefault(
        PROVIDER, provider_of(current_app.extensions["settings"])
    )
    return found


def check(claim: Claim) -> Outcome:
    """What became of a claim. Raises what `models.real_name.prepare` and `keep` refuse."""
    policy = Policy(current_app.extensions["settings"].real_name_daily_cap)
    asked = in_transaction(lambda session: prepare(session, claim, policy, now()))
    if isinstance(asked, Outcome):
        in_transaction(lambda session: keep(session, claim, asked, now()))
        return asked
    # No transaction is open here: three seconds of waiting hold no connection and no lock.
    outcome = _provider().ask(asked)
    in_transaction(lambda session: answered(session, asked, outcome, policy, now()))
    in_transaction(lambda session: keep(session, claim, outcome, now()))
    return outcome
