"""Documents say true things: what they name exists, what they list is complete, and nothing is of one machine."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException

from api.cli import database, licensed_map, operation, personal, run, sign_in  # noqa: F401
from api.cli.group import tradein
from api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_FILE = re.compile(
    r"`((?:tradein|models|api|tests|benchmarks|docs|migrations|\.ci)/[\w./-]+|[\w-]+\.(?:py|cfg|md))`"
)
_ROUTE = re.compile(r"`(GET|POST|PUT|DELETE) (/[\w/.<>-]*)`")
_MACHINE = re.compile(r"(?<![\w/.])(/work|/tmp|/root|/home)/")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@pages
def test_links_lead_somewhere(page):
    targets = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pages
def test_files_that_are_named_exist(page):
    named = _FILE.findall(page.read_text("utf-8"))
    assert sorted({name for name in named if not (ROOT / name).exists()}) == []


@pages
def test_nothing_is_of_one_machine(page):
    assert _MACHINE.findall(page.read_text("utf-8")) == []


@pages
def test_commands_exist(page):
    text = page.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = set(re.findall(r"(?:^|[`/])tradein ([a-z-]+)", text, re.MULTILINE))
    made = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE))
    assert sorted(commands - tradein.commands.keys()) == []
    assert sorted(made - targets) == []


def _shown(default: object) -> str:
    return "–" if default in (None, "", ()) else f"`{default}`"


def test_every_setting_is_documented_with_its_default():
    rows = re.findall(
        r"^\| `([A-Z0-9_]+)` \| (\S+) \| .+ \|$", (DOCS / "operations.md").read_text("utf-8"), re.MULTILINE
    )
    expected = {
        str(field.validation_alias or f"TRADEIN_{name.upper()}"): _shown(field.default)
        for name, field in Settings.model_fields.items()
    }
    # The default home lies in the tree, wherever the tree is.
    expected["TRADEIN_HOME"] = "`.tradein`"
    assert dict(rows) == expected


def _matches(app, method: str, path: str) -> bool:
    try:
        app.url_map.bind("localhost").match(path, method)
    except HTTPException:
        return False
    return True


def test_routes_that_are_named_are_served(_application):  # noqa: PT019 - the routes, without a database
    served = {
        (method, re.sub(r"<[^>]+>", "<>", rule.rule))
        for rule in _application.url_map.iter_rules()
        for method in rule.methods or ()
    }
    wrong = [
        f"{page.name}: {method} {path}"
        for page in PAGES
        for method, path in _ROUTE.findall(page.read_text("utf-8"))
        if (method, re.sub(r"<[^>]+>", "<>", path)) not in served and not _matches(_application, method, path)
    ]
    assert wrong == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_three_parts_and_is_listed(page):
    headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert f"({page.name})" in (DOCS / "decisions" / "README.md").read_text("utf-8")


def test_the_change_log_knows_this_version():
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg")
    assert f"## [{setup['metadata']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_bench_finds_its_marks():
    from benchmarks.report import BEGIN, DOCUMENT, END

    text = DOCUMENT.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
