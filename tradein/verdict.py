"""Verdicts: what a sender is told about a scan, equal however often it is sent."""

from collections.abc import Iterable
from uuid import UUID

from tradein.knowledge import Decisions
from tradein.refusals.scan import EventIdReused, ScanRefusal
from tradein.scan import Known, Outcome, Scan, Verdict


def answer(event_id: UUID, outcome: Outcome, known: Known) -> Verdict:
    """What is said about a recorded event, the first time and every time after."""
    return Verdict(
        event_id,
        outcome,
        unit_code=known.unit_code,
        stage=known.to_stage,
        seq=known.seq,
        recorded_at=known.record_time,
        flags=known.flags,
    )


def refused(scan: Scan, refusal: ScanRefusal) -> Verdict:
    """A no, with the field and the facts that explain it."""
    return Verdict(
        scan.event_id,
        refusal.outcome,
        unit_code=scan.code,
        refusal=refusal.code,
        field=refusal.field,
        facts=refusal.facts,
    )


def answers(scans: Iterable[Scan], made: Decisions) -> list[Verdict]:
    """One verdict a scan, in the order sent; a second copy is a duplicate of the first, or reuses its id."""
    first: dict[UUID, Scan] = {}
    told = []
    for scan in scans:
        verdict = made.verdicts[scan.event_id]
        if scan.event_id not in first:
            first[scan.event_id] = scan
        elif first[scan.event_id].fingerprint() != scan.fingerprint():
            verdict = refused(scan, EventIdReused("event_id"))
        elif verdict.outcome is Outcome.APPLIED:
            verdict = verdict._replace(outcome=Outcome.DUPLICATE)
        told.append(verdict)
    return told
