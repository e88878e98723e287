"""What a session still lacks, how fresh its proof is, and when it has been idle for too long."""

from datetime import UTC, datetime, timedelta

import pytest

from tradein import gate, permissions
from tradein.actor import Actor
from tradein.conditions import holds
from tradein.gate import Lack, Proofs

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
OFFICE = ("10.37.0.0/16", "2001:db8:37::/48")
OFFICERS = {"district_officer", "city_officer", "province_officer", "auditor", "system_admin"}
ALL_MET = Proofs(
    second_factor_wanted=False, second_factor_at=NOW, proved_at=NOW, last_seen_at=NOW, networks=OFFICE
)


def proofs(**changed):
    return Proofs(**{name: getattr(ALL_MET, name) for name in Proofs.__slots__} | changed)


def test_the_table_says_who_needs_what():
    roles = [name for name, role in permissions.table().roles.items() if role.auth == "session"]
    factor = {role for role in roles if gate.needs_second_factor(role, manager=False)}
    managers = {role for role in roles if gate.needs_second_factor(role, manager=True)}
    assert factor == OFFICERS | {"recycler_manager"}
    assert managers == factor | {"dismantler", "refurbisher", "retailer_clerk"}
    assert {role for role in permissions.table().roles if gate.needs_listed_address(role)} == OFFICERS


@pytest.mark.parametrize(
    ("role", "manager", "changed", "address", "missing"),
    [
        ("city_officer", False, {}, "10.37.4.5", ()),
        ("city_officer", False, {"second_factor_at": None}, "10.37.4.5", (Lack.SECOND_FACTOR,)),
        ("city_officer", False, {}, "192.0.2.1", (Lack.ADDRESS,)),
        ("city_officer", False, {"networks": ()}, "10.37.4.5", (Lack.ADDRESS,)),
        (
            "city_officer",
            False,
            {"second_factor_at": None},
            "192.0.2.1",
            (Lack.ADDRESS, Lack.SECOND_FACTOR),
        ),
        ("city_officer", False, {}, "2001:db8:37::9", ()),
        ("city_officer", False, {}, "::ffff:10.37.4.5", ()),
        ("dismantler", False, {"second_factor_at": None}, "192.0.2.1", ()),
        ("dismantler", True, {"second_factor_at": None}, "192.0.2.1", (Lack.SECOND_FACTOR,)),
        ("consumer", False, {"second_factor_at": None, "networks": ()}, "192.0.2.1", ()),
        (
            "consumer",
            False,
            {"second_factor_at": None, "second_factor_wanted": True},
            "192.0.2.1",
            (Lack.SECOND_FACTOR,),
        ),
    ],
)
def test_what_is_lacking(role, manager, changed, address, missing):
    assert gate.lacks(proofs(**changed), role, address, manager=manager) == missing


def test_a_proof_is_fresh_for_five_minutes():
    assert gate.is_fresh(ALL_MET, NOW + timedelta(minutes=4, seconds=59))
    assert not gate.is_fresh(ALL_MET, NOW + timedelta(minutes=5))
    assert not gate.is_fresh(proofs(proved_at=None), NOW)


def test_officers_are_signed_out_when_idle_and_nobody_else():
    later = NOW + gate.IDLE_FOR
    assert gate.is_idle(ALL_MET, "auditor", later)
    assert gate.is_idle(proofs(last_seen_at=None), "auditor", NOW)
    assert not gate.is_idle(ALL_MET, "auditor", later - timedelta(seconds=1))
    assert not gate.is_idle(ALL_MET, "recycler_staff", later)


def test_being_seen_is_noted_coarsely():
    assert not gate.is_seen_due(ALL_MET, NOW + timedelta(minutes=4))
    assert gate.is_seen_due(ALL_MET, NOW + gate.SEEN_EVERY)
    assert gate.is_seen_due(proofs(last_seen_at=None), NOW)
    # Somebody who goes on working is never taken for idle.
    assert gate.SEEN_EVERY * 2 < gate.IDLE_FOR


def test_how_long_a_session_lasts():
    assert gate.lifetime(member=True) == timedelta(hours=12)
    assert gate.lifetime(member=False) == timedelta(days=30)


def test_reauth_is_the_actors_fresh_proof():
    stale = Actor(None, None, None, "consumer")
    fresh = Actor(None, None, None, "consumer", fresh_proof=True)
    assert [holds("reauth", actor, {"reauth": True}) for actor in (None, stale, fresh)] == [
        False,
        False,
        True,
    ]
    assert not permissions.grants(stale, "export", "export")
    assert permissions.grants(fresh, "export", "export")


def test_the_numbers_are_those_that_are_promised():
    """docs/sign-in.md promises them to people; what a session lacks is said in these words by the API."""
    assert timedelta(minutes=30) == gate.IDLE_FOR
    assert timedelta(minutes=5) == gate.FRESH_FOR == gate.SEEN_EVERY
    assert (timedelta(hours=12), timedelta(days=30)) == (gate.MEMBER_LIFETIME, gate.CONSUMER_LIFETIME)
    assert {lack.value for lack in Lack} == {"address", "second_factor"}
    assert gate.is_idle(proofs(last_seen_at=None), "consumer", NOW) is False
