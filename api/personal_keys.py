"""From settings to keys: the one place where secrets become what seals and finds personal data."""

import secrets
from pathlib import Path

from flask import Flask, current_app, has_app_context

from api.settings import Settings
from models import keys
from models.keys import Keys
from tradein.blind_index import BlindIndex
from tradein.field_cipher import Algorithm, FieldCipher, MasterKey

NAME = "personal_keys"
_ALGORITHMS = {"aes-gcm": Algorithm.AES_256_GCM, "sm4-gcm": Algorithm.SM4_GCM}


def keys_of(settings: Settings) -> Keys:
    """The keys of these settings; in development made on first use and kept under `TRADEIN_HOME/secrets`."""
    newest = MasterKey(settings.secret("personal").encode())
    earlier = [MasterKey(secret) for secret in _previous(settings)]
    coming = settings.secret_index_next
    return Keys(
        FieldCipher([newest, *earlier], secrets.token_bytes, _ALGORITHMS[settings.field_cipher]),
        BlindIndex(
            MasterKey(settings.secret("index").encode()),
            MasterKey(coming.get_secret_value().encode()) if coming else None,
        ),
    )


def _previous(settings: Settings) -> list[bytes]:
    given = [secret.get_secret_value().encode() for secret in settings.secret_personal_previous]
    return given or ([] if settings.production else _kept(settings.home / "secrets" / "personal.previous"))


def _kept(path: Path) -> list[bytes]:
    """Earlier keys of a development home, one a line."""
    return [line.strip().encode() for line in path.read_text("ascii").splitlines()] if path.exists() else []


def register(app: Flask, settings: Settings) -> None:
    """Give the application its keys; read once, when personal data is first touched."""
    app.extensions[NAME] = settings
    keys.find_by(_of_application)


def _of_application() -> Keys | None:
    if not has_app_context():
        return None
    known = current_app.extensions.get(NAME)
    if isinstance(known, Settings):
        known = current_app.extensions[NAME] = keys_of(known)
    return known
