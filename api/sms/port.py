"""The port: one message in, one receipt out, and two ways to fail.

Whoever implements it recognises a repetition by `id` and then answers the first receipt without sending again. The
contract is `tests/http/test_sms_contract.py`; every implementation passes it.
"""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to one phone; neither phone nor text may reach a log."""

    id: UUID
    phone: str = field(repr=False)
    template: str
    text: str = field(repr=False)


class ProviderDown(Exception):
    """Nobody knows whether the message was taken: unreachable, too slow, busy, or an answer that cannot be read."""


class ProviderRefused(Exception):
    """The message was not taken and never will be; the words are the provider's reason."""


class Provider(Protocol):
    """Sends text messages."""

    def send(self, message: Outgoing) -> str:
        """Take a message, once per `id`, and answer a receipt. Raises `ProviderDown`, `ProviderRefused`."""
