"""Narrow look-ups past row-level security: by one key each, answering no more than is needed of that row.

Revision: 0016
Follows: 0015
Date: 2026-11-22 11:00:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

LOOK_UPS = {
    # One phone has at most two indexes: under the present key and under the coming one.
    "account_by_phone(sought bytea[])": """
RETURNS TABLE (account_id uuid, state text) LANGUAGE sql STABLE {definer} AS $$
  SELECT a.id, a.state FROM public.phone_login p JOIN public.account a ON a.id = p.account_id
   WHERE cardinality(sought) <= 2 AND (p.phone_index = ANY(sought) OR p.phone_index_next = ANY(sought))
$$""",
    "account_by_identity(of_issuer text, of_subject text)": """
RETURNS TABLE (account_id uuid, state text) LANGUAGE sql STABLE {definer} AS $$
  SELECT a.id, a.state FROM public.identity_link l JOIN public.account a ON a.id = l.account_id
   WHERE l.issuer = of_issuer AND l.subject = of_subject
$$""",
    "credentials_of(of_login text)": """
RETURNS TABLE (account_id uuid, password_hash text, active boolean) LANGUAGE sql STABLE {definer} AS $$
  SELECT a.id, a.password_hash, a.state = 'active' FROM public.account a WHERE a.login = of_login
$$""",
    # The hash itself is for its owner alone, who is declared, and for the platform's own work.
    "password_of(account uuid)": """
RETURNS text LANGUAGE sql STABLE {definer} AS $$
  SELECT a.password_hash FROM public.account a
   WHERE a.id = password_of.account
     AND (a.id = nullif(current_setting('tradein.account', true), '')::uuid
          OR current_setting('tradein.purpose', true) = 'system')
$$""",
    # The present hash goes among the past ones, of which as many stay as are compared; nobody is told any of them.
    "put_password_away(account uuid, past uuid, at timestamptz, kept integer)": """
RETURNS void LANGUAGE plpgsql {definer} AS $$
DECLARE
  present text;
BEGIN
  SELECT a.password_hash INTO present FROM public.account a WHERE a.id = account FOR UPDATE;
  IF present IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO public.password_past (id, account_id, password_hash, replaced_at) VALUES (past, account, present, at);
  DELETE FROM public.password_past p WHERE p.account_id = account AND p.id NOT IN (
    SELECT k.id FROM public.password_past k WHERE k.account_id = account ORDER BY k.id DESC LIMIT kept);
END
$$""",
    "factor_in_force(account uuid)": """
RETURNS boolean LANGUAGE sql STABLE {definer} AS $$
  SELECT EXISTS (
    SELECT FROM public.second_factor f WHERE f.account_id = account AND f.confirmed_at IS NOT NULL)
$$""",
    "take_factor_away(account uuid, at timestamptz)": """
RETURNS void LANGUAGE sql {definer} AS $$
  DELETE FROM public.recovery_code r WHERE r.account_id = account;
  INSERT INTO public.second_factor (account_id, reset_at) VALUES (account, at)
  ON CONFLICT (account_id) DO UPDATE SET secret_sealed = NULL, offered_sealed = NULL, offered_at = NULL,
    confirmed_at = NULL, last_step = NULL, reset_at = excluded.reset_at;
$$""",
    # A document is one person's wherever they are: whose row it is, without a word of it.
    "real_name_by_document(sought bytea[])": """
RETURNS TABLE (id uuid, account_id uuid) LANGUAGE sql STABLE {definer} AS $$
  SELECT n.id, n.account_id FROM public.real_name n
   WHERE cardinality(sought) <= 2 AND (n.person_index = ANY(sought) OR n.person_index_next = ANY(sought))
$$""",
    # An answer is remembered whoever asked; by the digest of name and document together.
    "real_name_answer(asked bytea)": """
RETURNS TABLE (outcome text, asked_at timestamptz) LANGUAGE sql STABLE {definer} AS $$
  SELECT k.outcome, k.asked_at FROM public.real_name_ask k
   WHERE k.question = asked AND k.outcome IS NOT NULL ORDER BY k.asked_at DESC LIMIT 1
$$""",
    "texts_since(moment timestamptz)": """
RETURNS bigint LANGUAGE sql STABLE {definer} AS $$
  SELECT count(*) FROM public.sms_message s WHERE s.created_at >= moment
$$""",
}
"""Each runs as the tables' owner, whom policies do not bind. `models.privilege` lets the application call them."""


def upgrade() -> None:
    for signature, body in LOOK_UPS.items():
        op.execute(f"CREATE FUNCTION {signature} {body.format(definer=DEFINER)}")
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
