"""Organisations come in by application, are decided by somebody else, and then run their sites, people and devices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.account import NewAccount, add_account
from models.db import new_id
from models.party import Licence, Membership, Organisation, Site
from models.region import resolve, resolve_district
from models.scope import find, within
from tradein import credit_code, permissions
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.party import AlreadyDecided, OrganisationKnown, SiteCodeTaken, TermInverted

# The first member of a new organisation runs it.
FIRST_ROLE = {
    "recycler": "recycler_manager",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
    "retailer": "retailer_clerk",
}


@dataclass(frozen=True, slots=True)
class NewLicence:
    """A licence as stated; both days included."""

    kind: str
    number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Application:
    """An organisation that wants in, with the person who will run it."""

    credit_code: str
    name: str
    kind: str
    region: str
    manager: NewAccount
    licences: Sequence[NewLicence] = field(default=())


@dataclass(frozen=True, slots=True)
class Decision:
    """What a bureau says to an application."""

    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NewSite:
    """A place to enter; coordinates in millionths of a degree."""

    code: str
    name: str
    kind: str
    region: str
    lat_e6: int | None = None
    lon_e6: int | None = None
    daily_capacity: int | None = None


def apply(session: Session, application: Application, now: datetime) -> Organisation:
    """Enter an organisation as `pending`, its first member included; nothing of it works until it is approved.

    Raises `credit_code_invalid`, `organisation_known`, `login_taken`, `term_inverted`, region refusals.
    """
    code = credit_code.normalise(application.credit_code)
    if session.scalar(select(Organisation.id).where(Organisation.credit_code == code)):
        raise OrganisationKnown("credit_code", credit_code=code)
    region = resolve(session, application.region, "region")
    account = add_account(session, application.manager, now, "manager.login")
    entered = Organisation(
        id=new_id(),
        credit_code=code,
        name=application.name,
        kind=application.kind,
        region_code=region.code,
        state="pending",
        created_at=now,
        created_by=account.id,
    )
    session.add(entered)
    _flush_organisation(session, code)
    session.add_all(_licence(entered.id, stated, at) for at, stated in enumerate(application.licences))
    session.add(_first_member(entered, account.id, now))
    session.flush()
    return entered


def _flush_organisation(session: Session, code: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # two applications at once: the constraint decides
        raise OrganisationKnown("credit_code", credit_code=code) from error


def _first_member(organisation: Organisation, account_id: UUID, now: datetime) -> Membership:
    return Membership(
        account_id=account_id,
        organisation_id=organisation.id,
        role=FIRST_ROLE[organisation.kind],
        manager=True,
        valid_from=now,
        created_by=account_id,
    )


def _licence(organisation_id: UUID, stated: NewLicence, position: int) -> Licence:
    if stated.valid_from > stated.valid_to:
        raise TermInverted(f"licences.{position}.valid_to")
    return Licence(
        organisation_id=organisation_id,
        kind=stated.kind,
        number=stated.number,
        valid_from=stated.valid_from,
        valid_to=stated.valid_to,
    )


def decide(
    session: Session, actor: Actor, organisation_id: UUID, decision: Decision, now: datetime
) -> Organisation:
    """Approve (`active`) or refuse (`refused`) an application in the actor's jurisdiction, once, and not one's own.

    Raises `not_found`, `forbidden`, `already_decided`.
    """
    what = ("organisation", "approve", "register_organisation")
    here = within(actor, Organisation, what[1], what[2])
    found = session.scalars(
        select(Organisation).where(Organisation.id == organisation_id, here)
    ).one_or_none()
    if found is None:
        raise NotFound
    permissions.allow(actor, *what, creators={found.created_by})
    moved = session.execute(
        update(Organisation)
        .where(Organisation.id == organisation_id, Organisation.state == "pending")
        .values(
            state=decision.state,
            decided_at=now,
            decided_by=actor.account_id or actor.key_id,
            decision_reason=decision.reason,
        )
        .returning(Organisation.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if moved is None:
        raise AlreadyDecided(state=found.state)
    session.refresh(found)
    return found


def add_licence(session: Session, actor: Actor, stated: NewLicence) -> Licence:
    """Enter a further licence of the actor's organisation; earlier ones stay."""
    licence = _licence(_own(actor), stated, 0)
    session.add(licence)
    session.flush()
    return licence


def licences_of(session: Session, organisation_id: UUID) -> list[Licence]:
    """All licences of an organisation, the latest first."""
    query = select(Licence).where(Licence.organisation_id == organisation_id)
    return list(session.scalars(query.order_by(Licence.valid_to.desc(), Licence.id)))


def add_site(session: Session, actor: Actor, new: NewSite) -> Site:
    """Enter a site of the actor's organisation. Raises `site_code_taken` and region refusals."""
    if session.scalar(select(Site.id).where(Site.code == new.code)):
        raise SiteCodeTaken("code", site=new.code)
    site = Site(
        id=new_id(),
        code=new.code,
        organisation_id=_own(actor),
        name=new.name,
        kind=new.kind,
        region_code=resolve_district(session, new.region, "region").code,
        lat_e6=new.lat_e6,
        lon_e6=new.lon_e6,
        daily_capacity=new.daily_capacity,
    )
    session.add(site)
    session.flush()
    return site


def organisation_in_scope(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation the actor may read; raises `not_found`."""
    return find(session, actor, Organisation, Organisation.id == organisation_id)


def _own(actor: Actor) -> UUID:
    if actor.organisation_id is None:
        raise NotFound
    return actor.organisation_id
