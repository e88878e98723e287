"""Let keys that managers made rest on their makers' terms, so that none outlives whoever made it.

Revision: 0012
Follows: 0011
Date: 2026-11-22 09:20:00+00:00

A key that a key had made rests on the term of whoever made the first. Keys without an end get one a year from now.
Where a maker's term has ended the key stops, until another manager takes it over. Data only, no model classes.
Rules: docs/operations.md, "Migrations".
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_REST_ON_TERMS = """
WITH RECURSIVE made (key_id, organisation_id, maker) AS (
    SELECT id, organisation_id, created_by FROM api_key
     WHERE membership_id IS NULL AND account_id IS NULL AND created_by IS NOT NULL
    UNION
    SELECT made.key_id, made.organisation_id, k.created_by
      FROM made JOIN api_key k ON k.id = made.maker AND k.created_by IS NOT NULL
), term AS (
    SELECT DISTINCT ON (made.key_id) made.key_id, m.id
      FROM made JOIN membership m ON m.account_id = made.maker AND m.organisation_id = made.organisation_id
     ORDER BY made.key_id, m.manager DESC, m.valid_to DESC NULLS FIRST, m.id
)
UPDATE api_key k SET membership_id = term.id FROM term WHERE term.key_id = k.id
"""
_END_WITHIN_A_YEAR = """
UPDATE api_key SET expires_at = now() + interval '366 days'
 WHERE expires_at IS NULL AND revoked_at IS NULL AND account_id IS NULL AND created_by IS NOT NULL
"""


def upgrade() -> None:
    op.execute(_REST_ON_TERMS)
    op.execute(_END_WITHIN_A_YEAR)


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
