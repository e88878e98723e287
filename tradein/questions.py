"""What is asked about an old appliance before it is priced: the condition questions of each item type.

Own proposal, unverified: no standard prescribes them. Only what moves a price is asked, in the order a phone shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its possible answers, best first; `item_types` empty means every type."""

    key: str
    zh: str
    en: str
    choices: Mapping[str, Choice]
    item_types: frozenset[str] = frozenset()


def _choices(*choices: Choice) -> Mapping[str, Choice]:
    return {choice.key: choice for choice in choices}


def _types(names: str) -> frozenset[str]:
    return frozenset(names.split())


CATALOGUE: tuple[Question, ...] = (
    Question(
        "working",
        "能否正常使用",
        "Does it work?",
        _choices(
            Choice("works", "正常使用", "works"),
            Choice("faulty", "能通电，有故障", "powers on but is faulty"),
            Choice("dead", "不能通电", "does not power on"),
        ),
    ),
    Question(
        "appearance",
        "外观",
        "How does it look?",
        _choices(
            Choice("intact", "完好", "intact"),
            Choice("worn", "有磨损、锈迹", "worn or rusty"),
            Choice("damaged", "破损、变形", "broken or bent"),
        ),
    ),
    Question(
        "volume",
        "容积",
        "How large is it?",
        _choices(
            Choice("large", "350升以上", "over 350 litres"),
            Choice("medium", "150至350升", "150 to 350 litres"),
            Choice("small", "150升以下", "under 150 litres"),
        ),
        _types("FRIDGE FREEZER"),
    ),
    Question(
        "capacity",
        "洗涤（干衣）容量",
        "What is its capacity?",
        _choices(
            Choice("large", "8公斤及以上", "8 kg or more"),
            Choice("medium", "5至8公斤", "5 to 8 kg"),
            Choice("small", "5公斤以下或单桶", "under 5 kg, or a single tub"),
        ),
        _types("WASHER_PULSATOR WASHER_DRUM DRYER"),
    ),
    Question(
        "power",
        "匹数",
        "How powerful is it?",
        _choices(
            Choice("hp_3", "3匹及以上", "3 hp or more"),
            Choice("hp_2", "2匹", "2 hp"),
            Choice("hp_1_5", "1至1.5匹", "1 to 1.5 hp"),
        ),
        _types("AC_SPLIT_SET AC_WINDOW"),
    ),
    Question(
        "refrigerant",
        "制冷剂",
        "Is the refrigerant still inside?",
        _choices(
            Choice("kept", "未泄漏", "yes"),
            Choice("leaked", "已泄漏或管路已断", "leaked, or a pipe is cut"),
        ),
        _types("FRIDGE FREEZER AC_SPLIT_SET AC_WINDOW"),
    ),
    Question(
        "mounting",
        "是否已拆下",
        "Has it been taken down?",
        _choices(
            Choice("taken_down", "已拆下", "yes, taken down"),
            Choice("mounted", "未拆，可正常拆卸", "no, within reach"),
            Choice("mounted_high", "未拆，需高空作业", "no, outside at a height"),
        ),
        _types("AC_SPLIT_SET AC_WINDOW RANGE_HOOD WATER_HEATER_ELECTRIC WATER_HEATER_GAS DISHWASHER"),
    ),
    Question(
        "inches",
        "屏幕尺寸",
        "How large is the screen?",
        _choices(
            Choice("over_65", "65英寸以上", "over 65 inches"),
            Choice("from_50", "50至65英寸", "50 to 65 inches"),
            Choice("from_32", "32至50英寸", "32 to 50 inches"),
            Choice("under_32", "32英寸以下", "under 32 inches"),
        ),
        _types("TV_FPD"),
    ),
    Question(
        "screen",
        "屏幕",
        "Is the screen whole?",
        _choices(Choice("intact", "完好", "intact"), Choice("cracked", "碎裂、漏液", "cracked or leaking")),
        _types("TV_FPD MONITOR_LCD LAPTOP TABLET PHONE_MOBILE"),
    ),
    Question(
        "tube",
        "显像管",
        "Is the picture tube whole?",
        _choices(Choice("intact", "完好", "intact"), Choice("broken", "破裂、漏气", "broken")),
        _types("TV_CRT MONITOR_CRT"),
    ),
    Question(
        "account",
        "账号与激活锁",
        "Is the account lock off?",
        _choices(
            Choice("unlocked", "已退出账号", "signed out"),
            Choice("locked", "未退出或忘记密码", "still locked"),
        ),
        _types("LAPTOP TABLET PHONE_MOBILE"),
    ),
)


def questions_for(item_type: str) -> tuple[Question, ...]:
    """What to ask about one item type, in the order to ask it."""
    return tuple(
        question for question in CATALOGUE if not question.item_types or item_type in question.item_types
    )
