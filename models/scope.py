"""What an actor may see of a table: the one place where organisation, jurisdiction and authorship become SQL.

Out of scope and absent answer alike (404): both are simply not among the selected rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, exists, false, literal, or_, select, true
from sqlalchemy.orm import Session, aliased

from models.db import Base
from models.order import TradeOrder
from models.party import Organisation
from models.region import Region, under
from models.unit import Event, Unit
from tradein import permissions
from tradein.actor import Actor
from tradein.refusal import NotFound

M = TypeVar("M", bound=Base)
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """How a table's rows relate to an actor, by column names. A relation that is not given selects nothing."""

    resource: str
    own: tuple[str, ...] = ()
    """Accounts whose row it is."""
    assigned: tuple[str, ...] = ()
    """Accounts that have it to do."""
    organisation: tuple[str, ...] = ()
    """Organisations that hold it or made it."""
    region: str | None = None
    """A reporting district; for organisations, any node of the tree."""
    seat: tuple[str, ...] = ()
    """Organisations in whose seat's jurisdiction it lies, for rows that have no place of their own."""
    order: str | None = None
    """The booking it came with: its consumer, its collector and its recycler are this row's, too."""
    unit: str | None = None
    """The unit it is: whoever has recorded an event about it keeps seeing it."""
    about: str | None = None
    """The unit it is about, in whose district it lies; nobody sees it for having handled that unit."""


ALL, EVERYWHERE = "all", "everywhere"
RELATIONS = frozenset({"leg_in_jurisdiction", "by_code"})
"""Conditions that say which records a grant is about at all: a list cannot ask them, a look at one record can."""

ORGANISATION = ("organisation_id",)
SCOPES: Mapping[str, Scope] = {
    "organisation": Scope("organisation", organisation=("id",), region="region_code"),
    "licence": Scope("organisation", organisation=ORGANISATION, seat=ORGANISATION),
    "site": Scope("organisation", organisation=ORGANISATION, region="region_code"),
    "membership": Scope("organisation", own=("account_id",), organisation=ORGANISATION, seat=ORGANISATION),
    "device": Scope("organisation", organisation=ORGANISATION, seat=ORGANISATION),
    "api_key": Scope("api_key", own=("account_id",), organisation=ORGANISATION, seat=ORGANISATION),
    "trade_order": Scope(
        "order",
        own=("consumer_id", "proxy_account_id"),
        assigned=("collector_id",),
        organisation=("recycler_id", "booked_by_org_id"),
        region="region_code",
    ),
    "slot": Scope("slot", organisation=("recycler_id",), region="region_code"),
    "unit": Scope("unit", organisation=("holder_id",), region="district", order="order_id", unit="id"),
    # A label made for a booking belongs to no organisation; the recycler of the booking prints it.
    "label": Scope("label", organisation=ORGANISATION, seat=ORGANISATION, order="order_id"),
    "label_roll": Scope("label", organisation=ORGANISATION, seat=ORGANISATION),
    "load": Scope(
        "load",
        own=("created_by",),
        assigned=("created_by",),
        organisation=("origin_id", "destination_id"),
        seat=("origin_id", "destination_id"),
    ),
    "correction": Scope(
        "correction", organisation=("organisation_id", "counter_party_id"), region="district"
    ),
    "dismantling": Scope("dismantling", organisation=ORGANISATION, region="region"),
    "dismantling_check": Scope("dismantling", organisation=ORGANISATION, region="region"),
    "output_lot": Scope("output", organisation=ORGANISATION, region="region"),
    "output_shipment": Scope("output", organisation=ORGANISATION, region="region"),
    "waste_transfer": Scope("waste_transfer", organisation=ORGANISATION, region="region"),
    "alert": Scope("alert", organisation=ORGANISATION, region="region"),
    "application": Scope("application", own=("created_by",), organisation=ORGANISATION, seat=ORGANISATION),
    "invitation": Scope("organisation", organisation=ORGANISATION, seat=ORGANISATION),
    "licence_notice": Scope("organisation", organisation=ORGANISATION, seat=ORGANISATION),
    # Who took it, for which firm, for which booking; officers by the taker's seat or the booking's district.
    "photo": Scope(
        "photo",
        own=("account_id",),
        assigned=("account_id",),
        organisation=ORGANISATION,
        seat=ORGANISATION,
        order="order_id",
    ),
    # Told to a bureau: those in whose territory that bureau sits.
    "sight_alarm": Scope("sight_alarm", seat=("told_id",)),
    "audit": Scope("audit_log", organisation=ORGANISATION, seat=ORGANISATION),
    "pending_scan": Scope(
        "offline_conflict",
        assigned=("account_id",),
        organisation=ORGANISATION,
        seat=ORGANISATION,
        about="unit_id",
    ),
}


def scoped(actor: Actor | None, model: type[M], verb: str = "read", action: str | None = None) -> Select[M]:
    """The rows of `model` on which the permission table grants `actor` the verb; none when it grants nothing."""
    return select(model).where(within(actor, model, verb, action))


def find(session: Session, actor: Actor | None, model: type[M], *where: Condition) -> M:
    """The one row in scope that meets `where`; raises `NotFound` when it is absent or out of scope."""
    row = session.scalars(scoped(actor, model).where(*where)).one_or_none()
    if row is None:
        raise NotFound
    return row


def within(
    actor: Actor | None,
    model: type[Base],
    verb: str = "read",
    action: str | None = None,
    resource: str | None = None,
) -> Condition:
    """The condition behind `scoped`, for queries that join further tables. `KeyError` for a table without a scope.

    `resource` is what is done to the rows where that is another word than the rows' own: a hold on units.
    """
    rules = SCOPES[model.__tablename__]
    grants = permissions.grants(actor, resource or rules.resource, verb, action)
    reach = {_reach_of(grant) for grant in grants if RELATIONS.isdisjoint(grant.when)}
    if actor is None:
        return true() if reach & {ALL, EVERYWHERE} else false()
    return or_(false(), *(_reached(scope, rules, model, actor) for scope in sorted(reach)))


def _reach_of(grant: permissions.Grant) -> str:
    """How far a grant reaches; an appointment limits `all` to the territory it names."""
    return EVERYWHERE if grant.scope == ALL and "within_appointment" not in grant.when else grant.scope


def _reached(scope: str, rules: Scope, model: type[Any], actor: Actor) -> Condition:
    match scope:
        case "own":
            return _own(rules, model, actor)
        case "assigned":
            return _assigned(rules, model, actor)
        case "organisation":
            return _of_organisation(rules, model, actor)
        case "everywhere":
            return true()
    # An officer's territory, or the one an auditor's appointment names.
    return _in_territory(rules, model, actor)


def _own(rules: Scope, model: type[Any], actor: Actor) -> Condition:
    if model is Organisation:
        return model.id == actor.organisation_id if actor.organisation_id else false()
    booked = or_(TradeOrder.consumer_id == actor.account_id, TradeOrder.proxy_account_id == actor.account_id)
    return or_(_any(model, rules.own, actor.account_id), _booked(rules, model, booked, actor))


def _assigned(rules: Scope, model: type[Any], actor: Actor) -> Condition:
    return or_(
        _any(model, rules.assigned, actor.account_id),
        _booked(rules, model, TradeOrder.collector_id == actor.account_id, actor),
        _recorded(rules, model, Event.account_id == actor.account_id) if actor.account_id else false(),
    )


def _of_organisation(rules: Scope, model: type[Any], actor: Actor) -> Condition:
    if actor.organisation_id is None:
        return false()
    return or_(
        _any(model, rules.organisation, actor.organisation_id),
        _recorded(rules, model, Event.organisation_id == actor.organisation_id),
        _ordered(rules, model, TradeOrder.recycler_id == actor.organisation_id),
    )


def _any(model: type[Any], columns: tuple[str, ...], value: object) -> Condition:
    if value is None:
        return false()
    return or_(false(), *(getattr(model, column) == value for column in columns))


def _booked(rules: Scope, model: type[Any], by: Condition, actor: Actor) -> Condition:
    return false() if actor.account_id is None else _ordered(rules, model, by)


def _ordered(rules: Scope, model: type[Any], by: Condition) -> Condition:
    if rules.order is None:
        return false()
    return exists().where(TradeOrder.id == getattr(model, rules.order), by)


def _recorded(rules: Scope, model: type[Any], by: Condition) -> Condition:
    if rules.unit is None:
        return false()
    return exists().where(Event.unit_id == getattr(model, rules.unit), by)


def _in_territory(rules: Scope, model: type[Any], actor: Actor) -> Condition:
    if actor.region is None:
        return false()
    seated = [_seated(getattr(model, column), actor.region) for column in rules.seat]
    if rules.about is not None:
        seated.append(
            exists().where(Unit.id == getattr(model, rules.about), Unit.district.in_(under(actor.region)))
        )
    if rules.region is None:
        return or_(false(), *seated)
    place: ColumnElement[str] = getattr(model, rules.region)
    inside = nodes_under(actor.region) if model is Organisation else under(actor.region)
    return or_(place.in_(inside), *seated)


def _seated(organisation_id: ColumnElement[Any], region: str) -> Condition:
    # An alias of its own: the query outside may join the organisation for its name.
    seat = aliased(Organisation)
    return exists().where(seat.id == organisation_id, seat.region_code.in_(nodes_under(region)))


def nodes_under(region: str) -> Select[str]:
    """The node and every node below it, leaves or not: a city's bureau lies in its province's territory too."""
    below = select(literal(region).label("code")).cte(recursive=True)
    below = below.union_all(select(Region.code).join(below, Region.parent_code == below.c.code))
    return select(below.c.code)
