"""Every refusal can be told apart by its code, answered with a status and said in two languages."""

import importlib
import pkgutil
import string

import pytest

import api
import models
import tradein
from tradein.refusal import REFUSALS, Refusal


def _every_refusal():
    for room in (tradein, models, api):
        for module in pkgutil.walk_packages(room.__path__, prefix=f"{room.__name__}."):
            if not module.name.endswith("__main__") and module.name != "api.serve":
                importlib.import_module(module.name)
    pending, found = [Refusal], []
    while pending:
        children = pending.pop().__subclasses__()
        pending += children
        found += [child for child in children if not child.__module__.startswith("tests")]
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


@pytest.mark.parametrize("refusal", _every_refusal(), ids=lambda one: one.__qualname__)
def test_refusal_is_complete(refusal):
    if refusal.__subclasses__() and not refusal.code:
        return  # a family, never raised itself
    assert refusal.code == refusal.code.lower()
    assert refusal.code.replace("_", "").isalnum()
    assert REFUSALS[refusal.code] is refusal
    assert 400 <= refusal.status <= 503
    assert refusal.zh.endswith(("。", "?", "？"))
    assert refusal.en.endswith((".", "?"))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in refusal.zh)
    # An example may quote a Chinese character, a number plate's for one; the sentence itself is English.
    assert sum("\u4e00" <= sign <= "\u9fff" for sign in refusal.en) <= 2


@pytest.mark.parametrize("refusal", _every_refusal(), ids=lambda one: one.__qualname__)
def test_both_sentences_speak_of_the_same_facts(refusal):
    named = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (refusal.zh, refusal.en)
    ]
    assert named[0] == named[1]
