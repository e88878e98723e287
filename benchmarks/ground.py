"""What is measured on: an embedded server with full durability, a chain in 40 districts, units made by capture."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.orm import Session

from api.embedded import APPLICATION, EmbeddedServer
from api.migration import upgrade
from api.personal_keys import keys_of
from api.settings import load_settings
from models import keys
from models.db import new_id
from models.fold import fold
from models.ground import Moment, ground_for
from models.label import reserve_roll
from models.ledger import capture
from models.party import Account, Licence, Membership, Organisation, Site
from models.reference_import import import_all
from models.region import RegionClosure
from models.session import ApiKey
from models.unit import Unit
from tradein.actor import Actor
from tradein.credit_code import make
from tradein.lifecycle import Step
from tradein.scan import Scan
from tradein.site import MAIN

PROVINCE = "370000"
DISTRICTS = 40
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 1000
ROLL = 5000


@dataclass(frozen=True)
class Party:
    """One organisation with a site, and the key its station uses."""

    actor: Actor
    site: str
    key: str


@dataclass(frozen=True)
class Ground:
    """The laid chain: who collects, who stores, who oversees, and where."""

    recycler: Party
    warehouse: Party
    officer: Party
    districts: Sequence[str]


def prepare(server: EmbeddedServer) -> str:
    """Start the server and bring it to the present schema; its address as the owner.

    The web server is given another one: the role that owns nothing, so that row-level security is paid for.
    """
    url = server.start()
    upgrade(url, APPLICATION)
    # The web server of this measurement keeps its secrets there and must read what is laid here.
    keys.use(keys_of(load_settings(home=server.home / "web", database_url=url)))
    return url


def lay(session: Session) -> Ground:
    """Reference data, three organisations and their keys. The caller commits."""
    import_all(session, SINCE)
    leaves = select(RegionClosure.leaf).where(RegionClosure.ancestor == PROVINCE).order_by(RegionClosure.leaf)
    districts = list(session.scalars(leaves))[:DISTRICTS]
    return Ground(
        # Registered with the province: it collects in every city of it.
        _party(session, "recycler", "recycler_manager", PROVINCE, districts[0]),
        _party(session, "warehouse", "warehouse", districts[0], districts[0]),
        _party(session, "bureau", "province_officer", PROVINCE, districts[0]),
        districts,
    )


def _party(session: Session, kind: str, role: str, region: str, stands: str) -> Party:
    serial = {"recycler": 1, "warehouse": 2, "bureau": 3}[kind]
    organisation = Organisation(
        id=new_id(),
        credit_code=make(f"91{region}", f"MBENCH{serial:02d}"),
        name=f"bench {kind}",
        kind=kind,
        region_code=region,
        state="active",
        # Officers are let in from their own networks only.
        networks=["127.0.0.0/8"],
        created_at=SINCE,
    )
    account = Account(
        id=new_id(),
        login=f"bench-{kind}",
        password_hash="!",  # noqa: S106 - nobody signs in with it
        display_name="-",
        created_at=SINCE,
    )
    session.add_all([organisation, account])
    session.flush()
    membership = Membership(
        id=new_id(),
        account_id=account.id,
        organisation_id=organisation.id,
        role=role,
        manager=True,
        region_code=region if kind == "bureau" else None,
        valid_from=SINCE,
    )
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    session.add(membership)
    session.flush()
    session.add(
        ApiKey(
            prefix=prefix,
            secret_hash=hashlib.sha256(secret.encode()).digest(),
            name="bench",
            organisation_id=organisation.id,
            account_id=account.id,
            membership_id=membership.id,
            role=role,
            scopes=["*"],
            ip_list=[],
            created_at=SINCE,
        )
    )
    if kind != "bureau":
        session.add_all(_premises(organisation, f"B-{kind}", stands))
    session.flush()
    actor = Actor(account.id, organisation.id, kind, role, region, manager=True, membership_id=membership.id)
    return Party(actor, f"B-{kind}", f"tik_{prefix}_{secret}")


def _premises(organisation: Organisation, code: str, region: str) -> Iterator[Site | Licence]:
    yield Site(
        code=code,
        organisation_id=organisation.id,
        name=code,
        kind=MAIN[organisation.kind].value,
        region_code=region,
    )
    yield Licence(
        organisation_id=organisation.id,
        kind="recycling",
        number=code,
        valid_from=date(2026, 1, 1),
        valid_to=date(2030, 1, 1),
    )


def make_units(engine: Engine, ground: Ground, count: int, until: Step = Step.RECEIVING) -> list[str]:
    """`count` units spread over the districts, taken through the chain as far as `until`; their codes."""
    codes: list[str] = []
    for start in range(0, count, ROLL):
        codes += _roll(engine, ground, min(ROLL, count - start))
    for start in range(0, count, BATCH):
        _live(engine, ground, codes[start : start + BATCH], until)
    return codes


def _roll(engine: Engine, ground: Ground, count: int) -> list[str]:
    with Session(engine) as session, session.begin():
        actor = ground.recycler.actor
        roll = reserve_roll(session, actor, cast("UUID", actor.organisation_id), count, SINCE)
        codes = session.execute(text("SELECT code FROM label WHERE roll_id = :roll"), {"roll": roll.id})
        return list(codes.scalars())


def _live(engine: Engine, ground: Ground, codes: Sequence[str], until: Step) -> None:
    moment = datetime.now(UTC)
    steps = [Step.COMMISSIONING, Step.COLLECTING, Step.RECEIVING]
    for step in steps[: steps.index(until) + 1]:
        party = ground.warehouse if step is Step.RECEIVING else ground.recycler
        scans = [_scan(step, code, n, ground) for n, code in enumerate(codes)]
        with Session(engine) as session, session.begin():
            verdicts = capture(
                session, ground_for(session, Moment(party.actor, moment), [ground.warehouse.site]), scans
            )
            if any(verdict.outcome != "applied" for verdict in verdicts):
                raise RuntimeError(f"a unit of the bench was refused: {verdicts[0]}")


def _scan(step: Step, code: str, n: int, ground: Ground) -> Scan:
    at = datetime.now(UTC)
    match step:
        case Step.COMMISSIONING:
            district = ground.districts[n % len(ground.districts)]
            kind = ("FRIDGE", "WASHER_DRUM", "TV_FPD", "AC_SPLIT_SET")[n % 4]
            return Scan(new_id(), code, step, at, item_type=kind, region=district)
        case Step.COLLECTING:
            return Scan(
                new_id(), code, step, at, weight_g=30_000 + n % 5000, photos=("ab" * 32,), price_fen=5000
            )
        case _:
            return Scan(new_id(), code, step, at, weight_g=30_000 + n % 5000, site=ground.warehouse.site)


def settle(engine: Engine) -> None:
    """What the jobs process and autovacuum would have done by now: fold the tallies, refresh the statistics."""
    with Session(engine) as session:
        while fold(session):
            session.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))


def by_district(engine: Engine, codes: Sequence[str]) -> dict[str, list[str]]:
    """Codes by the district their unit was picked up in."""
    found: dict[str, list[str]] = {}
    with Session(engine) as session:
        for code, district in session.execute(
            select(Unit.code, Unit.district).where(Unit.code.in_(list(codes)))
        ):
            found.setdefault(district, []).append(code)
    return found


def engine_for(url: str) -> Engine:
    """An engine of the bench's own."""
    return create_engine(url)
