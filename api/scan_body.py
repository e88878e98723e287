"""Scans as JSON: what a sender may write, and the verdicts it gets back."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from marshmallow import ValidationError
from marshmallow.fields import Dict, List, Nested
from marshmallow.validate import Length

from api.problem import field_errors
from api.quick_schema import QuickSchema
from api.schema import (
    Body,
    Choice,
    Code,
    Degrees,
    Fen,
    Flag,
    Grams,
    Identifier,
    Instant,
    Pattern,
    Quantity,
    Reason,
    RegionCode,
    Remark,
    Text,
    View,
    refuse,
)
from tradein.codes import LABEL_LENGTH, Kind, kind_of, normalise, normalise_load, valid, valid_load
from tradein.lifecycle import Step, WipeMethod
from tradein.refusal import REFUSALS, Refusal
from tradein.scan import Discrepancy, Geo, Outcome, Scan, ScanOutput, Verdict

MAX_SCANS = 1000
MAX_UNIT_G = 2_000_000
"""Two tonnes: heavier than any household appliance."""
MAX_LOAD_G = 60_000_000
"""Sixty tonnes: what a weighbridge shows of the heaviest lorry."""
NOBODYS = frozenset({UUID(int=0), UUID(int=2**128 - 1)})
"""The nil and the max UUID: what a broken generator gives, the same for everybody."""
SKEW_CORRECTED = timedelta(minutes=2)
ROUTES = ("dismantle", "refurbish")
DISCREPANCIES = ("missing", "refused", "damaged", "unexpected")


class GeoBody(Body):
    """Where the device was; a hundredth of a degree is kept of it."""

    lat = Degrees(90, required=True, attribute="lat_e6")
    lon = Degrees(180, required=True, attribute="lon_e6")
    accuracy_m = Quantity(100_000)


class DataWipeBody(Body):
    """How the owner's data were erased, and where the proof of it stands (GB 46864-2025: overwritten, or by block)."""

    method = Choice([method.value for method in WipeMethod], required=True)
    record = Remark(500, low=4, required=True)


class OutputBody(Body):
    """One material a unit became."""

    output_code = Pattern(r"[A-Z][A-Z0-9_]{1,39}", 40, required=True)
    mass_g = Grams(MAX_UNIT_G, low=1, required=True)
    waste_code = Pattern(r"[0-9]{3}-[0-9]{3}-[0-9]{2}", 10)


class DiscrepancyBody(Body):
    """One unit of a load that did not arrive as listed.

    What is `refused` needs a reason, and its weight or, in `unweighed`, why it has none.
    """

    code = Code(required=True)
    kind = Choice(DISCREPANCIES, required=True)
    weight_g = Grams(MAX_UNIT_G, low=1)
    reason = Reason(500)
    unweighed = Reason(500)


class EventId(Identifier):
    """A sender's own UUID. The two that stand for nothing (RFC 9562 §5.9, §5.10) would be everybody's at once."""

    def read(self, value: Any) -> UUID:
        event_id = super().read(value)
        if event_id in NOBODYS:
            raise refuse("nobodys_identifier")
        return event_id


class ScanBody(Body):
    """One scan. `event_id` is the sender's own UUID (v7 advised); sending it again is harmless."""

    event_id = EventId(required=True)
    code = Code(required=True)
    step = Choice([step.value for step in Step], required=True)
    event_time = Instant(required=True)
    site = Text(40)
    weight_g = Grams(MAX_LOAD_G, low=1)
    geo = Nested(GeoBody)
    load = Code()
    photos = List(Pattern(r"[0-9a-f]{64}", 64), validate=Length(max=20))
    handover_code = Pattern(r"[0-9]{6}", 6)
    reason = Reason(500)
    outputs = List(Nested(OutputBody), validate=Length(max=60))
    item_type = Pattern(r"[A-Z][A-Z0-9_]{1,39}", 40)
    region = RegionCode()
    replaces = Code()
    price_fen = Fen(100_000_000)
    route = Choice(ROUTES)
    device = Identifier()
    device_seq = Quantity(2**53, low=1)
    exceptions = List(Nested(DiscrepancyBody), validate=Length(max=250))
    counted = Quantity(2000)
    test_record = Remark(2000, low=4)
    data_wipe = Nested(DataWipeBody)


class ScanBatchBody(Body):
    """A batch. With `sent_at`, a device clock that is off by more than two minutes is corrected by the server."""

    scans = List(Dict(), required=True, validate=Length(min=1, max=MAX_SCANS))
    atomic = Flag(load_default=False)
    sent_at = Instant()


class VerdictView(View):
    """The answer to one scan, in the order sent."""

    event_id = Text(64, allow_none=True)
    verdict = Choice([outcome.value for outcome in Outcome])
    code = Text(64, allow_none=True)
    stage = Text(20, allow_none=True)
    seq = Quantity(allow_none=True)
    recorded_at = Instant(allow_none=True)
    flags = List(Text(40))
    refusal = Text(64, allow_none=True)
    errors = List(Dict())
    facts = Dict()


class VerdictsView(View):
    """All verdicts, and how many of each."""

    verdicts = List(Nested(VerdictView))
    counts = Dict()


class AtomicRefused(Refusal):
    """All or nothing was asked for, and one scan could not be applied."""

    code = "atomic_refused"
    status = 409
    zh = "整批要求同时成功，但有 {refused} 条不能执行；没有任何一条生效。"
    en = "All or nothing was asked for and {refused} scans cannot be applied; nothing was changed."


_SCANS = QuickSchema(ScanBody())


def read_scans(
    raw: list[Mapping[str, Any]], sent_at: datetime | None, now: datetime
) -> tuple[list[Scan], dict[int, list[dict[str, str]]]]:
    """Scans that can be read, and the field errors of those that cannot, by position."""
    said, faults = _SCANS.load(raw)
    offset = now - sent_at if sent_at is not None and abs(now - sent_at) > SKEW_CORRECTED else timedelta()
    scans = []
    for position, body in enumerate(said):
        if body is None:
            continue
        try:
            scans.append(_scan(body, offset))
        except ValidationError as error:
            faults[position] = error.normalized_messages()
        except Refusal as refusal:
            faults[position] = {refusal.field or "code": [refusal]}
    return scans, {position: field_errors(fault) for position, fault in faults.items()}


def _scan(said: dict[str, Any], offset: timedelta) -> Scan:
    said["code"] = _code(said["code"])
    if said.get("weight_g", 0) > MAX_UNIT_G and len(said["code"]) == LABEL_LENGTH:
        raise ValidationError({"weight_g": refuse("out_of_range", low=1, high=MAX_UNIT_G).messages})
    for name, value_of in _VALUES.items():
        if name in said:
            said[name] = value_of(said[name])
    if offset:
        said["event_time"] = (said["event_time"] + offset).astimezone(UTC)
    facts = {name: said.pop(name) for name in ("test_record", "data_wipe") if name in said}
    return Scan(**said, facts=facts or None)


def _discrepancies(said: list[dict[str, Any]]) -> tuple[Discrepancy, ...]:
    return tuple(
        Discrepancy(**{**one, "code": normalise(one["code"], field=f"exceptions.{position}.code")})
        for position, one in enumerate(said)
    )


_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "step": Step,
    "load": normalise_load,
    "replaces": lambda text: normalise(text, field="replaces"),
    "geo": lambda geo: Geo.coarse(**geo),
    "photos": tuple,
    "outputs": lambda outputs: tuple(ScanOutput(**output) for output in outputs),
    "exceptions": _discrepancies,
    # In one order, whatever order it was sent in: a replay must look the same.
    "data_wipe": lambda wipe: {name: wipe[name] for name in ("method", "record")},
}
"""What becomes a value of the domain on its way in; everything else is taken as it was read."""


def _code(text: str) -> str:
    """A label's or a load's code; one that is canonical already, as scanners send it, needs no tidying."""
    if valid(text) or valid_load(text):
        return text
    return normalise_load(text) if kind_of(text) is Kind.LOAD else normalise(text)


def faulty(raw: Mapping[str, Any], errors: list[dict[str, str]]) -> dict[str, Any]:
    """The verdict on a scan that could not be read; the rest of its batch was not spoiled."""
    event_id = raw.get("event_id")
    return {
        "event_id": event_id if isinstance(event_id, str) else None,
        "verdict": Outcome.REJECTED.value,
        "refusal": "invalid_input",
        "flags": [],
        "errors": errors,
        "facts": {},
    }


NOT_APPLIED = "not_applied"
"""Said of a scan that would have been applied, had its batch not been refused as a whole."""
_WRITTEN = frozenset({"stage", "seq", "recorded_at"})


def undone(told: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict within a batch that was refused as a whole: nothing of it was written, so nothing says so."""
    if told["verdict"] == Outcome.DUPLICATE.value:
        return dict(told)
    verdict = NOT_APPLIED if told["verdict"] == Outcome.APPLIED.value else told["verdict"]
    return {name: fact for name, fact in told.items() if name not in _WRITTEN} | {"verdict": verdict}


def tell(verdict: Verdict, tongue: str) -> dict[str, Any]:
    """A verdict as JSON, with the sentence of its refusal in the reader's language."""
    errors = []
    facts = dict(verdict.facts or {})
    if verdict.refusal is not None:
        refusal = REFUSALS[verdict.refusal](verdict.field, **facts)
        sentence = refusal.sentence(tongue)
        errors = [{"field": verdict.field, "code": verdict.refusal, "message": sentence}]
    return {
        "event_id": verdict.event_id,
        "verdict": verdict.outcome.value,
        "code": verdict.unit_code,
        "stage": verdict.stage and verdict.stage.value,
        "seq": verdict.seq,
        "recorded_at": verdict.recorded_at,
        "flags": list(verdict.flags),
        "refusal": verdict.refusal,
        "errors": errors,
        "facts": facts,
    }
