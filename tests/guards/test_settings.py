"""The environment is checked before anything starts (hazards H19, H31)."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import SECRET_NAMES, SettingsRefused, load_settings, postgresql_url

ROOT = Path(__file__).resolve().parents[2]
STRONG = {f"secret_{name}": f"{name}-" + "k" * 40 for name in SECRET_NAMES}


def _tradein(environment, *arguments):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRADEIN_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        env=kept | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.control("any_database_url")
@pytest.mark.parametrize(
    "url", ["sqlite:///x.db", "sqlite://", "mysql://h/d", "postgresql+asyncpg://h/d", "nonsense"]
)
def test_only_postgresql_is_a_database(url):
    with pytest.raises(SettingsRefused, match="postgresql://"):
        load_settings(database_url=url)


def test_plain_addresses_get_our_driver():
    assert postgresql_url("postgresql://u@h/d") == "postgresql+psycopg://u@h/d"
    assert postgresql_url("postgres://u@h/d") == "postgresql+psycopg://u@h/d"


def test_serve_refuses_sqlite(tmp_path):
    ended = _tradein({"DATABASE_URL": "sqlite://", "TRADEIN_HOME": str(tmp_path)}, "serve")
    assert ended.returncode != 0
    assert "postgresql://" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_run_refuses_production_without_a_database(tmp_path):
    ended = _tradein({"TRADEIN_ENV": "production", "TRADEIN_HOME": str(tmp_path)}, "run")
    assert ended.returncode != 0
    assert "DATABASE_URL" in ended.stderr
    assert not any(tmp_path.iterdir()), "no embedded server, no generated secret"


@pytest.mark.control("embedded_in_production")
def test_production_names_everything_that_is_missing():
    with pytest.raises(SettingsRefused) as refused:
        load_settings(env="production")
    for name in ("DATABASE_URL", "TRADEIN_PUBLIC_URL", "TRADEIN_TRUSTED_HOSTS", "TRADEIN_SECRET_SESSION"):
        assert name in str(refused.value)


def test_production_refuses_equal_secrets():
    with pytest.raises(SettingsRefused, match="its own value"):
        load_settings(
            env="production",
            database_url="postgresql://db/tradein",
            public_url="https://example.cn",
            trusted_hosts=("example.cn",),
            **dict.fromkeys(STRONG, "k" * 40),
        )


def test_production_with_everything_starts():
    settings = load_settings(
        env="production",
        database_url="postgresql://db/tradein",
        public_url="https://example.cn/",
        trusted_hosts=("example.cn",),
        **STRONG,
    )
    assert settings.base_url == "https://example.cn"
    assert settings.secure


def test_secrets_are_made_once_and_kept_private(tmp_path):
    settings = load_settings(home=tmp_path / "home")
    first = settings.secret("session")
    assert len(first) >= 40
    assert load_settings(home=tmp_path / "home").secret("session") == first
    assert settings.secret("handover") != first
    assert stat.S_IMODE((tmp_path / "home" / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home" / "secrets" / "session").stat().st_mode) == 0o600


def test_secrets_are_not_shown():
    shown = repr(load_settings(database_url="postgresql://user:hunter2@h/d", secret_session="s" * 40))
    assert "hunter2" not in shown
    assert "ssss" not in shown
