"""The 36 input cases: each at a probe with the fields of the list, then at every write route there is."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from marshmallow import fields

from api.app import create_app
from api.blueprint import Blueprint
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Fen, Instant, Quantity, Text, View
from models.db import db
from tests.http.hostile import (
    JSON,
    UNKNOWN,
    UNREADABLE,
    WRITES,
    aimed,
    callers,
    headers_for,
    nothing_written,
    schema_of,
)

pytestmark = pytest.mark.control("bare_parser", "app_json_only")

probe = Blueprint("probe", __name__, url_prefix="/probe")
# What a scanned label opens: chat applications append parameters of their own to the address.
FORGIVING = {"obj.show_object", "web.show_front", "web.find_object", "web.show_docs", "demo.show_me"}
FORGIVING |= {"web.show_app", "open-page.show_open_page"}


class ProbeBody(Body):
    n = Text(100)
    q = Quantity()
    m = Fen()
    j = fields.Dict()
    d = Instant()


class ProbeView(View):
    n = fields.String()
    m = fields.Raw()


class ProbeQuery(PageQuery):
    n = Text(100)


@probe.post("")
@permit("service", "read")
@probe.arguments(ProbeBody)
@probe.response(201, ProbeView)
def create_probe(body):
    return body


@probe.get("")
@permit("service", "read")
@probe.arguments(ProbeQuery, location="query")
@probe.response(200, listing(ProbeView))
def list_probes(query):
    return page([], query["limit"], key=lambda row: (row.n,))


@probe.get("/<uuid:probe_id>")
@permit("service", "read")
@probe.response(200, ProbeView)
def read_probe(probe_id):
    return {"n": str(probe_id)}


@pytest.fixture(scope="module")
def probing(settings) -> Iterator[Flask]:
    app = create_app(settings, extra=[probe])
    yield app
    # How fast it is asked is counted in the database.
    with app.app_context():
        db.engine.dispose()


CASES = [
    (1, "POST", "", '{"n":"𠮷·买买提"}'.encode(), 201),
    (4, "POST", "", b'{"q":3000000000}', 422),
    *((case, "POST", "", raw, status) for case, raw, status in [*UNREADABLE, UNKNOWN]),
    (17, "POST", "", b'{"q":true}', 422),
    (18, "POST", "", '{"q":"７"}'.encode(), 422),
    (24, "POST", "", b'{"d":"0000-01-01T00:00:00Z"}', 422),
    (25, "POST", "", b'{"d":"9999-12-31T23:59:59-14:00"}', 422),
    (26, "GET", "/99999999999", None, 404),
    (27, "GET", "/99999999999999999999", None, 404),
    (28, "GET", "/-1", None, 404),
    (29, "GET", "?n=%00", None, 422),
    (30, "GET", "?n=%ed%a0%80", None, 400),
    (31, "GET", "?n=%ff", None, 400),
    (32, "GET", "?limit=-1", None, 422),
    (33, "GET", "?limit=99999999999999999999", None, 422),
    (34, "GET", "?o=-5", None, 422),
    (35, "GET", "?limit=0", None, 422),
    (36, "GET", "?n=%27%20OR%201=1--", None, 200),
]


def test_the_list_is_complete():
    assert sorted(case for case, *_ in CASES) == list(range(1, 37))


@pytest.mark.parametrize("case", CASES, ids=[str(case[0]) for case in CASES])
def test_case(probing, case):
    _, method, where, raw, status = case
    media = JSON if raw is not None else None
    reply = probing.test_client().open(f"/probe{where}", method=method, data=raw, content_type=media)
    assert reply.status_code == status, reply.get_data(as_text=True)
    if status >= 400:
        _check_problem(reply)


@pytest.mark.parametrize(
    "query",
    [
        "limit=5&limit=6",
        "limit=%EF%BC%97",
        "limit=1e2",
        "limit=201",
        "limit=%2B5",
        "limit= 5",
        "cursor=x",
        "cursor=" + "A" * 600,
        "cursor=%F0%A0%AE%B7",
        "cursor=",
        "a%00b=1",
    ],
)
def test_queries_are_strict(probing, query):
    reply = probing.test_client().get(f"/probe?{query}")
    assert reply.status_code == 422, reply.get_data(as_text=True)
    _check_problem(reply)


def test_too_many_parameters(probing):
    reply = probing.test_client().get("/probe?" + "&".join(f"a{number}=1" for number in range(100)))
    assert reply.status_code == 400


def test_other_media_types_are_not_guessed_at(probing):
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json", ""):
        reply = probing.test_client().post("/probe", data=b"{}", content_type=media)
        assert reply.status_code == 415, media


def test_an_oversize_body_is_refused_before_it_is_read(probing):
    reply = probing.test_client().post(
        "/probe", data=b'{"n":"' + b"x" * 256 * 1024 + b'"}', content_type=JSON
    )
    assert (reply.status_code, reply.json["code"]) == (413, "too_large")


# --- Every route of the platform --------------------------------------------------------------------------------------


def _check_problem(reply):
    assert reply.mimetype == "application/problem+json"
    assert {"type", "title", "status", "code", "detail", "errors"} <= reply.json.keys()
    assert reply.json["status"] == reply.status_code


def test_every_write_route_refuses_what_cannot_be_read(app, client, world):
    wrong = []
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            has_body = schema_of(app, target, "json") is not None
            if schema_of(app, target, "form") is not None:
                continue  # does not read JSON at all; its own cases are in test_front.py
            if hasattr(app.view_functions[target.endpoint], "takes_file"):
                continue  # reads a file; its own cases are in test_photo_corpus.py
            for case, raw, status in [*UNREADABLE, UNKNOWN]:
                if not raw and not has_body:
                    continue  # nothing is what a route without a body wants
                reply = client.open(
                    target.path, method=target.method, data=raw, headers=headers, content_type=JSON
                )
                if reply.status_code != status:
                    wrong.append((case, target.method, target.path, reply.status_code))
    assert not wrong


def test_every_number_and_instant_of_every_body_is_strict(app, client, world):
    wrong, seen = [], Counter()
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            for case, field, body in aimed(schema) if schema else ():
                reply = client.open(target.path, method=target.method, json=body, headers=headers)
                named = [error["field"] for error in (reply.json or {}).get("errors", [])]
                seen[target.endpoint] += 1
                if reply.status_code not in {400, 422} or (reply.status_code == 422 and field not in named):
                    wrong.append((case, target.path, field, reply.status_code, named))
    assert not wrong
    assert seen


def test_every_reading_route_refuses_queries_it_does_not_know(app, client, world):
    wrong = []
    hostile = [("is_admin=true", 422), ("limit=%ff", 400), ("%00=1", 422), ("x=%ed%a0%80", 400)]
    for target, headers in callers(app, world, "GET"):
        for query, status in hostile:
            if query == "is_admin=true" and target.endpoint in FORGIVING:
                continue
            reply = client.get(f"{target.path}?{query}", headers=headers)
            if reply.status_code != status:
                wrong.append((target.path, query, reply.status_code))
    assert not wrong


def test_every_list_keeps_its_limits(app, client, world):
    wrong = []
    for target, headers in callers(app, world, "GET"):
        schema = schema_of(app, target, "query")
        if schema is None or "limit" not in schema.load_fields:
            continue
        for query in (
            "limit=0",
            "limit=-1",
            "limit=99999999999999999999",
            "limit=true",
            "cursor=damaged",
            "o=-5",
        ):
            reply = client.get(f"{target.path}?{query}", headers=headers)
            if reply.status_code != 422:
                wrong.append((target.path, query, reply.status_code))
    assert not wrong


def test_paths_that_name_nothing_are_absent(app, client, world):
    wrong = []
    for rule in app.url_map.iter_rules():
        if (
            not rule.arguments
            or "GET" not in rule.methods
            or (rule.endpoint, "GET") not in app.extensions["needs"]
        ):
            continue
        headers = headers_for(world, app.extensions["needs"][rule.endpoint, "GET"])
        for part in (
            "99999999999",
            "99999999999999999999",
            "-1",
            "%00",
            "%ff",
            "%ed%a0%80",
            "x" * 300,
            "a%0d%0ab",
        ):
            path = "".join(part if dynamic else piece for dynamic, piece in rule._trace).lstrip("|")
            reply = client.get(path, headers=headers)
            # An unreadable or impossible name in the path never reaches the database.
            if reply.status_code not in {400, 404, 410, 422}:
                wrong.append((path[:80], reply.status_code))
    assert not wrong
