"""Row-level security: the second net under `models.scope`, kept by PostgreSQL itself.

The application's role reads and writes only rows that belong to the one who asks: own, held or made by the own
organisation, or in the own territory. Who asks is declared in settings that last one transaction; nobody declared
means no rows. The tables' owner is not bound by it: migrations and `audit_forget` run as the owner. It is a net
against our own mistakes, not against somebody who can run SQL of their own as the application.

Some routes must reach rows of others: capture receives what another organisation sent, a dispatcher compares
recyclers. They are named per table in `OPEN` by the need they declare (`resource:verb`), the platform's own work by
`system`. What becomes of a net in the database: `models.row_policy`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from models.scope import SCOPES, Scope
from tradein import permissions
from tradein.actor import Actor

SYSTEM = "system"
PURPOSE = "row_security_purpose"
"""Where a session keeps what the request at hand needs, for the statement that finds out who asks."""
READERS_OF_TERRITORIES = sorted(
    name
    for name, role in permissions.table().roles.items()
    if role.ends_with == "appointment" and name != "system_admin"
)


@dataclass(frozen=True, slots=True)
class Net:
    """A table's policy: by its scope, by further conditions, and open to which needs."""

    scope: Scope | None = None
    open_to: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """In SQL; `{table}` is the row, `{me}`, `{ours}`, `{role}`, `{region}` and `{leaves}` are what was declared."""
    added_by: str | None = None
    """Who may add a row, if not whoever reaches it: a condition in SQL."""
    besides: str | None = None
    """Open to whoever meets this comparison, too, which is asked before anything is looked up."""


CAPTURE = ("scan:create",)
BOOKING = ("order:create", "order:update")
_OF_ORDER = "EXISTS (SELECT FROM trade_order t WHERE t.id = {table}.order_id)"
_OF_TRANSFER = "EXISTS (SELECT FROM waste_transfer w WHERE w.id = {table}.transfer_id)"
_OF_APPLICATION = "EXISTS (SELECT FROM application a WHERE a.id = {table}.application_id)"
# By relation alone: a need that opens the bookings opens nobody's papers.
_OF_A_CONSUMER_IN_REACH = (
    "{table}.relation = 'self' AND EXISTS (SELECT FROM trade_order t"
    " WHERE t.consumer_id = {table}.account_id AND tradein_reaches_trade_order(t))"
)
_ADMINISTRATOR = "{role} = 'system_admin'"
_A_MEMBER_OF_OURS = (
    "EXISTS (SELECT FROM membership m WHERE m.account_id = {table}.id AND m.organisation_id = {ours})"
)
# Up from where they work: four steps, whereas everything below a province is hundreds.
_A_MEMBER_BELOW = (
    "{region} <> '' AND EXISTS (WITH RECURSIVE above AS ("
    "SELECT o.region_code AS code FROM membership m JOIN organisation o ON o.id = m.organisation_id"
    " WHERE m.account_id = {table}.id"
    " UNION SELECT r.parent_code FROM region r JOIN above ON r.code = above.code)"
    " SELECT FROM above WHERE code = {region})"
)
_COMES_FOR = "EXISTS (SELECT FROM trade_order t WHERE t.collector_id = {table}.id AND "
_COLLECTORS = tuple(
    f"{_COMES_FOR}{whose})"
    for whose in (
        "t.consumer_id = {me}",
        "t.proxy_account_id = {me}",
        "t.recycler_id = {ours}",
        "t.booked_by_org_id = {ours}",
        "t.region_code IN {leaves}",
    )
)
NETS: Mapping[str, Net] = {
    "trade_order": Net(SCOPES["trade_order"], (*CAPTURE, *BOOKING)),
    "order_contact": Net(more=(_OF_ORDER,)),
    "order_log": Net(open_to=(*CAPTURE, *BOOKING), more=(_OF_ORDER,)),
    "order_review": Net(more=(_OF_ORDER,)),
    "requote": Net(more=(_OF_ORDER,)),
    "unit": Net(
        SCOPES["unit"],
        (*CAPTURE, *BOOKING, "unit_trace:read"),
        (
            # Who expects a load sees what is aboard; whose loads these are is the loads' own policy.
            "EXISTS (SELECT FROM load l WHERE l.id = {table}.load_id)",
            # Second readers: a leg of its journey lay in their territory.
            (
                "EXISTS (SELECT FROM event e JOIN region_closure c ON c.leaf = e.place WHERE e.unit_id = {table}.id"
                " AND c.ancestor = (SELECT current_setting('tradein.region', true)))"
            ),
        ),
    ),
    "label": Net(
        SCOPES["label"],
        (*CAPTURE, *BOOKING, "unit_trace:read"),
        # Whoever may see a unit may find it by any code it wears, whoever printed it.
        ("EXISTS (SELECT FROM unit u WHERE u.id = {table}.unit_id)",),
    ),
    "label_roll": Net(SCOPES["label_roll"]),
    "load": Net(SCOPES["load"], CAPTURE),
    "dismantling": Net(SCOPES["dismantling"], CAPTURE),
    "dismantling_check": Net(SCOPES["dismantling_check"]),
    "output_lot": Net(SCOPES["output_lot"]),
    "output_shipment": Net(SCOPES["output_shipment"]),
    "waste_transfer": Net(SCOPES["waste_transfer"]),
    "waste_transfer_line": Net(more=(_OF_TRANSFER,)),
    "waste_transfer_correction": Net(more=(_OF_TRANSFER,)),
    "alert": Net(SCOPES["alert"], CAPTURE),
    "correction": Net(SCOPES["correction"]),
    "pending_scan": Net(SCOPES["pending_scan"], CAPTURE),
    "licence": Net(SCOPES["licence"], (*CAPTURE, *BOOKING, "unit_trace:read", "slot:read")),
    # Whoever applies to come in is nobody yet; who holds an invitation's link is nobody to the organisation yet.
    "application": Net(SCOPES["application"], ("organisation:create",)),
    "application_document": Net(more=(_OF_APPLICATION,)),
    "application_log": Net(more=(_OF_APPLICATION,)),
    "invitation": Net(SCOPES["invitation"], ("invitation:read", "invitation:create")),
    "licence_notice": Net(SCOPES["licence_notice"]),
    "device": Net(SCOPES["device"], CAPTURE),
    # Whoever may see a unit may see what it was photographed for, whoever took the picture.
    "photo": Net(
        SCOPES["photo"],
        more=(
            "EXISTS (SELECT FROM photo_use p JOIN unit u ON u.id = p.unit_id WHERE p.photo_id = {table}.id)",
        ),
    ),
    "export_file": Net(Scope("export", own=("made_by",), organisation=("organisation_id",))),
    "unmasking": Net(Scope("pii_unmask", own=("account_id", "consumer_id"))),
    # Raised by the look itself, about the one who looks and for others to read.
    "sight_alarm": Net(Scope("sight_alarm", own=("account_id",), seat=("told_id",)), ("pii_unmask:read",)),
    "organisation_suspension": Net(
        Scope("organisation", organisation=("organisation_id",), seat=("organisation_id",))
    ),
    # People. Who is one of them, by phone, document, login or sign-on, is asked of functions that take one key each.
    # While nobody is known, the statement that finds out who asks must read accounts; whoever has signed in is bound.
    "account": Net(
        Scope("own_data", own=("id",)),
        more=(_ADMINISTRATOR, _A_MEMBER_OF_OURS, _A_MEMBER_BELOW, *_COLLECTORS),
        added_by="true",
        besides="coalesce(current_setting('tradein.role', true), '') IN ('', 'public')",
    ),
    "phone_login": Net(Scope("own_data", own=("account_id",))),
    "real_name": Net(Scope("own_data", own=("account_id",)), more=(_OF_A_CONSUMER_IN_REACH,)),
    "real_name_ask": Net(Scope("own_data", own=("account_id",))),
    "personal_consent": Net(Scope("own_data", own=("account_id",))),
    "second_factor": Net(Scope("credential", own=("account_id",))),
    "recovery_code": Net(Scope("credential", own=("account_id",))),
    "password_past": Net(Scope("credential", own=("account_id",))),
    "identity_link": Net(Scope("credential", own=("account_id",)), more=(_ADMINISTRATOR,)),
    "person_search": Net(Scope("pii_unmask", own=("account_id",))),
    # One administrator proposes, another reads it to say the same again.
    "appointment_proposal": Net(more=(_ADMINISTRATOR,)),
    # Anybody has a code texted to them; what is in the outbox is for the platform alone, which sends it.
    "sms_message": Net(added_by="true"),
}
PUBLISHED: Mapping[str, Net] = {
    # Read by everybody, the public too, and by capture through a plain index look-up; changed by whose they are.
    "site": Net(SCOPES["site"]),
    "slot": Net(SCOPES["slot"], (*CAPTURE, *BOOKING)),
    "slot_rule": Net(Scope("slot", organisation=("recycler_id",))),
}
"""Tables without secrets, whose rows only their owner may make or change."""


def opened() -> frozenset[str]:
    """Every need that some table is open to: others need not be declared before anybody is known."""
    return frozenset(need for net in (*NETS.values(), *PUBLISHED.values()) for need in net.open_to)


# --- Declaring who asks ----------------------------------------------------------------------------------------------

_TERRITORIES = ", ".join(f"'{role}'" for role in READERS_OF_TERRITORIES)


def declared_by(account: str, organisation: str, role: str, region: str) -> str:
    """One column that declares, for the rest of the transaction, who a row of the identity statement names."""
    return (
        "num_nulls("
        f"set_config('tradein.account', coalesce({account}::text, ''), true), "
        f"set_config('tradein.organisation', coalesce({organisation}::text, ''), true), "
        f"set_config('tradein.role', {role}, true), "
        f"set_config('tradein.region', CASE WHEN {role} IN ({_TERRITORIES}) THEN coalesce({region}, '') ELSE '' END, "
        "true), set_config('tradein.purpose', %(purpose)s, true))"
    )


_DECLARE = "SELECT " + declared_by("%(account)s", "%(organisation)s", "%(role)s::text", "%(region)s::text")


def declare(connection: Connection, actor: Actor | None, purpose: str) -> None:
    """Say who asks, and for what, until this transaction ends. One statement."""
    said: dict[str, Any] = {
        "account": actor.account_id if actor else None,
        "organisation": actor.organisation_id if actor else None,
        "role": actor.role if actor else permissions.PUBLIC,
        "region": actor.region if actor else None,
        "purpose": purpose,
    }
    connection.exec_driver_sql(_DECLARE, said)


def purpose_of(session: Session) -> str:
    """What the request at hand needs, as `resource:verb`; empty when it said nothing."""
    purpose: str = session.info.get(PURPOSE, "")
    return purpose
