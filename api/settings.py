"""Typed settings from the environment: read once at start, passed on, never read again elsewhere.

Nothing secret has a default. In development missing secrets are generated on first run into `TRADEIN_HOME` (files
0600 in a directory 0700); in production they must be given. The only database is PostgreSQL: any other scheme is
refused before anything starts, because each further dialect is a second set of bugs.
"""

import os
import secrets
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SECRET_NAMES = ("session", "handover", "cursor", "personal", "index", "link", "one_time")
SHORTEST_SECRET = 32
DRIVER = "postgresql+psycopg://"


class SettingsRefused(Exception):
    """The platform cannot start with this environment; the message says what to change, one line a fault."""


class Settings(BaseSettings):
    """Everything the environment may decide. Names in the environment are `TRADEIN_<NAME>` and `DATABASE_URL`."""

    model_config = SettingsConfigDict(
        env_prefix="TRADEIN_", frozen=True, extra="ignore", populate_by_name=True
    )

    env: Literal["development", "production"] = "development"
    home: Path = Field(default=ROOT / ".tradein", description="data, secrets, photos and the demo sign-ins")
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    owner_database_url: SecretStr | None = Field(
        default=None, description="the role that owns the tables, for migrations; default DATABASE_URL"
    )
    embedded_postgres: Literal[16, 18] = Field(default=18, description="major version of the embedded server")

    host: str = Field(
        default="127.0.0.1", description="address to listen on; nginx stands in front in production"
    )
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = Field(default="", description="what labels point to; default http://127.0.0.1:<port>")
    contact: str = Field(
        default="",
        pattern=r"^$|^(mailto|https|tel):\S+$",
        description="where public pages send reports; default the public service hotline 12345",
    )
    trusted_hosts: tuple[str, ...] = Field(default=(), description="Host headers answered, a JSON list")
    trusted_proxies: int = Field(default=0, ge=0, le=2, description="proxies that set X-Forwarded-*")

    web: Path | None = Field(
        default=None,
        description="the built web pages; default static/dist in the tree",
    )

    workers: int = Field(default=2, ge=1, le=64)
    threads: int = Field(
        default=8, ge=1, le=64, description="per worker; the connection pool has the same size"
    )
    streams: int = Field(
        default=200, ge=1, le=2000, description="live figures open at once, per worker; each holds a thread"
    )
    not_found_beat_ms: int = Field(
        default=50,
        ge=0,
        le=1000,
        description="“not found” is answered on this beat, so that its moment does not tell what exists",
    )
    public_requests_a_minute: int = Field(
        default=1200,
        ge=60,
        description="of one network, for each thing open to everybody that has no limit of its own; pages five times",
    )
    pool_timeout_s: float = Field(default=2.0, gt=0, le=30)
    statement_timeout_s: int = Field(default=15, ge=1, le=600)
    idle_transaction_timeout_s: int = Field(default=30, ge=1, le=600)
    max_body_bytes: int = Field(default=256 * 1024, ge=1024)
    max_capture_bytes: int = Field(default=2 * 1024 * 1024, ge=1024)
    max_upload_bytes: int = Field(default=8 * 1024 * 1024, ge=65536, le=64 * 1024 * 1024)
    photos_per_day: int = Field(default=600, ge=1, description="uploads of one account within 24 hours")
    photo_megabytes_per_day: int = Field(default=600, ge=1)

    s3_bucket: str = Field(default="", description="keep photos in this bucket instead of TRADEIN_HOME/media")
    s3_prefix: str = "tradein"
    s3_endpoint: str = Field(default="", description="https://… of an S3-compatible provider")
    s3_region: str = ""
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None

    sms_url: str = Field(default="", description="https://… of the gateway that sends text messages")
    sms_account: str = Field(default="", description="our account at the gateway")
    sms_secret: SecretStr | None = Field(
        default=None, description="the key that requests to it are signed with"
    )
    sms_signature: str = Field(default="以旧换新", description="the sender's name at the head of a message")
    sms_per_day: int = Field(default=20_000, ge=1, description="messages a day at most: what they may cost")
    sms_habits: str = Field(
        default="",
        description="how the local outbox misbehaves, e.g. `seed=7,delay_s=2,down=0.2`; development only",
    )

    oidc_issuer: str = Field(default="", description="https://… of the province's unified sign-on")
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_strong_acr: tuple[str, ...] = Field(
        default=(), description="values of `acr` that count as two factors, a JSON list; none by default"
    )

    secret_session: SecretStr | None = None
    secret_handover: SecretStr | None = None
    secret_cursor: SecretStr | None = None
    secret_link: SecretStr | None = None
    secret_one_time: SecretStr | None = None
    secret_personal: SecretStr | None = None
    secret_index: SecretStr | None = None
    secret_personal_previous: tuple[SecretStr, ...] = Field(
        default=(), description="keys that personal data may still be sealed under, a JSON list"
    )
    secret_index_next: SecretStr | None = Field(
        default=None, description="the blind index key being changed to; see docs/personal-data.md"
    )
    real_name_url: str = Field(
        default="",
        pattern=r"^$|^https?://\S+$",
        description="a real-name provider's address; docs/personal-data.md",
    )
    secret_real_name: SecretStr | None = Field(default=None, description="signs requests to that provider")
    real_name_daily_cap: int = Field(
        default=10_000, ge=0, description="paid checks a day, all accounts together"
    )
    field_cipher: Literal["aes-gcm", "sm4-gcm"] = Field(
        default="aes-gcm", description="what personal data is sealed with"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment and explicit arguments only: no `.env` file is found by accident."""
        return init_settings, env_settings

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @field_validator("database_url", "owner_database_url", mode="before")
    @classmethod
    def _postgresql_only(cls, url: str | SecretStr | None) -> str | None:
        text = url.get_secret_value() if isinstance(url, SecretStr) else url
        return postgresql_url(text) if text else None

    @model_validator(mode="after")
    def _production_is_explicit(self) -> "Settings":
        if self.env == "production":
            faults = [*self._missing_in_production(), *self._weak_secrets()]
            if faults:
                raise ValueError("; ".join(faults))
        return self

    def _missing_in_production(self) -> list[str]:
        needed = {
            "DATABASE_URL (the embedded server is for development only)": self.database_url,
            "TRADEIN_PUBLIC_URL": self.public_url,
            "TRADEIN_TRUSTED_HOSTS": self.trusted_hosts,
        }
        return [f"production needs {name}" for name, value in needed.items() if not value]

    def _weak_secrets(self) -> list[str]:
        given = {name: getattr(self, f"secret_{name}") for name in SECRET_NAMES}
        faults = [
            f"production needs TRADEIN_SECRET_{name.upper()} of {SHORTEST_SECRET} characters or more"
            for name, secret in given.items()
            if secret is None or len(secret.get_secret_value()) < SHORTEST_SECRET
        ]
        values = [secret.get_secret_value() for secret in given.values() if secret is not None]
        if len(set(values)) < len(values):
            faults.append("every TRADEIN_SECRET_* needs its own value")
        return faults

    @property
    def production(self) -> bool:
        """Real data behind it: no generated secrets, no embedded database, no demo."""
        return self.env == "production"

    @cached_property
    def base_url(self) -> str:
        """Where people reach this platform, without a trailing slash; labels carry `<base_url>/obj/<code>`."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether cookies may demand TLS."""
        return self.base_url.startswith("https://")

    @property
    def texts_can_be_sent(self) -> bool:
        """Whether somebody sends text messages: a gateway, or in development the local outbox."""
        return bool(self.sms_url) or not self.production

    @property
    def sms_outbox(self) -> Path:
        """What the local outbox has sent: one JSON object a line."""
        return self.home / "sms-outbox.jsonl"

    @property
    def media(self) -> Path:
        """Photos, named by their SHA-256."""
        return self.home / "media"

    @property
    def geo(self) -> Path:
        """The licensed map, in sheets; there where an operator has imported one."""
        return self.home / "geo"

    @property
    def demo_accounts(self) -> Path:
        """The demo city's sign-ins, an object a role: account, password, API key, factor, organisation, region."""
        return self.home / "demo-accounts.json"

    def secret(self, name: str) -> str:
        """The named secret; generated and kept on first use in development.

        Raises `KeyError` for a name that is not one of `SECRET_NAMES`.
        """
        if name not in SECRET_NAMES:
            raise KeyError(name)
        given: SecretStr | None = getattr(self, f"secret_{name}")
        return given.get_secret_value() if given else kept_secret(self.home, name)


def postgresql_url(url: str) -> str:
    """`url` with the driver we ship. `ValueError` for every scheme that is not PostgreSQL."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise ValueError(f"DATABASE_URL must start with postgresql://, not {scheme[:20]}://")
    return DRIVER + rest


def private_directory(path: Path) -> Path:
    """`path`, made if missing, closed to other users.

    The search bit for others may stay: as root the embedded server runs as its own user and must pass through.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.stat().st_mode & 0o066:
        path.chmod(path.stat().st_mode & 0o711)
    return path


@cache
def kept_secret(home: Path, name: str) -> str:
    """The secret of this name in `home`/secrets (0700), made once with 256 random bits in a file of mode 0600."""
    path = private_directory(private_directory(home) / "secrets") / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text("ascii")


def load_settings(**overrides: Any) -> Settings:
    """Settings from the environment, `overrides` winning; `SettingsRefused` with one line a fault."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsRefused("\n".join(_sentence(fault) for fault in error.errors())) from None


def _sentence(fault: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in fault["loc"])
    name = where if where.isupper() else f"TRADEIN_{where.upper()}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name}: {message}" if where else message
