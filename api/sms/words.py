"""What our text messages say. Providers want every template registered beforehand: a change here needs theirs, too."""

from collections.abc import Mapping
from uuid import UUID

from models.sms import Due
from tradein.one_time import Purpose, code_of

TEMPLATES: Mapping[str, str] = {
    Purpose.SIGN_IN.value: "验证码 {code}，用于登录以旧换新平台，5 分钟内有效。请勿告诉任何人。",
    Purpose.REAUTH.value: "验证码 {code}，用于确认是您本人操作，5 分钟内有效。请勿告诉任何人。",
    Purpose.CHANGE_PHONE.value: "验证码 {code}，用于更换登录手机号，5 分钟内有效。请勿告诉任何人。",
    Purpose.ACT_ON_BEHALF.value: (
        "验证码 {code}。{who}的工作人员正在为您代约旧机上门回收，告诉对方即同意把预约记入您的账号，"
        "5 分钟内有效。若非您本人在办，请勿告诉任何人。"
    ),
}


def text_of(due: Due, key: bytes) -> str:
    """The words of a message; a code in it is made up again from its id."""
    code_id: UUID | None = due.code_id
    return TEMPLATES[due.template].format(code=code_of(key, str(code_id)), who=due.who or "")
