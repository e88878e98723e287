"""One unit's whole life over HTTP, with replays and a permutation in between, and figures that match a recount."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.fold import BATCH, fold
from models.recount import check
from tests.http.plant import second_person
from tests.journeys.life import LIFE
from tests.journeys.steps import FOLD, RECOUNT
from tests.journeys.telling import Telling
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


@pytest.fixture
def telling(fresh_app, fresh_engine, world, sign_in, checks):
    with Session(fresh_engine) as session:
        boss = second_person(session, world, manager=True)
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
        return boss if (role, number) == ("dismantler", 2) else sign_in(role, number)

    return Telling(fresh_app.test_client(), people, known, checks)


def test_a_whole_life(telling):
    kept = telling.tell(LIFE)
    assert kept["fridge"] != kept["second"]
