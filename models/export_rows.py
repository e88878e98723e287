"""What may be taken out as a table: the reader's scope inside one statement, streamed, without a personal field in it.

One statement sees one state of the database from its first row to its last, whatever else is written meanwhile; that is
the snapshot an export promises (H27), without holding a transaction open on purpose.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models.dismantling import Dismantling
from models.order import TradeOrder
from models.output import OutputLot
from models.party import Organisation, Site
from models.region import Region, under
from models.scope import Condition, within
from models.unit import Event, Unit
from models.waste_transfer import WasteTransfer, visible
from tradein import permissions
from tradein.actor import Actor
from tradein.lifecycle import Step
from tradein.moment import day_end, day_start
from tradein.refusal import Forbidden

FETCH = 1_000
FIGURES = {
    "booked_units": Step.COMMISSIONING,
    "recovered_units": Step.COLLECTING,
    "recovered_tonnes": Step.COLLECTING,
    "paid_fen": Step.COLLECTING,
}
"""Figures that count every event of a step where the unit comes from: their rows are exactly an export's."""
Rows = Generator[Sequence[Any], None, None]


@dataclass(frozen=True, slots=True)
class Filters:
    """What an export is narrowed to; days of Asia/Shanghai, both included."""

    state: str | None = None
    region: str | None = None
    item_type: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    figure: str | None = None
    """Only the events this figure counts where units come from; one of `FIGURES`."""


class Column(NamedTuple):
    """A column of the file: its head, and where its values come from."""

    head: str
    value: Any


class Dataset(NamedTuple):
    """A table that can be exported; `narrow` names the filters it knows."""

    title: str
    resource: str
    columns: Callable[[], Sequence[Column]]
    joins: Callable[[Select[Any]], Select[Any]]
    inside: Callable[[Actor], Condition]
    narrow: Mapping[str, Any]
    newest: Any


_recycler, _holder, _place = aliased(Organisation), aliased(Organisation), aliased(Region)


def _units() -> Sequence[Column]:
    return (
        Column("追溯码", Unit.code),
        Column("品类", Unit.item_type),
        Column("区县代码", Unit.district),
        Column("区县", _place.name),
        Column("环节", Unit.stage),
        Column("暂扣", Unit.on_hold),
        Column("持有单位", _holder.name),
        Column("去向", Unit.route),
        Column("重量(克)", Unit.weight_g),
        Column("进入环节时间", Unit.stage_since),
        Column("建档时间", Unit.created_at),
    )


def _orders() -> Sequence[Column]:
    return (
        Column("订单号", TradeOrder.number),
        Column("状态", TradeOrder.state),
        Column("区县代码", TradeOrder.region_code),
        Column("区县", _place.name),
        Column("回收企业", _recycler.name),
        Column("下单时间", TradeOrder.placed_at),
        Column("时段开始", TradeOrder.slot_start),
        Column("时段结束", TradeOrder.slot_end),
        Column("承诺价(分)", TradeOrder.promised_fen),
        Column("现价(分)", TradeOrder.price_fen),
        Column("收取时间", TradeOrder.collected_at),
        Column("取消时间", TradeOrder.cancelled_at),
        Column("取消原因类别", TradeOrder.cancel_cause),
    )


def _work_orders() -> Sequence[Column]:
    return (
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
        Column("投入(克)", Dismantling.input_g),
        Column("产出(克)", Dismantling.output_g),
        Column("结案时间", Dismantling.ended_at),
    )


def _lots() -> Sequence[Column]:
    return (
        Column("批次号", OutputLot.number),
        Column("企业", Organisation.name),
        Column("站点", Site.code),
        Column("区县代码", OutputLot.region),
        Column("日期", OutputLot.day),
        Column("产物", OutputLot.output_code),
        Column("危险废物代码", OutputLot.waste_code),
        Column("结存(克)", OutputLot.stock_g),
    )


def _transfers() -> Sequence[Column]:
    return (
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


def _events() -> Sequence[Column]:
    return (
        Column("追溯码", Unit.code),
        Column("品类", Event.item_type),
        Column("步骤", Event.step),
        Column("区县代码", Event.district),
        Column("区县", _place.name),
        Column("单位", Organisation.name),
        Column("重量(克)", Event.weight_g),
        Column("价款(分)", Event.price_fen),
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
        _units,
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
        _orders,
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
        _events,
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
        _work_orders,
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
        _lots,
        _of_plant(OutputLot),
        lambda actor: within(actor, OutputLot),
        {"region": OutputLot.region, "from_day": OutputLot.day, "to_day": OutputLot.day},
        OutputLot.id,
    ),
    "waste_transfers": Dataset(
        "危险废物转移台账",
        "waste_transfer",
        _transfers,
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


def check_export(actor: Actor, dataset: str, reason: str) -> None:
    """Raises `forbidden` unless the actor may take tables out for this reason, and may read this one at all.

    Every export leaves an audit row in its own transaction, which is what `logged` asks for.
    """
    permissions.allow(actor, "export", "export", reason=reason, logged=True)
    if not permissions.grants(actor, DATASETS[dataset].resource, "read"):
        raise Forbidden


def unknown_filters(dataset: str, filters: Filters) -> list[str]:
    """Filters that were given and that this table does not know."""
    known = DATASETS[dataset].narrow
    return [name for name in Filters.__slots__ if getattr(filters, name) is not None and name not in known]


def rows(session: Session, actor: Actor, dataset: str, filters: Filters, most: int) -> Rows:
    """The rows in the actor's reach, newest first, at most `most + 1`; fetched by the thousand."""
    table = DATASETS[dataset]
    query = table.joins(select(*[column.value for column in table.columns()])).where(
        table.inside(actor), *_narrowed(table, filters)
    )
    query = query.order_by(table.newest.desc()).limit(most + 1)
    # Closed however the reader ends: the cursor lives in the server until then.
    with session.execute(query, execution_options={"yield_per": FETCH}) as found:
        yield from found


def heads(dataset: str) -> list[str]:
    """The heads of the columns."""
    return [column.head for column in DATASETS[dataset].columns()]


def _narrowed(table: Dataset, filters: Filters) -> Iterator[ColumnElement[bool]]:
    known = table.narrow
    if filters.figure is not None:
        yield known["figure"] == FIGURES[filters.figure].value
    if filters.state is not None:
        yield known["state"] == filters.state
    if filters.item_type is not None:
        yield known["item_type"] == filters.item_type
    if filters.region is not None:
        yield known["region"].in_(under(filters.region))
    if filters.from_day is not None:
        yield known["from_day"] >= _bound(known["from_day"], filters.from_day, day_start)
    if filters.to_day is not None:
        column = known["to_day"]
        late = _bound(column, filters.to_day, day_end)
        yield column <= late if late is filters.to_day else column < late


def _bound(column: Any, day: date, instant: Callable[[date], Any]) -> Any:
    return day if column.type.python_type is date else instant(day)
