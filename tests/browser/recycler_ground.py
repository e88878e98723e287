"""A collector's morning: bookings for today, what the consumer's screen shows, and pictures for the camera."""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask
from PIL import Image
from sqlalchemy import Engine, text

from tests.http.pictures import noise
from tests.http.test_booking import Desk, order_body
from tests.world import SignIn, World
from tradein.moment import SHANGHAI

FRAMES_A_SECOND = 10
GREY = 110
FRAME = (640, 360)


@dataclass(frozen=True)
class Door:
    """A booking at one door."""

    number: str
    code: str
    handover: str


class Morning:
    """Makes bookings for today through the API, and answers as the people on the other side."""

    def __init__(self, app: Flask, engine: Engine, world: World) -> None:
        self.client = app.test_client(use_cookies=False)
        self.sign_in = SignIn(world)
        self.desk = Desk(self.client, self.sign_in)
        self.engine, self.world = engine, world
        self.staff = world.person("recycler_staff")

    def doors(self, count: int) -> list[Door]:
        """So many bookings, accepted and assigned to the first collector, in windows of today one after another."""
        slot = self.desk.slot(capacity=count)
        return [self._door(slot, place) for place in range(count)]

    def offered(self) -> str:
        """A booking that waits for the manager's answer."""
        return str(self.desk.order(self.desk.slot(hour=10))["number"])

    def _door(self, slot: dict[str, Any], place: int) -> Door:
        contact = order_body()["contact"] | {"address": f"柳园街道花园路{place + 1}号3单元501"}
        order = self.desk.order(slot, contact=contact)
        number = order["number"]
        self.desk.post("recycler_manager", f"orders/{number}/accept")
        reply = self.desk.post(
            "recycler_manager", f"orders/{number}/assign", {"collector": str(self.staff.account_id)}
        )
        assert reply.status_code == 200, reply.json
        self._today(number, place)
        shown = self.desk.get("consumer", f"orders/{number}").json
        return Door(number, shown["units"][0]["code"], shown["handover"]["code"])

    def _today(self, number: str, place: int) -> None:
        # Windows of today may be over already when the test runs; what is shown does not depend on that.
        start = datetime.now(SHANGHAI).replace(hour=8 + 2 * place, minute=0, second=0, microsecond=0)
        with self.engine.begin() as connection:
            connection.execute(
                text("UPDATE trade_order SET slot_start = :start, slot_end = :end WHERE number = :number"),
                {"start": start, "end": start + timedelta(hours=2), "number": number},
            )

    def consent_code(self, number: str) -> str:
        """What the consumer's screen shows when a new price waits."""
        (requote,) = self.desk.get("consumer", f"orders/{number}").json["requotes"]
        return str(requote["consent_code"])

    def blank_label(self) -> str:
        """A pre-printed label of the recycler's own."""
        roll = self.desk.post("recycler_manager", "labels/rolls", {"count": 1}).json["number"]
        return str(self.desk.get("recycler_manager", f"labels/rolls/{roll}/labels").json["items"][0]["code"])

    def unit(self, code: str) -> dict[str, Any]:
        """The unit as its recycler sees it."""
        reply = self.desk.get("recycler_manager", f"units/{code}")
        assert reply.status_code == 200, reply.json
        return dict(reply.json)

    def scan(self, role: str, code: str, step: str, **more: Any) -> str:
        """Somebody else's scan; the verdict."""
        said = {"event_id": str(uuid4()), "code": code, "step": step}
        body = {"scans": [said | {"event_time": datetime.now(UTC).isoformat()} | more]}
        return str(self.desk.post(role, "scans", body).json["verdicts"][0]["verdict"])

    def symbol(self, code: str) -> Image.Image:
        """The label's QR code, as the product draws it."""
        return Image.open(io.BytesIO(self.client.get(f"/obj/{code}/qr.png").data)).convert("L")


def photo(folder: Path, seed: int) -> Path:
    """A picture as a phone takes it: larger than what may be sent."""
    path = folder / f"photo{seed}.jpg"
    noise((120, 90), seed).resize((2400, 1800), Image.Resampling.NEAREST).save(path, quality=95)
    return path


def film(path: Path, scenes: Iterable[tuple[Image.Image | None, float, int]]) -> Path:
    """A film for the fake camera (Y4M): pictures with the seconds they are shown and how far they are turned."""
    width, height = FRAME
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        colourless = bytes([128]) * (width * height // 2)
        for picture, seconds, degrees in scenes:
            frame = Image.new("L", FRAME, GREY)
            if picture is not None:
                turned = picture.rotate(degrees, expand=True, fillcolor=GREY)
                turned.thumbnail((height - 20, height - 20))
                frame.paste(turned, ((width - turned.width) // 2, (height - turned.height) // 2))
            for _ in range(int(seconds * FRAMES_A_SECOND)):
                file.write(b"FRAME\n" + frame.tobytes() + colourless)
    return path


class LostAnswers:
    """Between server and phone: while `losing`, what the server did is done, but its answer does not arrive."""

    def __init__(self, inner: Callable[..., Any], path: str) -> None:
        self.inner, self.path, self.losing = inner, path, False
        self.sizes: list[int] = []
        """Of the photos that were sent."""
        self.verdicts: list[str] = []
        """That arrived."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"] == "/api/v1/photos" and environ["REQUEST_METHOD"] == "POST":
            self.sizes.append(int(environ["CONTENT_LENGTH"]))
        if environ["PATH_INFO"] != self.path:
            return self.inner(environ, start_response)
        said: list[Any] = []
        answer = self.inner(environ, lambda *head: said.extend(head) or (lambda _: None))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        if self.losing:
            start_response("502 Bad Gateway", [("Content-Type", "text/html"), ("Content-Length", "0")])
            return [b""]
        self.verdicts += [one["verdict"] for one in json.loads(body).get("verdicts", ())]
        start_response(*said)
        return [body]
