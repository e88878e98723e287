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
from models.every_table import metadata
from models.privilege import APPEND_ONLY, editable_facts

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_the_probes_expect_the_head():
    assert expected_revision() == head()


def test_models_and_migrations_agree(fresh_database):
    drift(fresh_database)


IN_WORDS = """
SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL'
       ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind IN ('r', 'p')
UNION ALL
SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = CAST(current_schema() AS regnamespace)
UNION ALL
SELECT tablename || ' ' || indexname, replace(indexdef, ' ' || schemaname || '.', ' ')
FROM pg_indexes WHERE schemaname = current_schema()
"""


def in_words(connection):
    """Every column, constraint and index of the schema at hand, as PostgreSQL words it."""
    found = connection.execute(text(IN_WORDS)).all()
    return {(what, said) for what, said in found if not what.startswith("alembic_version")}


def test_models_and_migrations_agree_to_the_word(connection):
    """Checks, defaults and what becomes of a row whose parent goes, too: the other check compares none of these."""
    migrated = in_words(connection)
    connection.execute(text("CREATE SCHEMA said"))
    connection.execute(text("SET LOCAL search_path TO said, public"))
    metadata().create_all(connection, checkfirst=False)
    assert in_words(connection) ^ migrated == set()


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
