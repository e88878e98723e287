"""Loading the demo city: once, to its end, and never in production."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from api.cli.trouble import Trouble
from api.clock import now
from api.demo import cast, parties, sign_ins, story
from api.demo.bookings import Desk
from api.demo.companies import companies
from api.demo.play import Play
from api.password import hashed
from api.personal_keys import keys_of
from api.settings import Settings, private_directory
from models import keys
from models.fold import fold
from models.party import Organisation
from models.reference_import import import_all
from models.upkeep import alone, empty, refresh_statistics
from tradein.moment import day_of

FOLD_BATCH = 20_000
# The load can be repeated, so it need not wait for the disk at every commit; people's data always does.
QUICK = {"options": "-c TimeZone=UTC -c synchronous_commit=off -c statement_timeout=0"}


def load(settings: Settings, reset: bool) -> list[str]:  # noqa: FBT001 - the launcher's and the command's contract
    """Load the city unless it is there; with `reset`, remove everything first. What was done, line by line.

    A load that was interrupted is begun again. Raises `Trouble` in production.
    """
    if settings.production:
        raise Trouble("the demo city is not for production")
    if settings.database_url is None:
        raise Trouble("no database: `tradein run` starts one, or set DATABASE_URL=postgresql://…")
    keys.use(keys_of(settings))
    engine = create_engine(settings.database_url.get_secret_value(), poolclass=NullPool, connect_args=QUICK)
    with _session(engine) as session, alone(engine):
        if reset or _interrupted(session):
            said = _clear(session)
        elif sign_ins.complete(session):
            return _kept(session, settings)
        else:
            said = []
        return [*said, *_load(session, settings), *_settle(session, engine)]


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


def _interrupted(session: Session) -> bool:
    """Whether an earlier load got past the cast but not to the end."""
    begun = session.get(Organisation, next(iter(companies().values())).id) is not None
    return begun and not sign_ins.complete(session)


def _clear(session: Session) -> list[str]:
    empty(session)
    session.commit()
    return ["removed what was there"]


def _kept(session: Session, settings: Settings) -> list[str]:
    """The city is there. If its sign-ins were lost, they are made anew."""
    if settings.demo_accounts.exists():
        if not sign_ins.outdated(settings.demo_accounts):
            return ["the demo city is there already"]
        _write_sign_ins(session, settings, sign_ins.password_in(settings.demo_accounts))
        return ["the demo city is there already; second factors were set up"]
    password = sign_ins.new_password()
    sign_ins.renew_passwords(session, hashed(password), now())
    _write_sign_ins(session, settings, password)
    return ["the demo city is there already; new sign-ins were written"]


def _load(session: Session, settings: Settings) -> list[str]:
    begun = now()
    import_all(session, begun)
    today, password = day_of(begun), sign_ins.password_in(settings.demo_accounts)
    since = cast.beginning(today)
    cast.lay(session, today, since, hashed(password))
    sign_ins.renew_passwords(session, hashed(password), begun)
    sign_ins.link_phones(session, since)
    parties.prepare(session, today)
    session.commit()
    play = Play(session, begun, today, settings.secret("handover").encode())
    story.tell(play, Desk(play))
    parties.apply_now(session, begun)
    _write_sign_ins(session, settings, password)
    return [f"{what}: {count}" for what, count in sorted(play.told.items())]


def _write_sign_ins(session: Session, settings: Settings, password: str) -> None:
    found = sign_ins.issue(session, password, now() - timedelta(seconds=1))
    session.commit()
    private_directory(settings.home)
    sign_ins.write(settings.demo_accounts, found)


def _settle(session: Session, engine: Engine) -> list[str]:
    """What the jobs process and autovacuum would have done by now."""
    while fold(session, FOLD_BATCH):
        session.commit()
    session.commit()
    refresh_statistics(engine)
    return ["figures folded, statistics fresh"]
