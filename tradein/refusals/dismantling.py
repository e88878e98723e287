"""What a dismantling line can be told: work orders, closing, stock of outputs, waste transfers."""

from tradein.refusal import Refusal


class WorkOrderClosed(Refusal):
    """A closed or cancelled order is history."""

    code = "work_order_closed"
    status = 409
    zh = "拆解工单{state}，不能再操作；如有差错请做更正。"
    en = "The work order is {state}. Nothing more can be done to it; enter a correction instead."


class NotDismantlingSite(Refusal):
    """The site is not a dismantler's."""

    code = "not_dismantling_site"
    zh = "站点 {site} 不是本单位的拆解厂，不能开具拆解工单。"
    en = "Site {site} is not a dismantling site of your organisation."


class UnitNotHere(Refusal):
    """Another organisation or site holds the unit, or no such unit exists: both answer alike."""

    code = "unit_not_here"
    zh = "旧机 {unit} 不在本厂，请先扫码接收。"
    en = "Unit {unit} is not at this plant. Receive it first."


class UnitNotReady(Refusal):
    """Only received units are taken apart."""

    code = "unit_not_received"
    status = 409
    zh = "旧机 {unit} 目前为“{stage}”，只有已接收的旧机才能拆解。"
    en = "Unit {unit} is {stage}; only received units can be dismantled."


class UnitOnHold(Refusal):
    """Evidence must not be destroyed."""

    code = "unit_on_hold"
    status = 409
    zh = "旧机 {unit} 已被暂扣，解除前不能拆解。"
    en = "Unit {unit} is on hold and must not be dismantled."


class UnitTaken(Refusal):
    """A unit is on one open work order at a time."""

    code = "unit_in_work_order"
    status = 409
    zh = "旧机 {unit} 已在其他拆解工单中。"
    en = "Unit {unit} is already on a work order."


class UnitNotOnOrder(Refusal):
    """The unit is not part of this order."""

    code = "unit_not_on_work_order"
    zh = "旧机 {unit} 不在本工单中。"
    en = "Unit {unit} is not on this work order."


class CategoryMismatch(Refusal):
    """One category group per order, so that outputs can be attributed."""

    code = "category_mismatch"
    zh = "旧机 {unit} 的品类 {item_type} 不属于本工单的品类组 {group}。"
    en = "Unit {unit} is {item_type}, which does not belong to group {group} of this work order."


class GroupUnknown(Refusal):
    """No such category group."""

    code = "category_group_unknown"
    zh = "没有品类组“{group}”。"
    en = "There is no category group '{group}'."


class UnitUnweighed(Refusal):
    """Without input weight there is no balance: unknown is not zero."""

    code = "unit_unweighed"
    zh = "旧机 {unit} 没有重量，请先称重。"
    en = "Unit {unit} has no weight yet. Weigh it first."


class WorkOrderEmpty(Refusal):
    """Nothing was put on the order."""

    code = "work_order_empty"
    zh = "工单中没有旧机。"
    en = "The work order holds no unit."


class WorkOrderBusy(Refusal):
    """An order with weighed outputs cannot be cancelled or lose a unit."""

    code = "work_order_has_outputs"
    status = 409
    zh = "已有称重产物，请先撤销称重。"
    en = "Outputs have been weighed already. Withdraw them first."


class CompletenessMissing(Refusal):
    """Every unit is checked against its required parts before the order closes."""

    code = "completeness_missing"
    status = 409
    zh = "还有旧机未做完整性检查：{units}。"
    en = "Units still to be checked for completeness: {units}."


class StepsMissing(Refusal):
    """A guided step misses a person."""

    code = "dismantling_steps_missing"
    status = 409
    zh = "还有步骤未完成：{steps}。"
    en = "Steps still to be done: {steps}."


class RefrigerantMissing(Refusal):
    """Nothing was recorded about refrigerant (消耗臭氧层物质管理条例: recover, do not vent)."""

    code = "refrigerant_missing"
    status = 409
    zh = "尚未登记制冷剂回收量（为零须写明原因）。"
    en = "Refrigerant has not been recorded; zero needs a reason."


class RefrigerantNotHere(Refusal):
    """The category bears none, or the code is not one of it."""

    code = "refrigerant_not_applicable"
    zh = "该品类不含制冷剂 {refrigerant}。"
    en = "This category bears no refrigerant {refrigerant}."


class RefrigerantRecordedApart(Refusal):
    """Recovered refrigerant is entered once, as recovery; a weighing would count it twice."""

    code = "refrigerant_recorded_apart"
    zh = "制冷剂请在“制冷剂回收”中登记，不再重复称重。"
    en = "Record refrigerant as recovered; weighing it again would count it twice."


class TareTooHeavy(Refusal):
    """The container weighs as much as the whole."""

    code = "tare_too_heavy"
    zh = "皮重 {tare_g} 克不小于毛重 {gross_g} 克。"
    en = "The tare of {tare_g} g is not below the gross weight of {gross_g} g."


class DifferenceUnexplained(Refusal):
    """Outside tolerance without a note."""

    code = "balance_unexplained"
    status = 409
    zh = "物料平衡差 {difference_g} 克，超出允许的 {allowed_g} 克，请写明原因。"
    en = "The balance is off by {difference_g} g, beyond {allowed_g} g. Please explain."


class DeviationNeedless(Refusal):
    """The balance is within tolerance."""

    code = "balance_within_tolerance"
    status = 409
    zh = "物料平衡在允许范围内，无需说明。"
    en = "The balance is within tolerance; nothing needs explaining."


class ConfirmationMissing(Refusal):
    """A second person must confirm a difference."""

    code = "second_confirmation_missing"
    status = 409
    zh = "物料平衡差 {difference_g} 克，须由另一名负责人确认后才能关闭工单。"
    en = "A difference of {difference_g} g must be confirmed by a second person, a manager."


class ConfirmationStale(Refusal):
    """The figures have moved since the note was written."""

    code = "confirmation_stale"
    status = 409
    zh = "说明之后数据有变动（现差 {difference_g} 克），请重新说明并确认。"
    en = "Figures have changed since (now {difference_g} g). Please explain and confirm again."


class SameConfirmer(Refusal):
    """Nobody confirms their own note."""

    code = "second_person_same"
    status = 403
    zh = "确认人不能与说明人相同。"
    en = "The second person must be somebody else."


class ManagerNeeded(Refusal):
    """Only a manager of the plant confirms a difference."""

    code = "manager_needed"
    status = 403
    zh = "须由拆解企业负责人确认。"
    en = "Only a manager of the plant may confirm this."


class UnitNotDismantled(Refusal):
    """Capture refused the event of one unit, so the order stays open as a whole."""

    code = "unit_not_dismantled"
    status = 409
    zh = "旧机 {unit} 不能记为已拆解（{refusal}），工单未关闭。"
    en = "Unit {unit} cannot be recorded as dismantled ({refusal}); the work order stays open."


class CheckPeriodWrong(Refusal):
    """A check covers one day to one year."""

    code = "check_period_wrong"
    zh = "核查期间须起不晚于止，且不超过 {days} 天。"
    en = "The period of a check runs forward and covers at most {days} days."


class ToleranceUnknown(Refusal):
    """A check is judged by the tolerance of its last day; none is on record for that day."""

    code = "tolerance_unknown"
    zh = "{day} 没有“{check}”的允差数据，无法判定。"
    en = "No tolerance for {check} is on record for {day}, so that nothing can be judged."


class WorkOrderNotInPeriod(Refusal):
    """A sampled work order was not closed at this plant within the period."""

    code = "work_order_not_in_period"
    zh = "期间内本厂没有已关闭的拆解工单 {work_order}。"
    en = "No work order {work_order} was closed at this plant within the period."
