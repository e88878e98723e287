"""Who reads a page: language and text size by the address, otherwise by what the browser says."""

from collections.abc import Mapping

from flask import current_app
from marshmallow import EXCLUDE

from api import problem
from api.clock import now
from api.schema import Body, Text
from api.trace_page import Reader


class ReaderQuery(Body):
    """How somebody wants a page. Foreign parameters are ignored: chat applications append their own."""

    class Meta:
        unknown = EXCLUDE

    lang = Text(
        20, low=0, load_default="", metadata={"description": "`zh` or `en`; default by Accept-Language"}
    )
    text = Text(20, low=0, load_default="", metadata={"description": "`large` for larger type"})


def reader(query: Mapping[str, str]) -> Reader:
    """The reader of this request."""
    settings = current_app.extensions["settings"]
    language = query["lang"] if query["lang"] in problem.LANGUAGES else problem.language()
    return Reader(language, query["text"] == "large", settings.base_url, now(), settings.contact)
