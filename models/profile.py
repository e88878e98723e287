"""A consumer's profile as its owner sees and corrects it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from models.party import Account
from models.phone_login import PhoneLogin


class Profile(NamedTuple):
    """Who somebody is here."""

    id: UUID
    login: str
    name: str
    phone: str | None
    since: datetime


def profile_of(session: Session, account_id: UUID) -> Profile:
    """The account's profile; the phone it signs in with goes before one it merely gave."""
    account = session.get_one(Account, account_id)
    proved = session.get(PhoneLogin, account_id)
    phone = proved.phone if proved is not None else account.phone
    return Profile(account.id, account.login, account.display_name, phone, account.created_at)


def correct_name(session: Session, account_id: UUID, name: str) -> None:
    """Call the person by another name."""
    session.get_one(Account, account_id, with_for_update=True).display_name = name
    session.flush()
