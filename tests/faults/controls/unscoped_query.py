"""A query that asks whether somebody may at all, and forgets whose rows it may show (G7)."""

import importlib
import pkgutil

import pytest
from sqlalchemy import false, true

import models
from models import scope
from tradein import permissions


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    right = scope.within

    def forgetful(actor, model, verb="read", action=None, resource=None):
        wanted = resource or scope.SCOPES[model.__tablename__].resource
        return true() if permissions.grants(actor, wanted, verb, action) else false()

    for found in pkgutil.walk_packages(models.__path__, prefix="models."):
        module = importlib.import_module(found.name)
        if getattr(module, "within", None) is right:
            monkeypatch.setattr(module, "within", forgetful)
