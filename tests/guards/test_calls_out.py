"""Who may call another server: only where the operator says. Nothing that a request brings is ever fetched (API7)."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = {
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "boto3",
    "smtplib",
    "ftplib",
}
CALLERS = {
    "api/oidc/wire.py": "the unified sign-on of the settings; it follows no redirect",
    "api/sms/gateway.py": "the gateway for text messages of the settings",
    "api/real_name/gateway.py": "the real-name gateway of the settings",
    "api/object_store_s3.py": "the object store of the settings",
    "api/launcher.py": "our own server on loopback, to see whether it is up",
}


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_nobody_else_calls_out():
    found = {
        str(path.relative_to(ROOT))
        for room in ("tradein", "models", "api")
        for path in (ROOT / room).rglob("*.py")
        if CLIENTS & set(_imports(path))
    }
    assert found == CALLERS.keys()


def test_callers_know_nothing_of_requests():
    """The address cannot come from one: the web framework's request is not even imported there."""
    web = {name for caller in CALLERS for name in _imports(ROOT / caller) if name.split(".")[0] == "flask"}
    assert web == set()
