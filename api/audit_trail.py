"""The audit row of the request at hand: written once per committed change and once per sight of personal data.

One seam instead of a call in every route: `api.transaction` closes each unit of work with `changed`, `api.permit`
closes each read of personal data with `seen`. Routes and presenters only add what nobody else knows, with `note`.
Capture is the exception: its append-only events say who did what, when and where, in the same transaction
(docs/decisions/0018-audit-at-the-seam.md).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import g, has_request_context, request
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from api import strict_json
from api.clock import now
from api.identity import SAFE, digest, session_token
from models.audit import ASIDE, Act, AuditOutcome, Author, record, record_change
from models.configured import MOST, RESOURCES, differences
from tradein import permissions
from tradein.actor import Actor
from tradein.contact import holds_personal_number

EVENTS_ARE_THE_RECORD = frozenset({("scan", "create")})
"""Needs whose routes append a signed, timed, never edited row for everything they do."""
READ = "read"
TOUCHED = "audit_touched"
CHANGED = "changed"
"""The fact under which the row of a changed configuration tells what was, and what is."""
NONE = "none"
BOOKING = "trade_order:"
LONGEST_REASON = 500
_IDENTIFIER = re.compile(r"(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")


@dataclass(slots=True)
class Notes:
    """What the request adds to its row. Identifiers only: a name or phone number has no place here."""

    subjects: dict[str, None] = field(default_factory=dict)
    consumers: set[UUID] = field(default_factory=set)
    reason: str | None = None
    ticket: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def note(
    *subjects: str,
    consumers: Iterable[UUID | None] = (),
    reason: str | None = None,
    ticket: str | None = None,
    **facts: Any,
) -> None:
    """Add to this request's audit row: `kind:id` of what is touched or shown, and the consumers whose data it is."""
    if not has_request_context():
        return
    notes = _notes()
    notes.subjects.update(dict.fromkeys(subjects))
    notes.consumers.update(one for one in consumers if one is not None)
    notes.reason, notes.ticket = reason or notes.reason, ticket or notes.ticket
    notes.facts.update(facts)


def speaks(actor: Actor, token: str | None = None) -> None:
    """Name who this request turned out to be of: whoever has just proved it at a public door."""
    g.audit_speaker, g.audit_token = actor, token


def tried(account_id: UUID | None) -> None:
    """Name the account that whoever asks tried to act as, for the row of a refusal."""
    g.audit_tried = account_id


def _notes() -> Notes:
    if not hasattr(g, "audit_notes"):
        g.audit_notes = Notes()
    notes: Notes = g.audit_notes
    return notes


# --- Changes ---------------------------------------------------------------------------------------------------------


def begin(session: Session) -> None:
    """At the start of a unit of work: gather what it flushes."""
    for one in (TOUCHED, ASIDE, CHANGED):
        session.info.pop(one, None)
    if _records_changes():
        session.info[TOUCHED] = {}


def changed(session: Session) -> None:
    """At the end of a unit of work, before its commit: write its row if it wrote anything. One statement."""
    touched: dict[str, UUID | None] | None = session.info.get(TOUCHED)
    if touched is None or session.info.get(ASIDE):
        session.info.pop(TOUCHED, None)
        return
    session.flush()
    note(*touched, consumers=touched.values(), **_configured(session))
    # A sight that is asked for by POST (unmasking, search) is on record even where it changed nothing.
    write = record if g.need.verb == READ else record_change
    write(session, author(), _act())
    g.audited = True
    del session.info[TOUCHED]


def _records_changes() -> bool:
    need = g.get("need") if has_request_context() else None
    if need is None or (need.resource, need.verb) in EVENTS_ARE_THE_RECORD:
        return False
    return need.verb != READ or request.method not in SAFE


def configured(session: Session, *changes: Mapping[str, Any]) -> None:
    """Tell what a change of configuration replaces, where no row knows it: `{table, name, before, after}` each."""
    session.info.setdefault(CHANGED, []).extend(changes)


def _configured(session: Session) -> dict[str, Any]:
    told = session.info.pop(CHANGED, ())
    return {CHANGED: told[:MOST]} if told else {}


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: UOWTransaction) -> None:
    touched = session.info.get(TOUCHED)
    if touched is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        mapper = inspect(row).mapper
        key = mapper.primary_key_from_instance(row)
        # Composite and textual keys may hold what somebody typed: a login, a phone number, a token's hash.
        if len(key) == 1 and isinstance(key[0], UUID | int):
            touched[f"{mapper.local_table.name}:{key[0]}"] = getattr(row, "consumer_id", None)
        if g.need.resource in RESOURCES:
            configured(session, *differences(row))


# --- Sights ----------------------------------------------------------------------------------------------------------


def seen(session: Session, actor: Actor | None) -> None:
    """After a view that may have shown personal data, in the transaction that read them: write its row, and commit."""
    if g.get("audited") or actor is None:
        return
    if not (personal(actor.role, g.need.resource, g.need.verb, g.need.action) or _told_of_somebody()):
        return
    record(session, author(), _act())
    session.commit()


def _told_of_somebody() -> bool:
    """Whether what was shown is noted as somebody's: a picture of a home is, whatever the table says of photos."""
    notes = _notes()
    return bool(notes.consumers) or any(one.startswith(BOOKING) for one in notes.subjects)


@cache
def personal(role: str, resource: str, verb: str, action: str | None) -> bool:
    """Whether the table lets the role see personal data here, masked or in clear, or wants every look `logged`."""
    given = permissions.granted(role, resource, verb, action)
    return any(grant.pii != NONE or "logged" in grant.when for grant in given)


# --- Both ------------------------------------------------------------------------------------------------------------


def author() -> Author:
    """Who this request says is acting, and by which sign-in."""
    # A public route that never asked who comes is audited as the public's: asking now could refuse what is done.
    found = g.get("presented")
    actor: Actor | None = found.actor if found is not None else g.get("actor")
    token = session_token() if actor is not None and actor.key_id is None else None
    if actor is None:
        actor, token = g.get("audit_speaker"), g.get("audit_token")
    return Author(
        at=now(),
        actor=actor,
        session_ref=digest(token)[:6].hex() if token else None,
        request_id=g.get("request_id"),
        address=request.remote_addr,
        tried=g.get("audit_tried"),
    )


def act(outcome: AuditOutcome, facts: Mapping[str, Any]) -> Act:
    """What this request tried and came to; of what its address named, only what can be an identifier is kept."""
    named = {name: str(value) for name, value in (request.view_args or {}).items()}
    kept = [f"{name}:{value}" for name, value in named.items() if _identifies(value)]
    return _act(kept, outcome, facts)


def _identifies(value: str) -> bool:
    # Somebody may ask for a booking by a phone number: that is no number of ours.
    return _IDENTIFIER.fullmatch(value) is not None and not holds_personal_number(value)


def _act(
    named: Sequence[str] | None = None,
    outcome: AuditOutcome = AuditOutcome.DONE,
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> Act:
    need, notes = g.need, _notes()
    if named is None:
        named = [f"{name}:{value}" for name, value in (request.view_args or {}).items()]
    return Act(
        action=request.endpoint or "",
        verb=need.verb,
        resource=need.resource,
        subjects=(*named, *notes.subjects),
        consumers=frozenset(notes.consumers),
        reason=notes.reason or _given_reason(),
        ticket=notes.ticket,
        outcome=outcome,
        facts={**({"action": need.action} if need.action else {}), **notes.facts, **facts},
    )


def _given_reason() -> str | None:
    """The reason in the body, where a grant asks for one; elsewhere what people type stays out of the trail."""
    found, need = g.get("presented"), g.need
    if found is None or not asks_reason(found.actor.role, need.resource, need.verb, need.action):
        return None
    try:
        body = strict_json.parse(request.get_data(cache=True)) if request.is_json else {}
    except strict_json.Unreadable:
        return None
    reason = body.get("reason") or request.args.get("reason")
    # A refused request was perhaps never looked at: its words may be anything.
    fit = isinstance(reason, str) and len(reason) <= LONGEST_REASON and not holds_personal_number(reason)
    return reason if fit else None


@cache
def asks_reason(role: str, resource: str, verb: str, action: str | None) -> bool:
    """Whether the table grants this to the role against a reason only."""
    given = permissions.granted(role, resource, verb, action)
    return any("reason" in grant.when for grant in given)
