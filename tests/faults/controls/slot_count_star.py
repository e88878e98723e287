"""The last place looked for by reading first and writing afterwards (H1)."""

from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import slot
from models.slot import Slot, SlotFull


def _take(session: Session, slot_id: UUID) -> None:
    taken, capacity = session.execute(select(Slot.taken, Slot.capacity).where(Slot.id == slot_id)).one()
    if taken >= capacity:
        raise SlotFull("slot")
    session.execute(update(Slot).where(Slot.id == slot_id).values(taken=taken + 1))


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot, "take", _take)
