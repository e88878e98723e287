"""A dismantling plant to call over HTTP: a worker, a manager, two received fridges, and the way through an order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from models.party import Membership
from models.session import LoginSession
from tests.persistence.dismantling_ground import colleague, received
from tests.world import Place, digest

ORDERS = "/api/v1/dismantlings"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def keyed(headers, key=None):
    """The headers with an idempotency key, a fresh one unless given."""
    return {**headers, "Idempotency-Key": key or uuid4().hex}


def second_person(session, world, role="dismantler", *, manager=False):
    """Another member of the first plant, or of where somebody in another role works, signed in."""
    actor = colleague(session, world.actor(role), manager=manager)
    membership = session.query(Membership).filter_by(account_id=actor.account_id).one()
    membership.valid_from = SINCE
    token = f"{actor.account_id.hex}{'x' * 11}"
    session.add(
        LoginSession(
            token_hash=digest(token),
            account_id=actor.account_id,
            membership_id=membership.id,
            created_at=SINCE,
            expires_at=SINCE + timedelta(days=36_500),
            last_seen_at=SINCE + timedelta(days=36_500),
            proved_at=SINCE + timedelta(days=36_500),
            second_factor_at=SINCE,
        )
    )
    session.commit()
    return replace(world.person(role), token=token).session_headers()


@dataclass(frozen=True)
class Line:
    """The plant and its people; `units` are two received fridges of 45 and 40 kg."""

    client: FlaskClient
    plant: Place
    worker: dict[str, str]
    boss: dict[str, str]
    units: list[str]

    def get(self, path, headers=None, **query):
        return self.client.get(path, query_string=query, headers=headers or self.worker)

    def post(self, path, headers=None, key=None, **body) -> Any:
        """Send a body, or none; every call is keyed."""
        sent = {"json": body} if body else {}
        return self.client.post(path, headers=keyed(headers or self.worker, key), **sent)

    def opening(self, units=(), **changed):
        bench = {
            "site": self.plant.site_code,
            "group": "FRIDGE",
            "line": "一号线",
            "bench": "3",
            "shift": "早班",
        }
        return {**bench, "units": [{"code": code} for code in units], **changed}

    def opened(self):
        """The path of an open order with both units."""
        made = self.post(ORDERS, **self.opening(self.units))
        assert made.status_code == 201, made.json
        return f"{ORDERS}/{made.json['number']}"

    def worked(self, order):
        """Everything but weighing."""
        for code in self.units:
            assert self.post(f"{order}/completeness", code=code).status_code == 200
        for step in self.get(order).json["steps"]:
            for person in (self.worker, self.boss)[: step["persons"]]:
                ticked = self.post(f"{order}/steps", person, step=step["step"], camera="CAM-1")
                assert ticked.status_code == 200, ticked.json
        assert self.post(f"{order}/refrigerant", refrigerant="R134a", mass_g=210).status_code == 201

    def weigh(self, order, output_code, net_g, waste_code=None):
        scale = {"gross_g": net_g + 800, "tare_g": 800, "scale": "serial"}
        return self.post(f"{order}/outputs", output_code=output_code, waste_code=waste_code, **scale)

    def dismantled(self):
        """The path of a closed order."""
        order = self.opened()
        self.worked(order)
        for output_code, grams in (("STEEL", 60_000), ("COMPRESSOR", 14_900), ("PLASTIC", 9_000)):
            assert self.weigh(order, output_code, grams).status_code == 201
        assert self.weigh(order, "PCB", 700, "900-045-49").status_code == 201
        closed = self.post(f"{order}/close")
        assert closed.status_code == 200, closed.json
        return order


def a_line(client, session, world, sign_in):
    """The plant with two received fridges."""
    place = world.organisation("dismantler")
    units = [received(session, place, weight_g=grams) for grams in (45_000, 40_000)]
    boss = second_person(session, world, manager=True)
    return Line(client, place, sign_in("dismantler"), boss, units)
