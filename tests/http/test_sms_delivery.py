"""The outbox of text messages: never sent for what was rolled back, never lost for what was committed (H18)."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from api.sms import ProviderDown, ProviderRefused, delivery
from api.sms.delivery import deliver
from api.sms.local import Habits, LocalOutbox
from models.one_time import OneTimeCode
from models.sms import MOST_ATTEMPTS, SmsMessage
from tests.http.clockwork import Clockwork
from tests.http.proving import PHONE, ask_code, by_phone


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


@pytest.fixture
def outbox(settings, clock):
    return LocalOutbox(settings.sms_outbox, clock=lambda: clock.at)


def states(session):
    session.expire_all()
    return session.scalars(select(SmsMessage.state).order_by(SmsMessage.id)).all()


class CommitFails:
    """The database goes away between the last statement and the commit."""

    def __enter__(self):
        self.armed = False
        event.listen(Session, "after_flush", self.arm)
        event.listen(Session, "before_commit", self.fail)

    def arm(self, session, _context):
        self.armed = self.armed or any(isinstance(row, OneTimeCode) for row in session.new)

    def fail(self, _session):
        if self.armed:
            raise ConnectionResetError

    def __exit__(self, *_):
        event.remove(Session, "after_flush", self.arm)
        event.remove(Session, "before_commit", self.fail)


@pytest.mark.control("send_inside_transaction")
def test_what_was_rolled_back_is_never_sent(app, client, world, session, clock, outbox):
    with CommitFails():
        assert ask_code(client).status_code == 500
    deliver(app, outbox)
    assert outbox.delivered(clock.at + timedelta(days=1)) == []
    assert states(session) == []


def test_what_was_committed_is_sent_by_whoever_comes_next(app, client, world, session, clock, outbox):
    assert ask_code(client).status_code == 202
    assert outbox.delivered() == [], "not yet: the worker may die here"
    assert deliver(app, outbox) == 1
    assert [row["phone"] for row in outbox.delivered()] == [PHONE]
    assert deliver(app, outbox) == 0
    assert states(session) == ["sent"]


@pytest.mark.parametrize("habit", ["lost_reply", "wrong_reply"])
def test_an_answer_that_never_came_does_not_send_it_twice(app, client, world, session, clock, outbox, habit):
    ask_code(client)
    bad = LocalOutbox(outbox.path, Habits(**{habit: 1.0}), lambda: clock.at)
    assert deliver(app, bad) == 0
    assert states(session) == ["waiting"]
    clock.turn(seconds=5)
    assert deliver(app, outbox) == 1
    assert len(outbox.delivered()) == 1


def test_a_provider_that_is_down_is_asked_again_ever_less_often(app, client, world, session, clock, outbox):
    ask_code(client)
    down = LocalOutbox(outbox.path, Habits(down=1.0), lambda: clock.at)
    tries = []
    for _ in range(60):
        before = sum(down.tries.values())
        deliver(app, down)
        if sum(down.tries.values()) > before:
            tries.append(clock.at)
        clock.turn(seconds=5)
    gaps = [int((b - a).total_seconds()) for a, b in pairwise(tries)]
    assert gaps == [5, 15, 45, 120][: len(gaps)]
    deliver(app, down)
    assert states(session) == ["expired"], "a code that no longer holds is not worth sending"
    assert session.scalars(select(SmsMessage.phone_sealed)).all() == [None]


def test_after_eight_tries_a_message_is_given_up(app, client, world, session, clock, outbox):
    ask_code(client)
    session.execute(
        update(SmsMessage).values(attempts=MOST_ATTEMPTS - 1, expires_at=clock.at + timedelta(days=1))
    )
    session.commit()
    deliver(app, LocalOutbox(outbox.path, Habits(down=1.0), lambda: clock.at))
    assert states(session) == ["failed"]


def test_a_refused_number_is_not_tried_again(app, client, world, session, clock, outbox):
    ask_code(client)
    deliver(app, LocalOutbox(outbox.path, Habits(refuse=1.0), lambda: clock.at))
    assert states(session) == ["failed"]
    row = session.scalars(select(SmsMessage)).one()
    assert (row.trouble, row.phone_sealed) == ("number on the stop list", None)


def test_a_sender_that_died_with_messages_in_hand_is_replaced(app, client, world, session, clock, outbox):
    ask_code(client)

    class Dies:
        def send(self, _message):
            raise SystemExit

    with pytest.raises(SystemExit):
        deliver(app, Dies())
    assert deliver(app, outbox) == 0, "still somebody's for half a minute"
    clock.turn(seconds=30)
    assert deliver(app, outbox) == 1
    assert len(outbox.delivered()) == 1


def test_a_provider_in_trouble_is_left_in_peace(app, client, world, session, clock, outbox):
    for number in range(6):
        ask_code(client, f"1380000000{number}")
    down = LocalOutbox(outbox.path, Habits(down=1.0), lambda: clock.at)
    deliver(app, down)
    assert sum(down.tries.values()) == delivery.DOWN_AFTER


def test_a_code_that_came_late_still_signs_in_and_a_doubled_one_too(app, client, world, clock, settings):
    ask_code(client)
    late = LocalOutbox(settings.sms_outbox, Habits(delay_s=60, duplicate=1.0), lambda: clock.at)
    deliver(app, late)
    assert late.delivered() == []
    clock.turn(seconds=61)
    first, second = late.delivered()
    assert first == second
    code = "".join(sign for sign in first["text"].split("用于")[0] if sign.isdigit())
    assert by_phone(client, code).status_code == 201


def test_two_senders_at_once_share_the_work(fresh_app: Flask, world, clock):
    """SKIP LOCKED on real connections: nobody waits for anybody, and nothing is sent twice."""
    phones = [f"138{number:08d}" for number in range(20)]
    caller = fresh_app.test_client()
    for phone in phones:
        assert ask_code(caller, phone).status_code == 202
    sent, lock, barrier = [], threading.Lock(), threading.Barrier(4)

    class Counting:
        def send(self, message):
            with lock:
                sent.append(message.id)
            return "r"

    def work():
        barrier.wait()
        for _ in range(20):
            deliver(fresh_app, Counting(), most=3)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == len(set(sent)) == len(phones)


def test_ways_to_fail_are_two():
    assert not issubclass(ProviderDown, ProviderRefused)
    assert not issubclass(ProviderRefused, ProviderDown)
