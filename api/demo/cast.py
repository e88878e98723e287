"""Writing the cast down: organisations, licences, sites, people, devices, prices, weekly timetables, first rolls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from api.demo.chance import at
from api.demo.companies import Company, Premises, companies, identity, of_kind
from api.demo.people import Person, collectors, everybody, runs
from api.demo.places import DISTRICTS
from models.party import Account, Device, Licence, Membership, Organisation, Site
from models.slot import SlotRule
from tradein.site import MAIN

NO_PASSWORD = "-"  # noqa: S105 - no hash has this form, so nobody signs in with it
HOURS = (8, 10, 14, 16, 18)
LICENCES = {"recycler": "recycling", "dismantler": "dismantling", "refurbisher": "refurbishing"}


@dataclass(frozen=True, slots=True)
class Handset:
    """A collector's enrolled device."""

    person: Person

    @property
    def id(self) -> Any:
        return identity("device", self.person.login)


def lay(session: Session, today: date, since: datetime, password_hash: str) -> None:
    """Write every row of the cast; everybody has the same password. The caller commits."""
    accounts = _accounts(since, password_hash)
    for rows in (_organisations(since), _belongings(today), accounts, _terms(since), _rules(since)):
        session.add_all(rows)
        session.flush()


def _organisations(since: datetime) -> Iterator[Organisation]:
    for one in companies().values():
        yield Organisation(
            id=one.id,
            credit_code=one.credit_code,
            name=one.name,
            kind=one.kind,
            region_code=one.region,
            state="active",
            created_at=since,
            decided_at=since,
        )


def _belongings(today: date) -> Iterator[Site | Licence]:
    for one in companies().values():
        for premises in one.sites:
            yield _site(one, premises)
        if one.kind in LICENCES:
            first, last = (today + timedelta(days=days) for days in one.licence_days)
            number = f"鲁{LICENCES[one.kind][0].upper()}演示{one.serial}"
            yield Licence(
                id=identity("licence", one.key),
                organisation_id=one.id,
                kind=LICENCES[one.kind],
                number=number,
                valid_from=first,
                valid_to=last,
            )


def _site(company: Company, premises: Premises) -> Site:
    district, (north, east) = DISTRICTS[premises.region], premises.offset
    return Site(
        id=premises.id,
        code=premises.code,
        organisation_id=company.id,
        name=premises.name,
        kind=MAIN[company.kind].value,
        region_code=premises.region,
        lat_e6=district.lat_e6 + round(north * 1e6),
        lon_e6=district.lon_e6 + round(east * 1e6),
        daily_capacity=premises.daily_capacity,
    )


def _accounts(since: datetime, password_hash: str) -> Iterator[Account]:
    for person in everybody():
        yield Account(
            id=person.account_id,
            login=person.login,
            password_hash=password_hash,
            display_name=person.name,
            phone=person.phone,
            state="active",
            created_at=since,
        )


def _terms(since: datetime) -> Iterator[Membership | Device]:
    for person in everybody():
        firm = person.company
        if firm is None:
            continue
        yield Membership(
            id=person.membership_id,
            account_id=person.account_id,
            organisation_id=firm.id,
            role=person.role,
            manager=person.manager,
            site_id=firm.site.id if firm.sites else None,
            region_code=firm.region if firm.kind == "bureau" else None,
            valid_from=since,
        )
        if person.role == "recycler_staff":
            # A person's name has no place outside its sealed column.
            name = f"手持终端 {person.login}"
            yield Device(
                id=Handset(person).id,
                organisation_id=firm.id,
                name=name,
                enrolled_at=since,
                enrolled_by=runs(firm.key).account_id,
            )


def _rules(since: datetime) -> Iterator[SlotRule]:
    for firm in of_kind("recycler"):
        for district in firm.serves:
            home = district == firm.region
            yield SlotRule(
                id=identity("slot rule", firm.key, district),
                recycler_id=firm.id,
                region_code=district,
                weekdays=[1, 2, 3, 4, 5, 6, 7] if home else [1, 3, 5, 6, 7],
                hours=list(HOURS),
                capacity=max(2, len(collectors(firm.key)) * (2 if home else 1)),
                valid_from=since.date(),
                created_by=runs(firm.key).account_id,
                created_at=since,
            )


def beginning(today: date) -> datetime:
    """When the cast was there: before the first day of history."""
    return at(today - timedelta(days=120), 9)
