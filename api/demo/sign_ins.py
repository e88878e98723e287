"""How to sign in to the demo city: one password for everybody, a key for every role, an authenticator's secret where
the role needs one; kept in a file of mode 0600. Officers act from this machine only.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from api.demo.companies import Company, companies, identity
from api.demo.people import INTEGRATION, SHOWN, Person, consumers, members
from api.identity import digest
from models.api_key import ANYWHERE
from models.party import Account, Organisation
from models.phone_login import link
from models.second_factor import SecondFactor
from models.session import ApiKey
from tradein.gate import needs_second_factor
from tradein.totp import new_secret

WORDS = (
    "canal",
    "lotus",
    "willow",
    "donkey",
    "bridge",
    "jujube",
    "heron",
    "tower",
    "melon",
    "reed",
    "kiln",
    "ferry",
)
LOOPBACK = ("127.0.0.0/8", "::1/128")
COMPLETE = "integration_client"
"""The role whose key is written last: a city with it has been loaded to its end."""

SignIn = Mapping[str, str | None]


def new_password() -> str:
    """Something one can remember and nobody guesses: `lotus-heron-ferry-4821`."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(9000) + 1000}"])


def outdated(path: Path) -> bool:
    """Whether an earlier release wrote the file: without the authenticators that some roles need by now."""
    return any("totp_secret" not in one for one in json.loads(path.read_text("utf-8")))


def password_in(path: Path) -> str:
    """The password of this home: the one printed before, or a new one."""
    if path.exists():
        kept = [one["password"] for one in json.loads(path.read_text("utf-8")) if one["password"]]
        return kept[0] if kept else new_password()
    return new_password()


def complete(session: Session) -> bool:
    """Whether the demo city has been loaded to its end."""
    return session.get(ApiKey, identity("key", COMPLETE)) is not None


def shown() -> Iterator[tuple[str, Person]]:
    """Every role with the person to sign in as; a plant's hazardous steps need a second one."""
    yield "consumer", consumers()[0]
    for role, (key, number) in SHOWN.items():
        yield role, members()[key][number]
        if role == "dismantler":
            yield role, members()[key][number + 1]


def issue(session: Session, password: str, now: datetime) -> list[SignIn]:
    """Make or renew everybody's key; what to write into the file. The caller commits."""
    found: list[SignIn] = []
    _open_offices(session)
    for role, person in shown():
        secret = _key(session, (role, person.login), person, now)
        line = _line((role, person.login), (password, secret), person.company)
        found.append({**line, "totp_secret": _authenticator(session, person, now)})
    firm = companies()[INTEGRATION]
    secret = _key(session, (COMPLETE, COMPLETE), firm, now)
    found.append(_line((COMPLETE, ""), ("", secret), firm))
    session.flush()
    return found


def _line(who: tuple[str, str], secret: tuple[str, str], firm: Company | None) -> SignIn:
    return {
        "role": who[0],
        "account": who[1],
        "password": secret[0],
        "api_key": secret[1],
        "organisation": firm.name if firm else None,
        "region": firm.region if firm else None,
        "totp_secret": None,
    }


def _authenticator(session: Session, person: Person, now: datetime) -> str | None:
    """A second factor in force for those who need one; its secret, as an authenticator app takes it."""
    if not needs_second_factor(person.role, manager=person.manager):
        return None
    secret = new_secret()
    row = session.get(SecondFactor, person.account_id) or SecondFactor(account_id=person.account_id)
    row.secret, row.confirmed_at, row.last_step = secret, now, None
    session.add(row)
    return secret


def _open_offices(session: Session) -> None:
    for company in companies().values():
        if company.kind == "bureau":
            session.get_one(Organisation, company.id).networks = list(LOOPBACK)


def link_phones(session: Session, now: datetime) -> None:
    """Let the consumers sign in by their phones; the codes arrive in the local outbox."""
    for person in consumers():
        link(session, person.account_id, person.phone, now)


def _key(session: Session, who: tuple[str, str], holder: Person | Company, now: datetime) -> str:
    role, login = who
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    row = session.get(ApiKey, identity("key", login)) or ApiKey(id=identity("key", login), ip_list=[])
    row.prefix, row.secret_hash, row.name = prefix, digest(secret), f"演示 {login}"
    row.role, row.scopes, row.created_at, row.revoked_at = role, ["*"], now, None
    if isinstance(holder, Person):
        row.account_id = holder.account_id
        row.organisation_id = holder.company.id if holder.company else None
        row.membership_id = holder.membership_id if holder.company else None
    else:
        # A demo is called from wherever it is shown: decided, not forgotten.
        row.organisation_id, row.ip_list = holder.id, list(ANYWHERE)
    session.add(row)
    return f"tik_{prefix}_{secret}"


def renew_passwords(session: Session, password_hash: str, now: datetime) -> None:
    """Give the people one signs in as a new password: the file that held the old one is gone."""
    for _, person in shown():
        account = session.get_one(Account, person.account_id)
        account.password_hash, account.password_changed_at = password_hash, now


def write(path: Path, found: Sequence[SignIn]) -> None:
    """Write the file in one step, readable by its owner alone."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False, indent=2)
    draft.replace(path)
