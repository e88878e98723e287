"""Driving capture on a real database, as the scan endpoint does, with the people and places of the world."""

from contextlib import contextmanager
from datetime import UTC, datetime
from secrets import token_bytes

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random

from models.db import new_id
from models.ground import Moment, ground_for
from models.ledger import capture
from models.load import Load
from models.party import Device
from models.stale import Stale
from models.statement import Statement
from tradein.codes import issue, issue_load
from tradein.lifecycle import Step
from tradein.scan import Scan, ScanOutput

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
KEY = b"k" * 32
PHOTO = ("a" * 64,)
DISTRICT = "371502"
OUTPUTS = (ScanOutput("STEEL", 59_900), ScanOutput("REFRIGERANT", 100))


class Chain:
    """Labels, loads and scans of the first organisations of the world, in one session."""

    def __init__(self, session, world):
        self.session, self.world = session, world

    def site(self, kind, number=0):
        return self.world.organisation(kind, number).site_code

    def labels(self, count, of="recycler", number=0):
        codes = [issue(token_bytes) for _ in range(count)]
        self.session.execute(
            text(
                "INSERT INTO label (code, state, organisation_id, created_at)"
                " SELECT unnest(CAST(:codes AS text[])), 'reserved', :organisation, :now"
            ),
            {"codes": codes, "organisation": self.world.organisation(of, number).id, "now": NOW},
        )
        return codes

    def load(self, origin="warehouse", destination="dismantler", number=0):
        to = self.world.organisation(destination, number)
        row = Load(
            id=new_id(),
            code=issue_load(token_bytes),
            state="open",
            origin_id=self.world.organisation(origin).id,
            destination_site_id=to.site_id,
            destination_id=to.id,
            created_at=NOW,
        )
        self.session.add(row)
        self.session.flush()
        return row.code

    def device(self, of="recycler", number=0, revoked_at=None):
        owner = self.world.organisation(of, number).id
        row = Device(organisation_id=owner, name="测试", enrolled_at=NOW, revoked_at=revoked_at)
        self.session.add(row)
        self.session.flush()
        return row.id

    def scan(self, step, code, **said):
        """A scan that brings every fact the step could ask for."""
        given = {
            "weight_g": 60_000,
            "photos": PHOTO,
            "reason": "按要求",
            "price_fen": 5_000,
            "outputs": OUTPUTS,
        }
        given |= {"item_type": "FRIDGE", "region": DISTRICT, "route": "dismantle", "event_time": NOW}
        given |= {"event_id": new_id(), "facts": {"test_record": "ok"}}
        return Scan(code=code, step=Step(step), **(given | said))

    def send(self, role, *scans, number=0, now=NOW):
        ground = ground_for(
            self.session, Moment(self.world.actor(role, number), now, KEY), [one.site for one in scans]
        )
        return capture(self.session, ground, scans)

    def commission(self, count):
        codes = self.labels(count)
        self.send("recycler_staff", *[self.scan("commissioning", code) for code in codes])
        return codes

    def collect(self, count):
        codes = self.commission(count)
        self.send("recycler_staff", *[self.scan("collecting", code) for code in codes])
        return codes

    def store(self, count):
        codes = self.collect(count)
        self.send("warehouse", *[self.scan("receiving", code, site=self.site("warehouse")) for code in codes])
        return codes

    def aboard(self, count, load=None):
        codes, load = self.store(count), load or self.load()
        self.send("warehouse", *[self.scan("loading", code, load=load) for code in codes])
        return codes, load

    def one(self, query, **parameters):
        return self.session.execute(text(query), parameters).one()

    def all(self, query, **parameters):
        return self.session.execute(text(query), parameters).all()

    def stages(self, codes):
        query = "SELECT u.stage FROM unnest(CAST(:codes AS text[])) WITH ORDINALITY q(code, n)"
        query += " JOIN label l ON l.code = q.code JOIN unit u ON u.id = l.unit_id ORDER BY q.n"
        return [stage for (stage,) in self.all(query, codes=codes)]


def outcomes(verdicts):
    return [verdict.outcome.value for verdict in verdicts]


def refusals(verdicts):
    return [verdict.refusal for verdict in verdicts]


def retried(engine, work):
    """`work(session)` in a transaction of its own, tried again while somebody else was faster, as a request is."""
    for attempt in Retrying(
        retry=retry_if_exception_type(Stale),
        stop=stop_after_attempt(20),
        wait=wait_random(0, 0.02),
        reraise=True,
    ):
        with attempt, Session(engine) as session, session.begin():
            return work(session)
    raise AssertionError


@contextmanager
def statements():
    """Every statement sent meanwhile, those of the hot path's own cursor included."""
    seen = []
    run = Statement.run

    def noted(statement, cursor, given):
        seen.append(statement.sql)
        return run(statement, cursor, given)

    def note(_connection, _cursor, statement, *_rest):
        if "SAVEPOINT" not in statement:
            seen.append(statement)

    Statement.run = noted
    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        Statement.run = run
