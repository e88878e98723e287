"""What the stock of dismantled outputs refuses."""

from tradein.refusal import Refusal


class StockShort(Refusal):
    """More was to leave a lot than it holds."""

    code = "output_stock_short"
    status = 409
    zh = "批次 {lot} 库存 {stock_g} 克，不足 {wanted_g} 克。"
    en = "Lot {lot} holds {stock_g} g, less than {wanted_g} g."


class LotUnknown(Refusal):
    """No such lot at this site."""

    code = "output_lot_unknown"
    zh = "本站点没有产物批次 {lot}。"
    en = "There is no lot {lot} at this site."


class LotTwice(Refusal):
    """One line a lot."""

    code = "output_lot_twice"
    zh = "批次 {lot} 重复填写，请合并。"
    en = "Lot {lot} is listed twice. Please merge the lines."


class HazardousNeedsTransfer(Refusal):
    """Hazardous waste leaves only under a manifest (危险废物转移管理办法)."""

    code = "hazardous_needs_transfer"
    status = 409
    zh = "批次 {lot} 属危险废物（{waste_code}），须走危险废物转移联单。"
    en = "Lot {lot} is hazardous waste ({waste_code}); it leaves only under a transfer manifest."


class NotHazardous(Refusal):
    """Only hazardous waste goes onto a manifest."""

    code = "lot_not_hazardous"
    zh = "批次 {lot} 不是危险废物，不能列入转移联单。"
    en = "Lot {lot} is not hazardous waste and does not go onto a manifest."


class AdjustmentSign(Refusal):
    """A loss takes away."""

    code = "loss_adds_stock"
    zh = "损耗必须为减少量。"
    en = "A loss must reduce the stock."


class AdjustmentBeyond(Refusal):
    """A count cannot find more of a lot than was ever weighed into it: stock comes from dismantling alone."""

    code = "adjustment_beyond_produced"
    status = 409
    zh = "批次 {lot} 共产出 {produced_g} 克，盘盈合计最多 {allowed_g} 克。多出的请核对工单的称重，不能凭空入库。"
    en = (
        "Lot {lot} was weighed in at {produced_g} g, so counts may add {allowed_g} g at most. Look for the rest in the"
        " weighings of a work order: stock does not come from a count."
    )


class AdjustmentLarge(Refusal):
    """Outside the tolerance of a count, a manager of the plant speaks in person and says why."""

    code = "adjustment_needs_manager"
    status = 403
    zh = "超出盘点容差（{allowed_g} 克）的调整须由拆解企业负责人本人登录登记，不能用接口密钥；原因至少 {letters} 个字。"
    en = (
        "Beyond the tolerance of a count ({allowed_g} g) a manager of the plant must book it signed in as a person, not"
        " by a key, with a reason of at least {letters} characters."
    )


class SiteNotYours(Refusal):
    """The site is not a dismantling site of the actor's organisation."""

    code = "output_site_unknown"
    zh = "贵单位没有拆解站点 {site}。"
    en = "Your organisation has no dismantling site {site}."
