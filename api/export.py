"""Writing an export: the rows in reach, a watermark that says who took them, into the store, known for a day."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from api.file_answer import store
from api.object_store import CHUNK
from api.spreadsheet import FileFormat, said, write_table
from models.db import new_id
from models.export_file import ExportFile, Wanted, Written, note_export
from models.export_rows import Filters, check_export, heads, rows
from models.export_table import DATASETS
from models.party import Account, Organisation
from tradein.actor import Actor
from tradein.refusal import Busy
from tradein.refusals.application import ExportTooLarge

MOST_ROWS = 50_000
LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Order:
    """An export as it was asked for."""

    wanted: Wanted
    filters: Filters

    @property
    def form(self) -> FileFormat:
        return FileFormat(self.wanted.format)


def make_export(session: Session, by: tuple[Actor, datetime], order: Order) -> ExportFile:
    """Write the file and enter it. Raises `forbidden`, `export_too_large`, `busy`."""
    actor, now = by
    check_export(actor, order.wanted.dataset, order.wanted.reason)
    export_id = new_id()
    with tempfile.TemporaryFile() as out:
        mark = watermark(session, by, order, export_id)
        head = [[mark], heads(order.wanted.dataset)]
        title = DATASETS[order.wanted.dataset].title
        with closing(rows(session, actor, order.wanted.dataset, order.filters, MOST_ROWS)) as found:
            count = write_table(order.form, out, title, head, _bounded(found))
        sha256, size = _measured(out)
        try:
            store().put(sha256, out)
        except OSError:
            raise Busy from None
    return note_export(
        session, by, export_id, order.wanted, Written(sha256, size, count, now, now + LIFETIME)
    )


def _bounded(found: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    for count, row in enumerate(found, 1):
        if count > MOST_ROWS:
            raise ExportTooLarge(most=MOST_ROWS)
        yield row


def watermark(session: Session, by: tuple[Actor, datetime], order: Order, export_id: UUID) -> str:
    """Who took it, for whom, when, what it was narrowed to and why: the first line of every file."""
    actor, now = by
    account = session.get(Account, actor.account_id) if actor.account_id else None
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    narrowed = "、".join(f"{name}={value}" for name, value in sorted(order.wanted.filters.items()))
    parts = (
        f"{DATASETS[order.wanted.dataset].title}导出",
        f"导出人 {account.login if account else actor.key_id}({actor.role})",
        f"单位 {organisation.name if organisation else '–'}",
        f"时间 {said(now)}",
        f"筛选 {narrowed or '无'}",
        f"事由 {order.wanted.reason}",
        f"编号 {export_id}",
    )
    return " | ".join(parts)


def _measured(out: BinaryIO) -> tuple[str, int]:
    out.flush()
    out.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := out.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    out.seek(0)
    return digest.hexdigest(), size
