"""The one capture endpoint: 1 to 1,000 scans in, one verdict each out."""

from typing import Any

from flask import current_app

from api.blueprint import Blueprint, body_limit
from api.clock import now
from api.identity import current_actor
from api.permit import permit
from api.problem import language
from api.scan_body import AtomicRefused, ScanBatchBody, VerdictsView, faulty, read_scans, tell
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.ground import Moment, ground_for
from models.ledger import verdicts_in_order, weigh, write
from tradein.scan import Outcome, Scan, Verdict

blp = Blueprint("scans", __name__, url_prefix="/api/v1/scans", description="扫码事件 · Capture of scans")
DONE = (Outcome.APPLIED, Outcome.DUPLICATE)


@blp.post("")
@permit("scan", "create")
@body_limit("MAX_CAPTURE_LENGTH")
@blp.arguments(ScanBatchBody)
@blp.response(200, VerdictsView)
def capture_scans(body: dict[str, Any]) -> dict[str, Any]:
    """Record scans; every one is answered on its own, and sending one again is harmless."""
    moment = Moment(current_actor(), now(), current_app.extensions["settings"].secret("handover").encode())
    scans, faults = read_scans(body["scans"], body.get("sent_at"), moment.now)
    verdicts = capture(moment, scans, atomic=body["atomic"], refused=len(faults))
    told = [tell(verdict, language()) for verdict in verdicts]
    for position, errors in sorted(faults.items()):
        told.insert(position, faulty(body["scans"][position], errors))
    return {"verdicts": told, "counts": _counts(told)}


def capture(moment: Moment, scans: list[Scan], *, atomic: bool, refused: int) -> list[Verdict]:
    """Decide and write a batch in one transaction; an atomic batch is written only when all of it applies."""

    def work(session: Any) -> list[Verdict]:
        ground = ground_for(session, moment, (scan.site for scan in scans))
        made = weigh(session, ground, scans)
        undone = refused + sum(verdict.outcome not in DONE for verdict in made.verdicts.values())
        if atomic and undone:
            raise AtomicRefused("scans", refused=undone)
        write(session, made, moment.now)
        touched = {event.district for event in made.events} | {event.place for event in made.events}
        if touched:
            after_commit(session, lambda: announce(touched))
        return verdicts_in_order(scans, made)

    return in_transaction(work)


def _counts(told: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for verdict in told:
        counts[verdict["verdict"]] = counts.get(verdict["verdict"], 0) + 1
    return counts
