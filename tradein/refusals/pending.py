"""What the routes of the offline conflict queue can say no with."""

from tradein.refusal import Refusal


class PendingSettled(Refusal):
    """A person has already decided about this scan."""

    code = "pending_settled"
    status = 409
    zh = "此扫码已由人工处理完毕。"
    en = "Somebody has already settled this scan."


class PendingInLine(Refusal):
    """The scan waits for an earlier one of its device; the queue moves by itself."""

    code = "pending_in_line"
    status = 409
    zh = "此扫码还在等待同一设备更早的扫码，到期会自动处理，请勿提前了结。"
    en = (
        "This scan waits for an earlier one of its device and is decided by itself; it cannot be settled yet."
    )
