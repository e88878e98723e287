"""Organisations come in by application, are decided by somebody else, and then run their sites, people and devices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.account import NewAccount, add_account
from models.application import Application, By, Said, judge, locked, open_application, person, registration_of
from models.application_document import check_papers
from models.db import new_id
from models.party import Licence, Membership, Organisation
from models.region import resolve
from models.scope import find, within
from tradein import credit_code
from tradein.actor import Actor
from tradein.application import ApplicationAction, ApplicationKind, first_login
from tradein.refusal import NotFound
from tradein.refusals.application import NothingApplied
from tradein.refusals.party import AlreadyDecided, OrganisationKnown, TermInverted

# The first member of a new organisation runs it.
FIRST_ROLE = {
    "recycler": "recycler_manager",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
    "retailer": "retailer_clerk",
}
VERDICTS = {"active": ApplicationAction.APPROVE, "refused": ApplicationAction.REFUSE}


@dataclass(frozen=True, slots=True)
class NewLicence:
    """A licence as stated; both days included."""

    kind: str
    number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Registration:
    """An organisation that wants in, with the person who will run it."""

    credit_code: str
    name: str
    kind: str
    region: str
    manager: NewAccount
    licences: Sequence[NewLicence] = field(default=())
    premises: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a bureau says to a registration: `active` or `refused`."""

    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What an application asks for; None leaves it as it is."""

    name: str | None = None
    region: str | None = None
    premises: str | None = None
    licences: Sequence[NewLicence] = field(default=())


def apply(session: Session, registration: Registration, now: datetime) -> Organisation:
    """Enter an organisation as `pending`, its first member included; nothing of it works until it is approved.

    Raises `credit_code_invalid`, `organisation_known`, `term_inverted`, `login_personal`, region refusals; and
    `login_taken` only where somebody else was given a name that ends in this firm's credit code.
    """
    code = credit_code.normalise(registration.credit_code)
    if session.scalar(select(Organisation.id).where(Organisation.credit_code == code)):
        raise OrganisationKnown("credit_code", credit_code=code)
    asked = Wish(registration.name, registration.region, registration.premises, registration.licences)
    content = content_of(session, asked)
    login = first_login(registration.manager.login, code)
    account = add_account(session, replace(registration.manager, login=login), now, "manager.login")
    entered = Organisation(
        id=new_id(),
        credit_code=code,
        name=registration.name,
        kind=registration.kind,
        region_code=content["region"],
        state="pending",
        created_at=now,
        created_by=account.id,
    )
    session.add(entered)
    _flush_organisation(session, code)
    session.add(_first_member(entered, account.id, now))
    session.flush()
    open_application(session, (account.id, now), entered.id, ApplicationKind.REGISTRATION, content)
    return entered


def _flush_organisation(session: Session, code: str) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # two applications at once: the constraint decides
        raise OrganisationKnown("credit_code", credit_code=code) from error


def _first_member(organisation: Organisation, account_id: UUID, now: datetime) -> Membership:
    return Membership(
        account_id=account_id,
        organisation_id=organisation.id,
        role=FIRST_ROLE[organisation.kind],
        manager=True,
        valid_from=now,
        created_by=account_id,
    )


def content_of(session: Session, wish: Wish) -> dict[str, Any]:
    """A wish as it is kept with its application. Raises `term_inverted`, region refusals."""
    said: dict[str, Any] = {}
    if wish.name is not None:
        said["name"] = wish.name
    if wish.region is not None:
        said["region"] = resolve(session, wish.region, "region").code
    if wish.premises is not None:
        said["premises"] = wish.premises
    if wish.licences:
        said["licences"] = [_stated(licence, at) for at, licence in enumerate(wish.licences)]
    return said


def _stated(licence: NewLicence, position: int) -> dict[str, str]:
    if licence.valid_from > licence.valid_to:
        raise TermInverted(f"licences.{position}.valid_to")
    return {
        "kind": licence.kind,
        "number": licence.number,
        "valid_from": licence.valid_from.isoformat(),
        "valid_to": licence.valid_to.isoformat(),
    }


def ask(session: Session, by: By, kind: ApplicationKind, wish: Wish) -> Application:
    """An amendment, or a licence to enter, for the actor's own organisation.

    Raises `nothing_applied`, `application_open`, `term_inverted`, region refusals.
    """
    content = content_of(session, wish)
    if not content or (kind is ApplicationKind.LICENCE and "licences" not in content):
        raise NothingApplied("licences" if kind is ApplicationKind.LICENCE else None)
    return open_application(session, (person(by[0]), by[1]), own(by[0]), kind, content)


def decide(
    session: Session, actor: Actor, organisation_id: UUID, decision: Decision, now: datetime
) -> Organisation:
    """Approve (`active`) or refuse (`refused`) a registration in the actor's jurisdiction, once, and not one's own.

    Raises `not_found`, `forbidden`, `bureau_too_low`, `documents_missing`, `already_decided`.
    """
    here = within(actor, Organisation, "approve", "register_organisation")
    found = session.scalars(
        select(Organisation).where(Organisation.id == organisation_id, here)
    ).one_or_none()
    application = registration_of(session, organisation_id) if found is not None else None
    if found is None or application is None:
        raise NotFound
    if found.state != "pending" or application.state not in {"submitted", "returned"}:
        raise AlreadyDecided(state=found.state)
    settle(session, (actor, now), application, Said(VERDICTS[decision.state], decision.reason))
    return found


def review(session: Session, by: By, application_id: UUID, said: Said) -> Application:
    """What a bureau says to an application in its jurisdiction; an approval takes effect with it.

    Raises `not_found`, `forbidden`, `bureau_too_low`, `documents_missing`, `application_changed`, `application_moved`.
    """
    application = locked(session, by[0], application_id, "approve")
    settle(session, by, application, said)
    return application


def settle(session: Session, by: By, application: Application, said: Said) -> None:
    """The bureau's word and what follows from it."""
    organisation = session.get_one(Organisation, application.organisation_id, with_for_update=True)
    judge(session, by, application, organisation, said)
    if said.action is ApplicationAction.APPROVE:
        check_papers(session, application)
        _take_effect(session, organisation, application.content)
    registering = application.kind == ApplicationKind.REGISTRATION.value
    verdicts = {action: state for state, action in VERDICTS.items()}
    if registering and said.action in verdicts:
        organisation.state = verdicts[said.action]
        organisation.decided_at, organisation.decided_by = by[1], person(by[0])
        organisation.decision_reason = said.reason
    session.flush()


def _take_effect(session: Session, organisation: Organisation, content: Mapping[str, Any]) -> None:
    organisation.name = content.get("name", organisation.name)
    organisation.region_code = content.get("region", organisation.region_code)
    for stated in content.get("licences", ()):
        row = {
            "id": new_id(),
            "organisation_id": organisation.id,
            "kind": stated["kind"],
            "number": stated["number"],
            "valid_from": date.fromisoformat(stated["valid_from"]),
            "valid_to": date.fromisoformat(stated["valid_to"]),
        }
        # The same licence renewed under its number: its term is the new one, as the bureau has seen it.
        fresh = insert(Licence).values(row)
        session.execute(
            fresh.on_conflict_do_update(
                index_elements=["organisation_id", "kind", "number"],
                set_={"valid_from": fresh.excluded.valid_from, "valid_to": fresh.excluded.valid_to},
            )
        )


def licences_of(session: Session, organisation_id: UUID) -> list[Licence]:
    """All licences of an organisation, the latest first."""
    query = select(Licence).where(Licence.organisation_id == organisation_id)
    return list(session.scalars(query.order_by(Licence.valid_to.desc(), Licence.id)))


def organisation_in_scope(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation the actor may read; raises `not_found`."""
    return find(session, actor, Organisation, Organisation.id == organisation_id)


def own(actor: Actor) -> UUID:
    """The actor's organisation; raises `not_found` for who has none."""
    if actor.organisation_id is None:
        raise NotFound
    return actor.organisation_id
