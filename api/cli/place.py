"""Which database a command works on: DATABASE_URL, or the embedded one, started for the command when it is not up."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr
from sqlalchemy.orm import Session

from api.embedded import embedded_database
from api.migration import administration
from api.personal_keys import keys_of
from api.settings import Settings, load_settings
from models import keys


@contextmanager
def settled() -> Iterator[Settings]:
    """Settings whose database answers as the owner of the tables."""
    settings = load_settings()
    if settings.database_url is not None:
        yield settings
        return
    with embedded_database(settings.home, settings.embedded_postgres) as url:
        yield settings.model_copy(update={"database_url": SecretStr(url)})


def owner_url(settings: Settings) -> str:
    """The address of the role that owns the tables."""
    url = settings.owner_database_url or settings.database_url
    return url.get_secret_value() if url else ""


@contextmanager
def working(settings: Settings) -> Iterator[Session]:
    """A session in one transaction, committed when the block ends well."""
    keys.use(keys_of(settings))
    engine = administration(owner_url(settings))
    with Session(engine, expire_on_commit=False, autoflush=False) as session, session.begin():
        yield session
