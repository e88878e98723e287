"""Commands on personal data: rotate-keys."""

import click
from sqlalchemy.orm import Session

from api.cli.group import tradein
from api.cli.place import owner_url, settled
from api.cli.trouble import Trouble
from api.migration import administration
from api.personal_keys import keys_of
from models import keys
from models.key_rotation import BATCH, outdated, personal_tables, reseal_batch
from models.sealed import Personal
from tradein.field_cipher import SealBroken


@tradein.command("rotate-keys")
@click.option("--check", is_flag=True, help="Change nothing; fail while any row still needs sealing again.")
def rotate_keys(check: bool) -> None:
    """Seal personal data again under the newest key.

    Also seals what a release before encryption left in clear, and moves blind indexes to a coming key. The platform
    goes on serving meanwhile. Each batch of rows is committed on its own: an interrupted run is simply run again.
    """
    with settled() as settings:
        keys.use(keys_of(settings))
        engine = administration(owner_url(settings))
        left = 0
        for table in personal_tables():
            with Session(engine, expire_on_commit=False, autoflush=False) as session:
                count = outdated(session, table) if check else _reseal(session, table)
            left += count if check else 0
            click.echo(f"{table.__tablename__}: {count} {'to seal again' if check else 'sealed again'}")
    if left:
        raise Trouble(f"{left} row(s) need `tradein rotate-keys`")


def _reseal(session: Session, table: type[Personal]) -> int:
    done = 0
    while True:
        try:
            count = reseal_batch(session, table, BATCH)
        except SealBroken:
            # Which row it is helps nobody who lacks the key, and the name of the table is enough to look.
            raise Trouble(
                f"{table.__tablename__}: a value does not open; is an earlier key missing from "
                "TRADEIN_SECRET_PERSONAL_PREVIOUS?"
            ) from None
        session.commit()
        if not count:
            return done
        done += count
