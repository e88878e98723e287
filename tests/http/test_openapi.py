"""The description of the interface: valid, complete, in both languages, with examples that fit their schemas."""

import json
import re

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.cli.operation import openapi
from api.openapi import PAGES, document
from api.openapi_titles import TITLES
from api.openapi_zh import INTRODUCTION, PATH_WORDS
from tradein import permissions

ALWAYS = {"400", "422", "429", "503", "default"}


@pytest.fixture(scope="module")
def described(_application):
    return document(_application)


@pytest.fixture(scope="module")
def operations(described):
    return {
        operation["operationId"]: (path, method, operation)
        for path, item in described["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def test_it_is_valid_openapi(described):
    assert described["openapi"].startswith("3.1")
    assert [str(error) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []
    assert described["servers"] == [{"url": "/"}]


def test_it_is_served_to_everybody_and_kept(client):
    reply = client.get("/api/v1/openapi.json")
    assert reply.status_code == 200
    assert reply.mimetype == "application/json"
    assert reply.headers["Cache-Control"] == "public, max-age=300"
    assert (
        client.get("/api/v1/openapi.json", headers={"If-None-Match": reply.headers["ETag"]}).status_code
        == 304
    )
    assert reply.json["openapi"].startswith("3.1")


def test_every_route_of_the_interface_is_in_it_once(app, operations):
    routes = {
        (re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint.partition(".")[0] not in PAGES
    }
    assert {(path, method) for path, method, _ in operations.values()} == routes
    assert len(operations) == len(routes), "operation ids are unique"


def test_every_operation_is_named_in_both_languages(operations):
    missing = sorted(operations.keys() - TITLES.keys())
    assert not missing, f"name these in api/openapi_titles.py: {missing}"
    assert not sorted(TITLES.keys() - operations.keys()), "names without an operation"
    for name, (_, _, operation) in operations.items():
        assert operation["x-title"]["en"] != name, f"{name} has no docstring"
        assert operation["tags"]


def test_every_tag_and_path_part_is_explained(described, operations):
    tags = {tag["name"]: tag for tag in described["tags"]}
    assert {tag for *_, operation in operations.values() for tag in operation["tags"]} == tags.keys()
    for tag in tags.values():
        assert tag["x-title"]["zh"] != tag["x-title"]["en"], tag["name"]
    parts = {part for path in described["paths"] for part in re.findall(r"{(\w+)}", path)}
    assert parts <= PATH_WORDS.keys()
    assert INTRODUCTION in described["info"]["description"]


def test_every_operation_says_how_it_refuses(described, operations):
    for path, method, operation in operations.values():
        told = operation["responses"].keys()
        public = "public" in operation["x-roles"]
        wanted = ALWAYS | (set() if public else {"401", "403"}) | ({"404"} if "{" in path else set())
        wanted |= {"409"} if method != "get" else set()
        wanted |= {"413", "415"} if "requestBody" in operation else set()
        assert wanted <= told, operation["operationId"]
    for response in described["components"]["responses"].values():
        assert set(response["content"]) == {"application/problem+json"}


def test_refusals_are_listed_under_their_status(described):
    listed = {
        refusal["code"]
        for response in described["components"]["responses"].values()
        for refusal in response.get("x-refusals", ())
    }
    assert {"unauthenticated", "forbidden", "not_found", "busy", "wrong_media_type"} <= listed


def test_every_operation_says_who_may(operations):
    for _, method, operation in operations.values():
        assert operation["x-roles"], operation["operationId"]
        assert set(operation["x-roles"]) <= permissions.table().roles.keys()
        ways = operation["security"]
        assert ({} in ways) == ("public" in operation["x-roles"])
        assert {"key": []} in ways
        # A change under the cookie needs the proof that only our own page can read.
        assert ({"session": [], "csrf": []} in ways) == (method != "get")


def test_what_we_refuse_with_fits_its_schema(client, described):
    reply = client.post("/api/v1/session", json={"account": 7, "surprise": 1})
    _hold(described, {"$ref": "#/components/schemas/Problem"}, reply.json)
    _hold(described, {"$ref": "#/components/schemas/Problem"}, client.get("/api/v1/units").json)


def test_examples_fit_their_schemas(described, operations):
    count = 0
    for *_, operation in operations.values():
        answers = [answer for status, answer in operation["responses"].items() if status < "300"]
        for where in (operation.get("requestBody", {}), *answers):
            for media in where.get("content", {}).values():
                if "example" in media:
                    _hold(described, media["schema"], media["example"])
                    count += 1
        for parameter in operation.get("parameters", ()):
            if "example" in parameter:
                _hold(described, parameter["schema"], parameter["example"])
    assert count >= 15


@pytest.mark.parametrize(
    "name", ["open_session", "create_quote", "create_order", "capture_scans", "weigh_output", "make_roll"]
)
def test_main_changes_have_an_example(operations, name):
    assert "example" in operations[name][2]["requestBody"]["content"]["application/json"]


def test_the_example_of_a_quote_works_as_written(client, world, operations):
    body = operations["create_quote"][2]["requestBody"]["content"]["application/json"]["example"]
    reply = client.post("/api/v1/quotes", json=body)
    assert reply.status_code == 201, reply.json


def test_a_batch_says_what_a_scan_is(described):
    batch = described["components"]["schemas"]["ScanBatchBody"]
    assert batch["properties"]["scans"]["items"] == {"$ref": "#/components/schemas/ScanBody"}
    assert {"event_id", "code", "step", "event_time"} == set(
        described["components"]["schemas"]["ScanBody"]["required"]
    )


def test_no_address_takes_null(operations):
    for *_, operation in operations.values():
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            assert "null" not in str(schema.get("type")), parameter
            assert None not in schema.get("enum", [])


def test_the_command_line_prints_the_same(described, settings, monkeypatch):
    monkeypatch.setenv("TRADEIN_HOME", str(settings.home))
    printed = CliRunner().invoke(openapi)
    assert printed.exit_code == 0, printed.output
    assert json.loads(printed.stdout) == json.loads(json.dumps(described))


def _hold(described, schema, value):
    whole = {**schema, "components": described["components"]}
    assert [error.message for error in Draft202012Validator(whole).iter_errors(value)] == []
