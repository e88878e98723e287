"""Which objects of the store some row names: a picture, a paper or a file that can still be fetched."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from models.application_document import ApplicationDocument
from models.export_file import ExportFile
from models.forgotten_object import hold_object
from models.photo import Photo


def is_named(session: Session, sha256: str) -> bool:
    """Whether any row names the object. It is held meanwhile: an upload of the same picture waits. Asked by a job."""
    hold_object(session, sha256)
    standing = or_(
        exists().where(Photo.sha256 == sha256),
        exists().where(ApplicationDocument.sha256 == sha256),
        exists().where(ExportFile.sha256 == sha256, ExportFile.removed_at.is_(None)),
    )
    return bool(session.scalar(select(standing)))
