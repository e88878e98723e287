"""What is said no to where a unit stands, who has it, and what weighs on it."""

from tradein.refusals.scan import Conflict, Held, ScanRefusal


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


class RefusalNotYours(ScanRefusal):
    """The words by which a destination turns a unit away were used by somebody else."""

    code = "refusal_not_yours"
    status = 403
    zh = "拒收只能由装载单的收货方在收货时登记;“refused: ”开头的原因由系统填写,请换一种说法。"
    en = "Only a load's destination can refuse a unit, on arrival; reasons beginning “refused: ” are ours to write."


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
