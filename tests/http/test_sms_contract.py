"""One contract for whoever sends our text messages: the local outbox, and the gateway over a real socket."""

import hashlib
import hmac
import json
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest

from api.sms import Outgoing, ProviderDown, ProviderRefused, provider_of
from api.sms import gateway as over_http
from api.sms.gateway import Gateway, GatewayAccount
from api.sms.local import NOBODY, Habits, LocalOutbox, habits

NEVER = threading.Event()
SECRET = "a secret that both sides know, of enough characters"


class FakeGateway:
    """A gateway as a provider might run it, with a mode for every way of misbehaving."""

    def __init__(self):
        self.mode, self.sent, self.headers = "well", {}, []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                fake.headers.append(dict(self.headers))
                fake.answer(self, raw)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"

    def signed(self, headers, raw):
        moment = headers["X-Timestamp"].encode()
        right = hmac.new(SECRET.encode(), moment + b"\n" + raw, hashlib.sha256).hexdigest()
        return hmac.compare_digest(right, headers["X-Signature"])

    def answer(self, handler, raw):
        said = json.loads(raw)
        if not self.signed(handler.headers, raw):
            return self.reply(handler, 403, {"status": "refused", "reason": "signature"})
        if said["phone"] == NOBODY:
            return self.reply(handler, 200, {"status": "refused", "reason": "stop list"})
        if self.mode not in {"down", "busy"}:
            self.sent.setdefault(said["id"], said)
        return self.misbehave(handler, said)

    def misbehave(self, handler, said):
        bodies = {
            "wrong_type": b"[1, 2, 3]",
            "no_json": b"<html>maintenance</html>",
            "ten_megabytes": b"x" * 10_000_000,
            "receipt_is_a_number": b'{"status": "accepted", "receipt": 7}',
        }
        if self.mode in bodies:
            self.raw(handler, bodies[self.mode])
        elif self.mode == "busy":
            self.reply(handler, 503, {"status": "busy"})
        elif self.mode == "cut":
            self.raw(handler, b'{"status"', length=500)
        elif self.mode == "slow":
            NEVER.wait(0.6)
        elif self.mode == "redirect":
            self.raw(handler, b"", 302, location=self.url)
        else:
            self.reply(handler, 200, {"status": "accepted", "receipt": f"r-{said['id']}"})

    def reply(self, handler, status, body):
        self.raw(handler, json.dumps(body).encode(), status)

    def raw(self, handler, body, status=200, **headers):
        handler.send_response(status)
        handler.send_header("Content-Length", str(headers.pop("length", len(body))))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            handler.wfile.write(body)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def fake():
    made = FakeGateway()
    yield made
    made.close()


def gateway(fake, secret=SECRET):
    return Gateway(GatewayAccount(fake.url, "tradein", secret, "以旧换新"))


@pytest.fixture(params=["local outbox", "gateway over HTTP"])
def provider(request, tmp_path):
    """Each implementation, with a way to see what reached phones."""
    if request.param == "local outbox":
        outbox = LocalOutbox(tmp_path / "outbox.jsonl")
        yield outbox, lambda: [row["id"] for row in outbox.delivered()]
        return
    fake = FakeGateway()
    yield gateway(fake), lambda: list(fake.sent)
    fake.close()


def message(phone="13812345678", text="验证码 123456"):
    return Outgoing(uuid4(), phone, "sign_in", text)


# --- The contract -----------------------------------------------------------------------------------------------------


def test_a_message_arrives_and_has_a_receipt(provider):
    sender, arrived = provider
    one = message()
    assert sender.send(one)
    assert arrived() == [str(one.id)]


def test_the_same_id_is_sent_once_and_answered_alike(provider):
    sender, arrived = provider
    one = message()
    assert sender.send(one) == sender.send(one)
    assert arrived() == [str(one.id)]


def test_two_ids_are_two_messages(provider):
    sender, arrived = provider
    assert sender.send(message()) != sender.send(message())
    assert len(arrived()) == 2


def test_a_number_on_the_stop_list_is_refused_for_good(provider):
    sender, arrived = provider
    with pytest.raises(ProviderRefused):
        sender.send(message(NOBODY))
    assert arrived() == []


def test_neither_phone_nor_text_shows_in_a_log(provider):
    shown = repr(message())
    assert "138" not in shown
    assert "123456" not in shown


# --- The gateway ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mode",
    ["busy", "wrong_type", "no_json", "ten_megabytes", "receipt_is_a_number", "cut", "slow", "redirect"],
)
def test_an_answer_that_proves_nothing_is_no_receipt(fake, monkeypatch, mode):
    monkeypatch.setattr(over_http, "TIMEOUT_S", 0.3)
    fake.mode, sender, one = mode, gateway(fake), message()
    with pytest.raises(ProviderDown):
        sender.send(one)
    fake.mode = "well"
    assert sender.send(one) == f"r-{one.id}", "and the next try finds it sent, or sends it"
    assert list(fake.sent) == [str(one.id)]


def test_a_gateway_that_is_gone_is_down():
    fake = FakeGateway()
    sender = gateway(fake)
    fake.close()
    with pytest.raises(ProviderDown) as down:
        sender.send(message())
    assert "138" not in str(down.value)


def test_a_trickle_is_cut_off(fake, monkeypatch):
    monkeypatch.setattr(over_http, "TIMEOUT_S", 0.3)

    def trickle(handler, _said):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(20):
            try:
                handler.wfile.write(b" ")
                NEVER.wait(0.05)
            except OSError:
                return

    fake.misbehave = trickle
    begun = time.monotonic()
    with pytest.raises(ProviderDown):
        gateway(fake).send(message())
    assert time.monotonic() - begun < 0.9


def test_requests_are_signed_and_carry_everything(fake):
    one = message()
    gateway(fake).send(one)
    assert fake.sent[str(one.id)] == {
        "id": str(one.id),
        "phone": one.phone,
        "sender": "以旧换新",
        "template": "sign_in",
        "text": one.text,
    }
    assert fake.headers[0]["X-Account"] == "tradein"
    with pytest.raises(ProviderRefused, match="signature"):
        gateway(fake, "another secret").send(message())


@pytest.mark.parametrize("url", ["ftp://gateway/send", "gateway", "file:///etc/passwd", ""])
def test_only_http_addresses_are_gateways(url):
    with pytest.raises(ValueError, match="TRADEIN_SMS_URL"):
        Gateway(GatewayAccount(url, "a", "b"))


def test_a_relay_elsewhere_is_spoken_to_over_tls(fake):
    account = GatewayAccount(fake.url.replace("http:", "https:"), "a", SECRET)
    with pytest.raises(ProviderDown):
        Gateway(account).send(message())


# --- The local outbox's bad habits ------------------------------------------------------------------------------------


def test_habits_are_read_from_a_setting():
    assert habits("") == Habits()
    assert habits("seed=7, delay_s=2,down=0.2") == Habits(seed=7, delay_s=2.0, down=0.2)
    with pytest.raises(ValueError, match="mood"):
        habits("mood=1")


def test_down_takes_nothing_and_a_lost_reply_has_taken_it(tmp_path):
    for name, taken in (("down", 0), ("lost_reply", 1), ("wrong_reply", 1)):
        outbox = LocalOutbox(tmp_path / name, Habits(**{name: 1.0}))
        with pytest.raises(ProviderDown):
            outbox.send(message())
        assert len(outbox.delivered()) == taken, name


def test_a_message_arrives_late_or_twice(tmp_path):
    at = datetime(2026, 11, 21, 8, tzinfo=UTC)
    outbox = LocalOutbox(tmp_path / "late", Habits(delay_s=90, duplicate=1.0), lambda: at)
    outbox.send(message())
    assert outbox.delivered(at + timedelta(seconds=89)) == []
    assert len(outbox.delivered(at + timedelta(seconds=90))) == 2


def test_the_same_seed_misbehaves_in_the_same_way(tmp_path):
    messages = [message() for _ in range(40)]

    def told(name, seed):
        outbox = LocalOutbox(tmp_path / name, Habits(seed=seed, refuse=0.3))
        return [_takes(outbox, one) for one in messages]

    assert told("a", 7) == told("b", 7) != told("c", 8)
    assert 4 < told("d", 7).count(False) < 24


def _takes(outbox, one):
    try:
        return bool(outbox.send(one))
    except ProviderRefused:
        return False


def test_the_outbox_is_for_nobody_else_to_read(tmp_path):
    outbox = LocalOutbox(tmp_path / "home" / "outbox.jsonl")
    outbox.send(message())
    assert outbox.path.stat().st_mode & 0o777 == 0o600


def test_who_sends_is_a_setting(settings):
    assert isinstance(provider_of(settings), LocalOutbox)
    assert isinstance(
        provider_of(settings.model_copy(update={"sms_url": "https://sms.example/send"})), Gateway
    )
    with pytest.raises(LookupError):
        provider_of(settings.model_copy(update={"env": "production"}))
