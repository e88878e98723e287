"""Proving who one is, as a person with a phone or an authenticator would."""

import re
from datetime import UTC, datetime

from tests.world import PASSWORD
from tradein.totp import code_at

URL = "/api/v1/session"
ORIGIN = {"Origin": "http://localhost"}
PHONE = "13812345678"


def ask_code(client, phone=PHONE, purpose="sign_in", **more):
    return client.post(f"{URL}/code", json={"phone": phone, "purpose": purpose, **more}, headers=ORIGIN)


def arrived(client, phone=PHONE):
    """The codes that reached a phone, newest first."""
    items = client.get("/demo/outbox", query_string={"phone": phone}).json["items"]
    return [re.search(r"[0-9]{6}", item["text"])[0] for item in items]


def code_for(client, phone=PHONE, purpose="sign_in", **more):
    assert ask_code(client, phone, purpose, **more).status_code == 202
    return arrived(client, phone)[0]


def by_phone(client, code, phone=PHONE, **more):
    return client.post(f"{URL}/phone", json={"phone": phone, "code": code, **more}, headers=ORIGIN)


def by_password(client, person, password=PASSWORD, **more):
    body = {"account": person.login, "password": password, **more}
    return client.post(URL, json=body, headers=ORIGIN)


def proof(reply):
    """What changes under the cookie just handed out must bring."""
    return {**ORIGIN, "X-CSRF-Token": reply.json["csrf_token"]}


def code_of(person, clock=None):
    return code_at(person.totp_secret, clock.at if clock else datetime.now(UTC))


def wrong(code):
    """Another code of six digits."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
