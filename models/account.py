"""People: accounts, the terms for which they belong to an organisation, and the devices they carry."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.db import new_id
from models.party import Account, Device, Membership, Site
from models.scope import within
from tradein import permissions
from tradein.actor import Actor
from tradein.conditions import may_appoint
from tradein.contact import names_somebody
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.party import LoginPersonal, LoginTaken, RoleNotYours, TermInverted


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person to enter; the password comes hashed, and who signs in by phone has none."""

    login: str
    password_hash: str | None
    display_name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """The role a person gets, for how long, and where."""

    role: str
    manager: bool
    site: str | None
    valid_to: datetime | None


def add_account(session: Session, new: NewAccount, now: datetime, field: str = "login") -> Account:
    """Enter a person. Raises `login_taken` or `login_personal`, named for `field`."""
    if names_somebody(new.login):
        raise LoginPersonal(field)
    if session.scalar(select(Account.id).where(Account.login == new.login)):
        raise LoginTaken(field)
    account = Account(
        id=new_id(),
        login=new.login,
        password_hash=new.password_hash,
        display_name=new.display_name,
        phone=new.phone,
        state="active",
        created_at=now,
    )
    session.add(account)
    try:
        session.flush()
    except IntegrityError as error:  # two sign-ups at once: the constraint decides
        raise LoginTaken(field) from error
    return account


def add_member(
    session: Session, actor: Actor, new: NewAccount, terms: Appointment, now: datetime
) -> Membership:
    """Enter a person as a member of the actor's organisation.

    Raises `role_not_yours` for a role above the actor's own, `login_taken`, `term_inverted`, `not_found` for the site.
    """
    check_appointment(actor, terms, now)
    account = add_account(session, new, now)
    membership = Membership(
        id=new_id(),
        account_id=account.id,
        organisation_id=actor.organisation_id,
        role=terms.role,
        manager=terms.manager,
        site_id=site_id_of(session, actor, terms.site),
        valid_from=now,
        valid_to=terms.valid_to,
        created_by=actor.account_id or actor.key_id,
    )
    session.add(membership)
    session.flush()
    return membership


def check_appointment(actor: Actor, terms: Appointment, now: datetime) -> None:
    if not may_appoint(actor.role, terms.role):
        raise RoleNotYours("role", role=terms.role)
    try:
        permissions.allow(actor, "organisation", "create", granted_role=terms.role)
    except Forbidden:
        raise RoleNotYours("role", role=terms.role) from None
    if terms.valid_to is not None and terms.valid_to <= now:
        raise TermInverted("valid_to")


def site_id_of(session: Session, actor: Actor, code: str | None) -> UUID | None:
    if code is None:
        return None
    query = select(Site.id).where(Site.code == code, Site.organisation_id == actor.organisation_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("site")
    return found


def end_membership(session: Session, actor: Actor, membership_id: UUID, now: datetime) -> Membership:
    """End a term now; sessions and keys that rest on it stop with the next request (H26). Raises `not_found`."""
    query = select(Membership).where(Membership.id == membership_id, within(actor, Membership, "update"))
    membership = session.scalars(query).one_or_none()
    if membership is None:
        raise NotFound
    # Whoever may not give a role may not take it either.
    permissions.allow(actor, "organisation", "update", granted_role=membership.role)
    if membership.valid_to is None or membership.valid_to > now:
        membership.valid_to = now
        session.flush()
    return membership


def enrol_device(session: Session, actor: Actor, name: str, now: datetime) -> Device:
    """Enrol a device of the actor's organisation."""
    device = Device(
        id=new_id(),
        organisation_id=actor.organisation_id,
        name=name,
        enrolled_at=now,
        enrolled_by=actor.account_id or actor.key_id,
    )
    session.add(device)
    session.flush()
    return device


def revoke_device(session: Session, actor: Actor, device_id: UUID, now: datetime) -> None:
    """Revoke a device; doing so twice is harmless. Raises `not_found`."""
    query = select(Device).where(Device.id == device_id, within(actor, Device, "update"))
    device = session.scalars(query).one_or_none()
    if device is None:
        raise NotFound
    if device.revoked_at is None:
        device.revoked_at = now
        session.flush()
