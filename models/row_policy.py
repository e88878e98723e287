"""The policies of row-level security in SQL, made from the nets of `models.row_security` and laid for a role.

A policy asks first whether the need is open to all: capture pays a comparison. Everything else stands in one function a
table, so that a plan carries none of its look-ups: setting up their nodes cost more than all of a scan's own work.
"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from models.row_security import NETS, PUBLISHED, SYSTEM, Net
from models.scope import Scope

CHANGES = ("INSERT", "UPDATE", "DELETE")
_ME = "nullif(current_setting('tradein.account', true), '')::uuid"
_OURS = "nullif(current_setting('tradein.organisation', true), '')::uuid"
_ROLE = "(SELECT current_setting('tradein.role', true))"
_REGION = "(SELECT current_setting('tradein.region', true))"
_PURPOSE = "current_setting('tradein.purpose', true)"
_LEAVES = "(SELECT c.leaf FROM region_closure c WHERE c.ancestor = (SELECT current_setting('tradein.region', true)))"
_SEATS = (
    "(WITH RECURSIVE below AS ("
    "SELECT current_setting('tradein.region', true) AS code"
    " UNION ALL SELECT r.code FROM region r JOIN below ON r.parent_code = below.code)"
    " SELECT o.id FROM organisation o JOIN below ON below.code = o.region_code)"
)

# Looks at a booking before anybody had proved it to be theirs name no consumer; the booking tells whose.
_MY_BOOKINGS = "SELECT 'trade_order:' || t.id FROM trade_order t WHERE t.consumer_id = " + _ME  # noqa: S608 - our own words


def condition(table: str, net: Net) -> str:
    """The policy's condition in SQL: whether the need is open, then whether the row is within reach."""
    needs = ", ".join(f"'{need}'" for need in (SYSTEM, *net.open_to))
    besides = f" OR {_said(net.besides, table)}" if net.besides is not None else ""
    return f"{_PURPOSE} IN ({needs}){besides} OR {_reaches(table)}({table})"


def reach(table: str, net: Net) -> str:
    """The function that decides whether a row is within reach of the one who asks: comparisons first, look-ups last."""
    parts = list(_related("one", net.scope)) if net.scope is not None else []
    parts += [_said(part, "one") for part in net.more]
    tests = "\n".join(f"  IF {part} THEN RETURN true; END IF;" for part in parts)
    return (
        f"CREATE OR REPLACE FUNCTION {_reaches(table)}(one {table}) RETURNS boolean LANGUAGE plpgsql STABLE AS"
        f" $$\nBEGIN\n{tests}\n  RETURN false;\nEND\n$$"
    )


def _said(part: str, table: str) -> str:
    """A condition of a net in SQL: on which row, and with what was declared."""
    return part.format(table=table, me=_ME, ours=_OURS, role=_ROLE, region=_REGION, leaves=_LEAVES)


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
        _lay(connection, table, f"TO {name}", _rules(table, net), reach(table, net))
    for table, net in PUBLISHED.items():
        rules = [("SELECT", "true"), *((verb, condition(table, net)) for verb in CHANGES)]
        _lay(connection, table, f"TO {name}", rules, reach(table, net))
    _lay(connection, "audit", f"TO {name}", _AUDIT)


def _rules(table: str, net: Net) -> list[tuple[str, str]]:
    whole = condition(table, net)
    if net.added_by is None:
        return [("ALL", whole)]
    return [("SELECT", whole), ("INSERT", net.added_by), ("UPDATE", whole), ("DELETE", whole)]


_AUDIT = [
    # Whoever acts leaves a row; nobody reads another's but those the matrix names.
    ("INSERT", "true"),
    (
        "SELECT",
        (
            f"{_PURPOSE} = '{SYSTEM}' OR {_ROLE} = 'auditor' OR account_id = (SELECT {_ME})"
            f" OR organisation_id = (SELECT {_OURS}) OR consumers @> ARRAY[(SELECT {_ME})]"
            f" OR organisation_id IN {_SEATS}"
            f" OR ({_ROLE} = 'consumer' AND subjects && ARRAY({_MY_BOOKINGS}))"
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
        connection.exec_driver_sql(function)
    connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
    for verb, rule in rules:
        policy = f"tradein_{verb.lower()}"
        connection.execute(text(f"DROP POLICY IF EXISTS {policy} ON {table}"))
        clause = "WITH CHECK" if verb == "INSERT" else "USING"
        connection.exec_driver_sql(f"CREATE POLICY {policy} ON {table} FOR {verb} {to} {clause} ({rule})")
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
