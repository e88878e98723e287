"""The regulator's three checks of a plant: run one, read what was found."""

from collections.abc import Sequence
from typing import Any

from marshmallow import fields

from api.bench_json import plant_json
from api.blueprint import Blueprint
from api.clock import now
from api.dismantling_body import SITE, CheckBody
from api.dismantling_view import NamedView, PlaceView, Signed, ToleranceView
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Choice, Day, Instant, Pattern, Quantity, View
from models.check_facts import GRAM, NO_WASTE_CODE, UNIT
from models.check_run import Counted, Inquiry, Sample, run_check
from models.db import db
from models.dismantling_check import DismantlingCheckItem, items_of
from models.dismantling_list import Listed, Wanted, checks
from tradein.balance import METHOD_ZH
from tradein.tolerance import OFFICIAL_METHODS, Check

blp = Blueprint(
    "dismantling_checks",
    __name__,
    url_prefix="/api/v1/dismantlings/checks",
    description="三种核查方法 · The three official checks",
)
METHODS = tuple(method.value for method in OFFICIAL_METHODS)


class CheckItemView(View):
    """One compared quantity in `measure` (g or unit). Null is unknown, never zero."""

    subject = fields.String(required=True)
    aspect = fields.String(required=True)
    measure = fields.String(required=True)
    expected = Signed(allow_none=True)
    found = Quantity(allow_none=True)
    opening = Signed(allow_none=True)
    receipts = Quantity(allow_none=True)
    issues = Quantity(allow_none=True)
    implied_units = Quantity(allow_none=True)
    deviation_permille = Signed(allow_none=True)
    verdict = fields.String(required=True)


class CheckView(View):
    """A check with its tolerance and every compared quantity."""

    id = fields.UUID(required=True)
    method = Choice(METHODS, required=True)
    method_zh = fields.String(required=True)
    site = fields.Nested(PlaceView, required=True)
    organisation = fields.Nested(NamedView, required=True)
    region = fields.String(required=True)
    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)
    tolerance = fields.Nested(ToleranceView, required=True)
    verdict = fields.String(required=True)
    note = fields.String(allow_none=True)
    created_at = Instant(required=True)
    items = fields.List(fields.Nested(CheckItemView), required=True)


class CheckQuery(PageQuery):
    """Filters."""

    method = Choice(METHODS)
    verdict = Choice(("within", "outside", "unknown"))
    site = Pattern(SITE, load_default=None)


@blp.post("")
@permit("dismantling", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(CheckBody)
@blp.response(201, CheckView)
def create_check(body: dict[str, Any]) -> Any:
    """Run 物料系数法, 期末存货盘点法 or 视频审核与书面审核核对法 over a period and keep the result."""
    actor, moment = current_actor(), now()
    inquiry = Inquiry(
        Check(body["method"]),
        body["site"],
        body["first"],
        body["last"],
        counted=[_counted(line) for line in body["counted"]],
        samples=[Sample(**line) for line in body["sampled"]],
        note=body["note"],
    )

    def work(session: Any) -> dict[str, Any]:
        check = run_check(session, actor, inquiry, moment)
        listed = checks(session, actor, Wanted({"id": check.id}, None, 1))[0]
        return check_json(listed, items_of(session, [check.id])[check.id])

    return once(work, CheckView, 201)


def _counted(line: dict[str, Any]) -> Counted:
    if "item_type" in line:
        return Counted((line["item_type"], NO_WASTE_CODE, UNIT), line["units"])
    return Counted((line["output_code"], line["waste_code"] or NO_WASTE_CODE, GRAM), line["mass_g"])


@blp.get("")
@permit("dismantling", "read")
@blp.arguments(CheckQuery, location="query")
@blp.response(200, listing(CheckView))
def list_checks(query: dict[str, Any]) -> Any:
    """Checks in reach, newest first."""
    after, limit, site = query.pop("after"), query.pop("limit"), query.pop("site")
    rows = checks(db.session(), current_actor(), Wanted(query, after, limit + 1, site=site))
    answer, status, headers = page(rows, limit, key=lambda listed: (listed.row.id,))
    items = items_of(db.session(), [listed.row.id for listed in answer["items"]])
    return (
        {"items": [check_json(listed, items[listed.row.id]) for listed in answer["items"]]},
        status,
        headers,
    )


def check_json(listed: Listed, items: Sequence[DismantlingCheckItem]) -> dict[str, Any]:
    """A stored check as its view says it."""
    check = listed.row
    shown = ("id", "method", "from_day", "to_day", "verdict", "note", "created_at")
    return {
        **plant_json(listed),
        **{name: getattr(check, name) for name in shown},
        "method_zh": METHOD_ZH[Check(check.method)],
        "tolerance": {
            "permille": check.tolerance_permille,
            "source": check.tolerance_source,
            "jurisdiction": check.tolerance_jurisdiction,
            "verified": check.tolerance_verified,
        },
        "items": items,
    }
