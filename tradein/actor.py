"""Who acts: the identity every rule receives as a parameter, never from a global."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """One person or integration acting in one role of one organisation.

    `region` is the GB/T 2260 code (or custom node) an officer answers for, or the organisation's home region.
    `scopes` narrows an API key to `resource:verb` pairs; it is empty for people. `fresh_proof` says that this person
    has just proved again who they are (`tradein.gate.FRESH_FOR`); a key never has.
    """

    account_id: UUID | None
    organisation_id: UUID | None
    organisation_kind: str | None
    role: str
    region: str | None = None
    manager: bool = False
    membership_id: UUID | None = None
    key_id: UUID | None = None
    site_id: UUID | None = None
    scopes: frozenset[str] = field(default_factory=frozenset)
    fresh_proof: bool = False

    @property
    def manages(self) -> bool:
        """Whether this is a manager in person: a manager needs a second factor, and a key has none."""
        return self.manager and self.key_id is None
