"""Jobs: one leader, every period once, and a failed run leaves no mark."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import JOBS, Job, by_day, perform
from models import job_run
from models.job_run import JobRun, lead

NOW = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
SCHEDULERS = 4


def count(done):
    return Job(lambda _, __: done.append(1) or len(done), 1, by_day)


@pytest.mark.control("no_job_period_unique")
def test_four_schedulers_do_a_period_once(fresh_engine):
    done, barrier = [], Barrier(SCHEDULERS)

    def schedule():
        with Session(fresh_engine) as session, session.begin():
            barrier.wait()
            perform(session, "slots_ahead", count(done), NOW)

    threads = [Thread(target=schedule) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1


def test_the_period_is_the_day_in_shanghai():
    assert by_day(NOW) == "2026-11-22"


def test_a_failed_run_may_be_repeated(session):
    def fail(_, __):
        raise RuntimeError

    with pytest.raises(RuntimeError), session.begin_nested():
        perform(session, "clean_up", Job(fail, 1, by_day), NOW)
    done = []
    assert perform(session, "clean_up", count(done), NOW) == 1
    assert session.scalars(select(JobRun.result)).one() == 1
    assert perform(session, "clean_up", count(done), NOW) == 0


def test_only_one_connection_leads(fresh_engine):
    with fresh_engine.connect() as first, fresh_engine.connect() as second:
        assert lead(first)
        assert lead(first)
        assert not lead(second)
        first.invalidate()
        assert lead(second) or lead(second)


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_runs_twice_without_harm(session, world, name):
    for _ in range(2):
        perform(session, name, JOBS[name], NOW)


def test_old_marks_are_forgotten(session):
    job_run.claim(session, "clean_up", "2026-01-01", datetime(2026, 1, 1, tzinfo=UTC))
    assert job_run.forget(session, NOW) == 1
