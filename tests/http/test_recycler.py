"""Qualified recyclers of a district, for everybody."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from models.party import Licence, Organisation
from tests.persistence.booking_ground import a_slot


def asked(client, region="371502"):
    reply = client.get("/api/v1/recyclers", query_string={"region": region})
    assert reply.status_code == 200, reply.json
    return reply.json["items"]


def soon(session, world, **more):
    start = (datetime.now(UTC) + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    slot = a_slot(session, world, start=start, **more)
    session.commit()
    return slot


def test_anybody_finds_who_may_collect_here(client, session, world):
    slot = soon(session, world)
    (found,) = asked(client)
    firm = world.organisation("recycler")
    assert found["name"] == firm.name
    assert found["licence_no"] == f"LIC-{firm.site_code}"
    assert datetime.fromisoformat(found["next_start"]) == slot.start_at
    assert [site["region"] for site in found["sites"]] == [firm.region]
    assert asked(client, "371500") == [found]
    assert asked(client, "371581") == []


def test_a_full_window_an_ended_licence_or_a_suspension_leaves_a_firm_out(client, session, world):
    slot = soon(session, world, capacity=1)
    firm = world.organisation("recycler").id
    slot.taken = 1
    session.commit()
    assert asked(client) == []
    slot.taken = 0
    licence = session.scalars(select(Licence).where(Licence.organisation_id == firm)).one()
    licence.valid_to = date(2026, 1, 1)
    session.commit()
    assert asked(client) == []
    licence.valid_to = date(2035, 1, 1)
    session.get_one(Organisation, firm).state = "suspended"
    session.commit()
    assert asked(client) == []


def test_a_region_is_needed(client):
    reply = client.get("/api/v1/recyclers")
    assert reply.status_code == 422
    assert reply.json["errors"][0]["field"] == "region"
