"""The hand-over code: six digits the consumer shows at the door, so that only a real hand-over counts.

The code is derived, not drawn: the key, the order and its round give the digits (dynamic truncation of RFC 4226,
section 5.3), so that the consumer can read it again while the database holds nothing but a keyed digest.
"""

import hmac
from hashlib import sha256
from uuid import UUID

from tradein.refusal import Refusal

DIGITS = 6
MAX_TRIES = 5
"""Wrong codes before the turn is locked; the consumer then asks for a new code. 5 in 10**6 can be guessed."""


class ConsentCodeWrong(Refusal):
    """The digits the consumer was shown for a price change are others."""

    code = "consent_code_wrong"
    zh = "确认码不正确，还可以再试 {tries_left} 次。"
    en = "The consent code is wrong; {tries_left} tries are left."


class ConsentCodeLocked(Refusal):
    """Too many wrong codes: now only the consumer's own screen can answer."""

    code = "consent_code_locked"
    status = 409
    zh = "确认码已输错 {limit} 次并锁定，请用户在自己的订单页确认。"
    en = "The consent code was wrong {limit} times; the consumer must answer on the order page."


def code_for(key: bytes, subject: UUID, turn: int) -> str:
    """The six digits of one turn of an order (or of a price change); a new turn makes the old digits worthless."""
    mac = hmac.new(key, b"handover-code|" + subject.bytes + turn.to_bytes(4, "big"), sha256).digest()
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def digest(key: bytes, order_id: UUID, code: str) -> bytes:
    """What is stored: a keyed digest, so that a stolen table cannot be searched through all 10**6 codes."""
    return hmac.new(key, b"handover-hash|" + order_id.bytes + code.encode(), sha256).digest()


def matches(key: bytes, order_id: UUID, code: str, stored: bytes) -> bool:
    """Whether a presented code is the stored one, in constant time."""
    return hmac.compare_digest(digest(key, order_id, code), stored)
