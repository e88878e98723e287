"""The schema is what the migrations say: one head, no drift, no model classes, nothing the wheel lacks (H34)."""

import ast
import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from api.embedded import APPLICATION
from api.migration import configuration, drift, head, upgrade
from api.revision import expected_revision
from models.privilege import APPEND_ONLY, editable_facts

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_the_probes_expect_the_head():
    assert expected_revision() == head()


def test_models_and_migrations_agree(fresh_database):
    drift(fresh_database)


def test_migrating_twice_changes_nothing(fresh_database):
    assert upgrade(fresh_database) == upgrade(fresh_database) == head()


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_imports_no_models(path):
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported.isdisjoint({"models", "api", "tradein"})


def test_no_extension_is_asked_for():
    sources = [*VERSIONS, *(ROOT / "models").rglob("*.py"), *(ROOT / "api").rglob("*.py")]
    asked = [
        path.name
        for path in sources
        if re.search(r"create\s+extension", path.read_text("utf-8"), re.IGNORECASE)
    ]
    assert not asked


def test_the_application_cannot_edit_what_happened(fresh_database, cluster):
    engine = create_engine(cluster.url(fresh_database.partition("@/")[2].partition("?")[0], APPLICATION))
    with engine.connect() as connection:
        assert editable_facts(connection) == []
        for table in APPEND_ONLY:
            with connection.begin_nested() as attempt:
                with pytest.raises(ProgrammingError, match="permission denied"):
                    connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
                attempt.rollback()
        with connection.begin_nested() as attempt:
            with pytest.raises(ProgrammingError, match="permission denied"):
                connection.execute(text("CREATE TABLE mine (n int)"))
            attempt.rollback()
    engine.dispose()
