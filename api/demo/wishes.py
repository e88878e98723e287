"""What people want to have picked up, where and when, and who books it for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.demo.calendar import mix
from api.demo.cast import HOURS
from api.demo.chance import Chance, at
from api.demo.companies import companies, identity, serving
from api.demo.people import INTEGRATION, Person, consumers, members
from api.demo.places import DISTRICTS
from models.order import TradeOrder
from tradein.actor import Actor

WORKERS = {"371502": "c371502", "371581": "c371581", "370102": "c370102"}
"""District → the office whose community worker books for its residents."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who books what, where and for when; a community worker books for the resident."""

    booker: Actor
    resident: Person
    district: str
    start: datetime
    item_types: tuple[str, ...]
    recycler: str | None = None


def a_wish(
    chance: Chance, day: date, *, district: str | None = None, ahead: Callable[[], int] | None = None
) -> Wishes:
    """A booking as the city's people make them."""
    where = district or chance.weighted({code: place.weight for code, place in DISTRICTS.items()})
    resident = chance.choice(consumers()[1:])
    days = ahead() if ahead else chance.choices((1, 2, 3, 5), (50, 28, 15, 7))[0]
    start = at(day + timedelta(days=days), chance.choice(HOURS))
    count = chance.choices((1, 2, 3), (72, 22, 6))[0]
    item_types = tuple(chance.weighted(mix(day)) for _ in range(count))
    return Wishes(_booker(chance, where, resident), resident, where, start, item_types)


def _booker(chance: Chance, district: str, resident: Person) -> Actor:
    if district in WORKERS and chance.happens(22):
        return members()[WORKERS[district]][0].actor
    if chance.happens(4) and INTEGRATION in serving(district):
        return integration()
    return resident.actor


def integration() -> Actor:
    """The firm's own system, as its key acts."""
    firm = companies()[INTEGRATION]
    return Actor(
        None,
        firm.id,
        firm.kind,
        "integration_client",
        firm.region,
        key_id=identity("key", "integration_client"),
    )


def speaker(order: TradeOrder) -> Actor:
    """Who speaks for a booking: the consumer, the community worker or the firm that placed it."""
    if order.proxy_account_id is not None:
        workers = [members()[key][0] for key in WORKERS.values()]
        return next(one.actor for one in workers if one.account_id == order.proxy_account_id)
    if order.booked_by_org_id is not None:
        return integration()
    return Actor(order.consumer_id, None, None, "consumer")
