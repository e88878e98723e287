"""What each actor may see of each table, asked of the database."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from models.party import Licence, Membership, Organisation, Site
from models.scope import RELATIONS, SCOPES, find, scoped, within
from models.session import ApiKey
from models.unit import Event, Unit
from tests.persistence.capture_ground import Chain
from tradein import permissions
from tradein.refusal import NotFound

pytestmark = pytest.mark.control("unscoped_query")


def regions(session, actor):
    return set(session.scalars(select(Organisation.region_code).where(within(actor, Organisation))))


@pytest.mark.parametrize(
    ("role", "number", "seen"),
    [
        ("district_officer", 0, {"371502"}),
        ("district_officer", 1, {"371402"}),
        ("city_officer", 0, {"371500", "371502"}),
        ("province_officer", 0, {"370000", "371500", "371502", "371400", "371402"}),
        ("auditor", 0, {"370000", "371500", "371502", "371400", "371402"}),
        ("consumer", 0, set()),
        ("system_admin", 0, set()),
    ],
)
def test_a_jurisdiction_ends_at_its_border(session, world, role, number, seen):
    assert regions(session, world.actor(role, number)) == seen


def test_an_auditor_sees_the_territory_of_the_appointment(session, world):
    assert regions(session, replace(world.actor("auditor"), region="371400")) == {"371400", "371402"}


def test_an_officer_without_a_place_sees_nothing(session, world):
    assert regions(session, replace(world.actor("province_officer"), region=None)) == set()


def test_a_person_without_an_organisation_sees_none(session, world):
    assert regions(session, replace(world.actor("recycler_manager"), organisation_id=None)) == set()


@pytest.mark.parametrize("model", [Organisation, Site, Licence, Membership, ApiKey])
def test_a_manager_sees_only_the_own_organisation(session, world, model):
    actor = world.actor("recycler_manager")
    key = Organisation.id if model is Organisation else model.organisation_id
    assert set(session.scalars(select(key).where(within(actor, model)))) == {actor.organisation_id}


def test_staff_see_their_own_term_only(session, world):
    actor = world.actor("recycler_staff")
    assert set(session.scalars(select(Membership.account_id).where(within(actor, Membership)))) == {
        actor.account_id
    }


def test_whoever_recorded_something_about_a_unit_keeps_seeing_it(session, world):
    """When it has gone on to others and no booking leads to them any more."""
    (code,) = Chain(session, world).collect(1)
    elsewhere = world.organisation("dismantler", 1).id
    session.execute(update(Unit).where(Unit.code == code).values(holder_id=elsewhere, order_id=None))

    def sees(role, number=0):
        return code in session.scalars(select(Unit.code).where(within(world.actor(role, number), Unit)))

    assert [sees(role) for role in ("recycler_manager", "recycler_staff", "warehouse")] == [True, True, False]
    assert [sees(role, 1) for role in ("recycler_manager", "recycler_staff")] == [False, False]


def test_foreign_and_absent_are_one_refusal(session, world):
    actor = world.actor("recycler_manager")
    with pytest.raises(NotFound):
        find(session, actor, Site, Site.code == world.organisation("recycler", 1).site_code)
    with pytest.raises(NotFound):
        find(session, actor, Site, Site.code == "NO-SUCH-SITE")
    own = world.organisation("recycler").site_code
    assert find(session, actor, Site, Site.code == own).code == own


def test_the_public_sees_what_is_public(session, world):
    assert session.scalars(scoped(None, Organisation)).all() == []


def test_every_scope_names_columns_that_exist(session, world):
    from models.every_table import metadata

    tables = metadata().tables
    for name, rules in SCOPES.items():
        columns = {*rules.own, *rules.assigned, *rules.organisation, *rules.seat} | {
            rules.region,
            rules.order,
            rules.unit,
        }
        assert columns - {None} <= set(tables[name].columns.keys()), name


def test_what_a_list_cannot_ask_are_conditions_of_the_table():
    """A misspelt one would be taken for a condition that a list can leave out."""
    rows = (row for grants in permissions.table().resources.values() for row in grants.values())
    assert {name for row in rows for grant in row for name in grant.when} >= RELATIONS


@pytest.mark.parametrize(
    "role", ["recycler_staff", "warehouse", "consumer", "district_officer", "integration_client"]
)
@pytest.mark.parametrize("table", sorted(SCOPES))
def test_every_role_may_ask_of_every_table(session, world, role, table):
    from models.db import Base

    model = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)
    assert session.scalars(scoped(world.actor(role), model).limit(1)).all() is not None


def test_a_table_without_a_scope_is_not_shown(world):
    with pytest.raises(KeyError):
        within(world.actor("province_officer"), Event)
