"""One code, fifty users of it at the same moment, on real connections: exactly one succeeds."""

import threading
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models.one_time import Terms, issue, use
from models.second_factor import SecondFactor, replace_recovery, take_code, take_recovery
from tradein.one_time import TRIES, Bound, Purpose
from tradein.totp import code_at, new_secret

AT_ONCE = 50
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
PHONE = Bound(Purpose.SIGN_IN, b"p" * 32)
RIGHT, WRONG = b"r" * 32, b"w" * 32


def together(engine, work):
    """What `work(session, number)` answers, done by fifty transactions that begin at one moment."""
    barrier, answers = threading.Barrier(AT_ONCE), []

    def one(number):
        with Session(engine) as session:
            session.connection()
            barrier.wait()
            answers.append(work(session, number))
            session.commit()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _arrange(engine, work):
    with Session(engine) as session:
        work(session)
        session.commit()


def test_a_texted_code(fresh_engine):
    _arrange(fresh_engine, lambda session: issue(session, PHONE, lambda _: RIGHT, NOW, Terms()))
    answers = together(fresh_engine, lambda session, _: use(session, PHONE, RIGHT, NOW))
    assert sorted(answers) == [False] * (AT_ONCE - 1) + [True]


def test_guesses_at_once_are_five(fresh_engine):
    """Forty-nine guess while the owner comes last: however they interleave, the code saw five tries at most."""
    _arrange(fresh_engine, lambda session: issue(session, PHONE, lambda _: RIGHT, NOW, Terms()))
    together(fresh_engine, lambda session, _: use(session, PHONE, WRONG, NOW))
    with Session(fresh_engine) as session:
        assert not use(session, PHONE, RIGHT, NOW)
    assert TRIES == 5


def test_an_authenticators_code(fresh_engine, world):
    account_id, secret = world.person("consumer").account_id, new_secret()
    _arrange(
        fresh_engine,
        lambda session: session.add(SecondFactor(account_id=account_id, secret=secret, confirmed_at=NOW)),
    )
    code = code_at(secret, NOW)
    answers = together(fresh_engine, lambda session, _: take_code(session, account_id, code, NOW))
    assert answers.count(True) == 1


def test_a_recovery_code(fresh_engine, world):
    account_id = world.person("city_officer").account_id
    _arrange(fresh_engine, lambda session: replace_recovery(session, account_id, [RIGHT], NOW))
    answers = together(fresh_engine, lambda session, _: take_recovery(session, account_id, RIGHT, NOW))
    assert answers.count(True) == 1


def test_codes_asked_for_at_once_are_one(fresh_engine):
    """Fifty requests for one phone in one instant: one message, not fifty."""

    def ask(session, _):
        try:
            return issue(session, PHONE, lambda _: RIGHT, NOW, Terms()) is not None
        except Exception as refused:  # noqa: BLE001 - whatever it is, it is counted by name
            session.rollback()
            return type(refused).__name__

    answers = together(fresh_engine, ask)
    assert answers.count(True) == 1
    assert answers.count("TooManyCodes") == AT_ONCE - 1
