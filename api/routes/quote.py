"""Itemised quotes, before anybody signs in."""

from typing import Any
from uuid import UUID

from api.blueprint import Blueprint
from api.clock import now
from api.permit import permit
from api.quote_body import QuoteBody, QuoteQuestionsView, QuoteView, answers_of
from api.rates import QUOTE, limited
from api.schema import Body, RegionCode, Text
from api.transaction import in_transaction
from models.db import db
from models.quote import Appliance, QuoteRow, find_quote, make_quote, what_to_ask
from tradein.reference import NATION

blp = Blueprint("quotes", __name__, url_prefix="/api/v1/quotes", description="估价 Itemised quotes")


class QuoteQuestionsQuery(Body):
    """Which item type; with a region, the parts of that region's price table."""

    item_type = Text(40, required=True)
    region = RegionCode(load_default=None)


@blp.post("")
@permit("quote", "create")
@limited(QUOTE)
@blp.arguments(QuoteBody)
@blp.response(201, QuoteView)
def create_quote(body: dict[str, Any]) -> QuoteRow:
    """Price an old appliance line by line; the total is promised for seven days under the quote's id."""
    wanted = Appliance(body["region"], body["item_type"], answers_of(body["answers"]), body["recycler"])
    return in_transaction(lambda session: make_quote(session, wanted, now()))


@blp.get("/questions")
@permit("quote", "read")
@blp.arguments(QuoteQuestionsQuery, location="query")
@blp.response(200, QuoteQuestionsView)
def list_questions(query: dict[str, Any]) -> dict[str, Any]:
    """What to ask about an item type: questions with their answers, and the parts that may be missing."""
    asked = what_to_ask(db.session(), query["item_type"], query["region"] or NATION, now())
    return {"item_type": query["item_type"], "questions": asked.questions, "parts": asked.parts}


@blp.get("/<uuid:quote_id>")
@permit("quote", "read")
@blp.response(200, QuoteView)
def read_quote(quote_id: UUID) -> QuoteRow:
    """A quote by its id, expired ones included."""
    return find_quote(db.session(), quote_id)
