"""What capture can say to one scan, and its no to what any scan says of itself.

`outcome` decides what the sender's queue does with it. The no's to a unit, label, site, device, hand-over or load
stand in modules of their own.
"""

from typing import ClassVar

from tradein.refusal import Refusal
from tradein.scan import Outcome


class ScanRefusal(Refusal):
    """A no to one scan; the rest of its batch goes on."""

    outcome: ClassVar[Outcome] = Outcome.REJECTED


class Held(ScanRefusal):
    """Stored and decided again as soon as what it waits for arrives."""

    outcome = Outcome.HELD
    status = 409


class Conflict(ScanRefusal):
    """Too late, or against what the server knows: a person looks at it; nothing is lost."""

    outcome = Outcome.CONFLICT
    status = 409


class EventIdReused(Conflict):
    """The same event id came with another content."""

    code = "event_id_reused"
    zh = "此事件编号已用于另一条记录，请生成新的编号。"
    en = "This event id was used for other content. Please generate a new one."


class NotRecorded(Conflict):
    """The database refused what the scan would have written, by a rule the judgement does not know: a fault of ours."""

    code = "not_recorded"
    zh = "此条扫码的内容无法入库，未生效；同批其他扫码不受影响。已保存待处理，请联系平台管理员。"
    en = (
        "This scan could not be stored and had no effect; the others of its batch are not affected. It is kept"
        " for a person to look at; please tell the platform's administrator."
    )


class RoleNotAllowed(ScanRefusal):
    """The lifecycle table does not give this step to the role."""

    code = "role_not_allowed"
    status = 403
    zh = "您的角色不能执行这一步。"
    en = "Your role may not perform this step."


class TimeAhead(ScanRefusal):
    """The device clock is more than a day ahead."""

    code = "time_ahead"
    zh = "设备时间比服务器快超过 24 小时（服务器 {server_time}），请校准手机时间后重试。"
    en = "The device clock is more than 24 hours ahead (server {server_time}). Please set it and retry."


class TimePast(ScanRefusal):
    """The event lies too far back to change the figures of its day."""

    code = "time_past"
    zh = "发生时间早于 {days} 天前，请核对设备时间；确属漏报的，请按现在的时间上报，并在原因中写明何时发生。"
    en = (
        "The event is more than {days} days old. Please check the device clock; if it was forgotten, report it as of"
        " now and say in the reason when it happened."
    )


class FactMissing(ScanRefusal):
    """The step needs a fact the scan does not bring."""

    code = "fact_missing"
    zh = "缺少必填项：{fact}。重量无法称量时请填写原因。"
    en = "Required: {fact}. Where weighing is impossible, give a reason instead."


class ItemTypeUnknown(ScanRefusal):
    """No such item type in the reference table."""

    code = "item_type_unknown"
    zh = "没有这个品类，请从品类表中选择。"
    en = "Unknown item type. Please choose one from the list."


class RegionUnknown(ScanRefusal):
    """No such district."""

    code = "scan_region_unknown"
    zh = "没有这个区县代码，请从地区表中选择到区县。"
    en = "Unknown district code. Please choose a district from the list."
