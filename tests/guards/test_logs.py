"""Logs are one JSON object a line with listed keys, and nothing personal or hostile in them."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from api.logs import ALLOWED, configure_logs, logging_configuration


@pytest.fixture
def written(monkeypatch):
    """Configure logging onto a buffer, and leave both logging systems as they were."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    configure_logs()
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.reset_defaults()
    for name in ("", *logging_configuration()["loggers"]):
        logger = logging.getLogger(name)
        for handler in logger.handlers[:]:
            if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter):
                logger.removeHandler(handler)
        logger.propagate = True


def test_unlisted_keys_are_dropped_and_named(written):
    structlog.stdlib.get_logger("api.test").info("booked", status=201, phone="13800138000", address="某路1号")
    [line] = written()
    assert line["status"] == 201
    assert line["dropped"] == ["address", "phone"]
    assert "13800138000" not in json.dumps(line)
    assert line.keys() <= ALLOWED


@pytest.mark.control("plain_text_logs")
def test_a_value_cannot_break_the_line_or_the_terminal(written):
    structlog.stdlib.get_logger("api.test").info("x", code='a\r\n{"event":"forged"}\x1b[2J\u2028')
    [line] = written()
    assert not set(line["code"]) & set("\r\n\x1b\u2028")


def test_an_exception_tells_its_place_not_its_message(written):
    try:
        int("Key (phone)=(13800138000) already exists")
    except ValueError:
        structlog.stdlib.get_logger("api.test").exception("unexpected")
    [line] = written()
    assert line["kind"] == "ValueError"
    assert "test_logs.py" in line["trace"][-1]
    assert "13800138000" not in json.dumps(line)


def test_the_standard_library_goes_through_the_same_gate(written):
    logging.getLogger("gunicorn.error").info("Booting\nworker")
    [line] = written()
    assert "\n" not in line["event"]
    assert line["level"] == "info"
