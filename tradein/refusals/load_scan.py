"""What is said no to when a load, or a unit onto one, is scanned."""

from tradein.refusals.scan import Conflict, Held, ScanRefusal


class LoadUnknown(Held):
    """No such load yet: a phone may have opened it while it was offline."""

    code = "load_unknown"
    zh = "系统还没有装载单 {load}；本次扫码已保存，请建单，建单后自动处理。"
    en = "There is no load {load} yet. The scan is kept and applied once the load is opened."


class LoadNotThere(Held):
    """The load has not been shipped yet, as far as the platform knows."""

    code = "load_not_shipped"
    zh = "装载单 {load} 的发运记录尚未上传；本次扫码已保存，到达后自动处理。"
    en = "Load {load} has not been shipped yet as far as we know. The scan is kept and applied once it is."


class LoadIncomplete(Held):
    """More units were counted aboard than have been scanned onto the load so far."""

    code = "load_incomplete"
    zh = "装载单 {load} 清点 {count} 台，目前只收到 {listed} 台的装车扫码；本次扫码已保存，到齐后自动处理。"
    en = "You counted {count} on load {load}, scanned aboard are {listed} so far. The scan is kept until all arrive."


class AboardElsewhere(Held):
    """The unit is on another load that has not left."""

    code = "aboard_elsewhere"
    zh = "此旧机在装载单 {load} 上，尚未卸车。请先扫码卸车；本次扫码已保存，卸车后自动处理。"
    en = "The unit is on load {load}. Scan it off that load first; this scan is kept and applied then."


class LoadForeign(ScanRefusal):
    """The load belongs to another organisation."""

    code = "load_foreign"
    status = 403
    zh = "此装载单不属于贵单位。"
    en = "This load does not belong to your organisation."


class LoadClosed(Conflict):
    """The load has left."""

    code = "load_closed"
    zh = "装载单{state}，不能再装卸；请新建装载单。"
    en = "The load is already {state}. Please open a new one."


class DestinationWrong(Conflict):
    """The load was sent to somebody else."""

    code = "destination_wrong"
    zh = "装载单 {load} 的目的地不是本站点；请联系发货方更改目的地。"
    en = "Load {load} is destined elsewhere; ask its sender to change the destination."


class LoadStepUnknown(ScanRefusal):
    """A load as a whole can only be shipped, arrive and be received."""

    code = "load_step_unknown"
    zh = "装载单只能整体发运、到达或接收；其他步骤请逐台扫码。"
    en = "A load as a whole can only be shipped, arrive and be received; scan units one by one for other steps."


class LoadEmpty(ScanRefusal):
    """There is nothing aboard that could take the step."""

    code = "load_empty"
    zh = "装载单 {load} 上没有可执行这一步的旧机。"
    en = "Load {load} carries no unit that could take this step."


class CountDiffers(ScanRefusal):
    """The counted number is not the listed one; say which units are missing."""

    code = "count_differs"
    zh = "清点 {count} 台与装载单 {listed} 台不符，请列出缺少的旧机。"
    en = "You counted {count} of {listed}. Please list the units that are missing."


class ExceptionForeign(ScanRefusal):
    """An exception names a unit that is not aboard."""

    code = "exception_foreign"
    zh = "{code} 不在此装载单上；多出的旧机请标为“意外到货”。"
    en = "{code} is not on this load. List a surplus unit as 'unexpected'."


class ExceptionTwice(ScanRefusal):
    """One unit is listed as two different things."""

    code = "exception_twice"
    zh = "{code} 在例外中出现了两次，请只保留一条。"
    en = "{code} is listed twice among the exceptions. Please keep one of them."


class RefusalUnexplained(ScanRefusal):
    """A unit is turned away without a word."""

    code = "refusal_unexplained"
    zh = "拒收 {code} 须写明原因（至少两个字）。"
    en = "Say why {code} is refused, in at least two characters."


class RefusalUnweighed(ScanRefusal):
    """A unit is turned away, and nobody knows how heavy it was."""

    code = "refusal_unweighed"
    zh = "拒收 {code} 须填写称重；无法称重时，请在 unweighed 中写明原因。"
    en = "Give the weight of {code}, which you refuse; if it cannot be weighed, say why in `unweighed`."


class TooManyLoads(ScanRefusal):
    """A batch may carry only so many units through loads."""

    code = "too_many_units"
    zh = "本批装载单所含旧机过多，请分批提交。"
    en = "The loads of this batch carry too many units. Please send them in parts."
