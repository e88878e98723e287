"""A consumer's profile, consents and real name over HTTP."""

import pytest
from sqlalchemy import select

from api.real_name import desk
from api.real_name.local import LocalTransport, Register, Trouble
from api.real_name.wire import WireProvider
from models.audit import Audit
from models.party import Account
from models.real_name import RealName, RealNameAsk
from tests.domain.people import DOCUMENTS, DOCUMENTS_REFUSED, NAMES, REFUSED
from tests.http.people import NAME, NUMBER, Caller, refused
from tradein.real_name import Outcome


@pytest.fixture
def caller(client, sign_in):
    return Caller(client, sign_in)


class Counting:
    """The local register, with the number of questions it was asked."""

    def __init__(self, register):
        self.provider, self.asked = WireProvider(LocalTransport(register)), 0

    def ask(self, question):
        self.asked += 1
        return self.provider.ask(question)


@pytest.fixture
def provider(app, monkeypatch):
    def connect(**register):
        made = Counting(Register(**register))
        monkeypatch.setitem(app.extensions, desk.PROVIDER, made)
        return made

    return connect


def test_my_profile_is_whole_and_mine_to_correct(caller, session, world):
    assert caller.get("consumer", "me/profile").json["name"] == "测试consumer"
    reply = caller.call("PATCH", "consumer", "me/profile", {"name": NAME})
    assert reply.json["name"] == NAME
    row = session.get_one(Account, world.person("consumer").account_id)
    assert NAME.encode() not in row.display_name_sealed
    assert row.display_name_plain is None
    refused(caller.call("PATCH", "consumer", "me/profile", {"name": "<b>"}), 422, "invalid_input", "name")
    refused(caller.get(None, "me/profile"), 401, "unauthenticated")
    refused(caller.get("recycler_staff", "me/profile"), 403, "forbidden")
    refused(caller.get("district_officer", "me/profile"), 403, "forbidden")


@pytest.mark.control("isalpha_names")
@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_kept_as_typed(caller, name):
    reply = caller.call("PATCH", "consumer", "me/profile", {"name": name})
    assert reply.status_code == 200, reply.json
    assert caller.get("consumer", "me/profile").json["name"] == name


@pytest.mark.parametrize("name", [name for name in REFUSED if "\u0000" not in name])
def test_what_is_no_name_is_refused_with_help(caller, name):
    reply = caller.call("PATCH", "consumer", "me/profile", {"name": name})
    refused(reply, 422, "invalid_input", "name")
    [error] = reply.json["errors"]
    assert "·" in error["message"]


def test_consents_are_to_words_and_can_be_taken_back(caller):
    before = {row["purpose"]: row for row in caller.get("consumer", "me/consents").json["items"]}
    assert all(row["given_at"] is None and row["text_zh"] and row["text_en"] for row in before.values())
    stale = {"purpose": "real_name", "text_sha256": "0" * 64}
    refused(caller.post("consumer", "me/consents", stale), 409, "consent_text_changed", "text_sha256")
    caller.agree("real_name")
    caller.agree("real_name")
    given = {row["purpose"]: row["given_at"] for row in caller.get("consumer", "me/consents").json["items"]}
    assert {purpose: bool(at) for purpose, at in given.items()} == {"real_name": True, "minor": False}
    reply = caller.post("consumer", "me/consents/withdraw", {"purpose": "real_name"})
    assert all(row["given_at"] is None for row in reply.json["items"])
    refused(caller.post("consumer", "me/consents/withdraw", {}), 422, "invalid_input", "purpose")


def test_a_name_is_proved_with_consent_alone(caller, session, world):
    refused(caller.prove(), 409, "consent_needed", "consent")
    caller.agree("real_name")
    reply = caller.prove(NAME, "370102 19900307 0016")
    assert reply.json["outcome"] == "match"
    assert reply.json["person"]["name"] == NAME
    assert reply.json["person"]["document_number"] == "370***********0016"
    assert caller.get("consumer", "me/real-name").json["verified"]
    row = session.scalars(select(RealName)).one()
    assert (row.name, row.number) == (NAME, NUMBER)
    assert NUMBER.encode() not in row.number_sealed + row.person_sealed + row.person_index


@pytest.mark.parametrize(("kind", "country", "typed", "kept"), DOCUMENTS)
def test_every_document_is_taken(caller, session, kind, country, typed, kept):
    caller.agree("real_name", "minor")
    caller.prove("张三", "11010119900307001" + "1")  # a guardian, for the document of a child
    relation = {"relation": "ward"}
    reply = caller.prove(NAME, typed, kind, country=country, **relation)
    assert reply.status_code == 200, reply.json
    assert reply.json["outcome"] == "match"
    assert kept in {row.number for row in session.scalars(select(RealName))}


@pytest.mark.parametrize(("kind", "country", "typed", "fault"), DOCUMENTS_REFUSED)
def test_documents_are_refused_with_the_fault_and_without_the_number(caller, kind, country, typed, fault):
    caller.agree("real_name")
    reply = caller.prove(NAME, typed, kind, country=country)
    assert reply.status_code == 422, reply.json
    if reply.json["code"] == "document_invalid":
        assert reply.json["facts"] == {"fault": fault}
    assert not typed.strip() or typed not in reply.get_data(as_text=True)


def test_a_child_needs_a_guardian(caller):
    caller.agree("real_name")
    refused(caller.prove("小明", "370102201511200016"), 422, "guardian_needed", "document.number")
    refused(caller.prove("小明", "370102201511200016", relation="ward"), 409, "consent_needed")
    caller.agree("minor")
    refused(caller.prove("小明", "370102201511200016", relation="ward"), 422, "guardian_needed", "relation")
    assert caller.prove().json["outcome"] == "match"
    reply = caller.prove("小明", "370102201511200016", relation="ward")
    assert reply.json["outcome"] == "match"
    assert [ward["name"] for ward in reply.json["wards"]] == ["小明"]


@pytest.mark.control("no_id_normalisation")
def test_one_person_is_verified_once(caller):
    for who in (0, 1):
        caller.agree("real_name", number=who)
    assert caller.prove(NAME, "11010519491231002X").json["outcome"] == "match"
    refused(caller.prove(NAME, "110105491231002", who=1), 409, "document_taken", "document.number")
    refused(caller.prove("张三", "11010519491231002X"), 409, "already_verified")
    assert caller.prove(NAME, "11010519491231002x").json["outcome"] == "match"


@pytest.mark.parametrize(
    ("people", "outcome"), [({}, "not_found"), ({NUMBER: "张三"}, "mismatch"), ({NUMBER: NAME}, "match")]
)
def test_only_a_match_keeps_anything(caller, provider, session, people, outcome):
    provider(people=people)
    caller.agree("real_name")
    assert caller.prove().json["outcome"] == outcome
    kept = session.scalars(select(RealName)).all()
    assert len(kept) == (outcome == "match")
    assert session.scalars(select(RealNameAsk.outcome)).one() == outcome


@pytest.mark.parametrize("trouble", [one for one in Trouble if one is not Trouble.NONE])
def test_a_failing_provider_proves_nothing(caller, provider, session, trouble):
    provider(trouble=trouble)
    caller.agree("real_name")
    reply = caller.prove()
    assert reply.status_code == 200
    assert reply.json["outcome"] == "provider_error"
    assert not reply.json["verified"]
    assert not session.scalars(select(RealName)).all()


def test_answers_are_remembered_and_questions_limited(caller, provider):
    asked = provider(people={})
    caller.agree("real_name")
    for _ in range(3):
        assert caller.prove().json["outcome"] == "not_found"
    assert asked.asked == 1
    for name in ("张一", "张二", "张三", "张四"):
        assert caller.prove(name).status_code == 200
    refused(caller.prove("张五"), 429, "too_many_checks")
    assert asked.asked == 5


def test_the_provider_is_left_alone_after_failures(caller, provider, session):
    failing = provider(trouble=Trouble.ERROR_500)
    for who in (0, 1):
        caller.agree("real_name", number=who)
    for turn in range(5):
        caller.prove(f"张{'甲乙丙丁戊'[turn]}")
    reply = caller.prove(who=1)
    refused(reply, 503, "real_name_unavailable")
    assert int(reply.headers["Retry-After"]) >= 1
    assert failing.asked == 5


def test_the_day_has_a_cap(caller, provider, app, monkeypatch):
    provider(people={})
    capped = app.extensions["settings"].model_copy(update={"real_name_daily_cap": 1})
    monkeypatch.setitem(app.extensions, "settings", capped)
    caller.agree("real_name")
    assert caller.prove().status_code == 200
    refused(caller.prove("李四"), 503, "real_name_unavailable")


def test_what_was_proved_can_be_erased(caller, session):
    caller.agree("real_name")
    caller.prove()
    assert caller.call("DELETE", "consumer", "me/real-name").status_code == 204
    assert not caller.get("consumer", "me/real-name").json["verified"]
    assert not session.scalars(select(RealName)).all()
    refused(caller.prove(), 409, "consent_needed")


def test_withdrawing_the_consent_erases_what_rested_on_it(caller, session):
    caller.agree("real_name")
    caller.prove()
    caller.post("consumer", "me/consents/withdraw", {"purpose": "real_name"})
    assert not session.scalars(select(RealName)).all()


def test_an_answer_that_comes_twice_is_settled_once(caller, provider, session, monkeypatch):
    twice = []

    def ask_twice(question):
        twice.append(question)
        return Outcome.MISMATCH

    caller.agree("real_name")
    monkeypatch.setattr(provider(), "ask", ask_twice)
    caller.prove()
    from datetime import UTC, datetime

    from models.real_name import answered
    from tradein.real_name import Policy

    assert not answered(session, twice[0], Outcome.MATCH, Policy(10), datetime.now(UTC))
    assert session.scalars(select(RealNameAsk.outcome)).one() == "mismatch"


def test_changes_are_audited_without_what_they_say(caller, session):
    caller.agree("real_name")
    caller.prove()
    said = " ".join(str(vars(row)) for row in session.scalars(select(Audit)))
    assert "my-profile.prove_real_name" in said
    assert NAME not in said
    assert NUMBER not in said
