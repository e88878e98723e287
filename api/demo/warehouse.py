"""In and out of the warehouses: deliveries received and inspected, loads built, shipped, received, excepted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from api.demo.appliances import REUSED, Old, weighed_again
from api.demo.chance import Chance, at
from api.demo.companies import PLANT_OF, companies, of_kind, warehouse_for
from api.demo.people import members, runs
from api.demo.play import Play
from tradein.lifecycle import Step
from tradein.scan import Discrepancy, Scan

SMALLEST_LOAD, LARGEST_LOAD = 18, 60
EVERY = {"weiyun": 2, "dezhong": 2}
"""Warehouses that vans reach only every so many days."""
REFURBISHING = "shuicheng"
"""The one warehouse that sends appliances to a refurbisher."""
REFUSED_WHY = ("外壳严重缺失，与登记不符", "压缩机已被拆走", "显像管破碎", "品类与标签不符")


def take_in(play: Play, day: date) -> None:
    """What the recyclers' vans bring to each warehouse in the evening: weighed again, inspected, sent on its way."""
    chance = Chance.of("take in", day)
    brought: dict[str, list[Old]] = {}
    for key, olds in play.at_door.items():
        play.at_door[key] = []
        for old in olds:
            key_there = warehouse_for(old.district)
            if day.toordinal() % EVERY.get(key_there, 1) == 0 and _delivered(chance, old, day):
                brought.setdefault(key_there, []).append(old)
            else:
                play.at_door[key].append(old)
    for key, olds in brought.items():
        _receive(play, key, olds, (chance, day))


def _delivered(chance: Chance, old: Old, day: date) -> bool:
    """Most come in on the evening of the same day, the others on one of the next."""
    return chance.happens(72 if old.since > at(day, 0) else 90) and not old.stays


def _receive(play: Play, key: str, olds: Sequence[Old], when: tuple[Chance, date]) -> None:
    chance, day = when
    site, person = companies()[key].site.code, chance.choice(members()[key])
    scans, kept = [], play.in_store.setdefault(key, [])
    for place, old in enumerate(sorted(olds, key=lambda one: one.since)):
        arrived = max(at(day, 16.5), old.since + timedelta(minutes=30)) + timedelta(minutes=place)
        if not play.past(arrived + timedelta(minutes=20)):
            play.at_door.setdefault(old.recycler, []).append(old)
            continue
        scans += _checked_in(chance, old, site, arrived)
        kept.append(old)
    play.happen(person, at(day, 21.5), scans)
    play.told["units stored"] += sum(scan.step is Step.RECEIVING for scan in scans)


def _checked_in(chance: Chance, old: Old, site: str, arrived: datetime) -> list[Scan]:
    """Weighed and, where a second life is possible, inspected."""
    old.weight_g = old.weight_g if chance.happens(98) else round(old.weight_g * 1.09)
    weight_g = weighed_again(chance, old.weight_g)
    old.weight_g, old.since = weight_g, arrived + timedelta(minutes=20)
    scans = [Scan(chance.id(), old.code, Step.RECEIVING, arrived, site=site, weight_g=weight_g)]
    if old.item_type in REUSED:
        old.reuse = chance.happens(REUSED[old.item_type])
        route = "refurbish" if old.reuse else "dismantle"
        facts = {"appearance": chance.choice(("完好", "磨损", "破损")), "powers_on": chance.happens(55)}
        scans.append(
            Scan(chance.id(), old.code, Step.INSPECTING, old.since, site=site, route=route, facts=facts)
        )
    return scans


def ship_out(play: Play, day: date) -> None:
    """Loads to the plants when enough has gathered, to the refurbisher once a week."""
    for number, key in enumerate(one.key for one in of_kind("warehouse")):
        chance = Chance.of("ship out", key, day)
        kept = key == REFURBISHING
        ready = [
            one for one in play.in_store.get(key, []) if not (one.reuse and kept) and one.since < at(day, 6)
        ]
        rhythm = (day.toordinal() + number) % 3 == 0
        if rhythm and len(ready) >= SMALLEST_LOAD:
            send(play, (key, PLANT_OF[key]), ready[:LARGEST_LOAD], (chance, day))
    if day.weekday() == 2:
        reuse = [old for old in play.in_store.get(REFURBISHING, []) if old.reuse and old.since < at(day, 6)]
        if reuse:
            _send_to_refurbisher(play, reuse, Chance.of("reuse", day), day)


def send(play: Play, way: tuple[str, str], olds: Sequence[Old], when: tuple[Chance, date]) -> None:
    """Load and ship in the morning, arrive and be received the same afternoon, exceptions and all."""
    (origin, destination), (chance, day) = way, when
    left = at(day, chance.uniform(8.5, 10.5))
    if not play.past(left):
        return
    code = depart(play, way, olds, (chance, left))
    play.in_store[origin] = [old for old in play.in_store[origin] if old not in olds]
    arrived = left + timedelta(hours=chance.uniform(2.5, 6))
    if day == play.today or not play.past(arrived + timedelta(hours=1)):
        return  # on the road at this moment: the plant's arrivals of today
    arrive(play, destination, code, olds, (chance, arrived))


def depart(play: Play, way: tuple[str, str], olds: Sequence[Old], when: tuple[Chance, datetime]) -> str:
    """Scan everything onto a new load and ship it; the load's code."""
    (origin, destination), (chance, left) = way, when
    code = play.load(origin, destination, left - timedelta(hours=1), chance)
    scans = [
        Scan(chance.id(), old.code, Step.LOADING, left - timedelta(seconds=3000 - 45 * place), load=code)
        for place, old in enumerate(olds)
    ]
    scans.append(Scan(chance.id(), code, Step.SHIPPING, left, counted=len(olds)))
    play.happen(runs(origin), left + timedelta(minutes=2), scans)
    return code


def arrive(
    play: Play, destination: str, code: str, olds: Sequence[Old], when: tuple[Chance, datetime]
) -> None:
    """The gate and the dock of the destination: N of N confirmed, only exceptions listed."""
    chance, arrived = when
    odd = _exceptions(chance, olds) if chance.happens(30) else ()
    missing = {one.code for one in odd if one.kind == "missing"}
    refused = {one.code for one in odd if one.kind == "refused"}
    here = [old for old in olds if old.code not in missing]
    site, received = companies()[destination].site.code, arrived + timedelta(minutes=25)
    total = sum(old.weight_g for old in olds)
    scans = [
        Scan(chance.id(), code, Step.ARRIVING, arrived, site=site),
        Scan(
            chance.id(), code, Step.RECEIVING, received, site=site, counted=len(here), exceptions=odd,
            weight_g=total if not missing else None,
        ),
    ]  # fmt: skip
    play.happen(runs(destination), received + timedelta(minutes=1), scans)
    weighed = {one.code: one.weight_g for one in odd if one.weight_g is not None}
    for old in here:
        old.since, old.weight_g = received, weighed.get(old.code, old.weight_g)
        if old.code not in refused:
            play.at_plant.setdefault(destination, []).append(old)
    play.told["units missing on arrival"] += len(missing)
    _take_back(play, [old for old in olds if old.code in refused], (chance, received))


def _exceptions(chance: Chance, olds: Sequence[Old]) -> tuple[Discrepancy, ...]:
    odd = chance.sample(list(olds), k=min(len(olds), chance.randint(1, 2)))
    kinds = chance.choices(("missing", "refused", "damaged"), (3, 4, 4), k=len(odd))
    return tuple(
        Discrepancy(old.code, kind, None if kind == "missing" else weighed_again(chance, old.weight_g),
                    chance.choice(REFUSED_WHY) if kind == "refused" else "运输途中磕碰" if kind == "damaged" else None)
        for old, kind in zip(odd, kinds, strict=True)
    )  # fmt: skip


def _take_back(play: Play, olds: Sequence[Old], when: tuple[Chance, datetime]) -> None:
    """What the plant refused goes back to its warehouse two days later, unless that is still ahead."""
    chance, refused = when
    back = refused + timedelta(days=2)
    for old in olds:
        key = warehouse_for(old.district)
        if not play.past(back):
            continue
        weight_g = weighed_again(chance, old.weight_g)
        scan = Scan(
            chance.id(), old.code, Step.RECEIVING, back, site=companies()[key].site.code, weight_g=weight_g,
            reason="拆解厂拒收，退回",
        )  # fmt: skip
        play.happen(runs(key), back, [scan])
        play.told["units taken back"] += 1
        old.weight_g, old.since = weight_g, back
        if chance.happens(70):
            play.in_store[key].append(old)


def _send_to_refurbisher(play: Play, olds: Sequence[Old], chance: Chance, day: date) -> None:
    left = at(day, 13.2)
    if not play.past(left + timedelta(hours=2)):
        return
    code = depart(play, ("shuicheng", "youpin"), olds, (chance, left))
    play.in_store["shuicheng"] = [old for old in play.in_store["shuicheng"] if old not in olds]
    site, received = companies()["youpin"].site.code, left + timedelta(hours=1)
    scans = [
        Scan(chance.id(), code, Step.ARRIVING, received - timedelta(minutes=10), site=site),
        Scan(chance.id(), code, Step.RECEIVING, received, site=site, counted=len(olds)),
    ]
    play.happen(runs("youpin"), received, scans)
    for old in olds:
        old.since = received
    play.at_plant.setdefault("youpin", []).extend(olds)
