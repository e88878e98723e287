"""The stage of the simulation: the session, whose moment it is, and the one way anything happens to a unit."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.demo.appliances import Old
from api.demo.cast import Handset
from api.demo.chance import Chance
from api.demo.companies import companies
from api.demo.people import Person, runs
from api.demo.places import DISTRICTS
from models.ground import Moment, ground_for
from models.item_type import ItemTypes, item_types
from models.label import RollRequest, fill_roll
from models.label_roll import labels_on
from models.ledger import capture
from models.load_book import LoadWanted, open_load
from models.price import price_row
from tradein.actor import Actor
from tradein.ground import Ground
from tradein.price_rule import PriceRule
from tradein.pricing import Answers, price
from tradein.scan import Geo, Outcome, Scan, Verdict

ROLL = 400
PLATES = {"3715": "P", "3714": "N", "3701": "A"}


class StoryBroken(RuntimeError):
    """The platform refused what the story tells: one of the two has changed, and the demo must say so."""


@dataclass
class Play:
    """One telling of the story. `now` is the moment of loading; nothing happens after it."""

    session: Session
    now: datetime
    today: date
    handover_key: bytes
    told: Counter[str] = field(default_factory=Counter)
    at_door: dict[str, list[Old]] = field(default_factory=dict)
    """Recycler → what its vans and yards hold."""
    in_store: dict[str, list[Old]] = field(default_factory=dict)
    at_plant: dict[str, list[Old]] = field(default_factory=dict)
    held: list[tuple[date, Old]] = field(default_factory=list)
    """What officers hold, since when."""
    closed: list[tuple[str, date, int]] = field(default_factory=list)
    """Work orders by number, with the day they were closed and their units."""
    _labels: dict[str, list[str]] = field(default_factory=dict)
    _turns: Counter[str] = field(default_factory=Counter)
    _prices: dict[tuple[str, str], PriceRule] = field(default_factory=dict)
    _ground: Ground | None = None

    def memory(self) -> dict[str, Any]:
        """A copy of everything the simulation remembers; every appliance stands in one list only."""
        kept: dict[str, Any] = {
            name: {key: [copy(old) for old in olds] for key, olds in getattr(self, name).items()}
            for name in ("at_door", "in_store", "at_plant")
        }
        kept |= {"held": [(since, copy(old)) for since, old in self.held], "closed": list(self.closed)}
        kept |= {"told": Counter(self.told), "_turns": Counter(self._turns)}
        return kept | {"_labels": {key: list(labels) for key, labels in self._labels.items()}}

    def recall(self, memory: dict[str, Any]) -> None:
        """Go back to what was remembered then."""
        for name, value in memory.items():
            setattr(self, name, value)

    def past(self, instant: datetime) -> bool:
        """Whether it has happened yet."""
        return instant <= self.now

    def scan(self, who: Person | Actor, recorded: datetime, scans: Sequence[Scan]) -> list[Verdict]:
        """Send a batch as somebody, taken in at `recorded`; whatever the platform says is the answer."""
        if not scans:
            return []
        actor = who.actor if isinstance(who, Person) else who
        ground = replace(self.ground(), actor=actor, now=min(recorded, self.now))
        verdicts = capture(self.session, ground, scans)
        self.told.update(f"scan {verdict.outcome.value}" for verdict in verdicts)
        return verdicts

    def happen(self, who: Person | Actor, recorded: datetime, scans: Sequence[Scan]) -> None:
        """Send a batch that the platform must accept as a whole. Raises `StoryBroken` with what it said."""
        for verdict in self.scan(who, recorded, scans):
            if verdict.outcome is not Outcome.APPLIED:
                raise StoryBroken(
                    f"{verdict.outcome.value} {verdict.refusal} {verdict.field} {verdict.facts}"
                )

    def ground(self) -> Ground:
        """Sites, item types and districts, read once: the story changes none of them."""
        if self._ground is None:
            sites = [premises.code for company in companies().values() for premises in company.sites]
            nobody = Actor(None, None, None, "system")
            self._ground = ground_for(self.session, Moment(nobody, self.now, self.handover_key), sites)
        return self._ground

    @property
    def types(self) -> ItemTypes:
        return item_types(self.session, self.now)

    def price(self, item_type: str, district: str, said: Answers) -> int:
        """What the price table in force offers at the door, in fen."""
        key = item_type, DISTRICTS[district].city
        if key not in self._prices:
            self._prices[key] = price_row(self.session, district, item_type, self.today, None).rule()
        return price(self._prices[key], said).total_fen

    def label(self, key: str, when: datetime) -> str:
        """The next label of an organisation's roll; a new roll is reserved when the last one is used up."""
        if not self._labels.get(key):
            self._labels[key] = self._new_roll(key, ROLL, when)
        return self._labels[key].pop()

    def _new_roll(self, key: str, count: int, when: datetime) -> list[str]:
        chance = Chance.of("roll", key, self._turns[f"roll {key}"])
        self._turns[f"roll {key}"] += 1
        actor = runs(key).actor
        roll = fill_roll(self.session, actor, RollRequest(companies()[key].id, count, chance.randbytes), when)
        self.told["label rolls"] += 1
        labels = labels_on(self.session, actor, roll.number, None, count)
        return [label.code for label in reversed(labels)]

    def turn(self, person: Person) -> tuple[UUID, int]:
        """A collector's device and its next sequence number."""
        self._turns[person.login] += 1
        return Handset(person).id, self._turns[person.login]

    def load(self, origin: str, destination: str, when: datetime, chance: Chance) -> str:
        """Open a load from one organisation to the site of another; its code."""
        here, there = companies()[origin], companies()[destination].site.code
        plate = f"鲁{PLATES[here.region[:4]]}{chance.randint(0, 99999):05d}"
        wanted = LoadWanted(there, here.site.code, plate)
        opened = open_load(self.session, (runs(origin).actor, when), wanted, chance.randbytes)
        self.told["loads"] += 1
        return opened.code


def doorstep(chance: Chance, district: str) -> Geo:
    """A position somewhere in a district, as a phone gives it."""
    place = DISTRICTS[district]
    lat, lon = chance.gauss(0, 0.02), chance.gauss(0, 0.025)
    return Geo.coarse(
        place.lat_e6 + round(lat * 1e6), place.lon_e6 + round(lon * 1e6), chance.randint(300, 900)
    )
