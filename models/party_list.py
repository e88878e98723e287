"""Lists of organisations, sites, members, devices and keys, each within the reader's scope and paged by id."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from models.db import Base
from models.party import Account, Device, Membership, Organisation, Site
from models.scope import scoped, within
from models.session import ApiKey
from tradein.actor import Actor

M = TypeVar("M", bound=Base)
After = tuple[Any, ...] | None


def _newest_first(query: Select[Any], key: Any, after: After, limit: int) -> Select[Any]:
    # Identifiers are UUIDv7: their order is the order of creation.
    if after is not None:
        query = query.where(key < after[0])
    return query.order_by(key.desc()).limit(limit)


def _filtered(query: Select[Any], model: type[Any], filters: Mapping[str, Any]) -> Select[Any]:
    return query.where(*(getattr(model, name) == value for name, value in filters.items()))


def organisations_after(
    session: Session, actor: Actor, filters: Mapping[str, Any], after: After, limit: int
) -> Sequence[Organisation]:
    """Organisations in scope, newest first; `filters` are equal columns.

    `q` among them is a part of the name, or how the credit code begins.
    """
    equal = {name: value for name, value in filters.items() if name != "q"}
    query = _filtered(scoped(actor, Organisation), Organisation, equal)
    if sought := filters.get("q"):
        named = Organisation.name.contains(sought, autoescape=True)
        query = query.where(or_(named, Organisation.credit_code.startswith(sought.upper(), autoescape=True)))
    return session.scalars(_newest_first(query, Organisation.id, after, limit)).all()


def sites_after(
    session: Session, actor: Actor, filters: Mapping[str, Any], after: After, limit: int
) -> Sequence[Site]:
    """Sites in scope in the order of their codes."""
    query = _filtered(scoped(actor, Site), Site, filters)
    if after is not None:
        query = query.where(Site.code > after[0])
    return session.scalars(query.order_by(Site.code).limit(limit)).all()


class Member(NamedTuple):
    """A person in an organisation for a term."""

    id: UUID
    account_id: UUID
    login: str
    display_name: str
    organisation_id: UUID
    organisation_name: str
    role: str
    manager: bool
    site: str | None
    valid_from: datetime
    valid_to: datetime | None


def members_after(session: Session, actor: Actor, after: After, limit: int) -> list[Member]:
    """Terms in scope, newest first, ended ones included."""
    query = _members().where(within(actor, Membership))
    rows = session.execute(_newest_first(query, Membership.id, after, limit)).all()
    return [_member(*row) for row in rows]


def member(session: Session, membership_id: UUID) -> Member:
    """One term, for whoever has just made or ended it."""
    return _member(*session.execute(_members().where(Membership.id == membership_id)).one())


def _member(term: UUID, account: Account, *rest: Any) -> Member:
    return Member(term, account.id, account.login, account.display_name, *rest)


def _members() -> Any:
    return (
        select(
            Membership.id,
            Account,
            Organisation.id,
            Organisation.name,
            Membership.role,
            Membership.manager,
            Site.code,
            Membership.valid_from,
            Membership.valid_to,
        )
        .join(Account, Account.id == Membership.account_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Site, Site.id == Membership.site_id)
    )


def devices_after(session: Session, actor: Actor, after: After, limit: int) -> Sequence[Device]:
    """Devices in scope, newest first, revoked ones included."""
    return session.scalars(_newest_first(scoped(actor, Device), Device.id, after, limit)).all()


def keys_after(session: Session, actor: Actor, after: After, limit: int) -> Sequence[ApiKey]:
    """Keys in scope, newest first, revoked ones included."""
    return session.scalars(_newest_first(scoped(actor, ApiKey), ApiKey.id, after, limit)).all()
