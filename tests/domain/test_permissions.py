"""The permission table: complete, denying by default, and asked the right way round."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tradein import packaged, permissions
from tradein.actor import Actor
from tradein.conditions import CONDITIONS, holds, may_appoint
from tradein.permissions import allow, ever_granted, granted, grants, parse, reach, table
from tradein.refusal import Forbidden

ME, YOU, KEY = UUID(int=1), UUID(int=2), UUID(int=3)
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def actor(role, **facts):
    return Actor(account_id=ME, organisation_id=UUID(int=9), organisation_kind="recycler", role=role, **facts)


@pytest.fixture
def document():
    return deepcopy(packaged.document("permissions.yaml"))


def test_every_resource_lists_every_role():
    assert {frozenset(rows) for rows in table().resources.values()} == {frozenset(table().roles)}


def test_every_condition_is_declared_and_decided():
    assert packaged.document("permissions.yaml")["conditions"].keys() == CONDITIONS


def test_no_grant_reaches_further_than_its_role():
    widest = {name: permissions.SCOPES.index(role.max_scope) for name, role in table().roles.items()}
    for resource, rows in table().resources.items():
        for role, given in rows.items():
            for grant in given:
                # What is public anyway may be read by everybody.
                common = grant.scope == "all" and grant.pii == "none"
                assert common or permissions.SCOPES.index(grant.scope) <= widest[role], (resource, role)


def test_personal_data_is_never_public():
    assert {grant.pii for rows in table().resources.values() for grant in rows["public"]} <= {"none"}


def test_the_system_administrator_sees_no_personal_data():
    assert {grant.pii for rows in table().resources.values() for grant in rows["system_admin"]} <= {"none"}


def test_nobody_may_touch_the_ledger():
    for role in table().roles:
        for verb in ("create", "update", "approve"):
            assert not granted(role, "ledger", verb)


@pytest.mark.parametrize("broken", ["role", "verb", "scope", "condition", "declared"])
def test_a_faulty_table_is_refused(document, broken):
    rows = document["resources"]["label"]["grants"]
    match broken:
        case "role":
            del rows["auditor"]
        case "verb":
            rows["warehouse"][0]["verbs"] = ["peek"]
        case "scope":
            rows["warehouse"][0]["scope"] = "galaxy"
        case "condition":
            rows["warehouse"][0]["when"] = ["full_moon"]
        case "declared":
            document["conditions"]["full_moon"] = "never"
    with pytest.raises(ValueError, match=r"label|full_moon"):
        parse(document)


def test_unknown_resource_verb_and_role_are_denied():
    assert granted("warehouse", "nothing", "read") == ()
    assert granted("warehouse", "load", "peek") == ()
    assert granted("stranger", "load", "read") == ()


def test_a_grant_narrowed_to_actions_covers_no_other():
    assert granted("consumer", "order", "update", "cancel")
    assert not granted("consumer", "order", "update", "assign")
    assert not granted("consumer", "order", "update")
    assert granted("dismantler", "waste_transfer", "update", "anything")  # not narrowed


def test_actions_do_not_narrow_reading():
    assert granted("city_officer", "officer_appointment", "read")


def test_manager_flag_is_asked_at_the_door():
    assert not grants(actor("dismantler"), "organisation", "create")
    assert grants(actor("dismantler", manager=True), "organisation", "create")


def test_a_key_needs_the_scope_and_never_exceeds_its_role():
    plain = actor("warehouse", key_id=KEY)
    assert not grants(plain, "load", "read")
    assert grants(actor("warehouse", key_id=KEY, scopes=frozenset({"load:read"})), "load", "read")
    assert grants(actor("warehouse", key_id=KEY, scopes=frozenset({"load:*"})), "load", "read")
    assert not grants(actor("warehouse", key_id=KEY, scopes=frozenset({"*"})), "order", "read")


def test_an_integration_client_is_a_key():
    assert not grants(actor("integration_client"), "order", "read")
    assert grants(actor("integration_client", key_id=KEY, scopes=frozenset({"order:read"})), "order", "read")


def test_nobody_approves_what_they_created():
    officer = actor("city_officer", region="371500")
    what = ("organisation", "approve", "register_organisation")
    assert allow(officer, *what, creators={YOU})[0].scope == "city"
    with pytest.raises(Forbidden):
        allow(officer, *what, creators={ME})
    with pytest.raises(Forbidden):
        allow(officer, *what)  # a fact that is not given does not hold


def test_allow_lists_the_narrowest_grant_first():
    held = allow(actor("recycler_staff"), "order", "read", closed_at=None, now=NOW)
    assert [grant.pii for grant in held] == ["full"]


def test_reach_names_the_scopes():
    assert reach(None, "item_type", "read") == {"all"}
    assert reach(actor("district_officer"), "organisation", "read") == {"district"}
    assert reach(actor("consumer"), "tally", "read") == frozenset()


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("until_done", {"done": False}, True),
        ("until_done", {"done": True}, False),
        ("until_done", {}, False),
        ("task_open", {"closed_at": None, "now": NOW}, True),
        ("task_open", {"closed_at": NOW - timedelta(days=6), "now": NOW}, True),
        ("task_open", {"closed_at": NOW - timedelta(days=7), "now": NOW}, False),
        ("task_open", {}, False),
        ("task_closed", {"closed_at": NOW - timedelta(days=7), "now": NOW}, True),
        ("task_closed", {"closed_at": None, "now": NOW}, False),
        ("task_closed", {}, False),
        ("reason", {"reason": "ten letters"}, True),
        ("reason", {"reason": "short"}, False),
        ("reason", {}, False),
        ("by_code", {"by_code": True}, True),
        ("by_code", {}, False),
        ("by_code", {"by_code": "yes"}, False),
        ("not_above_own_role", {"granted_role": "recycler_staff"}, True),
        ("not_above_own_role", {"granted_role": "city_officer"}, False),
        ("not_above_own_role", {}, True),
    ],
)
def test_conditions(condition, facts, expected):
    assert holds(condition, actor("recycler_manager"), facts) is expected


def test_an_appointment_is_a_membership():
    assert not holds("within_appointment", actor("auditor"), {})
    assert holds("within_appointment", actor("auditor", membership_id=UUID(int=5)), {})


@pytest.mark.parametrize("condition", ["manager_flag", "key_scope", "not_creator", "within_appointment"])
def test_the_public_meets_no_condition_on_a_person(condition):
    assert not holds(condition, None, {"creators": set()})


def test_a_manager_appoints_within_the_trade_only():
    assert may_appoint("recycler_manager", "recycler_staff")
    assert may_appoint("warehouse", "integration_client")
    assert not may_appoint("dismantler", "recycler_manager")
    assert not may_appoint("consumer", "consumer")


def test_ever_granted_ignores_actions_and_conditions():
    assert ever_granted("consumer", "order", "update")
    assert not ever_granted("consumer", "load", "read")
