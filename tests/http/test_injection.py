"""What is typed into a search is looked for, never executed: in no free text of no list does it widen the answer."""

import pytest
from sqlalchemy import select, text

from api.schema import Text
from models.region import Region
from tests.http.hostile import schema_of, targets
from tests.http.test_list_statements import _readers

QUOTES = ("' OR '1'='1", "%' OR true --", "x'); DELETE FROM region; --", '" OR ""="', "\\' OR 1=1 --")
WILDCARDS = ("%%%", "____")


def _free_texts(app):
    """Every reading route that takes free text in its address, with the names of those fields."""
    for target in targets(app, "GET"):
        schema = schema_of(app, target, "query")
        names = [name for name, field in schema.load_fields.items() if type(field) is Text] if schema else []
        if names:
            yield target, names


@pytest.mark.control("fstring_sql")
def test_free_text_is_looked_for_and_never_executed(app, client, world, session):
    asked, before = set(), len(session.scalars(select(Region.code)).all())
    for target, names in _free_texts(app):
        for person in _readers(world, target.need)[:1]:
            for typed in (*QUOTES, *WILDCARDS):
                reply = client.get(
                    target.path, query_string=dict.fromkeys(names, typed), headers=person.key_headers()
                )
                assert reply.status_code < 500, (target.path, typed, reply.get_data(as_text=True))
                assert not (reply.json or {}).get("items"), (target.path, typed)
                asked.add(target.path)
    assert "/api/v1/regions" in asked
    assert "/api/v1/organisations" in asked
    assert session.scalar(text("SELECT count(*) FROM region")) == before
