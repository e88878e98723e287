"""The tour in the README works as written, against a server started as `make run` starts it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from api.demo import load
from api.settings import ROOT
from models.slot import Opening, open_slot
from tests.keys import ENVIRONMENT
from tradein.moment import SHANGHAI
from tradein.timetable import Interval

PATIENCE = 90
SHOWN = (
    "consumer",
    "recycler_manager",
    "recycler_staff",
    "district_officer",
    "city_officer",
    "province_officer",
)
_TOUR = re.compile(r"<!-- tour:begin -->(.*)<!-- tour:end -->", re.DOTALL)
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def the_tour() -> list[str]:
    """The tour's commands, block by block."""
    found = _TOUR.search((ROOT / "README.md").read_text("utf-8"))
    assert found, "the README has no tour"
    return _BLOCK.findall(found[1])


@pytest.fixture
def serve(fresh_database, tmp_path):
    """Start the web server on `fresh_database`; answers its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRADEIN_", "DATABASE_"))
    }
    environment = (
        kept
        | ENVIRONMENT
        | {
            "DATABASE_URL": fresh_database,
            "TRADEIN_HOME": str(tmp_path),
            "TRADEIN_PORT": str(port),
            "TRADEIN_WORKERS": "1",
        }
    )
    command = [sys.executable, "-m", "gunicorn", "--config", "python:api.serve"]
    with (tmp_path / "web.log").open("wb") as log:
        web = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    deadline = time.monotonic() + PATIENCE
    while not _answers(port):
        assert web.poll() is None, (tmp_path / "web.log").read_text("utf-8")
        assert time.monotonic() < deadline, (tmp_path / "web.log").read_text("utf-8")
        time.sleep(0.1)
    yield port, environment
    web.terminate()
    web.wait(PATIENCE)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as reply:
            return reply.status == 200
    except (URLError, OSError):
        return False


def walk(served, home: Path, cwd: Path) -> list[str]:
    """Paste the tour into a shell; the lines it said."""
    port, environment = served
    script = "\n".join(the_tour())
    for written, here in (
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{port}"),
        (".tradein/", f"{home}/"),
        (".venv/bin/tradein", f"{sys.executable} -m api.cli"),
    ):
        assert written in script, f"the tour does not say {written}"
        script = script.replace(written, here)
    environment = environment | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=PATIENCE * 2, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (cwd / "label.pdf").read_bytes().startswith(b"%PDF")
    return ended.stdout.splitlines()


@pytest.fixture
def laid(fresh_database, world, tmp_path):
    """The small world with a file of sign-ins like the demo city's, and a window to book."""
    sign_ins = [
        {
            "role": role,
            "account": (person := world.person(role)).login,
            "password": person.password,
            "api_key": person.api_key,
            "organisation": person.organisation.name if person.organisation else None,
            "region": person.region,
        }
        for role in SHOWN
    ]
    (tmp_path / "demo-accounts.json").write_text(json.dumps(sign_ins, ensure_ascii=False), "utf-8")
    start = (datetime.now(SHANGHAI) + timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
    engine = create_engine(fresh_database, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        interval = Interval(start, start + timedelta(hours=2))
        firm = world.organisation("recycler").id
        open_slot(session, Opening(firm, "371502", interval, 3), datetime.now(SHANGHAI))
    engine.dispose()
    return tmp_path


def test_the_tour_works_as_written(serve, laid, tmp_path):
    said = walk(serve, laid, tmp_path)
    assert said[2:4] == ["accepted", "assigned"]
    assert said[5:8] == ["applied", "duplicate", "collected"]
    assert said[8].startswith("<title>")
    assert said[9:] == ["1", "1", "1", "everything agrees with its events"]


@pytest.mark.long
def test_the_tour_works_in_the_demo_city(serve, fresh_database, settings, tmp_path):
    own = settings.model_copy(update={"database_url": SecretStr(fresh_database), "home": tmp_path})
    load(own, reset=True)
    said = walk(serve, tmp_path, tmp_path)
    assert said[5:8] == ["applied", "duplicate", "collected"]
    district, city, province = map(int, said[9:12])
    assert 1 < district < city < province
    assert said[12] == "everything agrees with its events"
