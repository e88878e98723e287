"""Logs: one JSON object a line, only keys on a list, no personal data, nothing that can break a line or a terminal.

A key that is not listed is dropped and its name noted, because what nobody thought about is how names and phone
numbers reach log files. Exceptions are logged by type and place, never by message: a driver quotes the row it refused.
"""

import logging
import logging.config
import sys
import traceback
from collections.abc import MutableMapping
from functools import partial
from typing import Any, TextIO

import orjson
import structlog
from flask import Flask, Response, g, has_request_context, request

from api.beat import since_begun

ALLOWED = frozenset(
    {
        "event", "level", "logger", "timestamp", "request_id", "pid",
        "method", "route", "status", "duration_ms", "role", "bytes",
        "kind", "sqlstate", "trace", "dropped",
        "job", "period", "count", "held", "applied", "rejected", "conflicts", "duplicates", "late_s",
        "revision", "port", "check", "region", "step", "code", "seconds",
    }
)  # fmt: skip
LONGEST = 300
DEEPEST = 12
Entry = MutableMapping[str, Any]


def listed_keys(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Keep listed keys; name what was dropped."""
    dropped = sorted(entry.keys() - ALLOWED - {"_record", "_from_structlog"})
    for key in dropped:
        del entry[key]
    if dropped:
        entry["dropped"] = dropped
    return entry


def plain_values(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Values as numbers, booleans or short text without control characters (CR, LF and ANSI included)."""
    return {key: _plain(value) for key, value in entry.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value[:DEEPEST]]
    text = str(value)[:LONGEST]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def placed_exceptions(_logger: Any, _method: str, entry: Entry) -> Entry:
    """An exception becomes its type and its last frames, innermost last."""
    error = entry.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        entry.setdefault("kind", type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
        entry["trace"] = [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in frames]
    return entry


def _short(path: str) -> str:
    return "/".join(path.rsplit("/", 3)[-3:])


def _line(entry: Entry, **_: Any) -> str:
    return orjson.dumps(entry, default=str).decode()


def named_request(_logger: Any, _method: str, entry: Entry) -> Entry:
    """The request a line belongs to, where it was written during one."""
    if has_request_context() and (request_id := g.get("request_id")):
        entry["request_id"] = request_id
    return entry


class NamedLogger(structlog.WriteLogger):
    """Writes finished lines; knows its name, which the standard library's logger would have known."""

    def __init__(self, out: TextIO, name: str = "api") -> None:
        super().__init__(out)
        self.name = name


SHARED = [
    named_request,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    placed_exceptions,
    listed_keys,
    plain_values,
]


def logging_configuration() -> dict[str, Any]:
    """The standard library's side, also handed to gunicorn: everything leaves through the same formatter."""
    ours = {"handlers": ["out"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(serializer=_line),
                ],
            }
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
        },
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {name: dict(ours) for name in ("api", "gunicorn.error", "apscheduler")},
    }


def configure_logs() -> None:
    """Send every log line of this process to standard error as JSON."""
    logging.config.dictConfig(logging_configuration())
    structlog.configure(
        # Our own lines are written at once: the standard library's records and formatters cost more than the line.
        processors=[*SHARED, structlog.processors.JSONRenderer(serializer=_line)],
        logger_factory=partial(NamedLogger, sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def log_requests(app: Flask) -> None:
    """One line a request: the route's pattern, never the path, which may hold a code or an identifier."""
    log = structlog.stdlib.get_logger("api.request")

    def end(response: Response) -> Response:
        log.info(
            "request",
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            duration_ms=round(since_begun() * 1000, 1),
        )
        return response

    app.after_request(end)
