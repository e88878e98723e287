"""Probes for whoever keeps the platform running: is the process alive, can it work. They show no versions."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from flask import current_app
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.permit import permit
from api.revision import expected_revision
from models.db import db
from models.probe import schema_revision, write_and_read
from tradein.refusal import Refusal

LEAST_FREE = 0.05
FRESH_S = 1.0

blp = Blueprint("health", __name__, description="服务探针 · probes")


class NotReady(Refusal):
    """The process lives but should get no traffic; `failing` lists why."""

    code = "not_ready"
    status = 503
    zh = "服务尚未就绪：{failing}。"
    en = "The service is not ready: {failing}."


@blp.get("/healthz")
@permit("service", "read")
@blp.response(200, description="the process answers")
def healthz() -> dict[str, str]:
    """Is the process alive."""
    return {"status": "alive"}


@blp.get("/readyz")
@permit("service", "read")
@blp.response(200, description="database, schema and disk are fit for work")
def readyz() -> dict[str, str]:
    """Can it work: database, schema, disk."""
    readiness: Readiness = current_app.extensions.setdefault("readiness", Readiness())
    checks = readiness.asked()
    failing = [name for name, fine in checks.items() if not fine]
    if failing:
        raise NotReady(failing=failing)
    return {"status": "ready"} | dict.fromkeys(checks, "ok")


def _looked_at() -> dict[str, bool]:
    return {
        "database": _database_writes(db.session()),
        "migration": _schema_is_current(db.session()),
        "disk": _disk_has_room(current_app.extensions["settings"].home),
    }


@dataclass(slots=True)
class Readiness:
    """What this process found when it last looked, a second ago at most: anybody may ask, and looking writes."""

    found: dict[str, bool] = field(default_factory=dict)
    at: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def asked(self) -> dict[str, bool]:
        """The checks by name. While somebody is looking, others are told what was found before."""
        if self.found and monotonic() - self.at < FRESH_S:
            return self.found
        if not self.lock.acquire(blocking=not self.found):
            return self.found
        try:
            self.found = _looked_at()
            self.at = monotonic()
        except BaseException:
            self.found = {}
            raise
        finally:
            self.lock.release()
        return self.found


def _database_writes(session: Session) -> bool:
    try:
        return write_and_read(session, now())
    finally:
        session.rollback()


def _schema_is_current(session: Session) -> bool:
    try:
        return schema_revision(session) == expected_revision()
    finally:
        session.rollback()


def _disk_has_room(home: Path) -> bool:
    usage = shutil.disk_usage(home if home.exists() else home.parent)
    return usage.free / usage.total >= LEAST_FREE
