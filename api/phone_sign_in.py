"""Signing up and in by phone: whoever proves to hold a phone acts for its account, which is opened on first use."""

import secrets
from uuid import UUID

from sqlalchemy.orm import Session

from api import one_time
from api.audit_trail import note
from api.clock import now
from api.sign_in import Entry, Opened, enter
from api.transaction import in_transaction
from models import phone_login
from models.account import NewAccount, add_account
from models.own_booking import adopt
from models.phone_login import Holder
from models.row_security import declare, purpose_of
from models.session import CONSUMER
from tradein.actor import Actor
from tradein.contact import mobile
from tradein.one_time import Purpose
from tradein.refusals.party import WrongCredentials

UNNAMED = "用户{}"
"""How somebody is called who has not given a name: by the last four digits they know themselves."""


def sign_in_by_phone(phone: str, code: str, name: str | None) -> Opened:
    """Open a session for the phone's account; one that is new here is a consumer's. `name` is for a new one.

    Raises `phone_malformed`, `wrong_code`, `too_many_attempts`, and for a locked account `wrong_credentials`.
    """
    number = mobile(phone)
    one_time.prove(Purpose.SIGN_IN, number, code)

    def open_it(session: Session) -> Opened:
        account = phone_login.account_of(session, number) or _new(session, number, name)
        if account.state != "active":
            raise WrongCredentials
        note(f"account:{account.id}")
        opened = enter(session, Entry(account.id, "phone"))
        adopt_bookings(session, account.id, number)
        return opened

    return in_transaction(open_it)


def adopt_bookings(session: Session, account_id: UUID, number: str) -> None:
    """Find the bookings made for a phone that this account has just proved by a code; the transaction's last act."""
    found = adopt(session, account_id, number, now())
    if found:
        # As a fact, not as a subject: the person's own sign-in is no look at their data by somebody else.
        note(bookings_found=[str(one) for one in found])


def _new(session: Session, number: str, name: str | None) -> Holder:
    new = NewAccount(
        login=f"c-{secrets.token_hex(8)}",
        password_hash=None,
        display_name=name or UNNAMED.format(number[-4:]),
        phone=number,
    )
    account = add_account(session, new, now())
    # Whoever has proved to hold the phone is this account from here on: its rows are their own.
    declare(session.connection(), Actor(account.id, None, None, CONSUMER), purpose_of(session))
    phone_login.link(session, account.id, number, now())
    return Holder(account.id, account.state)
