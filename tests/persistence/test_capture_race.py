"""Capture under competition, with real commits: one winner, nothing twice, nothing lost (hazards H3, H10, H17)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.db import new_id
from models.ground import Moment, ground_for
from models.ledger import verdicts_in_order, weigh, write
from models.recount import check
from models.stale import Stale
from tests.persistence.capture_ground import KEY, NOW, Chain, outcomes, retried
from tradein.handover import digest

THREADS = 12


@pytest.fixture
def together(fresh_engine, world):
    """Run `work(number)` in as many threads at once; each is given a fresh `Chain` in its own transaction."""

    def run(work, threads=THREADS):
        gate = Barrier(threads)

        def one(number):
            gate.wait()
            return retried(fresh_engine, lambda session: work(Chain(session, world), number))

        with ThreadPoolExecutor(threads) as pool:
            return [
                told for future in [pool.submit(one, n) for n in range(threads)] for told in future.result()
            ]

    return run


@pytest.fixture
def before(fresh_engine, world):
    """Arrange something and commit it."""

    def run(work):
        with Session(fresh_engine) as session, session.begin():
            return work(Chain(session, world))

    return run


@pytest.mark.control("transition_without_guard")
def test_of_many_who_scan_one_unit_one_wins(together, before):
    """H3: exactly one step is applied; everybody else learns what the server knows."""
    code = before(lambda chain: chain.collect(1)[0])
    everybody_has_read, scans = Barrier(THREADS), {}

    def work(chain, number):
        at = number % 2
        receive = scans.get(number) or chain.scan("receiving", code, site=chain.site("warehouse", at))
        moment = Moment(chain.world.actor("warehouse", at), NOW, KEY)
        made = weigh(chain.session, ground_for(chain.session, moment, [receive.site]), [receive])
        if number not in scans:
            scans[number] = receive
            everybody_has_read.wait()
        write(chain.session, made, NOW)
        return verdicts_in_order([receive], made)

    told = together(work)
    assert Counter(outcomes(told))["applied"] == 1
    assert set(outcomes(told)) <= {"applied", "conflict", "held"}
    assert all(verdict.facts["stage"] == "stored" for verdict in told if verdict.outcome.value != "applied")
    assert before(lambda chain: chain.one("SELECT count(*), max(seq) FROM event")) == (3, 3)
    assert before(lambda chain: check(chain.session)) == []


def test_the_same_event_from_many_threads_is_one_event(together, before):
    code = before(lambda chain: chain.collect(1)[0])
    event_id = new_id()
    told = together(
        lambda chain, _: chain.send(
            "warehouse", chain.scan("receiving", code, site=chain.site("warehouse"), event_id=event_id)
        )
    )
    assert Counter(outcomes(told)) == {"applied": 1, "duplicate": THREADS - 1}
    assert len({verdict._replace(outcome=None) for verdict in [v._replace(facts=None) for v in told]}) == 1
    assert (
        before(lambda chain: chain.one("SELECT count(*) FROM event WHERE event_id = :id", id=event_id))[0]
        == 1
    )


def test_one_label_for_many_becomes_one_unit(together, before):
    code = before(lambda chain: chain.labels(1)[0])
    told = together(lambda chain, _: chain.send("recycler_staff", chain.scan("commissioning", code)))
    assert Counter(outcomes(told)) == {"applied": 1, "conflict": THREADS - 1}
    assert before(lambda chain: chain.one("SELECT count(*) FROM unit"))[0] == 1


def test_batches_over_the_same_units_in_any_order_neither_block_nor_double(together, before):
    """H17: every thread takes all units in an order of its own; locks are taken in one order."""
    codes = before(lambda chain: chain.collect(40))

    def work(chain, number):
        mine = Random(number).sample(codes, len(codes))  # noqa: S311 - reproducible
        return chain.send(
            "warehouse", *[chain.scan("receiving", code, site=chain.site("warehouse")) for code in mine]
        )

    told = together(work, 8)
    assert Counter(outcomes(told)) == {"applied": 40, "conflict": 40 * 7}
    assert before(lambda chain: check(chain.session)) == []


def test_a_device_that_sends_its_halves_at_once_leaves_nothing_waiting(together, before):
    """The half that waits for the gap must learn that the other half filled it."""
    phone, codes = before(lambda chain: (chain.device(), chain.labels(40)))

    def work(chain, number):
        scans = [
            chain.scan("commissioning", code, device=phone, device_seq=n)
            for n, code in enumerate(codes, 1)
            if n % 4 == number
        ]
        return chain.send("recycler_staff", *scans)

    together(work, 4)
    assert before(lambda chain: chain.one("SELECT count(*) FROM unit"))[0] == 40
    assert before(lambda chain: chain.one("SELECT count(*) FROM pending_scan"))[0] == 0
    assert before(lambda chain: chain.one("SELECT next_seq FROM device_stream"))[0] == 41


@pytest.mark.control("device_gap_unnoticed")
def test_whoever_fills_a_gap_notices_that_another_came_to_wait_for_it(fresh_engine, world, before):
    """Both read before either wrote; the one that waits leaves the number that is due as it was."""
    phone, codes = before(lambda chain: (chain.device(), chain.labels(3)))

    def judged(chain, number):
        scan = chain.scan("commissioning", codes[number - 1], device=phone, device_seq=number)
        moment = Moment(chain.world.actor("recycler_staff"), NOW, KEY)
        return weigh(chain.session, ground_for(chain.session, moment, [scan.site]), [scan])

    before(lambda chain: write(chain.session, judged(chain, 3), NOW))
    with Session(fresh_engine) as waiting, Session(fresh_engine) as filling:
        later, first = judged(Chain(waiting, world), 2), judged(Chain(filling, world), 1)
        write(waiting, later, NOW)
        waiting.commit()
        with pytest.raises(Stale):
            write(filling, first, NOW)


@pytest.mark.control("boarding_unnoticed")
@pytest.mark.parametrize("first", ["loading", "shipping"])
def test_nobody_boards_a_load_that_leaves_at_the_same_moment(fresh_engine, world, before, first):
    """Both are judged before either is written; the second learns that the load, or who is aboard, has changed."""
    load = before(lambda chain: chain.aboard(1))[1]
    late = before(lambda chain: chain.store(1))[0]

    def judged(chain, step):
        scan = chain.scan("loading", late, load=load) if step == "loading" else chain.scan("shipping", load)
        moment = Moment(chain.world.actor("warehouse"), NOW, KEY)
        return weigh(chain.session, ground_for(chain.session, moment, [scan.site]), [scan])

    second = {"loading": "shipping", "shipping": "loading"}[first]
    with Session(fresh_engine) as faster, Session(fresh_engine) as slower:
        ahead, behind = judged(Chain(faster, world), first), judged(Chain(slower, world), second)
        write(faster, ahead, NOW)
        faster.commit()
        with pytest.raises(Stale):
            write(slower, behind, NOW)
    left = before(lambda chain: chain.one("SELECT count(*) FROM load WHERE state = 'shipped'"))[0]
    aboard = before(lambda chain: chain.one("SELECT count(*) FROM unit WHERE load_id IS NOT NULL"))[0]
    assert (left, aboard) == ((0, 2) if first == "loading" else (1, 1))


def test_wrong_codes_are_counted_one_by_one_however_many_come_at_once(together, before):
    def arrange(chain):
        code = chain.commission(1)[0]
        order_id = new_id()
        chain.session.execute(
            text(
                "INSERT INTO trade_order (id, number, consumer_id, region_code, recycler_id, slot_start, slot_end,"
                " state, promised_fen, price_fen, handover_hash, handover_tries, handover_turn, placed_at) VALUES"
                " (:id, 'T0001', :consumer, '371502', :recycler, :now, :now, 'assigned', 1, 1, :hash, 0, 0, :now)"
            ),
            {
                "id": order_id,
                "consumer": chain.world.person("consumer").account_id,
                "recycler": chain.world.organisation("recycler").id,
                "now": NOW,
                "hash": digest(b"k" * 32, order_id, "123456"),
            },
        )
        chain.session.execute(text("UPDATE unit SET order_id = :id"), {"id": order_id})
        return code

    code = before(arrange)
    told = together(
        lambda chain, n: chain.send(
            "recycler_staff",
            *[chain.scan("collecting", code, handover_code=f"{n:03d}{k:03d}") for k in range(3)],
        )
    )
    assert Counter(verdict.refusal for verdict in told) == {
        "handover_wrong": 5,
        "handover_locked": 3 * THREADS - 5,
    }
    assert before(lambda chain: chain.one("SELECT handover_tries FROM trade_order"))[0] == 5


def test_writers_of_one_district_leave_exact_counters(together, before):
    lots = before(lambda chain: [chain.labels(10) for _ in range(THREADS)])
    together(
        lambda chain, n: chain.send(
            "recycler_staff",
            *[chain.scan(step, code) for code in lots[n] for step in ("commissioning", "collecting")],
        )
    )
    counted = "SELECT sum(n), sum(weight_g) FROM tally_live WHERE measure = 'collecting' AND basis = 'origin'"
    assert before(lambda chain: chain.one(counted)) == (10 * THREADS, 10 * THREADS * 60_000)
    assert before(lambda chain: check(chain.session)) == []
