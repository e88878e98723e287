"""Folded plus live is exact at every instant, whoever writes and whoever folds."""

import random
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.fold import FOLD, ONE_FOLDER, PARAMETERS, fold
from models.oversight import Ask, Question, sums
from models.tally import ALL_TYPES, EPOCH, Tally, TallyLive
from tradein.span import BEGINNING, Span, ever
from tradein.tally import ORIGIN, PLACE, Amount

ADD = text("""
INSERT INTO tally_live AS t (day, district, item_type, basis, measure, slot, n, weight_g, unweighed, amount_fen)
VALUES (:day, :district, :item_type, :basis, :measure, :slot, :n, :weight_g, :unweighed, :amount_fen)
ON CONFLICT (day, district, item_type, basis, measure, slot) DO UPDATE
   SET n = t.n + excluded.n, weight_g = t.weight_g + excluded.weight_g,
       unweighed = t.unweighed + excluded.unweighed, amount_fen = t.amount_fen + excluded.amount_fen
""")
START = date(2026, 1, 15)
DISTRICTS = ("371502", "371581")


def _cell(n=1, **said):
    cell = {
        "day": START,
        "district": "371502",
        "item_type": "FRIDGE",
        "basis": ORIGIN,
        "measure": "collecting",
    }
    return cell | {"slot": 0, "n": n, "weight_g": 45000 * n, "unweighed": 0, "amount_fen": 100 * n} | said


def _random_cells(draw, count):
    for _ in range(count):
        yield _cell(
            draw.choice([1, 1, 1, -1]),
            day=START + timedelta(days=draw.randrange(120)),
            district=draw.choice(DISTRICTS),
            item_type=draw.choice(["FRIDGE", "TV"]),
            basis=draw.choice([ORIGIN, PLACE]),
            measure=draw.choice(["collecting", "stage.stored", "output.STEEL"]),
            slot=draw.randrange(4),
        )


def _everything(session, **choice):
    groups = dict.fromkeys(DISTRICTS, "all")
    question = Question(groups, {"ever": Ask(ever(date(2027, 1, 1)))}, **choice)
    return sums(session, question).get(("all", "ever"), {})


def test_every_grain_and_the_sum_over_types(session):
    for cell in (_cell(), _cell(2, item_type="TV", slot=3), _cell(4, day=date(2026, 2, 1))):
        session.execute(ADD, cell)
    assert fold(session) == 3
    found = {(t.grain, t.item_type, t.period): t.n for t in session.query(Tally)}
    assert found == {
        ("day", "FRIDGE", START): 1,
        ("day", "TV", START): 2,
        ("day", ALL_TYPES, START): 3,
        ("day", "FRIDGE", date(2026, 2, 1)): 4,
        ("day", ALL_TYPES, date(2026, 2, 1)): 4,
        ("month", "FRIDGE", date(2026, 1, 1)): 1,
        ("month", "TV", date(2026, 1, 1)): 2,
        ("month", ALL_TYPES, date(2026, 1, 1)): 3,
        ("month", "FRIDGE", date(2026, 2, 1)): 4,
        ("month", ALL_TYPES, date(2026, 2, 1)): 4,
        ("total", "FRIDGE", EPOCH): 5,
        ("total", "TV", EPOCH): 2,
        ("total", ALL_TYPES, EPOCH): 7,
    }
    assert session.query(TallyLive).count() == 0
    assert EPOCH == BEGINNING


def test_any_question_gives_the_same_before_while_and_after_folding(session):
    draw = random.Random(7)  # noqa: S311 - repeatable, keeps no secret
    cells = list(_random_cells(draw, 400))
    for cell in cells:
        session.execute(ADD, cell)
    questions = [_random_question(draw) for _ in range(25)]
    expected = [_by_hand(cells, question) for question in questions]
    while True:
        for question, right in zip(questions, expected, strict=True):
            assert _without_nothing(sums(session, question)) == right
        if not fold(session, batch=90):
            break


def _random_question(draw):
    asks = {}
    for name in ("one", "two"):
        first = START + timedelta(days=draw.randrange(-20, 120))
        first = draw.choice([first, BEGINNING])
        last = START + timedelta(days=draw.randrange(-20, 150))
        measures = draw.choice([(), ("collecting",), ("stage.",), ("collecting", "output.STEEL")])
        asks[name] = Ask(Span(first, last), draw.choice([ORIGIN, PLACE]), measures)
    groups = draw.choice([{"371502": "a", "371581": "b"}, {"371502": "a", "371581": "a"}, {"371581": "b"}])
    return Question(groups, asks, draw.choice([None, ("TV",), ("TV", "FRIDGE")]))


def _by_hand(cells, question):
    found = {}
    for cell in cells:
        group = question.groups.get(cell["district"])
        for name, ask in question.asks.items():
            typed = question.item_types is None or cell["item_type"] in question.item_types
            wanted = not ask.measures or any(
                cell["measure"] == one or (one.endswith(".") and cell["measure"].startswith(one))
                for one in ask.measures
            )
            inside = ask.span.first <= cell["day"] <= ask.span.last
            if group and typed and wanted and inside and cell["basis"] == ask.basis:
                amount = Amount(cell["n"], cell["weight_g"], cell["unweighed"], cell["amount_fen"])
                by_measure = found.setdefault((group, name), {})
                by_measure[cell["measure"]] = by_measure.get(cell["measure"], Amount()).plus(amount)
    return _without_nothing(found)


def _without_nothing(found):
    kept = {key: {m: a for m, a in amounts.items() if any(a)} for key, amounts in found.items()}
    return {key: amounts for key, amounts in kept.items() if amounts}


def test_folding_takes_the_oldest_rows_first_and_no_more_than_asked(session):
    for number in range(5):
        session.execute(ADD, _cell(day=START + timedelta(days=number)))
    assert [fold(session, batch=2) for _ in range(4)] == [2, 2, 1, 0]


def test_only_one_process_folds_at_a_time(fresh_engine):
    with Session(fresh_engine) as mine, Session(fresh_engine) as theirs:
        mine.execute(ADD, _cell())
        mine.commit()
        theirs.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_FOLDER})
        assert fold(mine) == 0
        theirs.rollback()
        assert fold(mine) == 1
        mine.commit()


# --- Races, with their broken controls -----------------------------------------------------------------------------


def _fold_once(engine):
    with Session(engine) as session:
        moved = fold(session, batch=7)
        session.commit()
    return moved


def _fold_in_two_transactions(engine):
    """The broken control: between the two commits the rows are nowhere."""
    with Session(engine) as session:
        rows = session.execute(text("DELETE FROM tally_live RETURNING *")).all()
        session.commit()
        for row in rows:
            session.execute(ADD, row._mapping)
        session.execute(FOLD, PARAMETERS | {"batch": 2000})
        session.commit()
    return len(rows)


def _fold_what_it_read(engine):
    """The broken control: amounts are read first and the row deleted later, whatever was added in between."""
    with Session(engine) as session:
        row = session.execute(text("SELECT * FROM tally_live ORDER BY random() LIMIT 1")).one_or_none()
        if row is None:
            return 0
        session.execute(
            text("DELETE FROM tally_live WHERE slot = :slot AND day = :day AND measure = :measure"),
            row._mapping,
        )
        session.execute(
            text(
                "INSERT INTO tally AS t SELECT 'total', :district, :basis, '*', CAST(:epoch AS date), :measure,"
                " :n, :weight_g, :unweighed, :amount_fen ON CONFLICT (grain, district, basis, item_type, period,"
                " measure) DO UPDATE SET n = t.n + excluded.n"
            ),
            dict(row._mapping) | {"epoch": EPOCH},
        )
        session.commit()
    return 1


@contextmanager
def _noting(stopped):
    try:
        yield
    except OperationalError as error:
        stopped.append(error)


def _race(engine, folding, writers=4, writes=40):  # noqa: C901 - four roles of one story
    """Writers add one each, a folder folds, a reader looks: the final count, and whether it ever fell.

    A deadlock counts as a fall.
    """
    done = threading.Event()
    seen, stopped = [], []

    def write(number):
        draw = random.Random(number)  # noqa: S311 - repeatable, keeps no secret
        with Session(engine) as session, _noting(stopped):
            for _ in range(writes):
                slot, day = draw.randrange(3), START + timedelta(days=draw.randrange(2))
                for measure in ("collecting", "stage.collected"):
                    session.execute(ADD, _cell(slot=slot, day=day, measure=measure))
                session.commit()

    def repeat(act):
        with _noting(stopped):
            while not done.is_set():
                act()

    def look():
        with Session(engine) as session:
            seen.append(_everything(session).get("collecting", Amount()).n)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
    others = [
        threading.Thread(target=repeat, args=(lambda: folding(engine),)),
        threading.Thread(target=repeat, args=(look,)),
    ]
    for thread in others + threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    for thread in others:
        thread.join()
    look()
    fell = bool(stopped) or any(later < earlier for earlier, later in pairwise(seen))
    return seen[-1], fell, writers * writes


def test_nothing_is_lost_or_counted_twice_while_writers_and_folders_compete(fresh_engine):
    counted, fell, written = _race(fresh_engine, _fold_once)
    assert counted == written
    assert not fell
    while _fold_once(fresh_engine):
        pass
    with Session(fresh_engine) as session:
        assert _everything(session)["collecting"].n == written
        assert _everything(session)["stage.collected"].weight_g == written * 45000


@pytest.mark.parametrize("broken", [_fold_in_two_transactions, _fold_what_it_read])
def test_the_race_notices_a_folder_that_is_not_atomic(fresh_engine, broken):
    for _ in range(8):
        counted, fell, written = _race(fresh_engine, broken)
        if fell or counted != written:
            return
        with fresh_engine.begin() as connection:
            connection.execute(text("DELETE FROM tally_live"))
            connection.execute(text("DELETE FROM tally"))
    pytest.fail("a broken folder went unnoticed")
