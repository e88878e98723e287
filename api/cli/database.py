"""Commands on the data: migrate, import, recount, demo."""

import sys

import click
from sqlalchemy.engine import make_url

from api.cli.group import tradein
from api.cli.place import owner_url, settled, working
from api.clock import now


@tradein.command()
@click.option(
    "--check", is_flag=True, help="Change nothing; fail if the schema is behind or differs from the models."
)
def migrate(check: bool) -> None:
    """Bring the database to this release's schema.

    Migrations only add, so the previous release keeps working meanwhile. With TRADEIN_OWNER_DATABASE_URL they run as
    the tables' owner, and the role of DATABASE_URL is given the rights the application needs: it can append to the
    record of what happened, never edit it.
    """
    from api.migration import drift, upgrade

    with settled() as settings:
        if check:
            drift(owner_url(settings))
            click.echo("schema and models agree")
            return
        role = (
            make_url(settings.database_url.get_secret_value()).username
            if settings.owner_database_url
            else None
        )
        click.echo(f"at {upgrade(owner_url(settings), role)}")


@tradein.command("import-regions")
def import_regions() -> None:
    """Load the packaged regions and reference tables.

    Repeatable: a file that was imported already is skipped, a changed one starts a new edition and leaves the old
    rows to the dates they were valid for.
    """
    from models.reference_import import import_all

    with settled() as settings, working(settings) as session:
        for line in import_all(session, now()):
            click.echo(line)


@tradein.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if any figure differs from its events.")
def recount(check: bool) -> None:
    """Recount figures and unit rows from the events they come from.

    Prints every difference found. Without --check, figures that differ are put right.
    """
    from models import recount as recounting

    with settled() as settings, working(settings) as session:
        differences = recounting.check(session) if check else recounting.rebuild(session, now())
        for line in differences:
            click.echo(line)
    click.echo(f"{len(differences)} difference(s)" if differences else "everything agrees with its events")
    sys.exit(1 if differences and check else 0)


@tradein.command()
@click.option("--reset", is_flag=True, help="Remove what the demo city holds and load it afresh.")
def demo(reset: bool) -> None:
    """Load the demo city 聊城 with two neighbours and three months of history.

    The same seed gives the same city. Sign-ins are written to demo-accounts.json under TRADEIN_HOME. Refused in
    production.
    """
    from api.cli.trouble import Trouble
    from api.demo import load

    with settled() as settings:
        if settings.production:
            raise Trouble("the demo city is not for production")
        load(settings, reset)
    click.echo(f"sign-ins: {settings.demo_accounts}")
