"""Scans that meet share a transaction: everybody gets the own answer, and nobody somebody else's trouble."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from api.gathering import Gathering
from api.routes import scan as scan_route
from models.stale import Stale
from tests.http.test_scans import URL, birth, collection, verdicts
from tests.persistence.capture_ground import Chain
from tradein.refusal import NotFound

PATIENCE_S = 10


class Meeting:
    """Holds up the first one to write until as many stand in line as are wanted; notes who went together."""

    def __init__(self, gathering):
        self.gathering, self.real = gathering, gathering.work
        self.groups, self.begun, self.go = [], Event(), Event()
        gathering.work = self

    def __call__(self, given):
        self.groups.append(len(given))
        if not self.begun.is_set():
            self.begun.set()
            assert self.go.wait(PATIENCE_S)
        return self.real(given)

    def of(self, jobs):
        """What the jobs return: the first leads, and all others stand in line before it is let go."""
        with ThreadPoolExecutor(len(jobs)) as pool:
            first = pool.submit(jobs[0])
            assert self.begun.wait(PATIENCE_S)
            others = []
            for place, job in enumerate(jobs[1:], 1):
                others.append(pool.submit(job))
                until = monotonic() + PATIENCE_S
                while len(self.gathering.line) < place and monotonic() < until:
                    sleep(0.001)
            self.go.set()
            return [future.result(PATIENCE_S) for future in (first, *others)]


# --- The line --------------------------------------------------------------------------------------------------------


def doing(work, *given):
    """What each is told, in a gathering where all but the first go together; and the sizes of the groups."""
    gathering = Gathering(work)
    meeting = Meeting(gathering)

    def job(one):
        try:
            return gathering.do(one)
        except (NotFound, Stale, ZeroDivisionError) as error:
            return type(error)

    told = meeting.of([lambda one=one: job(one) for one in given])
    assert not gathering.busy
    assert not gathering.line
    return told, meeting.groups


@pytest.mark.control("gathering_mixed_up")
def test_everybody_gets_the_own_answer():
    told, groups = doing(lambda given: [one * 10 for one in given], *range(6))
    assert told == [0, 10, 20, 30, 40, 50]
    assert groups == [1, 5]


def test_alone_nobody_waits():
    gathering = Gathering(list)
    assert [gathering.do(n) for n in range(3)] == [0, 1, 2]


@pytest.mark.control("gathering_shares_errors")
@pytest.mark.parametrize("error", [NotFound, Stale])
def test_who_cannot_spoils_it_for_nobody_else(error):
    def work(given):
        if 3 in given:
            raise error
        return list(given)

    told, groups = doing(work, *range(6))
    assert told == [0, 1, 2, error, 4, 5]
    assert groups == [1, 5, 1, 1, 1, 1, 1]


def test_an_error_of_ours_is_told_once_and_stops_nobody():
    def work(given):
        if len(given) > 1:
            raise ZeroDivisionError
        return list(given)

    told, _ = doing(work, *range(4))
    assert told == [0, ZeroDivisionError, 2, 3]


# --- Scans -----------------------------------------------------------------------------------------------------------


def test_scans_of_two_recyclers_meet_in_one_transaction(fresh_app, fresh_engine, world, sign_in):
    """Each unit ends with its own recycler, whoever's transaction wrote it; one bad scan is refused by itself."""
    with Session(fresh_engine) as session, session.begin():
        chain = Chain(session, world)
        labels = [chain.labels(2, number=number) for number in (0, 1)]
    sent = [
        (0, birth(labels[0][0])),
        (1, birth(labels[1][0], region="371402")),
        (0, birth(labels[0][1])),
        (1, birth(labels[1][1], region="371402")),
    ]
    sent += [(1, birth(labels[0][0])), (0, collection(labels[1][0]))]
    headers = [sign_in("recycler_staff", number) for number in (0, 1)]

    def post(number, scan):
        return fresh_app.test_client().post(URL, json={"scans": [scan]}, headers=headers[number])

    meeting = Meeting(fresh_app.extensions["gathering"])
    replies = meeting.of([lambda one=one: post(*one) for one in sent])
    assert meeting.groups == [1, 5]
    assert [verdicts(reply) for reply in replies[:4]] == [["applied"]] * 4
    assert {verdict for reply in replies[4:] for verdict in verdicts(reply)} <= {"rejected", "conflict"}
    assert [reply.json["verdicts"][0]["event_id"] for reply in replies] == [
        scan["event_id"] for _, scan in sent
    ]
    with Session(fresh_engine) as session:
        found = session.execute(
            text("SELECT u.code, e.organisation_id FROM event e JOIN unit u ON u.id = e.unit_id")
        ).all()
    assert dict(found) == {
        code: world.organisation("recycler", number).id for number in (0, 1) for code in labels[number]
    }


def test_one_event_sent_twice_at_once_is_recorded_once(fresh_app, fresh_engine, world, sign_in):
    with Session(fresh_engine) as session, session.begin():
        first, second = Chain(session, world).labels(2)
    same = birth(second)
    headers = sign_in("recycler_staff")

    def post(scan):
        return fresh_app.test_client().post(URL, json={"scans": [scan]}, headers=headers)

    replies = Meeting(fresh_app.extensions["gathering"]).of(
        [lambda one=one: post(one) for one in (birth(first), same, same, same)]
    )
    told = sorted(verdict for reply in replies[1:] for verdict in verdicts(reply))
    assert told == ["applied", "duplicate", "duplicate"]
    with Session(fresh_engine) as session:
        assert session.execute(text("SELECT count(*) FROM event")).scalar_one() == 2


def test_large_batches_take_turns_and_none_waits_for_ever(monkeypatch):
    monkeypatch.setattr(scan_route, "LONGEST_TURN_S", 0.05)
    with scan_route.turn_of(scan_route.LARGE + 1):
        with scan_route.turn_of(1):
            pass
        begun = monotonic()
        with scan_route.turn_of(scan_route.LARGE + 1):
            waited = monotonic() - begun
        assert waited >= 0.05
        assert scan_route._TURN.locked()
    assert not scan_route._TURN.locked()
