"""The only clock. Everything below `api/` receives the moment as a parameter."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, timezone-aware UTC."""
    return datetime.now(UTC)
