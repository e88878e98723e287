"""A world in which much has happened: a life told to its end, others left in the middle, and every name in use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.every_table import metadata
from models.unit import Unit
from models.watchdog import watch
from tests.http.plant import second_person
from tests.journeys.life import LIFE
from tests.journeys.steps import FOLD, LABEL, RECOUNT, Chapter
from tests.journeys.telling import Telling
from tests.world import SignIn, World
from tradein.moment import SHANGHAI

Names = Mapping[str, Sequence[Any]]
BENCH, STORE = 5, 6
"""Chapters in which a life is taken apart, and in which its materials leave."""
ENOUGH = 3
"""So many rows show whether a list asks once or once a row."""


def populate(client: FlaskClient, session: Session, world: World) -> None:
    """Tell the lives over HTTP, then what else lists hold; every step must be accepted."""
    sign_in = SignIn(world)
    bosses = {role: second_person(session, world, role, manager=True) for role in ("warehouse", "dismantler")}

    def people(role: str, number: int) -> dict[str, str]:
        return bosses[role] if number == 2 else sign_in(role, number)

    for days, chapters in enumerate(_lives(), 2):
        telling = Telling(client, people, _known(world, days), {})
        telling.tell(_bare(chapter) for chapter in chapters)
    _conflict(client, session, world)
    _check(client, world)
    # A month later nobody has moved what stands about.
    watch(session, datetime.now(UTC) + timedelta(days=30), lambda _: True)
    session.commit()


def _conflict(client: FlaskClient, session: Session, world: World) -> None:
    """Collections that arrive after the unit has gone on: they wait for somebody to decide."""
    gone = session.scalars(select(Unit.code).where(Unit.stage == "dismantled").limit(ENOUGH))
    scans = [
        {
            "event_id": str(uuid4()),
            "code": code,
            "step": "collecting",
            "event_time": datetime.now(UTC).isoformat(),
        }
        for code in gone
    ]
    reply = client.post("/api/v1/scans", json={"scans": scans}, headers=SignIn(world)("recycler_staff"))
    assert reply.json["counts"] == {"conflict": ENOUGH}, reply.json


def _check(client: FlaskClient, world: World) -> None:
    today = datetime.now(SHANGHAI).date().isoformat()
    body = {
        "method": "closing_stock",
        "site": world.organisation("dismantler").site_code,
        "from": today,
        "to": today,
    }
    for number in range(ENOUGH):
        headers = SignIn(world)("dismantler") | {"Idempotency-Key": f"check-{number}"}
        counted = [{"output_code": "STEEL", "mass_g": number}]
        made = client.post("/api/v1/dismantlings/checks", json={**body, "counted": counted}, headers=headers)
        assert made.status_code == 201, made.json


def _lives() -> list[list[Chapter]]:
    """One whole life; two with a manifest in draft; one on the bench; one at the door; one just booked."""
    drafted = [*LIFE[:STORE], _beginning(LIFE[STORE], -3)]
    return [
        list(LIFE),
        drafted,
        drafted,
        [*LIFE[:BENCH], _beginning(LIFE[BENCH], 22)],
        list(LIFE[:3]),
        list(LIFE[:1]),
    ]


def _beginning(chapter: Chapter, steps: int) -> Chapter:
    return replace(chapter, steps=chapter.steps[:steps])


def _known(world: World, days: int) -> dict[str, Any]:
    start = (datetime.now(SHANGHAI) + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
    return {
        "slot_start": start.astimezone(UTC).isoformat(),
        "year": start.year,
        "collector": str(world.person("recycler_staff").account_id),
        "store": world.organisation("warehouse").site_code,
        "plant": world.organisation("dismantler").site_code,
        "base": "http://localhost",
    }


def _bare(chapter: Chapter) -> Chapter:
    """The chapter without what only looks."""
    looks = {RECOUNT, FOLD, LABEL}
    steps = (step for step in chapter.steps if step.call not in looks and "/oversight/" not in step.call)
    return replace(chapter, steps=tuple(replace(step, holds={}) for step in steps))


COLUMNS = {
    "order": "trade_order.number",
    "work_order": "dismantling.number",
    "transfer": "waste_transfer.number",
    "roll": "label_roll.number",
    "label": "label.code",
    "unit": "unit.code",
    "load": "load.code",
    "lot": "output_lot.number",
    "slot": "slot.id",
    "quote": "quote.id",
    "site": "site.code",
    "organisation": "organisation.id",
    "membership": "membership.id",
    "key": "api_key.id",
    "device": "device.id",
    "collector": "membership.account_id",
    "event": "event.event_id",
    "alert": "alert.id",
    "correction": "correction.id",
    "pending": "pending_scan.event_id",
    "dataset": "reference_edition.dataset",
    "item_type": "item_type.code",
    "output_code": "key_output.output_code",
    "waste_code": "hazardous_waste.key",
    "refrigerant": "refrigerant.key",
}
FIXED = {
    "region": ["371502", "371581", "371402", "371500", "370000", "370100", "110000", "659001"],
    "seq": [1, 2, 3],
    "photo": ["5f" * 32],
}


def names(session: Session) -> Names:
    """Every name in use, by what it names; whole numbers stay numbers."""
    return FIXED | {kind: _used(session, where) for kind, where in COLUMNS.items()}


def _used(session: Session, where: str) -> list[Any]:
    table, _, column = where.partition(".")
    named = metadata().tables[table].c[column]
    found = session.scalars(select(named).distinct().order_by(named).limit(200))
    return [value if isinstance(value, int) else str(value) for value in found]
