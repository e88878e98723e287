"""One contract, two providers: the register in this process, and the same behind HTTP. Only a clear match is one."""

import hashlib
import hmac
import json
import time
from contextlib import ExitStack
from datetime import timedelta
from uuid import uuid4

import pytest

from api.real_name import local
from api.real_name.desk import provider_of
from api.real_name.gateway import HttpTransport
from api.real_name.local import LocalTransport, Register, Trouble
from api.real_name.wire import NoReply, WireProvider, encoded
from api.settings import Settings
from tests.http.real_name_server import HERE, SECRET, gateway
from tradein.identity import Document, DocumentKind
from tradein.real_name import Outcome, Question

SHORT = timedelta(milliseconds=300)
NUMBER, NAME = "370102199003070016", "买买提·吐尔逊"


def question(name=NAME, kind=DocumentKind.RESIDENT_ID, number=NUMBER):
    return Question(uuid4(), name, Document(kind, number, f"cn:{number}"))


@pytest.fixture(params=["local", "http"])
def provider(request, monkeypatch):
    """A provider over a register with these habits."""
    monkeypatch.setattr(local, "TIME_OUT", SHORT)
    with ExitStack() as stack:

        def over(**register):
            made = Register(**register)
            if request.param == "local":
                return WireProvider(LocalTransport(made))
            server = stack.enter_context(gateway(made))
            return WireProvider(HttpTransport(server.url, SECRET, lambda: HERE, SHORT))

        yield over


@pytest.mark.parametrize(
    ("people", "outcome"),
    [
        ({NUMBER: NAME}, Outcome.MATCH),
        ({NUMBER: "买买提•吐尔逊"}, Outcome.MATCH),
        ({NUMBER: "张三"}, Outcome.MISMATCH),
        ({}, Outcome.NOT_FOUND),
    ],
)
def test_what_the_register_knows_is_answered(provider, people, outcome):
    assert provider(people=people).ask(question()) is outcome


def test_a_document_it_does_not_know_is_no_mismatch(provider):
    asked = provider(people={}, unsupported=frozenset({DocumentKind.TW_PASS}))
    assert asked.ask(question(kind=DocumentKind.TW_PASS)) is Outcome.UNSUPPORTED_DOCUMENT


@pytest.mark.parametrize("trouble", [one for one in Trouble if one is not Trouble.NONE])
def test_trouble_is_never_a_match_and_never_waited_for(provider, trouble):
    asked = provider(people={NUMBER: NAME}, trouble=trouble)
    begun = time.monotonic()
    assert asked.ask(question()) is Outcome.PROVIDER_ERROR
    assert time.monotonic() - begun < 2


def test_trouble_by_seed_is_the_same_in_every_run():
    asked = question()
    body = encoded(asked)
    for seed in range(20):
        one, other = (Register(trouble=None, seed=seed).answer(body) for _ in range(2))
        assert one == other
    assert len({Register(trouble=None, seed=seed).answer(body).body for seed in range(40)}) > 3


def test_a_slow_drip_ends_with_the_time(monkeypatch):
    with gateway(Register(people={NUMBER: NAME}), drip=0.1) as server:
        begun = time.monotonic()
        transport = HttpTransport(server.url, SECRET, lambda: HERE, SHORT)
        with pytest.raises(NoReply, match="time_out"):
            transport.send(encoded(question()))
        assert time.monotonic() - begun < 1


def test_a_redirect_is_not_followed():
    with gateway(Register(), moved=True) as server:
        asked = WireProvider(HttpTransport(server.url, SECRET, lambda: HERE, SHORT))
        assert asked.ask(question()) is Outcome.PROVIDER_ERROR
        assert len(server.seen) == 1


def test_nobody_there_is_a_provider_error():
    asked = WireProvider(HttpTransport("http://127.0.0.1:1/", SECRET, lambda: HERE, SHORT))
    assert asked.ask(question()) is Outcome.PROVIDER_ERROR


def test_the_request_is_signed_and_names_nothing_in_its_address():
    with gateway(Register(people={NUMBER: NAME})) as server:
        asked = question()
        WireProvider(HttpTransport(server.url, SECRET, lambda: HERE, SHORT)).ask(asked)
        [(path, headers, body)] = server.seen
    assert path == "/check"
    assert NUMBER not in str(headers)
    assert json.loads(body) == {
        "id": str(asked.id),
        "name": NAME,
        "kind": "resident_id",
        "number": NUMBER,
        "country": None,
    }
    signed = hmac.digest(SECRET, f"{HERE}.".encode() + body, hashlib.sha256).hex()
    assert headers["X-Tradein-Signature"] == signed


@pytest.mark.parametrize("url", ["http://example.cn/", "ftp://127.0.0.1/", "https://", "nothing"])
def test_only_https_leaves_this_machine(url):
    with pytest.raises(ValueError, match="https"):
        HttpTransport(url, SECRET, lambda: HERE)


def test_https_is_what_an_https_address_gets(monkeypatch):
    transport = HttpTransport("https://127.0.0.1:1/check", SECRET, lambda: HERE, SHORT)
    with pytest.raises(NoReply, match="ConnectionRefusedError"):
        transport.send(b"{}")


@pytest.mark.parametrize(
    ("environment", "outcome"), [("development", Outcome.MATCH), ("production", Outcome.PROVIDER_ERROR)]
)
def test_the_local_register_is_not_for_production(environment, outcome):
    chosen = Settings.model_construct(env=environment, real_name_url="", secret_real_name=None)
    assert provider_of(chosen).ask(question()) is outcome


def test_an_address_connects_a_gateway():
    with gateway(Register(people={NUMBER: "张三"})) as server:
        chosen = Settings(real_name_url=server.url)
        # Another secret than the provider's: it refuses, and that is no match.
        assert provider_of(chosen).ask(question()) is Outcome.PROVIDER_ERROR
        assert len(server.seen) == 1
