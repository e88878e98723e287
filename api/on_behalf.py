"""Booking for somebody who agrees: a code texted to them, which they tell whoever books for them (`consumer_otp`).

The code is bound to the phone and to the very account that asked for it. It is used up in the booking's own
transaction: a booking that does not come about leaves it in force, a wrong one stays counted. Without a code the
booking is nobody's, until its phone is proved (`models.own_booking`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from api import attempt, one_time
from api.attempt import Counted
from models.one_time import use
from models.party import Organisation
from models.personal_index import phone_index
from models.phone_login import account_of
from tradein import permissions
from tradein.actor import Actor
from tradein.contact import mobile
from tradein.one_time import Bound, Purpose, digest_of, normalised
from tradein.refusal import Forbidden
from tradein.refusals.sign_in import WrongCode

FIELD = "on_behalf_of.code"


@dataclass(frozen=True, slots=True)
class Word:
    """What the resident told the proxy: the code their phone got. The attempt is counted before it is looked at."""

    phone: str
    bound: Bound
    code: str
    counted: Counted


def ask(actor: Actor, session: Session, phone: str) -> None:
    """Text a code to a resident's phone; it says which organisation books for them. Raises as `one_time.send`."""
    organisation = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    if organisation is None or actor.account_id is None:
        raise Forbidden
    one_time.send(Purpose.ACT_ON_BEHALF, mobile(phone, "phone"), _about(actor), organisation.name)


def _about(actor: Actor) -> str:
    return f"proxy {actor.account_id}"


def word(actor: Actor, phone: str, code: str) -> Word:
    """Take what a proxy says the resident told them, and count the try. Raises `forbidden`, `too_many_attempts`."""
    if not permissions.grants(actor, "order", "create", "link"):
        raise Forbidden
    number = mobile(phone, "on_behalf_of.phone")
    bound = Bound(Purpose.ACT_ON_BEHALF, phone_index(number).now, _about(actor))
    return Word(number, bound, code, attempt.count("code", bound.subject.hex()))


def resident(session: Session, actor: Actor, said: Word, now: datetime) -> UUID | WrongCode | None:
    """Whose account the booking belongs to; None when the phone has none. A wrong code is returned: its try stays."""
    digest = digest_of(one_time.key(), said.bound, normalised(said.code))
    if not use(session, said.bound, digest, now):
        return WrongCode(FIELD)
    permissions.allow(actor, "order", "create", "link", consumer_otp=True)
    found = account_of(session, said.phone)
    return found.id if found is not None and found.state == "active" else None
