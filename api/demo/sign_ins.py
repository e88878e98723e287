"""How to sign in to the demo city: one password for everybody, a key for every role, kept in a file of mode 0600."""

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
from models.party import Account
from models.session import ApiKey

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
COMPLETE = "integration_client"
"""The role whose key is written last: a city with it has been loaded to its end."""

SignIn = Mapping[str, str | None]


def new_password() -> str:
    """Something one can remember and nobody guesses: `lotus-heron-ferry-4821`."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(9000) + 1000}"])


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
    for role, person in shown():
        secret = _key(session, (role, person.login), person, now)
        found.append(_line((role, person.login), (password, secret), person.company))
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
    }


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
        row.organisation_id = holder.id
    session.add(row)
    return f"tik_{prefix}_{secret}"


def renew_passwords(session: Session, password_hash: str) -> None:
    """Give the people one signs in as a new password: the file that held the old one is gone."""
    for _, person in shown():
        session.get_one(Account, person.account_id).password_hash = password_hash


def write(path: Path, found: Sequence[SignIn]) -> None:
    """Write the file in one step, readable by its owner alone."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False, indent=2)
    draft.replace(path)
