"""What hangs on a corner's bookings, papers and firms: a row of every table that row-level security binds."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from models.application import ApplicationLog
from models.booking_review import OrderReview
from models.identity_link import IdentityLink
from models.licence_watch import LicenceNotice
from models.order import OrderLine, OrderLog
from models.password_past import PasswordPast
from models.person_search import PersonSearch
from models.personal_consent import PersonalConsent
from models.phone_login import PhoneLogin
from models.quote import QuoteRow
from models.real_name import RealName, RealNameAsk
from models.requote import Requote
from models.second_factor import RecoveryCode, SecondFactor
from models.sight_alarm import SightAlarm
from models.slot import Slot, SlotRule
from models.suspension import OrganisationSuspension
from models.unmasking import Unmasking
from models.waste_transfer import WasteTransferCorrection, WasteTransferLine


def _id(corner: Any, *parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(map(str, ("matrix", corner.number, *parts))))


def windows(corner: Any, now: datetime) -> Iterator[Any]:
    """What a recycler offers, and what it has quoted."""
    recycler, district = corner.places["recycler"].id, corner.region[2]
    yield Slot(
        id=_id(corner, "slot"),
        recycler_id=recycler,
        region_code=district,
        start_at=now,
        end_at=now + timedelta(hours=2),
        capacity=1,
        created_at=now,
    )
    yield SlotRule(
        id=_id(corner, "slot rule"),
        recycler_id=recycler,
        region_code=district,
        weekdays=[1],
        hours=[9],
        capacity=1,
        valid_from=now.date(),
        created_at=now,
    )


def of_bookings(corner: Any, now: datetime, rule: UUID) -> Iterator[Any]:
    """What hangs on the first booking. `rule` is any price's."""
    order, district = _id(corner, "order", 0), corner.region[2]
    consumer, staff = corner.people["consumer", 0], corner.people["recycler_staff", 0]
    quote = {
        "age_years": 1,
        "floors_carried": 0,
        "total_fen": 1,
        "floor_fen": 1,
        "verified": False,
        "source": "x",
    }
    yield QuoteRow(
        id=_id(corner, "quote"),
        region_code=district,
        item_type="FRIDGE",
        recycler_id=corner.places["recycler"].id,
        rule_id=rule,
        created_at=now,
        valid_until=now + timedelta(days=7),
        **quote,
    )
    line = {"item_type": "FRIDGE", "quote_id": _id(corner, "quote"), "promised_fen": 1, "price_fen": 1}
    yield OrderLine(order_id=order, position=1, **line)
    yield Requote(
        id=_id(corner, "requote"),
        order_id=order,
        position=1,
        reason="other",
        note=corner.canary("requote"),
        photos=["0" * 64],
        from_fen=1,
        to_fen=1,
        state="refused",
        consent_hash=b"\0" * 32,
        proposed_by=staff.account_id,
        proposed_at=now,
        decided_at=now,
    )
    yield OrderReview(
        order_id=order,
        rating=5,
        remark=corner.canary("review"),
        written_by=consumer.account_id,
        written_at=now,
    )
    yield Unmasking(
        id=_id(corner, "unmasking"),
        order_id=order,
        consumer_id=consumer.account_id,
        account_id=corner.people["recycler_manager", 0].account_id,
        day=now.date(),
        turn=1,
        reason=corner.canary("unmasking"),
        ticket="T-1",
        at=now,
        until=now,
    )


def of_firms(corner: Any, now: datetime, licence: UUID, bureau: UUID) -> Iterator[Any]:
    """What hangs on its organisations: papers that end, stops that are over, an alarm told to the bureau."""
    plant = corner.places["dismantler"].id
    yield LicenceNotice(
        id=_id(corner, "notice"),
        licence_id=licence,
        organisation_id=plant,
        kind="dismantling",
        number=corner.canary("notice"),
        valid_to=now.date(),
        threshold=30,
        stops="x",
        at=now,
    )
    yield OrganisationSuspension(
        id=_id(corner, "suspension"),
        organisation_id=plant,
        reason=corner.canary("suspension"),
        suspended_by=plant,
        suspended_at=now,
        resumed_by=plant,
        resumed_at=now,
    )
    yield SightAlarm(
        id=_id(corner, "alarm"),
        kind="seen_many",
        account_id=corner.people["recycler_staff", 0].account_id,
        role="recycler_staff",
        organisation_id=corner.places["recycler"].id,
        told_id=bureau,
        day=now.date(),
        count=60,
        raised_at=now,
        closed_by=bureau,
        closed_at=now,
        close_reason=corner.canary("alarm"),
    )


def of_people(corner: Any, now: datetime) -> Iterator[Any]:
    """What is kept of the first consumer, and how the first collector signs in."""
    consumer, staff = corner.people["consumer", 0].account_id, corner.people["recycler_staff", 0].account_id
    yield OrderLog(
        id=_id(corner, "order log"),
        order_id=_id(corner, "order", 0),
        seq=1,
        action="place",
        to_state="placed",
        at=now,
        account_id=consumer,
        role="consumer",
        slot_start=now,
        reason=corner.canary("orderlog"),
    )
    phone = f"139{corner.number:08d}"
    yield PhoneLogin(account_id=consumer, phone=phone, verified_at=now)
    yield RealName(
        id=_id(corner, "real name"),
        account_id=consumer,
        relation="self",
        kind="resident_id",
        name=corner.canary("realname"),
        number=f"{corner.number:018d}",
        person=f"CN {corner.number:018d}",
        odd=False,
        verified_at=now,
    )
    yield RealNameAsk(
        id=_id(corner, "ask"), account_id=consumer, question=bytes(32), asked_at=now, outcome="mismatch"
    )
    yield PersonalConsent(
        id=_id(corner, "agreed"), account_id=consumer, purpose="real_name", text_sha256="0" * 64, given_at=now
    )
    yield SecondFactor(account_id=staff, secret="JBSWY3DPEHPK3PXP", reset_at=now)
    yield RecoveryCode(account_id=staff, digest=bytes(32), created_at=now)
    yield PasswordPast(id=_id(corner, "past"), account_id=staff, password_hash="-", replaced_at=now)
    yield IdentityLink(
        id=_id(corner, "link"),
        issuer="https://x",
        subject=f"{corner.number}",
        account_id=staff,
        created_at=now,
    )
    yield PersonSearch(id=_id(corner, "search"), account_id=staff, day=now.date(), turn=1, at=now)


def of_papers(corner: Any, now: datetime, transfer: UUID, lot: UUID) -> Iterator[Any]:
    """What hangs on a manifest and on an application."""
    packed = {"waste_code": "900-044-49", "form": "solid", "packages": 1, "mass_g": 1}
    yield WasteTransferLine(
        transfer_id=transfer,
        seq=1,
        lot_id=lot,
        lot_number="x",
        packing=corner.canary("packing"),
        **packed,
    )
    yield WasteTransferCorrection(
        transfer_id=transfer, seq=1, name="plate", reason=corner.canary("amended"), at=now
    )
    yield ApplicationLog(
        id=_id(corner, "applicationlog"),
        application_id=corner.names["application"],
        action="submit",
        version=1,
        at=now,
        reason=corner.canary("applicationlog"),
    )
