"""What may be taken out as a table: of each its columns, whose rows one reaches, and by what it can be narrowed.

No personal field is among the columns.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, or_
from sqlalchemy.orm import aliased

from models.dismantling import Dismantling
from models.order import TradeOrder
from models.output import OutputLot
from models.party import Organisation, Site
from models.region import Region
from models.scope import Condition, within
from models.unit import Event, Unit
from models.waste_transfer import WasteTransfer, visible
from tradein.actor import Actor
from tradein.lifecycle import Step


class Column(NamedTuple):
    """A column of the file: its head, and where its values come from."""

    head: str
    value: Any


class Dataset(NamedTuple):
    """A table that can be exported; `narrow` names the filters it knows."""

    title: str
    resource: str
    columns: Sequence[Column]
    joins: Callable[[Select[Any]], Select[Any]]
    inside: Callable[[Actor], Condition]
    narrow: Mapping[str, Any]
    newest: Any


_recycler, _holder, _place = aliased(Organisation), aliased(Organisation), aliased(Region)

_UNITS = (
    Column("追溯码", Unit.code),
    Column("品类", Unit.item_type),
    Column("区县代码", Unit.district),
    Column("区县", _place.name),
    Column("环节", Unit.stage),
    Column("暂扣", Unit.on_hold),
    Column("持有单位", _holder.name),
    Column("去向", Unit.route),
    Column("重量（克）", Unit.weight_g),
    Column("进入环节时间", Unit.stage_since),
    Column("建档时间", Unit.created_at),
)

_ORDERS = (
    Column("订单号", TradeOrder.number),
    Column("状态", TradeOrder.state),
    Column("区县代码", TradeOrder.region_code),
    Column("区县", _place.name),
    Column("回收企业", _recycler.name),
    Column("下单时间", TradeOrder.placed_at),
    Column("时段开始", TradeOrder.slot_start),
    Column("时段结束", TradeOrder.slot_end),
    Column("承诺价（分）", TradeOrder.promised_fen),
    Column("现价（分）", TradeOrder.price_fen),
    Column("收取时间", TradeOrder.collected_at),
    Column("取消时间", TradeOrder.cancelled_at),
    Column("取消原因类别", TradeOrder.cancel_cause),
)

_WORK_ORDERS = (
    Column("工单号", Dismantling.number),
    Column("状态", Dismantling.state),
    Column("企业", Organisation.name),
    Column("站点", Site.code),
    Column("区县代码", Dismantling.region),
    Column("日期", Dismantling.day),
    Column("类别组", Dismantling.category_group),
    Column("产线", Dismantling.line),
    Column("工位", Dismantling.bench),
    Column("班次", Dismantling.shift),
    Column("投入（克）", Dismantling.input_g),
    Column("产出（克）", Dismantling.output_g),
    Column("结案时间", Dismantling.ended_at),
)

_LOTS = (
    Column("批次号", OutputLot.number),
    Column("企业", Organisation.name),
    Column("站点", Site.code),
    Column("区县代码", OutputLot.region),
    Column("日期", OutputLot.day),
    Column("产物", OutputLot.output_code),
    Column("危险废物代码", OutputLot.waste_code),
    Column("结存（克）", OutputLot.stock_g),
)

_TRANSFERS = (
    Column("转移单号", WasteTransfer.number),
    Column("联单编号", WasteTransfer.manifest_number),
    Column("状态", WasteTransfer.state),
    Column("移出企业", Organisation.name),
    Column("站点", Site.code),
    Column("区县代码", WasteTransfer.region),
    Column("承运单位", WasteTransfer.carrier_name),
    Column("接受单位", WasteTransfer.receiver_name),
    Column("签发时间", WasteTransfer.issued_at),
    Column("起运时间", WasteTransfer.departed_at),
    Column("确认期限", WasteTransfer.due_on),
    Column("办结时间", WasteTransfer.ended_at),
)

_EVENTS = (
    Column("追溯码", Unit.code),
    Column("品类", Event.item_type),
    Column("步骤", Event.step),
    Column("区县代码", Event.district),
    Column("区县", _place.name),
    Column("单位", Organisation.name),
    Column("重量（克）", Event.weight_g),
    Column("价款（分）", Event.price_fen),
    Column("发生时间", Event.event_time),
    Column("记录时间", Event.record_time),
)


def _counted(actor: Actor) -> Condition:
    """Events of units in reach, as the counters take them: neither taken back, nor a taking back, nor a relabelling."""
    wrong = aliased(Event)
    taken_back = exists().where(wrong.unit_id == Event.unit_id, wrong.corrects_seq == Event.seq)
    told = or_(Event.step != Step.COMMISSIONING.value, Event.from_stage.is_(None))
    return and_(within(actor, Unit), Event.corrects_seq.is_(None), ~taken_back, told)


def _of_plant(model: Any) -> Callable[[Select[Any]], Select[Any]]:
    return lambda query: query.join(Site, Site.id == model.site_id).join(
        Organisation, Organisation.id == model.organisation_id
    )


DATASETS: Mapping[str, Dataset] = {
    "units": Dataset(
        "旧机",
        "unit",
        _UNITS,
        lambda query: query.outerjoin(_holder, _holder.id == Unit.holder_id).outerjoin(
            _place, _place.code == Unit.district
        ),
        lambda actor: within(actor, Unit),
        {
            "state": Unit.stage,
            "region": Unit.district,
            "item_type": Unit.item_type,
            "from_day": Unit.created_at,
            "to_day": Unit.created_at,
        },
        Unit.id,
    ),
    "orders": Dataset(
        "交旧订单",
        "order",
        _ORDERS,
        lambda query: query.outerjoin(_recycler, _recycler.id == TradeOrder.recycler_id).outerjoin(
            _place, _place.code == TradeOrder.region_code
        ),
        lambda actor: within(actor, TradeOrder),
        {
            "state": TradeOrder.state,
            "region": TradeOrder.region_code,
            "from_day": TradeOrder.placed_at,
            "to_day": TradeOrder.placed_at,
        },
        TradeOrder.id,
    ),
    "events": Dataset(
        "指标明细",
        "oversight",
        _EVENTS,
        lambda query: (
            query.join(Unit, Unit.id == Event.unit_id)
            .outerjoin(Organisation, Organisation.id == Event.organisation_id)
            .outerjoin(_place, _place.code == Event.district)
        ),
        _counted,
        {
            "region": Event.district,
            "item_type": Event.item_type,
            "from_day": Event.event_time,
            "to_day": Event.event_time,
            "figure": Event.step,
        },
        Event.event_time,
    ),
    "dismantlings": Dataset(
        "拆解工单台账",
        "dismantling",
        _WORK_ORDERS,
        _of_plant(Dismantling),
        lambda actor: within(actor, Dismantling),
        {
            "state": Dismantling.state,
            "region": Dismantling.region,
            "from_day": Dismantling.day,
            "to_day": Dismantling.day,
        },
        Dismantling.id,
    ),
    "output_lots": Dataset(
        "拆解产物台账",
        "output",
        _LOTS,
        _of_plant(OutputLot),
        lambda actor: within(actor, OutputLot),
        {"region": OutputLot.region, "from_day": OutputLot.day, "to_day": OutputLot.day},
        OutputLot.id,
    ),
    "waste_transfers": Dataset(
        "危险废物转移台账",
        "waste_transfer",
        _TRANSFERS,
        _of_plant(WasteTransfer),
        visible,
        {
            "state": WasteTransfer.state,
            "region": WasteTransfer.region,
            "from_day": WasteTransfer.created_at,
            "to_day": WasteTransfer.created_at,
        },
        WasteTransfer.id,
    ),
}
