"""The form in which a life is written down: steps as data, names in braces, what must hold afterwards.

The same data drives the API (`tests/journeys/telling.py`) and renders `docs/journeys.md` (`tests/journeys/paper.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RECOUNT = "RECOUNT"
"""Not a request: every counter and every unit row must equal a recount from the events."""
FOLD = "FOLD"
"""Not a request: the job moves live counters into closed ones; no figure may change."""
SCANS = "POST /api/v1/scans"
LABEL = "LABEL"
"""Prints a label, reads it with a decoder, and opens the address it carries."""


@dataclass(frozen=True)
class Step:
    """One thing somebody does. `who` is a role (`role:1` its second person, `role:2` a manager, `` the public).

    `holds` maps paths of the answer to what must stand there, `shows` are words that must be in it, `keep` gives
    names to what later steps need. A step with the `key` of an earlier one sends the same `Idempotency-Key` again.
    """

    who: str
    zh: str
    en: str
    call: str
    body: Any = None
    status: int = 200
    holds: Mapping[str, Any] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True)
class Chapter:
    """Steps that belong together."""

    zh: str
    en: str
    steps: tuple[Step, ...]


def scan(name: str, code: str, step: str, **more: Any) -> dict[str, Any]:
    """One scan. The same `name` is the same event, however often it is sent."""
    return {"event_id": f"{{id:{name}}}", "code": code, "step": step, "event_time": "{now}", **more}


def batch(*scans: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a capture request."""
    return {"scans": list(scans)}


def verdicts(*outcomes: str) -> dict[str, str]:
    """What a capture request must answer, scan by scan."""
    return {f"verdicts.{place}.verdict": outcome for place, outcome in enumerate(outcomes)}


def figures(**values: int) -> dict[str, int]:
    """What a summary must say, figure by figure."""
    return {f"figures[key={key.replace('__', '.')}].value": value for key, value in values.items()}
