"""How a scan and its sender are kept as JSON while they wait, and read back without loss."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tradein.actor import Actor
from tradein.lifecycle import Step
from tradein.scan import Discrepancy, Geo, Scan, ScanOutput


def scan_to(scan: Scan) -> dict[str, Any]:
    """The scan as JSON."""
    body = {name: value for name, value in scan._asdict().items() if value not in (None, ())}
    body["event_id"] = str(scan.event_id)
    body["step"] = scan.step.value
    body["event_time"] = scan.event_time.isoformat()
    for name in ("device", "order_id"):
        if body.get(name) is not None:
            body[name] = str(body[name])
    return body


def scan_from(body: dict[str, Any]) -> Scan:
    """The scan a kept body stands for."""
    said = dict(body)
    said["event_id"] = UUID(said["event_id"])
    said["step"] = Step(said["step"])
    said["event_time"] = datetime.fromisoformat(said["event_time"])
    for name in ("device", "order_id"):
        if name in said:
            said[name] = UUID(said[name])
    if "geo" in said:
        said["geo"] = Geo(*said["geo"])
    said["photos"] = tuple(said.get("photos", ()))
    said["outputs"] = tuple(ScanOutput(*output) for output in said.get("outputs", ()))
    said["exceptions"] = tuple(Discrepancy(*one) for one in said.get("exceptions", ()))
    return Scan(**said)


def actor_to(actor: Actor) -> dict[str, Any]:
    """Who sent the scan, without anything personal."""
    return {
        "account_id": actor.account_id and str(actor.account_id),
        "organisation_id": actor.organisation_id and str(actor.organisation_id),
        "organisation_kind": actor.organisation_kind,
        "role": actor.role,
        "region": actor.region,
    }


def actor_from(body: dict[str, Any]) -> Actor:
    """The sender of a kept scan."""
    said = dict(body)
    for name in ("account_id", "organisation_id"):
        said[name] = UUID(said[name]) if said[name] else None
    return Actor(**said)
