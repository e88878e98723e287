"""The scheduled jobs: one process works, any other waits; every period of every job is done once.

The leader holds an advisory lock on a direct connection of its own. Should that connection end, it stops working and
asks again, so that a frozen or cut-off leader never works beside its successor; and because a period is claimed in
the job's own transaction, even two leaders would do it once.
"""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

import structlog
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask, current_app
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.app import create_app
from api.calendar import IS_WORKDAY
from api.clock import now
from api.expired_files import remove_expired, remove_forgotten
from api.migration import administration
from api.settings import Settings
from api.sms import provider_of
from api.sms.delivery import AT_ONCE, deliver
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.alert_handling import tell_unhandled
from models.audit_search import forget_old
from models.dispatch import pass_on_overdue
from models.fold import BATCH, fold
from models.identity_link import purge_visits
from models.job_run import claim, forget, lead, record
from models.licence_watch import announce_endings
from models.load_change import close_emptied
from models.one_time import purge_codes
from models.pending_due import release
from models.pending_queue import Expired, expire
from models.person_search import KEPT as SEARCHES_KEPT
from models.person_search import purge_searches
from models.personal_retention import forget_expired
from models.photo_use import gather
from models.price_watch import tell_doubtful_prices
from models.row_security import SYSTEM
from models.session import purge_sessions
from models.sight_alarm import count_sights
from models.slot import extend_all
from models.sms import purge_messages
from models.stale import Stale
from models.watchdog import watch
from tradein.moment import day_of

log = structlog.get_logger(__name__)
SLOTS_AHEAD = timedelta(days=14)
SESSIONS_KEPT = timedelta(days=1)
MARKS_KEPT = timedelta(days=30)
CODES_KEPT = timedelta(days=2)
MESSAGES_KEPT = timedelta(days=30)
VISITS_KEPT = timedelta(days=1)
FOLDS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Job:
    """One job: what it does with a session at a moment, how often, and for periodic ones how its period is named."""

    work: Callable[[Session, datetime], int]
    seconds: int
    period: Callable[[datetime], str] | None = None


def by_day(moment: datetime) -> str:
    """The period of a daily job: the Shanghai day."""
    return day_of(moment).isoformat()


def _extend_slots(session: Session, moment: datetime) -> int:
    today = day_of(moment)
    return extend_all(session, today, today + SLOTS_AHEAD, moment)


def _clean(session: Session, moment: datetime) -> int:
    return (
        purge_sessions(session, moment - SESSIONS_KEPT)
        + forget(session, moment - MARKS_KEPT)
        + purge_codes(session, moment - CODES_KEPT)
        + purge_messages(session, moment - MESSAGES_KEPT)
        + purge_visits(session, moment - VISITS_KEPT)
        + purge_searches(session, moment - SEARCHES_KEPT)
    )


def _watch(session: Session, moment: datetime) -> int:
    return watch(session, moment, IS_WORKDAY) + tell_unhandled(session, moment)


def _compare_photos(session: Session, moment: datetime) -> int:
    return gather(session, moment, IS_WORKDAY)


def _doubt_prices(session: Session, moment: datetime) -> int:
    return tell_doubtful_prices(session, moment, IS_WORKDAY)


def _handover_key() -> bytes:
    key: bytes = current_app.extensions["settings"].secret("handover").encode()
    return key


def _expire_pending(session: Session, moment: datetime) -> int:
    return _told(session, expire(session, moment, _handover_key))


def _release_pending(session: Session, moment: datetime) -> int:
    return _told(session, release(session, moment, _handover_key))


def _told(session: Session, done: Expired) -> int:
    if done.districts:
        after_commit(session, lambda: announce(done.districts))
    return done.count


JOBS: Mapping[str, Job] = {
    "licence_endings": Job(announce_endings, 3600, by_day),
    "photo_uses": Job(_compare_photos, 60),
    "expired_files": Job(remove_expired, 600),
    "forgotten_files": Job(remove_forgotten, 60),
    "dispatch_timeouts": Job(pass_on_overdue, 60),
    "slots_ahead": Job(_extend_slots, 600, by_day),
    "forget_personal_data": Job(forget_expired, 3600, by_day),
    "forget_audit": Job(forget_old, 3600, by_day),
    "clean_up": Job(_clean, 3600, by_day),
    "watchdog": Job(_watch, 300),
    "emptied_loads": Job(close_emptied, 60),
    "doubtful_prices": Job(_doubt_prices, 60),
    "sight_volume": Job(count_sights, 30),
    "expire_pending": Job(_expire_pending, 600),
    "release_pending": Job(_release_pending, 30),
}
FOLD_SECONDS = 5
TEXT_SECONDS = 2


def _texts(app: Flask) -> bool:
    can: bool = app.extensions["settings"].texts_can_be_sent
    return can


class Jobs:
    """The scheduler of one process."""

    def __init__(self, app: Flask, engine: Engine) -> None:
        self.app = app
        self.engine = engine
        self.leadership: Connection | None = None
        self.scheduler = BlockingScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self.scheduler.add_job(self.fold, "interval", seconds=FOLD_SECONDS, id="fold")
        self.texts = provider_of(app.extensions["settings"]) if _texts(app) else None
        self.scheduler.add_job(self.send_texts, "interval", seconds=TEXT_SECONDS, id="send_texts")
        for name, job in JOBS.items():
            start = now() + timedelta(seconds=min(job.seconds, 5))
            self.scheduler.add_job(
                self.run, "interval", seconds=job.seconds, id=name, args=[name], next_run_time=start
            )

    def leads(self) -> bool:
        """Whether this process may work now: asked before every run, on the connection that holds the lock."""
        try:
            if self.leadership is None:
                self.leadership = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            return lead(self.leadership)
        except DBAPIError:
            log.warning("leadership_lost")
            if self.leadership is not None:
                self.leadership.invalidate()
                self.leadership.close()
            self.leadership = None
            return False

    def run(self, name: str) -> None:
        """One run of one job; its failure is logged, and the next run goes on."""
        job, moment = JOBS[name], now()
        if not self.leads():
            return
        try:
            with self.app.app_context():
                result = in_transaction(lambda session: perform(session, name, job, moment))
        except (DBAPIError, Stale):
            log.exception("job_failed", job=name)
            return
        if result:
            log.info("job_done", job=name, count=result)

    def fold(self) -> None:
        """Fold live counters until few are left."""
        if not self.leads():
            return
        try:
            with self.app.app_context():
                for _ in range(FOLDS_AT_ONCE):
                    if in_transaction(fold) < BATCH:
                        break
        except DBAPIError:
            log.exception("job_failed", job="fold")

    def send_texts(self) -> None:
        """Hand over the text messages that wait."""
        if self.texts is None or not self.leads():
            return
        try:
            while deliver(self.app, self.texts) == AT_ONCE:
                pass
        except DBAPIError:
            log.exception("job_failed", job="send_texts")

    def stop(self, *_: int | FrameType | None) -> None:
        """End after the job at hand."""
        self.scheduler.shutdown(wait=False)


def perform(session: Session, name: str, job: Job, moment: datetime) -> int:
    """A job within its transaction; a periodic one only if its period is still to be done."""
    if job.period is None:
        return job.work(session, moment)
    period = job.period(moment)
    if not claim(session, name, period, moment):
        return 0
    result = job.work(session, moment)
    record(session, name, period, result)
    return result


def run_forever(settings: Settings) -> None:
    """Work until told to stop. A second process waits for the first to end."""
    app = create_app(settings, purpose=SYSTEM)
    url = settings.database_url
    if url is None:
        raise LookupError("no database: start with `tradein run`, or set DATABASE_URL")
    jobs = Jobs(app, administration(url.get_secret_value()))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, jobs.stop)
    jobs.scheduler.start()
