"""The keys of every process of a test run: each reads what another one laid."""

from pydantic import SecretStr

from api.personal_keys import keys_of
from api.settings import Settings

KEYS = {
    f"secret_{name}": SecretStr(f"{name} secret of the tests, the same in every process")
    for name in ("personal", "index")
}
RING = keys_of(Settings(**KEYS))
QUICK = {**KEYS, "not_found_beat_ms": 0, "public_requests_a_minute": 1_000_000}
"""Of thousands of answers that nothing was found none is waited for; `tests/http/test_absent_and_foreign.py` does.
And all tests come from one address; `tests/http/test_rates.py` is short of requests."""
ENVIRONMENT = {f"TRADEIN_{name.upper()}": secret.get_secret_value() for name, secret in KEYS.items()} | {
    "TRADEIN_PUBLIC_REQUESTS_A_MINUTE": str(QUICK["public_requests_a_minute"])
}
"""For child processes that work on a database of the tests."""
