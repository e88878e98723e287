"""Declaring who asks to the database, for row-level security (`models.row_security`).

The first transaction of a request is declared by the statement that finds out who asks, without a statement of its
own. What a request begins after a commit or a retry, and public routes that reach protected rows, are declared here.
"""

from uuid import UUID

from flask import g, has_request_context
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, SessionTransaction

from models.row_security import PURPOSE, declare, opened, purpose_of
from models.session import CONSUMER
from tradein.actor import Actor

OPENED = opened()


@event.listens_for(Session, "after_begin")
def _declared_again(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested or not has_request_context():
        return
    found = g.get("presented")
    actor: Actor | None = found.actor if found is not None else g.get("row_security_proved")
    purpose = purpose_of(session)
    # While nobody is known there is nothing to say, but for a public page that is open to what it needs.
    if actor is not None or (g.get("public") and purpose in OPENED):
        declare(connection, actor, purpose)


def proved(account_id: UUID) -> None:
    """Whoever asks at a public door has just proved to be this account: what is begun from now on is theirs."""
    g.row_security_proved = Actor(account_id, None, None, CONSUMER)


def intend(session: Session, purpose: str) -> None:
    """Say what the request at hand needs, `resource:verb`, before anything is asked of the database."""
    session.info[PURPOSE] = purpose
