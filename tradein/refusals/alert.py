"""What the alert routes can say no with."""

from tradein.refusal import Refusal


class AlertClaimed(Refusal):
    """Somebody else is looking at it."""

    code = "alert_claimed"
    status = 409
    zh = "此预警已由其他人员受理。"
    en = "Somebody else has claimed this alert."


class AlertClosed(Refusal):
    """Nothing is left to do."""

    code = "alert_closed"
    status = 409
    zh = "此预警已关闭。"
    en = "This alert is closed."
