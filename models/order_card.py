"""What a reader is shown of bookings: read for a whole page in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.appointment import Appointment
from models.order import OrderContact, OrderLine, OrderLog, TradeOrder
from models.party import Account, Organisation
from models.reference_table import ItemTypeRow
from models.region import Region
from models.unit import Unit
from tradein.order import OrderAction


@dataclass(frozen=True, slots=True)
class Named:
    """Something shown by its name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A region shown by its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Collector:
    """Who comes, and when within the window."""

    id: UUID
    name: str
    phone: str | None
    visit_start: datetime | None
    visit_end: datetime | None


@dataclass(frozen=True, slots=True)
class LineCard:
    """One appliance of a booking; `code` and `stage` are its unit's."""

    position: int
    item_type: str
    item_type_zh: str
    item_type_en: str
    quote_id: UUID
    code: str | None
    stage: str | None
    promised_fen: int
    price_fen: int


@dataclass(frozen=True, slots=True)
class OrderCard:
    """A booking with the names its ids stand for."""

    order: TradeOrder
    region: Place
    recycler: Named | None
    collector: Collector | None
    contact: OrderContact | None
    units: Sequence[LineCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of a booking's history: the organisation is shown, the person's name is not."""

    action: str
    from_state: str | None
    to_state: str
    at: datetime
    role: str
    organisation: Named | None
    slot_start: datetime
    reason: str | None


def cards(session: Session, orders: Sequence[TradeOrder]) -> list[OrderCard]:
    """The bookings in the order given: five statements, whatever their number."""
    ids = [order.id for order in orders]
    if not ids:
        return []
    regions = _regions(session, {order.region_code for order in orders})
    firms = organisations(session, {order.recycler_id for order in orders})
    people = _collectors(session, ids)
    contacts = {
        row.order_id: row
        for row in session.scalars(select(OrderContact).where(OrderContact.order_id.in_(ids)))
    }
    units = _units(session, ids)
    return [
        OrderCard(
            order=order,
            region=regions[order.region_code],
            recycler=firms.get(order.recycler_id) if order.recycler_id else None,
            collector=people.get(order.id),
            contact=contacts.get(order.id),
            units=units[order.id],
        )
        for order in orders
    ]


def card(session: Session, order: TradeOrder) -> OrderCard:
    """One booking."""
    return cards(session, [order])[0]


def _regions(session: Session, codes: Iterable[str]) -> Mapping[str, Place]:
    query = select(Region.code, Region.name).where(Region.code.in_(list(codes)))
    return {code: Place(code, name) for code, name in session.execute(query)}


def organisations(session: Session, ids: Iterable[UUID | None]) -> Mapping[UUID, Named]:
    """Names of organisations by id."""
    wanted = [one for one in ids if one is not None]
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    return {firm: Named(firm, name) for firm, name in session.execute(query)}


def _collectors(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Collector]:
    query = (
        select(TradeOrder.id, Account, Appointment.during)
        .join(Account, Account.id == TradeOrder.collector_id)
        .outerjoin(Appointment, Appointment.order_id == TradeOrder.id)
        .where(TradeOrder.id.in_(ids))
    )
    return {
        order: Collector(
            person.id,
            person.display_name,
            person.phone,
            during.lower if during else None,
            during.upper if during else None,
        )
        for order, person, during in session.execute(query)
    }


def _units(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[LineCard]]:
    query = (
        select(OrderLine, ItemTypeRow.name_zh, ItemTypeRow.name_en, Unit.code, Unit.stage)
        .join(ItemTypeRow, ItemTypeRow.code == OrderLine.item_type)
        .outerjoin(Unit, Unit.id == OrderLine.unit_id)
        .where(OrderLine.order_id.in_(ids))
        .order_by(OrderLine.order_id, OrderLine.position)
    )
    found: defaultdict[UUID, list[LineCard]] = defaultdict(list)
    for line, zh, en, code, stage in session.execute(query):
        prices = (line.promised_fen, line.price_fen)
        found[line.order_id].append(
            LineCard(line.position, line.item_type, zh, en, line.quote_id, code, stage, *prices)
        )
    return found


def history_of(session: Session, order: TradeOrder) -> list[LogEntry]:
    """What happened to a booking, oldest first; why it was cancelled in the words of who did, while they are kept."""
    rows = session.scalars(select(OrderLog).where(OrderLog.order_id == order.id).order_by(OrderLog.seq)).all()
    firms = organisations(session, {row.organisation_id for row in rows})
    return [
        LogEntry(
            action=row.action,
            from_state=row.from_state,
            to_state=row.to_state,
            at=row.at,
            role=row.role,
            organisation=firms.get(row.organisation_id) if row.organisation_id else None,
            slot_start=row.slot_start,
            reason=order.cancel_reason if row.action == OrderAction.CANCEL.value else row.reason,
        )
        for row in rows
    ]
