"""One unit's whole life over HTTP, with replays and a permutation in between, and figures that match a recount."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.fold import BATCH, fold
from models.party import Membership
from models.recount import check
from models.session import LoginSession
from tests.journeys.life import LIFE
from tests.journeys.steps import FOLD, RECOUNT
from tests.journeys.telling import Telling
from tests.persistence.dismantling_ground import colleague
from tests.world import SINCE, UNTIL, digest
from tradein.moment import SHANGHAI


@pytest.fixture
def checks(fresh_engine):
    """What is proved between the steps, in sessions of their own: only what is committed counts."""

    def recount():
        with Session(fresh_engine) as session:
            return check(session)

    def fold_all():
        with Session(fresh_engine) as session:
            while fold(session) == BATCH:
                session.commit()
            session.commit()
        return []

    return {RECOUNT: recount, FOLD: fold_all}


def manager_of(session, person):
    """The headers of a colleague who runs the place: some things take a manager, some a second person."""
    actor = colleague(session, person.actor, manager=True)
    membership = session.query(Membership).filter_by(account_id=actor.account_id).one()
    membership.valid_from = SINCE
    token = f"{actor.account_id.hex}{'x' * 11}"
    facts = {"account_id": actor.account_id, "membership_id": membership.id}
    proved = dict.fromkeys(("last_seen_at", "proved_at", "second_factor_at"), UNTIL)
    session.add(LoginSession(token_hash=digest(token), created_at=SINCE, expires_at=UNTIL, **proved, **facts))
    session.commit()
    return replace(person, token=token).session_headers()


@pytest.fixture
def telling(fresh_app, fresh_engine, world, sign_in, checks):
    with Session(fresh_engine) as session:
        managers = {role: manager_of(session, world.person(role)) for role in ("warehouse", "dismantler")}
    start = (datetime.now(SHANGHAI) + timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
    known = {
        "slot_start": start.astimezone(UTC).isoformat(),
        "year": datetime.now(SHANGHAI).year,
        "collector": str(world.person("recycler_staff").account_id),
        "store": world.organisation("warehouse").site_code,
        "plant": world.organisation("dismantler").site_code,
        "base": fresh_app.extensions["settings"].base_url,
    }

    def people(role, number):
        return managers[role] if number == 2 else sign_in(role, number)

    return Telling(fresh_app.test_client(), people, known, checks)


def test_a_whole_life(telling):
    kept = telling.tell(LIFE)
    assert kept["fridge"] != kept["second"]
