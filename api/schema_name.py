"""Names of schemas in the OpenAPI document: the class name; where two modules use one name, the noun goes before it."""

import re
from collections.abc import Callable, Iterable

from marshmallow import Schema

Resolver = Callable[[type[Schema] | Schema | str], str]


def resolver() -> Resolver:
    """A resolver for one document. Blueprints register in the order of their names, so the answer is stable."""
    taken: dict[str, type[Schema]] = {}

    def name_of(schema: type[Schema] | Schema | str) -> str:
        if isinstance(schema, str):
            return schema
        kind = schema if isinstance(schema, type) else type(schema)
        own = kind.__name__ + _cut(schema)
        return own if taken.setdefault(own, kind) is kind else _noun(kind) + own

    return name_of


def _cut(schema: type[Schema] | Schema) -> str:
    """What a use of the schema leaves of it; each cut is a schema of its own in the document."""
    if isinstance(schema, type):
        return ""
    only = f"Of{_words(schema.only)}" if schema.only is not None else ""
    without = f"Without{_words(schema.exclude)}" if schema.exclude else ""
    return only + without + ("Partial" if schema.partial else "")


def _words(names: Iterable[str]) -> str:
    return "".join(part.capitalize() for name in sorted(names) for part in re.split(r"[._]", name))


def _noun(kind: type[Schema]) -> str:
    module = kind.__module__.rpartition(".")[2].removesuffix("_body").removesuffix("_view")
    return _words([module])
