"""How the record is put right: slips corrected by their author, disputed ones by both sides, late units called out."""

from datetime import date, timedelta
from uuid import UUID

from api.calendar import IS_WORKDAY
from api.demo.appliances import Old
from api.demo.chance import Chance, at
from api.demo.people import officer, runs
from api.demo.play import Play
from models.alert import claim_alert, close_alert
from models.alert_list import alerts_after
from models.correction import approve, declare_wrong, refuse
from models.photo_use import gather
from models.price_watch import tell_doubtful_prices
from models.watchdog import watch
from tradein.correction import CorrectionKind, Wanted
from tradein.refusals.correction import NothingCorrected

UNDECIDED_DAYS = 15
"""Corrections proposed within so many days still wait for the other side."""


def own_slips(play: Play, day: date) -> None:
    """Once a week a recycler finds a weight misread before anybody else has taken the appliance over."""
    now, yard = at(day, 21), play.at_door.get("lvhuan", [])
    if day.weekday() != 5 or not yard or not play.past(now):
        return
    chance = Chance.of("own slips", day)
    old = chance.choice(yard)
    right_g = old.weight_g + 1000
    if _declare(play, old, right_g, "读数看错一位，与照片核对") is not None:
        old.weight_g = right_g


def disputed(play: Play, day: date) -> None:
    """Once a week a weight is questioned that the warehouse has signed for since: it agrees, or it does not."""
    now, stored = at(day, 22), [old for old in play.in_store.get("shuicheng", []) if old.recycler == "lvhuan"]
    if day.weekday() != 2 or not stored or not play.past(now):
        return
    chance = Chance.of("disputed", day)
    old = chance.choice(stored)
    proposed = _declare(play, old, old.weight_g, "上门秤未归零，以入仓复秤为准")
    if proposed is None or (play.today - day).days < UNDECIDED_DAYS:
        return
    by, decided = runs("shuicheng").actor, now + timedelta(hours=1)
    if chance.happens(70):
        approve(play.session, (by, decided), proposed, None)
    else:
        refuse(play.session, (by, decided), proposed, "入仓时双方已当面复核")


def _declare(play: Play, old: Old, weight_g: int, reason: str) -> UUID | None:
    """Declare the weight at the door wrong; the correction, or None when there is nothing to correct."""
    if old.taken is None:
        return None
    now = min(play.now, old.since + timedelta(hours=6))
    wanted = Wanted(old.taken, CorrectionKind.INCORRECT_DATA, reason, {"weight_g": weight_g})
    try:
        decided = declare_wrong(play.session, (runs(old.recycler).actor, now), wanted)
    except NothingCorrected:  # both scales said the same
        return None
    play.told["corrections"] += 1
    return decided.correction.id


def watch_over(play: Play, day: date) -> None:
    """The watchdog's rounds: often enough that alerts rise and close in their own time."""
    now = at(day, 23.4)
    if day.toordinal() % 4 == 0 and play.past(now):
        watch(play.session, now, IS_WORKDAY)


def alerts_now(play: Play) -> None:
    """The last round, and what people have made of its alerts: one taken on, one explained."""
    watch(play.session, play.now, IS_WORKDAY)
    by = officer("371502").actor, play.now
    cards = alerts_after(play.session, by[0], {"state": "new"}, None, 10)
    for card in cards[:1]:
        claim_alert(play.session, by, card.alert.id)
    for card in cards[1:2]:
        close_alert(play.session, by, card.alert.id, "已电话联系用户，改约后上门")
    play.told["alerts open"] += len(cards)
    gather(play.session, play.now, IS_WORKDAY)
    tell_doubtful_prices(play.session, play.now, IS_WORKDAY)
