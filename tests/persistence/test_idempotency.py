"""The stored answer: one at a time, one body a key, and in the effect's own transaction."""

from hashlib import sha256

import pytest
from sqlalchemy.orm import Session

from models.db import new_id
from models.idempotency import (
    NOBODY,
    Claim,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    Reply,
    recall,
    remember,
)
from tests.persistence.booking_ground import NOW

REPLY = Reply(201, '{"number":"JD"}')


def claim(key="k", body=b"{}", actor=None):
    return Claim(NOBODY, actor or NOBODY, "POST /api/v1/orders", key, sha256(body).digest())


def test_the_first_time_is_not_remembered_until_told(session):
    assert recall(session, claim()) is None
    remember(session, claim(), REPLY, NOW)
    assert recall(session, claim()) == REPLY


def test_another_body_needs_another_key(session):
    remember(session, claim(), REPLY, NOW)
    with pytest.raises(IdempotencyKeyReused):
        recall(session, claim(body=b'{"other":1}'))
    assert recall(session, claim(key="k2", body=b'{"other":1}')) is None


def test_keys_of_different_people_do_not_meet(session):
    remember(session, claim(), REPLY, NOW)
    assert recall(session, claim(actor=new_id())) is None


def test_the_second_at_once_is_told_to_wait_and_then_gets_the_first_answer(fresh_engine):
    with Session(fresh_engine) as first, Session(fresh_engine) as second:
        assert recall(first, claim()) is None
        with pytest.raises(IdempotencyInProgress):
            recall(second, claim())
        second.rollback()
        remember(first, claim(), REPLY, NOW)
        first.commit()
        assert recall(second, claim()) == REPLY


def test_what_was_rolled_back_was_never_answered(fresh_engine):
    with Session(fresh_engine) as first, Session(fresh_engine) as second:
        recall(first, claim())
        remember(first, claim(), REPLY, NOW)
        first.rollback()
        assert recall(second, claim()) is None
