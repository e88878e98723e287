"""`tradein --help` is a page somebody new can start from; commands end in sentences, not tracebacks."""

import json

import pytest
from click.testing import CliRunner

from api.cli import database, licensed_map, operation, personal, run, sign_in  # noqa: F401
from api.cli.group import ENVIRONMENT, SECTIONS, tradein
from api.doctor import Verdict, examine, examine_deployment


def _ask(*arguments):
    return CliRunner().invoke(tradein, arguments, catch_exceptions=False)


def test_help_shows_every_command_under_a_heading():
    shown = _ask("--help").output
    for name in tradein.commands:
        assert any(name in names for names in SECTIONS.values()), f"{name} has no section"
        assert name in shown
    for variable, _ in ENVIRONMENT:
        assert variable in shown


@pytest.mark.parametrize("name", sorted(name for names in SECTIONS.values() for name in names))
def test_each_command_explains_itself(name):
    shown = _ask(name, "--help")
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) >= 6


def test_openapi_prints_a_document(settings, monkeypatch):
    monkeypatch.setenv("TRADEIN_HOME", str(settings.home))
    assert json.loads(_ask("openapi").output)["openapi"].startswith("3.")


def test_the_doctor_finds_development_healthy(fresh_database, settings):
    from api.clock import now

    own = settings.model_copy(update={"database_url": type(settings.database_url)(fresh_database)})
    found = {finding.name: finding for finding in examine(own, now())}
    assert found["database"].verdict is Verdict.FINE
    assert found["migrations"].verdict is Verdict.FINE
    assert found["time zone"].verdict is Verdict.FINE


def test_the_doctor_refuses_to_deploy_development(fresh_database, settings):
    own = settings.model_copy(update={"database_url": type(settings.database_url)(fresh_database)})
    failed = {one.name for one in examine_deployment(own) if one.verdict is Verdict.FAIL}
    assert failed >= {"mode", "secrets", "cookies", "hosts", "fsync", "standby", "role", "embedded server"}


def test_the_doctor_says_when_nobody_answers(settings, tmp_path):
    from api.clock import now

    gone = f"postgresql+psycopg://postgres@/tradein?host={tmp_path}"
    own = settings.model_copy(update={"database_url": type(settings.database_url)(gone)})
    assert {one.name for one in examine(own, now()) if one.verdict is Verdict.FAIL} >= {"database"}
