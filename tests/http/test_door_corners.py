"""The corners of doors and sessions that nobody meets on an ordinary day; each still answers as it should."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from api import credential, demo_sign_in, identity, reauth, second_factor, session_view, sign_on
from api.embedded import APPLICATION
from api.identity import Presented
from models import api_key, one_time, personal_index, row_policy
from models import second_factor as factors
from models import session as sessions
from models.identity_link import IdentityLink, OidcVisit, links_after, purge_visits, set_out
from models.key_rotation import outdated, personal_tables
from models.network import bureaus_after
from models.one_time import OneTimeCode, Terms, issue
from models.sealed import Personal
from models.second_factor import SecondFactor
from models.session import LoginSession, end_session, purge_sessions
from tradein.one_time import Bound, Purpose
from tradein.refusal import Forbidden, NotFound, Unauthenticated
from tradein.refusals.party import TermInverted
from tradein.refusals.sign_in import ProofMissing

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def nobody(world):
    """What a key of an organisation presents: no account, no session."""
    return Presented(replace(world.actor("integration_client"), account_id=None))


def test_who_presents_nothing_is_nobody(app, world):
    with app.test_request_context("/api/v1/units"):
        with pytest.raises(Unauthenticated):
            identity.current_actor()
        with pytest.raises(Unauthenticated):
            identity.session_holder()
        assert identity.maybe_actor() is None


def test_a_key_holds_no_session(app, world):
    headers = world.person("integration_client").key_headers()
    with app.test_request_context("/api/v1/units", headers=headers), pytest.raises(Forbidden):
        identity.session_holder()


def test_a_key_has_no_session_to_end(client, world):
    headers = world.person("recycler_manager").key_headers()
    assert client.delete("/api/v1/session", headers=headers).status_code == 204
    assert client.get("/api/v1/session", headers=headers).status_code == 200


def test_what_has_no_account_proves_nothing(app, session, world):
    found = nobody(world)
    with pytest.raises(Unauthenticated):
        credential.account_of(found)
    with pytest.raises(ProofMissing):
        reauth.reauthenticate(found, {"code": "123456"})
    with pytest.raises(LookupError, match="without an account"):
        second_factor._account(found)
    assert session_view._enrolled(session, found.actor) is False
    proved = select(func.count()).where(LoginSession.proved_at == NOW)
    second_factor._met(session, found)
    assert session.scalar(proved) == 0


def test_a_session_that_ended_meanwhile_is_not_described(app, world):
    with app.test_request_context("/api/v1/session"), pytest.raises(Unauthenticated):
        session_view.described("x" * 43)


@pytest.mark.parametrize("part", ["%00", "%FF", "a" * 500])
def test_a_name_that_can_name_nothing_is_not_there(client, sign_in, part):
    assert client.get(f"/api/v1/orders/{part}", headers=sign_in("recycler_manager")).status_code == 404


def test_a_question_nobody_declared_is_refused_by_name(client, sign_in):
    headers = sign_in("recycler_manager")
    asked = client.get("/api/v1/session?verbose=1", headers=headers)
    assert (asked.status_code, [error["field"] for error in asked.json["errors"]]) == (422, ["verbose"])
    assert client.get("/api/v1/session?&", headers=headers).status_code == 422
    said = client.delete("/api/v1/session", json={"all": True}, headers=headers)
    assert (said.status_code, [error["field"] for error in said.json["errors"]]) == (422, ["all"])


def test_without_a_sign_on_there_is_no_such_door(client, app, monkeypatch):
    monkeypatch.delitem(app.extensions, "oidc_client", raising=False)
    assert client.get("/api/v1/session/oidc").status_code == 404


def test_links_are_paged(session, world):
    rows = [
        IdentityLink(
            issuer="https://id", subject=name, account_id=world.actor("auditor").account_id, created_at=NOW
        )
        for name in "ab"
    ]
    session.add_all(rows)
    session.flush()
    first = links_after(session, None, 1)
    rest = links_after(session, (first[0][0].id,), 5)
    assert {link.subject for link, _ in (*first, *rest)} == {"a", "b"}
    assert first[0][1] == world.person("auditor").login


def test_what_is_over_is_forgotten_and_nothing_else(session, world):
    set_out(session, b"old", NOW - DAY)
    set_out(session, b"new", NOW)
    assert purge_visits(session, NOW) == 1
    assert session.scalars(select(OidcVisit.state_hash)).all() == [b"new"]

    terms = Terms(lifetime=timedelta(minutes=5))
    old, new = (Bound(Purpose.SIGN_IN, name * 32) for name in (b"o", b"n"))
    issue(session, old, lambda _: b"d" * 32, NOW - 2 * DAY, terms)
    issue(session, new, lambda _: b"d" * 32, NOW, terms)
    assert one_time.purge_codes(session, NOW) == 1
    assert session.scalars(select(OneTimeCode.subject)).all() == [new.subject]

    before = session.scalar(select(func.count()).select_from(LoginSession))
    account_id = world.actor("consumer").account_id
    for name, end in ((b"gone", NOW - DAY), (b"here", NOW + DAY)):
        sessions.open_session(session, sessions.Opening(name * 8, account_id, None, end), NOW - 2 * DAY)
    assert purge_sessions(session, NOW) == 1
    assert session.scalar(select(func.count()).select_from(LoginSession)) == before + 1


def test_a_session_ends_once_and_an_unknown_one_not_at_all(session, world):
    account_id = world.actor("consumer").account_id
    shown = sessions.open_session(session, sessions.Opening(b"t" * 32, account_id, None, NOW + DAY), NOW)
    assert session.get_one(LoginSession, b"t" * 32).id == shown
    for moment in (NOW, NOW + timedelta(hours=1)):
        end_session(session, b"t" * 32, moment)
    assert session.get_one(LoginSession, b"t" * 32).revoked_at == NOW
    end_session(session, b"unknown", NOW)


def test_without_an_authenticator_no_code_is_right(session, world):
    account_id = world.actor("consumer").account_id
    assert factors.take_code(session, account_id, "123456", NOW) is False
    assert factors.take_code(session, uuid4(), "123456", NOW) is False
    factors.offer(session, account_id, "JBSWY3DPEHPK3PXP", NOW)
    assert factors.take_code(session, account_id, "123456", NOW) is False, "offered is not in force"
    assert factors.take_recovery(session, account_id, b"d", NOW) is False
    factors.remove(session, account_id)
    assert factors.factor_of(session, account_id) is None


def test_names_phones_and_documents_are_looked_up_apart():
    found = [personal_index.name_index("13812345678"), personal_index.phone_index("13812345678")]
    found.append(personal_index.document_index("13812345678"))
    assert len({one.now for one in found}) == 3


def test_production_has_no_demo_accounts(settings):
    assert demo_sign_in.key_of(settings, "manager") is None


def test_the_demo_accounts_are_those_of_the_file(settings):
    settings.demo_accounts.write_text('[{"account": "manager", "api_key": "tik_x"}]', "utf-8")
    assert demo_sign_in.key_of(settings, "manager") == "tik_x"
    assert demo_sign_in.key_of(settings, "nobody") is None
    settings.demo_accounts.unlink()


def test_nobody_is_sent_to_a_sign_on_that_is_not_set_up(app, monkeypatch):
    monkeypatch.delitem(app.extensions, sign_on.CLIENT, raising=False)
    with app.test_request_context("/"), pytest.raises(NotFound):
        sign_on._client()


def test_a_key_is_changed_with_sense_or_not_at_all(session, world):
    person = world.person("recycler_manager")
    for end, fault in ((NOW, TermInverted), (NOW - DAY, TermInverted)):
        with pytest.raises(fault):
            api_key.change_key(
                session, person.actor, person.key_id, api_key.KeyChange(["10.0.0.0/8"], end), NOW
            )
    changed = api_key.change_key(
        session, person.actor, person.key_id, api_key.KeyChange(["10.0.0.7/8"], NOW + DAY), NOW
    )
    assert (changed.ip_list, changed.expires_at) == (["10.0.0.0/8"], NOW + DAY)


def test_a_key_ends_once_and_a_foreign_one_not_at_all(session, world):
    mine, theirs = world.person("recycler_manager"), world.person("recycler_manager", 1)
    for moment in (NOW, NOW + DAY):
        assert api_key.revoke_key(session, mine.actor, mine.key_id, moment).revoked_at == NOW
    for key_id in (theirs.key_id, uuid4()):
        with pytest.raises(NotFound):
            api_key.revoke_key(session, mine.actor, key_id, NOW)


def test_bureaus_are_paged(session, world):
    first = bureaus_after(session, None, 1)  # one more than asked for: whether there is a next page
    rest = bureaus_after(session, first[0].id, 500)
    assert rest[0] is first[1]
    assert first[0] not in rest
    assert {one.kind for one in (*first, *rest)} == {"bureau"}


def test_a_policy_without_a_function_of_its_own_is_laid_anew(session, connection, world):
    """The audit trail's: laid again when its rules have changed, and left alone when not."""
    role = connection.dialect.identifier_preparer.quote(APPLICATION)
    mark = text("SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polrelid = 'audit'::regclass")
    before = set(connection.execute(mark).scalars())
    row_policy._lay(connection, "audit", f"TO {role}", [("SELECT", "false"), ("INSERT", "true")])
    changed = set(connection.execute(mark).scalars())
    row_policy._lay(connection, "audit", f"TO {role}", row_policy._AUDIT)
    assert (set(connection.execute(mark).scalars()), len(before)) == (before, 1)
    assert changed != before


def test_what_was_sealed_just_now_is_not_outdated(session, world):
    factors.offer(session, world.actor("consumer").account_id, "JBSWY3DPEHPK3PXP", NOW)
    assert outdated(session, SecondFactor) == 0


def test_a_kind_of_personal_table_is_no_table_itself(world):
    class Between(Personal):
        __abstract__ = True

    assert Between not in personal_tables()
    assert SecondFactor in personal_tables()
