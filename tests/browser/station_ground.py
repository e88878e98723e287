"""What comes to a station: appliances fetched at the door with photos, in stock, on loads that are on their way."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from flask import Flask
from playwright.sync_api import Page

from tests.http.pictures import jpeg
from tests.http.test_booking import Desk
from tests.world import SignIn, World

GUN_MS = 4


class Yard:
    """Does through the API what the recyclers and the other side of a gate do."""

    def __init__(self, app: Flask, world: World) -> None:
        self.client = app.test_client(use_cookies=False)
        self.desk = Desk(self.client, SignIn(world))
        self.world = world
        self.taken = 0
        """Photos so far: no two alike."""

    def site(self, kind: str) -> str:
        return self.world.organisation(kind).site_code

    def scan(self, role: str, code: str, step: str, number: int = 0, **more: Any) -> str:
        """One scan; its verdict."""
        said = {"event_id": str(uuid4()), "code": code, "step": step}
        body = {"scans": [said | {"event_time": datetime.now(UTC).isoformat()} | more]}
        reply = self.desk.post(role, "scans", body, number=number).json
        return str(reply["verdicts"][0]["verdict"])

    def fetched(self, count: int, weight_g: int = 50_000) -> list[str]:
        """So many fridges at the recycler's, each with a photo of its front."""
        roll = self.desk.post("recycler_manager", "labels/rolls", {"count": count}).json["number"]
        labels = self.desk.get("recycler_manager", f"labels/rolls/{roll}/labels").json["items"]
        codes = [str(one["code"]) for one in labels]
        for code in codes:
            born = {"item_type": "FRIDGE", "region": "371502"}
            assert self.scan("recycler_staff", code, "commissioning", **born) == "applied"
            taken = {"weight_g": weight_g, "price_fen": 5_000, "photos": [self._photo()]}
            assert self.scan("recycler_staff", code, "collecting", **taken) == "applied"
        return codes

    def _photo(self) -> str:
        self.taken += 1
        headers = SignIn(self.world)("recycler_staff") | {"Content-Type": "image/jpeg"}
        sent = self.client.post("/api/v1/photos?purpose=pickup", data=jpeg(self.taken), headers=headers)
        assert sent.status_code == 201, sent.json
        return str(sent.json["sha256"])

    def coming(self, codes: list[str], to: str = "warehouse") -> str:
        """A load with these aboard, on its way."""
        made = self.desk.post("recycler_staff", "loads", {"destination": self.site(to), "plate": "鲁P12345"})
        load = str(made.json["code"])
        for code in codes:
            assert self.scan("recycler_staff", code, "loading", load=load) == "applied"
        assert self.scan("recycler_staff", load, "shipping", load=load) == "applied"
        return load

    def stored(self, count: int) -> list[str]:
        """So many fridges in the warehouse."""
        codes = self.fetched(count)
        for code in codes:
            given = {"site": self.site("warehouse"), "weight_g": 50_000}
            assert self.scan("warehouse", code, "receiving", **given) == "applied"
        return codes

    def unit(self, code: str, role: str = "warehouse") -> dict[str, Any]:
        """The unit as that firm sees it."""
        reply = self.desk.get(role, f"units/{code}")
        assert reply.status_code == 200, reply.json
        return dict(reply.json)


def shoot(page: Page, code: str) -> None:
    """What a scanner gun does, wherever the focus is: fast keys, then Enter."""
    page.keyboard.type(code, delay=GUN_MS)
    page.keyboard.press("Enter")
