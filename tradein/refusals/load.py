"""What changing a load on paper is told no with."""

from tradein.refusal import Refusal


class NotSender(Refusal):
    """Only who sends a load says where it goes."""

    code = "not_sender"
    status = 403
    zh = "只有发货机构可以更改或取消装载单。"
    en = "Only the sender may change or cancel a load."


class LoadNotRedirectable(Refusal):
    """The load has arrived."""

    code = "load_not_redirectable"
    status = 409
    zh = "装载单{state}，不能再更改目的地。"
    en = "The load is {state}; its destination can no longer be changed."


class LoadEmptied(Refusal):
    """Everything that left with the load was received, unit by unit."""

    code = "load_emptied"
    status = 409
    zh = "装载单 {load} 上的旧机已全部被接收，无货可改送；收货方确认后即关闭。"
    en = "Everything on load {load} has been received; nothing is left to redirect. It closes by itself."


class LoadNotEmpty(Refusal):
    """There are units aboard, or the load has left."""

    code = "load_not_empty"
    status = 409
    zh = "装载单（{state}）上还有旧机或已发运，不能取消；请先卸下旧机。"
    en = "The load ({state}) carries units or has left and cannot be cancelled. Unload it first."


class LoadExists(Refusal):
    """The code is on another load already."""

    code = "load_exists"
    status = 409
    zh = "装载单号 {load} 已被使用，请换一个。"
    en = "Load code {load} is in use. Please make another."
