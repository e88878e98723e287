"""The group's help page: commands in the order somebody needs them, and the environment that steers them."""

from collections.abc import Mapping

import click

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Start here": ("run", "demo", "doctor"),
    "Serve": ("serve", "jobs"),
    "Data": ("migrate", "import-regions", "import-map", "recount", "rotate-keys"),
    "People": ("networks",),
    "Documents": ("openapi",),
}

ENVIRONMENT = (
    ("DATABASE_URL", "postgresql://… of a server; without it, an embedded one under TRADEIN_HOME"),
    ("TRADEIN_HOME", "data, secrets, photos, demo sign-ins; default .tradein in the tree"),
    ("TRADEIN_PORT", "where to listen; default 8000"),
    ("TRADEIN_ENV", "development (default) or production, which generates and defaults nothing"),
    ("TRADEIN_PUBLIC_URL", "what labels point to; default http://127.0.0.1:<port>"),
)


class Sectioned(click.Group):
    """Lists its commands under headings instead of by alphabet."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections, then the environment."""
        for title, names in SECTIONS.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name, one.get_short_help_str(70)) for name, one in found if one])
        with formatter.section("Environment"):
            formatter.write_dl(list(ENVIRONMENT))


@click.group(
    cls=Sectioned, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
def tradein() -> None:
    """以旧换新全链路追溯平台 — old appliances traced from the doorstep to materials.

    `tradein run` starts everything with a demo city, `tradein COMMAND --help` explains one command.
    """
