"""Who a session or key belongs to remembered across requests: revocation comes late (G19)."""

import pytest

from api import identity


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    by_session, by_key, remembered = identity.actor_of_session, identity.holder_of_key, {}

    def cached(real):
        def look_up(session, credential, now):
            if credential not in remembered:
                remembered[credential] = real(session, credential, now)
            return remembered[credential]

        return look_up

    monkeypatch.setattr(identity, "actor_of_session", cached(by_session))
    monkeypatch.setattr(identity, "holder_of_key", cached(by_key))
