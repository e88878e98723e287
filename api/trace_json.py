"""The public trace as JSON: the same facts as the page, and nothing more."""

from datetime import datetime
from typing import Any

from api.qr import object_url
from tradein.codes import display
from tradein.moment import SHANGHAI
from tradein.public_trace import PublicStep, PublicTrace, Stop, timeline


def trace_document(trace: PublicTrace, base_url: str) -> dict[str, Any]:
    """A bound label's story. Times carry Beijing's offset; weights are grams, null when unknown."""
    return {
        "code": trace.code,
        "display": display(trace.code),
        "url": object_url(base_url, trace.code),
        "state": trace.state,
        "item_type": trace.item_type,
        "item_name_zh": trace.item_name_zh,
        "item_name_en": trace.item_name_en,
        "stage": trace.stage,
        "on_hold": trace.on_hold,
        "born_month": trace.born_month,
        "weight_g": trace.weight_g,
        "timeline": [_stop(stop) for stop in timeline(trace)],
        "outputs": [{"name_zh": zh, "name_en": en, "mass_g": mass} for zh, en, mass in trace.outputs],
        "avoided_co2e_kg": trace.carbon_kg,
    }


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "milestone": str(stop.milestone),
        "progress": str(stop.progress),
        "steps": [_step(step) for step in stop.steps],
    }


def _step(step: PublicStep) -> dict[str, Any]:
    return {
        "step": step.step,
        "at": _rfc3339(step.at),
        "stage": step.to_stage,
        "place_code": step.place_code,
        "place": step.place_zh,
        "organisation": step.organisation,
        "licence_no": step.licence_no,
        "weight_g": step.weight_g,
    }


def _rfc3339(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
