"""Reading hazardous waste transfers within a reader's scope; drafts only by their author."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dismantling_list import Listed, Wanted, listed_rows, only, page_of
from models.waste_transfer import WasteTransfer, WasteTransferCorrection, WasteTransferLine, visible
from tradein.actor import Actor
from tradein.transfer import TransferState


def transfers(session: Session, actor: Actor, wanted: Wanted, overdue_before: date | None) -> list[Listed]:
    """Transfers in scope, drafts only the reader's own; with a day, those whose confirmation was due before it."""
    query = page_of(WasteTransfer, visible(actor), wanted)
    if overdue_before is not None:
        departed = WasteTransfer.state == TransferState.DEPARTED.value
        query = query.where(departed, WasteTransfer.due_on < overdue_before)
    return listed_rows(session, query)


def transfer(session: Session, actor: Actor, number: str) -> Listed:
    """One transfer. Raises `not_found`."""
    wanted = Wanted({"number": number}, None, 1)
    return only(listed_rows(session, page_of(WasteTransfer, visible(actor), wanted)))


def transfer_lines(session: Session, transfer_ids: Sequence[UUID]) -> dict[UUID, list[WasteTransferLine]]:
    """Lines of several transfers, one statement."""
    rows = session.scalars(
        select(WasteTransferLine)
        .where(WasteTransferLine.transfer_id.in_(transfer_ids))
        .order_by(WasteTransferLine.transfer_id, WasteTransferLine.seq)
    )
    found: dict[UUID, list[WasteTransferLine]] = {transfer_id: [] for transfer_id in transfer_ids}
    for row in rows:
        found[row.transfer_id].append(row)
    return found


def corrections(session: Session, transfer_id: UUID) -> Sequence[WasteTransferCorrection]:
    """Correction records of a transfer, oldest first."""
    mine = WasteTransferCorrection.transfer_id == transfer_id
    return session.scalars(
        select(WasteTransferCorrection).where(mine).order_by(WasteTransferCorrection.seq)
    ).all()
