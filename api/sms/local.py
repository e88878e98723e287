"""The local outbox: a provider that writes messages to a file, and misbehaves as real ones do when told to.

It takes each id once, like a real provider; what it delivers may come late, twice or not at all, and its answers may
be lost or nonsense after it has taken a message. The same seed and id misbehave in the same way.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from api.clock import now
from api.settings import private_directory
from api.sms.port import Outgoing, ProviderDown, ProviderRefused

NOBODY = "19900000000"
"""A number this provider always refuses, like a real one does a number on its stop list."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often, from 0 to 1, what goes wrong; `delay_s` is how late a message arrives."""

    seed: int = 0
    delay_s: float = 0.0
    down: float = 0.0
    """Unreachable: nothing was taken."""
    lost_reply: float = 0.0
    """Taken, but the answer never came."""
    wrong_reply: float = 0.0
    """Taken, but the answer cannot be read."""
    duplicate: float = 0.0
    """Delivered twice."""
    refuse: float = 0.0


WELL_BEHAVED = Habits()


def habits(text: str) -> Habits:
    """`seed=7,delay_s=2,down=0.2` as habits. Raises `ValueError` for a word it does not know."""
    known: Mapping[str, Callable[[str], Any]] = {
        one.name: int if one.name == "seed" else float for one in fields(Habits)
    }
    said = dict(part.strip().split("=", 1) for part in text.split(",") if part.strip())
    if unknown := said.keys() - known.keys():
        raise ValueError(f"TRADEIN_SMS_HABITS: unknown {', '.join(sorted(unknown))}")
    return Habits(**{name: known[name](value) for name, value in said.items()})


class LocalOutbox:
    """Keeps one JSON object a delivered message in a file of mode 0600."""

    def __init__(self, path: Path, ways: Habits = WELL_BEHAVED, clock: Callable[[], datetime] = now) -> None:
        self.path = path
        self.ways = ways
        self.clock = clock
        self.tries: dict[str, int] = {}

    def send(self, message: Outgoing) -> str:
        """See the port."""
        key = str(message.id)
        self.tries[key] = self.tries.get(key, 0) + 1
        if self._strikes("down", key):
            raise ProviderDown("unreachable")
        if message.phone == NOBODY or self._strikes("refuse", key, each_try=False):
            raise ProviderRefused("number on the stop list")
        self._take(key, message)
        if self._strikes("lost_reply", key):
            raise ProviderDown("no answer in time")
        if self._strikes("wrong_reply", key):
            raise ProviderDown("an answer that cannot be read")
        return f"local-{key}"

    def delivered(self, at: datetime | None = None) -> list[dict[str, Any]]:
        """What has reached phones by now, in order of arrival."""
        moment = at or self.clock()
        if not self.path.exists():
            return []
        rows = [json.loads(line) for line in self.path.read_text("utf-8").splitlines()]
        arrived = [row for row in rows if datetime.fromisoformat(row["at"]) <= moment]
        return sorted(arrived, key=lambda row: row["at"])

    def _take(self, key: str, message: Outgoing) -> None:
        with self._file() as file:
            if any(json.loads(line)["id"] == key for line in file):
                return
            line = {
                "id": key,
                "at": (self.clock() + timedelta(seconds=self.ways.delay_s)).isoformat(),
                "phone": message.phone,
                "template": message.template,
                "text": message.text,
            }
            copies = 2 if self._strikes("duplicate", key, each_try=False) else 1
            file.write((json.dumps(line, ensure_ascii=False) + "\n") * copies)

    @contextmanager
    def _file(self) -> Iterator[IO[str]]:
        private_directory(self.path.parent)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a+", encoding="utf-8") as file:
            # Workers and the jobs process share the file; the lock goes with it.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield file

    def _strikes(self, habit: str, key: str, *, each_try: bool = True) -> bool:
        """Whether a habit shows: decided by seed and id, and anew with every try unless it is lasting."""
        share = getattr(self.ways, habit)
        turn = self.tries.get(key, 0) if each_try else 0
        drawn = sha256(f"{self.ways.seed}|{habit}|{key}|{turn}".encode()).digest()[:4]
        return int.from_bytes(drawn, "big") / 2**32 < share
