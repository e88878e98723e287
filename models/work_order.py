"""Opening a dismantling work order, and which units are on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from models.dismantling import Dismantling, DismantlingUnit, DismantlingWeighing
from models.label import Label
from models.output import Place
from models.party import Licence, Site
from models.series import next_number
from models.unit import Unit
from tradein.actor import Actor
from tradein.codes import normalise
from tradein.dismantling import Candidate, WorkOrderAction, WorkOrderState, judge_candidate, next_state
from tradein.guided import groups
from tradein.lifecycle import Stage
from tradein.moment import day_of
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.dismantling import (
    GroupUnknown,
    NotDismantlingSite,
    UnitNotHere,
    UnitNotOnOrder,
    UnitTaken,
    WorkOrderBusy,
)
from tradein.refusals.site import LicenceExpired
from tradein.site import SiteKind

WORK_ORDER = "WO"
LICENCE_KIND = "dismantling"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where and on what a work order starts: chosen once per shift at the bench."""

    site: str
    group: str
    line: str
    bench: str
    shift: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit for the order by any of its label codes; `weight_g` is a weighing at the bench, if there was one."""

    code: str
    weight_g: int | None = None


def plant(session: Session, actor: Actor, site_code: str) -> Place:
    """The actor's own dismantling site by its code. Raises `not_dismantling_site`."""
    site = session.execute(
        select(Site.id, Site.region_code).where(
            Site.code == site_code,
            Site.organisation_id == actor.organisation_id,
            Site.kind == SiteKind.DISMANTLING.value,
        )
    ).one_or_none()
    if site is None or actor.organisation_id is None:
        raise NotDismantlingSite("site", site=site_code)
    return Place(site.id, site_code, actor.organisation_id, site.region_code)


def require_licence(session: Session, place: Place, now: datetime) -> None:
    """An expired licence blocks, it does not warn (order 551 Art. 6). Raises `licence_expired`."""
    today = day_of(now)
    terms = session.execute(
        select(Licence.valid_from, Licence.valid_to).where(
            Licence.organisation_id == place.organisation_id, Licence.kind == LICENCE_KIND
        )
    ).all()
    if not any(term.valid_from <= today <= term.valid_to for term in terms):
        last = max((term.valid_to for term in terms), default=None)
        raise LicenceExpired("site", site=place.site_code, valid_to=str(last or ""))


def open_work_order(session: Session, actor: Actor, opening: Opening, now: datetime) -> Dismantling:
    """Open an empty work order. Raises `not_dismantling_site`, `licence_expired`, `category_group_unknown`."""
    if opening.group not in groups():
        raise GroupUnknown("group", group=opening.group)
    place = plant(session, actor, opening.site)
    require_licence(session, place, now)
    today = day_of(now)
    order = Dismantling(
        number=next_number(session, WORK_ORDER, (place.site_id, place.site_code), today),
        site_id=place.site_id,
        organisation_id=place.organisation_id,
        region=place.region,
        day=today,
        category_group=opening.group,
        line=opening.line,
        bench=opening.bench,
        shift=opening.shift,
        state=WorkOrderState.OPEN.value,
        opened_by=actor.account_id,
        opened_at=now,
    )
    session.add(order)
    session.flush()
    return order


def locked(session: Session, actor: Actor, number: str, action: WorkOrderAction) -> Dismantling:
    """The order, locked, once `action` is possible. Raises `not_found`, `forbidden`, `work_order_closed`."""
    order = session.scalar(select(Dismantling).where(Dismantling.number == number).with_for_update())
    if order is None:
        raise NotFound
    if order.organisation_id != actor.organisation_id:
        # An officer sees the plant's orders but works at none of them; to any other company they do not exist.
        raise Forbidden if actor.organisation_kind == "bureau" else NotFound
    next_state(WorkOrderState(order.state), action)
    return order


def person(actor: Actor) -> UUID:
    """The human being who acts: a second person cannot be an integration key."""
    if actor.account_id is None or actor.key_id is not None:
        raise Forbidden
    return actor.account_id


def add_units(
    session: Session, actor: Actor, number: str, entries: Sequence[Entry], now: datetime
) -> Dismantling:
    """Put received units on the order, all or none; five statements however many they are.

    Raises `unit_not_here`, `unit_not_received`, `unit_on_hold`, `category_mismatch`, `unit_unweighed`,
    `unit_in_work_order`.
    """
    order = locked(session, actor, number, WorkOrderAction.ADD_UNIT)
    weights = {normalise(entry.code): entry.weight_g for entry in entries}
    units = _lock_units(session, list(weights))
    rows = []
    for code, weight_g in weights.items():
        unit = units.get(code)
        if unit is None:
            raise UnitNotHere("code", unit=code)
        candidate = Candidate(
            code,
            unit.item_type,
            Stage(unit.stage),
            unit.on_hold,
            unit.holder_id,
            unit.site_id,
            weight_g if weight_g is not None else unit.weight_g,
        )
        input_g = judge_candidate(candidate, order.category_group, actor, order.site_id)
        rows.append(_row(order, unit, input_g, actor, now))
    _refuse_taken(session, [row["unit_id"] for row in rows])
    _put(session, rows)
    return order


def _lock_units(session: Session, codes: Sequence[str]) -> dict[str, Unit]:
    """Units by any label they wear, locked in id order so that two orders cannot deadlock (H17)."""
    found = session.execute(
        select(Label.code, Unit)
        .join(Unit, Unit.id == Label.unit_id)
        .where(Label.code.in_(codes))
        .order_by(Unit.id)
        .with_for_update(of=Unit)
        .execution_options(populate_existing=True)
    )
    return dict(found.all())


def _row(order: Dismantling, unit: Unit, input_g: int, actor: Actor, now: datetime) -> dict[str, object]:
    return {
        "dismantling_id": order.id,
        "unit_id": unit.id,
        "code": unit.code,
        "item_type": unit.item_type,
        "input_g": input_g,
        "added_by": actor.account_id,
        "added_at": now,
    }


def _refuse_taken(session: Session, unit_ids: Sequence[object]) -> None:
    # The units' own rows are locked, so nobody can take one between this look and the insert.
    taken = session.scalar(
        select(DismantlingUnit.code)
        .where(DismantlingUnit.unit_id.in_(unit_ids), DismantlingUnit.released_at.is_(None))
        .limit(1)
    )
    if taken is not None:
        raise UnitTaken("code", unit=taken)


def _put(session: Session, rows: Sequence[dict[str, object]]) -> None:
    unique = {row["unit_id"]: row for row in rows}
    statement = insert(DismantlingUnit).values(list(unique.values()))
    again = {name: statement.excluded[name] for name in ("code", "input_g", "added_by", "added_at")}
    cleared = dict.fromkeys(("released_at", "checked_by", "checked_at", "standard", "reason"))
    session.execute(
        statement.on_conflict_do_update(index_elements=["dismantling_id", "unit_id"], set_=again | cleared)
    )


def on_order(session: Session, order: Dismantling, code: str) -> DismantlingUnit:
    """A unit of the order by any of its labels. Raises `unit_not_on_work_order`."""
    wanted = normalise(code)
    unit = session.scalar(
        select(DismantlingUnit)
        .join(Label, Label.unit_id == DismantlingUnit.unit_id)
        .where(
            DismantlingUnit.dismantling_id == order.id,
            DismantlingUnit.released_at.is_(None),
            Label.code == wanted,
        )
    )
    if unit is None:
        raise UnitNotOnOrder("code", unit=wanted)
    return unit


def remove_unit(session: Session, actor: Actor, number: str, code: str, now: datetime) -> Dismantling:
    """Take a unit off the order while nothing has been weighed. Raises `work_order_has_outputs`."""
    order = locked(session, actor, number, WorkOrderAction.REMOVE_UNIT)
    refuse_weighed(session, order)
    on_order(session, order, code).released_at = now
    session.flush()
    return order


def refuse_weighed(session: Session, order: Dismantling) -> None:
    """Outputs belong to the units that went in: neither may leave alone."""
    weighed = exists().where(
        DismantlingWeighing.dismantling_id == order.id, DismantlingWeighing.withdrawn_at.is_(None)
    )
    if session.scalar(select(weighed)):
        raise WorkOrderBusy


def cancel(session: Session, actor: Actor, number: str, reason: str, now: datetime) -> Dismantling:
    """Give an order up; its units are free again. Raises `work_order_has_outputs`."""
    order = locked(session, actor, number, WorkOrderAction.CANCEL)
    refuse_weighed(session, order)
    session.execute(
        update(DismantlingUnit)
        .where(DismantlingUnit.dismantling_id == order.id, DismantlingUnit.released_at.is_(None))
        .values(released_at=now)
    )
    order.state, order.cancel_reason = WorkOrderState.CANCELLED.value, reason
    order.ended_by, order.ended_at, order.ended_day = actor.account_id, now, day_of(now)
    session.flush()
    return order
