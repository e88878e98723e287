"""What is said no to about the code that was scanned."""

from tradein.refusals.scan import Conflict, Held, ScanRefusal


class UnknownCode(Held):
    """A code nobody has bound yet waits in quarantine."""

    code = "unknown_code"
    zh = "系统还不认识此追溯码，已放入待核区；绑定后自动处理。"
    en = "This code is not bound to a unit yet; the scan is kept in quarantine and applied once it is."


class LabelInUse(Conflict):
    """The label has been bound or voided before."""

    code = "label_in_use"
    zh = "此标签已被使用或作废，请换一张新标签。"
    en = "This label is already bound or void. Please take a new one."


class LabelForeign(ScanRefusal):
    """The label was reserved to another organisation."""

    code = "label_foreign"
    status = 403
    zh = "此标签是发给其他单位的，请使用本单位的标签。"
    en = "This label was issued to another organisation. Please use your own."


class ReplacesMisplaced(ScanRefusal):
    """Only putting on a new label replaces one."""

    code = "replaces_misplaced"
    zh = "只有换贴新标签时才能填写被替换的标签。"
    en = "Only the step that puts on a new label can replace one."
