"""Reading a provider's id token; loaded by whoever signs on, so that other workers carry no JOSE library."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization


class TokenUnreadable(Exception):
    """A signature or a key set that does not hold; the message is the kind of fault."""


def key_set(found: Mapping[str, Any]) -> KeySet:
    """The provider's published keys (RFC 7517). Raises `TokenUnreadable`."""
    try:
        return KeySet.import_key_set(cast("KeySetSerialization", found))
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise TokenUnreadable(type(error).__name__) from None


def claims_of(token: str, keys: KeySet, algorithms: Sequence[str]) -> Mapping[str, Any]:
    """The claims of a token signed by one of the keys (RFC 7519). Raises `TokenUnreadable`."""
    try:
        return jwt.decode(token, keys, algorithms=list(algorithms)).claims
    except (JoseError, ValueError) as error:
        raise TokenUnreadable(type(error).__name__) from None
