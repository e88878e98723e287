"""What is said no to about the place of a scan."""

from tradein.refusals.scan import ScanRefusal


class SiteUnknown(ScanRefusal):
    """No such site."""

    code = "site_unknown"
    zh = "没有站点 {site}，请核对站点编号。"
    en = "There is no site {site}. Please check the site code."


class SiteForeign(ScanRefusal):
    """The site belongs to another organisation."""

    code = "site_foreign"
    status = 403
    zh = "站点 {site} 不属于贵单位。"
    en = "Site {site} does not belong to your organisation."


class OutsideArea(ScanRefusal):
    """An organisation works in the city it is registered in; elsewhere it registers anew."""

    code = "outside_area"
    zh = "{region} 不在贵单位的服务区域（{area}）内，请核对区县；要在外地经营，请在当地登记。"
    en = "{region} is outside the area your organisation serves ({area}). Check the district, or register there."


class LicenceExpired(ScanRefusal):
    """A dismantler without a valid licence cannot receive or dismantle (order 551, Art. 6)."""

    code = "licence_expired"
    status = 403
    zh = "站点 {site} 的拆解资质已于 {valid_to} 到期，不能作业；请先更新资质。"
    en = "The dismantling licence of site {site} ended on {valid_to}. Renew it first."
