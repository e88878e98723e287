"""What an audited action is called: the name of its operation, as the interface's own document has it."""

import inspect
import re

from flask import current_app

from api.openapi_titles import TITLES

# A docstring's first sentence goes on after what it is about: "Text a one-time code; the answer does not tell …".
_BEYOND = re.compile(r"[;:,.]\s|\.$|\s\(", re.ASCII)

# Pages that change something, and what is done on the server, are no operations of the interface.
PAGES = {
    "demo.sign_in_as": ("演示环境一键登录", "One-click sign-in of the demo"),
    "cli.networks": ("在服务器上设置允许的网络", "Allowed networks set on the server"),
    "release": ("随版本更新", "Came with a version of the platform"),
}


def action_title(action: str) -> tuple[str | None, str | None]:
    """The Chinese and the English name of an endpoint; none for what jobs do and for pages that change nothing."""
    if action in PAGES:
        return PAGES[action]
    view = current_app.view_functions.get(action)
    area, _, name = action.rpartition(".")
    chinese = TITLES.get(f"{area.replace('-', '_')}_{name}") or TITLES.get(name)
    if view is None or chinese is None:
        return None, None
    return chinese, _BEYOND.split(inspect.getdoc(view) or name, maxsplit=1)[0].strip()
