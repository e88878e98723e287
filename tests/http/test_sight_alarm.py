"""Who looks at far more people than usual is told of: to the bureau above, once a day; nobody closes their own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from api.jobs import JOBS, perform
from api.routes import unmasking as route
from models.audit import Audit
from models.sight_alarm import SightAlarm, count_sights
from tests.http.people import WHY, Caller
from tradein.moment import day_start
from tradein.sight import MANY_IN_CLEAR, MANY_MASKED
from tradein.unmasking import MOST_A_DAY, NOTABLE

NOON = day_start(datetime(2026, 11, 20, tzinfo=UTC).date()) + timedelta(hours=12)
FOUND = {"reason": "核对工单后属正常办理，已告知本人"}


@pytest.fixture
def caller(client, sign_in):
    return Caller(client, sign_in)


def unmask(caller, times, role="district_officer"):
    number = caller.order()["number"]
    return [caller.post(role, f"orders/{number}/unmask", WHY).status_code for _ in range(times)]


def alarms(caller, role, **query):
    return caller.get(role, "sight-alarms", **query).json["items"]


@pytest.mark.control("no_volume_alarm")
def test_the_tenth_unmasking_and_the_last_are_told_to_the_level_above(caller, world):
    officer = world.person("district_officer")
    assert set(unmask(caller, NOTABLE - 1)) == {201}
    assert alarms(caller, "city_officer") == []
    number = caller.order(hour=10)["number"]
    for _ in range(MOST_A_DAY - NOTABLE + 1):
        assert caller.post("district_officer", f"orders/{number}/unmask", WHY).status_code == 201
    assert caller.post("district_officer", f"orders/{number}/unmask", WHY).status_code == 429
    told = alarms(caller, "city_officer")
    assert [(one["kind"], one["count"], one["usual"]) for one in told] == [
        ("unmask_cap", MOST_A_DAY, None),
        ("unmasked_many", NOTABLE, None),
    ]
    assert told[0]["person"]["id"] == str(officer.account_id)
    assert told[0]["organisation"]["name"] == officer.organisation.name
    for role, number, seen in (
        ("province_officer", 0, 2),
        ("auditor", 0, 2),
        ("city_officer", 1, 0),
        ("district_officer", 0, 0),
    ):
        assert len(caller.get(role, "sight-alarms", number=number).json["items"]) == seen, role
    for role in ("recycler_manager", "system_admin", "consumer"):
        assert caller.get(role, "sight-alarms").status_code == 403


def test_an_unmasking_that_is_taken_back_tells_nobody(caller, session, monkeypatch):
    unmask(caller, NOTABLE - 1)
    number = caller.order(hour=10)["number"]

    def fail(*_):
        raise IntegrityError("", {}, Exception("taken back"))

    monkeypatch.setattr(route, "_person", fail)
    caller.post("district_officer", f"orders/{number}/unmask", WHY)
    assert session.scalar(select(func.count()).select_from(SightAlarm)) == 0


def looks(session, person, count, at=NOON, repeat=1):
    """Audit rows as `count` people seen by somebody would leave them, `repeat` times each."""
    seen = [UUID(int=at.day * 100_000 + number) for number in range(count)]
    for _ in range(repeat):
        for start in range(0, count, 50):
            session.add(
                Audit(
                    id=uuid4(), at=at, account_id=person.account_id, role=person.role, action="orders.list_orders",
                    organisation_id=person.organisation.id if person.organisation else None, verb="read",
                    resource="order", subjects=[], consumers=seen[start : start + 50], outcome="done",
                )
            )  # fmt: skip
    session.commit()


@pytest.mark.control("no_volume_alarm")
@pytest.mark.parametrize(
    ("role", "floor", "told_to"),
    [
        ("recycler_staff", MANY_IN_CLEAR, "district_officer"),
        ("district_officer", MANY_MASKED, "city_officer"),
        ("city_officer", MANY_MASKED, "province_officer"),
    ],
)
def test_reading_in_bulk_is_told_within_a_minute(caller, session, world, role, floor, told_to):
    assert JOBS["sight_volume"].seconds <= 60
    person = world.person(role)
    looks(session, person, floor - 1, repeat=3)
    assert count_sights(session, NOON) == 0, "the same people again are not more people"
    looks(session, person, floor)
    # Twice is once: the job may run as often as it likes.
    assert [perform(session, "sight_volume", JOBS["sight_volume"], NOON) for _ in range(3)] == [1, 0, 0]
    session.commit()
    told = alarms(caller, told_to)
    assert [(one["kind"], one["count"], one["role"]) for one in told] == [("seen_many", floor, role)]
    assert alarms(caller, told_to, state="closed") == alarms(caller, told_to, kind="unmask_cap") == []


def test_what_is_usual_for_somebody_is_not_told(session, world):
    person = world.person("recycler_staff")
    for days in range(1, 4):
        looks(session, person, 40, NOON - timedelta(days=days))
    looks(session, person, 120)
    assert count_sights(session, NOON) == 0
    looks(session, person, 121)
    assert count_sights(session, NOON) == 1
    assert session.scalars(select(SightAlarm.usual)).one() == 40
    assert count_sights(session, NOON + timedelta(days=1)) == 0, "another day, another count"


def test_ones_own_data_and_a_consumers_own_looks_count_for_nothing(session, world):
    looks(session, world.person("consumer"), MANY_MASKED)
    assert count_sights(session, NOON) == 0


def test_an_alarm_is_closed_with_what_came_of_it_and_not_by_oneself(caller, session, world):
    looks(session, world.person("district_officer"), MANY_MASKED)
    looks(session, world.person("province_officer"), MANY_MASKED)
    assert count_sights(session, NOON) == 2
    session.commit()
    of_office, of_district = sorted(
        alarms(caller, "province_officer"), key=lambda one: one["role"], reverse=True
    )
    assert of_office["role"] == "province_officer"
    path = "sight-alarms/{id}/close".format
    assert caller.post("province_officer", path(**of_office), FOUND).status_code == 403
    assert caller.post("auditor", path(**of_office), FOUND).status_code == 403, "the auditor changes nothing"
    assert caller.post("province_officer", path(**of_office), FOUND, number=1).status_code == 200
    short = caller.post("city_officer", path(**of_district), {"reason": "好"})
    assert (short.status_code, short.json["errors"][0]["field"]) == (422, "reason")
    for _ in range(2):
        closed = caller.post("city_officer", path(**of_district), FOUND)
        assert (closed.status_code, closed.json["close_reason"]) == (200, FOUND["reason"])
    other = caller.post("province_officer", path(**of_district), FOUND)
    assert (other.status_code, other.json["code"]) == (409, "alarm_closed")
    foreign = caller.post("city_officer", path(**of_district), FOUND, number=1)
    assert foreign.status_code == 404
    trail = session.scalars(
        select(Audit).where(Audit.resource == "sight_alarm", Audit.verb == "update", Audit.outcome == "done")
    ).all()
    assert {row.reason for row in trail} == {FOUND["reason"]}
