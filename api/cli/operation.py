"""Commands that serve and examine: serve, jobs, doctor, openapi."""

import json
import os
import sys

import click

from api.cli.group import tradein
from api.cli.place import settled
from api.cli.trouble import Trouble
from api.clock import now
from api.settings import ROOT, Settings, load_settings


def _with_database() -> Settings:
    settings = load_settings()
    if settings.database_url is None:
        raise Trouble("no database: `tradein run` starts one, or set DATABASE_URL=postgresql://…")
    return settings


@tradein.command()
def serve() -> None:
    """Serve HTTP with gunicorn, in the foreground.

    Needs DATABASE_URL. Listens on 127.0.0.1 (TRADEIN_HOST, or unix:/path) behind nginx; TRADEIN_WORKERS processes with
    TRADEIN_THREADS threads each.
    """
    _with_database()
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", "python:api.serve"])  # noqa: S606


@tradein.command()
def jobs() -> None:
    """Run the scheduled jobs, in the foreground; one such process is enough.

    Needs DATABASE_URL. A second process waits, so that two do no harm: the watchdog of overdue units, folding of
    closed days, expiry of quotes and sessions.
    """
    settings = _with_database()
    from api.jobs import run_forever
    from api.logs import configure_logs

    configure_logs()
    run_forever(settings)


@tradein.command()
@click.option("--deploy", is_flag=True, help="Also ask what real data needs; any lack is a failure.")
def doctor(deploy: bool) -> None:
    """Say in words whether this installation is fit to serve.

    Exit status 1 if anything fails.
    """
    from api.doctor import Verdict, examine, examine_deployment

    with settled() as settings:
        findings = [*examine(settings, now()), *(examine_deployment(settings) if deploy else ())]
    for finding in findings:
        click.echo(f"{finding.verdict:<4}  {finding.name:<20} {finding.words}")
    failed = sum(finding.verdict is Verdict.FAIL for finding in findings)
    click.echo(f"{failed} of {len(findings)} failed" if failed else "all well")
    sys.exit(1 if failed else 0)


@tradein.command()
def openapi() -> None:
    """Print the OpenAPI document of this release."""
    from api.app import create_app
    from api.openapi import document

    # Describing the interface needs no database, only an address that is never opened.
    app = create_app(load_settings(database_url="postgresql://nobody@/nothing"))
    click.echo(json.dumps(document(app), ensure_ascii=False, indent=2))
