"""The one capture endpoint: 1 to 1,000 scans in, one verdict each out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any
from uuid import UUID

from flask import Response, current_app
from flask.sansio.blueprints import BlueprintSetupState
from sqlalchemy.orm import Session

from api.blueprint import Blueprint, body_limit
from api.clock import now
from api.gathering import Gathering
from api.identity import current_actor
from api.permit import permit
from api.problem import language
from api.scan_body import AtomicRefused, ScanBatchBody, VerdictsView, faulty, read_scans, tell, undone
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.ground import Moment, ground_for
from models.ledger import record, record_all, verdicts_in_order
from models.stale import Stale
from tradein.actor import Actor
from tradein.codes import LABEL_LENGTH
from tradein.device_order import Number
from tradein.knowledge import Decisions, Waiting
from tradein.lifecycle import Step
from tradein.scan import Outcome, Scan, Verdict

blp = Blueprint("scans", __name__, url_prefix="/api/v1/scans", description="扫码事件 · Capture of scans")
DONE = (Outcome.APPLIED, Outcome.DUPLICATE)
LARGE = 100
"""Scans of a batch that waits for its turn."""
LONGEST_TURN_S = 5.0
_TURN = Lock()


@blp.record
def _line_up(state: BlueprintSetupState) -> None:
    """One line an application: those who meet in it share a transaction of its database."""
    state.app.extensions["gathering"] = Gathering(capture_together)


@blp.post("")
@permit("scan", "create")
@body_limit("MAX_CAPTURE_LENGTH")
@blp.arguments(ScanBatchBody())
@blp.response(200, VerdictsView)
def capture_scans(body: dict[str, Any]) -> Response:
    """Record scans; every one is answered on its own, and sending one again is harmless."""
    moment = _moment(current_actor())
    scans, faults = read_scans(body["scans"], body.get("sent_at"), moment.now)
    unread = [body["scans"][position] for position in faults]

    def told(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
        return _told(verdicts, body["scans"], faults)

    if body["atomic"]:
        verdicts = capture_all(moment, scans, told)
    elif may_gather(scans, len(faults)):
        verdicts = [current_app.extensions["gathering"].do(Waiting(scans[0], moment.actor))]
    else:
        with turn_of(len(scans)):
            verdicts = capture(moment, [Waiting(scan, moment.actor) for scan in scans], unread)
    said = told(verdicts)
    # A thousand verdicts are told as they are: the published schema describes them, it need not copy them.
    return current_app.json.response({"verdicts": said, "counts": _counts(said)})  # type: ignore[attr-defined]


def capture(
    moment: Moment, sent: Sequence[Waiting], unread: Sequence[Mapping[str, Any]] = ()
) -> list[Verdict]:
    """Decide and write scans with their senders in one transaction, which is the moment's actor's.

    What could not be read was answered and holds up nothing.
    """
    numbers, scans = list(_numbers(unread)), [item.scan for item in sent]
    if not scans and not numbers:
        return []

    def work(session: Session) -> list[Verdict]:
        ground = ground_for(session, moment, (scan.site for scan in scans))
        made = record(session, ground, sent, numbers)
        _announce(session, made)
        return verdicts_in_order(scans, made)

    return in_transaction(work)


@contextmanager
def turn_of(scans: int) -> Iterator[None]:
    """One large batch after another in each process.

    A thousand scans keep a process busy by themselves: two at once would end no sooner, and need twice the memory. Only
    an economy: whoever has waited for long goes on.
    """
    mine = scans > LARGE and _TURN.acquire(timeout=LONGEST_TURN_S)
    try:
        yield
    finally:
        if mine:
            _TURN.release()


def may_gather(scans: Sequence[Scan], faulty: int) -> bool:
    """Whether a request is one scan of one unit, which may share its transaction with scans of other requests.

    What reaches beyond units and labels stays alone: a load moves many units, and a direct dismantling fills the
    sender's own stock, which row-level security opens to nobody else's transaction.
    """
    if len(scans) != 1 or faulty:
        return False
    scan = scans[0]
    return len(scan.code) == LABEL_LENGTH and scan.step is not Step.DISASSEMBLING


def capture_together(sent: Sequence[Waiting]) -> list[Verdict]:
    """One scan of each of several senders in one transaction; a verdict each. Each sender was admitted before.

    The transaction is the first one's: what scans touch is open to capture whoever asks. Raises `Stale` when two send
    the same event, whose answers depend on which comes first: they are then done one after the other.
    """
    if len({item.scan.event_id for item in sent}) < len(sent):
        raise Stale
    return capture(_moment(sent[0].actor), sent)


def _moment(actor: Actor) -> Moment:
    return Moment(actor, now(), current_app.extensions["settings"].secret("handover").encode())


Told = Callable[[Sequence[Verdict]], list[dict[str, Any]]]
"""How verdicts become the answer, those on scans that could not be read in their places."""


def capture_all(moment: Moment, scans: Sequence[Scan], told: Told) -> list[Verdict]:
    """Write a batch only when all of it applies; wrong hand-over codes count even then, or guessing would be free."""

    def refusal(made: Decisions) -> AtomicRefused | None:
        said = told(verdicts_in_order(scans, made))
        refused = sum(one["verdict"] not in DONE for one in said)
        if not refused:
            return None
        return AtomicRefused("scans", refused=refused, verdicts=[undone(one) for one in said])

    def work(session: Session) -> list[Verdict] | AtomicRefused:
        ground = ground_for(session, moment, (scan.site for scan in scans))
        sent = [Waiting(scan, moment.actor) for scan in scans]
        made = record_all(session, ground, sent, lambda made: refusal(made) is None)
        refused = refusal(made)
        if refused is None:
            _announce(session, made)
        return refused or verdicts_in_order(scans, made)

    answer = in_transaction(work)
    if isinstance(answer, AtomicRefused):
        raise answer
    return answer


def _told(
    verdicts: Sequence[Verdict],
    raw: Sequence[Mapping[str, Any]],
    faults: Mapping[int, list[dict[str, str]]],
) -> list[dict[str, Any]]:
    tongue = language()
    told = [tell(verdict, tongue) for verdict in verdicts]
    for position, errors in sorted(faults.items()):
        told.insert(position, faulty(raw[position], errors))
    return told


def _announce(session: Session, made: Decisions) -> None:
    touched = {event.district for event in made.events} | {event.place for event in made.events}
    if touched:
        after_commit(session, lambda: announce(touched))


def _numbers(unread: Iterable[Mapping[str, Any]]) -> Iterator[Number]:
    """Devices and numbers of scans that could not be read, where at least these can."""
    for raw in unread:
        device, number = raw.get("device"), raw.get("device_seq")
        with suppress(ValueError, TypeError, AttributeError):
            if type(number) is int and number > 0:
                yield UUID(device), number


def _counts(told: list[dict[str, Any]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for verdict in told:
        counts[verdict["verdict"]] = counts.get(verdict["verdict"], 0) + 1
    return counts
