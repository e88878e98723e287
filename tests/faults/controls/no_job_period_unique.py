"""A period looked for by reading first and marked afterwards (H14)."""

import time
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from api import jobs


def _claim(session: Session, job: str, period: str, now: datetime) -> bool:
    known = text("SELECT EXISTS (SELECT FROM job_run WHERE job = :job AND period = :period)")
    done = session.execute(known, {"job": job, "period": period}).scalar_one()
    time.sleep(0.05)
    return not done


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "claim", _claim)
    monkeypatch.setattr(jobs, "record", lambda *_: None)
