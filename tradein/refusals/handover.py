"""What is said no to at the consumer's door."""

from tradein.refusals.scan import ScanRefusal


class NotYourTask(ScanRefusal):
    """The order was dispatched to somebody else."""

    code = "not_your_task"
    status = 403
    zh = "此订单未派给您，请核对任务。"
    en = "This order is not assigned to you. Please check your task list."


class OrderStands(ScanRefusal):
    """A consumer's booking ends by being cancelled, with what that means for both sides, not by a scan."""

    code = "order_stands"
    zh = "此旧机属于消费者的预约，不能扫码作废；请拒接或取消该订单（已取走的照付，其余随订单作废）。"
    en = "This unit is part of a consumer's booking: refuse or cancel it. What was picked up stays, the rest ends."


class PriceDiffers(ScanRefusal):
    """A changed price needs the consumer's consent first."""

    code = "price_differs"
    zh = "金额与已约定的 {agreed_fen} 不一致；改价须先由消费者确认。"
    en = "The price differs from the agreed {agreed_fen}. The consumer must consent to a new quote first."


class PriceAbsurd(ScanRefusal):
    """Many times what the price table could ever give."""

    code = "price_absurd"
    zh = "金额 {price_fen} 远超价格表（该品类最高约 {high_fen}），请核对小数点；接口的金额以分为单位。"
    en = (
        "{price_fen} is far beyond the price table ({high_fen} at best). Check the digits; machines send fen."
    )


class HandoverWrong(ScanRefusal):
    """The consumer's hand-over code does not match."""

    code = "handover_wrong"
    zh = "交接码不正确，还可尝试 {tries_left} 次。请向消费者核对。"
    en = "Wrong hand-over code; {tries_left} tries left. Please ask the consumer again."


class HandoverLocked(ScanRefusal):
    """Too many wrong hand-over codes."""

    code = "handover_locked"
    zh = "交接码错误次数过多已锁定，请消费者在订单页重新生成。"
    en = "Too many wrong codes. The consumer must renew the hand-over code on the order page."
