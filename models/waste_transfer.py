"""Hazardous waste transfers: the manifest, its lines, and correction records beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    delete,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.output import OutputLot, Place
from models.scope import within
from models.sealed import Personal, Sealed
from models.series import next_number
from models.shipment import lots_at
from models.work_order import plant
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.output import NotHazardous
from tradein.transfer import PRIVATE_STATES, Form, TransferAction, TransferState, next_state

TRANSFER = "WT"
_STATES = ", ".join(f"'{state.value}'" for state in TransferState)
_FORMS = ", ".join(f"'{form.value}'" for form in Form)
_PRIVATE = [state.value for state in PRIVATE_STATES]
_NUMBERED = "manifest_number IS NOT NULL AND state NOT IN ('draft', 'discarded')"


class WasteTransfer(Personal):
    """One manifest: one vehicle trip from one origin. `due_on` is the last day on which the receiver may confirm."""

    __tablename__ = "waste_transfer"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        Index("uq_waste_transfer_manifest", "manifest_number", unique=True, postgresql_where=text(_NUMBERED)),
        Index("ix_waste_transfer_organisation_id_id", "organisation_id", "id"),
        Index("ix_waste_transfer_region_id", "region", "id"),
        Index("ix_waste_transfer_open", "region", "due_on", postgresql_where=text("state = 'departed'")),
        Index("ix_waste_transfer_due_on", "due_on", postgresql_where=text("state = 'departed'")),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(Text, unique=True)
    state: Mapped[str] = mapped_column(Text)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    manifest_number: Mapped[str | None] = mapped_column(Text)
    generator_contact_plain: Mapped[str | None] = mapped_column("generator_contact", Text)
    generator_contact_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    generator_contact = Sealed(None, plain="generator_contact_plain")
    generator_phone_plain: Mapped[str | None] = mapped_column("generator_phone", Text)
    generator_phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    generator_phone = Sealed(None, plain="generator_phone_plain")
    carrier_name: Mapped[str | None] = mapped_column(Text)
    carrier_licence: Mapped[str | None] = mapped_column(Text)
    plate: Mapped[str | None] = mapped_column(Text)
    driver_plain: Mapped[str | None] = mapped_column("driver", Text)
    driver_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    driver = Sealed(None, plain="driver_plain")
    escort_plain: Mapped[str | None] = mapped_column("escort", Text)
    escort_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    escort = Sealed(None, plain="escort_plain")
    receiver_name: Mapped[str | None] = mapped_column(Text)
    receiver_licence: Mapped[str | None] = mapped_column(Text)
    receiver_region: Mapped[str | None] = mapped_column(Text)
    receiver_address: Mapped[str | None] = mapped_column(Text)
    treatment: Mapped[str | None] = mapped_column(Text)
    approval_number: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    issued_by: Mapped[UUID | None]
    issued_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    departed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    due_on: Mapped[date | None] = mapped_column(Date)
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    end_note: Mapped[str | None] = mapped_column(Text)


class WasteTransferLine(Base):
    """One waste on the manifest, taken from one lot."""

    __tablename__ = "waste_transfer_line"
    __table_args__ = (
        CheckConstraint("mass_g > 0", name="mass_positive"),
        CheckConstraint("received_g >= 0", name="received_not_negative"),
        CheckConstraint(f"form IN ({_FORMS})", name="form"),
        Index("ix_waste_transfer_line_lot_id", "lot_id"),
    )

    transfer_id: Mapped[UUID] = mapped_column(ForeignKey("waste_transfer.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    lot_id: Mapped[UUID] = mapped_column(ForeignKey("output_lot.id"))
    lot_number: Mapped[str] = mapped_column(Text)
    waste_code: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    packing: Mapped[str] = mapped_column(Text)
    packages: Mapped[int] = mapped_column(Integer)
    mass_g: Mapped[int] = mapped_column(Integer)
    received_g: Mapped[int | None] = mapped_column(Integer)


class WasteTransferCorrection(Personal):
    """What should have been written: the record itself stays as signed."""

    __tablename__ = "waste_transfer_correction"

    transfer_id: Mapped[UUID] = mapped_column(ForeignKey("waste_transfer.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    was_plain: Mapped[str | None] = mapped_column("was", Text)
    was_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    was = Sealed(None, plain="was_plain")
    should_be_plain: Mapped[str | None] = mapped_column("should_be", Text)
    should_be_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    should_be = Sealed("", plain="should_be_plain")
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class WasteLine:
    """Grams of one hazardous lot with form and packing."""

    lot: str
    mass_g: int
    form: Form
    packing: str
    packages: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author has filled in so far; `fields` holds the text columns by name."""

    site: str
    fields: dict[str, str | None]
    lines: Sequence[WasteLine]


def author(actor: Actor) -> UUID | None:
    """Whose draft it is: the person, or the key that wrote it."""
    return actor.account_id or actor.key_id


def draft(session: Session, actor: Actor, content: Draft, now: datetime) -> WasteTransfer:
    """Begin a manifest; only its author sees it until it is issued."""
    place = plant(session, actor, content.site)
    transfer = WasteTransfer(
        id=new_id(),
        number=next_number(session, TRANSFER, (place.site_id, place.site_code), day_of(now)),
        state=TransferState.DRAFT.value,
        site_id=place.site_id,
        organisation_id=place.organisation_id,
        region=place.region,
        created_by=author(actor),
        created_at=now,
        **content.fields,
    )
    session.add(transfer)
    session.flush()
    _put_lines(session, transfer, place, content.lines)
    return transfer


def edit(session: Session, actor: Actor, number: str, content: Draft) -> WasteTransfer:
    """Replace a draft's content. Raises `transfer_state_wrong` once it is issued."""
    transfer = locked(session, actor, number, TransferAction.EDIT)
    place = plant(session, actor, content.site)
    transfer.site_id, transfer.region = place.site_id, place.region
    for name, value in content.fields.items():
        setattr(transfer, name, value)
    session.execute(delete(WasteTransferLine).where(WasteTransferLine.transfer_id == transfer.id))
    _put_lines(session, transfer, place, content.lines)
    return transfer


def _put_lines(session: Session, transfer: WasteTransfer, place: Place, lines: Sequence[WasteLine]) -> None:
    lots = lots_at(session, place, [line.lot for line in lines])
    session.add_all(_line(transfer.id, seq, line, lots[line.lot]) for seq, line in enumerate(lines, start=1))
    session.flush()


def _line(transfer_id: UUID, seq: int, line: WasteLine, lot: OutputLot) -> WasteTransferLine:
    if lot.waste_code is None:
        raise NotHazardous("lot", lot=lot.number)
    return WasteTransferLine(
        transfer_id=transfer_id,
        seq=seq,
        lot_id=lot.id,
        lot_number=lot.number,
        waste_code=lot.waste_code,
        form=line.form.value,
        packing=line.packing,
        packages=line.packages,
        mass_g=line.mass_g,
    )


def visible(actor: Actor) -> ColumnElement[bool]:
    """The condition for what the actor may see: the scope of the role, drafts only by their author."""
    mine = WasteTransfer.created_by == author(actor)
    return within(actor, WasteTransfer) & (WasteTransfer.state.not_in(_PRIVATE) | mine)


def locked(session: Session, actor: Actor, number: str, action: TransferAction) -> WasteTransfer:
    """The transfer, locked, once `action` is possible. Raises `not_found`, `forbidden`, `transfer_state_wrong`."""
    query = select(WasteTransfer).where(WasteTransfer.number == number, visible(actor))
    transfer = session.scalar(query.with_for_update())
    if transfer is None:
        raise NotFound
    if transfer.organisation_id != actor.organisation_id:
        raise Forbidden
    next_state(TransferState(transfer.state), action)
    return transfer


def lines_of(session: Session, transfer: WasteTransfer) -> Sequence[WasteTransferLine]:
    """The lines in order."""
    query = select(WasteTransferLine).where(WasteTransferLine.transfer_id == transfer.id)
    return session.scalars(query.order_by(WasteTransferLine.seq)).all()
