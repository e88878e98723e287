"""What a correction is told no with."""

from tradein.refusal import Refusal


class AlreadyDeclared(Refusal):
    """An event is declared wrong once (EPCIS 2.0 error declaration); what replaced it can be corrected in turn."""

    code = "already_declared"
    status = 409
    zh = "该事件已更正或正在等待对方确认，请针对更正后的事件再次申报。"
    en = "This event was corrected already, or waits for approval. Correct what replaced it instead."


class FieldSealed(Refusal):
    """A later step rests on the field."""

    code = "field_sealed"
    status = 409
    zh = "“{name}”自“{step}”起已封存，不能再更正。"
    en = "'{name}' is sealed since '{step}' and can no longer be corrected."


class FieldNotRecorded(Refusal):
    """The event's step does not record the field."""

    code = "field_not_recorded"
    zh = "“{step}”事件没有记录“{name}”，请核对要更正的事件。"
    en = "A '{step}' event does not record '{name}'. Please check which event is wrong."


class NothingCorrected(Refusal):
    """The correction says what is on record already."""

    code = "nothing_corrected"
    zh = "更正内容与原记录相同，请填写正确的数据。"
    en = "The correction equals what is on record. Please give the right data."


class ChangesForeign(Refusal):
    """What did not happen has no right data; what is wrong needs them."""

    code = "changes_do_not_fit"
    zh = "“数据有误”须填写正确数据；“未发生”不能填写数据。"
    en = "Wrong data need the right ones; what did not happen takes none."


class NotTheLastEvent(Refusal):
    """Later events rest on this one: they must be taken back first, last to first."""

    code = "not_the_last_event"
    status = 409
    zh = "此后还有“{step}”等记录；只能从最后一条开始撤销。"
    en = "Later records ('{step}') rest on this one. Events are taken back from the last one on."


class BirthStays(Refusal):
    """A unit that never was is voided, its record stays."""

    code = "birth_stays"
    status = 409
    zh = "建档与换标不能撤销；收取前请作废该旧机，标签错误请换贴新标签。"
    en = "Commissioning cannot be taken back. Void the unit before pick-up, or put on a new label."


class WorkOrderStands(Refusal):
    """A work order took the unit in, or apart together with others: that is not undone for one of them alone."""

    code = "work_order_stands"
    status = 409
    zh = "该旧机在拆解工单 {work_order} 中，其接收、入料重量与拆解不能单独撤改；未关闭的工单请先移出该旧机。"
    en = "The unit is on work order {work_order}; this cannot be undone for it alone. Take it off an open order first."


class NotRecorder(Refusal):
    """Only the organisation that recorded an event declares it wrong."""

    code = "not_recorder"
    status = 403
    zh = "只有记录该事件的机构可以申报更正。"
    en = "Only the organisation that recorded the event may declare it wrong."


class OwnCorrection(Refusal):
    """The other side decides."""

    code = "own_correction"
    status = 403
    zh = "更正须由对方机构或主管部门确认，申报机构不能自行确认。"
    en = "The counter-party or an officer decides; the declaring organisation cannot."


class CorrectionDecided(Refusal):
    """The correction was decided before."""

    code = "correction_decided"
    status = 409
    zh = "该更正已处理（{state}）。"
    en = "This correction was decided already ({state})."


class TimeImplausible(Refusal):
    """An event did not happen after it was recorded, nor long before."""

    code = "correction_time_implausible"
    zh = "更正后的时间应在 {earliest} 与记录时间 {latest} 之间。"
    en = "The corrected time must lie between {earliest} and {latest}, when the event was recorded."
