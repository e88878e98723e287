"""The three cities: their reporting districts, how much comes from each, and where its centre lies."""

from typing import NamedTuple

PROVINCE = "370000"
LIAOCHENG, DEZHOU, JINAN = "371500", "371400", "370100"
CITIES = {LIAOCHENG: "聊城市", DEZHOU: "德州市", JINAN: "济南市"}


class District(NamedTuple):
    """A reporting district: its share of the pick-ups (per mille of the demo) and its centre in degrees WGS 84."""

    code: str
    name: str
    city: str
    weight: int
    lat: float
    lon: float
    streets: tuple[str, ...] = ("城关街道", "开发路街道")

    @property
    def lat_e6(self) -> int:
        return round(self.lat * 1_000_000)

    @property
    def lon_e6(self) -> int:
        return round(self.lon * 1_000_000)


_ROWS = (
    District(
        "371502",
        "东昌府区",
        LIAOCHENG,
        165,
        36.4353,
        115.9885,
        ("柳园街道", "古楼街道", "新区街道", "湖西街道"),
    ),
    District("371503", "茌平区", LIAOCHENG, 58, 36.5806, 116.2555, ("振兴街道", "信发街道")),
    District("371521", "阳谷县", LIAOCHENG, 48, 36.1142, 115.7918, ("侨润街道", "博济桥街道")),
    District("371522", "莘县", LIAOCHENG, 52, 36.2339, 115.6711, ("莘亭街道", "东鲁街道")),
    District("371524", "东阿县", LIAOCHENG, 34, 36.3349, 116.2477, ("铜城街道", "新城街道")),
    District("371525", "冠县", LIAOCHENG, 45, 36.4844, 115.4427, ("清泉街道", "崇文街道")),
    District("371526", "高唐县", LIAOCHENG, 39, 36.8660, 116.2310, ("鱼邱湖街道", "汇鑫街道")),
    District(
        "371581", "临清市", LIAOCHENG, 56, 36.8382, 115.7050, ("青年路街道", "新华路街道", "先锋路街道")
    ),
    District("371571", "聊城经济技术开发区", LIAOCHENG, 30, 36.4540, 116.0600, ("东城街道", "蒋官屯街道")),
    District("371572", "聊城高新技术产业开发区", LIAOCHENG, 26, 36.4160, 116.0500, ("九州街道", "韩集镇")),
    District(
        "371573", "聊城江北水城旅游度假区", LIAOCHENG, 17, 36.3930, 115.9700, ("湖西街道", "李海务街道")
    ),
    District("371402", "德城区", DEZHOU, 32, 37.4513, 116.3076, ("新湖街道", "新华街道")),
    District("371403", "陵城区", DEZHOU, 14, 37.3357, 116.5757),
    District("371422", "宁津县", DEZHOU, 9, 37.6496, 116.7936),
    District("371423", "庆云县", DEZHOU, 7, 37.7777, 117.3905),
    District("371424", "临邑县", DEZHOU, 11, 37.1921, 116.8667),
    District("371425", "齐河县", DEZHOU, 17, 36.7952, 116.7585),
    District("371426", "平原县", DEZHOU, 9, 37.1654, 116.4342),
    District("371427", "夏津县", DEZHOU, 9, 36.9504, 116.0016),
    District("371428", "武城县", DEZHOU, 8, 37.2095, 116.0786),
    District("371481", "乐陵市", DEZHOU, 11, 37.7292, 117.2316),
    District("371482", "禹城市", DEZHOU, 14, 36.9343, 116.6384),
    District("371471", "德州经济技术开发区", DEZHOU, 9, 37.4480, 116.3700),
    District("371472", "德州运河经济开发区", DEZHOU, 4, 37.4370, 116.2780),
    District("370102", "历下区", JINAN, 34, 36.6664, 117.0763, ("泉城路街道", "文化东路街道")),
    District("370103", "市中区", JINAN, 30, 36.6512, 116.9975, ("泺源街道", "舜耕街道")),
    District("370104", "槐荫区", JINAN, 24, 36.6513, 116.9013, ("西市场街道", "振兴街街道")),
    District("370105", "天桥区", JINAN, 24, 36.6782, 116.9875, ("北园街道", "堤口路街道")),
    District("370112", "历城区", JINAN, 36, 36.6803, 117.0652, ("山大路街道", "洪家楼街道")),
    District("370113", "长清区", JINAN, 18, 36.5537, 116.7519),
    District("370114", "章丘区", JINAN, 24, 36.6814, 117.5344, ("明水街道", "双山街道")),
    District("370115", "济阳区", JINAN, 16, 36.9784, 117.1735),
    District("370116", "莱芜区", JINAN, 22, 36.2047, 117.6598),
    District("370117", "钢城区", JINAN, 9, 36.0586, 117.8113),
    District("370124", "平阴县", JINAN, 9, 36.2893, 116.4561),
    District("370126", "商河县", JINAN, 10, 37.3091, 117.1572),
    District("370176", "济南高新技术产业开发区", JINAN, 17, 36.6810, 117.1310),
)
DISTRICTS: dict[str, District] = {row.code: row for row in _ROWS}


def of_city(*cities: str) -> tuple[str, ...]:
    """Codes of the districts of these cities, in code order of the table."""
    return tuple(code for code, district in DISTRICTS.items() if district.city in cities)
