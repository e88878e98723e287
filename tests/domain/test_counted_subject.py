"""What failures are counted under: a digest nobody can try out without the key."""

import hashlib
import hmac

from tradein.blind_index import WIDTH, BlindIndex, Indexed
from tradein.field_cipher import MasterKey

ONE, OTHER = MasterKey(b"1" * 32), MasterKey(b"2" * 32)


def test_it_depends_on_the_key_and_on_every_letter():
    index = BlindIndex(ONE)
    subject = index.unnamed("account wangfang")
    assert len(subject) == WIDTH
    assert subject == BlindIndex(ONE).unnamed("account wangfang")
    assert subject != BlindIndex(OTHER).unnamed("account wangfang")
    assert subject != index.unnamed("account wangfan")
    assert subject == hmac.digest(
        ONE.derive("index of what is counted", WIDTH), b"account wangfang", "sha256"
    )


def test_it_is_no_plain_digest_and_no_index_of_a_person():
    subject = BlindIndex(ONE).unnamed("13812345678")
    assert subject != hashlib.sha256(b"13812345678").digest()
    assert subject != hmac.digest(ONE.secret, b"13812345678", "sha256")
    assert subject not in {BlindIndex(ONE).of(kind, "13812345678").now for kind in Indexed}


def test_a_coming_key_changes_nothing_until_it_is_the_present_one():
    text = "address 192.0.2.7"
    assert BlindIndex(ONE, OTHER).unnamed(text) == BlindIndex(ONE).unnamed(text)
