"""The console command `tradein`: one group, one module a family of commands."""

import sys

from api.cli.group import tradein
from api.settings import SettingsRefused
from api.system_user import EmbeddedRefused

__all__ = ["main", "tradein"]


def main() -> None:
    """Run a command; expected troubles end in a sentence and status 2, never in a traceback."""
    # Imported here so that a broken environment is still told in words.
    from api.cli import database, licensed_map, operation, personal, run, sign_in  # noqa: F401
    from api.cli.trouble import Trouble

    try:
        tradein(prog_name="tradein")
    except (SettingsRefused, EmbeddedRefused, Trouble) as refused:
        print(f"tradein: {refused}", file=sys.stderr)
        sys.exit(2)
