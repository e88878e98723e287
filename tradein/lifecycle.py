"""The lifecycle of a unit: one table of (stage, step), and nothing else says what may follow what.

Steps are CBV 2.0 `bizStep` values. The Chinese terms stand in `docs/glossary.md`.
"""

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """Where a unit stands in its life."""

    BOOKED = "booked"
    COLLECTED = "collected"
    STORED = "stored"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    DISMANTLED = "dismantled"
    REFURBISHED = "refurbished"
    RESOLD = "resold"
    VOID = "void"


class Step(StrEnum):
    """What can happen to a unit (CBV bizStep)."""

    COMMISSIONING = "commissioning"
    COLLECTING = "collecting"
    RECEIVING = "receiving"
    INSPECTING = "inspecting"
    LOADING = "loading"
    UNLOADING = "unloading"
    SHIPPING = "shipping"
    ARRIVING = "arriving"
    DISASSEMBLING = "disassembling"
    REPAIRING = "repairing"
    RETAIL_SELLING = "retail_selling"
    HOLDING = "holding"
    ACCEPTING = "accepting"
    DECOMMISSIONING = "decommissioning"


class Fact(StrEnum):
    """What a step must bring along; the names are the capture fields a refusal points to."""

    ITEM_TYPE = "item_type"
    REGION = "region"
    WEIGHT = "weight_g"
    """A weight, or a reason why there is none: unknown is not zero."""
    PHOTO = "photos"
    PRICE = "price_fen"
    HANDOVER = "handover_code"
    SITE = "site"
    LOAD = "load"
    OUTPUTS = "outputs"
    ROUTE = "route"
    REASON = "reason"
    REPLACES = "replaces"
    TEST_RECORD = "test_record"
    DATA_WIPE = "data_wipe"
    """How the owner's data were erased, where the item type may hold any (GB 46864: uncleared must not be resold)."""


class WipeMethod(StrEnum):
    """How data are erased (GB 46864-2025); what was never erased is not resold."""

    OVERWRITE = "overwrite"
    BLOCK_ERASE = "block_erase"
    STORAGE_REMOVED = "storage_removed"
    """The storage itself was taken out and goes with the hazardous outputs."""


class Transition(NamedTuple):
    """One legal move: the next stage, who may make it, and what it must bring along."""

    to: Stage
    roles: frozenset[str]
    facts: tuple[Fact, ...] = ()


RECYCLER = frozenset({"recycler_staff", "recycler_manager"})
WAREHOUSE = frozenset({"warehouse"})
DISMANTLER = frozenset({"dismantler"})
REFURBISHER = frozenset({"refurbisher"})
OFFICER = frozenset({"district_officer", "city_officer", "province_officer"})
BOOKER = frozenset({"consumer", "community_worker"}) | RECYCLER
CANCELLER = frozenset({"system", "consumer", "community_worker", "recycler_manager"})
KEEPER = RECYCLER | WAREHOUSE | DISMANTLER | REFURBISHER

OPEN_STAGES = (
    Stage.BOOKED,
    Stage.COLLECTED,
    Stage.STORED,
    Stage.IN_TRANSIT,
    Stage.RECEIVED,
    Stage.REFURBISHED,
)
FINAL_STAGES = frozenset({Stage.DISMANTLED, Stage.RESOLD, Stage.VOID})

_LOAD_UP = RECYCLER | WAREHOUSE
_MOVES: dict[tuple[Stage | None, Step], tuple[Transition, ...]] = {
    (None, Step.COMMISSIONING): (Transition(Stage.BOOKED, BOOKER, (Fact.ITEM_TYPE, Fact.REGION)),),
    (Stage.BOOKED, Step.COLLECTING): (
        Transition(Stage.COLLECTED, RECYCLER, (Fact.WEIGHT, Fact.PHOTO, Fact.PRICE, Fact.HANDOVER)),
    ),
    (Stage.BOOKED, Step.DECOMMISSIONING): (Transition(Stage.VOID, CANCELLER, (Fact.REASON,)),),
    (Stage.COLLECTED, Step.RECEIVING): (Transition(Stage.STORED, WAREHOUSE, (Fact.SITE, Fact.WEIGHT)),),
    (Stage.COLLECTED, Step.LOADING): (Transition(Stage.COLLECTED, _LOAD_UP, (Fact.LOAD,)),),
    (Stage.COLLECTED, Step.UNLOADING): (Transition(Stage.COLLECTED, _LOAD_UP, (Fact.REASON,)),),
    (Stage.COLLECTED, Step.SHIPPING): (Transition(Stage.IN_TRANSIT, _LOAD_UP, (Fact.LOAD,)),),
    (Stage.STORED, Step.INSPECTING): (
        # A refurbisher looks again at what it received: the route is binding, so it must be possible to change it.
        Transition(Stage.STORED, WAREHOUSE | REFURBISHER, (Fact.SITE, Fact.ROUTE)),
    ),
    (Stage.STORED, Step.LOADING): (Transition(Stage.STORED, _LOAD_UP, (Fact.LOAD,)),),
    (Stage.STORED, Step.UNLOADING): (Transition(Stage.STORED, _LOAD_UP, (Fact.REASON,)),),
    (Stage.STORED, Step.SHIPPING): (Transition(Stage.IN_TRANSIT, _LOAD_UP, (Fact.LOAD,)),),
    (Stage.STORED, Step.REPAIRING): (
        Transition(Stage.REFURBISHED, REFURBISHER, (Fact.SITE, Fact.TEST_RECORD, Fact.DATA_WIPE)),
    ),
    (Stage.IN_TRANSIT, Step.ARRIVING): (
        Transition(Stage.IN_TRANSIT, WAREHOUSE | DISMANTLER | REFURBISHER, (Fact.SITE,)),
    ),
    (Stage.IN_TRANSIT, Step.RECEIVING): (
        Transition(Stage.STORED, WAREHOUSE | REFURBISHER, (Fact.SITE, Fact.WEIGHT)),
        Transition(Stage.RECEIVED, DISMANTLER, (Fact.SITE, Fact.WEIGHT)),
        # A recycler only ever takes back what the destination refused.
        Transition(Stage.COLLECTED, RECYCLER, (Fact.REASON,)),
    ),
    (Stage.RECEIVED, Step.DISASSEMBLING): (
        Transition(Stage.DISMANTLED, DISMANTLER, (Fact.SITE, Fact.OUTPUTS)),
    ),
    (Stage.REFURBISHED, Step.RETAIL_SELLING): (Transition(Stage.RESOLD, REFURBISHER, (Fact.SITE,)),),
}
_KEEPING = {
    Step.COMMISSIONING: (KEEPER, (Fact.REPLACES, Fact.REASON)),
    Step.HOLDING: (OFFICER | WAREHOUSE | DISMANTLER | REFURBISHER, (Fact.REASON,)),
    Step.ACCEPTING: (OFFICER | WAREHOUSE | DISMANTLER | REFURBISHER, (Fact.REASON,)),
}
"""Steps that any open stage allows and that leave the stage as it is."""

TABLE: dict[tuple[Stage | None, Step], tuple[Transition, ...]] = _MOVES | {
    (stage, step): (Transition(stage, roles, facts),)
    for stage in OPEN_STAGES
    for step, (roles, facts) in _KEEPING.items()
}


def transition(stage: Stage | None, step: Step, role: str) -> Transition | None:
    """The move this role may make, or None when the table has none for it."""
    for candidate in TABLE.get((stage, step), ()):
        if role in candidate.roles:
            return candidate
    return None


def _reachable(start: Stage) -> frozenset[Stage]:
    seen: set[Stage] = set()
    frontier = [start]
    while frontier:
        here = frontier.pop()
        for (stage, _), moves in TABLE.items():
            if stage is here:
                fresh = {move.to for move in moves} - seen - {here}
                seen |= fresh
                frontier.extend(fresh)
    return frozenset(seen)


_COMES_LATER: dict[tuple[Stage, Step], bool] = {
    (stage, step): any((later, step) in TABLE for later in _reachable(stage))
    for stage in Stage
    for step in Step
}


def may_come_later(stage: Stage, step: Step) -> bool:
    """Whether a step that is illegal now could become legal once missing predecessors arrive.

    This is what separates `held` (a phone elsewhere has not synchronised yet) from `conflict` (too late, for ever).
    """
    return _COMES_LATER[(stage, step)]
