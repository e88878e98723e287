"""Where a booking meets the chain: its appliances are commissioned and voided by scans like everybody else's."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import new_id
from models.ground import Moment, ground_for
from models.label import Label, label_for_order
from models.ledger import capture
from models.order import SYSTEM, OrderLine, TradeOrder
from models.unit import Unit
from tradein.actor import Actor
from tradein.lifecycle import CANCELLER, Stage, Step
from tradein.refusal import Refusal
from tradein.scan import Outcome, Scan, Verdict

RandomBytes = Callable[[int], bytes]


class UnitRefused(Refusal):
    """The chain refused an appliance of the booking; nothing was booked."""

    code = "unit_refused"
    status = 409
    zh = "旧机建档未成功（{refusal}），订单未提交。"
    en = "An appliance could not be put on record ({refusal}); nothing was booked."


def commission_units(
    session: Session,
    order: TradeOrder,
    by: tuple[Actor, datetime],
    random_bytes: RandomBytes = secrets.token_bytes,
) -> list[Verdict]:
    """Give every line of a booking its label and its unit, in one batch."""
    lines = lines_of(session, order.id)
    codes = [label_for_order(session, order.id, None, by[1], random_bytes=random_bytes) for _ in lines]
    scans = [_birth(order, line, code, by[1]) for line, code in zip(lines, codes, strict=True)]
    verdicts = _all_applied(capture(session, ground_for(session, Moment(*by)), scans))
    bound = dict(session.execute(select(Label.code, Label.unit_id).where(Label.code.in_(codes))).all())
    for line, code in zip(lines, codes, strict=True):
        line.unit_id = bound[code]
    session.flush()
    return verdicts


def _birth(order: TradeOrder, line: OrderLine, code: str, now: datetime) -> Scan:
    return Scan(
        event_id=new_id(),
        code=code,
        step=Step.COMMISSIONING,
        event_time=now,
        item_type=line.item_type,
        region=order.region_code,
        price_fen=line.price_fen,
        order_id=order.id,
    )


def void_units(session: Session, order: TradeOrder, by: tuple[Actor, datetime], reason: str) -> list[Verdict]:
    """Void what still waits at the door of a booking that ends; what was collected stays as it is."""
    ground = ground_for(session, Moment(_voider(by[0]), by[1]))
    waiting = (
        select(Unit.code).where(Unit.order_id == order.id, Unit.stage == Stage.BOOKED.value).order_by(Unit.id)
    )
    scans = [
        Scan(
            event_id=new_id(),
            code=code,
            step=Step.DECOMMISSIONING,
            event_time=ground.now,
            reason=reason,
            order_id=order.id,
        )
        for code in session.scalars(waiting)
    ]
    return _all_applied(capture(session, ground, scans)) if scans else []


def _voider(actor: Actor) -> Actor:
    """Who voids: the actor where the lifecycle lets that role, else the platform on the consumer's word."""
    return actor if actor.role in CANCELLER else SYSTEM


def _all_applied(verdicts: Sequence[Verdict]) -> list[Verdict]:
    for verdict in verdicts:
        if verdict.outcome is not Outcome.APPLIED:
            raise UnitRefused("units", **dict(verdict.facts or {}), refusal=verdict.refusal)
    return list(verdicts)


def lines_of(session: Session, order_id: UUID) -> Sequence[OrderLine]:
    """A booking's appliances in the order they were named."""
    return session.scalars(
        select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
    ).all()
