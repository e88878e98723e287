"""After any scans, legal and illegal, replayed and out of order, units and counters equal a recount from events."""

import secrets
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from models.db import new_id
from models.fold import fold
from models.ground import Moment, ground_for
from models.ledger import capture
from models.load import Load
from models.recount import check
from tradein.codes import issue, issue_load
from tradein.lifecycle import Stage, Step
from tradein.scan import Outcome, Scan, ScanOutput

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
PHOTO = ("a" * 64,)
ACTORS = ("recycler_staff", "recycler_manager", "warehouse", "dismantler", "refurbisher", "district_officer")


class Life:
    """Drives capture over labels of the first recycler, as the scan endpoint would."""

    def __init__(self, session, world, labels=6):
        self.session, self.world = session, world
        self.codes = [issue(secrets.token_bytes) for _ in range(labels)]
        recycler = world.organisation("recycler").id
        session.execute(
            text(
                "INSERT INTO label (code, state, organisation_id, created_at)"
                " SELECT unnest(CAST(:codes AS text[])), 'reserved', :organisation, :now"
            ),
            {"codes": self.codes, "organisation": recycler, "now": NOW},
        )
        self.loads = [self._load("warehouse"), self._load("dismantler")]
        self.sites = [
            world.organisation(kind).site_code for kind in ("warehouse", "dismantler", "refurbisher")
        ]
        session.flush()

    def _load(self, kind):
        destination = self.world.organisation(kind)
        load = Load(
            id=new_id(),
            code=issue_load(secrets.token_bytes),
            state="open",
            origin_id=self.world.organisation("recycler").id,
            destination_site_id=destination.site_id,
            destination_id=destination.id,
            created_at=NOW,
        )
        self.session.add(load)
        return load.code

    def scan(self, role, *scans, number=0, now=NOW):
        actor = self.world.actor(role, number)
        ground = ground_for(self.session, Moment(actor, now, b"k" * 32), [scan.site for scan in scans])
        return capture(self.session, ground, scans)

    def commission(self, count, district="371502", item_type="FRIDGE"):
        said = {"item_type": item_type, "region": district, "price_fen": 5000}
        scans = [Scan(new_id(), code, Step.COMMISSIONING, NOW, **said) for code in self.codes[:count]]
        return self.scan("recycler_staff", *scans)

    def collect(self, count):
        said = {"weight_g": 60_000, "photos": PHOTO, "price_fen": 5000}
        scans = [Scan(new_id(), code, Step.COLLECTING, NOW, **said) for code in self.codes[:count]]
        return self.scan("recycler_staff", *scans)


def _scans(life):
    """Scans that are often possible: every fact is there, the order and the actor are not minded."""
    outputs = st.lists(
        st.builds(
            ScanOutput, st.sampled_from(["STEEL", "REFRIGERANT"]), st.sampled_from([30_000, 500]), st.none()
        ),
        max_size=3,
    )
    return st.builds(
        Scan,
        event_id=st.builds(new_id),
        code=st.sampled_from(life.codes),
        step=st.sampled_from([*Step, Step.COMMISSIONING, Step.COLLECTING, Step.RECEIVING, Step.RECEIVING]),
        event_time=st.integers(-3000, 100).map(lambda minutes: NOW + timedelta(minutes=minutes)),
        site=st.sampled_from([None, *life.sites, *life.sites]),
        weight_g=st.sampled_from([60_000, 60_500, None]),
        load=st.sampled_from([None, None, *life.loads]),
        photos=st.just(PHOTO),
        reason=st.sampled_from(["refused: broken", None]),
        outputs=outputs.map(tuple),
        item_type=st.sampled_from(["FRIDGE", "FRIDGE", "TV_FPD", None]),
        region=st.sampled_from(["371502", "371581", "371402"]),
        replaces=st.sampled_from([None, None, None, None, *life.codes]),
        price_fen=st.just(5000),
        route=st.sampled_from(["dismantle", "refurbish"]),
        device=st.none(),
        device_seq=st.none(),
        geo=st.none(),
        handover_code=st.none(),
        order_id=st.none(),
        counted=st.none(),
        exceptions=st.just(()),
        facts=st.sampled_from([None, {"work_order": "WO-1", "standard": True}]),
    )


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_scans_leave_rows_that_a_recount_confirms(session, world, data):
    life = Life(session, world)
    life.commission(data.draw(st.integers(0, 4)))
    scans, sent = _scans(life), []
    try:
        for step in range(data.draw(st.integers(2, 6))):
            batch = data.draw(st.lists(scans, min_size=1, max_size=8)) + (
                data.draw(st.lists(st.sampled_from(sent), max_size=3)) if sent else []
            )
            sent += batch
            role = data.draw(st.sampled_from(ACTORS))
            life.scan(
                role, *batch, number=data.draw(st.sampled_from([0, 0, 0, 1])), now=NOW + timedelta(hours=step)
            )
            if data.draw(st.booleans()):
                fold(session, batch=data.draw(st.integers(1, 30)))
        assert check(session) == []
    finally:
        session.rollback()


def test_a_whole_life_agrees_and_is_replayed_without_a_trace(session, world):
    life = Life(session, world)
    code, (warehouse, plant, _) = life.codes[0], life.sites
    weight = {"weight_g": 60_000}
    outputs = (
        ScanOutput("STEEL", 39_900),
        ScanOutput("REFRIGERANT", 100),
        ScanOutput("PCB", 20_000, "900-045-49"),
    )
    steps = [
        (
            "recycler_staff",
            Scan(new_id(), code, Step.COMMISSIONING, NOW, item_type="FRIDGE", region="371502"),
        ),
        (
            "recycler_staff",
            Scan(new_id(), code, Step.COLLECTING, NOW, photos=PHOTO, price_fen=5000, **weight),
        ),
        ("warehouse", Scan(new_id(), code, Step.RECEIVING, NOW, site=warehouse, **weight)),
        ("warehouse", Scan(new_id(), code, Step.INSPECTING, NOW, site=warehouse, route="dismantle")),
    ]
    for role, scan in steps:
        assert life.scan(role, scan)[0].outcome is Outcome.APPLIED
    _ship(life, code)
    steps += [
        ("dismantler", Scan(new_id(), code, Step.RECEIVING, NOW, site=plant, **weight)),
        ("dismantler", Scan(new_id(), code, Step.DISASSEMBLING, NOW, site=plant, outputs=outputs, **weight)),
    ]
    for role, scan in steps[4:]:
        assert life.scan(role, scan)[0].outcome is Outcome.APPLIED
    assert check(session) == []
    before = session.execute(text("SELECT sum(n), sum(weight_g) FROM tally_live")).one()
    for role, scan in steps:
        assert life.scan(role, scan)[0].outcome is Outcome.DUPLICATE
    assert session.execute(text("SELECT sum(n), sum(weight_g) FROM tally_live")).one() == before
    assert session.scalar(text("SELECT stage FROM unit")) == Stage.DISMANTLED


def _ship(life, code):
    """From the warehouse to the plant, on a load of the warehouse."""
    load = life.loads[1]
    life.session.execute(
        text("UPDATE load SET origin_id = :origin WHERE code = :code"),
        {"origin": life.world.organisation("warehouse").id, "code": load},
    )
    verdict = life.scan("warehouse", Scan(new_id(), code, Step.SHIPPING, NOW, load=load))[0]
    assert verdict.outcome is Outcome.APPLIED
