"""How far every role sees in every table, row by row: the matrix's rows, by whose they are.

`tests/data/scope_reach.csv` says how many rows of each relation somebody of the first corner sees: of the own corner
(`home`), of the other firms of the district (`neighbour`), of another district, city or province, and of bureaus. It is
a statement of the rules, read and agreed to by people: after a change of rules delete it, run the test, which writes it
anew, and read it again.
"""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from models.db import Base
from models.order import TradeOrder
from models.scope import SCOPES, within
from models.unit import Unit
from tests.http.matrix_world import lay

FILE = Path(__file__).parents[1] / "data/scope_reach.csv"
WHOSE = ("organisation_id", "holder_id", "origin_id", "recycler_id", "account_id", "told_id", "id")
RELATIONS = ("home", "neighbour", "district", "city", "province", "bureau")


@pytest.fixture
def matrix(session, world):
    made = lay(session)
    session.commit()
    return made


def models():
    """Every table with a scope."""
    found = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}
    return {name: found[name] for name in sorted(SCOPES)}


def _owners(matrix):
    """Corner by the id of everything and everybody that rows name."""
    owners = {}
    for corner in matrix.corners:
        owners |= {place.id: corner for place in corner.places.values()}
        owners |= {person.account_id: corner for person in corner.people.values()}
        owners |= dict.fromkeys(corner.names.values(), corner)
    return owners


def _relation(owners, bureaus, home, row):
    named = [getattr(row, column) for column in (*WHOSE, "code", "number") if hasattr(row, column)]
    if bureaus & set(named):
        return "bureau"
    corner = next((owners[name] for name in named if name in owners), None)
    if corner is None:
        return None
    if corner is home:
        return "home"
    differs = [place == here for place, here in zip(corner.region, home.region, strict=True)]
    return ("province", "city", "district", "neighbour")[sum(differs)]


def reach(session, matrix, home, actor):
    """`{table: {relation: rows}}` of what the actor sees."""
    owners = _owners(matrix)
    bureaus = {person.organisation.id for person in matrix.officers.values()}
    seen = {}
    for name, model in models().items():
        rows = session.scalars(select(model).where(within(actor, model))).all()
        counts = Counter(_relation(owners, bureaus, home, row) for row in rows)
        del counts[None]  # the small world's, which is there besides
        if counts:
            seen[name] = dict(counts)
    return seen


def roles(matrix):
    """Everybody of the first corner, and over it."""
    from tradein import permissions

    found = {role: matrix.person(role, matrix.corners[0]) for role in permissions.table().roles}
    return {role: person.actor for role, person in found.items() if person is not None}


def _written():
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["role"], row["table"]): {name: int(row[name]) for name in RELATIONS if row[name]}
            for row in csv.DictReader(file)
        }


def test_everybody_sees_as_far_as_is_written(session, matrix):
    home = matrix.corners[0]
    seen = {
        (role, table): counts
        for role, actor in roles(matrix).items()
        for table, counts in reach(session, matrix, home, actor).items()
    }
    if not FILE.exists():
        with FILE.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(("role", "table", *RELATIONS))
            lines.writerows(
                (*key, *(counts.get(name, "") for name in RELATIONS)) for key, counts in seen.items()
            )
        pytest.fail("written anew: read it")
    assert seen == _written()


def test_without_account_organisation_or_place_nobody_sees_anything(session, matrix):
    """No person, no own rows; no firm, none of a firm; no place, none of a territory."""
    home = matrix.corners[0]
    for role, actor in roles(matrix).items():
        nobody = replace(actor, account_id=None, organisation_id=None, region=None)
        seen = reach(session, matrix, home, nobody)
        # Windows on offer are published: whoever books looks at everybody's.
        assert seen.keys() - {"slot"} <= ({"api_key", "audit"} if role == "auditor" else set()), (role, seen)


def test_the_public_sees_what_is_published_and_nothing_else(session, matrix):
    shown = {
        name
        for name, model in models().items()
        if session.scalars(select(model).where(within(None, model))).all()
    }
    assert shown == {"slot"}


def test_who_booked_for_somebody_sees_what_was_booked_and_nobody_else_does(session, matrix):
    owner, helper, stranger = (matrix.corners[number].people["consumer", 0] for number in (0, 1, -1))
    order = session.scalars(select(TradeOrder).where(TradeOrder.consumer_id == owner.account_id)).first()
    order.proxy_account_id = helper.account_id
    session.flush()

    def sees(person):
        return order.id in set(session.scalars(select(Unit.order_id).where(within(person.actor, Unit))))

    assert [sees(person) for person in (owner, helper, stranger)] == [True, True, False]
