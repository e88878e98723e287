"""One work order in the demo city, from opening to close, by the functions the bench itself uses."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from api.demo.appliances import REFRIGERANT_G, Old, materials
from api.demo.chance import Chance, at
from api.demo.companies import companies
from api.demo.people import Person, members
from api.demo.play import Play
from models.bench import Inspection, Weighing, Withdrawal, check_unit, recover, tick_step, weigh, withdraw
from models.closing import close
from models.work_order import Entry, Opening, add_units, open_work_order
from tradein.guided import steps_for
from tradein.moment import day_of
from tradein.output import REFRIGERANT
from tradein.recovery import Recovery

GUIDED, REPORTING = "luxi", "beiyuan"
LINES = {
    "FRIDGE": ("冰箱线", "3"),
    "WASHER": ("综合线", "5"),
    "AC": ("空调线", "2"),
    "TV_FPD": ("电视线", "7"),
}
MISSING = ("压缩机被拆", "机壳缺失", "电机缺失")


class Bench:
    """One work order from opening to close, by three people, in the course of a morning or an afternoon."""

    def __init__(self, play: Play, bench: tuple[str, str], chance: Chance, begun: datetime) -> None:
        self.play, self.session, self.chance, self.at = play, play.session, chance, begun
        self.key, group = bench
        self.people: tuple[Person, ...] = tuple(reversed(members()[self.key]))
        line, number = LINES.get(group, ("小家电线", "9"))
        shift = "早班" if begun < at(day_of(begun), 12) else "中班"
        opening = Opening(companies()[self.key].site.code, group, line, number, shift)
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
        if self.key == GUIDED:
            self.play.closed.append((self.number, day_of(self.at), self.units))
        self.play.told["work orders closed"] += 1
