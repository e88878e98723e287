"""The permission table: complete, denying by default, and asked the right way round."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tradein import packaged, permissions
from tradein.actor import Actor
from tradein.conditions import CONDITIONS, holds, may_appoint
from tradein.permissions import Grant, allow, ever_granted, granted, grants, parse, reach, table
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


def test_nobody_may_touch_what_is_only_appended():
    for role in table().roles:
        assert not any(granted(role, "scan", verb) for verb in ("update", "approve"))
        assert not any(granted(role, "audit_log", verb) for verb in ("create", "update", "approve"))


def test_a_view_narrows_to_its_own_grants():
    admin = actor("system_admin")
    assert [grant.view for grant in grants(admin, "tally", "read")] == ["totals", "technical"]
    assert [grant.view for grant in grants(admin, "tally", "read", view="technical")] == ["technical"]
    assert not grants(None, "tally", "read", view="technical")
    assert not grants(admin, "system_config", "read", view="config_diff")


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
    assert reach(actor("consumer"), "audit_log", "read") == frozenset()


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
        ("reason", {"reason": "一二三四五六七八九十"}, True),
        ("reason", {"reason": "一二三四五六七八九"}, False),
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


def test_satisfied_is_allow_without_the_no():
    officer = actor("district_officer", region="371502")
    assert permissions.satisfied(officer, "unit", "read", leg_in_jurisdiction=True)[0].scope == "district"
    plain, leg = permissions.satisfied(officer, "unit", "read"), {"leg_in_jurisdiction": True}
    assert [grant.view for grant in plain] == [None]
    assert len(permissions.satisfied(officer, "unit", "read", **leg)) == 2
    assert permissions.satisfied(actor("retailer_clerk"), "unit", "read") == ()


def test_several_grants_come_narrowest_first():
    held = allow(actor("recycler_manager"), "slot", "read")
    assert [grant.scope for grant in held] == ["all"]
    both = permissions.satisfied(actor("community_worker"), "order", "read") + permissions.satisfied(
        actor("recycler_staff"), "order", "read", closed_at=NOW - timedelta(days=8), now=NOW
    )
    assert [(grant.scope, grant.pii) for grant in both] == [("own", "masked"), ("assigned", "masked")]


def test_a_key_is_a_creator_too():
    mine = actor("city_officer", key_id=KEY, scopes=frozenset({"*"}))
    assert not holds("not_creator", mine, {"creators": {KEY}})
    assert not holds("not_creator", mine, {"creators": {ME, YOU}})
    assert holds("not_creator", mine, {"creators": {YOU}})
    nobody = Actor(account_id=None, organisation_id=None, organisation_kind=None, role="city_officer")
    assert not holds("not_creator", nobody, {"creators": {YOU}})


def test_a_fresh_proof_is_a_persons():
    assert not holds("reauth", None, {})
    assert not holds("reauth", actor("consumer"), {})
    assert holds("reauth", actor("consumer", fresh_proof=True), {})
    assert not grants(actor("consumer"), "export", "export")
    assert grants(actor("consumer", fresh_proof=True), "export", "export")


@pytest.mark.parametrize("condition", sorted(CONDITIONS - permissions.AT_THE_DOOR))
def test_a_fact_that_is_missing_or_merely_true_like_opens_nothing(condition):
    known = {"not_above_own_role"}  # a role that is not given away cannot be too high
    assert holds(condition, actor("recycler_manager"), {}) is (condition in known)
    assert not holds(condition, None, {})


def test_everybody_may_ask_whose_key_it_is():
    bare = actor("integration_client", key_id=KEY)
    assert grants(bare, "session", "read")
    assert not grants(bare, "session", "update")


def test_the_public_is_a_role_without_an_actor():
    assert grants(None, "item_type", "read")
    assert not grants(None, "load", "read")
    with pytest.raises(Forbidden):
        allow(None, "unit_trace", "read")
    assert allow(None, "unit_trace", "read", by_code=True)[0].view == "public_trace"


def test_a_role_keeps_its_facts():
    roles = table().roles
    assert (roles["auditor"].zh, roles["auditor"].max_scope, roles["auditor"].ends_with) == (
        "审计员",
        "all",
        "appointment",
    )
    assert {name for name, role in roles.items() if role.ip_list} >= {
        "district_officer",
        "auditor",
        "system_admin",
    }
    assert table().verbs == {"read", "create", "update", "approve", "export"}


def test_a_table_is_read_once_and_frozen(document):
    assert table() is table()
    read = parse(document)
    assert read == table()
    with pytest.raises(TypeError):
        read.roles["x"] = None
    with pytest.raises(TypeError):
        read.resources["label"]["auditor"] = ()


def test_managers_appoint_their_own_trade():
    from tradein.conditions import FACT, KEY_ROLE, MAY_APPOINT, TASK_CLOSES_AFTER

    assert {
        "recycler_manager": {"recycler_manager", "recycler_staff", "warehouse"},
        "warehouse": {"warehouse"},
        "dismantler": {"dismantler"},
        "refurbisher": {"refurbisher"},
        "retailer_clerk": {"retailer_clerk"},
    } == MAY_APPOINT
    assert KEY_ROLE == "integration_client"
    assert timedelta(days=7) == TASK_CLOSES_AFTER
    assert FACT["not_creator"] == "creators"
    assert (FACT["task_open"], FACT["task_closed"], FACT["until_done"]) == ("closed_at", "closed_at", "done")
    assert (FACT["not_above_own_role"], FACT["reason"], FACT["ticket"]) == (
        "granted_role",
        "reason",
        "ticket",
    )


def test_without_an_appointment_the_door_stays_shut():
    """An auditor whose membership is gone may not even try: no list asks for the appointment again."""
    assert not grants(actor("auditor"), "unit", "read")
    assert grants(actor("auditor", membership_id=ME), "unit", "read")


def test_a_key_is_asked_for_its_scopes_before_its_role():
    key = actor("recycler_manager", key_id=KEY, scopes=frozenset({"unit:read"}))
    assert grants(key, "unit", "read")
    assert grants(key, "load", "read") == ()
    for everything in ("load:*", "*"):
        assert grants(replace(key, scopes=frozenset({everything})), "load", "read")
    assert not grants(replace(key, scopes=frozenset({"unit:*"})), "load", "read")


@pytest.mark.parametrize("verb", ["create", "update", "approve"])
def test_a_grant_of_one_action_covers_no_other(verb):
    narrow = Grant(frozenset({verb, "read"}), "own", "none", frozenset({"seal"}))
    assert narrow.covers(verb, "seal")
    assert narrow.covers(verb, "break") is False
    assert narrow.covers(verb, None) is False
    assert narrow.covers("read", "break"), "reading is not narrowed"
    assert narrow.covers("export", "seal") is False


def test_what_a_role_may_ever_do():
    assert ever_granted("recycler_manager", "api_key", "create")
    assert not ever_granted("recycler_manager", "api_key", "approve")
    assert not ever_granted("recycler_manager", "nothing", "read")
    assert not ever_granted("nobody", "api_key", "read")


def test_a_grant_of_everything_on_every_condition_is_well_formed(document):
    whole = {"verbs": sorted(document["verbs"]), "scope": "all", "pii": "none", "when": sorted(CONDITIONS)}
    document["resources"]["label"]["grants"]["auditor"] = [whole]
    assert parse(document).resources["label"]["auditor"][0].verbs == table().verbs


def test_territories_are_the_three_levels():
    assert {"district", "city", "province"} == permissions.TERRITORIAL
    assert set(permissions.SCOPES) >= permissions.TERRITORIAL
