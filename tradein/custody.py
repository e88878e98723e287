"""Custody: whether a scan may happen to a unit, and what the unit becomes. Pure; the clock and the actor come in.

`decide` answers with an event and the moved unit, or raises a `ScanRefusal` whose `outcome` tells the sender whether
to correct the scan (`rejected`), to look at what the server knows (`conflict`), or just to wait (`held`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tradein.admission import check_birth, check_custody, check_hold, check_shape, legal_move, site_of
from tradein.evidence import check_facts
from tradein.ground import Ground, ItemTypes, Sighting, WeightRange, acting_role
from tradein.lifecycle import Stage, Step
from tradein.projection import advance
from tradein.repeat import REPEATED, Repeated, changes_nothing, is_again
from tradein.scan import Event, Scan, SiteFacts, UnitState, work_order_of
from tradein.walk_in import position_flags, price_flags
from tradein.weighing import weight_flags

__all__ = ["Ground", "ItemTypes", "Sighting", "WeightRange", "acting_role", "decide", "weight_flags"]

SKEW_NOTICED = timedelta(minutes=5)
NOT_CHECKED = "not_checked"
"""The flag of a unit taken apart outside a work order: nobody recorded completeness, guided steps or refrigerant."""
VOID_LABEL = "void_label"
"""The flag of a scan of a label that had been replaced (standards §5.1: what a label is, the server says)."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A step that has passed every check."""

    before: UnitState
    born: bool
    to: Stage
    seen: Sighting
    site: SiteFacts | None
    ground: Ground

    @property
    def void_label(self) -> bool:
        """Whether the code that was scanned is one the unit wears no more."""
        return not self.born and not self.seen.scan.replaces and self.seen.scan.code != self.before.code


def decide(seen: Sighting, ground: Ground, new_unit_id: UUID) -> tuple[Event, UnitState]:
    """The event a scan becomes and the unit after it; raises a `ScanRefusal` otherwise, or `Repeated`."""
    check_shape(seen.scan, ground)
    unit = seen.unit
    if unit is None:
        check_birth(seen, ground)
    else:
        check_custody(unit, seen, ground)
    move = legal_move(unit, seen, ground)
    check_hold(unit, seen.scan)
    site = site_of(seen.scan, ground)
    check_facts(move, seen, unit, ground)
    if unit is not None and seen.earlier is not None and changes_nothing(seen, unit):
        raise Repeated(seen.earlier)
    before = unit or _newborn(seen.scan, ground, new_unit_id)
    event = _event(_Move(before, unit is None, move.to, seen, site, ground))
    return event, advance(before, event)


def _newborn(scan: Scan, ground: Ground, unit_id: UUID) -> UnitState:
    return UnitState(
        id=unit_id,
        code=scan.code,
        item_type=scan.item_type or "",
        district=ground.leaves[scan.region or ""],
        order_id=scan.order_id,
        stage=Stage.BOOKED,
        on_hold=False,
        hold_reason=None,
        seq=0,
        holder_id=None,
        site_id=None,
        load_id=None,
        route=None,
        weight_g=None,
        agreed_fen=scan.price_fen,
        stage_since=min(scan.event_time, ground.now),
        last_event_time=min(scan.event_time, ground.now),
        created_at=ground.now,
    )


def _event(made: _Move) -> Event:
    before, scan, site = made.before, made.seen.scan, made.site
    actor, load = made.ground.actor, made.seen.load
    return Event(
        unit_id=before.id,
        seq=before.seq + 1,
        event_id=scan.event_id,
        step=scan.step,
        from_stage=None if made.born else before.stage,
        to_stage=made.to,
        # Nothing happens after it was recorded: the server's time is the legal one (hazards H11), and a clock ahead
        # would count on a day that has not come.
        event_time=min(scan.event_time, made.ground.now),
        record_time=made.ground.now,
        organisation_id=actor.organisation_id,
        account_id=actor.account_id,
        device_id=scan.device,
        device_seq=scan.device_seq,
        site_id=site.id if site else None,
        place=site.region if site else before.district,
        load_id=load.id if load else before.load_id,
        weight_g=_weight(scan, before),
        price_fen=_price(scan, before),
        item_type=before.item_type,
        district=before.district,
        reason=scan.reason,
        photos=scan.photos,
        flags=tuple(_flags(made)),
        lat_e6=scan.geo.lat_e6 if scan.geo else None,
        lon_e6=scan.geo.lon_e6 if scan.geo else None,
        fingerprint=scan.fingerprint(),
        outputs=scan.outputs if scan.step is Step.DISASSEMBLING else (),
        facts=_facts(made),
    )


def _price(scan: Scan, before: UnitState) -> int | None:
    """What changes hands: at the door the agreed price, whether or not the scan repeats it."""
    if scan.step is Step.COLLECTING and scan.price_fen is None:
        return before.agreed_fen
    return scan.price_fen


def _weight(scan: Scan, before: UnitState) -> int | None:
    """What the unit weighs as it is taken apart goes into the balance, whether or not the scan repeats it."""
    if scan.weight_g is None and scan.step is Step.DISASSEMBLING:
        return before.weight_g
    return scan.weight_g


def _facts(made: _Move) -> Mapping[str, Any] | None:
    """What the scan says beyond the columns, so that the unit's row can be projected from its events alone."""
    scan, said = made.seen.scan, dict(made.seen.scan.facts or {})
    if work_order_of(scan) is None:
        # Standard is what a work order recorded, never what a sender calls it.
        said.pop("standard", None)
    if scan.route is not None:
        said["route"] = scan.route
    if scan.replaces is not None:
        said |= {"code": scan.code, "replaces": scan.replaces}
    elif made.void_label:
        # Otherwise the code scanned is the one the unit wore: the trace follows it from label to label.
        said["code"] = scan.code
    return said or None


def _flags(made: _Move) -> list[str]:
    scan, ground = made.seen.scan, made.ground
    flags = weight_flags(scan.weight_g, made.before, ground)
    if (scan.facts or {}).get("condition") == "damaged":
        flags.append("damaged")
    if not made.born and scan.event_time < made.before.last_event_time:
        flags.append("time_inverted")
    if scan.event_time > ground.now + SKEW_NOTICED:
        flags.append("clock_ahead")
    if scan.geo is None and scan.site is None and scan.step is Step.COLLECTING:
        flags.append("no_position")
    flags += price_flags(scan, made.before, ground) + position_flags(scan.geo)
    if made.void_label:
        flags.append(VOID_LABEL)
    if not made.born and is_again(made.seen, made.before):
        flags.append(REPEATED)
    if scan.step is Step.DISASSEMBLING and work_order_of(scan) is None:
        flags.append(NOT_CHECKED)
    return flags
