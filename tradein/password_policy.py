"""Which passwords are taken: long enough, not among the common ones, not the person's own name or number.

No rules on kinds of characters: they make people write `Passw0rd!`. Length and a list of what is tried first do more
(NIST SP 800-63B §3.1.1.2). GB/T 22239-2019 8.1.4.1 a) asks for complexity and leaves its form to the operator.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from tradein import packaged
from tradein.refusal import Refusal

SHORTEST, LONGEST = 10, 128
FEWEST_DIFFERENT = 5
SHORTEST_OWN_WORD = 4


class PasswordTooWeak(Refusal):
    """A password that is among the first to be tried."""

    code = "password_too_weak"
    zh = "密码太容易被猜到:请用至少 {shortest} 个字符,不要用常见密码、账号名、手机号或重复的字符。"
    en = "This password is easy to guess: use {shortest} characters or more, and no common password, login or phone."


def check(password: str, own_words: Iterable[str | None] = (), field: str = "password") -> None:
    """Raise `password_too_weak` for a password that is short, common, repetitive or made of the person's own words."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    own = [word.casefold() for word in own_words if word and len(word) >= SHORTEST_OWN_WORD]
    too_short = not SHORTEST <= len(password) <= LONGEST
    guessed = plain in common() or len(set(plain)) < FEWEST_DIFFERENT or _is_run(plain)
    if too_short or guessed or any(word in plain for word in own):
        raise PasswordTooWeak(field, shortest=SHORTEST)


def _is_run(text: str) -> bool:
    """Whether the characters go up or down by one throughout: 1234567890, abcdefghij."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})


@cache
def common() -> frozenset[str]:
    """The packaged list of common passwords, in lower case."""
    return frozenset(row["password"] for row in packaged.rows("common_passwords.csv"))
