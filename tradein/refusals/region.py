"""What can be wrong with a place: GB/T 2260 codes that are unknown, abolished, divided or not a reporting district."""

from tradein.refusal import Refusal


class RegionUnknown(Refusal):
    """The code is in neither the current nor the historical table, nor among the function zones."""

    code = "region_unknown"
    zh = "没有行政区划代码“{region}”，请重新选择地区。"
    en = "There is no region {region}. Please choose the region again."


class RegionAbolished(Refusal):
    """The code was in use once and names no successor (row without `current_codes`)."""

    code = "region_abolished"
    zh = "行政区划“{name}”（{region}）已撤销，且没有对应的现行区划，请重新选择地区。"
    en = "Region {region} ({name}) was abolished without a successor. Please choose the region again."


class RegionSplit(Refusal):
    """The old area was divided: a person chooses, records are never moved automatically. Facts: `candidates`."""

    code = "region_split"
    zh = "行政区划“{name}”（{region}）已拆分，请在拆分后的地区中选择一个。"
    en = "Region {region} ({name}) was divided. Please choose one of the candidates."


class RegionNotDistrict(Refusal):
    """Something that happened needs a reporting district: a county, a function zone, or a city without counties."""

    code = "region_not_district"
    zh = "“{name}”（{region}）不是可填报的区县，请选择到区县、功能区或不设区的市。"
    en = "{name} ({region}) is not a reporting district. Choose a county, a function zone or a city without counties."


class ZoneParent(Refusal):
    """A function zone hangs under a city, or under a municipality, which has no city rows."""

    code = "zone_parent"
    zh = "功能区须挂在地级市（或直辖市）之下，“{name}”不符合。"
    en = "A function zone belongs under a city or a municipality; {name} is neither."


class ZoneTaken(Refusal):
    """The code or the name of the new function zone is in use."""

    code = "zone_taken"
    status = 409
    zh = "该代码或名称已被“{name}”（{region}）使用，请更换。"
    en = "This code or name is already used by {name} ({region})."


class ZoneCodesExhausted(Refusal):
    """All pseudo-codes of the city are taken; the officer states one."""

    code = "zone_codes_exhausted"
    status = 409
    zh = "该市的功能区代码（71–80）已用完，请与省级管理员联系。"
    en = "This city has used all function zone codes (71-80). Please ask the province."
