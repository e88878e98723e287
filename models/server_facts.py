"""What the database server says about itself; `tradein doctor` judges it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """Settings and state of the server as this connection sees them."""

    version: int
    """As `server_version_num`: 180004 is 18.4."""
    encoding: str
    time_zone: str
    fsync: bool
    full_page_writes: bool
    synchronous_commit: str
    standbys: int
    """Standbys that stream now."""
    superuser: bool
    now: datetime
    embedded: bool
    """The development server of `tradein run`, which trusts every local login."""


def server_facts(connection: Connection) -> ServerFacts:
    """One statement, no table is read."""
    row = connection.execute(
        text(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),"
            " current_setting('TimeZone'), current_setting('fsync')::bool,"
            " current_setting('full_page_writes')::bool, current_setting('synchronous_commit'),"
            " (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'),"
            " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), clock_timestamp(),"
            " coalesce(current_setting('tradein.embedded', true), '') = 'on'"
        )
    ).one()
    return ServerFacts(*row)
