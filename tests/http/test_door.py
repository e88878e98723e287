"""The door itself, asked directly: who gets past it, what it notes, and which questions it takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import g
from marshmallow import ValidationError
from sqlalchemy import select, update

from api import permit as door
from api.permit import Need, permit
from models.db import db
from models.row_security import purpose_of
from models.session import LoginSession
from tradein.refusal import Forbidden, NotFound, Unauthenticated
from tradein.refusals.sign_in import ReauthRequired, SecondFactorRequired

PATH = "/api/v1/probe"
LOADS, ORDERS, TYPES = Need("load", "read"), Need("order", "read"), Need("item_type", "read")


def asked(app, person=None, **more):
    more.setdefault("environ_base", {"REMOTE_ADDR": "127.0.0.1"})
    return app.test_request_context(PATH, headers=person.session_headers() if person else {}, **more)


def test_a_need_is_named_as_row_level_security_does():
    assert Need("load", "update", "seal").purpose == "load:update"


def test_what_everybody_may_do_asks_nobody(app, world, assert_queries):
    with asked(app, world.person("recycler_staff")), assert_queries(0):
        assert door.everybodys(TYPES) is True
        assert door.check(TYPES) is None
        assert (g.need, g.public) == (TYPES, True)
        assert purpose_of(db.session()) == "item_type:read"


def test_others_are_asked_for_once(app, world):
    with asked(app, world.person("recycler_staff")):
        assert door.everybodys(ORDERS) is False
        door.check(ORDERS)
        assert (g.need, g.public) == (ORDERS, False)
        assert purpose_of(db.session()) == "order:read"
        assert g.presented.actor.role == "recycler_staff"


def test_nobody_is_let_in(app, world):
    with asked(app), pytest.raises(Unauthenticated):
        door.check(LOADS)


def test_who_has_no_right_is_refused(app, world):
    with asked(app, world.person("consumer")), pytest.raises(Forbidden):
        door.check(LOADS)


def lacking(session, person):
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(second_factor_at=None)
    )
    session.commit()


def test_who_lacks_a_factor_may_sign_in_or_leave_and_nothing_else(app, world, session):
    person = world.person("district_officer")
    lacking(session, person)
    with asked(app, person):
        for verb in ("read", "update"):
            door.check(Need("session", verb))
        with pytest.raises(SecondFactorRequired):
            door.check(LOADS)


@pytest.mark.parametrize(("role", "refused"), [("consumer", ReauthRequired), ("recycler_staff", Forbidden)])
def test_for_lack_of_a_fresh_proof_one_is_asked_for(app, world, session, role, refused):
    """A proof can be given afresh; a right cannot."""
    person = world.person(role)
    need = Need("own_data", "update", "erase")
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(proved_at=None)
    )
    session.commit()
    with asked(app, person), pytest.raises(refused):
        door.check(need)
    assert type(door.refusal(world.actor(role), need)) is refused


def test_a_key_cannot_prove_anything_afresh(world):
    person = world.person("consumer")
    by_key = replace(person.actor, key_id=person.key_id, scopes=frozenset({"*"}))
    assert type(door.refusal(by_key, Need("own_data", "update", "erase"))) is Forbidden


@pytest.mark.parametrize(("minutes", "noted"), [(4, False), (6, True)])
def test_use_is_noted_when_it_is_due(app, world, session, minutes, noted):
    person = world.person("recycler_staff")
    before = datetime.now(UTC) - timedelta(minutes=minutes)
    mine = LoginSession.account_id == person.account_id
    session.execute(update(LoginSession).where(mine).values(last_seen_at=before))
    session.commit()
    with asked(app, person):
        door.check(ORDERS)
        db.session.rollback()  # whatever the view does afterwards
    session.expire_all()
    assert (session.scalar(select(LoginSession.last_seen_at).where(mine)) > before) is noted


# --- What is asked ----------------------------------------------------------------------------------------------------


def probe(need=TYPES, apidoc=None, *, files=False):
    """A view behind the door."""

    def view(**given):
        """Answers."""
        return "answer", given

    if apidoc is not None:
        view._apidoc = {"arguments": {"parameters": [{"in": place} for place in apidoc]}}
    if files:
        view.takes_file = True
    return permit(need.resource, need.verb, need.action)(view)


def test_the_view_keeps_its_name_and_says_what_it_needs():
    view = probe(Need("load", "update", "seal"))
    assert (view.need, view.__name__, view.__doc__) == (Need("load", "update", "seal"), "view", "Answers.")


@pytest.mark.parametrize("part", ["a" * 200, "柳", 7, "\x7f"])
def test_a_name_that_may_name_something_is_passed_on(app, part):
    with asked(app) as context:
        context.request.view_args = {"first": "x", "name": part}
        assert probe()(name=part) == ("answer", {"name": part})


@pytest.mark.parametrize("part", ["a" * 201, "a\x00", "\ufffd"])
def test_a_name_that_can_name_nothing_is_not_there(app, part):
    with asked(app) as context:
        context.request.view_args = {"first": "x", "name": part}
        with pytest.raises(NotFound):
            probe()()


@pytest.mark.parametrize("places", [["query"], ["querystring"], ["json", "query"]])
def test_a_question_that_is_declared_is_taken(app, places):
    with asked(app, query_string="a=1"):
        assert probe(apidoc=places)()[0] == "answer"


@pytest.mark.parametrize(
    ("query", "said"), [("a=1&b=2", {"a": ["unknown_field"], "b": ["unknown_field"]}), ("&", ["invalid"])]
)
@pytest.mark.parametrize("places", [None, [], ["json"]])
def test_one_that_is_not_is_refused_by_its_names(app, places, query, said):
    with asked(app, query_string=query), pytest.raises(ValidationError) as refused:
        probe(apidoc=places)()
    assert refused.value.messages == said


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_body_that_is_not_declared_is_refused_by_its_names(app, method):
    with asked(app, method=method, json={"a": 1}), pytest.raises(ValidationError) as refused:
        probe(apidoc=["query"])()
    assert refused.value.messages == {"a": ["unknown_field"]}


@pytest.mark.parametrize("body", [b"", b"{}"])
def test_no_body_is_no_question(app, body):
    with asked(app, method="POST", data=body, content_type="application/json"):
        assert probe()()[0] == "answer"


@pytest.mark.parametrize(
    ("places", "files"), [(["json"], False), (["form"], False), (["files"], False), (None, True)]
)
def test_a_body_that_is_declared_is_taken(app, places, files):
    with asked(app, method="POST", json={"a": 1}):
        assert probe(apidoc=places, files=files)()[0] == "answer"


def test_a_body_of_a_look_is_not_read(app):
    with asked(app, json={"a": 1}):
        assert probe()()[0] == "answer"


# --- What is noted ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "noted"), [(ORDERS, True), (TYPES, False), (Need("order", "update", "requote"), False)]
)
def test_a_look_that_not_everybody_may_take_is_noted(app, world, monkeypatch, need, noted):
    seen = []
    monkeypatch.setattr(door.audit_trail, "seen", lambda _session, actor: seen.append(actor))
    person = world.person("recycler_staff")
    with asked(app, person):
        assert probe(need)()[0] == "answer"
    assert [actor.account_id for actor in seen] == ([person.account_id] if noted else [])
