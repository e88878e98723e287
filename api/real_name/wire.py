"""What a real-name provider is sent and what it may answer; anything unexpected is `provider_error`, never a match.

Request: `POST` of `{"id", "name", "kind", "number", "country"}` in UTF-8 JSON. Answer: 200 with `{"id", "outcome"}`,
the id being the question's and the outcome one of `match`, `mismatch`, `not_found`, `unsupported_document`; at most
4 KB. A gateway with another form is put behind a small adapter of this one (docs/personal-data.md).
"""

from typing import NamedTuple, Protocol

import orjson
import structlog

from api import strict_json
from tradein.real_name import Outcome, Question
from tradein.refusal import Refusal

LARGEST_ANSWER = 4096
OK = 200

log = structlog.get_logger(__name__)


class Reply(NamedTuple):
    """A status and at most `LARGEST_ANSWER` + 1 bytes of its body."""

    status: int
    body: bytes


class NoReply(Exception):
    """Nobody answered in time; the message is a word for the log and holds nothing of the question."""


class Transport(Protocol):
    """Brings a question to somebody who can answer, within the time-out it was made with."""

    def send(self, body: bytes) -> Reply:
        """The reply. Raises `NoReply`."""


class WireProvider:
    """The port over any transport."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def ask(self, question: Question) -> Outcome:
        """What is known; `PROVIDER_ERROR` whenever that is not clear beyond doubt."""
        try:
            reply = self._transport.send(encoded(question))
        except NoReply as silence:
            log.warning("real_name_failed", code=str(silence))
            return Outcome.PROVIDER_ERROR
        return _read(question, reply)


def encoded(question: Question) -> bytes:
    """The request's body."""
    document = question.document
    return orjson.dumps(
        {
            "id": str(question.id),
            "name": question.name,
            "kind": document.kind.value,
            "number": document.number,
            "country": document.country,
        }
    )


def _read(question: Question, reply: Reply) -> Outcome:
    if reply.status != OK or len(reply.body) > LARGEST_ANSWER:
        log.warning("real_name_failed", code="status" if reply.status != OK else "too_large")
        return Outcome.PROVIDER_ERROR
    try:
        said = strict_json.parse(reply.body)
    except Refusal:
        log.warning("real_name_failed", code="unreadable")
        return Outcome.PROVIDER_ERROR
    if said.get("id") != str(question.id):
        log.warning("real_name_failed", code="not_our_question")
        return Outcome.PROVIDER_ERROR
    try:
        return Outcome(str(said.get("outcome")))
    except ValueError:
        log.warning("real_name_failed", code="unknown_outcome")
        return Outcome.PROVIDER_ERROR
