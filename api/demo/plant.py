"""The dismantling plants: work orders at the guided bench and along the lines, and what a line reports by itself.

Standard dismantling is what a work order recorded: units that a line reports by single scans are dismantled, and not
counted as standard.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from api.demo.appliances import Old, coarse, outputs
from api.demo.bench import GUIDED, REPORTING, Bench
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import members
from api.demo.play import Play
from models.bench import (
    note_loss,
)
from models.closing import confirm, explain
from models.work_order import cancel
from tradein.ground import BALANCE_PER_MILLE
from tradein.guided import group_of
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.scan import Scan, ScanOutput

SMALLEST, LARGEST = 6, 10
LINE_LARGEST = 260
LINE_ORDERS, LINE_ORDER_LARGEST = 2, 60
"""Most of what a line works off on its day goes through work orders, one for each of its largest groups."""
LINE_DAY = {GUIDED: 0, REPORTING: 3}
"""The weekday on which each line works off what has gathered."""
BENCH_EVERY = 5
KEPT_FOR_BENCH = 40
"""How many appliances the guided plant keeps for its bench; beyond that its line takes them."""
WHY_OFF = ("含冷凝水与附着冰霜，拆前沥水", "内胆结垢水残留未沥净", "混入异物（泡沫包装）约数公斤")


def work(play: Play, day: date) -> None:
    """A working day at both plants and at the refurbisher's."""
    if day.toordinal() % BENCH_EVERY == 0 and day.weekday() < 6:
        _guided(play, day)
    for key, weekday in LINE_DAY.items():
        if day.weekday() == weekday:
            _reporting(play, key, day)
    if day.weekday() in {1, 4}:
        _second_life(play, day)


def _guided(play: Play, day: date) -> None:
    chance, by_group = Chance.of("bench", day), dict[str, list[Old]]()
    for old in play.at_plant.get(GUIDED, []):
        if old.since < at(day, 0) and not old.stays:
            by_group.setdefault(group_of(old.item_type) or "", []).append(old)
    # In turn, so that every category is seen at the bench.
    groups = sorted(group for group, olds in by_group.items() if group and len(olds) >= SMALLEST)
    if groups and play.past(at(day, 12.5)):
        group = groups[day.toordinal() // BENCH_EVERY % len(groups)]
        _one_order(play, by_group[group][:LARGEST], (chance, at(day, 8.4)))


def _one_order(play: Play, olds: Sequence[Old], when: tuple[Chance, datetime]) -> None:
    chance, begun = when
    group, turn = group_of(olds[0].item_type) or "", play.told["benches"]
    bench = Bench(play, (GUIDED, group), chance, begun)
    play.told["benches"] += 1
    if turn % 8 == 5:
        cancel(play.session, bench.people[0].actor, bench.number, "产线检修，本单取消", begun)
        play.told["work orders cancelled"] += 1
        return
    bench.take_on(olds)
    bench.guide(olds)
    if turn % 6 == 3:
        _out_of_balance(bench, olds)
    else:
        bench.weigh_out(olds)
    if turn % 5 == 2:
        bench.slip()
    bench.finish()
    _gone(play, GUIDED, olds)


def _out_of_balance(bench: Bench, olds: Sequence[Old]) -> None:
    """Less came out than went in: part of it is a documented loss, the rest is explained and confirmed by a second."""
    bench.weigh_out(olds, yielded=0.93)
    first, second = bench.people[0].actor, bench.people[1].actor
    loss_g = sum(old.weight_g for old in olds) * 2 // 100
    note_loss(bench.session, first, bench.number, (loss_g, "沥水"), bench.at)
    explain(bench.session, first, bench.number, bench.chance.choice(WHY_OFF), bench.at)
    confirm(bench.session, second, bench.number, bench.at)


def _reporting(play: Play, key: str, day: date) -> None:
    """A line's day: its largest groups in work orders, the rest by one scan a unit, outputs included."""
    chance = Chance.of("line", key, day)
    if play.past(at(day, 17)):
        for olds in _largest(_ready(play, key, day)):
            _line_order(play, key, olds, (chance, at(day, 7.8)))
    site, scans, done = companies()[key].site.code, [], []
    for place, old in enumerate(_ready(play, key, day)):
        ended = at(day, 9) + timedelta(minutes=2 * place + 2)
        found = tuple(coarse(outputs(chance, old)))
        if play.past(ended) and _reportable(play, old, found):
            scans.append(
                Scan(
                    chance.id(), old.code, Step.DISASSEMBLING, ended, site=site, weight_g=old.weight_g,
                    outputs=found,
                )
            )  # fmt: skip
            done.append(old)
    play.happen(chance.choice(members()[key]), at(day, 18), scans)
    _gone(play, key, done)


def _ready(play: Play, key: str, day: date) -> list[Old]:
    """What has gathered at a line, less what the guided plant keeps for its bench."""
    ready = [old for old in play.at_plant.get(key, []) if old.since < at(day, 0) and not old.stays]
    return ready[KEPT_FOR_BENCH if key == GUIDED else 0 :][:LINE_LARGEST]


def _largest(ready: Sequence[Old]) -> list[list[Old]]:
    """The groups a line opens work orders for."""
    by_group: dict[str, list[Old]] = {}
    for old in ready:
        by_group.setdefault(group_of(old.item_type) or "", []).append(old)
    by_size = sorted((olds for group, olds in by_group.items() if group), key=len, reverse=True)
    return [olds[:LINE_ORDER_LARGEST] for olds in by_size[:LINE_ORDERS] if len(olds) >= SMALLEST]


def _line_order(play: Play, key: str, olds: Sequence[Old], when: tuple[Chance, datetime]) -> None:
    bench = Bench(play, (key, group_of(olds[0].item_type) or ""), *when)
    bench.take_on(olds)
    bench.guide(olds)
    bench.weigh_out(olds)
    bench.finish()
    _gone(play, key, olds)


def _reportable(play: Play, old: Old, found: Sequence[ScanOutput]) -> bool:
    """Whether single scans will do: what does not balance by itself, or weighs too much, waits for a work order."""
    usual = play.types.weights(old.item_type, old.district, day_of(old.since))
    lost_g = abs(old.weight_g - sum(one.mass_g for one in found))
    return usual.low_g <= old.weight_g <= usual.high_g and lost_g * 1000 <= BALANCE_PER_MILLE * old.weight_g


def _gone(play: Play, key: str, olds: Sequence[Old]) -> None:
    codes = {old.code for old in olds}
    play.at_plant[key] = [old for old in play.at_plant.get(key, []) if old.code not in codes]
    play.told["units dismantled"] += len(codes)


def _second_life(play: Play, day: date) -> None:
    """Repaired, tested, wiped where it remembers anything, and sold."""
    chance, site = Chance.of("second life", day), companies()["youpin"].site.code
    person, scans, sold = members()["youpin"][0], [], []
    for place, old in enumerate(play.at_plant.get("youpin", [])[:8]):
        ended = at(day, 9.5 + place * 0.6)
        if not play.past(ended):
            break
        if old.reuse:
            record = _record(play, old, f"{day:%Y%m%d}-{place + 1:02d}")
            scans.append(Scan(chance.id(), old.code, Step.REPAIRING, ended, site=site, facts=record))
            old.reuse = False
        elif chance.happens(60):
            scans.append(Scan(chance.id(), old.code, Step.RETAIL_SELLING, ended, site=site))
            sold.append(old)
    play.happen(person, at(day, 17), scans)
    codes = {old.code for old in sold}
    play.at_plant["youpin"] = [old for old in play.at_plant.get("youpin", []) if old.code not in codes]
    play.told["units resold"] += len(sold)


def _record(play: Play, old: Old, number: str) -> dict[str, Any]:
    """What the workshop writes down: the test, and how the owner's data were erased where there may be any."""
    wiped = {"method": "overwrite", "record": f"数据覆写三遍并抽检，记录 QC-{number}"}
    return {"test_record": f"FX-{number}"} | (
        {"data_wipe": wiped} if play.types.bears_data(old.item_type) else {}
    )
