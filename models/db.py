"""The one database handle, the declarative base, and identifiers."""

from uuid import UUID

import uuid_utils.compat as uuid_compat
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table inherits from this; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(naming_convention=CONVENTION)


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"expire_on_commit": False, "autoflush": False},
)


def new_id() -> UUID:
    """A UUIDv7: unique without asking the database, and ordered by time so that indexes stay compact."""
    return uuid_compat.uuid7()
