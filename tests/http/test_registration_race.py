"""Eight people register at the same moment, from one address, on two workers: nobody is turned away."""

import json
import threading
from http.client import HTTPConnection

import pytest
from sqlalchemy import func, select

from models.party import Account, Organisation
from tests.http.live import serving
from tests.world import credit_code

AT_ONCE = 8
PASSWORD = "long enough to keep"


@pytest.fixture
def server(world, fresh_database, tmp_path):
    with serving(fresh_database, tmp_path) as address:
        yield address


def _together(server, requests):
    """The answers to all requests, sent at one moment over connections of their own."""
    barrier, answers = threading.Barrier(len(requests)), []

    def send(path, body):
        connection = HTTPConnection(*server, timeout=30)
        connection.connect()
        barrier.wait()
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        reply = connection.getresponse()
        answers.append((reply.status, json.loads(reply.read())))
        connection.close()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _person(number, login="firm"):
    return {"login": f"{login}{number}", "password": PASSWORD, "display_name": "买买提·吐尔逊"}


def _firm(number, **changed):
    return {
        "credit_code": credit_code(700 + number, "371502"),
        "name": f"东昌府再生资源{number}号",
        "kind": "recycler",
        "region": "371502",
        "manager": _person(number),
        **changed,
    }


def test_eight_at_once(server, fresh_engine):
    firms = _together(server, [("/api/v1/organisations", _firm(number)) for number in range(AT_ONCE)])
    assert [status for status, _ in firms] == [201] * AT_ONCE, firms
    one = [
        ("/api/v1/organisations", _firm(90 + number, credit_code=credit_code(790, "371502")))
        for number in range(8)
    ]
    same_firm = _together(server, one)
    assert sorted(status for status, _ in same_firm) == [201] + [409] * 7
    assert {body["code"] for status, body in same_firm if status == 409} == {"organisation_known"}
    with fresh_engine.connect() as connection:
        logins = connection.scalars(select(Account.login)).all()
        firms_there = connection.scalar(
            select(func.count()).select_from(Organisation).where(Organisation.state == "pending")
        )
    # The losers of the race left nothing, their person included.
    assert firms_there == AT_ONCE + 1
    assert sum(login.startswith("firm") for login in logins) == AT_ONCE + 1
