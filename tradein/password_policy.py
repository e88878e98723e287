"""Which passwords are taken: long enough, not common, not the person's own name or number, not one used lately.

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
SHORTEST_OWN_NAME = 2
"""In Hanzi, kana and the like two characters are a whole name."""
ASCII_END = 128
REMEMBERED = 5
"""So many passwords, the present one among them, may not be set again."""


class PasswordTooWeak(Refusal):
    """A password that is among the first to be tried."""

    code = "password_too_weak"
    zh = "密码太容易被猜到：请用至少 {shortest} 个字符，不要用常见密码、账号名、姓名、手机号或重复的字符。"
    en = "Easy to guess: use {shortest} characters or more, and no common password, login, name or phone."


class PasswordUsedBefore(Refusal):
    """The present password, or one of those before it."""

    code = "password_used_before"
    zh = "不能与最近 {remembered} 次用过的密码相同，请另设一个新密码。"
    en = "This is one of your last {remembered} passwords. Please choose a new one."


class PasswordExpired(Refusal):
    """Right, but older than its role's term: the way on is to set a new one, with the old one as proof."""

    code = "password_expired"
    status = 403
    zh = "密码已超过 {days} 天未更换。请设置新密码后继续：填写当前密码和新密码即可，账号没有被锁定。"
    en = "This password is older than {days} days. Set a new one to go on; the present one is proof enough."


class PasswordNotDue(Refusal):
    """At the door a password is changed when it is overdue; otherwise by somebody signed in, all factors given."""

    code = "password_not_due"
    status = 409
    zh = "当前密码没有到期，不能在登录前更换：请先登录，再在账号设置里修改密码。"
    en = "This password has not expired, so it is not changed before signing in. Sign in and change it there."


def check(password: str, own_words: Iterable[str | None] = (), field: str = "password") -> None:
    """Raise `password_too_weak` for a password that is short, common, repetitive or made of the person's own words."""
    plain = _plain(password)
    own = [word for word in map(_plain, own_words) if _tells(word)]
    too_short = not SHORTEST <= len(password) <= LONGEST
    guessed = plain in common() or len(set(plain)) < FEWEST_DIFFERENT or _is_run(plain)
    if too_short or guessed or any(word in plain for word in own):
        raise PasswordTooWeak(field, shortest=SHORTEST)


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").casefold().strip()


def _tells(word: str) -> bool:
    """Whether a login, name or phone is long enough that finding it in a password is no accident."""
    shortest = SHORTEST_OWN_WORD if all(ord(sign) < ASCII_END for sign in word) else SHORTEST_OWN_NAME
    return len(word) >= shortest


def _is_run(text: str) -> bool:
    """Whether the characters go up or down by one throughout: 1234567890, abcdefghij."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})


@cache
def common() -> frozenset[str]:
    """The packaged list of common passwords, in lower case."""
    return frozenset(row["password"] for row in packaged.rows("common_passwords.csv"))
