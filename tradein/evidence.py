"""What a step must bring along, and whether what it brings agrees with what is known: door, load, arrival, balance."""

from collections.abc import Iterable

from tradein.dismantling import judge_outputs
from tradein.ground import Ground, Sighting
from tradein.handover import MAX_TRIES, matches
from tradein.lifecycle import Fact, Stage, Step, Transition
from tradein.load_scan import OVER
from tradein.moment import day_of
from tradein.refusals.handover import HandoverLocked, HandoverWrong, NotYourTask, PriceDiffers
from tradein.refusals.load_scan import AboardElsewhere, DestinationWrong, LoadClosed, LoadForeign, LoadUnknown
from tradein.refusals.scan import FactMissing
from tradein.refusals.unit import (
    BalanceExceeded,
    InputDoubtful,
    OnOpenWorkOrder,
    PredecessorMissing,
    ReturnNotRefused,
    RouteNotRefurbish,
)
from tradein.scan import LoadState, Scan, ScanOutput, UnitState, work_order_of
from tradein.walk_in import check_price
from tradein.weighing import input_g, plausible

REFURBISH = "refurbish"
"""The route of a unit that is worth a second life."""
LOAD_STEPS = frozenset({Step.LOADING, Step.UNLOADING, Step.SHIPPING})


def check_facts(move: Transition, seen: Sighting, unit: UnitState | None, ground: Ground) -> None:
    """The step brings what it must, and what it brings agrees with what is known."""
    for fact in move.facts:
        if _asked(fact, unit, ground) and not _brought(fact, seen.scan, unit):
            raise FactMissing(fact.value, fact=fact.value)
    _check_load(seen, unit, ground)
    check_price(seen.scan, unit, ground)
    if unit is None:
        return
    match seen.scan.step:
        case Step.COLLECTING:
            _check_door(seen, unit, ground)
        case Step.RECEIVING | Step.ARRIVING:
            _check_arrival(seen, unit, ground)
        case Step.DISASSEMBLING:
            _check_outputs(seen, unit, ground)
        case Step.REPAIRING if unit.route != REFURBISH:
            raise RouteNotRefurbish("route", route=unit.route or "—", **unit.known())
        case _:
            pass


def _asked(fact: Fact, unit: UnitState | None, ground: Ground) -> bool:
    """Whether this unit is asked for the fact: only some item types can hold data."""
    return fact is not Fact.DATA_WIPE or (unit is not None and ground.item_types.bears_data(unit.item_type))


def _brought(fact: Fact, scan: Scan, unit: UnitState | None) -> bool:
    match fact:
        case Fact.WEIGHT:
            return scan.weight_g is not None or bool(scan.reason)
        case Fact.PRICE:
            return scan.price_fen is not None or (unit is not None and unit.agreed_fen is not None)
        case Fact.HANDOVER:
            return unit is None or unit.order_id is None or bool(scan.handover_code)
        case Fact.LOAD if scan.step is Step.SHIPPING:
            return scan.load is not None or (unit is not None and unit.load_id is not None)
        case Fact.TEST_RECORD | Fact.DATA_WIPE:
            return bool(scan.facts and scan.facts.get(fact.value))
    return bool(getattr(scan, fact.value))


def _check_door(seen: Sighting, unit: UnitState, ground: Ground) -> None:
    """At the owner's door: the right recycler, the agreed price, and the owner's hand-over code."""
    order, scan, actor = seen.order, seen.scan, ground.actor
    if order is None:
        if not seen.booked_with(actor.organisation_id):
            raise NotYourTask("code")
        return
    if order.recycler_id != actor.organisation_id:
        raise NotYourTask("code")
    if actor.role == "recycler_staff" and order.collector_id not in (None, actor.account_id):
        raise NotYourTask("code")
    if scan.price_fen is not None and unit.agreed_fen is not None and scan.price_fen != unit.agreed_fen:
        raise PriceDiffers("price_fen", agreed_fen=unit.agreed_fen)
    if order.handover_tries >= MAX_TRIES:
        raise HandoverLocked("handover_code")
    stored = order.handover_hash
    if stored is None or not matches(ground.handover_key, order.id, scan.handover_code or "", stored):
        raise HandoverWrong("handover_code", tries_left=MAX_TRIES - order.handover_tries - 1)


def _check_load(seen: Sighting, unit: UnitState | None, ground: Ground) -> None:
    scan, load = seen.scan, seen.load or seen.aboard
    if scan.load is not None and seen.load is None:
        raise LoadUnknown("load", load=scan.load)
    if scan.step is Step.UNLOADING and unit is not None and (load is None or unit.load_id != load.id):
        raise PredecessorMissing("load", **unit.known())
    if load is None:
        return
    if scan.step in LOAD_STEPS:
        if load.origin_id != ground.actor.organisation_id:
            raise LoadForeign("load")
        if load.state in OVER or (load.state != "open" and scan.step is not Step.SHIPPING):
            raise LoadClosed("load", state=load.state)
        _check_off_others(seen, unit, load)
    elif scan.load is not None and unit is not None and unit.load_id != load.id:
        raise PredecessorMissing("load", **unit.known())


def _check_off_others(seen: Sighting, unit: UnitState | None, load: LoadState) -> None:
    """Nothing leaves a load unnoticed: it is unloaded first, unless the load has left without it."""
    other = seen.aboard
    if unit is not None and other is not None and other.id != load.id and other.state == "open":
        raise AboardElsewhere("load", load=other.code, **unit.known())


def _check_arrival(seen: Sighting, unit: UnitState, ground: Ground) -> None:
    """A unit on the road is received where it was sent, or taken back by its sender once it was refused."""
    if unit.stage is not Stage.IN_TRANSIT:
        return
    actor = ground.actor
    if unit.turned_away() and unit.holder_id == actor.organisation_id:
        return
    if actor.organisation_kind == "recycler":
        raise ReturnNotRefused("step")
    load = seen.load or seen.aboard
    if load is not None and load.destination_id != actor.organisation_id:
        raise DestinationWrong("site", load=load.code)


def _check_outputs(seen: Sighting, unit: UnitState, ground: Ground) -> None:
    """Known outputs with their waste codes, and what comes from outside a work order balances by itself.

    A work order balances as a whole, or was explained by one person and confirmed by another: of a single scan nothing
    of the kind is known, so that a reason does not excuse it.
    """
    scan = seen.scan
    judge_outputs(unit.item_type, scan.outputs, scan.reason, day_of(ground.now))
    if work_order_of(scan) is not None:
        return
    if seen.bench is not None:
        raise OnOpenWorkOrder("code", work_order=seen.bench)
    in_g = input_g(scan.weight_g, unit, ground)
    if in_g is None:
        raise FactMissing("weight_g", fact="weight_g")
    if not plausible(in_g, unit, ground):
        raise InputDoubtful("weight_g", in_g=in_g)
    check_balance(in_g, scan.outputs, ground.balance_per_mille, "outputs")


def check_balance(in_g: int, outputs: Iterable[ScanOutput], per_mille: int, field: str) -> None:
    """Outputs weigh what the unit weighs (domain §2.7)."""
    out_g = sum(output.mass_g for output in outputs)
    if abs(out_g - in_g) * 1000 > per_mille * in_g:
        raise BalanceExceeded(field, in_g=in_g, out_g=out_g)
