"""The gates a session passes besides its role: second factor, listed address, fresh proof; and how long it lasts.

Which role needs what stands in the permission table (`roles:`); the numbers here are the platform's own. A session
that lacks something is signed in and may do nothing but make up for it, or leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from tradein import permissions

FRESH_FOR = timedelta(minutes=5)
"""The matrix's `reauth`: a proof of identity no older than this."""
MEMBER_LIFETIME = timedelta(hours=12)
CONSUMER_LIFETIME = timedelta(days=30)
KEY_LIFETIME = timedelta(days=366)
"""The longest term of an integration's key, and the one it gets when nobody says: somebody looks at it once a year."""
IDLE_FOR = timedelta(minutes=30)
"""Officers, auditors and administrators are signed out when idle (GB/T 22239-2019 8.1.4.1 b)."""
SEEN_EVERY = timedelta(minutes=5)
"""How coarsely a session remembers when it was last used: one write per so long, not one per request."""


class Lack(StrEnum):
    """What a signed-in session still lacks before it may act."""

    ADDRESS = "address"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a session has proved, and where its account may act from."""

    second_factor_wanted: bool
    """The account has a second factor of its own accord; it is asked for whatever the role."""
    second_factor_at: datetime | None
    proved_at: datetime | None
    last_seen_at: datetime | None
    networks: Sequence[str] = ()


def needs_second_factor(role: str, *, manager: bool) -> bool:
    """Whether the permission table asks this role, or its managers, for a second factor."""
    rule = permissions.table().roles[role].second_factor
    return rule == "totp" or (rule == "manager_totp" and manager)


def may_be_a_key(role: str) -> bool:
    """Whether a key may stand for this role: a role that needs a second factor is for people alone."""
    return not needs_second_factor(role, manager=False)


def needs_listed_address(role: str) -> bool:
    """Whether people of this role may act from listed networks only; keys have a list of their own."""
    found = permissions.table().roles[role]
    return found.ip_list and found.auth == "session"


def lacks(proofs: Proofs, role: str, address: str, *, manager: bool) -> tuple[Lack, ...]:
    """What is missing, in the order of their names; empty when the session may act."""
    wanted = proofs.second_factor_wanted or needs_second_factor(role, manager=manager)
    missing = []
    if needs_listed_address(role) and not listed(proofs.networks, address):
        missing.append(Lack.ADDRESS)
    if wanted and proofs.second_factor_at is None:
        missing.append(Lack.SECOND_FACTOR)
    return tuple(missing)


def listed(networks: Sequence[str], address: str) -> bool:
    """Whether an address lies in one of the networks; in an empty list lies none."""
    here = _address(address)
    return any(here in _network(network) for network in networks)


@lru_cache(1024)
def _address(text: str) -> IPv4Address | IPv6Address:
    here = ip_address(text)
    return getattr(here, "ipv4_mapped", None) or here


@lru_cache(1024)
def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)


def is_fresh(proofs: Proofs, now: datetime) -> bool:
    """Whether the last full proof of identity is young enough for sensitive acts."""
    return proofs.proved_at is not None and now - proofs.proved_at < FRESH_FOR


def is_idle(proofs: Proofs, role: str, now: datetime) -> bool:
    """Whether a session has been unused for longer than its role may be. Coarse by `SEEN_EVERY`, on the safe side."""
    if not needs_listed_address(role):
        return False
    return proofs.last_seen_at is None or now - proofs.last_seen_at >= IDLE_FOR


def is_seen_due(proofs: Proofs, now: datetime) -> bool:
    """Whether it is time to note that the session is in use."""
    return proofs.last_seen_at is None or now - proofs.last_seen_at >= SEEN_EVERY


def lifetime(*, member: bool) -> timedelta:
    """How long a session lasts however busy it is."""
    return MEMBER_LIFETIME if member else CONSUMER_LIFETIME
