"""Who a session or a key belongs to, row by row: everything it rests on must be in force, to the second."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select, text, update

from api.migration import configuration
from models.party import Account, Membership, Organisation
from models.row_security import PURPOSE
from models.session import (
    CONSUMER,
    ApiKey,
    LoginSession,
    Opening,
    actor_of_session,
    end_session,
    holder_of_key,
    note_proof,
    note_seen,
    open_session,
    purge_sessions,
)
from tests.world import LOOPBACK
from tradein.gate import FRESH_FOR

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
TOKEN = b"t" * 32
NAMES = ("account", "organisation", "role", "region", "purpose")


def opened(session, person, **more):
    opening = Opening(TOKEN, person.account_id, person.membership_id, NOW + DAY, **more)
    return open_session(session, opening, NOW)


def declared(session):
    """What row-level security was told about who asks."""
    columns = ", ".join(f"current_setting('tradein.{name}', true)" for name in NAMES)
    return dict(zip(NAMES, session.execute(text(f"SELECT {columns}")).one(), strict=True))


def change(session, table, key, **values):
    session.execute(
        update(table).where(table.id == key).values(**values).execution_options(synchronize_session=False)
    )


# --- Sessions ---------------------------------------------------------------------------------------------------------


def test_a_session_is_stored_as_it_was_opened(session, world):
    person = world.person("recycler_staff")
    shown = opened(session, person)
    row = session.get_one(LoginSession, TOKEN)
    assert row.id == shown
    assert (row.account_id, row.membership_id) == (person.account_id, person.membership_id)
    assert (row.created_at, row.last_seen_at, row.expires_at) == (NOW, NOW, NOW + DAY)
    assert (row.method, row.label, row.second_factor_wanted) == ("password", None, False)
    assert (row.revoked_at, row.proved_at, row.second_factor_at) == (None, None, None)


def test_a_session_is_by_password_and_wants_no_second_factor_unless_said(session, world):
    holder = world.person("consumer").account_id
    session.add(LoginSession(token_hash=TOKEN, account_id=holder, created_at=NOW, expires_at=NOW + DAY))
    session.flush()
    row = session.get_one(LoginSession, TOKEN)
    assert (row.method, row.second_factor_wanted) == ("password", False)


def test_a_session_says_who_acts_and_for_whom(session, world):
    person = world.person("district_officer")
    opened(
        session,
        person,
        method="oidc",
        label="Firefox",
        second_factor_wanted=True,
        second_factor_at=NOW - 2 * SECOND,
        proved_at=NOW - SECOND,
    )
    found = actor_of_session(session, TOKEN, NOW)
    assert found.actor == replace(person.actor, fresh_proof=True)
    proofs = found.proofs
    assert (proofs.second_factor_wanted, proofs.second_factor_at) == (True, NOW - 2 * SECOND)
    assert (proofs.proved_at, proofs.last_seen_at) == (NOW - SECOND, NOW)
    assert tuple(proofs.networks) == tuple(LOOPBACK)
    row = session.get_one(LoginSession, TOKEN)
    assert (row.method, row.label) == ("oidc", "Firefox")


def test_managers_are_told_apart(session, world):
    opened(session, world.person("recycler_manager"))
    assert actor_of_session(session, TOKEN, NOW).actor.manager is True
    change(session, Membership, world.person("recycler_manager").membership_id, manager=False)
    assert actor_of_session(session, TOKEN, NOW).actor.manager is False


def test_a_consumer_acts_for_nobody_else(session, world):
    person = world.person("consumer")
    opened(session, person)
    actor = actor_of_session(session, TOKEN, NOW).actor
    assert (actor.role, actor.account_id, CONSUMER) == ("consumer", person.account_id, "consumer")
    assert (actor.organisation_id, actor.region, actor.manager, actor.membership_id) == (
        None,
        None,
        False,
        None,
    )
    assert actor_of_session(session, TOKEN, NOW).proofs.networks == ()


def test_a_proof_is_fresh_for_as_long_as_is_said(session, world):
    opened(session, world.person("consumer"), proved_at=NOW)
    assert actor_of_session(session, TOKEN, NOW + FRESH_FOR - SECOND).actor.fresh_proof is True
    assert actor_of_session(session, TOKEN, NOW + FRESH_FOR).actor.fresh_proof is False


def test_who_asks_is_declared_for_row_level_security(session, world):
    person = world.person("district_officer")
    opened(session, person)
    session.info[PURPOSE] = "unit:read"
    actor_of_session(session, TOKEN, NOW)
    assert declared(session) == {
        "account": str(person.account_id),
        "organisation": str(person.organisation.id),
        "role": "district_officer",
        "region": person.region,
        "purpose": "unit:read",
    }


@pytest.mark.parametrize("role", ["recycler_manager", "consumer"])
def test_only_territorial_roles_declare_a_territory(session, world, role):
    person = world.person(role)
    opened(session, person)
    actor_of_session(session, TOKEN, NOW)
    said = declared(session)
    assert (said["role"], said["region"], said["purpose"]) == (role, "", "")
    assert said["organisation"] == (str(person.organisation.id) if person.organisation else "")


def _nothing(session, person):
    """Nothing changes."""


ENDS = {
    "account": lambda session, person: change(session, Account, person.account_id, state="locked"),
    "organisation": lambda session, person: change(
        session, Organisation, person.organisation.id, state="suspended"
    ),
    "not yet": lambda session, person: change(
        session, Membership, person.membership_id, valid_from=NOW + SECOND
    ),
    "no longer": lambda session, person: change(session, Membership, person.membership_id, valid_to=NOW),
}


@pytest.mark.parametrize("end", ENDS)
def test_everything_it_rests_on_must_be_in_force(session, world, end):
    person = world.person("recycler_staff")
    opened(session, person)
    assert actor_of_session(session, TOKEN, NOW) is not None
    assert holder_of_key(session, person.key_prefix, NOW) is not None
    ENDS[end](session, person)
    assert actor_of_session(session, TOKEN, NOW) is None
    assert holder_of_key(session, person.key_prefix, NOW) is None


def test_a_term_counts_from_its_first_second_to_before_its_last(session, world):
    person = world.person("recycler_staff")
    opened(session, person)
    change(session, Membership, person.membership_id, valid_from=NOW, valid_to=NOW + SECOND)
    assert actor_of_session(session, TOKEN, NOW) is not None
    assert holder_of_key(session, person.key_prefix, NOW) is not None
    assert actor_of_session(session, TOKEN, NOW + SECOND) is None
    assert holder_of_key(session, person.key_prefix, NOW + SECOND) is None


def test_a_session_holds_until_its_end_and_not_at_it(session, world):
    opened(session, world.person("consumer"))
    assert actor_of_session(session, TOKEN, NOW + DAY - SECOND) is not None
    assert actor_of_session(session, TOKEN, NOW + DAY) is None
    assert actor_of_session(session, b"u" * 32, NOW) is None


def test_an_ended_session_is_nobodys_and_its_end_stays(session, world):
    opened(session, world.person("consumer"))
    for moment in (NOW + SECOND, NOW + DAY):
        end_session(session, TOKEN, moment)
    assert session.get_one(LoginSession, TOKEN, populate_existing=True).revoked_at == NOW + SECOND
    assert actor_of_session(session, TOKEN, NOW + SECOND) is None
    end_session(session, b"u" * 32, NOW)


def test_seeing_and_proving_touch_one_session(session, world):
    opened(session, world.person("consumer"))
    other = Opening(b"o" * 32, world.person("consumer").account_id, None, NOW + DAY)
    open_session(session, other, NOW)
    note_seen(session, TOKEN, NOW + SECOND)
    note_proof(session, TOKEN, NOW + 2 * SECOND, second_factor=False)
    moments = (LoginSession.last_seen_at, LoginSession.proved_at, LoginSession.second_factor_at)

    def held(token):
        return tuple(session.execute(select(*moments).where(LoginSession.token_hash == token)).one())

    assert held(TOKEN) == (NOW + SECOND, NOW + 2 * SECOND, None)
    note_proof(session, TOKEN, NOW + 3 * SECOND, second_factor=True)
    assert held(TOKEN) == (NOW + SECOND, NOW + 3 * SECOND, NOW + 3 * SECOND)
    assert held(b"o" * 32) == (NOW, None, None)


def test_sessions_are_forgotten_after_their_end_and_not_at_it(session, world):
    opened(session, world.person("consumer"))
    assert purge_sessions(session, NOW + DAY) == 0
    assert purge_sessions(session, NOW + DAY + SECOND) == 1


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_says_who_acts_and_for_whom(session, world):
    person = world.person("recycler_manager")
    change(session, ApiKey, person.key_id, ip_list=["10.0.0.0/8"], scopes=["unit:read"])
    found = holder_of_key(session, person.key_prefix, NOW)
    assert found.actor == replace(
        person.actor, key_id=person.key_id, scopes=frozenset({"unit:read"}), fresh_proof=False
    )
    assert (found.ip_list, found.networks) == (("10.0.0.0/8",), ())
    assert found.secret_hash == session.get_one(ApiKey, person.key_id).secret_hash
    assert type(found.secret_hash) is bytes


def test_a_key_of_no_member_acts_for_its_organisation_alone(session, world):
    person = world.person("recycler_manager")
    change(session, ApiKey, person.key_id, account_id=None, membership_id=None, role="integration_client")
    actor = holder_of_key(session, person.key_prefix, NOW).actor
    assert (actor.account_id, actor.membership_id, actor.manager) == (None, None, False)
    assert (actor.organisation_id, actor.organisation_kind) == (person.organisation.id, "recycler")
    assert (actor.role, actor.region) == ("integration_client", person.organisation.region)


def test_a_members_key_knows_account_and_organisation_by_the_membership(session, world):
    person = world.person("district_officer")
    change(session, ApiKey, person.key_id, account_id=None, organisation_id=person.organisation.id)
    found = holder_of_key(session, person.key_prefix, NOW)
    assert (found.actor.account_id, found.actor.membership_id) == (person.account_id, person.membership_id)
    assert found.networks == tuple(LOOPBACK)
    session.info[PURPOSE] = "unit:read"
    holder_of_key(session, person.key_prefix, NOW)
    assert declared(session) == {
        "account": str(person.account_id),
        "organisation": str(person.organisation.id),
        "role": "district_officer",
        "region": person.region,
        "purpose": "unit:read",
    }


def test_networks_of_the_account_go_before_those_of_the_bureau(session, world):
    person = world.person("district_officer")
    opened(session, person)
    change(session, Account, person.account_id, networks=["192.0.2.0/24"])
    assert tuple(actor_of_session(session, TOKEN, NOW).proofs.networks) == ("192.0.2.0/24",)
    assert holder_of_key(session, person.key_prefix, NOW).networks == ("192.0.2.0/24",)


def test_a_key_holds_until_its_end_and_not_at_it(session, world):
    person = world.person("recycler_manager")
    change(session, ApiKey, person.key_id, expires_at=NOW + DAY)
    assert holder_of_key(session, person.key_prefix, NOW + DAY - SECOND) is not None
    assert holder_of_key(session, person.key_prefix, NOW + DAY) is None
    change(session, ApiKey, person.key_id, expires_at=None, revoked_at=NOW)
    assert holder_of_key(session, person.key_prefix, NOW) is None
    assert holder_of_key(session, "nosuchprefix", NOW) is None


def test_a_key_without_a_holder_is_not_stored(session, world):
    held = session.get_one(ApiKey, world.person("recycler_manager").key_id)
    facts = {"prefix": "p" * 12, "secret_hash": b"s", "name": "x", "role": "integration_client"}
    session.add(ApiKey(id=uuid4(), scopes=[], ip_list=[], created_at=held.created_at, **facts))
    with pytest.raises(Exception, match="ck_api_key_holder"):
        session.flush()


def test_keys_of_before_are_put_on_their_makers_terms(session, world):
    """Also one that a key had made; one whose maker is unknown, and demo keys, which are their person's, stay."""
    manager, other = world.person("recycler_manager"), world.person("recycler_manager", 1)
    facts = {
        "role": "integration_client",
        "scopes": [],
        "ip_list": [],
        "created_at": NOW,
        "secret_hash": b"s",
    }
    ours = {"organisation_id": manager.organisation.id, **facts}
    keys = [ApiKey(id=uuid4(), prefix=f"{number:012d}", name="x", **ours) for number in range(4)]
    mine, child, _stranger, foreign = keys
    mine.created_by, child.created_by, foreign.created_by = manager.account_id, mine.id, other.account_id
    session.add_all(keys)
    session.flush()
    put = ScriptDirectory.from_config(configuration()).get_revision("0012").module
    for statement in (put._REST_ON_TERMS, put._END_WITHIN_A_YEAR):
        session.execute(text(statement))
    session.expire_all()
    assert [key.membership_id for key in keys] == [manager.membership_id, manager.membership_id, None, None]
    assert [key.expires_at is not None for key in keys] == [True, True, False, True]
    assert session.get_one(ApiKey, manager.key_id).expires_at is None
