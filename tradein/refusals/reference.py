"""What can be wrong with a local value for a reference number."""

from tradein.refusal import Refusal


class DatasetUnknown(Refusal):
    """There is no such table of reference numbers."""

    code = "dataset_unknown"
    status = 404
    zh = "没有参考数据表“{dataset}”。"
    en = "There is no reference dataset {dataset}."


class DatasetNational(Refusal):
    """A national catalogue holds no numbers a province may replace."""

    code = "dataset_national"
    zh = "“{dataset}”为国家目录，不允许地方覆盖。"
    en = "{dataset} is a national catalogue and takes no local values."


class ReferenceKeyUnknown(Refusal):
    """The table has no national row of that key in force on that day."""

    code = "reference_key_unknown"
    zh = "参考数据表“{dataset}”在该日期没有“{key}”。"
    en = "Reference dataset {dataset} has no {key} on that date."


class NumberUnknown(Refusal):
    """The table has no overridable number of that name."""

    code = "reference_number_unknown"
    zh = "“{name}”不是可由省级设定的参数。可设定：{allowed}。"
    en = "{name} is not a number a province can set. It can set: {allowed}."


class NumberInvalid(Refusal):
    """Wrong kind or out of bounds; facts say the unit and the highest value."""

    code = "reference_number_invalid"
    zh = "“{name}”的值不正确：应为 0 至 {highest} 的整数（单位 {unit}）。"
    en = "{name} must be a whole number from 0 to {highest} ({unit})."


class FlagInvalid(Refusal):
    """A yes or no was expected."""

    code = "reference_flag_invalid"
    zh = "“{name}”应为 true 或 false。"
    en = "{name} must be true or false."


class FactVerified(Refusal):
    """A verified national fact stands; only reference values (参考值) may be replaced."""

    code = "reference_fact_verified"
    status = 409
    zh = "“{name}”是已核实的国家数据（来源：{source}），不能用地方数据覆盖。"
    en = "{name} is a verified national fact (source: {source}) and cannot be overridden."


class LimitsDisordered(Refusal):
    """Lower limit, typical value and upper limit must ascend."""

    code = "reference_limits_disordered"
    zh = "上下限矛盾：应满足 {order}。"
    en = "The limits contradict each other: {order} must hold."


class SharesIncomplete(Refusal):
    """Material shares are stated together and sum to the whole."""

    code = "reference_shares_incomplete"
    zh = "材料构成须全部填写且合计为 1000‰，当前合计 {total}‰。"
    en = "All material shares are needed and must sum to 1000 permille; they sum to {total}."


class OverridePast(Refusal):
    """Figures of past days are settled: a local value starts tomorrow at the earliest."""

    code = "override_past"
    zh = "生效日期不能早于 {earliest}，已发生的数据不追溯修改。"
    en = "The value may take effect on {earliest} at the earliest; past days are not rewritten."


class OverrideOverlap(Refusal):
    """Two values of one jurisdiction would both claim the same days."""

    code = "override_overlap"
    status = 409
    zh = "与本省自 {other_from} 起生效的设定（文号 {other_document}）时间重叠，请调整起止日期。"
    en = "The period overlaps the value in force from {other_from} ({other_document})."


class PeriodReversed(Refusal):
    """The last day precedes the first."""

    code = "period_reversed"
    zh = "截止日期不能早于生效日期。"
    en = "The last day cannot precede the first."
