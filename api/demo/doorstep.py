"""Pick-ups at the door: what collectors label, weigh and pay for on their rounds, booked or met on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from api.demo.appliances import Old, answers, weight
from api.demo.calendar import demand, mix
from api.demo.chance import Chance, at
from api.demo.companies import serving
from api.demo.people import Person, collectors
from api.demo.places import DISTRICTS
from api.demo.play import Play, doorstep
from tradein.lifecycle import Step
from tradein.scan import Scan

UNWEIGHED = ("秤电量不足", "单人无法上秤", "嵌入式安装，现场无法称重")
EVERY = {"huimin": 2, "guangyue": 4, "decheng": 2, "yucheng": 3, "mingshui": 2, "laiwu": 3}
"""Recyclers that make their round only every so many days."""
MOST_A_ROUND = 12


@dataclass(slots=True)
class Round:
    """One collector's day: scans in the order made, and what is on the van at the end."""

    person: Person
    key: str
    scans: list[Scan] = field(default_factory=list)
    taken: list[Old] = field(default_factory=list)
    until: datetime | None = None
    """When the collector is done with what was met on the way."""


def rounds(play: Play, day: date, ready: Iterable[Round] = ()) -> None:
    """Let every collector make the day's round; `ready` are rounds that begin with booked pick-ups."""
    chance = Chance.of("rounds", day)
    tours = {tour.person.login: tour for tour in ready}
    for _ in range(_how_many(chance, day, play.today)):
        district = chance.weighted({code: place.weight for code, place in DISTRICTS.items()})
        key = _recycler(chance, play, district, day)
        if key is not None:
            _pick_up(play, _tour(chance, tours, key), district, (chance, day))
    for tour in tours.values():
        last = max((scan.event_time for scan in tour.scans), default=at(day, 8))
        play.happen(
            tour.person, max(at(day, 19), last) + timedelta(minutes=chance.randint(5, 50)), tour.scans
        )
        play.at_door.setdefault(tour.key, []).extend(tour.taken)
        play.told["units picked up"] += len(tour.taken)


def _how_many(chance: Chance, day: date, today: date) -> int:
    return max(3, round(chance.gauss(demand(day, today), 3)))


def _recycler(chance: Chance, play: Play, district: str, day: date) -> str | None:
    """Who happens to come by: the small ones not every day, the one whose licence ended not any more."""
    among = {key: weight for key, weight in serving(district).items() if _about(key, day)}
    if (play.today - day).days < 20:
        among.pop("guangyue", None)
    return chance.weighted(among) if among else None


def _about(key: str, day: date) -> bool:
    every = EVERY.get(key, 1)
    return (day.toordinal() + len(key)) % every == 0


def _tour(chance: Chance, tours: dict[str, Round], key: str) -> Round:
    """A round of this recycler that has room, begun only when the others are full."""
    crew = collectors(key)
    for person in crew:
        tour = tours.get(person.login)
        if tour is None:
            return tours.setdefault(person.login, Round(person, key))
        if len(tour.taken) < MOST_A_ROUND:
            return tour
    return tours[chance.choice(crew).login]


def _pick_up(play: Play, tour: Round, district: str, when: tuple[Chance, date]) -> None:
    """Label, weigh and pay for one appliance that nobody had booked."""
    chance, day = when
    item_type = chance.weighted(mix(day))
    begun = tour.until or at(day, 8.3)
    labelled = begun + timedelta(minutes=chance.randint(9, 55))
    done = labelled + timedelta(minutes=chance.randint(2, 7))
    if not play.past(done):
        return
    tour.until = done
    code, price_fen = (
        play.label(tour.key, labelled),
        play.price(item_type, district, answers(chance, item_type)),
    )
    device, number = play.turn(tour.person)
    tour.scans.append(
        Scan(
            chance.id(), code, Step.COMMISSIONING, labelled, item_type=item_type, region=district,
            price_fen=price_fen, geo=doorstep(chance, district), device=device, device_seq=number,
        )
    )  # fmt: skip
    old = Old(code, item_type, district, weight(chance, play.types, item_type, district, day), done, tour.key)
    old.stays = chance.happens(0.4)
    tour.scans.append(taken_along(play, tour, old, (chance, done))._replace(price_fen=price_fen))
    tour.taken.append(old)


def taken_along(play: Play, tour: Round, old: Old, when: tuple[Chance, datetime]) -> Scan:
    """The scan at the door by which an appliance becomes the recycler's."""
    chance, done = when
    unweighed = chance.choice(UNWEIGHED) if chance.happens(4) else None
    device, number = play.turn(tour.person)
    old.taken = chance.id()
    return Scan(
        old.taken, old.code, Step.COLLECTING, done, photos=(chance.photo(), chance.photo()),
        weight_g=None if unweighed else old.weight_g, reason=unweighed,
        geo=doorstep(chance, old.district) if chance.happens(96) else None, device=device, device_seq=number,
    )  # fmt: skip
