"""Field-level sentences: one code each for what a schema can find wrong, in Chinese and English."""

from typing import Any, Self

from tradein.refusal import Refusal

# code -> (zh, en); `{fact}` is filled from the field's own facts.
SENTENCES: dict[str, tuple[str, str]] = {
    "required": ("必填。", "This field is required."),
    "null_not_allowed": ("不能为空值。", "Null is not allowed."),
    "unknown_field": ("没有这个字段。", "There is no such field."),
    "not_an_object": ("应为对象。", "Expected an object."),
    "not_a_list": ("应为列表。", "Expected a list."),
    "not_text": ("应为文本。", "Expected text."),
    "not_integer": ("应为整数。", "Expected a whole number."),
    "not_number": ("应为数字。", "Expected a number."),
    "not_boolean": ("应为 true 或 false。", "Expected true or false."),
    "not_instant": (
        "应为带时区的 RFC 3339 时间。",
        "Expected an RFC 3339 date and time with an offset.",
    ),
    "not_day": ("应为 YYYY-MM-DD 日期。", "Expected a date, YYYY-MM-DD."),
    "not_region": ("应为六位行政区划代码。", "Expected a six-character region code."),
    "not_identifier": ("应为 UUID 标识。", "Expected a UUID."),
    "nobodys_identifier": (
        "全 0 或全 F 的 UUID 不代表任何事件，请为每次扫码新生成一个 UUID。",
        "The nil and the max UUID stand for no event. Generate a new UUID for every scan.",
    ),
    "not_a_choice": ("可选值：{choices}。", "Choose one of: {choices}."),
    "no_change": ("请填写增减的克数，不能为 0。", "Say by how many grams it changes: not zero."),
    "out_of_range": ("应在 {low} 与 {high} 之间。", "Must be between {low} and {high}."),
    "too_long": ("最多 {high} 个字符。", "At most {high} characters."),
    "too_short": ("至少 {low} 个字符。", "At least {low} characters."),
    "no_words": (
        "请用文字说明，至少两个字。",
        "Say it in words: at least two characters, letters among them.",
    ),
    "too_many": ("最多 {high} 项。", "At most {high} entries."),
    "too_few": ("至少 {low} 项。", "At least {low} entries."),
    "control_character": ("含有不可见的控制字符。", "Contains invisible control characters."),
    "nul_character": ("含有空字符。", "Contains a NUL character."),
    "wrong_format": ("格式不正确。", "Wrong format."),
    "not_a_name": (
        "姓名只能填写文字，间隔号请用“·”，例如 买买提·吐尔逊；不含数字、符号或不可见字符。",
        "A name holds letters or characters of any script, parts joined by ·; no digits or symbols.",
    ),
    "personal_number": (
        "请勿填写手机号或身份证号，说明文字会长期保存。",
        "Please leave out phone and identity numbers: these words are kept.",
    ),
    "not_with_others": ("不能与其他选项同时填写。", "Cannot be given together with the alternative."),
    "repeated": ("只能出现一次。", "May appear only once."),
    "duplicates": ("列表中有重复项。", "The list contains duplicates."),
    "damaged_cursor": (
        "翻页标记已损坏，请从第一页重新开始。",
        "The page cursor is damaged; start from the first page.",
    ),
    "invalid": ("不正确。", "Invalid."),
}

# marshmallow's own sentences, so that a stock field answers with a code as ours do.
STOCK = {
    "Missing data for required field.": "required",
    "Field may not be null.": "null_not_allowed",
    "Unknown field.": "unknown_field",
    "Invalid input type.": "not_an_object",
    "Invalid type.": "not_an_object",
    "Not a valid list.": "not_a_list",
    "Not a valid string.": "not_text",
    "Not a valid utf-8 string.": "not_text",
    "Not a valid integer.": "not_integer",
    "Not a valid number.": "not_number",
    "Not a valid boolean.": "not_boolean",
    "Not a valid datetime.": "not_instant",
    "Not a valid date.": "not_day",
    "Not a valid UUID.": "not_identifier",
    "Not a valid mapping type.": "not_an_object",
    "Number too large.": "out_of_range",
}


class Said(str):
    """A field error as marshmallow carries it: the code is the text, the facts ride along."""

    __slots__ = ("facts",)
    facts: dict[str, Any]

    def __new__(cls, code: str, **facts: Any) -> Self:
        said = super().__new__(cls, code)
        said.facts = facts
        return said


def spoken(message: object, language: str) -> tuple[str, str]:
    """`(code, sentence)` of one marshmallow message."""
    if isinstance(message, Refusal):
        return message.code, message.sentence(language)
    text = str(message)
    code = STOCK.get(text, text)
    if code not in SENTENCES:
        return "invalid", text
    sentence = SENTENCES[code][1 if language == "en" else 0]
    facts = message.facts if isinstance(message, Said) else {}
    return code, sentence.format(**facts) if facts else sentence
