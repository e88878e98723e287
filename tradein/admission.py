"""Whether a scan may happen to a unit: every check of the capture path, each raising one named `ScanRefusal`."""

from datetime import timedelta

from tradein.actor import Actor
from tradein.ground import Ground, Sighting, acting_role
from tradein.lifecycle import (
    FINAL_STAGES,
    OFFICER,
    TABLE,
    Stage,
    Step,
    Transition,
    may_come_later,
    transition,
)
from tradein.moment import day_of
from tradein.refusals.handover import NotYourTask, OrderStands
from tradein.refusals.label import LabelForeign, LabelInUse, ReplacesMisplaced, UnknownCode
from tradein.refusals.scan import ItemTypeUnknown, RegionUnknown, RoleNotAllowed, TimeAhead, TimePast
from tradein.refusals.site import LicenceExpired, OutsideArea, SiteForeign, SiteUnknown
from tradein.refusals.unit import (
    HeldByOffice,
    NotHolder,
    OnHold,
    PredecessorMissing,
    RefusalNotYours,
    StepTooLate,
)
from tradein.scan import OFFICIAL, LabelState, Scan, SiteFacts, UnitState, marks_refusal

AHEAD_LIMIT = timedelta(hours=24)
"""A device clock further ahead than this is wrong beyond repair (hazards H11)."""
PAST_LIMIT = timedelta(days=31)
"""A phone may be without network for days, hardly for a month; what is older would change figures already reported."""
HOLDER_STEPS = frozenset(
    {Step.LOADING, Step.UNLOADING, Step.SHIPPING, Step.INSPECTING, Step.DISASSEMBLING, Step.REPAIRING}
    | {Step.RETAIL_SELLING, Step.COMMISSIONING, Step.HOLDING, Step.ACCEPTING}
)
"""Steps only the organisation that has the unit may make."""
ON_HOLD_STEPS = frozenset({Step.ACCEPTING, Step.HOLDING, Step.COMMISSIONING})
"""Steps a unit on hold may still take."""


def check_shape(scan: Scan, ground: Ground) -> None:
    """What the scan alone says wrongly: its time, and a replaced label where none is replaced."""
    if scan.event_time > ground.now + AHEAD_LIMIT:
        raise TimeAhead("event_time", server_time=ground.now.isoformat())
    if scan.event_time < ground.now - PAST_LIMIT:
        raise TimePast("event_time", days=PAST_LIMIT.days)
    if scan.replaces and scan.step is not Step.COMMISSIONING:
        raise ReplacesMisplaced("replaces")


def check_birth(seen: Sighting, ground: Ground) -> None:
    """Only a reserved label of one's own can become a new unit; any other unknown code waits in quarantine."""
    scan, label = seen.scan, seen.label
    if label is None or scan.step is not Step.COMMISSIONING or scan.replaces:
        raise UnknownCode("replaces" if scan.replaces else "code", code=scan.replaces or scan.code)
    _check_spare(label, ground.actor)
    if scan.item_type is not None and scan.item_type not in ground.item_types:
        raise ItemTypeUnknown("item_type")
    if scan.region is not None and scan.region not in ground.leaves:
        raise RegionUnknown("region")
    if scan.region is not None and scan.order_id is None and not ground.serves(ground.leaves[scan.region]):
        home = ground.actor.region or ""
        raise OutsideArea("region", region=scan.region, area=ground.areas.of(home))


def check_custody(unit: UnitState, seen: Sighting, ground: Ground) -> None:
    """The unit is alive and with the organisation that scans it."""
    scan, actor = seen.scan, ground.actor
    if unit.stage in FINAL_STAGES:
        raise StepTooLate("step", **unit.known())
    if scan.step is Step.COMMISSIONING:
        if seen.label is None:
            raise UnknownCode("code", code=scan.code)
        if not scan.replaces:
            raise LabelInUse("code", replaced_by=seen.label.replaced_by)
        _check_spare(seen.label, actor)
    if scan.step in HOLDER_STEPS and not _has_it(unit, seen, actor):
        raise NotHolder("code", **unit.known())
    _check_office(unit, scan, actor)
    if scan.step is Step.HOLDING and marks_refusal(scan.reason) and not _arriving(unit, seen, actor):
        raise RefusalNotYours("reason")
    if scan.step is Step.DECOMMISSIONING:
        _check_void(unit, seen, actor)


def _check_void(unit: UnitState, seen: Sighting, actor: Actor) -> None:
    """A recycler voids its own walk-ins. What a consumer booked ends with the booking, which leaves its mark."""
    if actor.organisation_kind == "recycler" and not seen.booked_with(actor.organisation_id):
        raise NotYourTask("code")
    # The booking's own end says so (`models.commission.void_units`); a sender cannot.
    if unit.stage is Stage.BOOKED and unit.order_id != seen.scan.order_id:
        raise OrderStands("code")


def _check_office(unit: UnitState, scan: Scan, actor: Actor) -> None:
    """An officer's hold is an officer's to lift or to replace, and its mark is nobody else's to use."""
    if actor.role in OFFICER or scan.step not in {Step.HOLDING, Step.ACCEPTING}:
        return
    forged = scan.step is Step.HOLDING and (scan.reason or "").startswith(OFFICIAL)
    if forged or unit.held_officially():
        raise HeldByOffice("reason" if forged else "step", **unit.known())


def _check_spare(label: LabelState, actor: Actor) -> None:
    if label.state != "reserved":
        raise LabelInUse("code", replaced_by=label.replaced_by)
    if label.organisation_id not in (None, actor.organisation_id):
        raise LabelForeign("code")


def _has_it(unit: UnitState, seen: Sighting, actor: Actor) -> bool:
    """Whether the actor's organisation holds the unit, may turn it away on arrival, or looks after it until pick-up."""
    if actor.role in OFFICER or unit.holder_id == actor.organisation_id:
        return True
    if unit.stage is Stage.BOOKED:
        return seen.booked_with(actor.organisation_id)
    return seen.scan.step is Step.HOLDING and _arriving(unit, seen, actor)


def _arriving(unit: UnitState, seen: Sighting, actor: Actor) -> bool:
    """Whether the unit is on the road to the actor, with the load the scan names."""
    load = seen.load
    here = load is not None and unit.load_id == load.id and load.destination_id == actor.organisation_id
    return here and unit.stage is Stage.IN_TRANSIT


def legal_move(unit: UnitState | None, seen: Sighting, ground: Ground) -> Transition:
    """The line of the lifecycle table; tells a step that comes too early from one that comes too late."""
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
        raise PredecessorMissing("step", **unit.known())
    raise StepTooLate("step", **unit.known())


def check_hold(unit: UnitState | None, scan: Scan) -> None:
    """A unit on hold moves only when it is accepted, or when its sender takes back what was turned away.

    Asked once the step is known to be due: one that comes too early waits, it does not collide with the hold.
    """
    if unit is None:
        return
    taking_back = scan.step is Step.RECEIVING and unit.turned_away()
    if unit.on_hold and scan.step not in ON_HOLD_STEPS and not taking_back:
        raise OnHold("step", reason=unit.hold_reason, **unit.known())
    if scan.step is Step.ACCEPTING and not unit.on_hold:
        # Without this, a release that overtakes its hold would be spent and the hold stay for ever.
        raise PredecessorMissing("step", **unit.known())


def site_of(scan: Scan, ground: Ground) -> SiteFacts | None:
    """The site the scan names: one's own, and with a licence that has not ended where one is needed."""
    if scan.site is None:
        return None
    site = ground.sites.get(scan.site)
    if site is None:
        raise SiteUnknown("site", site=scan.site)
    if site.organisation_id != ground.actor.organisation_id and ground.actor.role not in OFFICER:
        raise SiteForeign("site", site=scan.site)
    if ground.actor.organisation_kind == "dismantler":
        _check_licence(site, ground)
    return site


def _check_licence(site: SiteFacts, ground: Ground) -> None:
    if site.licence_valid_to is None or site.licence_valid_to < day_of(ground.now):
        raise LicenceExpired("site", site=site.code, valid_to=str(site.licence_valid_to or ""))
