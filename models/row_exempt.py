"""Tables that row-level security leaves out, each with the reason. A table that stands nowhere is a mistake.

Whoever adds a table with a sealed column, or one that says something of a person, puts it into
`models.row_security.NETS`; what may stand here is what has no person in it, what is found by a secret alone, or what
is reached only through a parent whose policy binds. `tests/guards/test_row_nets.py` goes through all tables.
"""

from collections.abc import Mapping

_IDENTITY = (
    "read before anybody is known, by the statement that finds out who asks, in every request; tokens and secrets are"
    " digests of 256 random bits"
)
_COUNTED = "found by a keyed digest of what is counted or proved, while nobody is known; names nobody, no list shows it"
_APPENDED = (
    "appended by capture and read through its unit, load, lot, roll or alert, whose policies bind; accounts by"
    " identifier alone"
)
_WITH_PARENT = (
    "written and read with its parent, whose policy binds; a policy of its own would be paid by every scan"
)
_PUBLISHED = "reference data, published with its source; nobody is in it"
_FIGURES = "figures and marks without people"

EXEMPT: Mapping[str, str] = {
    **dict.fromkeys(("login_session", "api_key", "membership", "organisation"), _IDENTITY),
    **dict.fromkeys(("one_time_code", "sign_in_failure", "rate_window", "oidc_visit"), _COUNTED),
    **dict.fromkeys(
        ("event", "load_event", "output_movement", "label_print", "alert_log", "photo_use"), _APPENDED
    ),
    **dict.fromkeys(
        (
            "order_line",
            "appointment",
            "order_dispatch",
            "order_dispatch_other",
            "dismantling_unit",
            "dismantling_missing",
            "dismantling_tick",
            "dismantling_recovery",
            "dismantling_weighing",
            "dismantling_loss",
            "dismantling_note",
            "dismantling_check_item",
            "unit_output",
            "photo_repeat",
            "device_stream",
        ),
        _WITH_PARENT,
    ),
    **dict.fromkeys(
        (
            "balance_tolerance",
            "carbon_factor",
            "hazardous_waste",
            "item_type",
            "item_type_fact",
            "key_output",
            "kpi",
            "price_line",
            "price_rule",
            "reference_edition",
            "refrigerant",
            "region",
            "region_closure",
            "region_history",
            "required_part",
            "time_limit",
            "weee_category",
        ),
        _PUBLISHED,
    ),
    **dict.fromkeys(
        ("tally", "tally_live", "label_view", "series", "job_run", "probe", "provider_meter"), _FIGURES
    ),
    "quote": "asked for by anybody, without a word of who asks; found by its identifier",
    "quote_answer": "of a quote, which is nobody's",
    "quote_line": "of a quote, which is nobody's",
    "forgotten_object": "digests of files whose row was erased, until a job has removed them",
    "idempotency": "found by organisation, actor, route and key together; answers given here hold no personal data",
}
