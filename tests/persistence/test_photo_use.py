"""The same picture for two units is told; two appliances in one picture of one booking are not (F05)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from models.alert import Alert, AlertLog
from models.photo import Photo
from models.photo_use import PhotoRepeat, PhotoUse, gather, repeated
from models.unit import Event, Unit
from tradein.photo import bands

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
SCENE = 0x0F1E2D3C4B5A6978
pytestmark = pytest.mark.usefixtures("world")


def is_workday(day):
    return day.weekday() < 5


def unit(session, number, photos, order=None, at=NOW):
    made = UUID(int=number)
    session.add(
        Unit(
            id=made, code=f"U{number:012d}", item_type="FRIDGE", district="371502", order_id=order, stage="collected",
            seq=1, stage_since=at, last_event_time=at, created_at=at,
        )
    )  # fmt: skip
    session.add(
        Event(
            unit_id=made, seq=1, event_id=uuid4(), step="collecting", to_stage="collected", event_time=at,
            record_time=at, place="371502", item_type="FRIDGE", district="371502", photos=photos, fingerprint=b"x" * 32,
        )
    )  # fmt: skip
    session.flush()
    return made


def photo(session, name, dhash, at=NOW):
    session.add(
        Photo(
            sha256=name[::-1], source_sha256=name, purpose="pickup", uploader_id=uuid4(), media_type="image/jpeg",
            size_bytes=1, width=1, height=1, dhash=dhash, bands=bands(dhash), created_at=at,
        )
    )  # fmt: skip
    session.flush()


def alerts(session):
    return session.scalars(select(Alert)).all()


@pytest.mark.control("perceptual_hash_ignored")
@pytest.mark.parametrize(("flipped", "told"), [(0b0, 1), (0b1, 1), (0b1011 << 20, 1), (0b11111, 0)])
def test_a_picture_that_is_nearly_the_same_is_told(session, flipped, told):
    unit(session, 1, ["a" * 64])
    later = unit(session, 2, ["b" * 64], at=NOW + timedelta(hours=1))
    photo(session, "a" * 64, SCENE)
    photo(session, "b" * 64, SCENE ^ flipped)
    assert (gather(session, NOW + timedelta(hours=2), is_workday) > 0) == bool(told)
    found = alerts(session)
    assert len(found) >= told
    if told:
        assert {(alert.kind, alert.pattern, alert.level, alert.region) for alert in found} == {
            ("photo_repeat", "F05", 2, "371502")
        }
        assert later in {alert.unit_id for alert in found}
        assert repeated(session, later) == {"b" * 64}
        assert session.scalars(select(AlertLog)).first() is not None


def test_the_very_same_name_is_told_without_the_picture(session):
    first, later = unit(session, 1, ["a" * 64]), unit(session, 2, ["a" * 64], at=NOW + timedelta(hours=1))
    assert gather(session, NOW + timedelta(hours=2), is_workday) == 1
    (alert,) = alerts(session)
    assert alert.unit_id == later
    # Found on a Saturday: three working days from then on.
    assert (alert.since.isoformat(), alert.due_at.isoformat()) == (
        "2026-11-21T06:00:00+00:00",
        "2026-11-25T16:00:00+00:00",
    )
    assert alert.recheck_at == alert.due_at
    assert repeated(session, first) == {"a" * 64}


def test_a_second_run_tells_nothing_new(session):
    unit(session, 1, ["a" * 64])
    unit(session, 2, ["a" * 64], at=NOW + timedelta(hours=1))
    photo(session, "a" * 64, SCENE)
    found = [gather(session, NOW + timedelta(hours=number), is_workday) for number in (2, 3, 4)]
    assert found[1:] == [0, 0]
    assert len(alerts(session)) == 1


def test_a_photo_that_comes_late_is_compared_then(session):
    unit(session, 1, ["a" * 64])
    unit(session, 2, ["b" * 64], at=NOW + timedelta(hours=1))
    photo(session, "a" * 64, SCENE)
    assert gather(session, NOW + timedelta(hours=2), is_workday) == 0
    waiting = session.scalars(select(PhotoUse.sha256).where(PhotoUse.photo_id.is_(None))).all()
    assert waiting == ["b" * 64]
    photo(session, "b" * 64, SCENE)
    assert gather(session, NOW + timedelta(hours=3), is_workday) >= 1


def test_two_appliances_of_one_booking_may_share_a_picture(session):
    order = uuid4()
    unit(session, 1, ["a" * 64], order)
    unit(session, 2, ["a" * 64], order, at=NOW + timedelta(minutes=1))
    photo(session, "a" * 64, SCENE)
    assert gather(session, NOW + timedelta(hours=2), is_workday) == 0
    assert session.scalars(select(PhotoRepeat)).all() == []


def test_a_dark_picture_accuses_nobody(session):
    unit(session, 1, ["a" * 64])
    unit(session, 2, ["b" * 64], at=NOW + timedelta(hours=1))
    photo(session, "a" * 64, 0)
    photo(session, "b" * 64, 1)
    assert gather(session, NOW + timedelta(hours=2), is_workday) == 0


def test_what_commits_late_is_still_gathered(session):
    """An event recorded before the last look, and committed after it."""
    unit(session, 1, ["a" * 64], at=NOW)
    gather(session, NOW, is_workday)
    unit(session, 2, ["b" * 64], at=NOW - timedelta(minutes=5))
    gather(session, NOW + timedelta(minutes=1), is_workday)
    assert set(session.scalars(select(PhotoUse.sha256))) == {"a" * 64, "b" * 64}
