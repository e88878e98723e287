"""What the stock of dismantled outputs refuses."""

from tradein.refusal import Refusal


class StockShort(Refusal):
    """More was to leave a lot than it holds."""

    code = "output_stock_short"
    status = 409
    zh = "批次 {lot} 库存 {stock_g} 克,不足 {wanted_g} 克。"
    en = "Lot {lot} holds {stock_g} g, less than {wanted_g} g."


class LotUnknown(Refusal):
    """No such lot at this site."""

    code = "output_lot_unknown"
    zh = "本站点没有产物批次 {lot}。"
    en = "There is no lot {lot} at this site."


class LotTwice(Refusal):
    """One line a lot."""

    code = "output_lot_twice"
    zh = "批次 {lot} 重复填写,请合并。"
    en = "Lot {lot} is listed twice. Please merge the lines."


class HazardousNeedsTransfer(Refusal):
    """Hazardous waste leaves only under a manifest (危险废物转移管理办法)."""

    code = "hazardous_needs_transfer"
    status = 409
    zh = "批次 {lot} 属危险废物({waste_code}),须走危险废物转移联单。"
    en = "Lot {lot} is hazardous waste ({waste_code}); it leaves only under a transfer manifest."


class NotHazardous(Refusal):
    """Only hazardous waste goes onto a manifest."""

    code = "lot_not_hazardous"
    zh = "批次 {lot} 不是危险废物,不能列入转移联单。"
    en = "Lot {lot} is not hazardous waste and does not go onto a manifest."


class AdjustmentSign(Refusal):
    """A loss takes away."""

    code = "loss_adds_stock"
    zh = "损耗必须为减少量。"
    en = "A loss must reduce the stock."


class SiteNotYours(Refusal):
    """The site is not a dismantling site of the actor's organisation."""

    code = "output_site_unknown"
    zh = "贵单位没有拆解站点 {site}。"
    en = "Your organisation has no dismantling site {site}."
