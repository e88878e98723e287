"""What firms have asked of their bureaus: one application in every state, a licence about to end, people invited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from api.demo.cast import NO_PASSWORD
from api.demo.chance import Chance
from api.demo.people import officer, runs
from api.identity import digest
from models.account import Appointment, NewAccount
from models.application import Said, registration_of, withdraw
from models.invitation import Invited, invite
from models.licence_watch import announce_endings
from models.organisation import NewLicence, Registration, Wish, apply, ask, review
from models.session import CONSUMER
from tradein.actor import Actor
from tradein.application import ApplicationAction, ApplicationKind
from tradein.credit_code import make

CITY = "371500"
KEPT = timedelta(days=1095)


@dataclass(frozen=True, slots=True)
class Applicant:
    """A firm that wants in, and what its bureau has said so far."""

    name: str
    kind: str
    region: str
    licence: str
    said: Said | None = None
    bureau: str = ""


APPLICANTS = (
    Applicant("高唐鱼丘湖回收站（演示）", "recycler", "371526", "recycling"),
    Applicant(
        "阳谷景阳家电超市（演示）",
        "retailer",
        "371521",
        "second_hand",
        Said(
            ApplicationAction.RETURN,
            "材料不齐，请补正后重新提交",
            ({"field": "licences.0.number", "remark": "备案编号与附件不一致"},),
        ),
        "371521",
    ),
    Applicant(
        "莘县无证拆解点（演示）",
        "dismantler",
        "371522",
        "recycling",
        Said(ApplicationAction.REFUSE, "未取得废弃电器电子产品处理资格"),
        CITY,
    ),
    Applicant(
        "冠县清泉旧货翻新（演示）",
        "refurbisher",
        "371525",
        "second_hand",
        Said(ApplicationAction.APPROVE, "材料齐全，现场核验通过"),
        "371525",
    ),
    Applicant(
        "东阿阿胶街收旧点（演示）", "recycler", "371524", "recycling", Said(ApplicationAction.WITHDRAW)
    ),
)


def ask_bureaus(session: Session, now: datetime) -> Mapping[str, int]:
    """Enter the applications of this week, with what became of them; how many of each sort of thing."""
    for number, applicant in enumerate(APPLICANTS):
        received = now - timedelta(hours=70 - 13 * number)
        _come_in(session, number, applicant, received)
    _renew(session, now - timedelta(hours=20))
    _invite(session, now)
    return {"applications": len(APPLICANTS) + 1, "licence notices": announce_endings(session, now)}


def _come_in(session: Session, number: int, applicant: Applicant, received: datetime) -> None:
    member = NewAccount(f"applicant.{number + 1}", NO_PASSWORD, "申请人", f"1990003{number:04d}")
    stated = NewLicence(applicant.licence, f"演示申{number + 1}", received.date(), received.date() + KEPT)
    code = make(f"91{applicant.region}", f"MADEM{960 + number}")
    wanted = Registration(code, applicant.name, applicant.kind, applicant.region, member, (stated,))
    entered = apply(session, wanted, received)
    application = registration_of(session, entered.id)
    if applicant.said is None or application is None:
        return
    later = received + timedelta(hours=5)
    if applicant.said.action is ApplicationAction.WITHDRAW:
        # Until it is let in, whoever applies is a consumer.
        withdraw(session, (Actor(entered.created_by, None, None, CONSUMER), later), application.id)
        return
    review(session, (officer(applicant.bureau).actor, later), application.id, applicant.said)


def _renew(session: Session, when: datetime) -> None:
    """The plant whose licence ends next month has asked for its renewal; its paper is still to come."""
    term = NewLicence("dismantling", "演示续期001", when.date(), date(when.year + 3, 12, 31))
    ask(session, (runs("luxi").actor, when), ApplicationKind.LICENCE, Wish(licences=(term,)))


def _invite(session: Session, now: datetime) -> None:
    chance = Chance.of("invitations")
    for name, days, ago in (("新来的收旧员", 3, 4), ("试用期同事", 1, 60)):
        when = now - timedelta(hours=ago)
        invited = Invited(name, Appointment("recycler_staff", manager=False, site=None, valid_to=None),
                          when + timedelta(days=days))  # fmt: skip
        invite(session, (runs("lvhuan").actor, when), invited, digest(chance.randbytes(16).hex()))
