"""The blueprint every route module uses: flask-smorest with our own strict reading of bodies and query strings.

webargs reads the body itself, so `app.json` has no say in it; the strict parser must sit on the blueprint (H35).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Never, ParamSpec, TypeVar
from urllib.parse import parse_qsl

import flask_smorest
import marshmallow
from flask import Request, current_app, request
from marshmallow.fields import List
from webargs.flaskparser import FlaskParser

from api import strict_json
from tradein.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")

MAX_PARAMETERS = 64


class WrongMediaType(Refusal):
    """Only `application/json` is read; guessing at other types is how strictness is bypassed."""

    code = "wrong_media_type"
    status = 415
    zh = "请求体须为 application/json。"
    en = "Send the body as application/json."


class UnreadableQuery(Refusal):
    """The query string is not percent-encoded UTF-8, or has too many parameters."""

    code = "unreadable_query"
    status = 400
    zh = "查询参数无法读取，须为 UTF-8 百分号编码。"
    en = "The query string cannot be read; it must be percent-encoded UTF-8."


class StrictParser(FlaskParser):
    """Reads bodies and query strings strictly; unknown names are refused everywhere."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - webargs declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "json": marshmallow.RAISE,
        "query": marshmallow.RAISE,
        "querystring": marshmallow.RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        return read_json(req)

    def load_querystring(self, req: Request, schema: marshmallow.Schema) -> dict[str, Any]:
        """Parameters by name; a name that comes twice is an error unless its field is a list."""
        return _gather(query_pairs(req), schema)

    def _on_validation_error(self, error: marshmallow.ValidationError, *_: Any, **__: Any) -> Never:
        raise error


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """flask-smorest's blueprint with the strict parser."""

    ARGUMENTS_PARSER = StrictParser()


def read_json(req: Request) -> dict[str, Any]:
    """The request's body as a strict JSON object, within the route's size limit (413)."""
    if req.mimetype != "application/json":
        raise WrongMediaType
    return strict_json.parse(req.get_data(cache=True))


def query_pairs(req: Request) -> list[tuple[str, str]]:
    """The query string's names and values in order; refuses bytes that are not UTF-8, which Werkzeug would replace."""
    if not req.query_string:
        return []
    try:
        text = req.query_string.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError:  # UnicodeDecodeError is one; too many fields is another
        raise UnreadableQuery from None


def _gather(pairs: list[tuple[str, str]], schema: marshmallow.Schema) -> dict[str, Any]:
    lists = {field.data_key or name for name, field in schema.load_fields.items() if isinstance(field, List)}
    found: dict[str, Any] = {}
    for name, value in pairs:
        if "\x00" in name or "\x00" in value:
            raise marshmallow.ValidationError({name.replace("\x00", ""): ["nul_character"]})
        if name in lists:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise marshmallow.ValidationError({name: ["repeated"]})
        else:
            found[name] = value
    return found


def body_limit(setting: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let one route read as much as the configuration key `setting` says (`MAX_CAPTURE_LENGTH`: 2 MB).

    Write it between `@permit` and `@blp.arguments`.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            request.max_content_length = current_app.config[setting]
            return view(*args, **kwargs)

        return wrapper

    return decorate
