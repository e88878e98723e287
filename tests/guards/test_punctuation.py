"""Chinese sentences have Chinese punctuation (GB/T 15834-2011 标点符号用法), on pages, in answers and in data."""

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HALF = re.compile(r"[\u3400-\u9fff》）][,;:!?(]|[,;:!?)][\u3400-\u9fff《（]")
DATA = ("tradein/data/*.csv",)
CODE = ("tradein/**/*.py", "models/**/*.py", "api/**/*.py")
TEXTS = ("static/src/**/zh-CN.json",)
MARKUP = ("static/src/**/*.vue", "static/*.html")


def _of_json(text: str) -> Iterator[str]:
    rooms = [json.loads(text)]
    while rooms:
        room = rooms.pop()
        rooms += [one for one in room.values() if isinstance(one, dict)]
        yield from (one for one in room.values() if isinstance(one, str))


def _of_code(text: str) -> Iterator[str]:
    """What is written between quotes, but no docstring and no pattern."""
    tree = ast.parse(text)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re."):
            skipped |= {id(node) for node in ast.walk(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def _of_data(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text)):
        yield from row


def _of_markup(text: str) -> Iterator[str]:
    yield from (line for line in text.splitlines() if not line.lstrip().startswith(("/*", "*", "//")))


SAID = [(pattern, _of_markup) for pattern in MARKUP]
SAID += [(pattern, _of_json) for pattern in TEXTS] + [(pattern, _of_code) for pattern in CODE]
SAID += [(pattern, _of_data) for pattern in DATA]


@pytest.mark.parametrize(("pattern", "said_in"), SAID, ids=[pattern for pattern, _ in SAID])
def test_no_half_width_mark_touches_a_chinese_character(pattern, said_in):
    files = sorted(ROOT.glob(pattern))
    assert files
    wrong = [
        f"{file.relative_to(ROOT)}: {sentence}"
        for file in files
        for sentence in said_in(file.read_text("utf-8"))
        if HALF.search(sentence)
    ]
    assert wrong == []


@pytest.mark.parametrize("sentence", ["请重试,或联系", "重量(千克)", "原因:超重", "好)的", "注意(见 A)"])
def test_the_guard_sees_one(sentence):
    assert HALF.search(sentence)


@pytest.mark.parametrize(
    "sentence", ["请重试，或联系", "重量（kg）", "CO2 (kg)", "GS(2024)0650号", "10:30 起"]
)
def test_the_guard_lets_pass_what_is_right(sentence):
    assert not HALF.search(sentence)
