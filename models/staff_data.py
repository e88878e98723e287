"""What the platform holds on somebody who works here, for themselves (PIPL 45): terms, devices, keys, looks, acts.

Other people's data is no part of it: an act or an unmasking is told by what it was and when, never by whose.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit import Audit
from models.identity_link import IdentityLink
from models.party import Account, Device, Membership, Organisation, Site
from models.photo import Photo
from models.second_factor import factor_of
from models.session import ApiKey, LoginSession
from models.sight_alarm import SightAlarm
from models.unmasking import Unmasking

MOST_ACTS = 1_000
"""The latest; the counts beside them are of everything that is still kept."""


def staff_data(session: Session, account_id: UUID) -> dict[str, Any]:
    """Everything held about the account as somebody's staff or officer; plain values."""
    return {
        "sign_in": _sign_in(session, account_id),
        "memberships": _memberships(session, account_id),
        "devices_enrolled": _rows(session, Device, Device.enrolled_by == account_id, _DEVICE),
        "keys_made": _rows(session, ApiKey, ApiKey.created_by == account_id, _KEY),
        "photos_taken": session.scalar(select(func.count()).where(Photo.account_id == account_id)),
        "unmaskings": _rows(session, Unmasking, Unmasking.account_id == account_id, _UNMASKING),
        "alarms_on_looks": _rows(session, SightAlarm, SightAlarm.account_id == account_id, _ALARM),
        "acts": _acts(session, account_id),
    }


_DEVICE = ("id", "name", "enrolled_at", "revoked_at")
_KEY = ("id", "prefix", "name", "role", "created_at", "expires_at", "revoked_at")
_UNMASKING = ("at", "until", "reason", "ticket")
# Without the words it was closed with: they are the bureau's own, and may speak of others.
_ALARM = ("kind", "day", "count", "usual", "raised_at", "closed_at")
_SESSION = ("method", "label", "created_at", "last_seen_at", "expires_at", "revoked_at")
_LINK = ("issuer", "created_at")
_ACT = ("at", "action", "verb", "resource", "role", "outcome", "reason", "address")


def _rows(session: Session, table: Any, where: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    columns = [getattr(table, name) for name in names]
    query = select(*columns).where(where).order_by(columns[0].desc()).limit(MOST_ACTS)
    return [dict(row) for row in session.execute(query).mappings()]


def _sign_in(session: Session, account_id: UUID) -> dict[str, Any]:
    account, factor = session.get_one(Account, account_id), factor_of(session, account_id)
    return {
        "state": account.state,
        "password_changed_at": account.password_changed_at,
        "second_factor_since": factor.confirmed_at if factor is not None else None,
        "networks": list(account.networks),
        "unified_sign_on": _rows(session, IdentityLink, IdentityLink.account_id == account_id, _LINK),
        "sessions": _rows(session, LoginSession, LoginSession.account_id == account_id, _SESSION),
    }


def _memberships(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    query = (
        select(
            Organisation.name.label("organisation"),
            Membership.role,
            Membership.manager,
            Site.name.label("site"),
            Membership.region_code.label("region"),
            Membership.valid_from,
            Membership.valid_to,
        )
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Site, Site.id == Membership.site_id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.valid_from, Membership.id)
    )
    return [dict(row) for row in session.execute(query).mappings()]


def _acts(session: Session, account_id: UUID) -> dict[str, Any]:
    """The audit trail's rows about this person's own acts, the latest first."""
    total, first = session.execute(
        select(func.count(), func.min(Audit.at)).where(Audit.account_id == account_id)
    ).one()
    latest = select(*(getattr(Audit, name) for name in _ACT)).where(Audit.account_id == account_id)
    rows = session.execute(latest.order_by(Audit.id.desc()).limit(MOST_ACTS)).mappings()
    return {"kept": total, "since": first, "latest": [dict(row) for row in rows]}
