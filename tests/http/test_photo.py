"""Photos: sent once or twice, seen by whom the matrix says, opened by links that end."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from api.settings import Settings
from models.order import TradeOrder
from models.photo import Photo
from models.unit import Event, Unit
from tests.http.pictures import jpeg
from tests.world import World
from tradein import order_number

NOW = datetime.now(UTC)
ORDER = order_number.issue(date(2026, 11, 21), bytes)


def send(client, world: World, body: bytes, role="warehouse", number=0, purpose="receiving", **options):
    query = f"purpose={purpose}" + (f"&order={options.pop('order')}" if "order" in options else "")
    return client.post(
        f"/api/v1/photos?{query}",
        data=body,
        headers=world.person(role, number).session_headers(),
        content_type=options.pop("content_type", "image/jpeg"),
    )


def files_of(settings: Settings):
    return {path for path in settings.media.rglob("*") if path.is_file()}


def order_for(session, world, number=ORDER, **facts):
    """A booking of the first consumer, with the first collector."""
    row = TradeOrder(
        number=number,
        consumer_id=world.person("consumer").account_id,
        region_code=world.district,
        recycler_id=world.organisation("recycler").id,
        collector_id=world.person("recycler_staff").account_id,
        slot_start=NOW,
        slot_end=NOW + timedelta(hours=2),
        state="assigned",
        promised_fen=0,
        price_fen=0,
        placed_at=NOW,
        **facts,
    )
    session.add(row)
    session.commit()
    return row


# --- Sending ----------------------------------------------------------------------------------------------------------


def test_a_photo_is_kept_under_both_its_names(client, world, settings):
    body = jpeg(20)
    made = send(client, world, body)
    assert made.status_code == 201, made.json
    assert made.json["source_sha256"] == sha256(body).hexdigest()
    path = settings.media / made.json["sha256"][:2] / made.json["sha256"]
    assert sha256(path.read_bytes()).hexdigest() == made.json["sha256"]
    assert path.stat().st_mode & 0o077 == 0
    assert settings.media.stat().st_mode & 0o066 == 0


def test_sending_twice_is_answered_as_the_first_time(client, world, session):
    first, again = send(client, world, jpeg(21)), send(client, world, jpeg(21))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] == again.json["id"]
    assert session.query(Photo).count() == 1
    # Somebody else's upload of the same bytes is theirs: nobody finds out that we had them.
    assert send(client, world, jpeg(21), number=1).status_code == 201


@pytest.mark.parametrize(
    ("role", "purpose", "status"),
    [
        ("recycler_staff", "pickup", 201),
        ("warehouse", "receiving", 201),
        ("dismantler", "dismantling", 201),
        ("retailer_clerk", "invoice", 201),
        ("retailer_clerk", "pickup", 403),
        ("recycler_manager", "pickup", 403),
        ("consumer", "pickup", 403),
        ("district_officer", "pickup", 403),
    ],
)
def test_the_matrix_says_who_sends_what(client, world, role, purpose, status):
    assert send(client, world, jpeg(22), role, purpose=purpose).status_code == status


def test_an_integration_sends_without_seeing(client, world):
    reply = client.post(
        "/api/v1/photos?purpose=pickup",
        data=jpeg(23),
        headers=world.person("integration_client").key_headers(),
        content_type="image/jpeg",
    )
    assert (reply.status_code, reply.json["url"]) == (201, None)


def test_a_collector_names_only_bookings_of_their_own(client, world, session):
    order_for(session, world)
    assert send(client, world, jpeg(24), "recycler_staff", 0, "pickup", order=ORDER).status_code == 201
    reply = send(client, world, jpeg(24), "recycler_staff", 1, "pickup", order=ORDER)
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (404, "order")


@pytest.mark.parametrize(("days", "status"), [(6, 201), (8, 403)])
def test_late_pictures_of_a_collected_booking_come_for_a_week(client, world, session, days, status):
    order_for(session, world, collected_at=NOW - timedelta(days=days))
    reply = send(client, world, jpeg(25), "recycler_staff", 0, "pickup", order=ORDER)
    assert reply.status_code == status


def test_a_quota_holds_for_one_person(client, world, app, monkeypatch):
    tight = app.extensions["settings"].model_copy(update={"photos_per_day": 2})
    monkeypatch.setitem(app.extensions, "settings", tight)
    assert [send(client, world, jpeg(30 + at)).status_code for at in range(3)] == [201, 201, 429]
    refused = send(client, world, jpeg(39))
    assert refused.json["code"] == "photo_quota"
    assert int(refused.headers["Retry-After"]) > 3600
    assert send(client, world, jpeg(39), number=1).status_code == 201


def test_a_quota_counts_bytes_too(client, world, app, monkeypatch):
    tight = app.extensions["settings"].model_copy(update={"photo_megabytes_per_day": 0})
    monkeypatch.setitem(app.extensions, "settings", tight)
    assert send(client, world, jpeg(31)).status_code == 429


# --- Seeing -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def taken(client, world, session):
    """A pick-up photo of the first consumer's booking."""
    order_for(session, world)
    return send(client, world, jpeg(40), "recycler_staff", 0, "pickup", order=ORDER).json


@pytest.mark.control("unscoped_query")
@pytest.mark.parametrize(
    ("role", "number", "seen"),
    [
        ("recycler_staff", 0, True),
        ("recycler_staff", 1, False),
        ("recycler_manager", 0, True),
        ("recycler_manager", 1, False),
        ("consumer", 0, True),
        ("consumer", 1, False),
        ("warehouse", 0, False),
        ("district_officer", 0, True),
        ("district_officer", 1, False),
        ("city_officer", 0, True),
        ("city_officer", 1, False),
        ("province_officer", 0, True),
        ("auditor", 0, True),
    ],
)
def test_the_matrix_says_who_sees_a_photo(client, world, taken, role, number, seen):
    headers = world.person(role, number).session_headers()
    one = client.get(f"/api/v1/photos/{taken['id']}", headers=headers)
    listed = client.get("/api/v1/photos", headers=headers)
    assert (one.status_code, bool(listed.json["items"])) == ((200, True) if seen else (404, False)), one.json


def test_a_collector_sees_it_until_the_booking_is_done(client, world, session, taken):
    headers = world.person("recycler_staff").session_headers()
    session.query(TradeOrder).update({"collected_at": NOW})
    session.commit()
    assert client.get(f"/api/v1/photos/{taken['id']}", headers=headers).status_code == 404
    assert client.get("/api/v1/photos", headers=headers).json["items"] == []


def test_a_scan_may_name_a_photo_before_it_has_come(client, world, session):
    """A phone delivers its scans first: the trace says the photo is missing until it arrives."""
    body = jpeg(50)
    unit = _unit(session, world, [sha256(body).hexdigest()])
    staff = world.person("warehouse").session_headers()

    def shown():
        return client.get(f"/api/v1/units/{unit}/photos", headers=staff).json["items"]

    assert [(item["state"], item["photo"]) for item in shown()] == [("missing", None)]
    sent = send(client, world, body).json
    (item,) = shown()
    assert (item["state"], item["photo"]["id"], item["step"]) == ("present", sent["id"], "receiving")
    assert "repeated" not in item
    assert client.get(item["photo"]["url"], headers=staff).status_code == 200


def _unit(session, world, photos, code="0123456789AB9"):
    from models.label import Label
    from tradein.codes import check_character

    code = code[:-1] + check_character(code[:-1])
    warehouse, unit = world.organisation("warehouse"), uuid4()
    session.add(
        Unit(
            id=unit,
            code=code,
            item_type="FRIDGE",
            district=world.district,
            stage="stored",
            seq=1,
            holder_id=warehouse.id,
            stage_since=NOW,
            last_event_time=NOW,
            created_at=NOW,
        )
    )
    session.add(
        Label(
            code=code, state="bound", unit_id=unit, organisation_id=warehouse.id, created_at=NOW, bound_at=NOW
        )
    )
    session.add(
        Event(
            unit_id=unit,
            seq=1,
            event_id=uuid4(),
            step="receiving",
            to_stage="stored",
            event_time=NOW,
            record_time=NOW,
            organisation_id=warehouse.id,
            place=world.district,
            item_type="FRIDGE",
            district=world.district,
            photos=photos,
            fingerprint=b"x" * 32,
        )
    )
    session.commit()
    return code


# --- Links ------------------------------------------------------------------------------------------------------------


def test_a_link_opens_the_picture_for_who_asked(client, world, taken):
    manager = world.person("recycler_manager").session_headers()
    url = client.get(f"/api/v1/photos/{taken['id']}", headers=manager).json["url"]
    reply = client.get(url, headers=manager)
    assert (reply.status_code, reply.mimetype) == (200, "image/jpeg")
    assert sha256(reply.data).hexdigest() == taken["sha256"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Disposition"].startswith("inline; filename=")
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert reply.headers["Cache-Control"] == "no-store"
    assert int(parse_qs(urlsplit(url).query)["expires"][0]) <= datetime.now(UTC).timestamp() + 300


@pytest.mark.control("link_for_anybody")
def test_a_link_opens_nothing_for_somebody_else(client, world, taken):
    manager = world.person("recycler_manager").session_headers()
    url = client.get(f"/api/v1/photos/{taken['id']}", headers=manager).json["url"]
    for role, number in (("recycler_manager", 1), ("district_officer", 0), ("consumer", 0)):
        theirs = client.get(url, headers=world.person(role, number).session_headers())
        assert (theirs.status_code, theirs.json["code"]) == (403, "link_ended")
    assert client.get(url).status_code == 401


def test_a_link_is_for_one_object_and_a_short_time(client, world, taken, monkeypatch):
    manager = world.person("recycler_manager").session_headers()
    url = client.get(f"/api/v1/photos/{taken['id']}", headers=manager).json["url"]
    for changed in (
        url.replace(taken["sha256"], "0" * 64),
        url.replace("expires=1", "expires=2"),
        url.replace("key=", "key=0")[: len(url)],
        url[:-1] + ("0" if url[-1] != "0" else "1"),
    ):
        assert client.get(changed, headers=manager).status_code in {403, 422}, changed
    later = datetime.now(UTC) + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr("api.signed_link.now", lambda: later)
    assert client.get(url, headers=manager).json["code"] == "link_ended"


def test_a_photo_the_store_has_lost_is_absent(client, world, settings, taken):
    (settings.media / taken["sha256"][:2] / taken["sha256"]).unlink()
    manager = world.person("recycler_manager").session_headers()
    url = client.get(f"/api/v1/photos/{taken['id']}", headers=manager).json["url"]
    assert client.get(url, headers=manager).status_code == 404


def test_nobody_learns_names_from_paths(client, world):
    manager = world.person("recycler_manager").session_headers()
    for name in ("..%2f..%2fsecrets%2flink", "%2e%2e", "a" * 64, "A" * 64, "link"):
        reply = client.get(
            f"/api/v1/photos/{name}/file?expires=1&key=00000000&signature={'0' * 64}", headers=manager
        )
        assert reply.status_code in {403, 404}, name
