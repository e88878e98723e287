"""Every word the code uses for a state, a step or an answer has its Chinese term in the glossary, and no other."""

import enum
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import api
import models
import tradein

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROOMS = (tradein, models, api)
_HEADING = re.compile(r"^### `([\w.]+)` (\S.*)$")
_ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$")
_HANZI = re.compile("[\u4e00-\u9fff]")


def _below(kind: type[enum.Enum]) -> Iterator[type[enum.Enum]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _in_code() -> dict[str, set[str]]:
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, prefix=f"{room.__name__}."):
            if not module.name.endswith("__main__") and module.name != "api.serve":
                importlib.import_module(module.name)
    names = {room.__name__ for room in ROOMS}
    return {
        f"{kind.__module__}.{kind.__qualname__}": {str(member.value) for member in kind}
        for kind in _below(enum.Enum)
        if kind.__module__.partition(".")[0] in names
    }


def _in_glossary() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    here = ""
    for line in GLOSSARY.read_text("utf-8").splitlines():
        if heading := _HEADING.match(line):
            here = heading[1]
            assert _HANZI.search(heading[2]), f"{here} has no Chinese name"
            found[here] = {}
        elif here and (row := _ROW.match(line)):
            assert row[1] not in found[here], f"{here} lists {row[1]} twice"
            found[here][row[1]] = row[2]
    return found


def test_every_member_has_its_term_and_nothing_is_stale():
    code, glossary = _in_code(), _in_glossary()
    wrong = [f"{name} is missing" for name in sorted(code.keys() - glossary.keys())]
    wrong += [f"{name} is stale" for name in sorted(glossary.keys() - code.keys())]
    for name in sorted(code.keys() & glossary.keys()):
        wrong += [f"{name} {member} is missing" for member in sorted(code[name] - glossary[name].keys())]
        wrong += [f"{name} {member} is stale" for member in sorted(glossary[name].keys() - code[name])]
    assert wrong == []


def test_every_term_is_chinese():
    bare = [
        f"{name} {member}"
        for name, members in _in_glossary().items()
        for member, term in members.items()
        if not _HANZI.search(term)
    ]
    assert bare == []


def test_two_states_of_one_kind_do_not_share_a_term():
    for name, members in _in_glossary().items():
        assert len(set(members.values())) == len(members), name
