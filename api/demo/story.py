"""Three months of lives, day by day, in the order in which things happen on a day."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import structlog

from api.demo import incidents, repairs, today
from api.demo.bookings import Desk
from api.demo.calendar import demand, history
from api.demo.chance import Chance
from api.demo.doorstep import rounds
from api.demo.plant import work
from api.demo.play import Play, StoryBroken
from api.demo.trade import check_books, part_with_waste, sell, unfinished
from api.demo.visits import rate, visits
from api.demo.warehouse import ship_out, take_in
from models.upkeep import learn
from tradein.refusal import Refusal

log = structlog.get_logger(__name__)
ORDERS_PERCENT = 3.5
"""How many orders a day come for every hundred appliances: most of the history is met on the way."""
RECENT_DAYS = 12
LEARNING_DAYS = frozenset({1, 15})
"""Days of the month on which the database counts its rows, the first among them: official checks read whole months."""


def tell(play: Play, desk: Desk) -> None:
    """Tell every day up to now, then this very moment; each is committed by itself."""
    for day in history(play.today):
        _one(play, desk, partial(_whole_day, play, desk, day))
    _one(play, desk, partial(_this_moment, play, desk))


def _one(play: Play, desk: Desk, chapter: Callable[[], None]) -> None:
    """Tell a chapter or leave it out as a whole: a rule that changed since must not keep the city from loading.

    What was left out is counted, and the tests accept none.
    """
    memory, waiting, to_rate = play.memory(), list(desk.waiting), list(desk.to_rate)
    try:
        chapter()
        play.session.commit()
    except (StoryBroken, Refusal) as broken:
        play.session.rollback()
        play.recall(memory)
        desk.waiting, desk.to_rate = waiting, to_rate
        play.told["chapters left out"] += 1
        log.warning("demo chapter left out", reason=str(broken))
    play.session.expunge_all()


def _whole_day(play: Play, desk: Desk, day: date) -> None:
    tell_day(play, desk, day)
    if day == play.today - timedelta(days=1):
        today.the_day_before(play, desk, day)


def _this_moment(play: Play, desk: Desk) -> None:
    today.this_moment(play, desk)
    incidents.under_way(play)
    unfinished(play)
    repairs.alerts_now(play)


def tell_day(play: Play, desk: Desk, day: date) -> None:
    """One day: the desk opens, lorries leave, benches work, collectors make their rounds, warehouses take in."""
    if day.day in LEARNING_DAYS:
        learn(play.session)
    check_books(play, day)
    rate(desk, day)
    ship_out(play, day)
    work(play, day)
    part_with_waste(play, day)
    sell(play, day)
    incidents.happen(play, day)
    rounds(play, day, visits(desk, day))
    desk.take_orders(day, _orders(play, day))
    repairs.own_slips(play, day)
    take_in(play, day)
    repairs.disputed(play, day)
    repairs.watch_over(play, day)


def _orders(play: Play, day: date) -> int:
    share = ORDERS_PERCENT * (1.6 if (play.today - day).days <= RECENT_DAYS else 1)
    expected = demand(day, play.today) * share / 100
    return int(expected) + Chance.of("orders", day).happens(100 * (expected % 1))
