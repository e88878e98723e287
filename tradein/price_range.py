"""What a walk-in may cost by the price table: outside it is marked for the district, far outside is a slip or a fraud.

What a consumer booked is not judged here: its price was quoted from the table and changes only with their consent.
"""

from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

PRICE_OUT_OF_RANGE = "price_out_of_range"
"""The flag of a price below the table's floor or above its best case."""
ABSURD_TIMES = 50
"""So many times the best case is no price any more: a slipped decimal point, or money that is not the appliance's.

Wide, because the reference table prices scrap, and a telephone that goes on being used is worth far more."""


class PriceRange(NamedTuple):
    """From the floor to the best case, in fen."""

    low_fen: int
    high_fen: int

    def doubtful(self, price_fen: int) -> bool:
        """Whether the table does not explain the price."""
        return not self.low_fen <= price_fen <= self.high_fen

    @property
    def most_fen(self) -> int:
        """What no price may exceed."""
        return self.high_fen * ABSURD_TIMES

    def wider(self, other: "PriceRange | None") -> "PriceRange":
        """Both tables together."""
        if other is None:
            return self
        return PriceRange(min(self.low_fen, other.low_fen), max(self.high_fen, other.high_fen))


class Prices(Protocol):
    """The price tables in force, without touching the database."""

    def span(self, item_type: str, district: str, day: date, organisation: UUID | None) -> PriceRange | None:
        """What the public table and the recycler's own allow together; None where nobody published a price."""
