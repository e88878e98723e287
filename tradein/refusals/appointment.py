"""What appointing officers, placing holds and approving alerts can be answered with no."""

from tradein.refusal import Refusal


class BureauWrong(Refusal):
    """The office does not belong to a bureau of this level."""

    code = "bureau_wrong"
    zh = "该机构的层级（{level}）与职务（{role}）不符。"
    en = "A bureau at level {level} has no office of {role}."


class ProposalEnded(Refusal):
    """Confirmed already, or too late."""

    code = "proposal_ended"
    status = 409
    zh = "该任命提议已确认或已过期，请重新提议。"
    en = "The proposal was confirmed already or has expired. Please propose again."


class ProposalDiffers(Refusal):
    """The second administrator confirms exactly what the first proposed."""

    code = "proposal_differs"
    status = 409
    zh = "确认内容与提议不一致，请核对后重试。"
    en = "What is confirmed differs from the proposal. Please compare and try again."


class AlertOpen(Refusal):
    """Only a closed alert's closing can be approved."""

    code = "alert_open"
    status = 409
    zh = "此预警尚未关闭，关闭后才能复核。"
    en = "This alert is not closed yet; its closing is approved afterwards."


class AlarmClosed(Refusal):
    """Somebody else has looked into it and said what came of it."""

    code = "alarm_closed"
    status = 409
    zh = "此查看量预警已由其他人员处理完毕；请刷新后查看处理结果。"
    en = "Somebody else has closed this alarm. Reload to read what came of it."
