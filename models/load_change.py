"""What changes about a load on paper: another destination while it is on its way, none at all, or its end."""

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.db import new_id
from models.load import Load, LoadEvent
from models.load_book import destination_site
from models.order import SYSTEM
from models.party import Site
from models.scope import scoped
from models.unit import Unit
from tradein.actor import Actor
from tradein.codes import normalise_load
from tradein.load_scan import REDIRECTABLE, UNDER_WAY, PaperStep
from tradein.refusal import NotFound
from tradein.refusals.load import LoadEmptied, LoadNotEmpty, LoadNotRedirectable, NotSender


def redirect(session: Session, by: tuple[Actor, datetime], code: str, destination: str) -> Load:
    """Send an open or travelling load elsewhere, so that whoever it was taken to can receive it.

    Raises `not_found`, `not_sender`, `load_not_redirectable`, `load_emptied`, `site_unknown`. Repeating it
    changes nothing.
    """
    load = _locked(session, by[0], code)
    if load.state not in REDIRECTABLE:
        raise LoadNotRedirectable("destination", state=load.state)
    if load.state in UNDER_WAY and not _aboard(session, load):
        raise LoadEmptied("destination", load=load.code)
    site = destination_site(session, destination)
    if site.id == load.destination_site_id:
        return load
    before = session.scalar(select(Site.code).where(Site.id == load.destination_site_id))
    _record(session, load, by, {"kind": PaperStep.REDIRECTING.value, "from": before, "to": site.code})
    load.destination_site_id, load.destination_id = site.id, site.organisation_id
    session.flush()
    return load


def cancel_load(session: Session, by: tuple[Actor, datetime], code: str, reason: str | None) -> Load:
    """Cancel a load nothing was ever loaded on, or from which everything was taken off again.

    Raises `not_found`, `not_sender`, `load_not_empty`. Repeating it changes nothing.
    """
    load = _locked(session, by[0], code)
    if load.state == "cancelled":
        return load
    if load.state != "open" or _aboard(session, load):
        raise LoadNotEmpty(state=load.state)
    _record(session, load, by, {"kind": PaperStep.CANCELLING.value, "reason": reason})
    load.state = "cancelled"
    session.flush()
    return load


def close_emptied(session: Session, now: datetime, limit: int = 200) -> int:
    """Close loads whose last unit was received on its own; a job, harmless to repeat. How many were closed.

    Nobody need scan such a load any more, and a statement more in every scan of a unit would be dear. Rows that
    somebody else is moving just now are left for the next run.
    """
    aboard = exists().where(Unit.load_id == Load.id)
    emptied = select(Load).where(Load.state.in_(UNDER_WAY), Load.listed > 0, ~aboard).order_by(Load.id)
    loads = session.scalars(emptied.limit(limit).with_for_update(skip_locked=True)).all()
    for load in loads:
        _record(session, load, (SYSTEM, now), {"kind": PaperStep.CLOSING.value}, load.listed)
        load.state = "closed"
        load.arrived_at = load.arrived_at or now
        load.closed_at = now
    session.flush()
    return len(loads)


def _aboard(session: Session, load: Load) -> int:
    return session.scalar(select(func.count()).where(Unit.load_id == load.id)) or 0


def _locked(session: Session, actor: Actor, code: str) -> Load:
    query = scoped(actor, Load).where(Load.code == normalise_load(code, "code"))
    # Only this row: whoever scans the load waits, and finds what it was sent to meanwhile.
    load = session.scalars(query.with_for_update(of=Load)).one_or_none()
    if load is None:
        raise NotFound
    if load.origin_id != actor.organisation_id:
        raise NotSender
    return load


def _record(
    session: Session,
    load: Load,
    by: tuple[Actor, datetime],
    what: dict[str, object],
    confirmed: int | None = None,
) -> None:
    """Beside what happened to the load: a change on paper is an event, too, and says what it changed."""
    actor, now = by
    seq = session.scalar(select(func.count()).where(LoadEvent.load_id == load.id)) or 0
    count = _aboard(session, load) if confirmed is None else confirmed
    session.add(
        LoadEvent(
            load_id=load.id,
            seq=seq + 1,
            event_id=new_id(),
            step=str(what["kind"]),
            event_time=now,
            record_time=now,
            organisation_id=actor.organisation_id,
            account_id=actor.account_id,
            listed=count,
            confirmed=count,
            exceptions=[what],
            fingerprint=b"",
        )
    )
