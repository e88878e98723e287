"""The page of somebody signed in to the demo city: who they are, what they may do, and how to call it."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response

from api.front_page import dressed, role_name
from api.openapi import document
from api.trace_page import Reader
from models.portrait import Portrait
from tradein import packaged, permissions
from tradein.actor import Actor

Json = Mapping[str, Any]
SAMPLE_CODES = {"code": "TG59KMBKC2J2J"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in: what is shown of them, and the key for their command lines if they have one."""

    actor: Actor
    portrait: Portrait
    key: str | None

    @property
    def region(self) -> str | None:
        """The code of their region."""
        return str(self.portrait.region.id) if self.portrait.region else None


def me_page(app: Flask, reader: Reader, visitor: Visitor) -> Response:
    """The finished page."""
    operations = [
        (path, method, operation)
        for path, methods in document(app)["paths"].items()
        for method, operation in methods.items()
        if method != "parameters" and permissions.grants(visitor.actor, **operation["x-permission"])
    ]
    return dressed(
        "me.html",
        reader,
        who=visitor.portrait,
        role=role_name(visitor.portrait.role, reader.language),
        rights=list(_rights(app, reader, visitor.portrait.role)),
        opens=list(_opens(operations, reader, visitor)),
        samples=list(_samples(operations, reader, visitor)),
    )


def _rights(app: Flask, reader: Reader, role: str) -> Iterator[dict[str, Any]]:
    used = {need.resource for need in app.extensions["needs"].values()}
    names = packaged.document("permissions.yaml")["resources"]
    for resource, grants in permissions.table().resources.items():
        verbs = {verb for grant in grants[role] for verb in grant.verbs}
        if verbs and resource in used:
            yield {
                "name": names[resource]["zh"] if reader.language == "zh" else resource.replace("_", " "),
                "verbs": sorted(verbs, key=["read", "create", "update", "approve", "export"].index),
            }


def _opens(
    operations: list[tuple[str, str, Json]], reader: Reader, visitor: Visitor
) -> Iterator[dict[str, str]]:
    for path, method, operation in operations:
        address = path.replace("{region}", visitor.region or "{region}") + _query(operation)
        streams = "text/event-stream" in operation["responses"].get("200", {}).get("content", {})
        if (
            method == "get"
            and path.startswith("/api/")
            and "200" in operation["responses"]
            and not (streams or "{" in address or "?!" in address)
        ):
            yield {"address": address, "title": operation["x-title"][reader.language]}


def _query(operation: Json) -> str:
    """The query string of the operation's examples; `?!` when it needs something that has none."""
    parameters = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    if any(one.get("required") and "example" not in one for one in parameters):
        return "?!"
    given = {one["name"]: one["example"] for one in parameters if "example" in one}
    return "?" + urlencode(given) if given else ""


def _samples(
    operations: list[tuple[str, str, Json]], reader: Reader, visitor: Visitor
) -> Iterator[dict[str, str]]:
    for path, method, operation in operations:
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        if "example" in body:
            address = reader.base_url + re.sub(
                r"{(\w+)}", lambda part: SAMPLE_CODES.get(part[1], part[0]), path
            )
            yield {
                "title": operation["x-title"][reader.language],
                "command": _curl(method, address, body, visitor),
            }


def _curl(method: str, address: str, body: Json, visitor: Visitor) -> str:
    sent = json.dumps(body["example"], ensure_ascii=False, indent=1)
    parts = [
        f"curl -X {method.upper()} {shlex.quote(address)}",
        f"-H {shlex.quote('Authorization: Bearer ' + (visitor.key or 'tik_…'))}",
        "-H 'Content-Type: application/json' -H \"Idempotency-Key: $(date +%s%N)\"",
        f"-d {shlex.quote(sent)}",
    ]
    return " \\\n  ".join(parts)
