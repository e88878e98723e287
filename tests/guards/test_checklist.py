"""Every clause of the standards we answer has its row, and every row a test or a duty (G15, G16)."""

import pytest

from tests.guards import checklist


@pytest.mark.control("checklist_row_missing")
@pytest.mark.parametrize(
    ("heading", "clauses"),
    [
        ("等保 2.0", [f"8.1.4.{number}" for number in range(1, 12)]),
        ("OWASP API", [f"API{number}" for number in range(1, 11)]),
    ],
)
def test_every_clause_is_answered(heading, clauses):
    assert [clause for clause, _ in checklist.rows(heading)] == clauses


def test_every_row_names_a_test_or_says_whose_duty_it_is():
    found = [row for heading in ("等保 2.0", "OWASP API") for _, row in checklist.rows(heading)]
    assert [row for row in found if not checklist.answers(row)] == []
