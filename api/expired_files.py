"""Files whose time is over: objects of erased rows, exports nobody can fetch any more, and counters long past."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from api.file_answer import store
from models.export_file import expired, forget_exports
from models.forgotten_object import forget_note, waiting
from models.named_object import is_named
from models.rate_window import forget_windows

BATCH = 200
ROWS_KEPT = timedelta(days=400)
"""As long as the audit trail at least tells of them."""
WINDOWS_KEPT = timedelta(minutes=10)


def remove_forgotten(session: Session, moment: datetime) -> int:  # noqa: ARG001 - what is forgotten waits for no day
    """Remove objects whose last row was erased; how many. Those that some row names stay."""
    gone = 0
    for sha256 in waiting(session, BATCH):
        if not is_named(session, sha256):
            # First the object: a run that dies here removes it again, and removing twice is harmless.
            store().remove(sha256)
            gone += 1
        forget_note(session, sha256)
    return gone


def remove_expired(session: Session, moment: datetime) -> int:
    """Remove files of expired exports, then rows that nobody asks for; how many files."""
    gone = expired(session, moment, BATCH)
    for export in gone:
        # First the file: a run that dies here removes it again, and removing twice is harmless.
        store().remove(export.sha256)
        export.removed_at = moment
    session.flush()
    forget_exports(session, moment - ROWS_KEPT)
    forget_windows(session, moment - WINDOWS_KEPT)
    return len(gone)
