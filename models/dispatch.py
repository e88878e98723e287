"""Offering a booking to a recycler: candidates from the windows of the district, the choice and its reason kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    Uuid,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.db import Base, new_id
from models.order import SYSTEM, TradeOrder, move
from models.party import Licence, Organisation
from models.region import Region, path
from models.slot import Slot, SlotFull, free, siblings, take
from tradein.actor import Actor
from tradein.dispatch import Candidate, Dispatch, Pickup, Ranked, dispatch
from tradein.moment import day_end, day_of, day_start
from tradein.order import OrderAction
from tradein.refusal import Refusal

ACCEPT_WITHIN = timedelta(minutes=30)
"""A recycler that does not answer in this time loses the booking to the next one."""
OFFERED, ACCEPTED, REFUSED, EXPIRED, WITHDRAWN = "offered", "accepted", "refused", "expired", "withdrawn"


class OrderDispatch(Base):
    """One offer of a booking to a recycler: why this one, and what came of it."""

    __tablename__ = "order_dispatch"
    __table_args__ = (
        CheckConstraint(f"state IN {(OFFERED, ACCEPTED, REFUSED, EXPIRED, WITHDRAWN)}", name="state"),
        Index("ix_order_dispatch_order_id", "order_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"))
    recycler_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slot.id"))
    state: Mapped[str] = mapped_column(String(10))
    band: Mapped[int] = mapped_column(SmallInteger)
    load_permille: Mapped[int] = mapped_column(Integer)
    distance_m: Mapped[int | None] = mapped_column(Integer)
    reason_zh: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answer_reason: Mapped[str | None] = mapped_column(Text)


class DispatchOther(Base):
    """A recycler that had a window but did not get the booking: its rank, or why it could not take it."""

    __tablename__ = "order_dispatch_other"

    dispatch_id: Mapped[UUID] = mapped_column(
        ForeignKey("order_dispatch.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    position: Mapped[int | None] = mapped_column(SmallInteger)
    why: Mapped[str | None] = mapped_column(String(20))


class NoRecycler(Refusal):
    """Nobody who may take the booking offers a window there and then."""

    code = "no_recycler"
    status = 409
    zh = "该区县在此时段没有可接单的回收企业,请换时段或联系属地主管部门。"
    en = "No recycler can take a booking in this district at that time. Choose another window."


def offer(session: Session, order: TradeOrder, now: datetime, only: frozenset[UUID] | None = None) -> bool:
    """Offer a placed booking to the best recycler that still has room; False when there is none.

    `only` narrows the choice to recyclers the consumer chose by their window or their prices.
    """
    slots = {
        slot.recycler_id: slot
        for slot in siblings(session, order.region_code, order.slot_start)
        if only is None or slot.recycler_id in only
    }
    answer = dispatch(_pickup(session, order, slots), _candidates(session, order, slots))
    for place, ranked in enumerate(answer.ranking):
        slot = slots[ranked.candidate.organisation_id]
        try:
            take(session, slot.id)
        except SlotFull:  # the last place went to somebody else since it was read
            continue
        _hand_over(session, order, slot, now)
        _keep(session, order, slot, (answer, place), now)
        return True
    return False


def _hand_over(session: Session, order: TradeOrder, slot: Slot, now: datetime) -> None:
    order.slot_id = slot.id
    order.recycler_id = slot.recycler_id
    order.accept_by = min(now + ACCEPT_WITHIN, order.slot_start)
    move(session, order, OrderAction.DISPATCH, (SYSTEM, now))


def _keep(
    session: Session, order: TradeOrder, slot: Slot, chosen: tuple[Dispatch, int], now: datetime
) -> OrderDispatch:
    answer, place = chosen
    ranked = answer.ranking[place]
    zh, en = _sentences(answer, place)
    row = OrderDispatch(
        id=new_id(),
        order_id=order.id,
        recycler_id=slot.recycler_id,
        slot_id=slot.id,
        state=OFFERED,
        band=int(ranked.band),
        load_permille=ranked.load_permille,
        distance_m=ranked.distance_m,
        reason_zh=zh,
        reason_en=en,
        offered_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(_others(row.id, answer, ranked))
    session.flush()
    return row


def _sentences(answer: Dispatch, place: int) -> tuple[str, str]:
    first = answer.reason
    if place == 0 and first is not None:
        return first.zh, first.en
    name = answer.ranking[place].candidate.name
    return f"{name}:排位更前的 {place} 家刚刚约满。", f"{name}: {place} ranked before it filled up just now."


def _others(dispatch_id: UUID, answer: Dispatch, chosen: Ranked) -> Iterable[DispatchOther]:
    for position, ranked in enumerate(answer.ranking, 1):
        if ranked is not chosen:
            organisation = ranked.candidate.organisation_id
            yield DispatchOther(dispatch_id=dispatch_id, organisation_id=organisation, position=position)
    for refused in answer.refused:
        organisation = refused.candidate.organisation_id
        yield DispatchOther(dispatch_id=dispatch_id, organisation_id=organisation, why=refused.why.value)


def _city(nodes: Sequence[Region]) -> str:
    """The city of a region's path; a place without a city above it (directly administered county) is its own."""
    cities = [node.code for node in nodes if node.level == "city"]
    return cities[-1] if cities else (nodes[-1].code if nodes else "")


def _pickup(session: Session, order: TradeOrder, slots: Mapping[UUID, Slot]) -> Pickup:
    nodes = path(session, order.region_code)
    return Pickup(
        district=order.region_code,
        city=_city(nodes),
        day=day_of(order.slot_start),
        # By opening a window here, a recycler of the province has declared that it serves this district.
        neighbours=_cities_of_province(session, nodes[0].code, slots) if nodes else frozenset(),
        declined_by=_declined(session, order.id),
    )


def _cities_of_province(session: Session, province: str, slots: Mapping[UUID, Slot]) -> frozenset[str]:
    if not slots:
        return frozenset()
    return frozenset(session.scalars(select(Region.code).where(Region.parent_code == province)))


def _declined(session: Session, order_id: UUID) -> frozenset[UUID]:
    said_no = OrderDispatch.state.in_((REFUSED, EXPIRED))
    return frozenset(
        session.scalars(select(OrderDispatch.recycler_id).where(OrderDispatch.order_id == order_id, said_no))
    )


def _candidates(session: Session, order: TradeOrder, slots: Mapping[UUID, Slot]) -> list[Candidate]:
    if not slots:
        return []
    day = day_of(order.slot_start)
    parent = aliased(Region)
    licence = (
        select(func.max(Licence.valid_to))
        .where(Licence.organisation_id == Organisation.id, Licence.valid_from <= day)
        .scalar_subquery()
    )
    query = (
        select(Organisation.id, Organisation.name, Region.code, Region.level, parent.code, licence)
        .join(Region, Region.code == Organisation.region_code)
        .outerjoin(parent, parent.code == Region.parent_code)
        .where(Organisation.id.in_(list(slots)), Organisation.state == "active")
    )
    loads = _loads(session, list(slots), day)
    return [
        Candidate(
            organisation_id=organisation,
            name=name,
            district=district,
            city=district if level == "city" or above is None else above,
            open_orders=loads[organisation][0],
            daily_capacity=loads[organisation][1],
            licence_valid_to=valid_to,
        )
        for organisation, name, district, level, above, valid_to in session.execute(query)
    ]


def _loads(session: Session, recyclers: Sequence[UUID], day: date) -> Mapping[UUID, tuple[int, int]]:
    """Places taken and offered by each recycler on a day, over all its districts."""
    query = (
        select(Slot.recycler_id, func.sum(Slot.taken), func.sum(Slot.capacity))
        .where(Slot.recycler_id.in_(recyclers), Slot.start_at >= day_start(day), Slot.start_at < day_end(day))
        .group_by(Slot.recycler_id)
    )
    return {recycler: (int(taken), int(capacity)) for recycler, taken, capacity in session.execute(query)}


def answer_offer(
    session: Session, order: TradeOrder, state: str, now: datetime, reason: str | None = None
) -> None:
    """Write what became of the open offer of a booking."""
    open_offer = (OrderDispatch.order_id == order.id, OrderDispatch.state == OFFERED)
    answered = {"state": state, "answered_at": now, "answer_reason": reason}
    session.execute(update(OrderDispatch).where(*open_offer).values(**answered))


def accept(session: Session, order: TradeOrder, by: tuple[Actor, datetime]) -> None:
    """The recycler takes the booking on. `order` is locked."""
    move(session, order, OrderAction.ACCEPT, by)
    order.accept_by = None
    answer_offer(session, order, ACCEPTED, by[1])
    session.flush()


def refuse(session: Session, order: TradeOrder, by: tuple[Actor, datetime], reason: str) -> bool:
    """The recycler says no, or nothing in time: its place is free again and the next one is asked.

    False when nobody is left; the booking then waits as placed, for a person to look at. `order` is locked.
    """
    move(session, order, OrderAction.REFUSE, by, reason)
    answer_offer(session, order, EXPIRED if by[0] is SYSTEM else REFUSED, by[1], reason)
    if order.slot_id is not None:
        free(session, order.slot_id)
    order.slot_id = order.recycler_id = order.accept_by = None
    session.flush()
    return offer(session, order, by[1])


def dispatches_of(session: Session, order_id: UUID) -> Sequence[OrderDispatch]:
    """A booking's offers, oldest first."""
    return session.scalars(
        select(OrderDispatch).where(OrderDispatch.order_id == order_id).order_by(OrderDispatch.id)
    ).all()
