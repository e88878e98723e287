"""The names behind an actor, for people to read: account, organisation, region, and the other hats they may wear."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.party import Account, Membership, Organisation
from models.region import Region
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
    scopes: tuple[str, ...]


def hats(session: Session, account_id: UUID, now: datetime) -> tuple[Hat, ...]:
    """The memberships of an account in force now, oldest first."""
    query = (
        select(Membership.id, Membership.role, Membership.manager, Organisation.id, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.account_id == account_id, Organisation.state == "active", Membership.valid_from <= now
        )
        .where(or_(Membership.valid_to.is_(None), Membership.valid_to > now))
        .order_by(Membership.valid_from, Membership.id)
    )
    rows = session.execute(query)
    return tuple(Hat(row[0], row[1], row[2], Named(row[3], row[4])) for row in rows)


def portrait(session: Session, actor: Actor, now: datetime) -> Portrait:
    """Everything a client shows about who is signed in."""
    account = session.get(Account, actor.account_id) if actor.account_id else None
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    region = session.get(Region, actor.region) if actor.region else None
    return Portrait(
        role=actor.role,
        manager=actor.manager,
        account=Named(account.id, account.display_name) if account else None,
        login=account.login if account else None,
        organisation=Named(organisation.id, organisation.name) if organisation else None,
        organisation_kind=actor.organisation_kind,
        region=Named(region.code, region.name) if region else None,
        membership_id=actor.membership_id,
        memberships=hats(session, account.id, now) if account else (),
        scopes=tuple(sorted(actor.scopes)),
    )
