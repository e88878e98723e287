"""What questions about figures refuse."""

from tradein.refusal import Busy, Refusal


class PeriodReversed(Refusal):
    """The first day comes after the last."""

    code = "span_reversed"
    zh = "起始日期晚于截止日期，请调整。"
    en = "The period begins after it ends."


class SeriesTooLong(Refusal):
    """More points than a screen or a reader can use."""

    code = "series_too_long"
    zh = "所选时段共 {points} 个点，最多 {high} 个；请缩短时段或改用更长的间隔。"
    en = "The period has {points} points, at most {high} are given. Shorten it or choose longer intervals."


class CategoryUnknown(Refusal):
    """Neither an item type nor a WEEE class."""

    code = "category_unknown"
    zh = "没有品类 {category}。"
    en = "There is no category {category}."


class ChoiceNeeded(Refusal):
    """A drill needs exactly one of stage, step and figure."""

    code = "drill_choice_needed"
    zh = "请在 stage、step、figure 中指定且仅指定一项。"
    en = "Give exactly one of stage, step and figure."


class NoRowsBehind(Refusal):
    """The figure is not counted from units or events that could be listed."""

    code = "figure_without_rows"
    zh = "指标 {figure} 没有可下钻的明细。"
    en = "There are no rows behind the figure {figure}."


class PeriodOpen(Refusal):
    """Public figures are given for whole months that are over."""

    code = "month_not_over"
    zh = "{month} 尚未结束，只公开已结束月份的数据。"
    en = "{month} is not over; figures are published for whole months afterwards."


class StreamsFull(Busy):
    """As many live streams are open as this process carries."""

    code = "streams_full"
    zh = "实时连接已满；页面会每隔几秒自己更新数字，有空位时自动恢复实时。"
    en = "All live connections are taken. Read the figures every few seconds and try again later."
