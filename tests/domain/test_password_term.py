"""Passwords of people at work expire, from the day their term came into force; those of consumers never do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tradein import permissions
from tradein.conditions import KEY_ROLE
from tradein.moment import day_start
from tradein.password_term import expires_at, is_over, term_of, terms
from tradein.permissions import PUBLIC

INTRODUCED = date(2026, 11, 21)
NOW = datetime(2027, 6, 1, tzinfo=UTC)
OFFICES = ("district_officer", "city_officer", "province_officer", "auditor", "system_admin")


def test_everybody_who_works_here_has_a_term_and_no_consumer():
    at_work = permissions.table().roles.keys() - {PUBLIC, KEY_ROLE, "consumer"}
    assert {term.role for term in terms()} == at_work
    assert term_of("consumer", NOW.date()) is None
    assert expires_at("consumer", NOW - timedelta(days=5_000), NOW) is None
    assert not is_over("consumer", NOW - timedelta(days=5_000), NOW)


@pytest.mark.parametrize("role", OFFICES)
def test_officers_change_theirs_every_quarter(role):
    assert term_of(role, NOW.date()).lasts == timedelta(days=90)
    assert term_of("recycler_staff", NOW.date()).lasts == timedelta(days=180)


@pytest.mark.parametrize(("age", "over"), [(89, False), (90, True), (91, True)])
def test_the_last_day_is_still_good(age, over):
    assert is_over("auditor", NOW - timedelta(days=age), NOW) is over


def test_old_passwords_count_from_the_day_the_term_came():
    """Introducing a term stops nobody on that day."""
    old = datetime(2020, 1, 1, tzinfo=UTC)
    begins = day_start(INTRODUCED)
    assert expires_at("auditor", old, begins) == begins + timedelta(days=90)
    assert not is_over("auditor", old, begins + timedelta(days=89))
    assert is_over("auditor", old, begins + timedelta(days=90))


def test_before_any_term_nothing_expires():
    assert term_of("auditor", INTRODUCED - timedelta(days=1)) is None
    assert expires_at("auditor", NOW, day_start(INTRODUCED) - timedelta(seconds=1)) is None
