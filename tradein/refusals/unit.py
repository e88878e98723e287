"""What is said no to where a unit stands, who has it, and what weighs on it."""

from tradein.refusals.scan import Conflict, Held, ScanRefusal


class PredecessorMissing(Held):
    """An earlier step has not arrived yet."""

    code = "predecessor_missing"
    zh = "此旧机目前为“{stage}”，前一步尚未上传；本次扫码已保存，等前一步到达后自动处理。"
    en = "The unit is still {stage}; the step before has not arrived. The scan is kept and applied then."


class NotHolder(Held):
    """Another organisation holds the unit according to what has arrived so far."""

    code = "not_holder"
    zh = "记录显示此旧机目前不在贵单位；本次扫码已保存，等交接记录到达后自动处理。"
    en = "Another organisation holds this unit so far. The scan is kept until the hand-over arrives."


class StepTooLate(Conflict):
    """The unit has already gone past this step."""

    code = "step_too_late"
    zh = "此旧机已处于“{stage}”（自 {since}），不能再执行这一步。"
    en = "The unit has been {stage} since {since}; this step can no longer happen."


class OnHold(Conflict):
    """An officer or a plant has put the unit on hold."""

    code = "on_hold"
    zh = "此旧机已被暂扣（{reason}），解除前不能流转。"
    en = "The unit is on hold ({reason}) and cannot move until it is accepted."


class HeldByOffice(ScanRefusal):
    """An officer placed the hold, or its mark was used by somebody else."""

    code = "held_by_office"
    status = 403
    zh = "此旧机由主管部门暂扣（目前为“{stage}”），只有主管部门可以解除。"
    en = "An officer placed this hold (the unit is {stage}); only an officer can lift it."


class RefusalNotYours(ScanRefusal):
    """The words by which a destination turns a unit away were used by somebody else."""

    code = "refusal_not_yours"
    status = 403
    zh = "拒收只能由装载单的收货方在收货时登记；“refused: ”开头的原因由系统填写，请换一种说法。"
    en = "Only a load's destination can refuse a unit, on arrival; reasons beginning “refused: ” are ours to write."


class ReturnNotRefused(ScanRefusal):
    """A recycler may only take back what the destination refused."""

    code = "return_not_refused"
    zh = "只有被目的地拒收的旧机才能退回。"
    en = "Only units the destination refused can be taken back."


class BalanceExceeded(ScanRefusal):
    """Outputs do not balance with the unit's weight (domain §2.7)."""

    code = "balance_exceeded"
    zh = "产物合计 {out_g} 克与旧机 {in_g} 克相差超出容差。请复称；确有差异的，请用拆解工单：一人说明、另一人确认。"
    en = (
        "Outputs of {out_g} g do not balance with {in_g} g. Weigh again; a real difference is closed in a work order,"
        " explained by one person and confirmed by another."
    )


class InputDoubtful(ScanRefusal):
    """What the unit is said to weigh is no weight of its item type, so that any outputs would balance with it."""

    code = "input_doubtful"
    zh = "此旧机的重量 {in_g} 克不在该品类的合理范围内，不能直接报送拆解产物。请复称，或用拆解工单拆解。"
    en = (
        "{in_g} g is no plausible weight of this item type, so its outputs cannot be taken from a scan. Weigh the unit"
        " again, or take it apart in a work order."
    )


class OnOpenWorkOrder(ScanRefusal):
    """The unit is on an open work order, which alone may take it apart."""

    code = "on_open_work_order"
    status = 409
    zh = "此旧机在未关闭的拆解工单 {work_order} 上。请关闭该工单，或先把旧机移出工单再重发。"
    en = "The unit is on the open work order {work_order}. Close that order, or take the unit off it and send again."


class RouteNotRefurbish(Held):
    """The inspection did not send the unit to be refurbished, or has not arrived yet."""

    code = "route_not_refurbish"
    zh = "此旧机的检测定向为“{route}”，不能翻新。请复检并定向为“翻新”；本次扫码已保存，复检后自动处理。"
    en = (
        "The inspection's route is {route}: the unit is not to be repaired. Inspect it again with route refurbish; this"
        " scan is kept and applied then."
    )
