"""Problem details (RFC 9457): the one place where a failure becomes an answer, and the only broad handler."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from flask import Flask, Response, g, has_request_context, request
from marshmallow import ValidationError
from psycopg import errors as pg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.http import parse_accept_header

from api.beat import await_beat
from api.refusal_trail import refused
from api.sentences import spoken
from models.db import db
from models.stale import Stale
from tradein.refusal import Busy, Refusal

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 2
LANGUAGES = ("zh", "en")
TITLES = {
    400: "请求无法读取",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "方法不允许",
    409: "与当前状态冲突",
    413: "内容过大",
    415: "内容类型不支持",
    422: "内容有误",
    429: "请求过于频繁",
    500: "系统内部错误",
    503: "系统繁忙",
}
ADVICE = {
    400: (
        "请求的格式有误，服务器无法读取；请对照接口文档更正。",
        "The request is malformed; see the API's documentation.",
    ),
    404: ("没有这个地址，请核对路径。", "There is no such address. Please check the path."),
    405: (
        "此地址不接受 {method}，请改用 {methods}。",
        "This address does not take {method}; use {methods}.",
    ),
}
"""What is said of a request that reached no view: (zh, en)."""

log = structlog.get_logger(__name__)


class Moved(Refusal):
    """Another change won every time we tried; nothing was written."""

    code = "conflict"
    status = 409
    zh = "数据刚刚被他人修改，请刷新后重试。"
    en = "Somebody else changed this just now. Please reload and try again."


class AlreadyExists(Refusal):
    """A uniqueness constraint said no where the rule above it had not seen the other writer."""

    code = "already_exists"
    status = 409
    zh = "相同的记录已经存在。"
    en = "The same record already exists."


class UnknownReference(Refusal):
    """A value names a record that does not exist, or lies outside what the column holds."""

    code = "value_refused"
    status = 422
    zh = "某个值超出范围或指向不存在的记录。"
    en = "A value is out of range or names a record that does not exist."


class TooLarge(Refusal):
    """The body holds more than its route reads; `most_bytes` is the limit."""

    code = "too_large"
    status = 413
    zh = "内容超过上限 {limit}：照片请降低分辨率后再传，数据请分成几次提交。"
    en = "More than the limit of {limit}: send the picture at a lower resolution, data in several parts."


def register(app: Flask) -> None:
    """Install the handlers."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(PoolTimeout, lambda _: _refusal(Busy()))
    app.register_error_handler(DBAPIError, lambda error: _database(error, error.orig))
    app.register_error_handler(pg.Error, _driver)
    app.register_error_handler(Stale, lambda _: _refusal(Moved()))
    app.register_error_handler(Exception, _unexpected)


def language() -> str:
    """The reader's language by Accept-Language: `zh` unless English is preferred."""
    if not has_request_context():
        return LANGUAGES[0]
    return _preferred(request.headers.get("Accept-Language"))


@lru_cache(128)
def _preferred(said: str | None) -> str:
    # Browsers send few different headers, and every answer asks. Many long ones fill a megabyte, no more.
    return parse_accept_header(said, LanguageAccept).best_match(LANGUAGES, LANGUAGES[0])


def body_of(refusal: Refusal, tongue: str | None = None) -> dict[str, Any]:
    """A refusal as problem details; also used per scan inside a batch."""
    tongue = tongue or language()
    sentence = refusal.sentence(tongue)
    errors = [
        {"field": one.field, "code": one.code, "message": one.sentence(tongue)}
        for one in (refusal, *refusal.others)
        if one.field is not None
    ]
    return _body(refusal.status, refusal.code, sentence, errors=errors, facts=refusal.facts)


def _body(
    status: int,
    code: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    phrase = HTTPStatus(status).phrase
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": TITLES.get(status, phrase) if language() == "zh" else phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": errors or [],
        "facts": dict(facts or {}),
    }
    if "request_id" in g:
        body["request_id"] = g.request_id
    return body


def _answer(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    raw = orjson.dumps(body, default=str, option=orjson.OPT_NON_STR_KEYS)
    answer = Response(raw, body["status"], mimetype=MEDIA_TYPE)
    answer.headers["Content-Language"] = language()
    answer.headers["Vary"] = "Accept-Language"
    answer.headers.update(headers or {})
    return answer


def _refusal(refusal: Refusal) -> Response:
    refused(refusal)
    headers = {}
    if refusal.status in {429, 503}:
        headers["Retry-After"] = str(refusal.facts.get("retry_after", RETRY_AFTER))
    if refusal.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="tradein"'
    if refusal.status == 404:
        await_beat()
    return _answer(body_of(refusal), headers)


def _invalid(error: ValidationError) -> Response:
    tongue = language()
    errors = field_errors(error.messages)
    detail = (
        f"{len(errors)} value(s) need correction." if tongue == "en" else f"有 {len(errors)} 处内容需要更正。"
    )
    return _answer(_body(422, "invalid_input", detail, errors=errors))


def field_errors(messages: Any) -> list[dict[str, str]]:
    """A schema's messages as `errors[]`, in the reader's language."""
    tongue = language()
    return [
        {"field": field, "code": code, "message": sentence}
        for field, message in _flat(messages)
        for code, sentence in [spoken(message, tongue)]
    ]


def _flat(messages: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Field paths with dots, list positions included: `scans.3.weight_g`."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            # `_schema` speaks of the object itself, `value` and `key` of the two halves of a mapping.
            step = "" if name == "_schema" else str(name)
            yield from _flat(inner, ".".join(part for part in (path, step) if part))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, path)
    else:
        yield path, messages


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error  # redirects are answers, not failures
    if isinstance(error, InternalServerError) and error.original_exception is not None:
        return _unexpected(error.original_exception)
    if isinstance(error, RequestEntityTooLarge):
        return _refusal(_too_large())
    code = (error.name or "error").lower().replace(" ", "_")
    detail = _advice(error)
    kept = {name: value for name, value in error.get_headers() if name.lower() in {"allow", "retry-after"}}
    return _answer(_body(error.code, code, detail), kept)


def _too_large() -> TooLarge:
    # What holds for this route: uploads and capture have raised it on the request itself.
    most = request.max_content_length or 0
    limit = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} KB"
    return TooLarge("body", limit=limit, most_bytes=most)


def _advice(error: HTTPException) -> str:
    """What to do about a request that reached no view of ours."""
    english = language() == "en"
    match error:
        case MethodNotAllowed():
            listed = sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"})
            most = (", " if english else "、").join(listed)
            said = ADVICE[405][english]
            return said.format(method=request.method, methods=most)
        case _ if error.code in ADVICE:
            return ADVICE[error.code][english]
    phrase = HTTPStatus(error.code or 500).phrase
    return phrase if english else TITLES.get(error.code or 500, phrase)


def _driver(error: pg.Error) -> Response:
    # The hot path speaks to the driver itself, so that the pool does not learn by itself of a connection that is lost.
    if isinstance(error, pg.OperationalError | pg.InterfaceError):
        db.session().invalidate()
    return _database(error, error)


def _database(error: BaseException, cause: BaseException | None) -> Response:
    log.warning("database_refused", kind=type(cause).__name__, sqlstate=getattr(cause, "sqlstate", None))
    match cause:
        case pg.UniqueViolation() | pg.ExclusionViolation():
            return _refusal(AlreadyExists())
        case pg.IntegrityError() | pg.DataError():
            # The net below strict parsing: the row was refused, nothing was written, and the client can mend it.
            return _refusal(UnknownReference())
        case pg.SerializationFailure() | pg.DeadlockDetected():
            return _refusal(Moved())
        case pg.OperationalError() | pg.InterfaceError():
            return _refusal(Busy())
    return _unexpected(error)


def _unexpected(error: BaseException) -> Response:
    # The answer tells nothing of the inside; the log has the trace, found by the request id.
    log.error("unexpected", kind=type(error).__name__, exc_info=error)
    detail = (
        "Something went wrong on our side; it has been recorded."
        if language() == "en"
        else ("系统内部错误，已记录，请稍后重试或联系管理员。")
    )
    return _answer(_body(500, "internal_error", detail))
