"""Whom a helper may help: everybody for a system administrator, one's own people for a manager, never oneself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.one_time import OneTimeCode
from models.party import Account, Membership
from tradein import permissions
from tradein.actor import Actor
from tradein.conditions import may_appoint
from tradein.one_time import Purpose
from tradein.refusal import NotFound
from tradein.refusals.sign_in import NotYourself, OneHandOnly

RESETS = frozenset({Purpose.ENROLMENT, Purpose.RECOVERY})
ONE_HAND_FOR = timedelta(days=1)


class Help(NamedTuple):
    """What a helper wants to do for an account, and why."""

    account_id: UUID
    action: str
    reason: str


class _Term(NamedTuple):
    organisation_id: UUID
    role: str


def named(session: Session, actor: Actor, login: str, reason: str, now: datetime) -> Account:
    """The account of this login, for who may help it; the reason is kept. Raises what `find` raises."""
    known = session.scalars(select(Account.id).where(Account.login == login)).one_or_none()
    if known is None:
        permissions.allow(actor, "organisation", "update", "lock_account", reason=reason, logged=True)
        raise NotFound
    return find(session, actor, Help(known, "lock_account", reason), now)


def find(session: Session, actor: Actor, wanted: Help, now: datetime) -> Account:
    """The account to help, its row locked. Raises `not_yourself`, `forbidden`, `not_found`.

    A manager reaches people who belong to their organisation alone, in roles they may give. Consumers help themselves
    by their phone, so that all there is to do for them is to lock an account.
    """
    if wanted.account_id == actor.account_id:
        raise NotYourself
    grants = permissions.allow(
        actor, "organisation", "update", wanted.action, reason=wanted.reason, logged=True
    )
    query = (
        select(Account).where(Account.id == wanted.account_id, Account.state != "closed").with_for_update()
    )
    account = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    terms = _terms(session, wanted.account_id, now)
    everybodys = any(grant.scope == "all" for grant in grants)
    if account is None or not (_anybodys(wanted, terms) if everybodys else _ones_own(actor, terms)):
        raise NotFound
    return account


def _anybodys(wanted: Help, terms: Sequence[_Term]) -> bool:
    return bool(terms) or wanted.action == "lock_account"


def _ones_own(actor: Actor, terms: Sequence[_Term]) -> bool:
    return bool(terms) and all(
        term.organisation_id == actor.organisation_id and may_appoint(actor.role, term.role) for term in terms
    )


def _terms(session: Session, account_id: UUID, now: datetime) -> Sequence[_Term]:
    query = select(Membership.organisation_id, Membership.role).where(
        Membership.account_id == account_id,
        Membership.valid_from <= now,
        or_(Membership.valid_to.is_(None), Membership.valid_to > now),
    )
    return [_Term._make(row) for row in session.execute(query)]


def refuse_second_hand(
    session: Session, subject: bytes, purpose: Purpose, helper: UUID | None, now: datetime
) -> None:
    """One helper may not take both password and second factor: they could then sign in as somebody else.

    Raises `one_hand_only` within a day of the other reset.
    """
    others = sorted(one.value for one in RESETS - {purpose})
    query = select(OneTimeCode.id).where(
        OneTimeCode.subject == subject,
        OneTimeCode.purpose.in_(others),
        OneTimeCode.handed_by == helper,
        OneTimeCode.created_at > now - ONE_HAND_FOR,
    )
    if session.scalars(query.limit(1)).first() is not None:
        raise OneHandOnly


def change_state(session: Session, account: Account, state: str) -> None:
    """Lock or open an account; a closed one stays closed."""
    account.state = state
    session.flush()
