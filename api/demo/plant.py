"""The dismantling plants: work orders at the guided bench of one, a line that reports by itself at the other."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from api.demo.appliances import REFRIGERANT_G, Old, coarse, materials, outputs
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import Person, members
from api.demo.play import Play
from models.bench import (
    Inspection,
    Weighing,
    Withdrawal,
    check_unit,
    note_loss,
    recover,
    tick_step,
    weigh,
    withdraw,
)
from models.closing import close, confirm, explain
from models.work_order import Entry, Opening, add_units, cancel, open_work_order
from tradein.guided import group_of, steps_for
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.output import REFRIGERANT
from tradein.recovery import Recovery
from tradein.scan import Scan, ScanOutput

GUIDED, REPORTING = "luxi", "beiyuan"
SMALLEST, LARGEST = 6, 10
LINE_LARGEST = 260
LINE_DAY = {GUIDED: 0, REPORTING: 3}
"""The weekday on which each line works off what has gathered."""
BENCH_EVERY = 5
KEPT_FOR_BENCH = 40
"""How many appliances the guided plant keeps for its bench; beyond that its line takes them."""
LINES = {
    "FRIDGE": ("冰箱线", "3"),
    "WASHER": ("综合线", "5"),
    "AC": ("空调线", "2"),
    "TV_FPD": ("电视线", "7"),
}
MISSING = ("压缩机被拆", "机壳缺失", "电机缺失")
WHY_OFF = ("含冷凝水与附着冰霜,拆前沥水", "内胆结垢水残留未沥净", "混入异物(泡沫包装)约数公斤")


class Bench:
    """One work order from opening to close, by three people, in the course of a morning or an afternoon."""

    def __init__(self, play: Play, group: str, chance: Chance, begun: datetime) -> None:
        self.play, self.session, self.chance, self.at = play, play.session, chance, begun
        crew = members()[GUIDED]
        self.people: tuple[Person, ...] = (crew[2], crew[1], crew[0])
        line, bench = LINES.get(group, ("小家电线", "9"))
        shift = "早班" if begun < at(day_of(begun), 12) else "中班"
        opening = Opening(companies()[GUIDED].site.code, group, line, bench, shift)
        self.group = group
        self.weighed = self.units = 0
        self.number = open_work_order(self.session, self.people[0].actor, opening, begun).number

    def take_on(self, olds: Sequence[Old]) -> None:
        """Put units on the order and look every one over."""
        self.at += timedelta(minutes=8)
        self.units += len(olds)
        actor = self.people[0].actor
        add_units(self.session, actor, self.number, [Entry(old.code) for old in olds], self.at)
        for old in olds:
            self.at += timedelta(seconds=70)
            lacks = self.chance.happens(3) and self.group in LINES
            found = Inspection(
                old.code, (2,) if lacks else (), self.chance.choice(MISSING) if lacks else None
            )
            check_unit(self.session, actor, self.number, found, self.at)

    def guide(self, olds: Sequence[Old], share: float = 1.0) -> None:
        """Tick the first `share` of the guided steps, hazardous ones by two people."""
        steps = steps_for(self.group, {old.item_type for old in olds})
        for step in steps[: round(len(steps) * share)]:
            self.at += timedelta(minutes=9)
            for person in self.people[: step.persons]:
                tick_step(self.session, person.actor, self.number, (step.code, "CAM-3"), self.at)

    def weigh_out(self, olds: Sequence[Old], yielded: float = 1.0, containers: int = 99) -> None:
        """Weigh the materials and write down what was recovered."""
        actor, grams = self.people[0].actor, materials(self.chance, olds, yielded)
        recovered = grams.pop((REFRIGERANT, None), 0)
        if recovered:
            gas = next(REFRIGERANT_G[old.item_type][0] for old in olds if old.item_type in REFRIGERANT_G)
            recover(self.session, actor, self.number, Recovery(None, gas, recovered), self.at)
        for (code, waste), mass_g in sorted(grams.items(), key=str)[:containers]:
            tare_g = 1200 if mass_g > 20_000 else 450
            scale = "manual" if self.chance.happens(6) else "serial"
            self._weigh(Weighing(code, mass_g + tare_g, tare_g, waste, scale))

    def slip(self) -> None:
        """A container weighed twice: the second one is withdrawn."""
        actor = self.people[0].actor
        self._weigh(Weighing("STEEL", 31_200, 1200, None, "serial"))
        withdraw(self.session, actor, self.number, Withdrawal(self.weighed, "同一吨箱重复称重"), self.at)

    def _weigh(self, container: Weighing) -> None:
        self.at += timedelta(minutes=3)
        self.weighed += 1
        weigh(self.session, self.people[0].actor, self.number, container, self.at)

    def finish(self) -> None:
        """Close the order: its units become materials."""
        self.at += timedelta(minutes=6)
        close(self.session, self.people[0].actor, self.number, self.at)
        self.play.closed.append((self.number, day_of(self.at), self.units))
        self.play.told["work orders closed"] += 1


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
    bench, turn = Bench(play, group_of(olds[0].item_type) or "", chance, begun), play.told["benches"]
    play.told["benches"] += 1
    if turn % 8 == 5:
        cancel(play.session, bench.people[0].actor, bench.number, "产线检修,本单取消", begun)
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
    """The line that counts by itself sends one scan a unit, outputs included."""
    chance, begun = Chance.of("line", key, day), at(day, 9)
    ready = [old for old in play.at_plant.get(key, []) if old.since < at(day, 0) and not old.stays]
    ready = ready[KEPT_FOR_BENCH if key == GUIDED else 0 :][:LINE_LARGEST]
    site, scans, done = companies()[key].site.code, [], []
    for place, old in enumerate(ready):
        ended = begun + timedelta(minutes=2 * place + 2)
        if play.past(ended):
            found = tuple(coarse(outputs(chance, old)))
            scans.append(
                Scan(
                    chance.id(), old.code, Step.DISASSEMBLING, ended, site=site, weight_g=old.weight_g,
                    outputs=found, facts={"standard": chance.happens(97)}, reason=_why_off(old, found),
                )
            )  # fmt: skip
            done.append(old)
    play.happen(chance.choice(members()[key]), begun + timedelta(hours=9), scans)
    _gone(play, key, done)


def _why_off(old: Old, found: Sequence[ScanOutput]) -> str | None:
    """The line's own word on what it did not find again."""
    lost = old.weight_g - sum(one.mass_g for one in found)
    return "粉尘与沥水损耗" if lost * 1000 > 15 * old.weight_g else None


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
            record = {"test_record": f"FX-{day:%Y%m%d}-{place + 1:02d}", "data_wiped": True}
            scans.append(Scan(chance.id(), old.code, Step.REPAIRING, ended, site=site, facts=record))
            old.reuse = False
        elif chance.happens(60):
            scans.append(Scan(chance.id(), old.code, Step.RETAIL_SELLING, ended, site=site))
            sold.append(old)
    play.happen(person, at(day, 17), scans)
    codes = {old.code for old in sold}
    play.at_plant["youpin"] = [old for old in play.at_plant.get("youpin", []) if old.code not in codes]
    play.told["units resold"] += len(sold)
