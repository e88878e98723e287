"""Schemathesis against our own document: nothing it can think of is answered by a server error or off the document."""

import pytest

from tests.http.fuzz import Front, Part, explore
from tests.http.populated import names

# A stream does not end; it has tests of its own.
ENDLESS = r"/stream$"


@pytest.fixture
def front(app, connection, session, told_world):
    return Front(app, connection, told_world, names(session))


def _hold(front, found):
    told = "\n\n".join(f"### {where}\n{what}" for where, what in sorted(found.failures.items()))
    assert not found.errors, "\n".join(found.errors)
    assert not found.failures, f"{len(found.failures)} kinds of failure\n{told}"
    assert not front.half_written, "\n".join(front.half_written[:20])
    assert not any(status >= 500 for status in front.seen), front.seen


@pytest.mark.parametrize("number", range(2))
def test_every_operation_a_little(front, number):
    found = explore(front, Part(number, 2), examples=6, phases={"fuzzing"}, skip=ENDLESS)
    _hold(front, found)
    assert found.cases > 200


@pytest.mark.long
@pytest.mark.parametrize("number", range(4))
def test_thousands_of_cases(front, number, record_property):
    phases = {"examples", "coverage", "fuzzing"}
    found = explore(front, Part(number, 4), examples=60, phases=phases, skip=ENDLESS)
    record_property("cases", found.cases)
    record_property("answers", dict(front.seen))
    _hold(front, found)
    assert found.cases >= 2_500, "ten thousand in all"
