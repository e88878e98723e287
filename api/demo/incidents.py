"""What goes wrong in a real chain: holds, lost labels, phones without network, scans that contradict the record."""

from datetime import date, timedelta

from api.demo.appliances import Old
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import collectors, members, officer, runs
from api.demo.play import Play, doorstep
from tradein.codes import issue
from tradein.lifecycle import Step
from tradein.scan import Scan

HOLD_WHY = ("疑似重复登记，待核验", "群众举报：旧机来源不明", "称重记录异常，待复核")
HOLD_DAYS = 6
STILL_HELD = 30
"""How many percent of the holds have not been lifted to this day."""
RECENT = 12


def happen(play: Play, day: date) -> None:
    """One day's mishaps, few enough that the rest of the chain is believable."""
    chance = Chance.of("incidents", day)
    if day.weekday() == 1:
        _hold(play, day, chance)
    if day.weekday() == 4:
        _lost_label(play, day, chance)
    if day.toordinal() % 9 == 0:
        _phone_without_network(play, day, chance)
    if 0 < (play.today - day).days <= RECENT and day.toordinal() % 3 == 0:
        _contradiction(play, day, chance)
        _unknown_code(play, day, chance)
    if 0 < (play.today - day).days <= RECENT and day.toordinal() % 6 == 1:
        _same_picture(play, day, chance)
    _release(play, day, chance)


def _hold(play: Play, day: date, chance: Chance) -> None:
    """The district's officer keeps an appliance in the warehouse until its papers are clear."""
    stored, now = play.in_store.get("shuicheng", []), at(day, 14)
    if not stored or not play.past(now):
        return
    old = stored.pop(chance.randrange(len(stored)))
    scan = Scan(chance.id(), old.code, Step.HOLDING, now, reason=chance.choice(HOLD_WHY))
    play.happen(officer(old.district), now, [scan])
    play.told["units held"] += 1
    if not chance.happens(STILL_HELD):
        play.held.append((day, old))


def _release(play: Play, day: date, chance: Chance) -> None:
    now = at(day, 15)
    due = [old for since, old in play.held if since + timedelta(days=HOLD_DAYS) == day and play.past(now)]
    for old in due:
        scan = Scan(chance.id(), old.code, Step.ACCEPTING, now, reason="核验无误，解除暂扣")
        play.happen(officer(old.district), now, [scan])
        play.in_store["shuicheng"].append(old)
    play.held = [(since, old) for since, old in play.held if old not in due]


def _lost_label(play: Play, day: date, chance: Chance) -> None:
    """A label torn off on the way gets a successor; the unit stays the same."""
    stored, now = play.in_store.get("shuicheng", []), at(day, 15.2)
    if not stored or not play.past(now):
        return
    old, person = chance.choice(stored), runs("shuicheng")
    fresh = play.label("shuicheng", now)
    scan = Scan(chance.id(), fresh, Step.COMMISSIONING, now, replaces=old.code, reason="标签脱落，补贴新标签")
    play.happen(person, now, [scan])
    old.code = fresh
    play.told["labels replaced"] += 1


def _phone_without_network(play: Play, day: date, chance: Chance) -> None:
    """The warehouse scans what a collector's phone has not told yet; the platform waits, then puts both in order."""
    if not play.past(at(day, 21)):
        return
    key, district = "huimin", "371524"
    person, labelled = collectors(key)[0], at(day, 15)
    code = play.label(key, labelled)
    born = Scan(
        chance.id(), code, Step.COMMISSIONING, labelled, item_type="WASHER_PULSATOR", region=district,
        price_fen=4000, geo=doorstep(chance, district),
    )  # fmt: skip
    taken = Scan(chance.id(), code, Step.COLLECTING, at(day, 15.1), weight_g=27_400, photos=(chance.photo(),))
    site = companies()["shuicheng"].site.code
    arrived = Scan(chance.id(), code, Step.RECEIVING, at(day, 18.2), weight_g=27_300, site=site)
    play.happen(person, labelled, [born])
    play.scan(runs("shuicheng"), at(day, 18.3), [arrived])
    play.happen(person, at(day, 20.9), [taken])
    old = Old(code, "WASHER_PULSATOR", district, 27_300, at(day, 18.2), key)
    play.in_store.setdefault("shuicheng", []).append(old)


def _same_picture(play: Play, day: date, chance: Chance) -> None:
    """Two appliances, one picture: a collector in a hurry, or one appliance registered twice; an officer finds out."""
    if not play.past(at(day, 18)):
        return
    key, district, picture = "lvhuan", "371502", chance.photo()
    person, site = collectors(key)[1], companies()["shuicheng"].site.code
    for hour, weight_g in ((10.2, 63_400), (16.7, 64_100)):
        taken, code = at(day, hour), play.label(key, at(day, hour - 0.1))
        born = Scan(
            chance.id(), code, Step.COMMISSIONING, taken, item_type="WASHER_DRUM", region=district,
            price_fen=6000, geo=doorstep(chance, district),
        )  # fmt: skip
        scan = Scan(chance.id(), code, Step.COLLECTING, taken, weight_g=weight_g, photos=(picture,))
        arrived = Scan(chance.id(), code, Step.RECEIVING, at(day, 17.9), weight_g=weight_g, site=site)
        play.happen(person, taken, [born, scan])
        play.happen(runs("shuicheng"), at(day, 17.9), [arrived])
        old = Old(code, "WASHER_DRUM", district, weight_g, at(day, 17.9), key)
        play.in_store.setdefault("shuicheng", []).append(old)
    play.told["pictures used twice"] += 1


def _contradiction(play: Play, day: date, chance: Chance) -> None:
    """A second collector claims what is in the warehouse already: a person must look at it."""
    stored, now = play.in_store.get("shuicheng", []), at(day, 17.3)
    if stored and play.past(now):
        old = chance.choice(stored)
        scan = Scan(chance.id(), old.code, Step.COLLECTING, now, weight_g=old.weight_g, photos=(chance.photo(),),
                    price_fen=1000, geo=doorstep(chance, old.district))  # fmt: skip
        play.scan(chance.choice(collectors("lvhuan")), now, [scan])


def _unknown_code(play: Play, day: date, chance: Chance) -> None:
    """A label that nobody issued is kept in quarantine, not thrown away."""
    now = at(day, 17.6)
    if play.past(now):
        scan = Scan(chance.id(), issue(chance.randbytes), Step.RECEIVING, now, weight_g=18_200, site="W001")
        play.scan(chance.choice(members()["shuicheng"]), now, [scan])


def under_way(play: Play) -> None:
    """At this very moment: a handset whose earlier scans are still on it, so that its later one waits."""
    chance, person = Chance.of("under way"), collectors("lvhuan")[2]
    device, number = play.turn(person)
    code = play.label("lvhuan", play.now)
    scan = Scan(
        chance.id(), code, Step.COMMISSIONING, play.now - timedelta(minutes=15), item_type="FRIDGE",
        region="371502", price_fen=8000, device=device, device_seq=number + 3,
    )  # fmt: skip
    play.scan(person, play.now, [scan])
