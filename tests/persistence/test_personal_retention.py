"""What has been kept long enough goes, by purpose and once; what has not stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import personal_consent, personal_retention
from models.booking import book
from models.order import OrderContact, TradeOrder
from models.personal_consent import PersonalConsent
from models.personal_retention import ERASURES, forget_expired
from models.real_name import RealName
from tests.persistence.booking_ground import NOW, a_booking, a_slot
from tradein.consent_text import ConsentPurpose, NoticePurpose, editions, in_force
from tradein.retention import RetentionPurpose, terms
from tradein.retention import in_force as term_in_force

DAY = timedelta(days=1)


def test_every_purpose_has_a_dated_term_with_a_source_and_an_erasure():
    assert {term.purpose for term in terms()} == set(RetentionPurpose)
    # Audit rows go by the owner's function, not by an erasure of the application's.
    assert ERASURES.keys() == set(RetentionPurpose) - {RetentionPurpose.AUDIT}
    assert all(term.kept > DAY and term.source and term.zh and term.after for term in terms())


@pytest.mark.parametrize("find", [lambda day: term_in_force(RetentionPurpose.REAL_NAME, day)])
def test_before_the_first_row_nothing_is_known(find):
    assert find(date(2026, 1, 1)).kept.days == 730
    with pytest.raises(LookupError):
        find(date(2025, 12, 31))


def test_consent_texts_are_known_by_their_words():
    assert {text.purpose for text in editions()} == {*ConsentPurpose, *NoticePurpose}
    assert len({text.digest for text in editions()}) == len(editions())
    with pytest.raises(LookupError):
        in_force(ConsentPurpose.MINOR, date(2025, 12, 31))


@pytest.fixture
def booked(session, world):
    slot = a_slot(session, world)
    order = book(session, (world.actor("consumer"), NOW), a_booking(world, slot=slot))
    session.flush()
    return order


@pytest.mark.parametrize(("days", "left"), [(180, 1), (181, 0)])
@pytest.mark.parametrize("ended", ["collected_at", "cancelled_at"])
def test_contacts_go_half_a_year_after_the_end(session, booked, days, left, ended):
    end = datetime(2026, 11, 25, tzinfo=UTC)
    setattr(booked, ended, end)
    booked.state = "collected"
    session.flush()
    forget_expired(session, end + days * DAY)
    assert len(session.scalars(select(OrderContact)).all()) == left
    assert session.get(TradeOrder, booked.id) is not None


def test_an_open_booking_keeps_its_contact_however_old(session, booked):
    forget_expired(session, NOW + 5000 * DAY)
    assert len(session.scalars(select(OrderContact)).all()) == 1


def test_doing_it_twice_erases_nothing_more(session, booked, world):
    account = world.person("consumer").account_id
    personal_consent.give(session, account, (ConsentPurpose.REAL_NAME, _digest()), NOW)
    personal_consent.withdraw(session, account, ConsentPurpose.REAL_NAME, NOW)
    row = RealName(account_id=account, relation="self", kind="passport", odd=False, verified_at=NOW)
    row.name = "张三"
    session.add(row)
    session.flush()
    later = NOW + 1096 * DAY
    assert forget_expired(session, later) == 2
    assert forget_expired(session, later) == 0
    assert not session.scalars(select(PersonalConsent)).all()


def _digest():
    return in_force(ConsentPurpose.REAL_NAME, date(2026, 11, 21)).digest


def test_remarks_and_waste_contacts_lose_their_words_and_keep_their_rows(session, booked, world):
    from models.booking_review import OrderReview

    session.add(OrderReview(order_id=booked.id, rating=5, remark="很快", written_at=NOW))
    session.flush()
    assert personal_retention.forget_expired(session, NOW + 1096 * DAY) == 1
    session.expire_all()
    assert session.get_one(OrderReview, booked.id).remark is None
    assert session.get_one(OrderReview, booked.id).rating == 5
