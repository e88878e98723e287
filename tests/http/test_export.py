"""Exports: within one's reach, with a reason, marked, fetched by nobody else, gone after a day."""

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from api import expired_files, export
from models.audit import Audit
from models.export_file import ExportFile
from models.unit import Event, Unit
from tests.http.test_photo import order_for
from tests.persistence.test_capture_recount import NOW, Life
from tradein.moment import SHANGHAI

REASON = "季度核查，按上级要求导出"


def ask(client, world, role="warehouse", number=0, **said):
    body = {"dataset": "units", "format": "csv", "reason": REASON, **said}
    return client.post("/api/v1/exports", json=body, headers=world.person(role, number).session_headers())


def fetch(client, world, made, role="warehouse", number=0):
    return client.get(made.json["file"], headers=world.person(role, number).session_headers())


def table(reply, encoding="utf-8-sig"):
    return list(csv.reader(StringIO(reply.data.decode(encoding), newline="")))


@pytest.fixture
def units(session, world):
    """Two units in each city, held by its warehouse."""
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    for number, district in ((0, "371502"), (1, "371402")):
        for at in range(2):
            session.add(
                Unit(
                    id=UUID(int=100 * number + at + 1),
                    code=f"UNIT{number}{at}0000000",
                    item_type="FRIDGE",
                    district=district,
                    stage="stored",
                    seq=1,
                    holder_id=world.organisation("warehouse", number).id,
                    weight_g=None if at else 50_000,
                    stage_since=moment,
                    last_event_time=moment,
                    created_at=moment + timedelta(days=at),
                )
            )
    session.commit()


def test_an_export_holds_what_is_in_reach_and_says_who_took_it(client, world, units, session):
    made = ask(client, world)
    assert (made.status_code, made.json["rows"]) == (201, 2), made.json
    reply = fetch(client, world, made)
    assert reply.mimetype == "text/csv"
    assert "attachment" in reply.headers["Content-Disposition"]
    assert reply.headers["Cache-Control"] == "no-store"
    (mark,), head, *rows = table(reply)
    for part in ("warehouse0", world.organisation("warehouse").name, REASON, made.json["id"]):
        assert part in mark
    assert head[0] == "追溯码"
    assert {row[0] for row in rows} == {"UNIT000000000", "UNIT010000000"}
    # Unknown is not zero.
    assert [row[head.index("重量（克）")] for row in rows] == ["", "50000"]
    audited = session.scalars(select(Audit).where(Audit.resource == "export")).all()
    assert [(row.verb, row.reason, row.facts["dataset"]) for row in audited] == [("export", REASON, "units")]


@pytest.mark.control("unscoped_export")
@pytest.mark.parametrize(
    ("role", "number", "rows"),
    [
        ("warehouse", 0, 2),
        ("warehouse", 1, 2),
        ("recycler_manager", 0, 0),
        ("district_officer", 0, 2),
        ("city_officer", 1, 2),
        ("province_officer", 0, 4),
        ("auditor", 0, 4),
    ],
)
def test_the_scope_is_inside_the_query(client, world, units, role, number, rows):
    made = ask(client, world, role, number)
    assert (made.status_code, made.json["rows"]) == (201, rows), made.json


@pytest.mark.parametrize("role", ["recycler_staff", "system_admin", "community_worker"])
def test_who_may_not_take_tables_out_does_not(client, world, units, role):
    assert ask(client, world, role).status_code == 403


def test_who_may_not_read_a_table_does_not_export_it(client, world, units):
    assert ask(client, world, "retailer_clerk", dataset="dismantlings").status_code == 403
    assert client.post("/api/v1/exports", json={"dataset": "units", "reason": REASON}).status_code == 401


@pytest.mark.parametrize(
    "dataset", ["units", "orders", "events", "dismantlings", "output_lots", "waste_transfers"]
)
@pytest.mark.parametrize("form", ["csv", "csv_gb18030", "xlsx"])
def test_every_table_in_every_form(client, world, units, dataset, form):
    made = ask(client, world, "province_officer", dataset=dataset, format=form)
    assert made.status_code == 201, made.json
    reply = fetch(client, world, made, "province_officer")
    if form == "xlsx":
        assert openpyxl.load_workbook(BytesIO(reply.data)).active.max_row == made.json["rows"] + 2
    else:
        assert len(table(reply, "gb18030" if "gb" in form else "utf-8-sig")) == made.json["rows"] + 2


def test_a_figure_its_list_and_its_export_are_one_number(client, world, session):
    """Also after one of its events was declared wrong, and for each place by itself."""
    life = Life(session, world)
    life.commission(3)
    life.codes = life.codes[3:]
    life.commission(2, district="371581")
    session.commit()
    wrong = {"event_id": str(session.scalars(select(Event.event_id)).first()), "reason": "重复建档，作废"}
    boss = world.person("recycler_manager").session_headers()
    client.post("/api/v1/corrections", json={**wrong, "kind": "did_not_occur"}, headers=boss)
    day = NOW.astimezone(SHANGHAI).date().isoformat()
    officer = world.person("city_officer").session_headers()
    asked = {"figure": "booked_units", "from": day, "to": day}
    for region in ("371500", "371502", "371581"):
        path = f"/api/v1/oversight/{region}"
        shown = client.get(f"{path}/summary", query_string=asked, headers=officer).json["figures"][0]["value"]
        listed = client.get(f"{path}/units", query_string=asked, headers=officer).json["items"]
        filters = {"figure": "booked_units", "region": region, "from_day": day, "to_day": day}
        made = ask(client, world, "city_officer", dataset="events", filters=filters)
        assert made.json["rows"] == len(listed) == shown > 0, made.json
        codes = {row[0] for row in table(fetch(client, world, made, "city_officer"))[2:]}
        assert codes == {one["code"] for one in listed}


@pytest.mark.parametrize("role", ["recycler_manager", "warehouse", "dismantler"])
def test_events_behind_figures_are_the_officers_alone(client, world, role):
    assert ask(client, world, role, dataset="events").status_code == 403


def test_an_export_of_bookings_names_nobody(client, world, session):
    from models.order import OrderContact

    order = order_for(session, world)
    session.add(OrderContact(order_id=order.id, name="张三丰", phone="13800009999", address="东昌西路一号"))
    session.commit()
    reply = fetch(client, world, ask(client, world, "city_officer", dataset="orders"), "city_officer")
    assert order.number in reply.data.decode()
    for canary in ("张三丰", "13800009999", "东昌西路"):
        assert canary not in reply.data.decode()


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, 4),
        ({"state": "stored"}, 4),
        ({"state": "resold"}, 0),
        ({"region": "371500"}, 2),
        ({"region": "371402"}, 2),
        ({"item_type": "FRIDGE"}, 4),
        ({"item_type": "TV_CRT"}, 0),
        ({"from_day": "2026-11-02"}, 2),
        ({"to_day": "2026-11-01"}, 2),
        ({"from_day": "2026-11-01", "to_day": "2026-11-02"}, 4),
    ],
)
def test_filters_narrow_and_stand_in_the_file(client, world, units, filters, rows):
    made = ask(client, world, "province_officer", filters=filters)
    assert made.json["rows"] == rows
    mark = table(fetch(client, world, made, "province_officer"))[0][0]
    assert all(f"{name}={value}" in mark for name, value in filters.items())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reason": "short"}, "reason"),
        ({"reason": None}, "reason"),
        ({"dataset": "accounts"}, "dataset"),
        ({"format": "pdf"}, "format"),
        ({"filters": {"state": "'; DROP"}}, "filters.state"),
        ({"filters": {"who": "x"}}, "filters.who"),
        ({"dataset": "output_lots", "filters": {"item_type": "FRIDGE"}}, "filters.item_type"),
    ],
)
def test_a_wrong_wish_is_named(client, world, said, field):
    reply = ask(client, world, "city_officer", **said)
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, field)


@pytest.mark.control("scope_after_query")
def test_nobody_else_fetches_it(client, world, units):
    made = ask(client, world)
    for role, number in (("warehouse", 1), ("province_officer", 0), ("auditor", 0)):
        assert fetch(client, world, made, role, number).status_code == 404
        assert (
            client.get(
                f"/api/v1/exports/{made.json['id']}", headers=world.person(role, number).session_headers()
            ).status_code
            == 404
        )
    assert (
        client.get("/api/v1/exports", headers=world.person("warehouse", 1).session_headers()).json["items"]
        == []
    )
    mine = client.get("/api/v1/exports", headers=world.person("warehouse").session_headers()).json["items"]
    assert [item["id"] for item in mine] == [made.json["id"]]


def test_a_file_is_gone_after_a_day(client, world, units, session, app, settings):
    made = ask(client, world)
    row = session.get(ExportFile, UUID(made.json["id"]))
    path = settings.media / row.sha256[:2] / row.sha256
    assert path.exists()
    session.rollback()
    with app.app_context():
        assert expired_files.remove_expired(session, datetime.now(UTC) + timedelta(hours=23)) == 0
        assert expired_files.remove_expired(session, datetime.now(UTC) + timedelta(hours=25)) == 1
        assert expired_files.remove_expired(session, datetime.now(UTC) + timedelta(hours=25)) == 0
    session.commit()
    assert not path.exists()
    shown = client.get(
        f"/api/v1/exports/{made.json['id']}", headers=world.person("warehouse").session_headers()
    ).json
    assert (shown["file"], shown["rows"]) == (None, 2)
    assert fetch(client, world, made).status_code == 404


def test_too_many_rows_are_refused_and_leave_nothing(client, world, units, session, monkeypatch):
    monkeypatch.setattr(export, "MOST_ROWS", 1)
    reply = ask(client, world)
    assert (reply.status_code, reply.json["code"]) == (422, "export_too_large")
    assert session.scalars(select(ExportFile)).all() == []


def test_a_file_shows_one_state_whatever_is_written_meanwhile(fresh_app, fresh_engine, world):
    """Another district is written between the first and the last row: none of it is in the file (H27)."""
    moment, holder = datetime(2026, 11, 1, tzinfo=UTC), world.organisation("warehouse").id

    def unit(at, district="371502"):
        return Unit(
            id=UUID(int=at + 1), code=f"U{at:012d}", item_type="FRIDGE", district=district, stage="stored", seq=1,
            holder_id=holder, stage_since=moment, last_event_time=moment, created_at=moment,
        )  # fmt: skip

    with Session(fresh_engine) as session, session.begin():
        session.add_all(unit(at) for at in range(2_500))
    meddled = []

    def meddle(_connection, _cursor, statement, *_rest):
        if "FROM unit" in statement and not meddled:
            with Session(fresh_engine) as other, other.begin():
                other.execute(Unit.__table__.update().values(holder_id=None))
            meddled.append(statement)

    with fresh_app.app_context():
        from models.db import db

        event.listen(db.engine, "after_cursor_execute", meddle)
        client = fresh_app.test_client()
    made = ask(client, world)
    assert meddled
    assert made.json["rows"] == 2_500
