"""Reads the data files that ship with the package; the only place in this room that touches a file."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

import yaml


def content(name: str) -> str:
    """The text of `tradein/data/<name>` (UTF-8); `name` may contain folders."""
    return files("tradein").joinpath("data", *name.split("/")).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a packaged CSV file, keyed by its header."""
    return tuple(csv.DictReader(StringIO(content(name), newline="")))


@cache
def document(name: str) -> Mapping[str, Any]:
    """A packaged YAML file whose top level is a mapping."""
    loaded = yaml.load(content(name), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe loader
    if not isinstance(loaded, dict):
        raise TypeError(f"{name} is not a mapping")
    return loaded
