"""What a scan is judged against: the actor, the moment, the reference facts, and what is known of the one unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from tradein.actor import Actor
from tradein.price_range import Prices
from tradein.region import Areas, ancestry
from tradein.scan import Known, LabelState, LoadState, OrderState, Scan, SiteFacts, UnitState

BALANCE_PER_MILLE = 20
"""Tolerance between input and outputs of one unit (domain §2.7: 2 % per work order)."""

OFFICE = "bureau"
NOWHERE = Areas.among(())
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

    def bears_data(self, code: str, /) -> bool:
        """Whether units of an item type may hold their owner's data."""


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
    balance_per_mille: int = BALANCE_PER_MILLE
    areas: Areas = NOWHERE
    """Where organisations may work."""
    prices: Prices | None = None
    """What a walk-in may cost; None has no opinion."""

    def serves(self, district: str) -> bool:
        """Whether the actor may enter what stands in a district: a firm in its city, an office where it answers."""
        home = self.actor.region
        if home is None:
            return True
        if self.actor.organisation_kind == OFFICE:
            return home in ancestry(district, self.areas.parents)
        return self.areas.serves(home, district)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One scan beside everything that is known about what it points to."""

    scan: Scan
    label: LabelState | None
    unit: UnitState | None
    """The unit that wears the label; for a new label, the unit whose label it replaces."""
    order: OrderState | None
    load: LoadState | None
    """The load the scan names."""
    aboard: LoadState | None = None
    """The load the unit is on."""
    former: LabelState | None = None
    """The label that is being replaced."""
    bench: str | None = None
    """The number of the open work order the unit is on; known where a scan takes units apart."""
    earlier: Known | None = None
    """The event by which the unit took the same step before in the same stay; known where there can be one."""

    def booked_with(self, organisation_id: UUID | None) -> bool:
        """Whose unit it is while it waits at the door: the order's recycler, or whoever its label was reserved to."""
        if self.order is not None:
            return organisation_id in (self.order.recycler_id, self.order.booked_by_id)
        label = self.former or self.label
        return label is None or label.organisation_id in (None, organisation_id)


def acting_role(actor: Actor) -> str:
    """The people role behind the actor; an integration never has more rights than the role it represents."""
    if actor.role == "integration_client":
        return ROLE_OF_KIND.get(actor.organisation_kind or "", actor.role)
    return actor.role
