"""The journey a reader reads is the journey the test tells."""

from tests.journeys.paper import DOCUMENT, rendered


def test_the_document_is_what_is_tested():
    assert DOCUMENT.read_text("utf-8") == rendered(), "run `python -m tests.journeys.paper`"
