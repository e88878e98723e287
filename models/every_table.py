"""The metadata with every table in it: importing a model is what registers its table."""

import importlib
import pkgutil

from sqlalchemy import MetaData

import models
from models.db import Base


def metadata() -> MetaData:
    """All tables of the platform, for migrations, their drift check and the tests' schema."""
    for module in pkgutil.walk_packages(models.__path__, prefix="models."):
        importlib.import_module(module.name)
    return Base.metadata
