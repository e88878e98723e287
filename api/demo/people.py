"""The cast's people: fictional names, numbers that belong to nobody, one person to show every role with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from api.demo.chance import Chance
from api.demo.companies import Company, companies, identity
from tradein.actor import Actor

CONSUMERS = 160
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈"
)
GIVEN = [
    "晓禾",
    "明远",
    "秀兰",
    "建国",
    "雨桐",
    "子轩",
    "桂英",
    "志强",
    "思源",
    "玉梅",
    "海燕",
    "国庆",
    "欣怡",
    "文博",
    "丽娟",
    "春生",
    "小满",
    "一诺",
    "家兴",
    "月华",
    "立秋",
    "兆丰",
    "彩霞",
    "浩然",
    "凤英",
    "景行",
    "若曦",
    "守义",
    "惠民",
    "清照",
    "之远",
    "乐天",
    "安然",
    "长河",
    "润泽",
    "金凤",
    "松年",
    "静姝",
    "向阳",
    "书瑶",
]

FIRST = {
    "recycler": "recycler_manager",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
    "retailer": "retailer_clerk",
}
"""The role of a firm's first member, who runs it; the others of a recycler are its collectors."""
SHOWN = {
    "recycler_manager": ("lvhuan", 0),
    "recycler_staff": ("lvhuan", 1),
    "warehouse": ("shuicheng", 0),
    "dismantler": ("luxi", 0),
    "refurbisher": ("youpin", 0),
    "retailer_clerk": ("baihuo", 0),
    "community_worker": ("c371502", 0),
    "district_officer": ("b371502", 0),
    "city_officer": ("b371500", 0),
    "province_officer": ("b370000", 0),
    "auditor": ("audit", 0),
    "system_admin": ("platform", 0),
}
"""Role → whose member signs in for it: firm and place in it. A consumer and an integration belong to none of these."""
INTEGRATION = "lvhuan"
"""The firm whose own system calls the platform."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account; a consumer has no company."""

    login: str
    name: str
    phone: str
    role: str
    company: Company | None = None
    number: int = 0

    @property
    def account_id(self) -> UUID:
        return identity("account", self.login)

    @property
    def membership_id(self) -> UUID:
        return identity("membership", self.login)

    @property
    def manager(self) -> bool:
        """Who runs the firm; a plant needs two, because the second person of a deviation is a manager."""
        if self.company is None or self.company.kind == "bureau":
            return self.role == "system_admin"
        return self.number == 0 or (self.company.kind == "dismantler" and self.number == 1)

    @property
    def actor(self) -> Actor:
        """What the rules see of this person."""
        if self.company is None:
            return Actor(self.account_id, None, None, self.role)
        firm = self.company
        site = firm.sites[0].id if firm.sites else None
        return Actor(
            self.account_id, firm.id, firm.kind, self.role, firm.region,
            manager=self.manager, membership_id=self.membership_id, site_id=site,
        )  # fmt: skip


def _role(company: Company, number: int) -> str:
    if company.kind == "bureau":
        return _office(company)
    return "recycler_staff" if company.kind == "recycler" and number else FIRST[company.kind]


def _office(company: Company) -> str:
    special = {"audit": "auditor", "platform": "system_admin", "b370000": "province_officer"}
    if company.key in special:
        return special[company.key]
    if company.key.startswith("c"):
        return "community_worker"
    return "city_officer" if company.region.endswith("00") else "district_officer"


def _members() -> Iterator[Person]:
    chance = Chance.of("names")
    shown = {place: role for role, place in SHOWN.items()}
    serial = 0
    for company in companies().values():
        for number in range(company.staff + (company.kind == "recycler")):
            serial += 1
            login = shown.get((company.key, number), f"{company.key}.{number}")
            role = _role(company, number)
            yield Person(login, _name(chance), f"1990001{serial:04d}", role, company, number)


def _name(chance: Chance) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


@cache
def members() -> dict[str, tuple[Person, ...]]:
    """The members of every organisation by its key, who runs it first."""
    found: dict[str, tuple[Person, ...]] = {}
    for person in _members():
        key = person.company.key if person.company else ""
        found[key] = (*found.get(key, ()), person)
    return found


@cache
def consumers() -> tuple[Person, ...]:
    """The consumers; the first one is the one to sign in as."""
    chance = Chance.of("consumers")
    logins = ["consumer", *(f"consumer.{number}" for number in range(2, CONSUMERS + 1))]
    return tuple(
        Person(login, _name(chance), f"1990002{number:04d}", "consumer")
        for number, login in enumerate(logins, 1)
    )


def everybody() -> Iterator[Person]:
    """Every account of the cast."""
    for people in members().values():
        yield from people
    yield from consumers()


def runs(key: str) -> Person:
    """Who runs an organisation."""
    return members()[key][0]


def collectors(key: str) -> tuple[Person, ...]:
    """The people of a recycler who go to the door."""
    return members()[key][1:]


def officer(region: str) -> Person:
    """The officer of a jurisdiction."""
    return members()[f"b{region}"][0]
