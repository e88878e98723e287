"""Keys for integrations: made once, shown once, never more than their maker and role may, revocable at once.

A key rests on the term of the manager who made it, or who has taken it over: it ends with that term, with a lock of
their account, and works again once another manager has taken it over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_network
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import new_id
from models.scope import Condition, within
from models.session import ApiKey
from tradein import permissions
from tradein.actor import Actor
from tradein.conditions import may_appoint
from tradein.gate import KEY_LIFETIME, may_be_a_key
from tradein.refusal import NotFound
from tradein.refusals.party import (
    AddressesBoth,
    AddressesMissing,
    KeyTermTooLong,
    NotANetwork,
    RoleNotYours,
    ScopeNotYours,
    TermInverted,
)

ANYWHERE = ("0.0.0.0/0", "::/0")
"""Every address there is: how a key that may be used from anywhere says so."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to make. `scopes` are `resource:verb`; `ip_list` the networks it works from, or `any_address`.

    Without `expires_at` it gets the longest term there is.
    """

    name: str
    role: str
    scopes: Sequence[str]
    ip_list: Sequence[str] = ()
    expires_at: datetime | None = None
    any_address: bool = False


@dataclass(frozen=True, slots=True)
class Secret:
    """What a key is recognised by: its public prefix and the hash of its secret."""

    prefix: str
    secret_hash: bytes


def make_key(session: Session, actor: Actor, new: NewKey, secret: Secret, now: datetime) -> ApiKey:
    """Store a key of the actor's organisation, resting on the actor's term.

    Raises `role_not_yours`, `scope_not_yours`, `addresses_missing`, `addresses_both`, `not_a_network`, `term_inverted`,
    `key_term_too_long`.
    """
    _check_rights(actor, new.role, new.scopes)
    ends = _end(new.expires_at, now)
    key = ApiKey(
        id=new_id(),
        prefix=secret.prefix,
        secret_hash=secret.secret_hash,
        name=new.name,
        organisation_id=actor.organisation_id,
        membership_id=actor.membership_id,
        role=new.role,
        scopes=sorted(set(new.scopes)),
        ip_list=_networks(new.ip_list, any_address=new.any_address),
        created_at=now,
        created_by=actor.account_id,
        expires_at=ends,
    )
    session.add(key)
    session.flush()
    return key


def _check_rights(actor: Actor, role: str, scopes: Sequence[str]) -> None:
    if not may_appoint(actor.role, role) or not may_be_a_key(role):
        raise RoleNotYours("role", role=role)
    for position, scope in enumerate(scopes):
        resource, _, verb = scope.partition(":")
        if not permissions.key_may_carry(actor.role, role, resource, verb):
            raise ScopeNotYours(f"scopes.{position}", scope=scope, role=role)


def _end(wanted: datetime | None, now: datetime) -> datetime:
    latest = now + KEY_LIFETIME
    if wanted is None:
        return latest
    if wanted <= now:
        raise TermInverted("expires_at")
    if wanted > latest:
        raise KeyTermTooLong("expires_at", days=KEY_LIFETIME.days)
    return wanted


def _networks(entries: Sequence[str], *, any_address: bool) -> list[str]:
    """What to store: the networks listed, or every address there is, where somebody has decided that."""
    if any_address and entries:
        raise AddressesBoth("ip_list")
    if any_address:
        return list(ANYWHERE)
    if not entries:
        raise AddressesMissing("ip_list")
    found = []
    for position, entry in enumerate(entries):
        try:
            found.append(str(ip_network(entry, strict=False)))
        except ValueError:
            raise NotANetwork(f"ip_list.{position}", network=entry) from None
    return found


def is_anywhere(networks: Sequence[str]) -> bool:
    """Whether a key's list leaves no address out."""
    return set(ANYWHERE) <= set(networks)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """Where a key may be used from, and until when; without `expires_at` as long as there is."""

    ip_list: Sequence[str]
    expires_at: datetime | None
    any_address: bool = False


def change_key(session: Session, actor: Actor, key_id: UUID, change: KeyChange, now: datetime) -> ApiKey:
    """Put new networks and a new end in place of the old.

    Raises `not_found`, `addresses_missing`, `addresses_both`, `not_a_network`, `term_inverted`, `key_term_too_long`.
    """
    key = _reached(session, key_id, within(actor, ApiKey, "create"))
    networks, ends = _networks(change.ip_list, any_address=change.any_address), _end(change.expires_at, now)
    key.ip_list, key.expires_at = networks, ends
    session.flush()
    return key


def take_over(session: Session, actor: Actor, key_id: UUID) -> ApiKey:
    """Let a key rest on the actor's term: the machine works on, its secret as it was, when its maker leaves.

    Raises `not_found`, and `role_not_yours` or `scope_not_yours` for one that the actor could not make.
    """
    key = _reached(session, key_id, within(actor, ApiKey, "create"))
    _check_rights(actor, key.role, key.scopes)
    key.membership_id = actor.membership_id
    session.flush()
    return key


def revoke_key(
    session: Session, actor: Actor, key_id: UUID, now: datetime, reason: str | None = None
) -> ApiKey:
    """Revoke a key; it stops with the next request. Doing so twice is harmless.

    Raises `not_found`, and `forbidden` for who must give a reason and does not.
    """
    key = _reached(session, key_id, within(actor, ApiKey, "update", "revoke"))
    # Every change is audited in its own transaction (api.audit_trail), which is what `logged` asks for.
    permissions.allow(actor, "api_key", "update", "revoke", reason=reason, logged=True)
    if key.revoked_at is None:
        key.revoked_at = now
        session.flush()
    return key


def _reached(session: Session, key_id: UUID, within_reach: Condition) -> ApiKey:
    key = session.scalars(select(ApiKey).where(ApiKey.id == key_id, within_reach)).one_or_none()
    if key is None:
        raise NotFound
    return key
