"""Calling the API as somebody, for tests about people's data."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.persistence.booking_ground import best_answers
from tradein.moment import SHANGHAI

NAME, PHONE, STREET = "买买提·吐尔逊", "13812345678", "聊城市东昌府区柳园街道花园路8号3单元501"
NUMBER = "370102199003070016"
WHY = {"reason": "群众投诉价格不符，核对联系方式", "ticket": "TS-2026-0001"}


def window(hour=8, days=2):
    day = datetime.now(SHANGHAI) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC).isoformat()


class Caller:
    """Reads and writes as a role; `order` books a pick-up."""

    def __init__(self, client, sign_in):
        self.client, self.sign_in = client, sign_in

    def call(self, method, role, path, body=None, *, number=0, **query):
        headers = self.sign_in(role, number) if role else {}
        headers |= {"Idempotency-Key": str(uuid4())}
        options = {"json": body} if body is not None else {}
        return self.client.open(
            f"/api/v1/{path}", method=method, headers=headers, query_string=query, **options
        )

    def get(self, role, path, **options):
        return self.call("GET", role, path, **options)

    def post(self, role, path, body=None, **options):
        return self.call("POST", role, path, body, **options)

    def order(self, role="consumer", hour=8, **contact):
        reply = self.try_order(role, hour, **contact)
        assert reply.status_code == 201, reply.json
        return reply.json

    def try_order(self, role="community_worker", hour=8, **contact):
        more = {name: contact.pop(name) for name in ("on_behalf_of", "notice_sha256") if name in contact}
        door = {"region": "371502", "address": STREET, "name": NAME, "phone": PHONE, "floor": 5} | contact
        slot = self.post(
            "recycler_manager", "slots", {"region": "371502", "start": window(hour), "capacity": 3}
        )
        assert slot.status_code == 201, slot.json
        said = best_answers("FRIDGE")
        unit = {
            "item_type": "FRIDGE",
            "answers": {"age_years": said.age_years, "conditions": said.conditions},
        }
        return self.post(role, "orders", {"contact": door, "slot": slot.json["id"], "units": [unit]} | more)

    def agree(self, *purposes, role="consumer", number=0):
        texts = {row["purpose"]: row for row in self.get(role, "me/consents", number=number).json["items"]}
        for purpose in purposes:
            body = {"purpose": purpose, "text_sha256": texts[purpose]["text_sha256"]}
            assert self.post(role, "me/consents", body, number=number).status_code == 201

    def prove(self, name=NAME, number=NUMBER, kind="resident_id", *, who=0, **more):
        document = {"kind": kind, "number": number} | (
            {"country": more.pop("country")} if more.get("country") else {}
        )
        more.pop("country", None)
        return self.post("consumer", "me/real-name", {"name": name, "document": document} | more, number=who)


def refused(reply, status, code, field=None):
    assert reply.status_code == status, reply.json
    assert reply.json["code"] == code
    if field:
        assert field in {error["field"] for error in reply.json["errors"]}, reply.json
