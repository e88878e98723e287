"""A platform in memory: what the ledger would remember between batches, to test capture without a database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4, uuid5

from tradein.actor import Actor
from tradein.batch import Batch
from tradein.codes import check_character
from tradein.ground import Ground
from tradein.handover import digest
from tradein.knowledge import Knowledge, Waiting
from tradein.lifecycle import Stage, Step
from tradein.load_scan import load_verdict
from tradein.scan import (
    DeviceState,
    Kept,
    Known,
    LabelState,
    LoadState,
    OrderState,
    Outcome,
    Scan,
    ScanOutput,
    SiteFacts,
    UnitState,
)
from tradein.tally import add_up, cells_of
from tradein.verdict import answers

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
KEY = b"k" * 32
CODE = "123456"
PHOTO = ("a" * 64,)
DISTRICT = "371502"
SPACE = UUID(int=7)


def named(*parts):
    return uuid5(SPACE, "/".join(map(str, parts)))


ORGANISATIONS = {
    name: named(name)
    for name in ("recycler", "recycler2", "warehouse", "warehouse2", "dismantler", "dismantler2")
} | {"refurbisher": named("refurbisher"), "bureau": named("bureau")}
ROLE_AT = {
    "recycler_staff": "recycler",
    "recycler_manager": "recycler",
    "warehouse": "warehouse",
    "dismantler": "dismantler",
    "refurbisher": "refurbisher",
    "community_worker": "bureau",
    "district_officer": "bureau",
    "city_officer": "bureau",
    "province_officer": "bureau",
}
ROLES = (*ROLE_AT, "consumer", "retailer_clerk", "auditor", "system_admin", "system")
SITES = {
    organisation: SiteFacts(
        named("site", organisation),
        f"S-{organisation}",
        ORGANISATIONS[organisation],
        DISTRICT if organisation != "dismantler" else "371581",
        organisation.rstrip("2"),
        date(2030, 12, 31) if organisation.startswith("dismantler") else None,
    )
    for organisation in ORGANISATIONS
}


@dataclass(frozen=True)
class Range:
    low_g: int = 20_000
    high_g: int = 110_000


class Types(dict):
    """Item types of which every one weighs what a refrigerator weighs."""

    def weights(self, _code, _place, _day):
        return Range()

    def bears_data(self, code):
        return code == "LAPTOP"


TYPES = Types(FRIDGE=None, TV_FLAT=None, LAPTOP=None)
LEAVES = {DISTRICT: DISTRICT, "371581": "371581", "371500": DISTRICT}


def code(number):
    """A label code by number; a number whose check character no code may wear is skipped over."""
    payload = f"{number:012d}"
    while check_character(payload) not in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
        payload = f"{int(payload) + 10**9:012d}"
    return payload + check_character(payload)


def load_code(number):
    payload = f"L{number:010d}"
    while check_character(payload) not in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
        payload = f"L{int(payload[1:]) + 10**8:010d}"
    return payload + check_character(payload)


def actor(role, organisation=None):
    organisation = organisation or ROLE_AT.get(role)
    return Actor(
        account_id=named("account", role, organisation),
        organisation_id=ORGANISATIONS.get(organisation),
        organisation_kind=organisation.rstrip("2") if organisation else None,
        role=role,
    )


def ground(by, now=NOW, **changed):
    given = {
        "actor": by,
        "now": now,
        "sites": {site.code: site for site in SITES.values()},
        "item_types": TYPES,
        "leaves": LEAVES,
        "handover_key": KEY,
    }
    return Ground(**(given | changed))


def scan(step, number=1, **said):
    """A scan that brings every fact any step could ask for, except those that would change what it points to."""
    given = {
        "event_id": uuid4(),
        "code": code(number),
        "step": Step(step),
        "event_time": NOW,
        "weight_g": 60_000,
        "photos": PHOTO,
        "reason": "按要求",
        "price_fen": 5_000,
        "item_type": "FRIDGE",
        "region": DISTRICT,
        "route": "dismantle",
        "outputs": (ScanOutput("STEEL", 59_900), ScanOutput("REFRIGERANT", 100)),
        "facts": {"test_record": "ok"},
    }
    return Scan(**(given | said))


def site_of(role):
    return f"S-{ROLE_AT.get(role, 'recycler')}"


def unit(stage=Stage.BOOKED, number=1, **changed):
    given = {
        "id": named("unit", number),
        "code": code(number),
        "item_type": "FRIDGE",
        "district": DISTRICT,
        "order_id": None,
        "stage": Stage(stage),
        "on_hold": False,
        "hold_reason": None,
        "seq": 3,
        "holder_id": None if stage is Stage.BOOKED else ORGANISATIONS["recycler"],
        "site_id": None,
        "load_id": None,
        "route": None,
        "weight_g": 60_000,
        "agreed_fen": 5_000,
        "stage_since": NOW,
        "last_event_time": NOW,
        "created_at": NOW,
    }
    return UnitState(**(given | changed))


def label(number=1, state="bound", of="recycler", **changed):
    unit_id = named("unit", number) if state == "bound" else None
    return LabelState(code(number), state, ORGANISATIONS.get(of), unit_id, None)._replace(**changed)


def load(number=1, state="open", origin="warehouse", destination="dismantler"):
    site = SITES[destination]
    return LoadState(
        named("load", number),
        load_code(number),
        state,
        ORGANISATIONS[origin],
        site.id,
        ORGANISATIONS[destination],
    )


def order(number=1, tries=0, recycler="recycler", collector=None):
    order_id = named("order", number)
    return OrderState(
        order_id,
        digest(KEY, order_id, CODE),
        tries,
        ORGANISATIONS[recycler],
        collector,
        ORGANISATIONS["recycler2"],
    )


@dataclass
class Memory:
    """Everything the tables would hold. `send` is one request: judged on all of it, then written."""

    labels: dict = field(default_factory=dict)
    units: dict = field(default_factory=dict)
    orders: dict = field(default_factory=dict)
    loads: dict = field(default_factory=dict)
    devices: dict = field(default_factory=dict)
    events: list = field(default_factory=list)
    load_events: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)
    """event id → (state, scan, actor, verdict)."""

    def reserve(self, *numbers, of="recycler"):
        for number in numbers:
            self.labels[code(number)] = label(number, "reserved", of)
        return self

    def put(self, *rows):
        for row in rows:
            match row:
                case UnitState():
                    self.units[row.id] = row
                    self.labels.setdefault(
                        row.code, LabelState(row.code, "bound", ORGANISATIONS["recycler"], row.id, None)
                    )
                case LabelState():
                    self.labels[row.code] = row
                case LoadState():
                    self.loads[row.code] = row
                case OrderState():
                    self.orders[row.id] = row
        return self

    def enrol(self, device, organisation="recycler", revoked_at=None, due=None):
        self.devices[device] = DeviceState(ORGANISATIONS[organisation], revoked_at, due, due and 1)
        return device

    def unit(self, number=1):
        return self.units[self.labels[code(number)].unit_id]

    def knowledge(self, scans=()):
        known = Knowledge(dict(self.labels), dict(self.units), dict(self.orders), devices=dict(self.devices))
        for row in self.loads.values():
            known.learn_load(row)
        for event in self.events:
            sent = next((one.code for one in scans if one.event_id == event.event_id), "")
            recorded = Known(
                event.unit_id,
                event.seq,
                event.to_stage,
                event.record_time,
                event.flags,
                event.fingerprint,
                sent,
            )
            known.known[event.event_id] = recorded
            known.learn_step(event, recorded)
            if event.device_id:
                known.spent[event.device_id, event.device_seq] = event.event_id
        codes = {row.id: row.code for row in self.loads.values()}
        for event in self.load_events:
            told = load_verdict(event, codes[event.load_id], Outcome.DUPLICATE)
            known.known_loads[event.event_id] = (told, event.fingerprint)
        for event_id, (state, sent, by, verdict) in self.kept.items():
            known.kept[event_id] = Kept(
                state, by.organisation_id, verdict.refusal, verdict.field, verdict.facts
            )
            if state == "waiting":
                known.waiting.append(Waiting(sent, by))
        return known

    def judge(self, by, *scans, now=NOW, unread=()):
        by = by if isinstance(by, Actor) else actor(by)
        return Batch(self.knowledge(scans), ground(by, now), uuid4).judge(scans, unread)

    def send(self, by, *scans, now=NOW, unread=()):
        made = self.judge(by, *scans, now=now, unread=unread)
        self.write(made)
        return answers(scans, made)

    def send_together(self, *sent, now=NOW):
        """One request each of several senders, `(role, scan)`, judged and written as one."""
        items = [Waiting(one, actor(by)) for by, one in sent]
        scans = [item.scan for item in items]
        made = Batch(self.knowledge(scans), ground(items[0].actor, now), uuid4).judge_sent(items)
        self.write(made)
        return answers(scans, made)

    def write(self, made):  # noqa: C901 - one clause a table
        for unit_id, row in made.units.items():
            before = self.units.get(unit_id)
            assert made.seen_seq[unit_id] == (before.seq if before else -1)
            self.units[unit_id] = row
        for text, unit_id in made.bound.items():
            self.labels[text] = self.labels[text]._replace(state="bound", unit_id=unit_id)
        for old, new in made.replaced.items():
            self.labels[old] = self.labels[old]._replace(state="void", replaced_by=new)
        for row in made.loads.values():
            assert made.seen_load[row.id] == self.loads[row.code].state
            self.loads[row.code] = row
        self.events += made.events
        self.load_events += made.load_events
        for order_id, (seen, tries) in made.tries.items():
            assert self.orders[order_id].handover_tries == seen
            self.orders[order_id] = self.orders[order_id]._replace(handover_tries=tries)
        for device, (seen, due) in made.devices.items():
            assert self.devices[device].version == seen
            self.devices[device] = self.devices[device]._replace(next_seq=due, version=(seen or 0) + 1)
        for event_id, item in made.pending.items():
            state = "waiting" if item.verdict.outcome is Outcome.HELD else "conflict"
            self.kept[event_id] = (state, item.scan, item.actor, item.verdict)
        for event_id in made.settled:
            self.kept.pop(event_id, None)

    def tallies(self):
        return add_up(
            (cell, amount.negative() if event.corrects_seq is not None else amount)
            for event in self.events
            for cell, amount in cells_of(event)
        )


def outcomes(verdicts):
    return [verdict.outcome.value for verdict in verdicts]


def refusals(verdicts):
    return [verdict.refusal for verdict in verdicts]
