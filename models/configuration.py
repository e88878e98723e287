"""What was changed of how the platform works and who may do what on it: by whom, when, from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.audit import OF_CONFIGURATION
from models.configured import RESOURCES

RELEASE = "release"
KINDS = (*RESOURCES, RELEASE)
"""What a change is about: a word of the permission table, or data and rules that came with a new version."""


@dataclass(frozen=True, slots=True)
class ChangesWanted:
    """One kind only, and a span of time (end excluded)."""

    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None


# Packaged files have no author: the platform's version brought them. What an officer sets has its own audit row.
_CHANGES = text(f"""
SELECT * FROM (
  (SELECT a.at, a.id::text AS id, a.resource AS kind, a.action, a.role, a.account_id, o.name AS organisation_name,
          a.subjects, a.reason, a.facts
     FROM audit a LEFT JOIN organisation o ON o.id = a.organisation_id
    WHERE {OF_CONFIGURATION} AND (CAST(:kind AS text) IS NULL OR a.resource = :kind)
      AND a.at >= :since AND a.at < :until AND (a.at, a.id::text) < (:at, :id)
    ORDER BY a.at DESC, a.id DESC LIMIT :most)
  UNION ALL
  (SELECT e.imported_at, 'release:' || e.revision, '{RELEASE}', '{RELEASE}', 'system', NULL, NULL,
          ARRAY['dataset:' || e.dataset], NULL,
          jsonb_build_object('sha256', left(encode(e.sha256, 'hex'), 12), 'changed', jsonb_build_array(
              jsonb_build_object('table', e.dataset, 'name', 'edition', 'before', e.former, 'after', e.edition)))
     FROM (SELECT r.*, lag(r.edition) OVER (PARTITION BY r.dataset ORDER BY r.revision) AS former
             FROM reference_edition r WHERE r.imported_by IS NULL) e
    WHERE coalesce(:kind, '{RELEASE}') = '{RELEASE}' AND e.imported_at >= :since AND e.imported_at < :until
      AND (e.imported_at, 'release:' || e.revision) < (:at, :id)
    ORDER BY 1 DESC, 2 DESC LIMIT :most)
) changes ORDER BY at DESC, id DESC LIMIT :most
""")  # noqa: S608 - built from constants
EARLIEST, LATEST = "-infinity", "infinity"


def changes_after(
    session: Session, wanted: ChangesWanted, after: tuple[datetime, str] | None, limit: int
) -> Sequence[Any]:
    """Changes, newest first, `limit + 1` of them. One statement."""
    at, last = after or (LATEST, "")
    said = {"kind": wanted.kind, "since": wanted.since or EARLIEST, "until": wanted.until or LATEST}
    return session.execute(_CHANGES, said | {"at": at, "id": last, "most": limit + 1}).all()
