"""What the platform says about work orders; the sheet at the bench is one of them with everything on it."""

from marshmallow import fields

from api.schema import Choice, Day, Grams, Identifier, Instant, Quantity, View
from tradein.dismantling import WorkOrderState

STATES = tuple(state.value for state in WorkOrderState)


class Signed(fields.Integer):
    """A whole number that may be negative."""


class NamedView(View):
    """An organisation by id and name."""

    id = Identifier(required=True)
    name = fields.String(required=True)


class PlaceView(View):
    """A site by code and name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class WorkOrderView(View):
    """A work order in a list. The three masses are frozen at closing and null before."""

    number = fields.String(required=True)
    state = Choice(STATES, required=True)
    site = fields.Nested(PlaceView, required=True)
    organisation = fields.Nested(NamedView, required=True)
    region = fields.String(required=True)
    day = Day(required=True)
    group = fields.String(required=True)
    line = fields.String(required=True)
    bench = fields.String(required=True)
    shift = fields.String(required=True)
    opened_at = Instant(required=True)
    ended_at = Instant(allow_none=True)
    units_count = Quantity(required=True)
    standard_count = Quantity(required=True)
    input_g = Grams(allow_none=True)
    output_g = Grams(allow_none=True)
    loss_g = Grams(allow_none=True)


class PartView(View):
    """A required part; without a mandatory one the unit is not counted as 规范拆解."""

    part = Quantity(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String()
    mandatory = fields.Boolean(allow_none=True)


class SheetUnitView(View):
    """A unit on the order; `standard` is null until checked."""

    code = fields.String(required=True)
    item_type = fields.String(required=True)
    input_g = Grams(required=True)
    checked_at = Instant(allow_none=True)
    standard = fields.Boolean(allow_none=True)
    missing = fields.List(fields.Nested(PartView(only=("part", "name_zh"))), required=True)
    reason = fields.String(allow_none=True)


class TickView(View):
    """Who did a step, when, and which camera saw it."""

    account_id = Identifier(required=True)
    at = Instant(required=True)
    camera = fields.String(allow_none=True)


class StepView(View):
    """A guided step; a hazardous one is done once two people have ticked it. `verified` 0: reference, not official."""

    step = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    hazardous = fields.Boolean(required=True)
    persons = Quantity(required=True)
    source = fields.String(required=True)
    verified = fields.Boolean(required=True)
    done = fields.Boolean(required=True)
    ticks = fields.List(fields.Nested(TickView), required=True)


class RecoveryView(View):
    """Recovered refrigerant."""

    seq = Quantity(required=True)
    unit = fields.String(allow_none=True)
    refrigerant = fields.String(required=True)
    mass_g = Grams(required=True)
    reason = fields.String(allow_none=True)
    at = Instant(required=True)


class WarningView(View):
    """Less refrigerant than expected at least (reference value, not official)."""

    code = fields.Constant("below_expected_minimum")
    refrigerant = fields.String(required=True)
    recovered_g = Grams(required=True)
    expected_g = Grams(required=True)


class WeighingView(View):
    """One container with its label number and how often that was printed; `scale` is `manual` when a person typed."""

    seq = Quantity(required=True)
    label = fields.String(required=True)
    output_code = fields.String(required=True)
    waste_code = fields.String(allow_none=True)
    gross_g = Grams(required=True)
    tare_g = Grams(required=True)
    net_g = Grams(required=True)
    scale = fields.String(required=True)
    at = Instant(required=True)
    withdrawn_at = Instant(allow_none=True)
    withdrawn_reason = fields.String(allow_none=True)
    prints = Quantity(required=True)


class LossView(View):
    """A documented loss."""

    mass_g = Grams(required=True)
    reason = fields.String(required=True)
    at = Instant(required=True)


class NoteView(View):
    """An explanation and its second person, for the figures it names."""

    note = fields.String(required=True)
    input_g = Grams(required=True)
    output_g = Grams(required=True)
    loss_g = Grams(required=True)
    noted_by = Identifier(required=True)
    noted_at = Instant(required=True)
    confirmed_by = Identifier(allow_none=True)
    confirmed_at = Instant(allow_none=True)


class ToleranceView(View):
    """The tolerance row that was used, and whose number it is."""

    permille = Quantity(required=True)
    source = fields.String(required=True)
    jurisdiction = fields.String(required=True)
    verified = fields.Boolean(required=True)


class MaterialView(View):
    """Grams of one material beside what as many whole units usually yield (reference value; null: unknown)."""

    output_code = fields.String(required=True)
    waste_code = fields.String(allow_none=True)
    mass_g = Grams(required=True)
    typical_g = Grams(allow_none=True)


class BalanceView(View):
    """The live mass balance; `missing_g` is what is still to come out, negative when too much did."""

    number = fields.String(required=True)
    input_g = Grams(required=True)
    output_g = Grams(required=True)
    loss_g = Grams(required=True)
    missing_g = Signed(required=True)
    permille = Signed(allow_none=True)
    allowed_g = Grams(required=True)
    verdict = fields.String(required=True)
    tolerance = fields.Nested(ToleranceView, required=True)
    materials = fields.List(fields.Nested(MaterialView), required=True)


class OutputKindView(View):
    """An output this batch may yield; `waste_code_rule` is never, sometimes or always."""

    output_code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    key = fields.Boolean(required=True)
    waste_code_rule = fields.String(required=True)
    waste_codes = fields.List(fields.String(), required=True)


class SheetView(WorkOrderView):
    """A work order with everything on it."""

    units = fields.List(fields.Nested(SheetUnitView), required=True)
    checklists = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(PartView)), required=True)
    steps = fields.List(fields.Nested(StepView), required=True)
    refrigerant = fields.List(fields.Nested(RecoveryView), required=True)
    warnings = fields.List(fields.Nested(WarningView), required=True)
    outputs = fields.List(fields.Nested(WeighingView), required=True)
    possible_outputs = fields.List(fields.Nested(OutputKindView), required=True)
    losses = fields.List(fields.Nested(LossView), required=True)
    notes = fields.List(fields.Nested(NoteView), required=True)
    balance = fields.Nested(BalanceView, required=True)
