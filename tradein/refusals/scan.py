"""What capture can say to one scan. `outcome` decides what the sender's queue does with it."""

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


class UnknownCode(Held):
    """A code nobody has bound yet waits in quarantine."""

    code = "unknown_code"
    zh = "系统还不认识此追溯码,已放入待核区;绑定后自动处理。"
    en = "This code is not bound to a unit yet; the scan is kept in quarantine and applied once it is."


class PredecessorMissing(Held):
    """An earlier step has not arrived yet."""

    code = "predecessor_missing"
    zh = "此旧机目前为“{stage}”,前一步尚未上传;本次扫码已保存,等前一步到达后自动处理。"
    en = "The unit is still {stage}; the step before has not arrived. The scan is kept and applied then."


class NotHolder(Held):
    """Another organisation holds the unit according to what has arrived so far."""

    code = "not_holder"
    zh = "记录显示此旧机目前不在贵单位;本次扫码已保存,等交接记录到达后自动处理。"
    en = "Another organisation holds this unit so far. The scan is kept until the hand-over arrives."


class LoadNotThere(Held):
    """The load has not been shipped yet, as far as the platform knows."""

    code = "load_not_shipped"
    zh = "装载单 {load} 的发运记录尚未上传;本次扫码已保存,到达后自动处理。"
    en = "Load {load} has not been shipped yet as far as we know. The scan is kept and applied once it is."


class LoadIncomplete(Held):
    """More units were counted aboard than have been scanned onto the load so far."""

    code = "load_incomplete"
    zh = "装载单 {load} 清点 {count} 台,目前只收到 {listed} 台的装车扫码;本次扫码已保存,到齐后自动处理。"
    en = "You counted {count} on load {load}, scanned aboard are {listed} so far. The scan is kept until all arrive."


class DeviceGap(Held):
    """An earlier scan of the same device is missing."""

    code = "device_gap"
    zh = "此设备序号 {expected} 的扫码尚未收到,本次扫码已保存并排队。"
    en = "Scan number {expected} of this device has not arrived; this one is kept in line."


class StepTooLate(Conflict):
    """The unit has already gone past this step."""

    code = "step_too_late"
    zh = "此旧机已处于“{stage}”(自 {since}),不能再执行这一步。"
    en = "The unit has been {stage} since {since}; this step can no longer happen."


class OnHold(Conflict):
    """An officer or a plant has put the unit on hold."""

    code = "on_hold"
    zh = "此旧机已被暂扣({reason}),解除前不能流转。"
    en = "The unit is on hold ({reason}) and cannot move until it is accepted."


class HeldByOffice(ScanRefusal):
    """An officer placed the hold, or its mark was used by somebody else."""

    code = "held_by_office"
    status = 403
    zh = "此旧机由主管部门暂扣(目前为“{stage}”),只有主管部门可以解除。"
    en = "An officer placed this hold (the unit is {stage}); only an officer can lift it."


class DestinationWrong(Conflict):
    """The load was sent to somebody else."""

    code = "destination_wrong"
    zh = "装载单 {load} 的目的地不是本站点;请联系发货方更改目的地。"
    en = "Load {load} is destined elsewhere; ask its sender to change the destination."


class LabelInUse(Conflict):
    """The label has been bound or voided before."""

    code = "label_in_use"
    zh = "此标签已被使用或作废,请换一张新标签。"
    en = "This label is already bound or void. Please take a new one."


class LoadClosed(Conflict):
    """The load has left."""

    code = "load_closed"
    zh = "装载单已{state},不能再装卸;请新建装载单。"
    en = "The load is already {state}. Please open a new one."


class EventIdReused(Conflict):
    """The same event id came with another content."""

    code = "event_id_reused"
    zh = "此事件编号已用于另一条记录,请生成新的编号。"
    en = "This event id was used for other content. Please generate a new one."


class RoleNotAllowed(ScanRefusal):
    """The lifecycle table does not give this step to the role."""

    code = "role_not_allowed"
    status = 403
    zh = "您的角色不能执行这一步。"
    en = "Your role may not perform this step."


class EarlierWaiting(Held):
    """An earlier scan of the same device about the same unit is still waiting."""

    code = "earlier_waiting"
    zh = "此设备对同一旧机较早的扫码仍在等待,本次扫码已保存并排在其后。"
    en = "An earlier scan of this device about the same unit is still waiting; this one is kept in line behind it."


class DeviceUnknown(ScanRefusal):
    """The device is not enrolled by the sender's organisation."""

    code = "device_unknown"
    status = 403
    zh = "此设备未在贵单位登记,请先登记设备。"
    en = "This device is not enrolled by your organisation. Please enrol it first."


class DeviceRevoked(ScanRefusal):
    """The device was reported lost or retired."""

    code = "device_revoked"
    status = 403
    zh = "此设备已停用,不能再上传;请使用已登记的设备。"
    en = "This device was revoked and can no longer send. Please use an enrolled one."


class DeviceSeqReused(Conflict):
    """Another event of the same device was recorded under this sequence number: the device was wiped or copied."""

    code = "device_seq_reused"
    zh = "此设备的序号 {device_seq} 已用于另一条记录;设备可能被重置,请重新登记设备。"
    en = (
        "Number {device_seq} of this device belongs to another event. If the device was reset, enrol it anew."
    )


class ReplacesMisplaced(ScanRefusal):
    """Only putting on a new label replaces one."""

    code = "replaces_misplaced"
    zh = "只有换贴新标签时才能填写被替换的标签。"
    en = "Only the step that puts on a new label can replace one."


class TimeAhead(ScanRefusal):
    """The device clock is more than a day ahead."""

    code = "time_ahead"
    zh = "设备时间比服务器快超过 24 小时(服务器 {server_time}),请校准手机时间后重试。"
    en = "The device clock is more than 24 hours ahead (server {server_time}). Please set it and retry."


class TimePast(ScanRefusal):
    """The event lies too far back to be captured; enter it as a correction."""

    code = "time_past"
    zh = "发生时间早于三年前,请核对设备时间。"
    en = "The event is more than three years old. Please check the device clock."


class FactMissing(ScanRefusal):
    """The step needs a fact the scan does not bring."""

    code = "fact_missing"
    zh = "缺少必填项:{fact}。重量无法称量时请填写原因。"
    en = "Required: {fact}. Where weighing is impossible, give a reason instead."


class ItemTypeUnknown(ScanRefusal):
    """No such item type in the reference table."""

    code = "item_type_unknown"
    zh = "没有这个品类,请从品类表中选择。"
    en = "Unknown item type. Please choose one from the list."


class RegionUnknown(ScanRefusal):
    """No such district."""

    code = "scan_region_unknown"
    zh = "没有这个区县代码,请从地区表中选择到区县。"
    en = "Unknown district code. Please choose a district from the list."


class SiteUnknown(ScanRefusal):
    """No such site."""

    code = "site_unknown"
    zh = "没有站点 {site},请核对站点编号。"
    en = "There is no site {site}. Please check the site code."


class SiteForeign(ScanRefusal):
    """The site belongs to another organisation."""

    code = "site_foreign"
    status = 403
    zh = "站点 {site} 不属于贵单位。"
    en = "Site {site} does not belong to your organisation."


class LicenceExpired(ScanRefusal):
    """A dismantler without a valid licence cannot receive or dismantle (order 551, Art. 6)."""

    code = "licence_expired"
    status = 403
    zh = "站点 {site} 的拆解资质已于 {valid_to} 到期,不能作业;请先更新资质。"
    en = "The dismantling licence of site {site} ended on {valid_to}. Renew it first."


class LabelForeign(ScanRefusal):
    """The label was reserved to another organisation."""

    code = "label_foreign"
    status = 403
    zh = "此标签是发给其他单位的,请使用本单位的标签。"
    en = "This label was issued to another organisation. Please use your own."


class NotYourTask(ScanRefusal):
    """The order was dispatched to somebody else."""

    code = "not_your_task"
    status = 403
    zh = "此订单未派给您,请核对任务。"
    en = "This order is not assigned to you. Please check your task list."


class PriceDiffers(ScanRefusal):
    """A changed price needs the consumer's consent first."""

    code = "price_differs"
    zh = "金额与已约定的 {agreed_fen} 分不一致;改价须先由消费者确认。"
    en = "The price differs from the agreed {agreed_fen} fen. The consumer must consent to a new quote first."


class HandoverWrong(ScanRefusal):
    """The consumer's hand-over code does not match."""

    code = "handover_wrong"
    zh = "交接码不正确,还可尝试 {tries_left} 次。请向消费者核对。"
    en = "Wrong hand-over code; {tries_left} tries left. Please ask the consumer again."


class HandoverLocked(ScanRefusal):
    """Too many wrong hand-over codes."""

    code = "handover_locked"
    zh = "交接码错误次数过多已锁定,请消费者在订单页重新生成。"
    en = "Too many wrong codes. The consumer must renew the hand-over code on the order page."


class LoadUnknown(Held):
    """No such load yet: a phone may have opened it while it was offline."""

    code = "load_unknown"
    zh = "系统还没有装载单 {load};本次扫码已保存,请建单,建单后自动处理。"
    en = "There is no load {load} yet. The scan is kept and applied once the load is opened."


class LoadForeign(ScanRefusal):
    """The load belongs to another organisation."""

    code = "load_foreign"
    status = 403
    zh = "此装载单不属于贵单位。"
    en = "This load does not belong to your organisation."


class ReturnNotRefused(ScanRefusal):
    """A recycler may only take back what the destination refused."""

    code = "return_not_refused"
    zh = "只有被目的地拒收的旧机才能退回。"
    en = "Only units the destination refused can be taken back."


class BalanceExceeded(ScanRefusal):
    """Outputs do not balance with the unit's weight (domain §2.7)."""

    code = "balance_exceeded"
    zh = "产物合计 {out_g} 克与旧机 {in_g} 克相差超出容差,请复称或填写原因。"
    en = "Outputs of {out_g} g do not balance with {in_g} g. Weigh again or give a reason."


class LoadStepUnknown(ScanRefusal):
    """A load as a whole can only be shipped, arrive and be received."""

    code = "load_step_unknown"
    zh = "装载单只能整体发运、到达或接收;其他步骤请逐台扫码。"
    en = "A load as a whole can only be shipped, arrive and be received; scan units one by one for other steps."


class LoadEmpty(ScanRefusal):
    """There is nothing aboard that could take the step."""

    code = "load_empty"
    zh = "装载单 {load} 上没有可执行这一步的旧机。"
    en = "Load {load} carries no unit that could take this step."


class CountDiffers(ScanRefusal):
    """The counted number is not the listed one; say which units are missing."""

    code = "count_differs"
    zh = "清点 {count} 台与装载单 {listed} 台不符,请列出缺少的旧机。"
    en = "You counted {count} of {listed}. Please list the units that are missing."


class ExceptionForeign(ScanRefusal):
    """An exception names a unit that is not aboard."""

    code = "exception_foreign"
    zh = "{code} 不在此装载单上;多出的旧机请标为“意外到货”。"
    en = "{code} is not on this load. List a surplus unit as 'unexpected'."


class TooManyLoads(ScanRefusal):
    """A batch may carry only so many units through loads."""

    code = "too_many_units"
    zh = "本批装载单所含旧机过多,请分批提交。"
    en = "The loads of this batch carry too many units. Please send them in parts."
