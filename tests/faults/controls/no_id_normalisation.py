"""Numbers are compared as typed: fifteen and eighteen digits of one person are two people."""

from tradein import identity
from tradein.identity import Document


def sabotage(monkeypatch):
    monkeypatch.setattr(identity, "parse", lambda kind, text, country, _: Document(kind, text, text, country))
