"""Sealed values open in their own place under their own key, and nowhere else."""

import itertools

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import field_cipher
from tradein.blind_index import BlindIndex, Indexed
from tradein.field_cipher import Algorithm, FieldCipher, MasterKey, Place, SealBroken

OLD, NEW = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
PLACE = Place("account", "phone", "018f-1")


def counting():
    """Bytes that differ each time, and are the same in every run."""
    turn = itertools.count()
    return lambda size: next(turn).to_bytes(size, "big")


def cipher(*keys, algorithm=Algorithm.AES_256_GCM):
    return FieldCipher(keys or (NEW,), counting(), algorithm)


@pytest.mark.parametrize("algorithm", Algorithm)
@settings(max_examples=40)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_is_sealed_opens(algorithm, text):
    worker = cipher(algorithm=algorithm)
    assert worker.open(worker.seal(text, PLACE), PLACE) == text


@pytest.mark.parametrize("algorithm", Algorithm)
def test_the_form_is_version_algorithm_key_nonce_and_text(algorithm):
    sealed = cipher(algorithm=algorithm).seal("13812345678", PLACE)
    assert sealed[0] == 1
    assert sealed[1] == algorithm.value
    assert sealed[2:6] == NEW.kid
    assert sealed[6:18] == bytes(12)
    assert len(sealed) == 18 + 16 + 16
    assert b"13812345678" not in sealed


def test_the_numbers_of_algorithms_never_change():
    assert {one.name: one.value for one in Algorithm} == {"AES_256_GCM": 1, "SM4_GCM": 2}
    assert {one.name: size for one, size in field_cipher.KEY_BYTES.items()} == {
        "AES_256_GCM": 32,
        "SM4_GCM": 16,
    }


def test_sealed_bytes_of_this_release_open_in_the_next():
    """A value sealed once; whoever changes the format must go on reading it."""
    kept = {
        Algorithm.AES_256_GCM: KEPT_AES,
        Algorithm.SM4_GCM: KEPT_SM4,
    }
    for algorithm, sealed in kept.items():
        assert cipher(algorithm=algorithm).seal("张三", PLACE).hex() == sealed
        assert cipher().open(bytes.fromhex(sealed), PLACE) == "张三"


def test_the_sm4_underneath_is_the_standard_one():
    """GB/T 32907-2016, appendix A.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    worker = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()  # noqa: S305 - the standard's own example
    assert (worker.update(key) + worker.finalize()).hex() == "681edf34d206965e86b3e94f536e4246"


@pytest.mark.parametrize("algorithm", Algorithm)
def test_every_changed_byte_is_noticed(algorithm):
    worker = cipher(algorithm=algorithm)
    sealed = worker.seal("张三", PLACE)
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(SealBroken):
            worker.open(bytes(altered), PLACE)


@pytest.mark.parametrize("algorithm", Algorithm)
@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("order_contact", "phone", "018f-1"),
        Place("account", "name", "018f-1"),
        Place("account", "phone", "2"),
    ],
)
def test_a_value_opens_in_its_own_place_only(algorithm, elsewhere):
    worker = cipher(algorithm=algorithm)
    with pytest.raises(SealBroken):
        worker.open(worker.seal("张三", PLACE), elsewhere)


@pytest.mark.parametrize("length", range(51))
def test_what_is_cut_short_does_not_open(length):
    worker = cipher()
    with pytest.raises(SealBroken) as broken:
        worker.open(worker.seal("13812345678", PLACE)[:length][:49], PLACE)
    assert broken.value.args == ()
    assert broken.value.__cause__ is None


def test_a_value_without_padding_does_not_open(monkeypatch):
    monkeypatch.setattr(field_cipher, "_padded", lambda plain: plain)
    worker = cipher()
    with pytest.raises(SealBroken):
        worker.open(worker.seal("sixteen letters!", PLACE), PLACE)


@pytest.mark.parametrize(("characters", "size"), [(0, 50), (15, 50), (16, 66), (31, 66), (32, 82)])
def test_lengths_are_hidden_in_steps_of_sixteen(characters, size):
    assert len(cipher().seal("x" * characters, PLACE)) == size


def test_two_sealings_of_one_text_differ():
    worker = cipher()
    assert worker.seal("张三", PLACE) != worker.seal("张三", PLACE)


def test_old_keys_read_and_the_newest_writes():
    earlier, later = cipher(OLD), cipher(NEW, OLD)
    sealed = earlier.seal("张三", PLACE)
    assert later.open(sealed, PLACE) == "张三"
    assert not later.is_current(sealed)
    assert later.seal("张三", PLACE)[2:6] == NEW.kid
    assert later.is_current(later.seal("张三", PLACE))
    assert later.header == later.seal("张三", PLACE)[:6] == b"\x01\x01" + NEW.kid
    with pytest.raises(SealBroken):
        cipher(NEW).open(sealed, PLACE)


def test_changing_the_algorithm_asks_for_sealing_again():
    sealed = cipher().seal("张三", PLACE)
    chinese = cipher(algorithm=Algorithm.SM4_GCM)
    assert chinese.open(sealed, PLACE) == "张三"
    assert not chinese.is_current(sealed)


def test_keys_must_be_long_present_and_different():
    with pytest.raises(ValueError, match="32 bytes"):
        MasterKey(b"x" * 31)
    with pytest.raises(ValueError, match="ids"):
        FieldCipher([], counting())
    with pytest.raises(ValueError, match="ids"):
        FieldCipher([OLD, OLD], counting())


def test_keys_show_nothing_of_themselves():
    assert "n" * 5 not in repr(NEW) + repr(BlindIndex(NEW, OLD))
    assert len(NEW.kid) == 4
    assert NEW.kid != OLD.kid
    assert NEW.derive("a", 32) != NEW.derive("b", 32)
    assert len(NEW.derive("a", 16)) == 16


def test_the_place_as_bytes_is_unambiguous():
    assert PLACE.bound() == b"account.phone:018f-1"


def test_indexes_are_full_width_and_apart_by_kind_and_key():
    index = BlindIndex(NEW)
    phone = index.of(Indexed.PHONE, "13812345678")
    assert len(phone.now) == 32
    assert phone.next is None
    assert phone == index.of(Indexed.PHONE, "13812345678")
    assert phone.now != index.of(Indexed.DOCUMENT, "13812345678").now
    assert phone.now != index.of(Indexed.PHONE, "13812345679").now
    assert phone.now != BlindIndex(OLD).of(Indexed.PHONE, "13812345678").now
    assert phone.now.hex() == KEPT_INDEX
    assert index.sought(Indexed.PHONE, "13812345678") == [phone.now]
    # The word is part of the key's derivation: another one would make everybody a stranger.
    assert [one.value for one in Indexed] == ["phone", "document", "name"]


def test_while_keys_change_both_indexes_are_written_and_sought():
    changing = BlindIndex(OLD, NEW)
    both = changing.of(Indexed.PHONE, "13812345678")
    assert both.now == BlindIndex(OLD).of(Indexed.PHONE, "13812345678").now
    assert both.next == BlindIndex(NEW).of(Indexed.PHONE, "13812345678").now
    assert changing.sought(Indexed.PHONE, "13812345678") == [both.now, both.next]


KEPT_AES = (
    "0101faa2219000000000000000000000000065a9c102c2cf188531fa27045456a6276b0c3b41d5570f1df385aaafdb1ee6e5"
)
KEPT_SM4 = (
    "0102faa2219000000000000000000000000045e9fddd008802bdb1a8de8b5aef32a28f909b01ba5a8ec550c29da44deb89c5"
)
KEPT_INDEX = "67c26a01ff54d40282b89af029011f4fc8d7642f528b00dd950a5803564c5c9f"


def test_what_is_counted_is_kept_apart_from_what_is_looked_up():
    """Stored under every attempt and every counted request: another digest would forget all locks at once."""
    index = BlindIndex(NEW)
    counted = index.unnamed("account wangfang")
    assert counted == BlindIndex(NEW, OLD).unnamed("account wangfang")
    assert counted.hex()[:16] == "faea306dae6c71fc"
    assert len({counted, index.unnamed("account wangfan"), BlindIndex(OLD).unnamed("account wangfang")}) == 3
    assert counted not in {index.of(kind, "account wangfang").now for kind in Indexed}


def test_an_index_does_not_show_its_keys():
    assert repr(BlindIndex(NEW, OLD)) == "BlindIndex()"
