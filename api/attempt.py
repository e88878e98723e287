"""Counting attempts before they are looked at, per person and per address, in the database that all workers share."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.clock import now
from api.identity import caller_address
from api.transaction import in_transaction
from models.audit import aside
from models.keys import current
from models.sign_in import forgive, take_attempt
from tradein.throttle import ADDRESS, SIGN_IN


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose attempt was counted: somebody's, and that of an address, which it may have locked."""

    person: bytes
    address: bytes
    locked_until: datetime | None = None


def count(kind: str, whose: str) -> Counted:
    """Count one attempt of `kind` on `whose` behalf from this request's address. Raises `TooManyAttempts`.

    Every kind has a count of its own for the person, and all kinds share the address's: who guesses passwords from
    somewhere has no fresh tries at codes from there.
    """
    person, address = subject(kind, whose), subject("address", network_of(caller_address()))
    allowed = {person: SIGN_IN, address: ADDRESS}
    locks = in_transaction(lambda session: take_attempt(session, allowed, now()))
    return Counted(person, address, locks.get(address))


def forgive_alone(counted: Counted) -> None:
    """The attempt was right, and what follows from it is a change of its own."""

    def write(session: Session) -> None:
        aside(session)
        forgiven(session, counted)

    in_transaction(write)


def subject(kind: str, whose: str) -> bytes:
    """What is stored of a login or an address: a digest under the index key.

    A plain one could be tried out with every login and every address there is by whoever gets hold of the rows.
    """
    return current().index.unnamed(f"{kind} {whose}")


def forgiven(session: Session, counted: Counted) -> None:
    """The attempt was right: the person starts afresh, the address gets this one attempt back."""
    forgive(session, counted.person, counted.address, counted.locked_until)


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber holds."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
