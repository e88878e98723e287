"""Old appliances as the simulation carries them, and what each kind becomes when it is taken apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from api.demo.chance import Chance
from models.item_type import ItemTypes
from tradein.output import REFRIGERANT, kinds_of
from tradein.pricing import Answers
from tradein.questions import questions_for
from tradein.recovery import refrigerants_of
from tradein.scan import ScanOutput

BOARDS, OIL, GLASS = "900-045-49", "900-219-08", "900-044-49"

_COLD = {"STEEL": 460, "COMPRESSOR": 165, "PUR_FOAM": 112, "PLASTIC": 198, "COPPER": 14, "ALUMINIUM": 12,
         "PCB": 4, "COMPRESSOR_OIL": 5, "GLASS": 8, "RESIDUE": 18}  # fmt: skip
_WASH = {
    "STEEL": 470,
    "PLASTIC": 268,
    "BALANCE_WEIGHT": 105,
    "COPPER": 10,
    "ALUMINIUM": 15,
    "PCB": 9,
    "CABLE": 9,
}
_AIR = {"COMPRESSOR": 250, "HEAT_EXCHANGERS": 200, "MOTOR": 58, "STEEL": 292, "PLASTIC": 142, "COPPER": 12,
        "PCB": 18, "COMPRESSOR_OIL": 7, "RESIDUE": 4}  # fmt: skip
_OFFICE = {"PLASTIC": 480, "STEEL": 350, "PCB": 72, "MOTOR": 50, "TONER_CARTRIDGE": 35, "RESIDUE": 8}
SHARES: Mapping[str, Mapping[str, int]] = {
    "FRIDGE": _COLD,
    "FREEZER": _COLD,
    "WASHER_PULSATOR": _WASH | {"PLASTIC": 235, "MOTOR": 142},
    "WASHER_DRUM": _WASH | {"MOTOR": 64, "RESIDUE": 45},
    "AC_SPLIT_SET": _AIR,
    "AC_WINDOW": _AIR,
    "TV_CRT": {"CRT_GLASS": 540, "PCB": 60, "STEEL": 100, "COPPER": 30, "PLASTIC": 218, "RESIDUE": 45, "PHOSPHOR": 1},
    "TV_FPD": {"LCD_PANEL": 154, "PCB": 62, "BACKLIGHT": 30, "STEEL": 430, "ALUMINIUM": 46, "PLASTIC": 262,
               "RESIDUE": 10},
    "PC_DESKTOP_HOST": {"PCB": 100, "HDD": 60, "PSU": 150, "STEEL": 600, "PLASTIC": 66, "ALUMINIUM": 18},
    "MONITOR_LCD": {"LCD_PANEL": 250, "BACKLIGHT": 50, "PCB": 80, "STEEL": 300, "PLASTIC": 312},
    "LAPTOP": {"PCB": 140, "LCD_PANEL": 170, "LI_BATTERY": 140, "STORAGE": 40, "PLASTIC": 300, "ALUMINIUM": 150,
               "STEEL": 54},
    "RANGE_HOOD": {"STEEL": 720, "MOTOR": 130, "PLASTIC": 70, "WASTE_GREASE": 12, "PCB": 4, "GLASS": 50, "RESIDUE": 8},
    "WATER_HEATER_ELECTRIC": {"TANK": 620, "INSULATION": 100, "HEATING_ELEMENT": 40, "STEEL": 86, "PLASTIC": 130,
                              "PCB": 6, "RESIDUE": 10},
    "WATER_HEATER_GAS": {"HEAT_EXCHANGER_CU": 200, "STEEL": 570, "PLASTIC": 100, "ALUMINIUM": 80, "PCB": 10,
                         "RESIDUE": 32},
    "PRINTER": _OFFICE,
    "PHONE_MOBILE": {"PCB": 250, "BATTERY": 280, "SCREEN": 120, "PLASTIC": 340},
    "MICROWAVE": {"STEEL": 640, "COPPER": 130, "PLASTIC": 120, "GLASS": 60, "PCB": 12, "RESIDUE": 30},
}  # fmt: skip
"""Item type → output code → thousandths of the weight. Shares follow the reference table's usual masses."""
HAZARDOUS = {"PCB": BOARDS, "COMPRESSOR_OIL": OIL, "PHOSPHOR": GLASS}
REFRIGERANT_G = {"FRIDGE": ("R134a", 95), "FREEZER": ("R134a", 100), "AC_SPLIT_SET": ("R22", 560),
                 "AC_WINDOW": ("R22", 430)}  # fmt: skip
REUSED = {"FRIDGE": 5.0, "WASHER_DRUM": 9.0, "TV_FPD": 7.0, "LAPTOP": 40.0, "AC_SPLIT_SET": 2.0}
"""How many percent of an item type are worth a second life."""

MAIN_FRACTIONS = 4
Material = tuple[str, str | None]


@dataclass(slots=True)
class Old:
    """One old appliance on its way, as far as the simulation must remember it."""

    code: str
    item_type: str
    district: str
    weight_g: int
    since: datetime
    recycler: str = ""
    taken: UUID | None = None
    """The event by which it left the door."""
    reuse: bool = False
    stays: bool = False
    """Forgotten in a yard: it never gets on, until the watchdog barks."""


def answers(chance: Chance, item_type: str) -> Answers:
    """What an owner says about an appliance: mostly old, mostly working somehow."""
    said = {}
    for question in questions_for(item_type):
        choices = list(question.choices)
        said[question.key] = chance.choices(choices, [6, 3, 2, 1][: len(choices)])[0]
    floors = 0 if chance.happens(62) else chance.randint(1, 6)
    missing = frozenset({2}) if item_type in {"FRIDGE", "TV_FPD"} and chance.happens(4) else frozenset()
    return Answers(chance.randint(4, 16), said, missing, floors)


def weight(chance: Chance, types: ItemTypes, item_type: str, district: str, day: date) -> int:
    """A plausible weight in grams, on a scale that shows tens of grams."""
    usual = types.weights(item_type, district, day)
    drawn = chance.gauss(usual.default_g, usual.default_g * 0.14)
    return int(round(min(max(drawn, usual.low_g * 1.05), usual.high_g * 0.95), -1))


def weighed_again(chance: Chance, weight_g: int) -> int:
    """The same appliance on another scale."""
    return max(10, round(chance.around(weight_g, 1.6), -1 if weight_g > 1000 else None))


def materials(chance: Chance, olds: Iterable[Old], yielded: float = 1.0) -> dict[Material, int]:
    """What appliances yield together, grams by output and waste code; `yielded` says how complete they were."""
    grams: dict[Material, int] = {}
    for old in olds:
        for output in outputs(chance, old, yielded):
            key = output.output_code, output.waste_code
            grams[key] = grams.get(key, 0) + output.mass_g
    return grams


def outputs(chance: Chance, old: Old, yielded: float = 1.0) -> list[ScanOutput]:
    """What one appliance yields, refrigerant included; together about 99.5 % of its weight."""
    found = []
    if old.item_type in REFRIGERANT_G:
        recovered = min(chance.around(REFRIGERANT_G[old.item_type][1], 12), old.weight_g // 50)
        found.append(ScanOutput(REFRIGERANT, recovered))
    left = old.weight_g - sum(one.mass_g for one in found)
    for code, permille in SHARES[old.item_type].items():
        mass_g = round(left * permille * yielded / 1000)
        if mass_g > 0:
            found.append(ScanOutput(code, mass_g, HAZARDOUS.get(code)))
    return found


def coarse(found: Sequence[ScanOutput]) -> list[ScanOutput]:
    """What a shredding line tells apart: its main fractions and everything hazardous; the rest is residue."""
    main = sorted(found, key=lambda one: -one.mass_g)[:MAIN_FRACTIONS]
    kept = [one for one in found if one in main or one.waste_code or one.output_code == REFRIGERANT]
    rest = sum(one.mass_g for one in found if one not in kept)
    return [*kept, ScanOutput("RESIDUE", rest)] if rest else kept


def unknown_outputs() -> list[str]:
    """Shares that the platform's own tables do not know; empty when both agree."""
    wrong = [
        f"{item_type} {code}"
        for item_type, shares in SHARES.items()
        for code in shares
        if code not in kinds_of(item_type)
    ]
    return wrong + [one for one, (gas, _) in REFRIGERANT_G.items() if gas not in refrigerants_of(one)]
