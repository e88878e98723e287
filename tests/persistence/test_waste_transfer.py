"""Hazardous waste transfers: private while a draft, complete when issued, corrected only beside the record."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from api.calendar import IS_WORKDAY
from models import manifest
from models.manifest import Arrival, Correction, confirm, correct, end, issue, mismatch
from models.output import OutputLot
from models.waste_transfer import Draft, WasteLine, draft, edit, lines_of
from tests.persistence.dismantling_ground import NOW, colleague
from tests.persistence.test_output_stock import stocked
from tradein.refusal import Forbidden, NotFound, Refusal
from tradein.transfer import Form, TransferAction

FIELDS = {
    "manifest_number": "20263715000001",
    "generator_contact": "王工",
    "generator_phone": "13800138000",
    "carrier_name": "聊城安运物流有限公司",
    "carrier_licence": "371500000001",
    "plate": "鲁P54321",
    "driver": "李师傅",
    "receiver_name": "山东固废处置中心",
    "receiver_licence": "鲁危证01号",
    "receiver_region": "370100",
    "treatment": "R4 再循环/再利用金属",
}


def depart(session, actor, number, now):
    return manifest.depart(session, actor, number, now, IS_WORKDAY)


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


@pytest.fixture
def actor(world):
    return world.actor("dismantler")


@pytest.fixture
def lot(session, world):
    return stocked(session, world, 5_000, output_code="PCB", waste_code="900-045-49")


def a_draft(session, world, lot, **fields):
    site = world.organisation("dismantler").site_code
    lines = [WasteLine(lot, 3_000, Form.SOLID, "吨袋", 2)] if lot else []
    return draft(session, world.actor("dismantler"), Draft(site, FIELDS | fields, lines), NOW).number


def stock(session, lot):
    session.expire_all()
    return session.scalars(select(OutputLot.stock_g).where(OutputLot.number == lot)).one()


def test_a_transfer_from_draft_to_confirmation(session, actor, world, lot):
    number = a_draft(session, world, lot)
    assert issue(session, actor, number, NOW).state == "issued"
    assert stock(session, lot) == 5_000
    departed = depart(session, actor, number, NOW)
    assert stock(session, lot) == 2_000
    # Friday 20 November 2026 and five working days.
    assert departed.due_on == date(2026, 11, 27)
    with refused("received_lines_incomplete"):
        confirm(session, actor, number, Arrival({}), NOW)
    with refused("received_mass_differs"):
        confirm(session, actor, number, Arrival({1: 2_500}), NOW)
    confirmed = confirm(session, actor, number, Arrival({1: 2_990}), NOW)
    assert confirmed.state == "confirmed"
    assert [line.received_g for line in lines_of(session, confirmed)] == [2_990]


def test_a_draft_is_its_authors_alone(session, actor, world, lot):
    number = a_draft(session, world, lot)
    for other in (colleague(session, actor), world.actor("district_officer"), world.actor("dismantler", 1)):
        with pytest.raises(NotFound):
            issue(session, other, number, NOW)
    issue(session, actor, number, NOW)
    with pytest.raises(Forbidden):
        depart(session, world.actor("district_officer"), number, NOW)
    with pytest.raises(NotFound):
        depart(session, world.actor("district_officer", 1), number, NOW)
    assert depart(session, colleague(session, actor), number, NOW).state == "departed"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"plate": None}, "transfer_field_missing"),
        ({"manifest_number": "2026371500001"}, "manifest_malformed"),
        ({"manifest_number": "20263714000001"}, "manifest_malformed"),
        ({"manifest_number": "20253715000001"}, "manifest_malformed"),
        ({"receiver_region": "320100"}, "transfer_approval_missing"),
    ],
)
def test_only_a_complete_manifest_is_issued(session, actor, world, lot, fields, code):
    number = a_draft(session, world, lot, **fields)
    with refused(code):
        issue(session, actor, number, NOW)


def test_a_manifest_without_waste_is_not_issued(session, actor, world):
    number = a_draft(session, world, None)
    with refused("transfer_field_missing"):
        issue(session, actor, number, NOW)


def test_another_province_takes_an_approval(session, actor, world, lot):
    number = a_draft(session, world, lot, receiver_region="320100", approval_number="苏环函2026-11")
    assert issue(session, actor, number, NOW).state == "issued"


def test_one_number_one_trip(session, actor, world, lot):
    first, second = a_draft(session, world, lot), a_draft(session, world, lot)
    issue(session, actor, first, NOW)
    with refused("manifest_taken"):
        issue(session, actor, second, NOW)


def test_more_than_the_stock_does_not_depart(session, actor, world, lot):
    first = a_draft(session, world, lot)
    second = a_draft(session, world, lot, manifest_number="20263715000002")
    for number in (first, second):
        issue(session, actor, number, NOW)
    depart(session, actor, first, NOW)
    with refused("output_stock_short"), session.begin_nested():
        depart(session, actor, second, NOW)
    assert stock(session, lot) == 2_000
    end(session, actor, second, (TransferAction.VOID, "库存不足"), NOW)


def test_after_issue_only_a_correction_stands_beside_the_record(session, actor, world, lot):
    number = a_draft(session, world, lot)
    content = Draft(world.organisation("dismantler").site_code, FIELDS | {"plate": "鲁P99999"}, [])
    edit(session, actor, number, content)
    edit(session, actor, number, replace(content, lines=[WasteLine(lot, 10, Form.SOLID, "吨袋", 1)]))
    with refused("transfer_state_wrong"):
        correct(session, actor, number, Correction("plate", "鲁P1", "笔误"), NOW)
    issue(session, actor, number, NOW)
    with refused("transfer_state_wrong"):
        edit(session, actor, number, content)
    with refused("transfer_field_not_correctable"):
        correct(session, actor, number, Correction("manifest_number", "20263715000009", "笔误"), NOW)
    corrected = correct(session, actor, number, Correction("plate", "鲁P88888", "换车"), NOW)
    assert corrected.plate == "鲁P99999"


def test_a_mismatch_keeps_what_arrived_and_why(session, actor, world, lot):
    number = a_draft(session, world, lot)
    issue(session, actor, number, NOW)
    depart(session, actor, number, NOW)
    ended = mismatch(session, actor, number, Arrival({1: 1_000}, "少两袋"), NOW)
    assert (ended.state, ended.end_note) == ("mismatched", "少两袋")


def test_only_hazardous_lots_go_onto_a_manifest(session, world):
    with refused("lot_not_hazardous"):
        a_draft(session, world, stocked(session, world, 5_000))


def test_the_clock_skips_the_spring_festival(session, actor, world, lot):
    number = a_draft(session, world, lot, manifest_number="20263715000003")
    before_holiday = datetime(2026, 2, 13, 2, 0, tzinfo=UTC)
    issue(session, actor, number, before_holiday)
    # 14 February is worked instead of a holiday, 15 to 23 February is off.
    assert depart(session, actor, number, before_holiday).due_on == date(2026, 2, 27)
