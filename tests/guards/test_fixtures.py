"""What the other rooms rely on: isolation between tests, and people who are whom they claim to be."""

import pytest
from sqlalchemy import func, select, text

from api.identity import current_actor
from models.party import Organisation


@pytest.mark.parametrize("turn", ["first", "second"])
def test_nothing_of_a_test_remains(session, world, turn):
    found = session.scalars(select(Organisation).where(Organisation.name.startswith("first"))).all()
    assert not found, "the other turn's row is gone"
    session.add_all([])
    place = session.get_one(Organisation, world.organisation("recycler").id)
    place.name = f"first seen by {turn}"
    session.commit()


def test_without_the_world_tables_are_empty(session):
    assert session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_statements_are_counted(session, assert_queries):
    with assert_queries(2):
        session.execute(text("SELECT 1"))
        session.commit()
        session.execute(text("SELECT 2"))
    with pytest.raises(AssertionError, match="1 statements instead of 0"), assert_queries(0):
        session.execute(text("SELECT 3"))


HERE = {"environ_base": {"REMOTE_ADDR": "127.0.0.1"}}
"""Officers are let in from their own networks only."""


def test_everybody_is_recognised_by_session_and_by_key(app, world, sign_in):
    for (role, number), person in world.people.items():
        if role != "integration_client":
            with app.test_request_context("/", method="POST", headers=sign_in(role, number), **HERE):
                assert current_actor() == person.actor
        with app.test_request_context("/", method="POST", headers=person.key_headers(), **HERE):
            assert current_actor().role == role


def test_the_caller_sends_the_cookie_it_is_given(client, sign_in):
    reply = client.get("/nowhere", headers=sign_in("warehouse"))
    assert reply.request.headers["Cookie"] == sign_in("warehouse")["Cookie"]


def test_a_fresh_database_has_the_world_and_real_commits(fresh_engine, world):
    with fresh_engine.begin() as connection:
        connection.execute(text("UPDATE organisation SET name = 'kept'"))
    with fresh_engine.begin() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM organisation WHERE name = 'kept'"))
    assert kept == len(world.organisations) + len(world.bureaus)
