"""Loads as papers: opened before the first unit is loaded, listed and read with what is aboard.

What happens to a load (shipping, arriving, receiving) is captured by scans like everything else.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from models.db import new_id
from models.load import Load, LoadEvent
from models.party import Organisation, Site
from models.scope import scoped
from models.unit import Unit
from tradein.actor import Actor
from tradein.codes import issue_load, normalise_load
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.load import LoadExists
from tradein.refusals.site import SiteForeign, SiteUnknown

RECEIVING_KINDS = ("warehouse", "dismantler", "refurbisher")


@dataclass(frozen=True, slots=True)
class LoadWanted:
    """Where a load goes, by site code, where it starts, and on which vehicle."""

    destination: str
    origin: str | None = None
    plate: str | None = None
    code: str | None = None
    """A code the sender made itself, offline, and may have scanned units onto already."""


class LoadCard(NamedTuple):
    """A load with the names people know it by; `aboard` is how many units are on it now."""

    load: Load
    origin: Organisation
    destination: Organisation
    site: Site
    aboard: int


class Aboard(NamedTuple):
    """A unit on a load."""

    code: str
    item_type: str
    stage: str
    weight_g: int | None
    on_hold: bool
    hold_reason: str | None


def open_load(
    session: Session,
    by: tuple[Actor, datetime],
    wanted: LoadWanted,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> Load:
    """Open a load of the actor's organisation. Raises `site_unknown`, `site_foreign`, `load_exists`."""
    actor, now = by
    if actor.organisation_id is None:
        raise Forbidden
    site = destination_site(session, wanted.destination)
    code = normalise_load(wanted.code, "code") if wanted.code else issue_load(random_bytes)
    if session.scalar(select(exists().where(Load.code == code))):
        raise LoadExists("code", load=code)
    load = Load(
        id=new_id(),
        code=code,
        state="open",
        origin_id=actor.organisation_id,
        origin_site_id=_origin(session, actor, wanted.origin),
        destination_site_id=site.id,
        destination_id=site.organisation_id,
        plate=wanted.plate,
        created_by=actor.account_id,
        created_at=now,
    )
    session.add(load)
    session.flush()
    return load


def destination_site(session: Session, code: str) -> Site:
    """A site that receives loads, of an organisation in force. Raises `site_unknown`."""
    receiving = (Organisation.kind.in_(RECEIVING_KINDS), Organisation.state == "active")
    query = select(Site).join(Organisation, Organisation.id == Site.organisation_id)
    site = session.scalars(query.where(Site.code == code, *receiving)).one_or_none()
    if site is None:
        raise SiteUnknown("destination", site=code)
    return site


def _origin(session: Session, actor: Actor, code: str | None) -> UUID | None:
    if code is None:
        return actor.site_id
    site = session.scalars(select(Site).where(Site.code == code)).one_or_none()
    if site is None:
        raise SiteUnknown("origin", site=code)
    if site.organisation_id != actor.organisation_id:
        raise SiteForeign("origin", site=code)
    return site.id


def loads_after(
    session: Session, actor: Actor, filters: Mapping[str, Any], after: UUID | None, limit: int
) -> list[LoadCard]:
    """Loads in reach, newest first, `limit + 1` rows; identifiers are in the order of creation.

    `filters` are equal columns (`state`, `plate` as `tradein.contact.plate` writes it); None narrows nothing.
    """
    query = _cards(scoped(actor, Load)).order_by(Load.id.desc()).limit(limit + 1)
    query = query.where(
        *(getattr(Load, name) == value for name, value in filters.items() if value is not None)
    )
    if after is not None:
        query = query.where(Load.id < after)
    return [_card(row) for row in session.execute(query)]


def load_card(session: Session, actor: Actor, code: str) -> LoadCard:
    """One load in reach by its code. Raises `not_found`."""
    wanted = _cards(scoped(actor, Load)).where(Load.code == normalise_load(code, "code"))
    row = session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return _card(row)


def card_of(session: Session, load: Load) -> LoadCard:
    """The card of a load just opened, also for those who may open loads but not read them."""
    return _card(session.execute(_cards(select(Load)).where(Load.id == load.id)).one())


def _card(row: Any) -> LoadCard:
    return LoadCard(*row)


def _cards(rows: Select[Load]) -> Select[Any]:
    origin, destination = aliased(Organisation), aliased(Organisation)
    aboard = select(func.count()).where(Unit.load_id == Load.id).correlate(Load).scalar_subquery()
    return (
        rows.join(origin, origin.id == Load.origin_id)
        .join(destination, destination.id == Load.destination_id)
        .join(Site, Site.id == Load.destination_site_id)
        .with_only_columns(Load, origin, destination, Site, aboard)
    )


def units_of(session: Session, load: Load) -> list[Aboard]:
    """Units aboard now, in the order of their codes; a unit leaves the load when it is received or unloaded."""
    columns = (Unit.code, Unit.item_type, Unit.stage, Unit.weight_g, Unit.on_hold, Unit.hold_reason)
    query = select(*columns).where(Unit.load_id == load.id).order_by(Unit.code)
    return [Aboard(*row) for row in session.execute(query)]


def events_of(session: Session, load: Load) -> Sequence[LoadEvent]:
    """What happened to the load as a whole, in order."""
    query = select(LoadEvent).where(LoadEvent.load_id == load.id).order_by(LoadEvent.seq)
    return session.scalars(query).all()
