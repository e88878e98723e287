"""A province in which everybody types markup wherever words are free, told over HTTP."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.party import Organisation
from models.watchdog import watch
from tests.http.plant import second_person
from tests.http.populated import _bare, _known
from tests.http.test_parties import application
from tests.journeys.life import LIFE
from tests.journeys.steps import Step
from tests.journeys.telling import Telling
from tests.world import SignIn, World

HOSTILE = "<img src=x onerror=hit()><script>hit()</script>"
"""Short enough for every field; a picture that cannot load runs what no script element added later would."""
ASKED = {"reason": f"核对 {HOSTILE}", "ticket": "TS-2026-0001"}
# Words without a form of their own, by how the API calls them.
WORDS = frozenset(
    {
        *("note", "reason", "remark", "record", "test_record", "unweighed", "premises"),
        *("line", "bench", "shift", "camera", "packing", "treatment", "destination"),
        *("buyer_name", "driver", "escort", "carrier_name", "receiver_name", "receiver_address"),
    }
)


class HostileTelling(Telling):
    """Says everything with markup in it where words are free; choices and names of people stay."""

    def _send(self, step: Step, where: str) -> None:
        super()._send(replace(step, body=_typed(step.body)), where)


def _typed(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _typed(inner, key) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(inner, name) for inner in value]
    is_choice = isinstance(value, str) and value.isascii() and value.islower() and " " not in value
    return HOSTILE if name in WORDS and isinstance(value, str) and not is_choice else value


def tell(app: Flask, engine: Engine, world: World) -> dict[str, Any]:
    """The whole life and what else people write; the names that the pages need."""
    client, sign_in = app.test_client(use_cookies=False), SignIn(world)
    with Session(engine, expire_on_commit=False) as session:
        bosses = {
            role: second_person(session, world, role, manager=True) for role in ("warehouse", "dismantler")
        }
        # Told by an application that a bureau has granted; the form of it is tested elsewhere.
        for firm in session.scalars(select(Organisation).where(Organisation.kind != "bureau")):
            firm.name = f"{firm.name[:20]}{HOSTILE}"
        session.commit()

        def people(role: str, number: int) -> dict[str, str]:
            return bosses[role] if number == 2 else sign_in(role, number)

        told = HostileTelling(client, people, _known(world, 2), {})
        known = told.tell(_bare(chapter) for chapter in LIFE)
        say = _Saying(client, people)
        _of_the_trade(say, known, world)
        watch(session, datetime.now(UTC) + timedelta(days=30), lambda _: True)
        session.commit()
        _of_offices(say, known, world)
    return known


class _Saying:
    """Sends as somebody, and insists that it was taken."""

    def __init__(self, client: Any, people: Callable[[str, int], dict[str, str]]) -> None:
        self.client, self.people = client, people

    def __call__(self, role: str, method: str, path: str, body: Any = None, number: int = 0) -> Any:
        headers = (self.people(role, number) if role else {}) | {"Idempotency-Key": str(uuid4())}
        options = {"json": body} if body is not None else {}
        reply = self.client.open(f"/api/v1/{path}", method=method, headers=headers, **options)
        assert reply.status_code < 300, (method, path, reply.json)
        return reply.json


def _of_the_trade(say: _Saying, known: dict[str, Any], world: World) -> None:
    order = known["order"]
    say("consumer", "POST", f"orders/{order}/review", {"rating": 1, "remark": HOSTILE})
    say("recycler_manager", "POST", "devices", {"name": HOSTILE})
    key = {"name": HOSTILE, "scopes": ["unit:read"], "ip_list": ["10.0.0.0/8"]}
    say("recycler_manager", "POST", "api-keys", key)
    for role in ("recycler_manager", "dismantler"):
        place = world.organisation(role.removesuffix("_manager"))
        say(
            role, "PUT", f"sites/{place.site_code}", {"name": HOSTILE}, 0 if role == "recycler_manager" else 2
        )
    asked = application(premises=HOSTILE)
    say("", "POST", "organisations", {**asked, "name": f"东昌府{HOSTILE}"})
    say("recycler_manager", "POST", "exports", {"dataset": "units", "reason": ASKED["reason"]})
    today = datetime.now(UTC).date().isoformat()
    check = {"method": "closing_stock", "site": known["plant"], "from": today, "to": today, "note": HOSTILE}
    say(
        "dismantler",
        "POST",
        "dismantlings/checks",
        {**check, "counted": [{"output_code": "STEEL", "mass_g": 1}]},
    )


def _of_offices(say: _Saying, known: dict[str, Any], world: World) -> None:
    officer = "district_officer"
    say(officer, "POST", f"orders/{known['order']}/unmask", ASKED)
    say(officer, "POST", f"units/{known['washer']}/hold", {"reason": ASKED["reason"]})
    (alert, *_) = say(officer, "GET", "alerts")["items"]
    say(officer, "POST", f"alerts/{alert['id']}/claim")
    say(officer, "POST", f"alerts/{alert['id']}/close", {"reason": ASKED["reason"]})
    known["alert"] = alert["id"]
    (asked,) = say(officer, "GET", "applications?state=submitted")["items"]
    known["application"] = asked["id"]
    remarks = [{"field": "licences.0.number", "remark": HOSTILE}]
    back = {"reason": ASKED["reason"], "version": 1, "remarks": remarks}
    say(officer, "POST", f"applications/{asked['id']}/return", back)
    firm = world.organisation("refurbisher").id
    known["firm"] = str(firm)
    say(officer, "POST", f"organisations/{firm}/suspend", {"reason": ASKED["reason"]})
    say(officer, "POST", "exports", {"dataset": "units", "reason": ASKED["reason"]})
    bureau = str(world.bureaus["371502"].id)
    say("system_admin", "PUT", f"networks/{bureau}", {"networks": ["127.0.0.0/8"], "reason": ASKED["reason"]})
