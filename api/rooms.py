"""The three rooms have generic names, so a foreign `models` or `api` could win the import; refuse to run with one."""

from importlib import import_module
from pathlib import Path

from api.settings import ROOT


class ForeignRoom(RuntimeError):
    """A package of another project answers to the name of one of ours."""


def check_rooms() -> None:
    """Raise `ForeignRoom` unless all three packages come from this tree."""
    for name in ("tradein", "models", "api"):
        origin = import_module(name).__file__
        if origin is None or Path(origin).resolve().parent.parent != ROOT:
            raise ForeignRoom(
                f"`{name}` was imported from {origin}, not from {ROOT}; use the project's own .venv"
            )
