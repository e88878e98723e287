"""Appointing officers: the level above appoints, by invitation into a bureau; a province's first officer takes two.

An appointment is a membership with a role of an officer in a bureau; its territory is the bureau's. It ends at once:
session and key rest on it (H26). Who appoints sees only bureaus below the own territory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, LargeBinary, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import new_id
from models.invitation import Invitation
from models.party import Account, Membership, Organisation
from models.region import Region
from models.scope import nodes_under, within
from models.sealed import Personal, Sealed
from tradein import permissions
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.appointment import BureauWrong, ProposalDiffers, ProposalEnded
from tradein.refusals.party import TermInverted
from tradein.region import Level

Moment = DateTime(timezone=True)
By = tuple[Actor, datetime]

RESOURCE = "officer_appointment"
BUREAU = "bureau"
LEVELS: Mapping[str, frozenset[str]] = {
    "district_officer": frozenset({Level.COUNTY.value, Level.ZONE.value, Level.CITY.value}),
    "city_officer": frozenset({Level.CITY.value}),
    "province_officer": frozenset({Level.PROVINCE.value}),
}
"""The level of the bureau an officer sits in; a city without counties has districts' work done by its own bureau."""
BOTH_PRESENT = timedelta(minutes=15)
"""How long after the first administrator the second may confirm: the two are at it together."""
LINK_LIVES = timedelta(days=3)


class AppointmentProposal(Personal):
    """What one administrator proposes for a province, until another confirms exactly that."""

    __tablename__ = "appointment_proposal"
    __table_args__ = (CheckConstraint("proposed_at < expires_at", name="term"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    bureau_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    display_name_plain: Mapped[str | None] = mapped_column("display_name", Text)
    display_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    display_name = Sealed("", plain="display_name_plain")
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Office:
    """Who is to hold which office, in which bureau, until when."""

    role: str
    bureau_id: UUID
    display_name: str
    valid_to: datetime | None = None


class Appointed(NamedTuple):
    """An officer's term with names."""

    membership: Membership
    account: Account
    bureau: Organisation


def appoint(session: Session, by: By, office: Office, token_hash: bytes) -> Invitation:
    """Invite somebody to an office one level down in the actor's territory.

    Raises `not_found` for a bureau outside it, `bureau_wrong`, `term_inverted`.
    """
    actor, now = by
    permissions.allow(actor, RESOURCE, "create", f"appoint_{office.role}")
    _check(session, office, nodes_below(actor), now)
    return _invite(session, by, office, token_hash)


def propose(session: Session, by: By, office: Office) -> AppointmentProposal:
    """Put a province's officer forward; nothing happens until another administrator confirms."""
    actor, now = by
    _check(session, office, None, now)
    made = AppointmentProposal(
        id=new_id(),
        bureau_id=office.bureau_id,
        display_name=office.display_name,
        valid_to=office.valid_to,
        proposed_by=actor.account_id or actor.key_id or UUID(int=0),
        proposed_at=now,
        expires_at=now + BOTH_PRESENT,
    )
    session.add(made)
    session.flush()
    return made


def confirm(session: Session, by: By, proposal_id: UUID, office: Office, token_hash: bytes) -> Invitation:
    """The second administrator says the same again; the two are different people.

    Raises `not_found`, `forbidden` for the proposer, `proposal_ended`, `proposal_differs`.
    """
    actor, now = by
    found = session.get(AppointmentProposal, proposal_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    two = actor.account_id is not None and actor.account_id != found.proposed_by
    permissions.allow(actor, RESOURCE, "create", "appoint_province_root", two_admins=two)
    if found.confirmed_at is not None or found.expires_at <= now:
        raise ProposalEnded
    same = (found.bureau_id, found.display_name, found.valid_to)
    if same != (office.bureau_id, office.display_name, office.valid_to):
        raise ProposalDiffers
    _check(session, office, None, now)
    found.confirmed_by, found.confirmed_at = actor.account_id, now
    session.flush()
    return _invite(session, by, office, token_hash)


def nodes_below(actor: Actor) -> str:
    """The territory the actor appoints in; raises `not_found` without one."""
    if actor.region is None:
        raise NotFound
    return actor.region


def _check(session: Session, office: Office, region: str | None, now: datetime) -> None:
    query = (
        select(Region.level)
        .join(Organisation, Organisation.region_code == Region.code)
        .where(
            Organisation.id == office.bureau_id, Organisation.kind == BUREAU, Organisation.state == "active"
        )
    )
    if region is not None:
        query = query.where(Region.code.in_(nodes_under(region)))
    level = session.scalar(query)
    if level is None:
        raise NotFound("bureau")
    if level not in LEVELS[office.role]:
        raise BureauWrong("bureau", role=office.role, level=level)
    if office.valid_to is not None and office.valid_to <= now:
        raise TermInverted("valid_to")


def _invite(session: Session, by: By, office: Office, token_hash: bytes) -> Invitation:
    actor, now = by
    made = Invitation(
        id=new_id(),
        token_hash=token_hash,
        organisation_id=office.bureau_id,
        display_name=office.display_name,
        role=office.role,
        manager=False,
        valid_to=office.valid_to,
        created_at=now,
        created_by=actor.account_id or actor.key_id,
        expires_at=now + LINK_LIVES,
    )
    session.add(made)
    session.flush()
    return made


def end(session: Session, by: By, role: str, membership_id: UUID) -> Appointed:
    """End an officer's term now; repeating it changes nothing. Raises `not_found`."""
    actor, now = by
    query = _terms(actor, "update", f"end_{role}").where(
        Membership.id == membership_id, Membership.role == role
    )
    row = session.execute(query.with_for_update(of=Membership)).one_or_none()
    if row is None:
        raise NotFound
    found = Appointed(*row)
    if found.membership.valid_to is None or found.membership.valid_to > now:
        found.membership.valid_to = now
        session.flush()
    return found


def appointed_after(session: Session, actor: Actor, after: UUID | None, limit: int) -> Sequence[Appointed]:
    """Officers' terms in reach, newest first, ended ones included, `limit + 1` rows."""
    query = _terms(actor, "read", None).order_by(Membership.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(Membership.id < after)
    return [Appointed(*row) for row in session.execute(query)]


def _terms(actor: Actor, verb: str, action: str | None) -> Select[Membership, Account, Organisation]:
    return (
        select(Membership, Account, Organisation)
        .join(Account, Account.id == Membership.account_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.role.in_(LEVELS), within(actor, Membership, verb, action, RESOURCE))
    )
