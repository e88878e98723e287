"""From what is stored about a work order to what its views say."""

from typing import Any

from models.bench_sheet import BenchSheet
from models.dismantling_list import Listed, UnitCount
from models.order_record import OrderRecord
from tradein.tolerance import Tolerance

NOTHING = UnitCount(0, 0, 0)


def plant_json(listed: Listed) -> dict[str, Any]:
    """Site and organisation by the names people know."""
    return {
        "site": {"code": listed.site_code, "name": listed.site_name},
        "organisation": {"id": listed.row.organisation_id, "name": listed.organisation_name},
        "region": listed.row.region,
    }


def work_order_json(listed: Listed, count: UnitCount = NOTHING) -> dict[str, Any]:
    """A work order as lists show it."""
    order = listed.row
    shown = ("number", "state", "day", "line", "bench", "shift", "opened_at", "ended_at")
    frozen = ("input_g", "output_g", "loss_g")
    return {
        **plant_json(listed),
        **{name: getattr(order, name) for name in (*shown, *frozen)},
        "group": order.category_group,
        "units_count": count.units,
        "standard_count": count.standard,
    }


def tolerance_json(tolerance: Tolerance) -> dict[str, Any]:
    """A tolerance with its origin."""
    return {
        "permille": tolerance.permille,
        "source": tolerance.source,
        "jurisdiction": tolerance.jurisdiction,
        "verified": tolerance.verified,
    }


def balance_json(sheet: BenchSheet) -> dict[str, Any]:
    """The live mass balance."""
    balance = sheet.balance
    return {
        "number": sheet.record.order.number,
        "input_g": balance.input_g,
        "output_g": balance.output_g,
        "loss_g": balance.loss_g,
        "missing_g": balance.missing_g,
        "permille": balance.comparison.permille,
        "allowed_g": balance.allowed_g,
        "verdict": balance.verdict.value,
        "tolerance": tolerance_json(sheet.tolerance),
        "materials": [row._asdict() for row in sheet.materials],
    }


def sheet_json(sheet: BenchSheet) -> dict[str, Any]:
    """Everything on a work order."""
    record = sheet.record
    standard = sum(1 for unit in record.units if unit.standard)
    return {
        **work_order_json(sheet.listed, UnitCount(len(record.units), standard, record.figures.input_g)),
        "units": _units(record),
        "checklists": {
            item_type: [
                {"part": p.seq, "name_zh": p.part_zh, "name_en": p.part_en, "mandatory": p.mandatory}
                for p in parts
            ]
            for item_type, parts in sheet.checklists.items()
        },
        "steps": _steps(record),
        "refrigerant": _refrigerant(record),
        "warnings": sheet.warnings,
        "outputs": record.weighings,
        "possible_outputs": [
            {
                "output_code": kind.code,
                "name_zh": kind.name_zh,
                "name_en": kind.name_en,
                "key": kind.key,
                "waste_code_rule": kind.rule.value,
                "waste_codes": sorted(kind.waste_codes),
            }
            for kind in sheet.outputs
        ],
        "losses": record.losses,
        "notes": record.notes,
        "balance": balance_json(sheet),
    }


def _units(record: OrderRecord) -> list[dict[str, Any]]:
    return [
        {
            "code": unit.code,
            "item_type": unit.item_type,
            "input_g": unit.input_g,
            "checked_at": unit.checked_at,
            "standard": unit.standard,
            "missing": [
                {"part": row.part, "name_zh": row.name_zh}
                for row in record.missing
                if row.unit_id == unit.unit_id
            ],
            "reason": unit.reason,
        }
        for unit in record.units
    ]


def _steps(record: OrderRecord) -> list[dict[str, Any]]:
    return [
        {
            "step": step.code,
            "name_zh": step.name_zh,
            "name_en": step.name_en,
            "hazardous": step.hazardous,
            "persons": step.persons,
            "source": step.source,
            "verified": step.verified,
            "done": len(record.ticked_by.get(step.code, ())) >= step.persons,
            "ticks": [tick for tick in record.ticks if tick.step == step.code],
        }
        for step in record.steps
    ]


def _refrigerant(record: OrderRecord) -> list[dict[str, Any]]:
    return [
        {
            "seq": row.seq,
            "unit": entry.unit,
            "refrigerant": row.refrigerant,
            "mass_g": row.mass_g,
            "reason": row.reason,
            "at": row.at,
        }
        for row, entry in zip(record.recovered, record.recoveries, strict=True)
    ]
