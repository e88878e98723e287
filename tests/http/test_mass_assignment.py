"""No body sets what only the platform sets: every column of every table, offered to every write route, is refused."""

import pytest

from models.every_table import metadata
from tests.http.hostile import WRITES, callers, nothing_written, schema_of

# What routes read under the name of some column, because that is what people say; each is a field of its schema.
COLUMNS = sorted({column.key for table in metadata().tables.values() for column in table.columns})
ALSO = [
    "is_admin",
    "created_by",
    "organisation_id",
    "role",
    "state",
    "version",
    "__proto__",
    "constructor",
    "_id",
]


def own_fields(schema):
    return {field.data_key or name for name, field in schema.load_fields.items()}


@pytest.mark.control("schema_has_all_columns")
def test_no_body_takes_a_column_that_its_schema_does_not_name(app, client, world):
    wrong, seen = [], 0
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            if schema is None or target.endpoint == "scans.capture_scans":
                continue  # without a body nothing is read; capture answers each scan for itself
            foreign = [name for name in [*COLUMNS, *ALSO] if name not in own_fields(schema)]
            reply = client.open(
                target.path, method=target.method, json=dict.fromkeys(foreign, "x"), headers=headers
            )
            named = {
                error["field"]
                for error in (reply.json or {}).get("errors", [])
                if error["code"] == "unknown_field"
            }
            seen += 1
            if reply.status_code != 422 or set(foreign) - named:
                wrong.append((target.endpoint, reply.status_code, sorted(set(foreign) - named)[:5]))
    assert not wrong
    assert seen > 60


@pytest.mark.control("schema_has_all_columns")
def test_nobody_writes_who_made_or_decided_something(app):
    """Names that say who did something, when, or in which state it is, are in no body at all."""
    never = {
        "created_by", "created_at", "decided_by", "decided_at", "submitted_by", "accepted_by", "token_hash",
        "secret_hash", "password_hash", "handover_hash", "account_id", "organisation_id", "uploader_id", "sha256",
        "price_set_by", "record_time", "seq", "holder_id", "membership_id",
    }  # fmt: skip
    taken = {
        (endpoint, name)
        for endpoint, view in app.view_functions.items()
        for parameter in getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
        if parameter["in"] == "json"
        for name in own_fields(
            parameter["schema"]() if isinstance(parameter["schema"], type) else parameter["schema"]
        )
        if name in never
    }
    assert taken == set()
