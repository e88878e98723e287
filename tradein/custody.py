"""Custody: whether a scan may happen to a unit, and what the unit becomes. Pure; the clock and the actor come in.

`decide` answers with an event and the moved unit, or raises a `ScanRefusal` whose `outcome` tells the sender whether
to correct the scan (`rejected`), to look at what the server knows (`conflict`), or just to wait (`held`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from tradein.actor import Actor
from tradein.handover import digest
from tradein.lifecycle import (
    FINAL_STAGES,
    OFFICER,
    TABLE,
    Fact,
    Stage,
    Step,
    Transition,
    may_come_later,
    transition,
)
from tradein.load_scan import REFUSED
from tradein.moment import day_of
from tradein.refusals.scan import (
    BalanceExceeded,
    DestinationWrong,
    FactMissing,
    HandoverLocked,
    HandoverWrong,
    ItemTypeUnknown,
    LabelForeign,
    LabelInUse,
    LicenceExpired,
    LoadClosed,
    LoadForeign,
    LoadUnknown,
    NotHolder,
    NotYourTask,
    OnHold,
    PredecessorMissing,
    PriceDiffers,
    RegionUnknown,
    ReturnNotRefused,
    RoleNotAllowed,
    SiteForeign,
    SiteUnknown,
    StepTooLate,
    TimeAhead,
    TimePast,
    UnknownCode,
)
from tradein.scan import Event, LabelState, LoadState, OrderState, Scan, SiteFacts, UnitState

AHEAD_LIMIT = timedelta(hours=24)
"""A device clock further ahead than this is wrong beyond repair (hazards H11)."""
PAST_LIMIT = timedelta(days=3 * 366)
SKEW_NOTICED = timedelta(minutes=5)
WEIGHINGS_DIFFER_PER_MILLE = 50
"""F16: two weighings of one unit may differ by 5 %."""
WEIGHINGS_DIFFER_MIN_G = 500
HANDOVER_TRIES = 5
HOLDER_STEPS = frozenset(
    {Step.LOADING, Step.UNLOADING, Step.SHIPPING, Step.INSPECTING, Step.DISASSEMBLING, Step.REPAIRING}
    | {Step.RETAIL_SELLING, Step.COMMISSIONING, Step.HOLDING, Step.ACCEPTING}
)
ROLE_OF_KIND = {
    "recycler": "recycler_manager",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
}


class WeightRange(Protocol):
    """Plausible weights of an item type in grams."""

    @property
    def low_g(self) -> int:
        """The lightest plausible."""

    @property
    def high_g(self) -> int:
        """The heaviest plausible."""


class ItemTypes(Protocol):
    """Item types by code, with the weights of a place on a day: a province may have its own."""

    def __contains__(self, code: object, /) -> bool:
        """Whether there is such an item type."""

    def weights(self, code: str, place: str, day: date) -> WeightRange:
        """Plausible weights of an item type in a district on a day."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every scan of a batch is judged against."""

    actor: Actor
    now: datetime
    sites: Mapping[str, SiteFacts]
    item_types: ItemTypes
    leaves: Mapping[str, str]
    """Any accepted region code → the reporting district it stands for."""
    handover_key: bytes
    balance_per_mille: int = 20
    """Tolerance between input and outputs of one unit (domain §2.7: 2 % per work order)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One scan beside everything that is known about what it points to."""

    scan: Scan
    label: LabelState | None
    unit: UnitState | None
    order: OrderState | None
    load: LoadState | None
    other: UnitState | None = None
    """The unit whose label is being replaced."""


def acting_role(actor: Actor) -> str:
    """The people role behind the actor; an integration never has more rights than the role it represents."""
    if actor.role == "integration_client":
        return ROLE_OF_KIND.get(actor.organisation_kind or "", actor.role)
    return actor.role


def decide(seen: Sighting, ground: Ground, new_unit_id: UUID) -> tuple[Event, UnitState]:
    """The event a scan becomes and the unit after it; raises a `ScanRefusal` otherwise."""
    _check_time(seen.scan, ground.now)
    unit = seen.other if seen.scan.replaces else seen.unit
    if unit is None:
        _check_birth(seen, ground)
    else:
        _check_custody(unit, seen, ground)
    move = _transition(unit, seen, ground)
    site = _site(seen.scan, ground)
    _check_facts(move, seen, unit, ground)
    _check_licence(site, ground)
    before = unit or _newborn(seen.scan, ground, new_unit_id)
    made = _Move(before, unit is None, seen, site, ground)
    after = _moved(before, move.to, made)
    return _event(after, made), after


def _check_time(scan: Scan, now: datetime) -> None:
    if scan.event_time > now + AHEAD_LIMIT:
        raise TimeAhead("event_time", server_time=now.isoformat())
    if scan.event_time < now - PAST_LIMIT:
        raise TimePast("event_time")


def _check_birth(seen: Sighting, ground: Ground) -> None:
    """Only a reserved label of one's own can become a new unit; any other unknown code waits in quarantine."""
    scan, label = seen.scan, seen.label
    if label is None or scan.step is not Step.COMMISSIONING or scan.replaces:
        raise UnknownCode("replaces" if scan.replaces else "code", code=scan.code)
    if label.state != "reserved":
        raise LabelInUse("code", replaced_by=label.replaced_by)
    if label.organisation_id not in (None, ground.actor.organisation_id):
        raise LabelForeign("code")
    if scan.item_type is not None and scan.item_type not in ground.item_types:
        raise ItemTypeUnknown("item_type")
    if scan.region is not None and scan.region not in ground.leaves:
        raise RegionUnknown("region")


def _check_custody(unit: UnitState, seen: Sighting, ground: Ground) -> None:
    scan, actor = seen.scan, ground.actor
    if unit.stage in FINAL_STAGES:
        raise StepTooLate("step", **_knows(unit))
    if scan.step is Step.COMMISSIONING:
        _check_spare_label(seen, actor)
    if unit.on_hold and scan.step not in (Step.ACCEPTING, Step.HOLDING, Step.COMMISSIONING):
        taking_back = scan.step is Step.RECEIVING and _refused(unit)
        if not taking_back:
            raise OnHold("step", reason=unit.hold_reason, **_knows(unit))
    holds = unit.holder_id == actor.organisation_id or (unit.holder_id is None and unit.stage is Stage.BOOKED)
    turning_away = scan.step is Step.HOLDING and seen.load is not None and unit.load_id == seen.load.id
    holds = holds or (
        turning_away and seen.load is not None and seen.load.destination_id == actor.organisation_id
    )
    if scan.step in HOLDER_STEPS and not holds and actor.role not in OFFICER:
        raise NotHolder("code", **_knows(unit))


def _refused(unit: UnitState) -> bool:
    """Whether the destination turned the unit away."""
    return (unit.hold_reason or "").startswith(REFUSED)


def _check_spare_label(seen: Sighting, actor: Actor) -> None:
    label = seen.label
    if not seen.scan.replaces or label is None or label.state != "reserved":
        raise LabelInUse("code", replaced_by=label.replaced_by if label else None)
    if label.organisation_id not in (None, actor.organisation_id):
        raise LabelForeign("code")


def _transition(unit: UnitState | None, seen: Sighting, ground: Ground) -> Transition:
    stage, step = (unit.stage if unit else None), seen.scan.step
    move = transition(stage, step, acting_role(ground.actor))
    if move is not None:
        return move
    if (stage, step) in TABLE:
        raise RoleNotAllowed("step", role=ground.actor.role)
    if unit is None or stage is None:
        raise UnknownCode("code", code=seen.scan.code)
    here_already = (
        step is Step.RECEIVING and unit.holder_id == ground.actor.organisation_id and not seen.scan.load
    )
    if may_come_later(stage, step) and not here_already:
        raise PredecessorMissing("step", **_knows(unit))
    raise StepTooLate("step", **_knows(unit))


def _site(scan: Scan, ground: Ground) -> SiteFacts | None:
    if scan.site is None:
        return None
    site = ground.sites.get(scan.site)
    if site is None:
        raise SiteUnknown("site", site=scan.site)
    if site.organisation_id != ground.actor.organisation_id and ground.actor.role not in OFFICER:
        raise SiteForeign("site", site=scan.site)
    return site


def _check_facts(move: Transition, seen: Sighting, unit: UnitState | None, ground: Ground) -> None:
    scan = seen.scan
    for fact in move.facts:
        if not _brought(fact, scan, unit):
            raise FactMissing(fact.value, fact=fact.value)
    if scan.load is not None:
        _check_load(seen, unit, ground)
    if unit is None:
        return
    match scan.step:
        case Step.COLLECTING:
            _check_door(seen, unit, ground)
        case Step.RECEIVING | Step.ARRIVING:
            _check_arrival(seen, unit, ground)
        case Step.DISASSEMBLING:
            _check_balance(scan, unit, ground)
        case _:
            pass


def _check_licence(site: SiteFacts | None, ground: Ground) -> None:
    if site is None or ground.actor.organisation_kind != "dismantler":
        return
    if site.licence_valid_to is None or site.licence_valid_to < day_of(ground.now):
        raise LicenceExpired("site", site=site.code, valid_to=str(site.licence_valid_to or ""))


def _brought(fact: Fact, scan: Scan, unit: UnitState | None) -> bool:
    if fact is Fact.WEIGHT:
        return scan.weight_g is not None or bool(scan.reason)
    if fact is Fact.PRICE:
        return scan.price_fen is not None or (unit is not None and unit.agreed_fen is not None)
    if fact is Fact.HANDOVER:
        return unit is None or unit.order_id is None or bool(scan.handover_code)
    if fact is Fact.LOAD:
        return scan.load is not None or (unit is not None and unit.load_id is not None)
    if fact is Fact.TEST_RECORD:
        return bool(scan.facts and scan.facts.get("test_record"))
    return bool(getattr(scan, fact.value))


def _check_door(seen: Sighting, unit: UnitState, ground: Ground) -> None:
    """At the owner's door: the right recycler, the agreed price, and the owner's hand-over code."""
    order, scan, actor = seen.order, seen.scan, ground.actor
    if order is None:
        if seen.label is not None and seen.label.organisation_id not in (None, actor.organisation_id):
            raise NotYourTask("code")
        return
    if order.recycler_id != actor.organisation_id:
        raise NotYourTask("code")
    if actor.role == "recycler_staff" and order.collector_id not in (None, actor.account_id):
        raise NotYourTask("code")
    if scan.price_fen is not None and unit.agreed_fen is not None and scan.price_fen != unit.agreed_fen:
        raise PriceDiffers("price_fen", agreed_fen=unit.agreed_fen)
    if order.handover_tries >= HANDOVER_TRIES:
        raise HandoverLocked("handover_code")
    if order.handover_hash != digest(ground.handover_key, order.id, scan.handover_code or ""):
        raise HandoverWrong("handover_code", tries_left=HANDOVER_TRIES - order.handover_tries - 1)


def _check_load(seen: Sighting, unit: UnitState | None, ground: Ground) -> None:
    scan, load = seen.scan, seen.load
    if load is None:
        raise LoadUnknown("load", load=scan.load)
    if scan.step in (Step.LOADING, Step.UNLOADING, Step.SHIPPING):
        if load.origin_id != ground.actor.organisation_id:
            raise LoadForeign("load")
        if load.state == "closed" or (load.state != "open" and scan.step is not Step.SHIPPING):
            raise LoadClosed("load", state=load.state)
    elif unit is not None and unit.load_id != load.id:
        raise PredecessorMissing("load", **_knows(unit))


def _check_arrival(seen: Sighting, unit: UnitState, ground: Ground) -> None:
    if unit.stage is not Stage.IN_TRANSIT:
        return
    if ground.actor.organisation_kind == "recycler":
        taking_back = _refused(unit) and unit.holder_id == ground.actor.organisation_id
        if not taking_back:
            raise ReturnNotRefused("step")
        return
    load = seen.load
    if load is not None and load.destination_id != ground.actor.organisation_id:
        raise DestinationWrong("site", load=load.code)


def _check_balance(scan: Scan, unit: UnitState, ground: Ground) -> None:
    """Outputs may not outweigh their unit beyond the tolerance, nor fall short of it, without a written reason."""
    if unit.weight_g is None or scan.reason:
        return
    out_g = sum(output.mass_g for output in scan.outputs)
    if abs(out_g - unit.weight_g) * 1000 > ground.balance_per_mille * unit.weight_g:
        raise BalanceExceeded("outputs", in_g=unit.weight_g, out_g=out_g)


def _knows(unit: UnitState) -> dict[str, object]:
    """What the server knows, for the person who must sort out a conflict. No personal data."""
    return {"stage": unit.stage.value, "since": unit.stage_since.isoformat(), "seq": unit.seq}


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
        stage_since=scan.event_time,
        last_event_time=scan.event_time,
        created_at=ground.now,
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """A step that has passed every check."""

    before: UnitState
    born: bool
    seen: Sighting
    site: SiteFacts | None
    ground: Ground


def _moved(unit: UnitState, to: Stage, made: _Move) -> UnitState:
    """The unit after the step: what every step changes, then what this one changes; the rest stays."""
    scan = made.seen.scan
    after = unit._replace(
        stage=to,
        seq=unit.seq + 1,
        last_event_time=max(scan.event_time, unit.last_event_time),
        stage_since=unit.stage_since if to is unit.stage else scan.event_time,
        weight_g=unit.weight_g if scan.weight_g is None else scan.weight_g,
    )
    change = _CHANGES.get(scan.step)
    return change(after, made) if change else after


def _relabelled(unit: UnitState, made: _Move) -> UnitState:
    return unit._replace(code=made.seen.scan.code)


def _collected(unit: UnitState, made: _Move) -> UnitState:
    price = made.seen.scan.price_fen
    agreed = unit.agreed_fen if price is None else price
    return unit._replace(holder_id=made.ground.actor.organisation_id, agreed_fen=agreed)


def _taken_in(unit: UnitState, made: _Move) -> UnitState:
    site_id = made.site.id if made.site else None
    holder = made.ground.actor.organisation_id
    return unit._replace(holder_id=holder, site_id=site_id, load_id=None, on_hold=False, hold_reason=None)


def _loaded(unit: UnitState, made: _Move) -> UnitState:
    return unit._replace(load_id=made.seen.load.id if made.seen.load else unit.load_id)


def _shipped(unit: UnitState, made: _Move) -> UnitState:
    return _loaded(unit, made)._replace(site_id=None)


_CHANGES: dict[Step, Callable[[UnitState, _Move], UnitState]] = {
    Step.COMMISSIONING: _relabelled,
    Step.COLLECTING: _collected,
    Step.RECEIVING: _taken_in,
    Step.INSPECTING: lambda unit, made: unit._replace(route=made.seen.scan.route),
    Step.LOADING: _loaded,
    Step.UNLOADING: lambda unit, _: unit._replace(load_id=None),
    Step.SHIPPING: _shipped,
    Step.HOLDING: lambda unit, made: unit._replace(on_hold=True, hold_reason=made.seen.scan.reason),
    Step.ACCEPTING: lambda unit, _: unit._replace(on_hold=False, hold_reason=None),
}
"""What a step changes in a unit's row beyond its stage; a new label's unit simply keeps its code."""


def weight_flags(weight_g: int | None, unit: UnitState, ground: Ground) -> list[str]:
    """What a weighing makes doubtful: outside the item type's range, or unlike the weighing before (F16)."""
    if weight_g is None:
        return []
    flags = []
    if unit.item_type in ground.item_types:
        plausible = ground.item_types.weights(unit.item_type, unit.district, day_of(ground.now))
        if not plausible.low_g <= weight_g <= plausible.high_g:
            flags.append("weight_out_of_range")
    if unit.weight_g is not None:
        allowed = max(WEIGHINGS_DIFFER_MIN_G, unit.weight_g * WEIGHINGS_DIFFER_PER_MILLE // 1000)
        if abs(weight_g - unit.weight_g) > allowed:
            flags.append("weight_differs")
    return flags


def _event(after: UnitState, made: _Move) -> Event:
    before, seen, site, ground = made.before, made.seen, made.site, made.ground
    scan, actor = seen.scan, ground.actor
    flags = weight_flags(scan.weight_g, before, ground)
    if not made.born and scan.event_time < before.last_event_time:
        flags.append("time_inverted")
    if scan.event_time > ground.now + SKEW_NOTICED:
        flags.append("clock_ahead")
    if scan.geo is None and scan.site is None and scan.step is Step.COLLECTING:
        flags.append("no_position")
    return Event(
        unit_id=after.id,
        seq=after.seq,
        event_id=scan.event_id,
        step=scan.step,
        from_stage=None if made.born else before.stage,
        to_stage=after.stage,
        event_time=scan.event_time,
        record_time=ground.now,
        organisation_id=actor.organisation_id,
        account_id=actor.account_id,
        device_id=scan.device,
        device_seq=scan.device_seq,
        site_id=site.id if site else None,
        place=site.region if site else after.district,
        load_id=seen.load.id if seen.load else before.load_id,
        weight_g=scan.weight_g,
        price_fen=after.agreed_fen if scan.step is Step.COLLECTING else scan.price_fen,
        item_type=after.item_type,
        district=after.district,
        reason=scan.reason,
        photos=scan.photos,
        flags=tuple(flags),
        lat_e6=scan.geo.lat_e6 if scan.geo else None,
        lon_e6=scan.geo.lon_e6 if scan.geo else None,
        fingerprint=scan.fingerprint(),
        outputs=scan.outputs,
        facts=scan.facts,
    )
