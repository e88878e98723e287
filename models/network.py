"""The networks from which people of a bureau may act."""

from collections.abc import Sequence
from ipaddress import ip_network
from uuid import UUID

from sqlalchemy.orm import Session

from models.party import Organisation
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.party import NotANetwork
from tradein.refusals.sign_in import LocksYouOut


def networks_of(session: Session, organisation_id: UUID) -> Organisation:
    """A bureau with its networks. Raises `not_found` for anything that is not a bureau."""
    found = session.get(Organisation, organisation_id)
    if found is None or found.kind != "bureau":
        raise NotFound
    return found


def set_networks(
    session: Session, actor: Actor, organisation_id: UUID, networks: Sequence[str]
) -> Organisation:
    """Replace a bureau's networks. Raises `not_a_network`, `locks_you_out` for one's own bureau's last one."""
    found = networks_of(session, organisation_id)
    if not networks and organisation_id == actor.organisation_id:
        raise LocksYouOut("networks")
    found.networks = [normal(text, f"networks.{number}") for number, text in enumerate(networks)]
    session.flush()
    return found


def normal(text: str, field: str) -> str:
    """A network in its one form, host bits cleared. Raises `not_a_network`."""
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise NotANetwork(field, network=text) from None
