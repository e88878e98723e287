"""What the libraries' schemas need before they are valid JSON Schema 2020-12 and say exactly what we accept."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
# Values that a sender or we ourselves made up; nothing in them is a schema.
VALUES = frozenset({"example", "examples", "default", "enum", "const", "required"})


def mend(document: Json) -> None:
    """Mend every schema of the document in place."""
    for schema in _dicts(document):
        _mend_type(schema)
        _mend_limits(schema)
        _mend_default(schema)


def mend_parameter(parameter: Json) -> None:
    """Nothing in an address can be null: what is absent is not sent."""
    schema = parameter.get("schema", {})
    if isinstance(schema.get("type"), list):
        kinds = [kind for kind in schema["type"] if kind != "null"]
        schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "enum" in schema:
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    if schema.get("default", 0) in (None, ""):
        del schema["default"]


def _dicts(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in VALUES or isinstance(inner, dict):
                yield from _dicts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _dicts(inner)


def _mend_type(schema: Json) -> None:
    # apispec adds "null" beside ours, and does not add it to the words of a choice.
    kinds = schema.get("type")
    if not isinstance(kinds, list):
        return
    schema["type"] = list(dict.fromkeys(kinds))
    words = schema.get("enum")
    if "null" in kinds and isinstance(words, list) and None not in words:
        schema["enum"] = [*words, None]


def _mend_limits(schema: Json) -> None:
    # A length limit on a mapping counts its members; apispec writes the words for text.
    if schema.get("type") != "object" or not isinstance(schema.get("maxLength", 0), int):
        return
    for wrong, right in (("minLength", "minProperties"), ("maxLength", "maxProperties")):
        if wrong in schema:
            schema[right] = schema.pop(wrong)


def _mend_default(schema: Json) -> None:
    # `default: null` says only "may be left out", which `required` says already.
    if "default" in schema and schema["default"] is None and ("type" in schema or "anyOf" in schema):
        del schema["default"]


def referenced(document: Json) -> frozenset[str]:
    """Names of the schemas that the paths and other shared parts lead to, directly or through each other."""
    schemas = document["components"]["schemas"]
    others = {name: part for name, part in document["components"].items() if name != "schemas"}
    seen: set[str] = set()
    pending = [document["paths"], others]
    while pending:
        for part in _dicts(pending.pop()):
            name = str(part.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in schemas and name not in seen:
                seen.add(name)
                pending.append(schemas[name])
    return frozenset(seen)
