"""The cast's organisations: fictional firms of every kind in three cities, and every bureau above them.

Names carry 演示 and credit codes are synthetic, so that nothing here can be taken for somebody real.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from api.demo.places import CITIES, DEZHOU, DISTRICTS, JINAN, LIAOCHENG, PROVINCE, of_city
from tradein.credit_code import make

YEARS_AGO, YEARS_AHEAD = -3 * 365, 2 * 365


@dataclass(frozen=True, slots=True)
class Premises:
    """A site of a firm: its code is what labels, scans and numbers carry."""

    code: str
    name: str
    region: str
    daily_capacity: int | None = None
    offset: tuple[float, float] = (0.012, 0.018)
    """Degrees from the district's centre."""

    @property
    def id(self) -> UUID:
        return identity("site", self.code)


@dataclass(frozen=True, slots=True)
class Company:
    """One organisation; `licence_days` are the ends of its licence's term, in days from today."""

    key: str
    name: str
    kind: str
    region: str
    staff: int = 1
    sites: tuple[Premises, ...] = ()
    serves: tuple[str, ...] = ()
    licence_days: tuple[int, int] = (YEARS_AGO, YEARS_AHEAD)
    weight: int = 0
    """How much of what its districts hand over goes to it, beside the other recyclers there."""
    serial: int = field(default=0)

    @property
    def id(self) -> UUID:
        return identity("organisation", self.key)

    @property
    def site(self) -> Premises:
        """The one site, or the first."""
        return self.sites[0]

    @property
    def credit_code(self) -> str:
        prefix = "11" if self.kind == "bureau" else "91"
        return make(prefix + self.region, f"MADEM{self.serial:03d}")


def identity(*what: object) -> UUID:
    """An identifier that is the same in every demo city."""
    return uuid5(NAMESPACE_URL, "/".join(["tradein demo", *map(str, what)]))


_TOWN = of_city(LIAOCHENG)
_RECYCLERS = (
    Company("lvhuan", "水城绿环再生资源（演示）", "recycler", "371502", 7, serves=_TOWN, weight=5),
    Company("yunhe", "临清运河家电回收（演示）", "recycler", "371581", 3,
            serves=("371581", "371525", "371526", "371503"), weight=6),
    Company("huimin", "东阿惠民废旧物资（演示）", "recycler", "371524", 2,
            serves=("371524", "371521", "371522"), weight=5),
    Company("guangyue", "光岳楼前旧货（演示）", "recycler", "371502", 1, serves=("371502", "371571"),
            licence_days=(-2 * 365, -20), weight=1),
    Company("decheng", "德城循环再生（演示）", "recycler", "371402", 3, serves=of_city(DEZHOU), weight=4),
    Company("yucheng", "禹城新绿回收（演示）", "recycler", "371482", 1,
            serves=("371482", "371425", "371426"), weight=2),
    Company("quancheng", "泉城再生资源（演示）", "recycler", "370112", 4, serves=of_city(JINAN), weight=4),
    Company("mingshui", "章丘明水家电回收（演示）", "recycler", "370114", 2,
            serves=("370114", "370112", "370176"), weight=3),
    Company("laiwu", "莱芜赢牟物资（演示）", "recycler", "370116", 1, serves=("370116", "370117"), weight=4),
)  # fmt: skip
_OTHERS = (
    Company("shuicheng", "水城中转仓储（演示）", "warehouse", "371502", 2,
            (Premises("W001", "水城中转仓", "371571", 220),)),
    Company("weiyun", "临清卫运中转仓（演示）", "warehouse", "371581", 1,
            (Premises("W002", "卫运中转仓", "371581", 90),)),
    Company("dezhong", "德州德中仓储（演示）", "warehouse", "371402", 1,
            (Premises("W101", "德中中转仓", "371471", 120),)),
    Company("luoyuan", "济南泺源仓储（演示）", "warehouse", "370112", 1,
            (Premises("W201", "泺源中转仓", "370112", 200),)),
    Company("luxi", "鲁西家电拆解（演示）", "dismantler", "371503", 3,
            (Premises("D001", "鲁西拆解厂", "371503", 180),), licence_days=(YEARS_AGO, 24)),
    Company("beiyuan", "济阳北园电子拆解（演示）", "dismantler", "370115", 2,
            (Premises("D101", "北园拆解厂", "370115", 260),)),
    Company("youpin", "水城优品翻新（演示）", "refurbisher", "371572", 1,
            (Premises("F001", "优品翻新车间", "371572", 20),)),
    Company("baihuo", "聊城百货家电（演示）", "retailer", "371502", 2,
            (Premises("S001", "柳园路店", "371502"), Premises("S002", "开发区店", "371571"))),
    Company("linqing", "临清运河电器（演示）", "retailer", "371581", 1,
            (Premises("S003", "青年路店", "371581"),)),
    Company("dexing", "德州德兴电器（演示）", "retailer", "371402", 1,
            (Premises("S101", "新湖店", "371402"),)),
    Company("yinzuo", "济南泉水电器（演示）", "retailer", "370102", 2,
            (Premises("S201", "泉城路店", "370102"), Premises("S202", "山大路店", "370112"))),
)  # fmt: skip


def _bureaus() -> Iterator[Company]:
    yield Company("b370000", "山东省商务厅（演示）", "bureau", PROVINCE, 1)
    yield Company("audit", "山东省审计中心（演示）", "bureau", PROVINCE, 1)
    yield Company("platform", "以旧换新平台运维（演示）", "bureau", PROVINCE, 1)
    for code, name in CITIES.items():
        yield Company(f"b{code}", f"{name}商务局（演示）", "bureau", code, 1)
    for code, district in DISTRICTS.items():
        yield Company(f"b{code}", f"{district.name}商务局（演示）", "bureau", code, 1)
    for code in ("371502", "371581", "370102"):
        street = DISTRICTS[code].streets[0]
        yield Company(f"c{code}", f"{DISTRICTS[code].name}{street}办事处（演示）", "bureau", code, 1)


@cache
def companies() -> dict[str, Company]:
    """Every organisation by its key."""
    every = (*_RECYCLERS, *_OTHERS, *_bureaus())
    return {one.key: _numbered(one, serial) for serial, one in enumerate(every, 101)}


def _numbered(company: Company, serial: int) -> Company:
    from dataclasses import replace

    shop = Premises(f"R{serial - 100:03d}", f"{company.name.removesuffix('(演示)')}网点", company.region, 60)
    sites = company.sites or ((shop,) if company.kind == "recycler" else ())
    return replace(company, serial=serial, sites=sites)


def of_kind(kind: str) -> list[Company]:
    """The organisations of one kind, in the order above."""
    return [one for one in companies().values() if one.kind == kind]


def serving(district: str) -> dict[str, float]:
    """Recyclers that work in a district, by key, with their weights."""
    return {one.key: one.weight for one in of_kind("recycler") if district in one.serves}


WAREHOUSE_OF = {LIAOCHENG: "shuicheng", DEZHOU: "dezhong", JINAN: "luoyuan"}
"""The warehouse that takes in what a city's recyclers collect; 临清 and its neighbours have one of their own."""
WEST = frozenset({"371581", "371525", "371526"})
PLANT_OF = {"shuicheng": "luxi", "weiyun": "luxi", "dezhong": "beiyuan", "luoyuan": "beiyuan"}


def warehouse_for(district: str) -> str:
    """The key of the warehouse that an appliance from this district goes to."""
    return "weiyun" if district in WEST else WAREHOUSE_OF[DISTRICTS[district].city]
