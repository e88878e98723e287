"""Running tests against changed sources, fast: each in a child that starts with everything unchanged already read.

The tree is copied to a temporary folder. One PostgreSQL serves all children, as it does the workers of a parallel run.
What does not lean on the changed module is imported before the child is forked; the rest the child reads anew.
"""

import ast
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from time import monotonic

ROOMS = ("tradein", "models", "api")
COPIED = (*ROOMS, "tests", "migrations", "docs")
LONGEST = 60
"""Seconds a run may take at least; a change that hangs is noticed, too."""
QUIET = (
    "-q",
    "-x",
    "--tb=no",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:randomly",
    "-p",
    "no:xdist",
)
UNUSED = ("-p", "no:schemathesis", "-p", "no:pytest_cov", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""Plug-ins nobody needs here; those that are read beforehand cannot be rewritten, and need not be."""

Noticed = Callable[[str], bool]


@contextmanager
def trial(root: Path, module: str, tests: Sequence[str]) -> Iterator[Noticed]:
    """A function that tells whether `tests` fail with another source in the module's place."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        _copy(root, Path(folder))
        os.chdir(folder)
        os.environ["PYTHONPATH"] = folder
        sys.path[:] = [folder, *(entry for entry in sys.path if entry not in {"", str(root)})]
        with _server() as home:
            yield _Trial(Path(folder), module, tests, home)


def _copy(root: Path, folder: Path) -> None:
    skipped = shutil.ignore_patterns("node_modules", "__pycache__", "browser")
    for room in COPIED:
        shutil.copytree(root / room, folder / room, ignore=skipped)
    for other in root.iterdir():
        if other.name not in COPIED and not other.name.startswith("."):
            (folder / other.name).symlink_to(other)


@contextmanager
def _server() -> Iterator[str]:
    """The home of a PostgreSQL that a child keeps until this one lets go of the line between them."""
    (heard, told), (line, end) = os.pipe(), os.pipe()
    keeper = os.fork()
    if keeper == 0:
        os.close(end)
        _keep(told, line)
    os.close(told)
    with os.fdopen(heard) as answer:
        yield answer.readline().strip()
    os.close(end)
    os.waitpid(keeper, 0)


def _keep(told: int, line: int) -> None:
    from api.embedded import THROWAWAY, EmbeddedServer

    server = EmbeddedServer(Path(tempfile.mkdtemp(prefix="tradein-")), options=THROWAWAY)
    (server.home / "owner").write_text(str(os.getpid()))
    server.start()
    os.write(told, f"{server.home}\n".encode())
    os.read(line, 1)
    server.erase()
    shutil.rmtree(server.home, ignore_errors=True)
    os._exit(0)


class _Trial:
    """Called with a source; the first call, with the unchanged one, also learns what to import beforehand."""

    def __init__(self, folder: Path, module: str, tests: Sequence[str], home: str) -> None:
        self.path, self.tests, self.home = folder / module, tests, home
        self.anew = _leaning_on(folder, module)
        self.longest = 0.0

    def __call__(self, source: str) -> bool:
        self.path.write_text(source, "utf-8")
        for stale in self.path.parent.glob(f"__pycache__/{self.path.stem}.*"):
            stale.unlink()
        began, learning = monotonic(), not self.longest
        failed = self._in_a_child(read := Path("modules_read") if learning else None)
        if read is not None and not failed:
            self._import(read.read_text().split())
            self.longest = max(LONGEST, 10 * (monotonic() - began))
        return failed

    def _in_a_child(self, read: Path | None) -> bool:
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1] != 0
        signal.alarm(round(self.longest) or 600)
        sys.dont_write_bytecode = read is None
        try:
            code = _run(self.tests, self.home, shown=read is not None)
        except BaseException:  # noqa: BLE001 - whatever it is, somebody noticed
            code = 1
        if read is not None:
            read.write_text("\n".join(sys.modules))
        os._exit(code)

    def _import(self, names: Sequence[str]) -> None:
        """What the tests read, without themselves and what leans on the changed module."""
        for name in names:
            if name.split(".")[0] in {"tests", "__main__", "conftest"} or name in self.anew:
                continue
            # Some names only their importer knows how to find.
            with suppress(ImportError):
                import_module(name)


def _run(tests: Sequence[str], home: str, *, shown: bool) -> int:
    import pytest

    class Given:
        """Says where the server is, as a parallel run says to its workers."""

        @pytest.hookimpl(tryfirst=True)
        def pytest_configure(self, config: pytest.Config) -> None:
            config.workerinput = {"postgres_home": home}

    if not shown:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    return int(pytest.main([*QUIET, *UNUSED, *tests], plugins=[Given()]))


def _leaning_on(folder: Path, module: str) -> set[str]:
    """Every module of ours that imports the changed one, however indirectly, and itself."""
    imports = {
        ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): _imports(path)
        for room in ROOMS
        for path in (folder / room).rglob("*.py")
    }
    anew = {module.removesuffix(".py").replace("/", ".")}
    while more := {name for name, needed in imports.items() if needed & anew} - anew:
        anew |= more
    return anew


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
