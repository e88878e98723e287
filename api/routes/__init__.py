"""One module a noun. A module here that defines `blp` is served; nothing else needs to know of it."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint as FlaskBlueprint


def blueprints() -> list[FlaskBlueprint]:
    """Every route module's blueprint, in the order of their names."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return [module.blp for module in modules if hasattr(module, "blp")]
