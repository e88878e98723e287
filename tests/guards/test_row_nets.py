"""Every table stands under row-level security, or says why not; nobody's sealed data says why not."""

import re
from pathlib import Path

from models.every_table import metadata
from models.key_rotation import personal_tables
from models.privilege import NARROW, SECRETS
from models.row_exempt import EXEMPT
from models.row_security import NETS, PUBLISHED

ROOT = Path(__file__).parents[2]
BOUND = {*NETS, *PUBLISHED, "audit"}
OF_PEOPLE = re.compile(r"(^|_)(sealed|phone|address|birth|id_number)(_|$)")


def test_every_table_has_a_net_or_a_reason():
    tables = set(metadata().tables)
    assert tables - BOUND - EXEMPT.keys() == set(), "bind it in NETS, or say in models/row_exempt.py why not"
    assert BOUND & EXEMPT.keys() == set(), "bound and exempt"
    assert (BOUND | EXEMPT.keys()) - tables == set(), "gone"


def test_nothing_sealed_is_exempt():
    assert {table.__tablename__ for table in personal_tables()} <= NETS.keys()
    named = {
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        for column in table.columns
        if table.name in EXEMPT and OF_PEOPLE.search(column.name)
    }
    assert named == set()


def test_the_page_on_security_names_what_says_something_of_people():
    """Every exempt table with an account in it, and every bound one that others ask about by a key."""
    page = (ROOT / "docs/security.md").read_text("utf-8")
    left_out = page.partition("## What the second net leaves out")[2].partition("\n## ")[0]
    of_people = {
        table.name
        for table in metadata().tables.values()
        if table.name in EXEMPT and any(key.column.table.name == "account" for key in table.foreign_keys)
    }
    assert {name for name in of_people if f"`{name}`" not in left_out} == set()
    functions = {one.partition("(")[0] for one in NARROW}
    assert {name for name in functions if f"`{name}`" not in page} == set()
    assert {column for columns in SECRETS.values() for column in columns if column not in page} == set()
