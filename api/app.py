"""The application factory: settings in, a Flask application out that is wired, guarded and ready to serve."""

from collections.abc import Callable, Iterable
from typing import Any

import flask_smorest
import orjson
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint as FlaskBlueprint
from flask import Flask, Request, Response
from flask.json.provider import JSONProvider
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.middleware.proxy_fix import ProxyFix

from api import beat, headers, permit, personal_keys, problem, stream
from api.database import flask_database, keep_statements
from api.object_store import store_of
from api.rates import Counters
from api.refusal_trail import Bounds
from api.routes import blueprints
from api.schema_name import resolver
from api.settings import Settings
from models.db import db

VERSION = "1.0"


class OrjsonProvider(JSONProvider):
    """JSON by orjson: bytes in one pass, instants in RFC 3339, UUIDs and dates as text."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """`obj` as text; `indent` is honoured as two spaces, other options of the standard library are not."""
        option = orjson.OPT_INDENT_2 if kwargs.get("indent") else 0
        return orjson.dumps(obj, default=str, option=option | orjson.OPT_NON_STR_KEYS).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """The value in `s`; for tests and inner use, bodies are read by `api.strict_json`."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Any:
        """A response whose body is the JSON of the arguments."""
        obj = self._prepare_response_obj(args, kwargs)
        return self._app.response_class(
            orjson.dumps(obj, default=str, option=orjson.OPT_NON_STR_KEYS), mimetype="application/json"
        )


class Application(Flask):
    """Flask, knowing that no view and no hook here is asynchronous."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func` itself. Flask would look into every hook again at every request."""
        return func


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's registry; failures are answered by `api.problem` alone."""

    def _register_error_handlers(self) -> None:
        """Nothing: one module turns failures into answers."""


class NoCookieSession(SessionInterface):
    """Flask's own signed cookie is not used: sessions are opaque and live in the database."""

    def open_session(self, app: Flask, request: Request) -> None:
        """No session: Flask then keeps an empty one that refuses to be written."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing to save."""


def create_app(settings: Settings, extra: Iterable[FlaskBlueprint] = (), purpose: str = "") -> Flask:
    """The application. Raises `permit.UndeclaredRoute` while any (endpoint, method) lacks a permission.

    `extra` are further blueprints, for tests of the foundation itself; `purpose` is for processes that serve nobody.
    """
    app = Application("api", static_folder=None)
    app.json = OrjsonProvider(app)
    app.session_interface = NoCookieSession()
    app.config.update(_configuration(settings, purpose))
    app.extensions["settings"] = settings
    app.extensions["object_store"] = store_of(settings)
    app.extensions["counters"] = Counters()
    app.extensions["refusals"] = Bounds()
    app.url_map.strict_slashes = True
    _stand_behind_proxies(app, settings)
    db.init_app(app)
    with app.app_context():
        keep_statements(db.engine)
    personal_keys.register(app, settings)
    beat.register(app)
    headers.register(app)
    problem.register(app)
    stream.start(app)
    api = Api(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=resolver())})
    for blueprint in [*blueprints(settings), *extra]:
        api.register_blueprint(blueprint)
    app.extensions["needs"] = {(endpoint, method): need for endpoint, method, need in permit.needs(app)}
    app.extensions["openapi"] = api
    return app


def _configuration(settings: Settings, purpose: str) -> dict[str, Any]:
    return {
        **flask_database(settings, purpose),
        "SECRET_KEY": settings.secret("session"),
        "CURSOR_KEY": settings.secret("cursor").encode(),
        "MAX_CONTENT_LENGTH": settings.max_body_bytes,
        "MAX_CAPTURE_LENGTH": settings.max_capture_bytes,
        "MAX_UPLOAD_LENGTH": settings.max_upload_bytes,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "PROPAGATE_EXCEPTIONS": False,
        "API_TITLE": "tradein 以旧换新全链路追溯平台",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "API_SPEC_OPTIONS": {
            "components": {
                "securitySchemes": {
                    "key": {"type": "http", "scheme": "bearer"},
                    "session": {"type": "apiKey", "in": "cookie", "name": "__Host-tradein"},
                }
            },
            "security": [{"key": []}, {"session": []}],
        },
    }


def _stand_behind_proxies(app: Flask, settings: Settings) -> None:
    # Forwarded headers are believed only from as many proxies as the operator declares; none by default.
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
