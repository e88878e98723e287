"""`tradein run`: everything on one machine, from nothing to a served demo city, and in order down again."""

import click

from api.cli.group import tradein
from api.cli.trouble import Trouble
from api.settings import load_settings


@tradein.command()
@click.option("--bare", is_flag=True, help="Without the demo city.")
def run(bare: bool) -> None:
    """Start everything here: database, schema, reference data, demo city, web server, jobs.

    Rows are kept between runs. Ctrl-C stops all of it in order. Not for production, where `tradein migrate`,
    `tradein serve` and `tradein jobs` run as services of their own.
    """
    settings = load_settings()
    if settings.production:
        raise Trouble("`run` is for development; in production start `tradein serve` and `tradein jobs`")
    from api.launcher import Launcher

    Launcher(settings, demo=not bare).run()
