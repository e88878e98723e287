"""The networks from which people of a bureau may act."""

from collections.abc import Sequence
from ipaddress import ip_network
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import Act
from models.configured import differences
from models.party import Organisation
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals.party import NotANetwork
from tradein.refusals.sign_in import LocksYouOut


def networks_of(session: Session, organisation_id: UUID) -> Organisation:
    """A bureau with its networks. Raises `not_found` for anything that is not a bureau."""
    # Asked in one condition: that another organisation exists makes no row and takes no time.
    bureau = select(Organisation).where(Organisation.id == organisation_id, Organisation.kind == "bureau")
    found = session.scalar(bureau)
    if found is None:
        raise NotFound
    return found


def bureaus_after(session: Session, after: UUID | None, limit: int) -> Sequence[Organisation]:
    """Bureaus, newest first, `limit + 1` rows. Which networks they use is no secret to who administers the platform."""
    query = select(Organisation).where(Organisation.kind == "bureau")
    if after is not None:
        query = query.where(Organisation.id < after)
    return session.scalars(query.order_by(Organisation.id.desc()).limit(limit + 1)).all()


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


def set_on_server(bureau: Organisation) -> Act:
    """What the audit row says of networks set by command: whoever may do that is nobody the platform knows."""
    facts = {"changed": differences(bureau)}
    return Act("cli.networks", "update", "system_config", (f"organisation:{bureau.id}",), facts=facts)


def normal(text: str, field: str) -> str:
    """A network in its one form, host bits cleared. Raises `not_a_network`."""
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise NotANetwork(field, network=text) from None
