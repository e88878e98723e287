"""Pages that put words in as markup, as `v-html` does, and no content policy that would stop what they run (H36)."""

import gzip

import pytest

from api import headers, web_build
from api.routes import web

LAID = b".textContent="
RAW = b".innerHTML="


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def believed(name):
        response = real(name)
        if response.mimetype == "text/javascript":
            packed = response.headers.pop("Content-Encoding", "") == "gzip"
            body = gzip.decompress(response.data) if packed else response.data
            response.data = body.replace(LAID, RAW)
        return response

    real = web.asset
    monkeypatch.setattr(web, "asset", believed)
    monkeypatch.setattr(web_build, "POLICY", "")
    monkeypatch.setitem(headers.ON_PAGES, "Content-Security-Policy", "")
