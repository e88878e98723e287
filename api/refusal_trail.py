"""Audit rows of what was refused: who tried what, and why not; written after the refusal, in a transaction of its own.

Every refused change leaves one, and every refused sight of personal data, with the account where it is known: of
whoever is signed in, or the one that a failed sign-in tried. What was not yet an attempt leaves none: an unreadable or
incomplete form, a page asked for without signing in, a network turned away by its rate. Verdicts on single scans are
the answer of a batch that was taken, no refusals.

Nobody fills the disk with refusals: one person, key or network gets so many rows a minute and process, strangers
together so many; what exceeds it is counted, and the next row says how many went unwritten.
"""

from dataclasses import dataclass, field
from threading import Lock
from typing import cast

import structlog
from flask import current_app, g, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from api import audit_trail
from api.attempt import network_of
from api.clock import now
from api.identity import SAFE, caller_address
from models.audit import AuditOutcome, Author, record
from models.db import db
from tradein import permissions
from tradein.refusal import Refusal

STATUSES = frozenset({401, 403, 404, 409, 422, 429})
SIGHTS = frozenset({403, 404, 429})
WITHOUT_TRACE = frozenset({"too_many_requests"})
"""Refusals that are themselves a bound on how much one network may cause."""
IMPERSONAL = frozenset({("quote", "create")})
"""What anybody may ask and nothing becomes of."""
OF_ONE, OF_STRANGERS = 30, 300
"""Rows a minute and process: of one person, key or network, and of all networks together."""
MINUTE = 60

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Bounds:
    """How many rows of refusals this process has written in the minute at hand, and how many it has not."""

    minute: int = 0
    written: dict[str, int] = field(default_factory=dict)
    strangers: int = 0
    unwritten: int = 0
    lock: Lock = field(default_factory=Lock)

    def take(self, who: str, at: int, *, known: bool) -> int | None:
        """How many rows went unwritten since the last one; None when this one goes unwritten, too."""
        with self.lock:
            if at // MINUTE != self.minute:
                self.minute, self.written, self.strangers = at // MINUTE, {}, 0
            full = self.written.get(who, 0) >= OF_ONE or (not known and self.strangers >= OF_STRANGERS)
            if full:
                self.unwritten += 1
                return None
            self.written[who] = self.written.get(who, 0) + 1
            self.strangers += not known
            missed, self.unwritten = self.unwritten, 0
            return missed


def refused(refusal: Refusal) -> None:
    """Write the row of this request's refusal, if it is one to keep. No transaction is open afterwards."""
    if "need" not in g or not _matters(refusal):
        return
    session, author = cast("Session", db.session()), audit_trail.author()
    bounds: Bounds = current_app.extensions["refusals"]
    missed = bounds.take(_who(author), int(now().timestamp()), known=author.actor is not None)
    if missed is None:
        return
    facts = {"code": refusal.code, "status": refusal.status} | (
        {"unwritten_before": missed} if missed else {}
    )
    try:
        session.rollback()
        record(session, author, audit_trail.act(AuditOutcome.REFUSED, facts))
        session.commit()
    except (DBAPIError, PoolTimeout) as error:
        # The refusal stands whether or not it can be written down; the log says that it was not.
        session.rollback()
        log.error("refusal_unwritten", code=refusal.code, kind=type(error).__name__)  # noqa: TRY400 - no message


def _matters(refusal: Refusal) -> bool:
    need, actor = g.need, audit_trail.author().actor
    if refusal.status not in STATUSES or refusal.code in WITHOUT_TRACE:
        return False
    if (need.resource, need.verb) in IMPERSONAL:
        return False
    if need.verb != audit_trail.READ or request.method not in SAFE:
        return True
    if refusal.status == 401:
        # A wrong key is a try; a page that finds its session ended is none.
        return "Authorization" in request.headers
    role = actor.role if actor is not None else permissions.PUBLIC
    personal = audit_trail.personal(role, need.resource, need.verb, need.action)
    return refusal.status == 403 or (refusal.status in SIGHTS and personal)


def _who(author: Author) -> str:
    actor = author.actor
    if actor is not None:
        return str(actor.account_id or actor.key_id)
    return network_of(caller_address())
