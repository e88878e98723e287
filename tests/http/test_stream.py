"""Live figures: heard within a second in another process, filtered by territory, bounded, and resumable."""

import queue
import threading
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import orjson
import pytest
from pydantic import SecretStr

from api import hub as hub_module
from api import stream
from api.announcer import Announcer
from api.hub import Hub, Listener
from models.db import db
from models.figure_notice import Notice, connect, listen, received, send
from tests.persistence.test_capture_recount import Life
from tradein.moment import day_of
from tradein.refusal import Busy

CITY = "371500"


class Reader:
    """A screen: reads one stream in its own thread, as a web server would write it."""

    def __init__(self, app, headers, region=CITY, after=None):
        self.events = queue.Queue()
        self.leaving = False
        headers = dict(headers) | ({"Last-Event-ID": str(after)} if after is not None else {})
        client = app.test_client(use_cookies=False)
        self.answer = client.get(f"/api/v1/oversight/{region}/stream", headers=headers)
        self.status = self.answer.status_code
        if self.status == 200:
            self.thread = threading.Thread(target=self._read, daemon=True)
            self.thread.start()

    def _read(self):
        for chunk in self.answer.response:
            fields = dict(line.split(": ", 1) for line in chunk.decode().strip().split("\n") if ": " in line)
            if "event" in fields:
                fields["data"] = orjson.loads(fields["data"])
                self.events.put(SimpleNamespace(**fields))
            if self.leaving:
                break
        self.answer.close()
        self.events.put(None)

    def leave(self):
        """Hang up; a server notices at the next thing it writes."""
        self.leaving = True
        while self.next() is not None:
            pass

    def next(self, timeout=5):
        return self.events.get(timeout=timeout)


@pytest.fixture
def apps(world, fresh_database, settings):
    """Two processes' worth of application on one database."""
    from api.app import create_app

    made = []
    for _ in range(2):
        app = create_app(
            settings.model_copy(update={"database_url": SecretStr(fresh_database), "streams": 3})
        )
        app.testing = True
        made.append(app)
    yield made
    for app in made:
        stream.stop(app)
        for engine in db._app_engines[app].values():
            engine.dispose()


@pytest.fixture
def url(fresh_database):
    return fresh_database.replace("postgresql+psycopg", "postgresql")


@pytest.fixture
def often(monkeypatch):
    """Heartbeats come quickly."""
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.2)
    monkeypatch.setattr(stream, "TICK_SECONDS", 0.1)


def _announce(app, *districts):
    with app.app_context():
        stream.announce(districts)


def test_another_process_hears_within_a_second(apps, sign_in):
    writer, other = apps
    reader = Reader(other, sign_in("city_officer"))
    assert reader.next().event == "ready"
    started = time.monotonic()
    _announce(writer, "371502")
    heard = reader.next()
    assert time.monotonic() - started < 1
    assert heard.event == "figures"
    assert heard.data == {"region": CITY, "districts": ["371502"]}


def test_headers_keep_proxies_from_holding_it_back(apps, sign_in):
    reader = Reader(apps[0], sign_in("city_officer"))
    headers = reader.answer.headers
    assert headers["Content-Type"].startswith("text/event-stream")
    assert headers["Cache-Control"] == "no-cache, no-transform"
    assert headers["X-Accel-Buffering"] == "no"


def test_a_screen_hears_only_of_its_own_territory(apps, sign_in):
    mine, theirs = (
        Reader(apps[0], sign_in("city_officer")),
        Reader(apps[0], sign_in("city_officer", 1), "371400"),
    )
    assert mine.next().event == theirs.next().event == "ready"
    _announce(apps[1], "371402")
    assert theirs.next().data["districts"] == ["371402"]
    _announce(apps[1], "371502", "371482")
    assert mine.next().data["districts"] == ["371502"]
    assert theirs.next().data["districts"] == ["371482"]


@pytest.mark.usefixtures("often")
def test_a_resumed_stream_is_told_what_it_missed(apps, sign_in):
    first, keeper = Reader(apps[0], sign_in("city_officer")), Reader(apps[0], sign_in("city_officer"))
    ready = first.next()
    keeper.next()
    _announce(apps[1], "371502")
    assert first.next().event == "figures"
    missed = keeper.next()
    resumed = Reader(apps[0], sign_in("city_officer"), after=int(ready.id))
    assert resumed.next().data["districts"] == ["371502"]
    first.leave()
    up_to_date = Reader(apps[0], sign_in("city_officer"), after=int(missed.id))
    _announce(apps[1], "371581")
    assert up_to_date.next().data["districts"] == ["371581"]
    assert int(missed.id) > int(ready.id)


@pytest.mark.parametrize("after", ["1", "0", "garbage", "-5", "9" * 40])
def test_a_place_long_gone_or_never_given_means_start_over(apps, sign_in, after):
    assert Reader(apps[0], sign_in("city_officer"), after=after).next().event == "reset"


@pytest.mark.usefixtures("often")
def test_streams_are_bounded_in_a_process(apps, sign_in):
    headers = sign_in("city_officer")
    readers = [Reader(apps[0], headers) for _ in range(3)]
    assert [reader.next().event for reader in readers] == ["ready"] * 3
    refused = Reader(apps[0], headers)
    assert refused.status == 503
    assert refused.answer.json["code"] == "streams_full"
    assert int(refused.answer.headers["Retry-After"]) > 0
    assert Reader(apps[1], headers).status == 200
    head = apps[0].test_client(use_cookies=False).head(f"/api/v1/oversight/{CITY}/stream", headers=headers)
    assert head.status_code == 200, "a HEAD opens nothing"
    readers[0].leave()
    assert Reader(apps[0], headers).status == 200


def test_one_connection_however_many_screens(apps, sign_in, fresh_engine):
    readers = [Reader(apps[0], sign_in("city_officer")) for _ in range(3)]
    for reader in readers:
        reader.next()
    with fresh_engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tradein-figures'"
            " AND datname = current_database()"
        ).scalar()
    assert found == 1


@pytest.mark.usefixtures("often")
def test_lost_rights_end_the_stream(apps, sign_in, fresh_engine):
    reader = Reader(apps[0], sign_in("city_officer"))
    assert reader.next().event == "ready"
    with fresh_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE login_session SET revoked_at = now()")
    assert reader.next() is None


@pytest.mark.usefixtures("often")
def test_a_stream_ends_with_its_process(apps, sign_in):
    reader = Reader(apps[0], sign_in("city_officer"))
    reader.next()
    apps[0].extensions["stream"].ending = lambda: True
    assert reader.next() is None


def test_a_lost_connection_is_made_again_and_everybody_starts_over(apps, sign_in, fresh_engine):
    reader = Reader(apps[0], sign_in("city_officer"))
    reader.next()
    with fresh_engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tradein-figures'"
            " AND datname = current_database()"
        )
    assert reader.next().event == "reset"
    _announce(apps[1], "371502")
    assert reader.next().event == "figures"


def test_commits_tell_open_screens(apps, sign_in, world):
    """The whole way: a scan over HTTP in one process, heard in another, and the figure already there."""
    with apps[0].app_context():
        life = Life(db.session(), world)
        db.session.commit()
    reader = Reader(apps[1], sign_in("city_officer"))
    reader.next()
    happened = datetime.now(UTC)
    today = day_of(happened)
    scan = {
        "event_id": "01890000-0000-7000-8000-000000000001",
        "code": life.codes[0],
        "step": "commissioning",
        "event_time": happened.isoformat(),
        "item_type": "FRIDGE",
        "region": "371502",
    }
    headers = sign_in("recycler_staff")
    answer = (
        apps[0].test_client(use_cookies=False).post("/api/v1/scans", json={"scans": [scan]}, headers=headers)
    )
    assert answer.status_code == 200, answer.json
    assert reader.next().data["districts"] == ["371502"]
    summary = (
        apps[1]
        .test_client(use_cookies=False)
        .get(
            f"/api/v1/oversight/{CITY}/summary?from={today}&to={today}&figure=booked_units",
            headers=sign_in("city_officer"),
        )
    )
    assert summary.json["figures"][0]["value"] == 1


# --- The parts -------------------------------------------------------------------------------------------------------


def test_changes_are_gathered_before_they_are_sent(url):
    sent = []
    gate = threading.Event()

    class Slow:
        def execute(self, _statement, parameters):
            sent.append(parameters[-1])
            gate.wait(5)

        def close(self):
            pass

    announcer = Announcer(Slow)
    announcer.add(["371502"])
    while not sent:
        time.sleep(0)
    for district in ("371581", "371402", "371581"):
        announcer.add([district])
    gate.set()
    announcer.stop()
    assert sent == ["371502", "371402 371581"]


def test_an_announcer_begins_again_after_it_was_idle(url, monkeypatch):
    monkeypatch.setattr("api.announcer.IDLE_SECONDS", 0.01)
    with connect(url) as connection:
        listen(connection)
        announcer = Announcer(lambda: connect(url))
        for district in ("371502", "371581"):
            announcer.add([district])
            (notice,) = _some(connection)
            assert notice.districts == {district}
            _until(lambda: announcer._thread is None)
        announcer.stop()


def test_an_announcer_survives_the_loss_of_its_connection(url):
    with connect(url) as connection:
        listen(connection)
        broken = connect(url)
        broken.close()
        connections = iter([broken])
        announcer = Announcer(lambda: next(connections, None) or connect(url))
        announcer.add(["371502"])
        (notice,) = _some(connection)
        announcer.stop()
    assert notice.districts == {"371502"}


def _some(connection):
    for notice in received(connection, 5):
        return [notice]
    return []


def _until(condition):
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_thousands_of_districts_fit_and_numbers_grow(url):
    with connect(url) as connection, connect(url) as other:
        listen(connection)
        districts = {f"{n:06d}" for n in range(2500)}
        send(other, districts)
        send(other, ["371502"])
        found = []
        for notice in received(connection, 5):
            found.append(notice)
            if len(found) == 4:
                break
    assert frozenset().union(*(notice.districts for notice in found[:3])) == districts
    assert [notice.number for notice in found] == sorted({notice.number for notice in found})


def test_foreign_notifications_are_ignored(url):
    with connect(url) as connection, connect(url) as other:
        listen(connection)
        other.execute("NOTIFY tradein_figures, 'nonsense'")
        other.execute("NOTIFY tradein_figures")
        send(other, ["371502"])
        assert _some(connection)[0].districts == {"371502"}


def _hub(most=2):
    hub = Hub(lambda: None, most)
    hub._start = lambda: None
    hub._ready.set()
    return hub


def test_a_screen_that_cannot_keep_up_is_closed():
    hub = _hub()
    slow, quick = (hub.subscribe(frozenset({"371502"}), None) for _ in range(2))
    for number in range(hub_module.QUEUE + 1):
        hub._hand_out(Notice(number + 1, frozenset({"371502"})))
        quick.queue.get_nowait()
    assert slow.queue.get_nowait() is None
    assert hub._listeners == {quick}


def test_the_ring_forgets_the_oldest(monkeypatch):
    monkeypatch.setattr(hub_module, "RING", 3)
    hub = _hub(9)
    for number in range(1, 6):
        hub._hand_out(Notice(number, frozenset({"371502"})))
    here = frozenset({"371502"})
    assert not hub.subscribe(here, 1).queue.get_nowait().districts
    assert hub.subscribe(here, 2).queue.get_nowait() == Notice(5, here)
    assert hub.subscribe(here, 5).queue.empty()
    assert hub.subscribe(frozenset({"371581"}), 2).queue.empty()


def test_no_more_streams_than_agreed():
    hub = _hub(1)
    listener = hub.subscribe(frozenset(), None)
    with pytest.raises(Busy):
        hub.subscribe(frozenset(), None)
    hub.unsubscribe(listener)
    hub.unsubscribe(listener)
    assert isinstance(hub.subscribe(frozenset(), None), Listener)


def test_a_child_process_starts_afresh(apps):
    own = apps[0].extensions["stream"]
    before = (own.announcer, own.hub)
    stream._renew_all()
    assert own.announcer is not before[0]
    assert own.hub is not before[1]
