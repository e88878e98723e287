"""Invitations of staff: a manager names role, term and place; whoever holds the link sets a password, once.

Only the SHA-256 of the token is kept. Taking it is one conditional UPDATE: of fifty who try at once, one gets in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.account import Appointment, NewAccount, add_account, check_appointment, site_id_of
from models.db import new_id
from models.organisation import own
from models.party import Membership, Organisation
from models.scope import Condition, scoped, within
from models.sealed import Personal, Sealed
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.application import AlreadyMember, InvitationEnded
from tradein.refusals.party import TermInverted

Moment = DateTime(timezone=True)
By = tuple[Actor, datetime]


class Invitation(Personal):
    """A membership waiting for its person. `display_name` is how the manager calls them; no phone, no address."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index("ix_invitation_organisation", "organisation_id", "id"),
        CheckConstraint("created_at < expires_at", name="term"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    display_name_plain: Mapped[str | None] = mapped_column("display_name", Text)
    display_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    display_name = Sealed("", plain="display_name_plain")
    role: Mapped[str] = mapped_column(Text)
    manager: Mapped[bool]
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"))
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    """The end of the term it gives, not its own."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None]
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_by: Mapped[UUID | None]


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to invite, as what, and until when the link lives."""

    display_name: str
    terms: Appointment
    expires_at: datetime


class Offer(NamedTuple):
    """What an invitation offers, for whoever holds its link."""

    organisation_name: str
    display_name: str
    role: str
    manager: bool
    valid_to: datetime | None
    expires_at: datetime


def invite(session: Session, by: By, invited: Invited, token_hash: bytes) -> Invitation:
    """Make an invitation. Raises `role_not_yours`, `term_inverted`, `not_found` for the site."""
    actor, now = by
    check_appointment(actor, invited.terms, now)
    if invited.expires_at <= now:
        raise TermInverted("expires_at")
    made = Invitation(
        id=new_id(),
        token_hash=token_hash,
        organisation_id=own(actor),
        display_name=invited.display_name,
        role=invited.terms.role,
        manager=invited.terms.manager,
        site_id=site_id_of(session, actor, invited.terms.site),
        valid_to=invited.terms.valid_to,
        created_at=now,
        created_by=actor.account_id or actor.key_id,
        expires_at=invited.expires_at,
    )
    session.add(made)
    session.flush()
    return made


def offer_of(session: Session, token_hash: bytes, now: datetime) -> Offer:
    """What the link offers; raises `invitation_ended`."""
    row = session.execute(
        select(Organisation.name, Invitation)
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .where(Invitation.token_hash == token_hash, *_in_force(now))
    ).one_or_none()
    if row is None:
        raise InvitationEnded
    name, made = row
    return Offer(name, made.display_name, made.role, made.manager, made.valid_to, made.expires_at)


def accept_as_new(session: Session, token_hash: bytes, new: NewAccount, now: datetime) -> Membership:
    """Open an account and the membership it was invited to. Raises `invitation_ended`, `login_taken`."""
    taken = _take(session, token_hash, now)
    account = add_account(session, new, now)
    return _join(session, taken, account.id, now)


def accept_as_known(session: Session, token_hash: bytes, account_id: UUID, now: datetime) -> Membership:
    """Join with an account one has already. Raises `invitation_ended`, `already_member`."""
    taken = _take(session, token_hash, now)
    same = select(Membership.id).where(
        Membership.account_id == account_id,
        Membership.organisation_id == taken.organisation_id,
        Membership.role == taken.role,
        (Membership.valid_to.is_(None)) | (Membership.valid_to > now),
    )
    if session.scalar(same) is not None:
        raise AlreadyMember
    return _join(session, taken, account_id, now)


def _take(session: Session, token_hash: bytes, now: datetime) -> Invitation:
    """Use the invitation up; who comes second finds it gone."""
    query = (
        update(Invitation)
        .where(Invitation.token_hash == token_hash, *_in_force(now))
        .values(accepted_at=now, accepted_by=Invitation.id)
        .returning(Invitation)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    taken = session.scalars(query).one_or_none()
    if taken is None:
        raise InvitationEnded
    return taken


def _join(session: Session, taken: Invitation, account_id: UUID, now: datetime) -> Membership:
    taken.accepted_by = account_id
    membership = Membership(
        id=new_id(),
        account_id=account_id,
        organisation_id=taken.organisation_id,
        role=taken.role,
        manager=taken.manager,
        site_id=taken.site_id,
        valid_from=now,
        valid_to=taken.valid_to,
        created_by=taken.created_by,
    )
    session.add(membership)
    session.flush()
    return membership


def _in_force(now: datetime) -> tuple[Condition, ...]:
    inviting = select(Organisation.id).where(Organisation.state == "active")
    return (
        Invitation.expires_at > now,
        Invitation.revoked_at.is_(None),
        Invitation.accepted_at.is_(None),
        Invitation.organisation_id.in_(inviting),
    )


def revoke_invitation(session: Session, by: By, invitation_id: UUID) -> None:
    """Take an invitation back; twice is harmless. Raises `not_found`."""
    query = select(Invitation).where(Invitation.id == invitation_id, within(by[0], Invitation, "update"))
    found = session.scalars(query.with_for_update()).one_or_none()
    if found is None:
        raise NotFound
    if found.revoked_at is None and found.accepted_at is None:
        found.revoked_at = by[1]
        session.flush()


def invitations_after(session: Session, actor: Actor, after: UUID | None, limit: int) -> Sequence[Invitation]:
    """Invitations in scope, newest first, used and ended ones included."""
    query = scoped(actor, Invitation)
    if after is not None:
        query = query.where(Invitation.id < after)
    return session.scalars(query.order_by(Invitation.id.desc()).limit(limit)).all()
