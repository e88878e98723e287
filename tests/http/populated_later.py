"""What lists of people, papers and acts hold: rows as the platform would have left them, a few of each."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from models.application import Application
from models.audit import Audit
from models.db import new_id
from models.export_file import ExportFile
from models.identity_link import IdentityLink
from models.invitation import Invitation
from models.licence_watch import LicenceNotice
from models.party import Licence
from models.photo import Photo
from models.session import LoginSession
from models.sight_alarm import SightAlarm
from models.unit import Unit
from tests.world import World

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=3_650)
ENOUGH = 3


def leave_papers(session: Session, world: World) -> None:
    """Applications, invitations, notices, exports, photos, links, sessions, looks and holds."""
    for number in range(ENOUGH):
        _of_firms(session, world, number)
        _of_people(session, world, number)
    for unit in session.query(Unit).filter(Unit.stage.in_(("booked", "collected", "stored"))).limit(ENOUGH):
        unit.on_hold, unit.hold_reason = True, "等待核对"
    session.commit()


def _of_firms(session: Session, world: World, number: int) -> None:
    firm = world.organisation("recycler").id
    boss = world.person("recycler_manager")
    session.add(
        Application(
            organisation_id=firm,
            kind="licence",
            state="submitted" if number == 0 else "withdrawn",
            content={"licences": []},
            created_at=NOW,
            submitted_at=NOW,
        )
    )
    session.add(
        Invitation(
            token_hash=_digest("invitation", number),
            organisation_id=firm,
            display_name="新员工",
            role="recycler_staff",
            manager=False,
            created_at=NOW,
            created_by=boss.account_id,
            expires_at=LATER,
        )
    )
    licence = session.query(Licence).filter_by(organisation_id=firm).first()
    if licence is not None:
        session.add(
            LicenceNotice(
                licence_id=licence.id,
                organisation_id=firm,
                kind=licence.kind,
                number=licence.number,
                valid_to=licence.valid_to or date(2030, 1, 1),
                threshold=(60, 30, 7)[number],
                stops="offers",
                at=NOW,
            )
        )


def _of_people(session: Session, world: World, number: int) -> None:
    boss, consumer = world.person("recycler_manager"), world.person("consumer")
    session.add(
        ExportFile(
            id=new_id(),
            made_by=boss.account_id,
            organisation_id=world.organisation("recycler").id,
            role="recycler_manager",
            dataset="units",
            format="csv",
            filters={},
            reason="月度对账与核查",
            rows=0,
            sha256="0" * 64,
            size_bytes=1,
            as_of=NOW,
            created_at=NOW,
            expires_at=LATER,
        )
    )
    session.add(
        Photo(
            sha256=_digest("photo", number).hex(),
            source_sha256=_digest("source", number).hex(),
            purpose="pickup",
            uploader_id=world.person("recycler_staff").account_id,
            account_id=world.person("recycler_staff").account_id,
            organisation_id=world.organisation("recycler").id,
            media_type="image/jpeg",
            size_bytes=1,
            width=1,
            height=1,
            dhash=number,
            bands=[number],
            created_at=NOW,
        )
    )
    session.add(
        IdentityLink(
            issuer="https://sso.example",
            subject=f"subject-{number}",
            account_id=world.person("city_officer").account_id,
            created_at=NOW,
        )
    )
    for person in (consumer, boss):
        session.add(
            LoginSession(
                token_hash=_digest(person.login, number),
                account_id=person.account_id,
                membership_id=person.membership_id,
                created_at=NOW,
                expires_at=LATER,
                last_seen_at=NOW,
                proved_at=NOW,
                second_factor_at=NOW,
            )
        )
    session.add(
        SightAlarm(
            kind="seen_many",
            account_id=world.person("recycler_staff").account_id,
            role="recycler_staff",
            organisation_id=world.organisation("recycler").id,
            told_id=world.bureaus["371502"].id,
            day=date(2026, 11, 20 - number),
            count=100,
            raised_at=NOW,
        )
    )
    session.add(
        Audit(
            at=NOW,
            account_id=world.person("district_officer").account_id,
            organisation_id=None,
            role="district_officer",
            action="read_order",
            verb="read",
            resource="order",
            subjects=[],
            consumers=[consumer.account_id],
            outcome="done",
            facts={},
        )
    )


def _digest(what: str, number: int) -> bytes:
    return hashlib.sha256(f"{what} {number}".encode()).digest()
