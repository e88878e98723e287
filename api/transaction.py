"""The transaction a route holds: work, commit, then effects; retried when the database asks for it."""

from collections.abc import Callable
from random import uniform
from time import sleep
from typing import TypeVar, cast

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_random_exponential

from api import audit_trail
from models.db import db
from models.ledger_trial import CAREFUL, SET_ASIDE, Spoiled
from models.stale import Stale

T = TypeVar("T")
EFFECTS = "after_commit_effects"
RETRYABLE = frozenset({"40001", "40P01"})
MOST_ATTEMPTS = 5
FIRST_PAUSE_S = 0.01

log = structlog.get_logger(__name__)


def after_commit(session: Session, effect: Callable[[], None]) -> None:
    """Run `effect` once the transaction is durable, or not at all. Effects receive ids, never rows."""
    session.info.setdefault(EFFECTS, []).append(effect)


def _worth_retrying(error: BaseException) -> bool:
    if isinstance(error, Stale):
        return True
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in RETRYABLE


def in_transaction(work: Callable[[Session], T]) -> T:
    """Run `work` in one transaction, commit, then run its effects.

    The whole unit of work is repeated, at most five times with jitter, when a competing writer moved a row first
    (`Stale`), or PostgreSQL reports a serialisation failure or deadlock; nothing of a failed attempt remains. Where a
    scan broke a rule nobody had foreseen (`Spoiled`), it is repeated scan by scan (`models.ledger_trial`). A request
    that changes something leaves its audit row in the same transaction (`api.audit_trail`).
    """
    session = cast("Session", db.session())
    try:
        result = _persist(session, work)
    except Spoiled:
        result = _carefully(session, work)
    for event_id, rule in session.info.pop(SET_ASIDE, {}).items():
        log.error("scan_set_aside", kind=rule, code=str(event_id))
    for effect in session.info.pop(EFFECTS, []):
        effect()
    return result


def _persist(session: Session, work: Callable[[Session], T]) -> T:
    try:
        return _attempt(session, work)
    except (Stale, DBAPIError) as error:
        if not _worth_retrying(error):
            raise
        # Almost every unit of work succeeds at once, and does without the machinery of trying again.
        sleep(uniform(0, FIRST_PAUSE_S))  # noqa: S311 - jitter, no secret
        return _try_again(session, work)


def _carefully(session: Session, work: Callable[[Session], T]) -> T:
    """Once more, every scan behind a savepoint; what is broken without any scan to blame is answered as it is."""
    session.info[CAREFUL] = True
    try:
        return _persist(session, work)
    except Spoiled as error:
        raise error.__cause__ or error from None
    finally:
        del session.info[CAREFUL]


def _attempt(session: Session, work: Callable[[Session], T]) -> T:
    session.info.pop(EFFECTS, None)
    session.info.pop(SET_ASIDE, None)
    audit_trail.begin(session)
    try:
        result = work(session)
        audit_trail.changed(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return result


@retry(
    retry=retry_if_exception(_worth_retrying),
    stop=stop_after_attempt(MOST_ATTEMPTS - 1),
    wait=wait_random_exponential(multiplier=2 * FIRST_PAUSE_S, max=0.2),
    reraise=True,
)
def _try_again(session: Session, work: Callable[[Session], T]) -> T:
    return _attempt(session, work)
