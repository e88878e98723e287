"""Failures become answers in one place: in the reader's language, with a code, and without the inside."""

import psycopg
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.app import create_app
from api.blueprint import Blueprint
from api.permit import permit
from models.db import db
from models.stale import Stale
from tradein.refusal import NotFound

failing = Blueprint("failing", __name__, url_prefix="/failing")

SECRET = "postgresql://somebody:secret@10.0.0.1/tradein"
CAUSES = {
    "refusal": lambda: NotFound("code"),
    "stale": Stale,
    "pool": lambda: PoolTimeout(SECRET),
    "gone": lambda: OperationalError(SECRET, {}, psycopg.OperationalError(SECRET)),
    "gone from the hot path": lambda: psycopg.OperationalError(SECRET),
    "bug": lambda: ZeroDivisionError(SECRET),
}


@failing.get("/<cause>")
@permit("service", "read")
def fail(cause):
    if cause == "data":
        db.session().execute(text("SELECT CAST('x' AS integer)"))
    failure = CAUSES[cause]()
    raise failure


@pytest.fixture(scope="module")
def failing_app(settings, cluster):
    # Not a template: nobody could clone it while a connection is kept here.
    elsewhere = {"database_url": SecretStr(cluster.url("postgres"))}
    app = create_app(settings.model_copy(update=elsewhere), extra=[failing])
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("cause", "status", "code"),
    [
        ("refusal", 404, "not_found"),
        ("stale", 409, "conflict"),
        ("pool", 503, "busy"),
        ("gone", 503, "busy"),
        ("gone from the hot path", 503, "busy"),
        ("data", 422, "value_refused"),
        ("bug", 500, "internal_error"),
        ("no_such_cause", 500, "internal_error"),
    ],
)
def test_each_failure_has_its_answer(failing_app, cause, status, code):
    reply = failing_app.test_client().get(f"/failing/{cause}")
    assert (reply.status_code, reply.json["code"], reply.mimetype) == (
        status,
        code,
        "application/problem+json",
    )
    assert "secret" not in reply.get_data(as_text=True)
    assert ("Retry-After" in reply.headers) == (status == 503)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        (None, "zh"),
        ("zh-CN,zh;q=0.9", "zh"),
        ("en-GB,en;q=0.8", "en"),
        ("de", "zh"),
        ("de,en;q=0.5", "en"),
        ("*", "zh"),
    ],
)
def test_the_sentence_is_in_the_readers_language(failing_app, accept, language):
    headers = {"Accept-Language": accept} if accept else {}
    reply = failing_app.test_client().get("/failing/refusal", headers=headers)
    assert reply.headers["Content-Language"] == language
    assert reply.json["detail"] == NotFound().sentence(language)
    assert reply.json["errors"] == [
        {"field": "code", "code": "not_found", "message": NotFound().sentence(language)}
    ]


def test_wrong_methods_and_unknown_paths_are_problems_too(failing_app):
    client = failing_app.test_client()
    assert client.post("/failing/bug").json["code"] == "method_not_allowed"
    assert client.post("/failing/bug").headers["Allow"]
    said = client.post("/failing/bug", headers={"Accept-Language": "en"}).json["detail"]
    assert said == "This address does not take POST; use GET."
    assert "GET" in client.post("/failing/bug").json["detail"]
    assert client.get("/nowhere").json["code"] == "not_found"


def test_every_answer_is_hardened_and_numbered(failing_app):
    reply = failing_app.test_client().get("/api/v1/session", headers={"X-Request-Id": "reader-0001"})
    assert reply.headers["X-Request-Id"] == reply.json["request_id"] == "reader-0001"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("given", ["short", "x" * 65, "a b c d e f", "\x1b[31mred-alert"])
def test_a_request_id_that_could_forge_log_lines_is_replaced(failing_app, given):
    reply = failing_app.test_client().get("/nowhere", headers={"X-Request-Id": given})
    assert reply.headers["X-Request-Id"] != given
