"""A pytest plug-in for a run within a run: says where the PostgreSQL of the outer one is, as to a worker of it."""

import os

import pytest

HOME = "TRADEIN_TESTS_SERVER"
"""The environment's name of that server's home."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if home := os.environ.get(HOME):
        config.workerinput = {"postgres_home": home}  # type: ignore[attr-defined]
