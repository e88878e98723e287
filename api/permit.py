"""Every (endpoint, method) declares what it needs of the permission table; an application with a gap does not start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, g, request
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from api import audit_trail
from api.blueprint import query_pairs, read_json
from api.clock import now
from api.identity import SAFE, maybe_actor, presented, refuse_lack
from api.rates import check_public
from api.row_security import intend
from models.db import db
from models.session import note_seen
from tradein import permissions
from tradein.actor import Actor
from tradein.refusal import Forbidden, NotFound, Refusal, Unauthenticated
from tradein.refusals.sign_in import KeyScopeMissing, ReauthRequired, SessionNeeded

P = ParamSpec("P")
R = TypeVar("R")

MAX_PATH_PART = 200
READ = "read"
SIGNING_IN = "session"
"""The one resource a session may use that still lacks a factor: to give it, or to leave."""
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Need:
    """What a route asks of its caller: a verb on a resource; where it matters a named action, or a named view."""

    resource: str
    verb: str
    action: str | None = None
    view: str | None = None

    @cached_property
    def asked(self) -> tuple[str, str, str | None, str | None]:
        """As `tradein.permissions` is asked."""
        return self.resource, self.verb, self.action, self.view

    @cached_property
    def purpose(self) -> str:
        """As row-level security names it."""
        return f"{self.resource}:{self.verb}"


class UndeclaredRoute(RuntimeError):
    """A route lacks a permission, or names one that nobody can ever have."""


def permit(
    resource: str, verb: str, action: str | None = None, view: str | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open the view to those the table grants `verb` on `resource`; write it directly under the route decorator.

    The door asks what the actor alone decides. Conditions on the record are asked where it is read, by
    `tradein.permissions.allow` and `models.scope.scoped`. A route without a body or query schema takes neither.
    """
    need = Need(resource, verb, action, view)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        declared, rated = _declared_locations(function), hasattr(function, "rate")

        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            check(need)
            if g.public and not rated:
                check_public()
            _refuse_bad_path()
            _refuse_undeclared(declared)
            answer = function(*args, **kwargs)
            if need.verb == READ and not everybodys(need):
                audit_trail.seen(cast("Session", db.session()), maybe_actor())
            return answer

        wrapper.need = need  # type: ignore[attr-defined]
        return wrapper

    return decorate


def check(need: Need) -> None:
    """Raise 401 for the public and 403 for others when the table grants them nothing here."""
    g.need, g.public = need, everybodys(need)
    intend(cast("Session", db.session()), need.purpose)
    # What everyone may do needs no look-up of who asks: public pages stay free of that statement.
    if g.public:
        return
    found = presented()
    if found is None:
        raise Unauthenticated
    if need.resource != SIGNING_IN:
        refuse_lack(found)
    if not permissions.grants(found.actor, *need.asked):
        raise refusal(found.actor, need)
    if found.seen_due and found.token_hash is not None:
        _note_seen(found.token_hash)


def refusal(actor: Actor, need: Need) -> Refusal:
    """Why the table says no: for lack of a fresh proof or of a session, which can be given, or altogether."""
    if actor.key_id is not None:
        return _refusal_of_key(actor, need)
    proved = replace(actor, fresh_proof=True)
    could = permissions.grants(proved, *need.asked)
    return ReauthRequired() if could else Forbidden()


def _refusal_of_key(actor: Actor, need: Need) -> Refusal:
    scope = f"{need.resource}:{need.verb}"
    widened = replace(actor, scopes=frozenset({scope}))
    named = permissions.in_key_scope(actor, need.resource, need.verb)
    if not named and permissions.grants(widened, *need.asked):
        return KeyScopeMissing(scope=scope)
    in_person = replace(actor, key_id=None, fresh_proof=True)
    could = permissions.grants(in_person, *need.asked)
    return SessionNeeded() if could and permissions.in_person(need.resource, need.verb) else Forbidden()


def _note_seen(token_hash: bytes) -> None:
    # In a transaction of its own, every five minutes at most: what the view does may be rolled back, this stays.
    session = cast("Session", db.session())
    note_seen(session, token_hash, now())
    session.commit()


@cache
def everybodys(need: Need) -> bool:
    """Whether the public may do it."""
    return bool(permissions.grants(None, *need.asked))


def _declared_locations(view: Callable[..., Any]) -> frozenset[str]:
    documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
    files = {"files"} if hasattr(view, "takes_file") else set()
    return frozenset(parameter["in"] for parameter in documented) | files


def _refuse_bad_path() -> None:
    for part in (request.view_args or {}).values():
        # NUL reaches no table and U+FFFD stands for bytes that were not UTF-8: such a thing does not exist.
        if isinstance(part, str) and ("\x00" in part or "\ufffd" in part or len(part) > MAX_PATH_PART):
            raise NotFound


def _refuse_undeclared(declared: frozenset[str]) -> None:
    if declared.isdisjoint({"query", "querystring"}) and request.query_string:
        raise ValidationError({name: ["unknown_field"] for name, _ in query_pairs(request)} or ["invalid"])
    if request.method in SAFE or not declared.isdisjoint({"json", "form", "files"}):
        return
    if request.get_data(cache=True) and (body := read_json(request)):
        raise ValidationError({name: ["unknown_field"] for name in body})


def needs(app: Flask) -> Iterator[tuple[str, str, Need]]:
    """`(endpoint, method, need)` of every route; raises `UndeclaredRoute` at the first gap."""
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - AUTOMATIC
        need = getattr(app.view_functions[rule.endpoint], "need", None)
        if not isinstance(need, Need):
            raise UndeclaredRoute(
                f"{rule.endpoint} ({', '.join(sorted(methods))} {rule.rule}) has no @permit"
            )
        if len(methods) != 1:
            raise UndeclaredRoute(f"{rule.endpoint} serves several methods with one permission")
        if not _grantable(need):
            raise UndeclaredRoute(f"{rule.endpoint} needs {need}, which no role has")
        yield rule.endpoint, methods.pop(), need


def _grantable(need: Need) -> bool:
    return any(permissions.granted(role, *need.asked) for role in permissions.table().roles)
