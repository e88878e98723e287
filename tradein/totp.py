"""Time-based one-time passwords (RFC 6238): 30-second steps, six digits, SHA-1 as every authenticator app expects.

The guard against replay is the last used step, kept for as long as the factor itself: no code of that step or an
earlier one is ever taken again, so it cannot run out before the leeway does.
"""

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
LEEWAY_STEPS = 1
"""How many steps a phone's clock may be off, either way."""
ISSUER = "tradein"


def matching_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The step whose code this is, if it is near now and later than the last used one; else None.

    Every candidate is computed and compared in full, whichever matches.
    """
    totp, here = pyotp.TOTP(secret), step_at(now)
    found = None
    for step in range(here - LEEWAY_STEPS, here + LEEWAY_STEPS + 1):
        same = hmac.compare_digest(totp.generate_otp(step).encode(), code.encode())
        if same and is_unused(step, last_step):
            found = step
    return found


def is_unused(step: int, last_step: int | None) -> bool:
    """Whether a step lies after the last one used."""
    return last_step is None or step > last_step


def step_at(now: datetime) -> int:
    """The number of 30-second steps since 1970."""
    return int(now.timestamp()) // STEP_SECONDS


def code_at(secret: str, now: datetime) -> str:
    """What an authenticator shows at a moment."""
    return pyotp.TOTP(secret).generate_otp(step_at(now))


def new_secret() -> str:
    """160 random bits in base 32 (RFC 4226 §4, R6)."""
    return pyotp.random_base32(32)


def enrolment_uri(secret: str, login: str) -> str:
    """What the QR code holds that an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)
