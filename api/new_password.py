"""Setting a password, wherever that happens: one policy, one hash, the one before it put away."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from api import password
from api.transaction import in_transaction
from models.party import Account
from models.password_past import known_hashes
from models.phone_login import PhoneLogin
from tradein import password_policy
from tradein.password_policy import REMEMBERED, PasswordUsedBefore

FIELD = "password"


def first(wanted: str, own_words: Iterable[str | None], field: str = FIELD) -> str:
    """The hash of somebody's first password here. Raises `password_too_weak`, `busy`."""
    password_policy.check(wanted, own_words, field)
    return password.hashed(wanted)


def next_one(account_id: UUID, wanted: str, field: str = FIELD) -> str:
    """The hash of a new password of somebody known, outside any transaction.

    Raises `password_too_weak`, `password_used_before`, `busy`.
    """
    words, before = in_transaction(lambda session: known(session, account_id))
    password_policy.check(wanted, words, field)
    refuse_used(before, wanted, field)
    return password.hashed(wanted)


def known(session: Session, account_id: UUID) -> tuple[list[str | None], list[str]]:
    """What a new password is compared with: the person's own words, and the hashes of those they had."""
    account = session.get_one(Account, account_id)
    phone = session.get(PhoneLogin, account_id)
    words = [account.login, account.display_name, account.phone, phone.phone if phone else None]
    return words, known_hashes(session, account_id)


def refuse_used(before: Sequence[str], wanted: str, field: str = FIELD) -> None:
    """Raise `password_used_before` for one of the hashes."""
    if any(password.matches(one, wanted) for one in before):
        raise PasswordUsedBefore(field, remembered=REMEMBERED)
