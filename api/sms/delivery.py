"""Emptying the outbox: take some, send them outside any transaction, note what became of each."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from flask import Flask
from sqlalchemy.orm import Session

from api.clock import now
from api.sms.port import Outgoing, Provider, ProviderDown, ProviderRefused
from api.sms.words import text_of
from api.transaction import in_transaction
from models.row_security import SYSTEM, declare
from models.sms import Due, postpone, refused, sent, take_due

AT_ONCE = 20
DOWN_AFTER = 3
"""After so many failures in a row the provider is left in peace until the next round."""

T = TypeVar("T")
log = structlog.get_logger(__name__)


def deliver(app: Flask, provider: Provider, most: int = AT_ONCE) -> int:
    """Send what is due; how many were taken by the provider. Several processes may do this at once."""
    key = app.extensions["settings"].secret("one_time").encode()
    with app.app_context():
        return _deliver(provider, key, most)


def _deliver(provider: Provider, key: bytes, most: int) -> int:
    due = _noted(lambda session: take_due(session, now(), most))
    done, failed = 0, 0
    for one in due:
        if _send(provider, one, text_of(one, key)):
            done, failed = done + 1, 0
        else:
            failed += 1
        if failed >= DOWN_AFTER:
            log.warning("sms_provider_down", waiting=len(due) - done)
            break
    return done


def _send(provider: Provider, due: Due, text: str) -> bool:
    try:
        receipt = provider.send(Outgoing(due.id, due.phone, due.template, text))
    except ProviderDown as error:
        trouble = str(error)
        _noted(lambda session: postpone(session, due, trouble, now()))
        return False
    except ProviderRefused as error:
        trouble = str(error)
        _noted(lambda session: refused(session, due.id, trouble, now()))
        return True
    _noted(lambda session: sent(session, due.id, receipt, now()))
    return True


def _noted(work: Callable[[Session], T]) -> T:
    """In a transaction of the platform's own, whoever's request set it off: the outbox is nobody else's to see."""

    def as_the_platform(session: Session) -> T:
        declare(session.connection(), None, SYSTEM)
        return work(session)

    return in_transaction(as_the_platform)
