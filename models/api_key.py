"""Keys for integrations: made once, shown once, never more than the role they stand for, revocable at once."""

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
from tradein.refusal import NotFound
from tradein.refusals.party import (
    AddressesBoth,
    AddressesMissing,
    NotANetwork,
    RoleNotYours,
    ScopeNotYours,
    TermInverted,
)

ANYWHERE = ("0.0.0.0/0", "::/0")
"""Every address there is: how a key that may be used from anywhere says so."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to make. `scopes` are `resource:verb`; `ip_list` the networks it works from, or `any_address`."""

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
    """Store a key of the actor's organisation.

    Raises `role_not_yours`, `scope_not_yours`, `addresses_missing`, `addresses_both`, `not_a_network`, `term_inverted`.
    """
    _check(actor, new, now)
    key = ApiKey(
        id=new_id(),
        prefix=secret.prefix,
        secret_hash=secret.secret_hash,
        name=new.name,
        organisation_id=actor.organisation_id,
        role=new.role,
        scopes=sorted(set(new.scopes)),
        ip_list=_networks(new.ip_list, any_address=new.any_address),
        created_at=now,
        created_by=actor.account_id or actor.key_id,
        expires_at=new.expires_at,
    )
    session.add(key)
    session.flush()
    return key


def _check(actor: Actor, new: NewKey, now: datetime) -> None:
    if not may_appoint(actor.role, new.role):
        raise RoleNotYours("role", role=new.role)
    for position, scope in enumerate(new.scopes):
        resource, _, verb = scope.partition(":")
        if not permissions.ever_granted(new.role, resource, verb):
            raise ScopeNotYours(f"scopes.{position}", scope=scope, role=new.role)
    if new.expires_at is not None and new.expires_at <= now:
        raise TermInverted("expires_at")


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
    """Where a key may be used from, and until when."""

    ip_list: Sequence[str]
    expires_at: datetime | None
    any_address: bool = False


def change_key(session: Session, actor: Actor, key_id: UUID, change: KeyChange, now: datetime) -> ApiKey:
    """Put new networks and a new end in place of the old.

    Raises `not_found`, `addresses_missing`, `addresses_both`, `not_a_network`, `term_inverted`.
    """
    key = _reached(session, key_id, within(actor, ApiKey, "create"))
    networks = _networks(change.ip_list, any_address=change.any_address)
    if change.expires_at is not None and change.expires_at <= now:
        raise TermInverted("expires_at")
    key.ip_list = networks
    key.expires_at = change.expires_at
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
