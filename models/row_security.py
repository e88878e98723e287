"""Row-level security: the second net under `models.scope`, kept by PostgreSQL itself.

The application's role reads and writes only rows that belong to the one who asks: own, held or made by the own
organisation, or in the own territory. Who asks is declared in settings that last one transaction; nobody declared
means no rows. The tables' owner is not bound by it: migrations and `audit_forget` run as the owner. It is a net
against our own mistakes, not against somebody who can run SQL of their own as the application.

Some routes must reach rows of others: capture receives what another organisation sent, a dispatcher compares
recyclers. They are named per table in `OPEN` by the need they declare (`resource:verb`), the platform's own work by
`system`. A policy asks that first: capture pays a comparison. Everything else stands in one function a table, so that
a plan carries none of its look-ups: setting up their nodes cost more than all of a scan's own work.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from models.scope import SCOPES, Scope
from tradein import permissions
from tradein.actor import Actor

SYSTEM = "system"
CHANGES = ("INSERT", "UPDATE", "DELETE")
PURPOSE = "row_security_purpose"
"""Where a session keeps what the request at hand needs, for the statement that finds out who asks."""
READERS_OF_TERRITORIES = sorted(
    name
    for name, role in permissions.table().roles.items()
    if role.ends_with == "appointment" and name != "system_admin"
)

_ME = "nullif(current_setting('tradein.account', true), '')::uuid"
_OURS = "nullif(current_setting('tradein.organisation', true), '')::uuid"
_ROLE = "(SELECT current_setting('tradein.role', true))"
_PURPOSE = "current_setting('tradein.purpose', true)"
_LEAVES = "(SELECT c.leaf FROM region_closure c WHERE c.ancestor = (SELECT current_setting('tradein.region', true)))"
_SEATS = (
    "(WITH RECURSIVE below AS ("
    "SELECT current_setting('tradein.region', true) AS code"
    " UNION ALL SELECT r.code FROM region r JOIN below ON r.parent_code = below.code)"
    " SELECT o.id FROM organisation o JOIN below ON below.code = o.region_code)"
)


@dataclass(frozen=True, slots=True)
class Net:
    """A table's policy: by its scope, by further conditions, and open to which needs."""

    scope: Scope | None = None
    open_to: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


CAPTURE = ("scan:create",)
BOOKING = ("order:create", "order:update")
BENCH = ("dismantling:create", "dismantling:update", "dismantling:approve")
_OF_ORDER = "EXISTS (SELECT FROM trade_order t WHERE t.id = {table}.order_id)"
_OF_TRANSFER = "EXISTS (SELECT FROM waste_transfer w WHERE w.id = {table}.transfer_id)"
_OF_APPLICATION = "EXISTS (SELECT FROM application a WHERE a.id = {table}.application_id)"
NETS: Mapping[str, Net] = {
    "trade_order": Net(SCOPES["trade_order"], (*CAPTURE, *BOOKING)),
    "order_contact": Net(more=(_OF_ORDER,)),
    "order_review": Net(more=(_OF_ORDER,)),
    "requote": Net(more=(_OF_ORDER,)),
    "unit": Net(
        SCOPES["unit"],
        (*CAPTURE, *BOOKING, "unit_trace:read"),
        (
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


def condition(table: str, net: Net) -> str:
    """The policy's condition in SQL: whether the need is open, then whether the row is within reach."""
    needs = ", ".join(f"'{need}'" for need in (SYSTEM, *net.open_to))
    return f"{_PURPOSE} IN ({needs}) OR {_reaches(table)}({table})"


def reach(table: str, net: Net) -> str:
    """The function that decides whether a row is within reach of the one who asks: comparisons first, look-ups last."""
    parts = list(_related("one", net.scope)) if net.scope is not None else []
    parts += [part.format(table="one") for part in net.more]
    tests = "\n".join(f"  IF {part} THEN RETURN true; END IF;" for part in parts)
    return (
        f"CREATE OR REPLACE FUNCTION {_reaches(table)}(one {table}) RETURNS boolean LANGUAGE plpgsql STABLE AS"
        f" $$\nBEGIN\n{tests}\n  RETURN false;\nEND\n$$"
    )


def _reaches(table: str) -> str:
    return f"tradein_reaches_{table}"


def _related(table: str, scope: Scope) -> Iterator[str]:
    for column in dict.fromkeys((*scope.own, *scope.assigned)):
        yield f"{table}.{column} = {_ME}"
    for column in scope.organisation:
        yield f"{table}.{column} = {_OURS}"
    if scope.region is not None:
        yield f"{table}.{scope.region} IN {_LEAVES}"
    for column in scope.seat:
        yield f"{table}.{column} IN {_SEATS}"
    if scope.order is not None:
        # Whose bookings these are is the bookings' own policy.
        yield f"EXISTS (SELECT FROM trade_order t WHERE t.id = {table}.{scope.order})"
    if scope.unit is not None:
        mine = f"e.organisation_id = {_OURS} OR e.account_id = {_ME}"
        yield f"EXISTS (SELECT FROM event e WHERE e.unit_id = {table}.{scope.unit} AND ({mine}))"
    if scope.about is not None:
        yield (f"EXISTS (SELECT FROM unit u WHERE u.id = {table}.{scope.about} AND u.district IN {_LEAVES})")


def secure(connection: Connection, role: str) -> None:
    """Lay the nets for `role`; repeatable. A table whose policy is as it should be is not locked."""
    name = connection.dialect.identifier_preparer.quote(role)
    for table, net in NETS.items():
        _lay(connection, table, f"TO {name}", [("ALL", condition(table, net))], reach(table, net))
    for table, net in PUBLISHED.items():
        rules = [("SELECT", "true"), *((verb, condition(table, net)) for verb in CHANGES)]
        _lay(connection, table, f"TO {name}", rules, reach(table, net))
    _lay(connection, "audit", f"TO {name}", _AUDIT)


_AUDIT = [
    # Whoever acts leaves a row; nobody reads another's but those the matrix names.
    ("INSERT", "true"),
    (
        "SELECT",
        (
            f"{_PURPOSE} = '{SYSTEM}' OR {_ROLE} = 'auditor' OR account_id = (SELECT {_ME})"
            f" OR organisation_id = (SELECT {_OURS}) OR consumers @> ARRAY[(SELECT {_ME})]"
            f" OR organisation_id IN {_SEATS}"
        ),
    ),
]


def _lay(
    connection: Connection, table: str, to: str, rules: list[tuple[str, str]], function: str = ""
) -> None:
    mark = hashlib.sha256(repr((to, rules, function)).encode()).hexdigest()[:16]
    laid = "SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polrelid = CAST(:table AS regclass)"
    if set(connection.execute(text(laid), {"table": table}).scalars()) == {mark}:
        return
    if function:
        connection.exec_driver_sql(function.replace("%", "%%"))
    connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
    for verb, rule in rules:
        policy = f"tradein_{verb.lower()}"
        connection.execute(text(f"DROP POLICY IF EXISTS {policy} ON {table}"))
        clause = "WITH CHECK" if verb == "INSERT" else "USING"
        statement = f"CREATE POLICY {policy} ON {table} FOR {verb} {to} {clause} ({rule})"
        connection.exec_driver_sql(statement.replace("%", "%%"))
        connection.execute(text(f"COMMENT ON POLICY {policy} ON {table} IS '{mark}'"))


def unbound(connection: Connection) -> list[str]:
    """Tables whose rows this connection's role reaches whoever asks; empty is right for the application."""
    found = connection.execute(
        text(
            "SELECT c.relname FROM pg_class c, pg_roles r WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relname = ANY(:names) AND r.rolname = current_user"
            " AND (NOT c.relrowsecurity OR r.rolsuper OR r.rolbypassrls OR pg_has_role(c.relowner, 'USAGE'))"
            " ORDER BY c.relname"
        ),
        {"names": [*NETS, *PUBLISHED, "audit"]},
    )
    return list(found.scalars())


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
