"""The shared parts of the OpenAPI document: schemas, how we refuse, headers, and how a caller proves who it is."""

from http import HTTPStatus
from typing import Any

from flask import Flask

from api.identity import COOKIE, COOKIE_PLAIN, CSRF_HEADER
from api.problem import MEDIA_TYPE
from api.problem import TITLES as STATUS_ZH
from tradein.refusal import REFUSALS

Json = dict[str, Any]
REFUSED = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)
LIBRARY_SCHEMAS = frozenset({"ErrorSchema", "PaginationMetadataSchema"})
"""flask-smorest's own; we answer with neither."""


def ref(kind: str, name: str) -> Json:
    """A reference to a shared part."""
    return {"$ref": f"#/components/{kind}/{name}"}


def response_name(status: int) -> str:
    """The name under which the refusals of a status are shared."""
    return "".join(part.capitalize() for part in HTTPStatus(status).phrase.replace("-", " ").split())


def components(declared: Json, app: Flask) -> Json:
    schemas = {
        name: schema
        for name, schema in declared["schemas"].items()
        if name not in {"ErrorSchema", "PaginationMetadataSchema"}
    }
    schemas["ScanBatchBody"]["properties"]["scans"]["items"] = ref("schemas", "ScanBody")
    schemas["Problem"] = _problem()
    responses: Json = {"Problem": _refusal("任何其他拒绝 · any other refusal")}
    for status in REFUSED:
        responses[response_name(status)] = _refusal(
            f"{STATUS_ZH[status]} · {HTTPStatus(status).phrase}", status
        )
    for status in (429, 503):
        responses[response_name(status)]["headers"] = {"Retry-After": ref("headers", "RetryAfter")}
    return {
        "schemas": dict(sorted(schemas.items())),
        "responses": responses,
        "headers": _headers(),
        "securitySchemes": _schemes(app),
    }


def _refusal(description: str, status: int | None = None) -> Json:
    codes = [
        {"code": code, "zh": kind.zh, "en": kind.en}
        for code, kind in sorted(REFUSALS.items())
        if kind.status == status
    ]
    answer: Json = {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": ref("schemas", "Problem")}},
    }
    return answer | {"x-refusals": codes} if codes else answer


def _problem() -> Json:
    text = {"type": "string"}
    error = {
        "type": "object",
        "description": "一处需要更正的内容 · one value to correct",
        "properties": {
            "field": {**text, "description": "点号路径，如 scans.3.weight_g"},
            "code": text,
            "message": text,
        },
        "required": ["field", "code", "message"],
    }
    return {
        "type": "object",
        "description": "RFC 9457 问题详情；按 code 判断，不要按句子 · decide by `code`, never by the sentence",
        "properties": {
            "type": {**text, "format": "uri-reference"},
            "title": text,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "code": {**text, "pattern": "^[a-z0-9_]+$"},
            "detail": text,
            "errors": {"type": "array", "items": error},
            "facts": {"type": "object", "description": "句子中的事实 · the facts in the sentence"},
            "request_id": text,
        },
        "required": ["type", "title", "status", "code", "detail", "errors", "facts"],
    }


def _headers() -> Json:
    return {
        "NextPage": {
            "description": '下一页地址，末页没有 · address of the next page, rel="next"; absent on the last one',
            "schema": {"type": "string"},
        },
        "RetryAfter": {
            "description": "请在这么多秒后重试 · try again after so many seconds",
            "schema": {"type": "string"},
        },
    }


def _schemes(app: Flask) -> Json:
    cookie = COOKIE if app.extensions["settings"].secure else COOKIE_PLAIN
    return {
        "key": {"type": "http", "scheme": "bearer", "description": "对接密钥 · an API key, tik_…"},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "登录会话 · the session cookie",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": CSRF_HEADER,
            "description": "由 GET /api/v1/session 给出 · given by GET /api/v1/session; also send a same-origin Origin",
        },
    }
