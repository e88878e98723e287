"""One module a noun. A module here that defines `blp` is served; nothing else needs to know of it."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint as FlaskBlueprint

from api.settings import Settings


def blueprints(settings: Settings) -> list[FlaskBlueprint]:
    """Every route module's blueprint, in the order of their names.

    A module that says `DEVELOPMENT_ONLY = True` is no part of a production server at all.
    """
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return [
        module.blp
        for module in modules
        if hasattr(module, "blp") and not (settings.production and getattr(module, "DEVELOPMENT_ONLY", False))
    ]
