"""Who asks is said to the database again with every transaction of a request, and with nothing else."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from flask import Flask, g
from sqlalchemy.orm import Session

from api import row_security
from models.session import CONSUMER
from tradein.actor import Actor

SOMEBODY, ACCOUNT = object(), uuid4()
OPEN, SHUT = min(row_security.OPENED), "nothing:such"


@pytest.fixture
def begun(connection, monkeypatch):
    """What the first transaction and a savepoint in it declare, in a session that needs `purpose`."""

    def begin(purpose=SHUT):
        said = []
        monkeypatch.setattr(row_security, "declare", lambda _, actor, need: said.append((actor, need)))
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            row_security.intend(session, purpose)
            session.connection()
            with session.begin_nested():
                session.connection()
        return said

    return begin


@pytest.fixture
def asked():
    with Flask("asked").test_request_context("/"):
        yield


def test_outside_a_request_nobody_asks(begun):
    assert begun(OPEN) == []


def test_before_anybody_is_known_nothing_is_said(asked, begun):
    assert begun(OPEN) == []
    assert begun() == []


def test_who_has_just_proved_to_be_somebody_is_said_once_a_transaction(asked, begun):
    row_security.proved(ACCOUNT)
    assert begun() == [(Actor(ACCOUNT, None, None, CONSUMER), SHUT)]


def test_who_showed_a_session_comes_before_who_has_just_proved_one(asked, begun):
    row_security.proved(ACCOUNT)
    g.presented = SimpleNamespace(actor=SOMEBODY)
    assert begun() == [(SOMEBODY, SHUT)]
    g.presented = SimpleNamespace(actor=None)
    assert begun() == []


def test_a_public_page_is_open_to_what_it_needs_and_nothing_else(asked, begun):
    g.public = True
    assert begun(OPEN) == [(None, OPEN)]
    assert begun() == []
    g.public = False
    assert begun(OPEN) == []
