"""Answering a repeated request as the first time: `Idempotency-Key`, stored with the effect it belongs to.

A stored answer lies in the database as plain text, so views given here must hold no personal data and no codes.
"""

import json
import re
from collections.abc import Callable
from hashlib import sha256

from flask import Response, current_app, request
from marshmallow import Schema
from sqlalchemy.orm import Session

from api import strict_json
from api.clock import now
from api.identity import current_actor
from api.transaction import in_transaction
from models.audit import aside
from models.idempotency import NOBODY, Claim, IdempotencyKeyMissing, Reply, recall, remember
from tradein.refusal import Refusal

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

PARAMETERS = {
    "parameters": [
        {
            "in": "header",
            "name": HEADER,
            "required": True,
            "description": "A key of the sender's own for this intent; a repetition is answered as the first time.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]{1,200}$"},
        }
    ]
}
"""For `@blp.doc(**PARAMETERS)` on every route that uses `once`."""


def once(work: Callable[[Session], object], view: type[Schema], status: int = 200) -> Response:
    """Do `work` in one transaction and answer with its result in `view`, or repeat the answer given before.

    A refusal that `work` returns instead of raising is given after the commit: what it counted stays. Refusals are
    never stored, so a corrected request may use the same key.
    """
    claim = claim_of_request()

    def attempt(session: Session) -> tuple[Reply | Refusal, bool]:
        before = recall(session, claim)
        if before is not None:
            return before, True
        made = work(session)
        if isinstance(made, Refusal):
            aside(session)
            return made, False
        reply = Reply(status, current_app.json.dumps(view().dump(made)))
        remember(session, claim, reply, now())
        return reply, False

    reply, replayed = in_transaction(attempt)
    if isinstance(reply, Refusal):
        raise reply
    headers = {REPLAYED: "true"} if replayed else {}
    return Response(reply.body, reply.status, headers, mimetype="application/json")


def claim_of_request() -> Claim:
    """What recognises this request: who, where, its key, and the SHA-256 of its canonical body."""
    key = request.headers.get(HEADER, "")
    if not _KEY.fullmatch(key):
        raise IdempotencyKeyMissing
    actor = current_actor()
    return Claim(
        organisation_id=actor.organisation_id or NOBODY,
        # Two systems with keys of one manager number their requests each for itself.
        actor_id=actor.key_id or actor.account_id or NOBODY,
        route=f"{request.method} {request.path}"[:200],
        key=key,
        body_hash=_body_hash(request.get_data(cache=True)),
    )


def _body_hash(raw: bytes) -> bytes:
    """Equal for bodies that say the same: order of names and blanks do not matter."""
    said = strict_json.parse(raw) if raw else None
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).digest()
