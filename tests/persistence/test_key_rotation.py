"""Keys change while everything goes on being read: old ones open, the newest seals, an interrupted run is run again."""

import secrets
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import key_rotation, keys
from models.db import new_id
from models.key_rotation import outdated, personal_tables, reseal_batch
from models.keys import Keys
from models.order import OrderContact
from models.party import Account
from models.personal_index import matches
from models.phone_login import PhoneLogin
from models.sealed import Sealed, place_of, sealed_fields
from tests.keys import KEYS
from tradein.blind_index import BlindIndex, Indexed
from tradein.field_cipher import Algorithm, FieldCipher, MasterKey, SealBroken

OLD, NEW = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
TEST_SECRET = KEYS["secret_personal"]
NOW = datetime(2026, 11, 21, tzinfo=UTC)
PHONE = "13812345678"


def ring(*personal, present=OLD, coming=None, algorithm=Algorithm.AES_256_GCM):
    return Keys(FieldCipher(personal, secrets.token_bytes, algorithm), BlindIndex(present, coming))


@pytest.fixture
def use():
    """Work with other keys; the tests' own come back afterwards."""
    before = keys.current()
    yield keys.use
    keys.use(before)


def person(session, name="张三", phone=PHONE):
    account = Account(
        display_name=name, phone=phone, login=f"x{new_id().hex}", password_hash="-", created_at=NOW
    )
    session.add(account)
    session.flush()
    return account


def by_phone(session, phone=PHONE):
    return session.scalars(select(Account).where(matches(Account, "phone", Indexed.PHONE, phone))).all()


def work_off(session, size=2):
    done = 0
    while count := reseal_batch(session, Account, size):
        done += count
        session.commit()
    return done


def test_the_key_comes_first_whatever_the_order_of_words(session):
    account = Account(phone=PHONE, display_name="张三", id=new_id(), login="a", created_at=NOW)
    assert (account.phone, account.display_name) == (PHONE, "张三")
    with pytest.raises(LookupError, match=r"OrderContact\.name"):
        OrderContact(name="张三")


def test_a_value_moved_to_another_row_or_column_does_not_open(session):
    one, other = person(session), person(session, "李四")
    other.display_name_sealed = one.display_name_sealed
    with pytest.raises(SealBroken):
        _ = other.display_name
    one.phone_sealed = one.display_name_sealed
    with pytest.raises(SealBroken):
        _ = one.phone


def test_nothing_stored_reads_as_nothing(session):
    account = person(session, phone=None)
    account.display_name = None
    assert (account.display_name, account.phone) == ("", None)
    assert account.phone_index is None


def test_a_sealed_field_stands_in_no_query():
    assert isinstance(Account.phone, Sealed)
    assert [field.name for field in sealed_fields(Account)] == ["display_name", "phone"]


def test_without_keys_nothing_is_touched(monkeypatch):
    monkeypatch.setattr(keys, "_given", [])
    monkeypatch.setattr(keys, "_finders", [])
    with pytest.raises(keys.KeysMissing):
        keys.current()
    monkeypatch.setattr(keys, "_finders", [lambda: None])
    with pytest.raises(keys.KeysMissing):
        keys.current()


def test_values_move_to_the_newest_key_in_batches_that_can_stop_anywhere(session, use):
    use(ring(OLD))
    people = [person(session, f"张{turn}", f"1380000000{turn}") for turn in range(5)]
    session.commit()
    use(ring(NEW, OLD))
    everybody = outdated(session, Account)
    assert everybody >= 5
    assert reseal_batch(session, Account, 2) == 2
    session.rollback()  # killed before its commit
    assert outdated(session, Account) == everybody
    assert reseal_batch(session, Account, 2) == 2
    session.commit()
    for account in session.scalars(select(Account).where(Account.id.in_([one.id for one in people]))):
        assert account.display_name.startswith("张")  # half old, half new: all readable
    assert work_off(session) == everybody - 2
    use(ring(NEW))
    session.expire_all()
    assert {by_phone(session, f"1380000000{turn}")[0].display_name for turn in range(5)} == {
        f"张{turn}" for turn in range(5)
    }
    assert reseal_batch(session, Account) == 0


def test_a_row_sealed_under_a_lost_key_stops_the_run(session, use):
    use(ring(OLD))
    person(session)
    session.commit()
    use(ring(NEW))
    with pytest.raises(SealBroken):
        reseal_batch(session, Account)


def test_the_algorithm_changes_the_same_way(session, use):
    use(ring(OLD))
    account = person(session)
    session.commit()
    use(ring(OLD, algorithm=Algorithm.SM4_GCM))
    work_off(session)
    found = by_phone(session)[0]
    assert found.id == account.id
    assert found.phone_sealed[1] == Algorithm.SM4_GCM
    assert found.display_name == "张三"


def test_what_a_release_before_left_in_clear_is_read_and_sealed(session):
    account = person(session)
    session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(
            display_name_plain="旧名", display_name_sealed=None, phone_plain="13900000000", phone_sealed=None
        )
    )
    session.commit()
    session.expire_all()
    assert (account.display_name, account.phone) == ("旧名", "13900000000")
    assert work_off(session) >= 1
    session.expunge_all()
    found = by_phone(session, "13900000000")[0]
    assert (found.display_name, found.display_name_plain, found.phone_plain) == ("旧名", None, None)


def test_the_index_changes_by_its_second_column_without_a_gap(session, use):
    use(ring(OLD))
    account = person(session)
    session.commit()
    # A coming key: new rows carry both, old ones are filled in; each is found at every moment.
    use(ring(OLD, present=OLD, coming=NEW))
    assert [one.id for one in by_phone(session)] == [account.id]
    later = person(session, "李四", "13900000001")
    assert later.phone_index_next is not None
    work_off(session)
    session.expunge_all()
    # The coming key becomes the present one.
    use(ring(OLD, present=NEW))
    assert [one.id for one in by_phone(session)] == [account.id]
    work_off(session)
    session.expunge_all()
    found = by_phone(session)[0]
    assert found.phone_index_next is None
    assert outdated(session, Account) == 0
    # The old key finds nobody any more.
    use(ring(OLD, present=OLD))
    assert by_phone(session) == []


def test_one_phone_is_one_sign_in_while_keys_change(session, use):
    use(ring(OLD, present=OLD, coming=NEW))
    for turn in range(2):
        account = person(session)
        session.add(PhoneLogin(account_id=account.id, phone=PHONE, verified_at=NOW))
        if turn:
            with pytest.raises(IntegrityError):
                session.flush()
        else:
            session.flush()
            session.commit()


def test_every_table_with_sealed_fields_is_worked_on():
    names = {table.__tablename__ for table in personal_tables()}
    assert {"account", "order_contact", "order_review", "phone_login", "real_name", "waste_transfer"} <= names
    assert key_rotation.BATCH >= 100


def test_rows_somebody_is_writing_are_left_to_the_next_batch(fresh_engine, world, use):
    use(ring(OLD))
    with Session(fresh_engine) as writer, Session(fresh_engine) as worker:
        one = person(writer)
        writer.commit()
        use(ring(NEW, OLD, *_test_keys()))
        writer.execute(select(Account).where(Account.id == one.id).with_for_update())
        everybody = outdated(worker, Account)
        done = 0
        while count := reseal_batch(worker, Account):
            done += count
            worker.commit()
        assert done == everybody - 1
        writer.commit()
        assert reseal_batch(worker, Account) == 1


def _test_keys():
    return [MasterKey(TEST_SECRET.get_secret_value().encode())]


def test_the_place_of_a_row_names_its_whole_key(session):
    from models.waste_transfer import WasteTransferCorrection

    row = WasteTransferCorrection(transfer_id=new_id(), seq=7, name="driver", should_be="李四", reason="误写")
    place = place_of(row, "should_be")
    assert (place.table, place.column) == ("waste_transfer_correction", "should_be")
    assert place.row == f"{row.transfer_id}/7"
