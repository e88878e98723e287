"""Sites of an organisation: entered, described anew, closed once nothing stands there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.db import new_id
from models.organisation import own
from models.party import Organisation, Site
from models.region import require_served, resolve_district
from models.scope import within
from models.unit import Unit
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.application import SiteInUse
from tradein.refusals.party import SiteCodeTaken, SiteKindUnfit
from tradein.site import FITTING, fits

STANDING = ("collected", "stored", "received", "refurbished")
"""Stages in which a unit stands somewhere."""


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


def add_site(session: Session, actor: Actor, new: NewSite) -> Site:
    """Enter a site of the actor's organisation, of a kind and at a place that are its own to run.

    Raises `site_kind_unfit`, `outside_area`, `site_code_taken` and region refusals.
    """
    if not fits(actor.organisation_kind, new.kind):
        fitting = sorted(FITTING.get(actor.organisation_kind or "", ()))
        raise SiteKindUnfit("kind", kinds=fitting)
    district = resolve_district(session, new.region, "region").code
    home = session.get_one(Organisation, own(actor)).region_code
    require_served(session, home, district)
    if session.scalar(select(Site.id).where(Site.code == new.code)):
        raise SiteCodeTaken("code", site=new.code)
    site = Site(
        id=new_id(),
        code=new.code,
        organisation_id=own(actor),
        name=new.name,
        kind=new.kind,
        region_code=district,
        lat_e6=new.lat_e6,
        lon_e6=new.lon_e6,
        daily_capacity=new.daily_capacity,
    )
    session.add(site)
    session.flush()
    return site


def describe_site(session: Session, actor: Actor, code: str, facts: dict[str, Any]) -> Site:
    """New name, position or capacity. Code, kind and district stay: events name them. Raises `not_found`."""
    site = _mine(session, actor, code)
    for name, value in facts.items():
        setattr(site, name, value)
    session.flush()
    return site


def close_site(session: Session, actor: Actor, code: str, now: datetime) -> Site:
    """Close a site for new scans; twice is harmless. Raises `not_found`, `site_in_use` while units stand there."""
    site = _mine(session, actor, code)
    if site.closed_at is not None:
        return site
    left = _standing_at(session, site)
    if left:
        raise SiteInUse(units=left)
    site.closed_at = now
    session.flush()
    return site


def _mine(session: Session, actor: Actor, code: str) -> Site:
    query = select(Site).where(Site.code == code, within(actor, Site, "update")).with_for_update()
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("code")
    return found


def _standing_at(session: Session, site: Site) -> int:
    held = select(func.count()).where(
        Unit.holder_id == site.organisation_id, Unit.site_id == site.id, Unit.stage.in_(STANDING)
    )
    return session.scalar(held) or 0
