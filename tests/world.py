"""A small province to test in: two cities of Shandong, two organisations of every kind, an account for every role.

The facts here are plain values with identifiers that never change; `lay` writes them, once a run, into the database
that tests using `world` are cloned from. `tests/conftest.py` has the fixtures.
"""

import hashlib
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from api.identity import CSRF_HEADER, csrf_token, digest
from models.party import Account, Licence, Membership, Organisation, Site
from models.reference_import import import_all
from models.second_factor import SecondFactor
from models.session import ApiKey, LoginSession
from tradein.actor import Actor
from tradein.credit_code import check_character, organisation_check
from tradein.gate import needs_second_factor
from tradein.site import MAIN

PROVINCE = "370000"
CITIES = ("371500", "371400")
DISTRICTS = {"371500": ("371502", "371581"), "371400": ("371402", "371482")}
PASSWORD = "chain-of-custody-2026"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL = datetime(2099, 1, 1, tzinfo=UTC)
LOOPBACK = ("127.0.0.0/8", "::1/128")

# role → kind of the organisation its people belong to; a consumer belongs to none.
TRADE_ROLES = {
    "recycler_staff": "recycler",
    "recycler_manager": "recycler",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "retailer_clerk": "retailer",
    "refurbisher": "refurbisher",
    "integration_client": "recycler",
}
# role → the bureaus (and territories) of its first and second person.
OFFICE_ROLES = {
    "community_worker": ("371502", "371402"),
    "district_officer": ("371502", "371402"),
    "city_officer": ("371500", "371400"),
    "province_officer": ("370000", "370000"),
    "auditor": ("370000", "370000"),
    "system_admin": ("370000", "370000"),
}
KINDS = ("recycler", "warehouse", "dismantler", "retailer", "refurbisher")
MANAGERS = frozenset({"recycler_manager", "system_admin"})


def _id(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(map(str, parts)))


def _secret(*parts: object) -> str:
    """43 URL-safe characters, like a token of 256 random bits, but the same in every process."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:43]


@dataclass(frozen=True)
class Place:
    """An organisation with its one site."""

    id: UUID
    name: str
    kind: str
    region: str
    credit_code: str
    site_id: UUID
    site_code: str


@dataclass(frozen=True)
class Person:
    """An account in one role, with every way it can prove itself."""

    account_id: UUID
    login: str
    role: str
    organisation: Place | None
    region: str | None
    membership_id: UUID | None
    token: str = field(repr=False)
    key_id: UUID
    key_prefix: str
    key_secret: str = field(repr=False)
    password: str = field(default=PASSWORD, repr=False)

    @property
    def actor(self) -> Actor:
        """What the rules see of this person when signed in with a session."""
        place = self.organisation
        return Actor(
            account_id=self.account_id,
            organisation_id=place.id if place else None,
            organisation_kind=place.kind if place else None,
            role=self.role,
            region=self.region,
            manager=self.role in MANAGERS,
            membership_id=self.membership_id,
            site_id=place.site_id if place and self.role in TRADE_ROLES else None,
            fresh_proof=True,
        )

    @property
    def totp_secret(self) -> str:
        """The authenticator's secret of whoever needs one."""
        return b32encode(hashlib.sha256(f"totp {self.login}".encode()).digest()[:20]).decode()

    @property
    def needs_second_factor(self) -> bool:
        return needs_second_factor(self.role, manager=self.actor.manager)

    @property
    def api_key(self) -> str:
        """The bearer credential, with every scope the role itself has."""
        return f"tik_{self.key_prefix}_{self.key_secret}"

    def session_headers(self) -> dict[str, str]:
        """What a browser of this person sends to `http://localhost`."""
        return {
            "Cookie": f"tradein={self.token}",
            CSRF_HEADER: csrf_token(self.token),
            "Origin": "http://localhost",
        }

    def key_headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.api_key}"}


@dataclass(frozen=True)
class World:
    """`organisation(kind, 0|1)`, `person(role, 0|1)`, `actor(role, 0|1)`. Number 0 is 聊城's, number 1 is 德州's."""

    organisations: dict[tuple[str, int], Place]
    people: dict[tuple[str, int], Person]
    bureaus: dict[str, Place]
    province: str = PROVINCE
    cities: tuple[str, ...] = CITIES
    districts: tuple[str, ...] = ("371502", "371581", "371402", "371482")
    district: str = "371502"

    def organisation(self, kind: str, number: int = 0) -> Place:
        return self.organisations[kind, number]

    def person(self, role: str, number: int = 0) -> Person:
        return self.people[role, number]

    def actor(self, role: str, number: int = 0) -> Actor:
        return self.people[role, number].actor


def credit_code(serial: int, region: str) -> str:
    """A made-up unified social credit code that passes both check digits."""
    body = f"MT{serial:06d}"
    payload = f"91{region}{body}{organisation_check(body)}"
    return payload + check_character(payload)


@cache
def the_world() -> World:
    """The facts, the same in every process."""
    organisations = {
        (kind, number): _place(kind, DISTRICTS[city][0], 10 * place + number)
        for place, kind in enumerate(KINDS, 1)
        for number, city in enumerate(CITIES)
    }
    offices = sorted({region for regions in OFFICE_ROLES.values() for region in regions})
    bureaus = {region: _place("bureau", region, 900 + number) for number, region in enumerate(offices)}
    people = {("consumer", number): _person("consumer", number, None, None) for number in (0, 1)}
    for role, kind in TRADE_ROLES.items():
        for number in (0, 1):
            place = organisations[kind, number]
            people[role, number] = _person(role, number, place, place.region)
    for role, regions in OFFICE_ROLES.items():
        for number, region in enumerate(regions):
            people[role, number] = _person(role, number, bureaus[region], region)
    return World(organisations, people, bureaus)


def _place(kind: str, region: str, serial: int) -> Place:
    return Place(
        id=_id("organisation", kind, serial),
        name=f"测试{kind}{serial}",
        kind=kind,
        region=region,
        credit_code=credit_code(serial, region),
        site_id=_id("site", kind, serial),
        site_code=f"{kind[0].upper()}{serial:03d}",
    )


def _person(role: str, number: int, place: Place | None, region: str | None) -> Person:
    return Person(
        account_id=_id("account", role, number),
        login=f"{role}{number}",
        role=role,
        organisation=place,
        region=region,
        membership_id=_id("membership", role, number) if place else None,
        token=_secret("token", role, number),
        key_id=_id("key", role, number),
        key_prefix=_secret("prefix", role, number)[:12],
        key_secret=_secret("key", role, number),
    )


def lay(session: Session) -> World:
    """Write the reference data and the world. The caller commits."""
    import_all(session, SINCE)
    world = the_world()
    places = [*world.organisations.values(), *world.bureaus.values()]
    session.add_all(_organisation(place) for place in places)
    session.flush()
    session.add_all(row for place in places for row in _belongings(place))
    # One cheap hash for everybody: how strong hashing is has its own test.
    password_hash = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    session.add_all(_account(person, password_hash) for person in world.people.values())
    session.flush()
    session.add_all(_membership(person) for person in world.people.values() if person.organisation)
    session.flush()
    session.add_all(row for person in world.people.values() for row in _credentials(person))
    session.flush()
    return world


def _organisation(place: Place) -> Organisation:
    return Organisation(
        id=place.id,
        credit_code=place.credit_code,
        name=place.name,
        kind=place.kind,
        region_code=place.region,
        state="active",
        created_at=SINCE,
        networks=list(LOOPBACK) if place.kind == "bureau" else [],
    )


def _belongings(place: Place) -> list[Site | Licence]:
    if place.kind == "bureau":
        return []
    site = Site(
        id=place.site_id,
        code=place.site_code,
        organisation_id=place.id,
        name=place.name,
        kind=MAIN[place.kind].value,
        region_code=place.region,
        lat_e6=36_450_000,
        lon_e6=115_980_000,
        daily_capacity=200,
    )
    kind = "dismantling" if place.kind == "dismantler" else "recycling"
    licence = Licence(
        organisation_id=place.id,
        kind=kind,
        number=f"LIC-{place.site_code}",
        valid_from=date(2020, 1, 1),
        valid_to=date(2035, 12, 31),
    )
    return [site, licence]


def _account(person: Person, password_hash: str) -> Account:
    return Account(
        id=person.account_id,
        login=person.login,
        password_hash=password_hash,
        display_name=f"测试{person.role}",
        state="active",
        created_at=SINCE,
        # Never past its term, however late these tests are run; that passwords expire has its own test.
        password_changed_at=UNTIL,
    )


def _membership(person: Person) -> Membership:
    return Membership(
        id=person.membership_id,
        account_id=person.account_id,
        organisation_id=person.organisation.id,
        role=person.role,
        manager=person.role in MANAGERS,
        site_id=person.actor.site_id,
        region_code=person.region if person.role in OFFICE_ROLES else None,
        valid_from=SINCE,
    )


def _credentials(person: Person) -> list[LoginSession | ApiKey | SecondFactor]:
    # Signed in with every factor given, just proved, never idle.
    session = LoginSession(
        id=_id("session", person.login),
        token_hash=digest(person.token),
        account_id=person.account_id,
        membership_id=person.membership_id,
        created_at=SINCE,
        expires_at=UNTIL,
        last_seen_at=UNTIL,
        proved_at=UNTIL,
        second_factor_at=SINCE,
    )
    key = ApiKey(
        id=person.key_id,
        prefix=person.key_prefix,
        secret_hash=digest(person.key_secret),
        name="测试",
        organisation_id=person.organisation.id if person.organisation else None,
        account_id=person.account_id,
        membership_id=person.membership_id,
        role=person.role,
        scopes=["*"],
        ip_list=[],
        created_at=SINCE,
    )
    if person.role == "integration_client":
        return [key]
    return [session, key, *_second_factor(person)]


def _second_factor(person: Person) -> list[SecondFactor]:
    if not person.needs_second_factor:
        return []
    return [SecondFactor(account_id=person.account_id, secret=person.totp_secret, confirmed_at=SINCE)]


@dataclass(frozen=True)
class SignIn:
    """`sign_in(role, organisation=0) -> headers` for the test client; an integration comes with its key."""

    world: World

    def __call__(self, role: str, organisation: int = 0) -> dict[str, str]:
        person = self.world.person(role, organisation)
        return person.key_headers() if role == "integration_client" else person.session_headers()
