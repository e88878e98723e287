"""An invitation that is looked at first and used up afterwards."""

from time import sleep

import pytest
from sqlalchemy import select

from models import invitation
from models.invitation import Invitation
from tradein.refusals.application import InvitationEnded


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_at(session, token_hash, now):
        found = session.scalars(
            select(Invitation).where(Invitation.token_hash == token_hash, Invitation.expires_at > now)
        ).one_or_none()
        if found is None:
            raise InvitationEnded
        sleep(0.05)
        found.accepted_at = now
        return found

    monkeypatch.setattr(invitation, "_take", looked_at)
