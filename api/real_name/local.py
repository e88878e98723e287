"""A register of our own for development and tests: checks what can be checked, and misbehaves when told to.

Without a real register nobody can know whether a name and a number belong together. It answers from the people it was
given; one that was given nobody takes every valid document for its bearer's, which is why production never uses it.
With a seed, answers go wrong the way real gateways' do, the same way in every run.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import orjson

from api.real_name.wire import LARGEST_ANSWER, OK, NoReply, Reply
from tradein.identity import DocumentKind
from tradein.real_name import TIME_OUT, Outcome
from tradein.search_key import name_key

HUGE = 10 * 1024 * 1024


class Trouble(StrEnum):
    """How an answer goes wrong."""

    NONE = "none"
    DELAY = "delay"
    ERROR_500 = "error_500"
    WRONG_TYPE = "wrong_type"
    WRONG_ID = "wrong_id"
    HUGE = "huge"
    DOUBLE = "double"
    CUT = "cut"
    ERROR_IN_OK = "error_in_ok"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register says: after how long, with which status, in which words."""

    delay: timedelta
    status: int
    body: bytes


class Register:
    """Numbers and the names that belong to them. `trouble` of None means: choose by `seed`."""

    def __init__(
        self,
        people: Mapping[str, str] | None = None,
        trouble: Trouble | None = Trouble.NONE,
        seed: int = 0,
        unsupported: frozenset[DocumentKind] = frozenset(),
    ) -> None:
        self._people = people
        self._trouble = trouble
        self._seed = seed
        self._unsupported = unsupported

    def answer(self, body: bytes) -> Answer:
        """The answer to a request's body, spoilt if trouble is asked for."""
        asked = orjson.loads(body)
        said = {"id": asked["id"], "outcome": self._outcome(asked).value}
        trouble = self._trouble or self._chosen(asked["id"])
        return _spoilt(trouble, said)

    def _outcome(self, asked: Mapping[str, Any]) -> Outcome:
        if DocumentKind(asked["kind"]) in self._unsupported:
            return Outcome.UNSUPPORTED_DOCUMENT
        if self._people is None:
            return Outcome.MATCH
        name = self._people.get(asked["number"])
        if name is None:
            return Outcome.NOT_FOUND
        return Outcome.MATCH if name_key(name) == name_key(asked["name"]) else Outcome.MISMATCH

    def _chosen(self, question: str) -> Trouble:
        return random.Random(f"{self._seed}:{question}").choice(list(Trouble))  # noqa: S311 - repeatable on purpose


def _spoilt(trouble: Trouble, said: Mapping[str, str]) -> Answer:
    whole = orjson.dumps(said)
    other = orjson.dumps({**said, "id": "00000000-0000-0000-0000-000000000000"})
    status, body = {
        Trouble.ERROR_500: (500, b"<html>gateway</html>"),
        Trouble.WRONG_TYPE: (OK, orjson.dumps([said["outcome"], True])),
        Trouble.WRONG_ID: (OK, other),
        Trouble.HUGE: (OK, whole[:-1] + b"," + b" " * HUGE + b'"x": 1}'),
        Trouble.DOUBLE: (OK, whole + b"\n" + whole),
        Trouble.CUT: (OK, whole[: len(whole) // 2]),
        Trouble.ERROR_IN_OK: (OK, orjson.dumps({"id": said["id"], "outcome": "success", "code": 9001})),
    }.get(trouble, (OK, whole))
    late = TIME_OUT * 2 if trouble is Trouble.DELAY else timedelta(0)
    return Answer(late, status, body)


class LocalTransport:
    """The register in this process: what would come too late does not come, without anybody waiting."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def send(self, body: bytes) -> Reply:
        """The register's answer, no more of it than a real transport would read."""
        answer = self._register.answer(body)
        if answer.delay >= TIME_OUT:
            raise NoReply("time_out")
        return Reply(answer.status, answer.body[: LARGEST_ANSWER + 1])


class NoTransport:
    """Nobody is connected: production without a provider's address."""

    def send(self, body: bytes) -> Reply:  # noqa: ARG002 - the port's signature
        """Never anything."""
        raise NoReply("not_connected")
