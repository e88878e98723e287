"""The OpenAPI 3.1 document: what the routes declare, completed with what is true of all of them.

Routes say their schemas, the permission table says who may call, the refusals say how we refuse. Only what none of
them can know is written down beside this module: Chinese titles (`openapi_titles`, `openapi_zh`) and examples (a JSON
file, taken from one appliance's first days; its people and firms are fictional).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin

from api.identity import SAFE
from api.openapi_parts import components, ref, response_name
from api.openapi_schema import mend, mend_parameter, referenced
from api.openapi_titles import TITLES
from api.openapi_zh import INTRODUCTION, PATH_WORDS, TAGS
from api.permit import MAX_PATH_PART, Need
from api.problem import MEDIA_TYPE
from api.scan_body import ScanBody
from tradein import permissions

Json = dict[str, Any]
PAGES = frozenset({"web", "demo", "open-page"})
"""Blueprints of pages for people; they are not part of the interface."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One (path, method) of the document with the view and the permission behind it."""

    path: str
    method: str
    blueprint: str
    view: str
    need: Need
    body: Json

    @property
    def safe(self) -> bool:
        """Whether it changes nothing."""
        return self.method.upper() in SAFE

    @property
    def public(self) -> bool:
        """Whether it can be called without a credential."""
        return bool(permissions.granted(permissions.PUBLIC, *self.need.asked))


def document(app: Flask) -> Json:
    """The document of this application; made once, and the same for everybody."""
    if "openapi_document" not in app.extensions:
        app.extensions["openapi_document"] = _made(app)
    return app.extensions["openapi_document"]  # type: ignore[no-any-return]


def _made(app: Flask) -> Json:
    with app.app_context():
        spec = app.extensions["openapi"].spec
        if "ScanBody" not in spec.components.schemas:
            # The batch reads its scans one by one, so that one bad scan does not spoil the rest.
            spec.components.schema("ScanBody", schema=ScanBody)
        made: Json = deepcopy(spec.to_dict())
    operations = list(_operations(app, made))
    made["paths"] = {path: made["paths"][path] for path in sorted({one.path for one in operations})}
    names = Counter(one.view for one in operations)
    for one in operations:
        _complete(one, _identifier(one, names))
    made["info"] |= _about()
    made["servers"] = [{"url": "/"}]
    made["tags"] = _tags(made["tags"], {one.blueprint for one in operations})
    made["components"] = components(made["components"], app)
    # Which roles an operation names in `x-roles`, in Chinese; in English the name speaks for itself.
    made["x-role-names"] = {name: role.zh for name, role in permissions.table().roles.items()}
    made["security"] = [{"key": []}, {"session": []}]
    kept = referenced(made)
    made["components"]["schemas"] = {
        name: one for name, one in made["components"]["schemas"].items() if name in kept
    }
    mend(made)
    return made


def _operations(app: Flask, made: Json) -> Iterator[Operation]:
    needs: Mapping[tuple[str, str], Need] = app.extensions["needs"]
    for rule in app.url_map.iter_rules():
        blueprint, _, view = rule.endpoint.rpartition(".")
        path = FlaskPlugin.flaskpath2openapi(rule.rule)
        if blueprint in PAGES or path not in made["paths"]:
            continue
        for parameter in made["paths"][path].get("parameters", ()):
            _describe_path_part(parameter)
        for method in rule.methods or ():
            if (body := made["paths"][path].get(method.lower())) and (rule.endpoint, method) in needs:
                yield Operation(path, method.lower(), blueprint, view, needs[rule.endpoint, method], body)


def _identifier(one: Operation, names: Mapping[str, int]) -> str:
    if names[one.view] == 1 or one.view.endswith(one.blueprint):
        return one.view
    return f"{one.blueprint.replace('-', '_')}_{one.view}"


def _complete(one: Operation, identifier: str) -> None:
    body = one.body
    body["operationId"] = identifier
    english, chinese = body.get("summary", identifier).rstrip("."), TITLES.get(identifier)
    body["summary"] = f"{chinese} · {english}" if chinese else english
    body["x-title"] = {"zh": chinese or english, "en": english}
    body["x-permission"] = asdict(one.need)
    body["x-roles"] = [
        role for role in permissions.table().roles if permissions.granted(role, *one.need.asked)
    ]
    body["security"] = _security(one)
    for parameter in body.get("parameters", ()):
        mend_parameter(parameter)
    body["responses"] = _responses(one)
    _illustrate(body, _examples().get(identifier, {}))


def _security(one: Operation) -> list[Json]:
    known: list[Json] = [{"key": []}, {"session": []} if one.safe else {"session": [], "csrf": []}]
    return [{}, *known] if one.public else known


def _describe_path_part(parameter: Json) -> None:
    chinese, english = PATH_WORDS.get(parameter["name"], ("", ""))
    if chinese:
        parameter["description"] = f"{chinese} · {english}"
    if parameter["schema"] == {"type": "string", "minLength": 1}:
        parameter["schema"]["maxLength"] = MAX_PATH_PART


# --- Answers ---------------------------------------------------------------------------------------------------------


def _responses(one: Operation) -> Json:
    declared = {
        str(status): answer
        for status, answer in one.body.get("responses", {}).items()
        if "$ref" not in answer
    }
    for status, answer in declared.items():
        if status >= "400":
            answer.setdefault("content", {MEDIA_TYPE: {"schema": ref("schemas", "Problem")}})
        elif any(parameter["name"] == "cursor" for parameter in one.body.get("parameters", ())):
            answer["headers"] = {"Link": ref("headers", "NextPage")}
    refused = {str(status): ref("responses", response_name(status)) for status in _refusals_of(one)}
    everything = {**refused, **declared, "default": ref("responses", "Problem")}
    return {status: everything[status] for status in sorted(everything)}


def _refusals_of(one: Operation) -> Iterator[int]:
    yield from (400, 422, 429, 503)
    if not one.public:
        yield from (401, 403)
    if "{" in one.path:
        yield 404
    if not one.safe:
        yield 409
    if "requestBody" in one.body:
        yield from (413, 415)


@cache
def _examples() -> Json:
    return orjson.loads((Path(__file__).parent / "openapi_example.json").read_bytes())  # type: ignore[no-any-return]


def _illustrate(body: Json, example: Json) -> None:
    answered: Json = next((answer for status, answer in body["responses"].items() if status[0] == "2"), {})
    shown: list[tuple[Json, Any]] = [
        (body.get("requestBody", {}), example.get("request")),
        (answered, example.get("response")),
    ]
    for where, value in shown:
        if value is not None and "application/json" in where.get("content", {}):
            where["content"]["application/json"]["example"] = value
    for parameter in body.get("parameters", ()):
        if parameter["name"] in example.get("query", {}):
            parameter["example"] = example["query"][parameter["name"]]


# --- The document as a whole -----------------------------------------------------------------------------------------


def _about() -> Json:
    return {
        "description": INTRODUCTION,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }


def _tags(declared: list[Json], used: set[str]) -> list[Json]:
    words = {tag["name"]: _halves(tag.get("description") or tag["name"]) for tag in declared} | TAGS
    order = [*TAGS, *sorted(used - TAGS.keys())]
    return [
        {
            "name": name,
            "description": " · ".join(words[name]),
            "x-title": dict(zip(("zh", "en"), words[name], strict=True)),
        }
        for name in order
        if name in used
    ]


def _halves(description: str) -> tuple[str, str]:
    """A blueprint's `中文 English` or `中文 · English` in its two halves."""
    chinese, _, english = description.replace(" · ", " ").partition(" ")
    return chinese, english or chinese
