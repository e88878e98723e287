"""The names behind an actor, for people to read: account, organisation, region, and the other hats they may wear."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.party import Account, Membership, Organisation
from models.region import Region
from tradein import password_term
from tradein.actor import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """Something shown by its id and name."""

    id: UUID | str
    name: str


@dataclass(frozen=True, slots=True)
class Hat:
    """A membership an account may act in now."""

    id: UUID
    role: str
    manager: bool
    organisation: Named


@dataclass(frozen=True, slots=True)
class Portrait:
    """Who acts, in words. A key without an account has no account and no login."""

    role: str
    manager: bool
    account: Named | None
    login: str | None
    organisation: Named | None
    organisation_kind: str | None
    region: Named | None
    membership_id: UUID | None
    memberships: tuple[Hat, ...]
    suspended: tuple[Named, ...]
    """Organisations this account belongs to that may not work at present: why a hat is missing."""
    password_expires_at: datetime | None
    scopes: tuple[str, ...]


def hats(session: Session, account_id: UUID, now: datetime) -> tuple[Hat, ...]:
    """The memberships of an account in force now, oldest first."""
    return tuple(hat for hat, state in _terms(session, account_id, now) if state == "active")


def _terms(session: Session, account_id: UUID, now: datetime) -> list[tuple[Hat, str]]:
    """Memberships whose term is running, each with the state of its organisation."""
    query = (
        select(
            Membership.id,
            Membership.role,
            Membership.manager,
            Organisation.id,
            Organisation.name,
            Organisation.state,
        )
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.account_id == account_id, Membership.valid_from <= now)
        .where(or_(Membership.valid_to.is_(None), Membership.valid_to > now))
        .order_by(Membership.valid_from, Membership.id)
    )
    rows = session.execute(query)
    return [(Hat(row[0], row[1], row[2], Named(row[3], row[4])), row[5]) for row in rows]


def portrait(session: Session, actor: Actor, now: datetime) -> Portrait:
    """Everything a client shows about who is signed in."""
    account, has_password = _signed_in(session, actor.account_id) if actor.account_id else (None, False)
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    region = session.get(Region, actor.region) if actor.region else None
    terms = _terms(session, account.id, now) if account else []
    return Portrait(
        role=actor.role,
        manager=actor.manager,
        account=Named(account.id, account.display_name) if account else None,
        login=account.login if account else None,
        organisation=Named(organisation.id, organisation.name) if organisation else None,
        organisation_kind=actor.organisation_kind,
        region=Named(region.code, region.name) if region else None,
        membership_id=actor.membership_id,
        memberships=tuple(hat for hat, state in terms if state == "active"),
        suspended=tuple(hat.organisation for hat, state in terms if state == "suspended"),
        password_expires_at=_password_end(account, actor, now) if account and has_password else None,
        scopes=tuple(sorted(actor.scopes)),
    )


def _signed_in(session: Session, account_id: UUID) -> tuple[Account | None, bool]:
    """The account, and whether it has a password."""
    query = select(Account, func.password_of(Account.id).is_not(None)).where(Account.id == account_id)
    row = session.execute(query).one_or_none()
    return (None, False) if row is None else (row[0], row[1])


def _password_end(account: Account, actor: Actor, now: datetime) -> datetime | None:
    if actor.key_id is not None:
        return None
    return password_term.expires_at(actor.role, account.password_changed_at or account.created_at, now)
