"""Commands about signing in: the networks of a bureau, for when nobody can come in to set them."""

import click
from sqlalchemy import select

from api.cli.group import tradein
from api.cli.place import settled, working
from api.cli.trouble import Trouble
from api.clock import now


@tradein.command()
@click.argument("credit_code")
@click.argument("network", nargs=-1)
def networks(credit_code: str, network: tuple[str, ...]) -> None:
    """Show a bureau's allowed networks, or replace them.

    Officers, auditors and administrators act from these networks only; an empty list lets nobody in. Give networks as
    10.37.0.0/16 to replace the list.
    """
    from models.audit import Author, record
    from models.network import networks_of, normal, set_on_server
    from models.party import Organisation
    from tradein.refusal import Refusal

    with settled() as settings, working(settings) as session:
        found = session.scalar(select(Organisation.id).where(Organisation.credit_code == credit_code))
        if found is None:
            raise Trouble(f"no organisation has the credit code {credit_code}")
        try:
            bureau = networks_of(session, found)
            if network:
                bureau.networks = [normal(text, "network") for text in network]
                record(session, Author(at=now(), role="system"), set_on_server(bureau))
        except Refusal as refused:
            raise Trouble(refused.sentence("en")) from refused
        click.echo(f"{bureau.name}: {', '.join(bureau.networks) or 'none: nobody may act'}")
