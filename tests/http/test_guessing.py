"""Guessing passwords, codes and second factors over two workers, from many addresses at once: nobody gets in (G9).

The workers are real and so is the database they share; addresses are those of a proxy that the operator has declared,
because one address would be locked at once and prove little. Every phone and account of the guesses is a live one.
"""

import json
import random
import threading
from collections import Counter
from http.client import HTTPConnection

import pytest

from tests.http.live import serving
from tests.world import OFFICE_ROLES, PASSWORD, TRADE_ROLES

URL = "/api/v1/session"
THREADS = 8


@pytest.fixture
def server(world, fresh_database, tmp_path, monkeypatch):
    # `serving` hands on what is not ours by name; the proxy is declared for this server alone.
    with serving(fresh_database, tmp_path, TRADEIN_TRUSTED_PROXIES="1") as address:
        yield address


class Attacker:
    """Guesses from one of many addresses at a time, and notes what it is answered."""

    def __init__(self, server, logins, phones):
        self.server, self.logins, self.phones = server, logins, phones
        self.answers, self.lock = Counter(), threading.Lock()

    def guess(self, count, seed):
        """`count` guesses over one connection."""
        chance = random.Random(seed)  # noqa: S311 - a reproducible attack
        connection = HTTPConnection(*self.server, timeout=60)
        answers = Counter()
        for number in range(count):
            path, body = self._next(chance, number)
            address = f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"
            headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
            connection.request("POST", path, json.dumps(body), headers)
            reply = connection.getresponse()
            reply.read()
            answers[path.rpartition("/")[2], reply.status] += 1
        connection.close()
        with self.lock:
            self.answers += answers

    def _next(self, chance, number):
        code = f"{chance.randrange(10**6):06d}"
        kind = number % 8
        if kind == 0:
            return URL, {"account": chance.choice(self.logins), "password": f"{PASSWORD}{code}"}
        if kind == 1:
            return f"{URL}/recover", {
                "account": chance.choice(self.logins),
                "code": f"AAAA{code}",
                "password": "lotus heron ferry",
            }
        return f"{URL}/phone", {"phone": chance.choice(self.phones), "code": code}


def attack(attacker, guesses):
    """Everything is tried by eight connections over two workers; the answers by path and status."""
    _ask_for_codes(attacker)
    share = guesses // THREADS
    threads = [threading.Thread(target=attacker.guess, args=(share, seed)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return attacker.answers


def _ask_for_codes(attacker):
    """Every phone has a code in force when the guessing begins."""
    connection = HTTPConnection(*attacker.server, timeout=60)
    for number, phone in enumerate(attacker.phones):
        headers = {"Content-Type": "application/json", "X-Forwarded-For": f"192.0.2.{number}"}
        connection.request("POST", f"{URL}/code", json.dumps({"phone": phone}), headers)
        reply = connection.getresponse()
        said = reply.read()
        if reply.status != 202:
            connection.close()
            pytest.fail(f"{number}: {said.decode()}")
    connection.close()


def _phones(count):
    return [f"1380000{number:04d}" for number in range(count)]


def _hold(answers, guesses):
    assert sum(answers.values()) == guesses
    hits = {key: count for key, count in answers.items() if key[1] < 400}
    assert not hits, f"somebody got in: {hits}"
    assert not {key for key in answers if key[1] >= 500 and key[1] != 503}, answers
    assert answers["session", 429] >= answers["session", 401], "the limit bites"
    assert answers["phone", 429] >= answers["phone", 422], "here, too"


def test_some_guesses(server, world):
    logins = [world.person("recycler_staff").login]
    _hold(attack(Attacker(server, logins, _phones(6)), 240), 240)


@pytest.mark.long
def test_a_hundred_thousand_guesses(server, world, record_property):
    logins = [world.person(role).login for role in (*TRADE_ROLES, *OFFICE_ROLES)]
    answers = attack(Attacker(server, logins, _phones(200)), 100_000)
    record_property("answers", dict(answers))
    print(dict(answers))
    _hold(answers, 100_000)
