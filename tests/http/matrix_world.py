"""A world to look for leaks in: 2 provinces × 2 cities × 2 districts × 2 organisations of each kind × 2 people of each
role, and in every text that is somebody's a canary that says whose.

A corner is one of two sets of organisations in one district, with its people and what they have done together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from os import urandom
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.application import Application
from models.audit import Act, Author, record
from models.correction import Correction
from models.dismantling import Dismantling
from models.dismantling_check import DismantlingCheck
from models.invitation import Invitation
from models.label import Label
from models.label_roll import LabelRoll
from models.load import Load
from models.order import OrderContact, TradeOrder
from models.output import OutputLot
from models.party import Device, Licence
from models.pending_codec import actor_to, scan_to
from models.pending_scan import PendingScan
from models.price import PriceRow
from models.region import RegionClosure
from models.session import ApiKey
from models.shipment import OutputShipment
from models.unit import Event, Unit
from models.waste_transfer import WasteTransfer
from tests import world as base
from tests.http import matrix_papers, matrix_rows
from tests.persistence.dismantling_ground import a_code
from tests.world import KINDS, Person, Place
from tradein import order_number
from tradein.codes import issue_load
from tradein.lifecycle import Step
from tradein.scan import Scan

PROVINCES = {"370000": ("371500", "371400"), "410000": ("410300", "410200")}
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CANARY = re.compile(r"CNRY(\d\d)([a-z]+)([01])")
PEOPLE = (0, 1)


@dataclass
class Corner:
    """One set of organisations and people, and the names of what is theirs."""

    number: int
    region: tuple[str, str, str]
    """Province, city, district."""
    places: dict[str, Place]
    people: dict[tuple[str, int], Person]
    names: dict[str, Any] = field(default_factory=dict)

    def canary(self, table: str, person: int = 0) -> str:
        return f"CNRY{self.number:02d}{table}{person}"


@dataclass
class Matrix:
    """Every corner, and every bureau's people by role, territory and turn."""

    corners: list[Corner]
    officers: dict[tuple[str, str, int], Person]

    def person(self, role: str, corner: Corner, number: int = 0) -> Person | None:
        """Whoever has the role in, or over, the corner."""
        if (role, number) in corner.people:
            return corner.people[role, number]
        return next(
            (found for node in corner.region if (found := self.officers.get((role, node, number)))), None
        )


def lay(session: Session) -> Matrix:
    """Write the matrix on top of the small world's reference data. The caller commits."""
    corners, officers = [], {}
    for province, cities in PROVINCES.items():
        officers |= _bureau(session, province, ("province_officer", "auditor", "system_admin"))
        for city in cities:
            officers |= _bureau(session, city, ("city_officer",))
            leaves = select(RegionClosure.leaf).where(RegionClosure.ancestor == city)
            for district in session.scalars(leaves.order_by(RegionClosure.leaf).limit(2)).all():
                officers |= _bureau(session, district, ("district_officer", "community_worker"))
                for _ in PEOPLE:
                    corners.append(_corner(session, len(corners), (province, city, district)))
    session.flush()
    for corner in corners:
        session.add_all(_belongings(corner))
        session.flush()
        session.add_all([*_contacts(corner), *_labels(corner), *matrix_papers.attachments(corner, NOW)])
        session.flush()
        for row in _rows(session, corner):  # each leans on the one before
            session.add(row)
            session.flush()
        corner.names["roll"] = session.get_one(LabelRoll, _id(corner, "roll")).number
        _audit(session, corner)
    return Matrix(corners, officers)


def _enter(session: Session, places: list[Place], people: list[Person]) -> None:
    session.add_all(base._organisation(place) for place in places)
    session.flush()
    session.add_all(row for place in places for row in base._belongings(place))
    session.add_all(base._account(person, "-") for person in people)
    session.flush()
    session.add_all(base._membership(person) for person in people if person.organisation)
    session.flush()
    session.add_all(row for person in people for row in base._credentials(person))


def _serial(region: str) -> int:
    return 5_000 + int(region)


def _bureau(session: Session, region: str, roles: tuple[str, ...]) -> dict[tuple[str, str, int], Person]:
    place = base._place("bureau", region, _serial(region))
    found = {
        (role, region, number): base._person(role, int(region) * 10 + number, place, region)
        for role in roles
        for number in PEOPLE
    }
    _enter(session, [place], list(found.values()))
    return found


def _corner(session: Session, number: int, region: tuple[str, str, str]) -> Corner:
    places = {kind: base._place(kind, region[2], 1_000 + 10 * number + at) for at, kind in enumerate(KINDS)}
    roles = {**base.TRADE_ROLES, "consumer": None}
    people = {
        (role, turn): base._person(
            role, 100 + 10 * number + turn, places.get(kind or ""), region[2] if kind else None
        )
        for role, kind in roles.items()
        for turn in PEOPLE
    }
    _enter(session, list(places.values()), list(people.values()))
    return Corner(number, region, places, people)


def _id(corner: Corner, *parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(map(str, ("matrix", corner.number, *parts))))


def _belongings(corner: Corner) -> Iterator[Any]:
    yield from _trade(corner)
    yield from _things(corner)
    yield from _plant(corner)
    yield from _cases(corner)
    yield from matrix_papers.belongings(corner, NOW)
    corner.names["organisation"] = corner.places["recycler"].id
    corner.names["site"] = corner.places["recycler"].site_code
    corner.names["region"] = corner.region[2]
    for turn, mark in zip(PEOPLE, ("", "1"), strict=True):
        person = corner.people["recycler_staff", turn]
        corner.names |= {f"membership{mark}": person.membership_id, f"account{mark}": person.account_id}


def _trade(corner: Corner) -> Iterator[Any]:
    recycler, plant, district = corner.places["recycler"], corner.places["dismantler"], corner.region[2]
    for turn in PEOPLE:
        order_id, unit_id, code = _id(corner, "order", turn), _id(corner, "unit", turn), a_code()
        number = order_number.issue(NOW.date(), urandom)
        yield TradeOrder(
            id=order_id,
            number=number,
            consumer_id=corner.people["consumer", turn].account_id,
            region_code=district,
            recycler_id=recycler.id,
            collector_id=corner.people["recycler_staff", turn].account_id,
            slot_start=NOW,
            slot_end=NOW + timedelta(hours=2),
            state="assigned",
            promised_fen=1,
            price_fen=1,
            placed_at=NOW,
        )
        yield Unit(
            id=unit_id,
            code=code,
            item_type="FRIDGE",
            district=district,
            order_id=order_id,
            stage="received",
            on_hold=True,
            hold_reason=corner.canary("unit", turn),
            seq=2,
            holder_id=plant.id,
            stage_since=NOW,
            last_event_time=NOW,
            created_at=NOW,
        )
        for seq, (step, place) in enumerate([("collecting", recycler), ("receiving", plant)], 1):
            yield Event(
                unit_id=unit_id,
                seq=seq,
                event_id=_id(corner, "event", turn, seq),
                step=step,
                from_stage="booked",
                to_stage="received",
                event_time=NOW,
                record_time=NOW,
                organisation_id=place.id,
                account_id=corner.people["recycler_staff", turn].account_id if seq == 1 else None,
                place=district,
                item_type="FRIDGE",
                district=district,
                reason=corner.canary("unit", turn),
                fingerprint=b"\0" * 16,
            )
        if turn == 0:
            corner.names |= {
                "order": number,
                "unit": code,
                "label": code,
                "event": _id(corner, "event", 0, 1),
            }
        else:
            corner.names |= {"order1": number, "unit1": code, "label1": code}


def _contacts(corner: Corner) -> Iterator[OrderContact]:
    for turn in PEOPLE:
        canary = corner.canary("contact", turn)
        yield OrderContact(
            order_id=_id(corner, "order", turn), name=canary, phone="13812345678", address=f"柳园街道{canary}"
        )


def _rows(session: Session, corner: Corner) -> Iterator[Any]:
    """One of each further table that row-level security binds."""

    def of(model: type[Any], *where: Any) -> UUID:
        return session.scalars(select(model.id).where(*where).limit(1)).one()

    plant, bureau = (
        corner.places["dismantler"].id,
        base._place("bureau", corner.region[2], _serial(corner.region[2])),
    )
    yield from matrix_rows.windows(corner, NOW)
    yield from matrix_rows.of_bookings(corner, NOW, of(PriceRow))
    yield from matrix_rows.of_people(corner, NOW)
    licence = of(Licence, Licence.number == corner.canary("licence"))
    yield from matrix_rows.of_firms(corner, NOW, licence, bureau.id)
    transfer = of(WasteTransfer, WasteTransfer.number == corner.names["transfer"])
    yield from matrix_rows.of_papers(corner, NOW, transfer, of(OutputLot, OutputLot.organisation_id == plant))


def _labels(corner: Corner) -> Iterator[Label]:
    for turn, mark in zip(PEOPLE, ("", "1"), strict=True):
        code = corner.names[f"unit{mark}"]
        yield Label(
            code=code,
            state="bound",
            unit_id=_id(corner, "unit", turn),
            order_id=_id(corner, "order", turn),
            created_at=NOW,
        )


def _things(corner: Corner) -> Iterator[Any]:
    recycler, plant = corner.places["recycler"], corner.places["dismantler"]
    yield LabelRoll(id=_id(corner, "roll"), organisation_id=recycler.id, count=1, made_at=NOW)
    corner.names["load"] = issue_load(urandom)
    yield Load(
        id=_id(corner, "load"),
        code=corner.names["load"],
        state="open",
        origin_id=recycler.id,
        destination_site_id=plant.site_id,
        destination_id=plant.id,
        plate=corner.canary("load"),
        created_by=corner.people["recycler_staff", 0].account_id,
        created_at=NOW,
    )
    corner.names["device"] = _id(corner, "device")
    yield Device(
        id=corner.names["device"], organisation_id=recycler.id, name=corner.canary("device"), enrolled_at=NOW
    )
    corner.names["key"] = _id(corner, "key")
    yield ApiKey(
        id=corner.names["key"],
        prefix=f"k{corner.number:011d}",
        secret_hash=b"\0" * 32,
        name=corner.canary("key"),
        organisation_id=recycler.id,
        role="integration_client",
        scopes=["*"],
        ip_list=[],
        created_at=NOW,
    )
    corner.names["invitation"] = _id(corner, "invitation")
    yield Invitation(
        id=corner.names["invitation"],
        token_hash=corner.canary("invitation").encode(),
        organisation_id=recycler.id,
        display_name=corner.canary("invitation"),
        role="recycler_staff",
        manager=False,
        created_at=NOW,
        expires_at=NOW + timedelta(days=36_500),
    )
    corner.names["application"] = _id(corner, "application")
    yield Application(
        id=corner.names["application"],
        organisation_id=recycler.id,
        kind="change",
        state="submitted",
        content={"name": corner.canary("application")},
        created_at=NOW,
        submitted_at=NOW,
    )


def _plant(corner: Corner) -> Iterator[Any]:
    plant, district, day = corner.places["dismantler"], corner.region[2], NOW.date()
    its = {"site_id": plant.site_id, "organisation_id": plant.id, "region": district}
    corner.names |= {"work_order": f"CJ20261120{corner.number:04d}", "lot": corner.canary("lot")}
    yield Dismantling(
        number=corner.names["work_order"],
        day=day,
        category_group="FRIDGE",
        line=corner.canary("bench"),
        bench="1",
        shift="早",
        state="open",
        opened_at=NOW,
        **its,
    )
    yield DismantlingCheck(
        method="closing_stock",
        from_day=day,
        to_day=day,
        tolerance_permille=5,
        tolerance_source="x",
        tolerance_jurisdiction="CN",
        tolerance_verified=False,
        verdict="unknown",
        note=corner.canary("check"),
        created_at=NOW,
        **its,
    )
    yield OutputLot(number=corner.names["lot"], output_code="STEEL", day=day, stock_g=1, **its)
    yield OutputShipment(
        number=f"SH{corner.number:04d}",
        buyer_name=corner.canary("shipment"),
        plate="鲁P12345",
        destination="聊城",
        day=day,
        at=NOW,
        **its,
    )
    corner.names["transfer"] = f"WT{corner.number:04d}"
    yield WasteTransfer(
        number=corner.names["transfer"],
        state="issued",
        manifest_number=f"2026{district[:4]}{corner.number:08d}",
        carrier_name=corner.canary("transfer"),
        created_by=corner.people["dismantler", 0].account_id,
        created_at=NOW,
        issued_at=NOW,
        **its,
    )
    yield Licence(
        organisation_id=plant.id,
        kind="dismantling",
        number=corner.canary("licence"),
        valid_from=day,
        valid_to=day + timedelta(days=365),
    )


def _cases(corner: Corner) -> Iterator[Any]:
    recycler, district = corner.places["recycler"], corner.region[2]
    corner.names["alert"] = _id(corner, "alert")
    yield Alert(
        id=corner.names["alert"],
        kind="service_level",
        unit_id=_id(corner, "unit", 0),
        order_id=_id(corner, "order", 0),
        stage="stored",
        leg_seq=1,
        level=1,
        region=district,
        organisation_id=recycler.id,
        since=NOW,
        due_at=NOW,
        raised_at=NOW,
        state="closed",
        closed_at=NOW,
        close_reason=corner.canary("alert"),
    )
    corner.names["correction"] = _id(corner, "correction")
    yield Correction(
        id=corner.names["correction"],
        event_id=corner.names["event"],
        unit_id=_id(corner, "unit", 0),
        seq=1,
        step="collecting",
        code=corner.names["unit"],
        district=district,
        kind="incorrect_data",
        changes={},
        reason=corner.canary("correction"),
        state="proposed",
        organisation_id=recycler.id,
        counter_party_id=corner.places["warehouse"].id,
        corrective_id=_id(corner, "corrective"),
        declared_at=NOW,
    )
    corner.names["pending"] = _id(corner, "pending")
    yield PendingScan(
        event_id=corner.names["pending"],
        organisation_id=recycler.id,
        account_id=corner.people["recycler_staff", 0].account_id,
        code=corner.names["unit"],
        unit_id=_id(corner, "unit", 0),
        body=scan_to(Scan(corner.names["pending"], corner.names["unit"], Step.COLLECTING, NOW)),
        actor=actor_to(corner.people["recycler_staff", 0].actor),
        state="settled",
        refusal="not_holder",
        received_at=NOW,
        decided_at=NOW,
        note=corner.canary("pending"),
    )


def _audit(session: Session, corner: Corner) -> None:
    actor = corner.people["recycler_manager", 0].actor
    act = Act("probe.do", "update", "load", reason=corner.canary("audit"))
    record(session, Author(at=NOW, actor=actor), act)
