"""Holds placed and lifted by officers or by whoever has the unit: each is a scan of its own making.

An officer's hold begins with `OFFICIAL` in its reason; who placed it is the event's author. Only an officer in whose
jurisdiction the unit lies may lift or replace it (`tradein.admission`).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import new_id
from models.ground import Moment, ground_for
from models.label import Label
from models.ledger import capture
from models.scope import within
from models.unit import Unit
from tradein import permissions
from tradein.actor import Actor
from tradein.codes import normalise
from tradein.lifecycle import OFFICER, Step
from tradein.refusal import REFUSALS, NotFound
from tradein.scan import OFFICIAL, Outcome, Scan

RESOURCE = "hold"
VERBS = {Step.HOLDING: "create", Step.ACCEPTING: "update"}
By = tuple[Actor, datetime]


def change_hold(session: Session, by: By, code: str, step: Step, reason: str) -> Unit:
    """Hold a unit in reach, or lift its hold, with a reason. Raises `not_found` and what capture refuses."""
    actor, now = by
    permissions.allow(actor, RESOURCE, VERBS[step])
    unit = _reached(session, actor, code, VERBS[step])
    official = step is Step.HOLDING and actor.role in OFFICER
    scan = Scan(
        event_id=new_id(),
        code=unit.code,
        step=step,
        event_time=now,
        reason=f"{OFFICIAL}{reason}" if official else reason,
    )
    (verdict,) = capture(session, ground_for(session, Moment(actor, now)), [scan])
    if verdict.outcome not in (Outcome.APPLIED, Outcome.DUPLICATE):
        # Nothing waits here: somebody is looking at the screen, and what was kept goes with the transaction.
        raise REFUSALS[verdict.refusal or ""](verdict.field, **dict(verdict.facts or {}))
    session.refresh(unit)
    return unit


def _reached(session: Session, actor: Actor, code: str, verb: str) -> Unit:
    bound = select(Label.unit_id).where(Label.code == normalise(code))
    query = select(Unit).where(Unit.id.in_(bound), within(actor, Unit, verb, None, RESOURCE))
    unit = session.scalars(query).one_or_none()
    if unit is None:
        raise NotFound
    return unit


def held_after(session: Session, actor: Actor, after: UUID | None, limit: int) -> Sequence[Unit]:
    """Units on hold in reach, oldest first, `limit + 1` rows."""
    query = select(Unit).where(Unit.on_hold, within(actor, Unit, "read", None, RESOURCE))
    if after is not None:
        query = query.where(Unit.id > after)
    return session.scalars(query.order_by(Unit.id).limit(limit + 1)).all()
