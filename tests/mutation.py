"""How much of what decides is really tested: each small change of a module must turn its own tests red.

    python -m tests.mutation tradein/permissions.py tests/domain/test_permissions.py

Every comparison, boolean operator, negation, constant and returned value is changed once, in a copy of the tree under
a temporary folder; a change that no test notices is printed. What is on record stands in docs/security.md.
"""

import ast
import copy
import inspect
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LEAST = 85
"""Per cent of changes that must be noticed."""
LONGEST = 60
"""Seconds a run may take; a change that hangs is noticed, too."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Sub: ast.Add,
    ast.Add: ast.Sub,
    ast.BitXor: ast.BitAnd,
}


def _sites(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be changed, and how; docstrings and annotations are nobody's decision."""
    skipped = {id(node) for node in _words(tree)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "compare"
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
            yield node, "operator"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "negation"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str) and node.value != "":
            yield node, "constant"
        elif isinstance(node, ast.Return) and node.value is not None:
            yield node, "return"


def _words(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield from ast.walk(node)
        elif isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation):
            yield from ast.walk(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            yield from (
                one for part in [node.returns, *node.decorator_list] if part for one in ast.walk(part)
            )
        elif isinstance(node, ast.ClassDef):
            yield from (one for part in node.decorator_list for one in ast.walk(part))
        elif isinstance(node, ast.JoinedStr | ast.Raise):
            # What a fault is called is for people.
            yield from ast.walk(node)


def _change(node: ast.AST, kind: str) -> None:
    match kind:
        case "compare":
            node.ops[0] = SWAPS[type(node.ops[0])]()
        case "operator":
            node.op = SWAPS[type(node.op)]()
        case "negation":
            node.op = ast.UAdd()
            node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        case "constant":
            node.value = _other(node.value)
        case "return":
            node.value = ast.Constant(None)


def _other(value: bool | int | str) -> bool | int | str:  # noqa: FBT001 - a constant of the source
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value}~"


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """`(where and what, changed source)` for every change."""
    count = sum(1 for _ in _sites(ast.parse(source)))
    for number in range(count):
        tree = copy.deepcopy(ast.parse(source))
        node, kind = list(_sites(tree))[number]
        before = ast.unparse(node)[:80]
        _change(node, kind)
        yield (
            f"line {getattr(node, 'lineno', 0)} {kind}: {before}",
            ast.unparse(ast.fix_missing_locations(tree)),
        )


def _noticed(test_file: str) -> bool:
    """Whether a test fails, run in a process of its own that starts with everything unchanged already read."""
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST)
        try:
            _run(test_file)
        except BaseException:  # noqa: BLE001 - whatever it is, somebody noticed
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def _run(test_file: str) -> None:
    """The tests of a file, parametrised as they say; the one fixture they may ask for is the permission document."""
    spec = spec_from_file_location("tests_under_mutation", test_file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, test in list(vars(module).items()):
        if name.startswith("test_"):
            for given in _cases(test):
                wanted = inspect.signature(test).parameters.keys() - given.keys()
                test(**given, **{name: copy.deepcopy(_document()) for name in wanted})


def _document() -> object:
    """The permission table as its file says it."""
    return import_module("tradein.packaged").document("permissions.yaml")


def _cases(test: Any) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = [{}]
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            names = mark.args[0] if isinstance(mark.args[0], tuple) else [mark.args[0]]
            rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
            cases = [case | dict(zip(names, row, strict=True)) for case in cases for row in rows]
    return cases


def main(module: str, test_file: str) -> int:
    """Run all changes of `module` against the tests of one file; prints the survivors and the score."""
    source, killed, survived = (ROOT / module).read_text("utf-8"), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for room in ("tradein", "tests/domain"):
            shutil.copytree(ROOT / room, Path(folder) / room)
        os.chdir(folder)
        sys.path[:] = [folder, *(entry for entry in sys.path if entry not in {"", str(ROOT)})]
        sys.dont_write_bytecode = True
        _document()
        path = Path(folder) / module
        assert not _noticed(test_file), "the tests fail without any change"
        for what, changed in mutants(source):
            path.write_text(changed, "utf-8")
            if _noticed(test_file):
                killed += 1
            else:
                survived += 1
                print(f"survived  {what}", flush=True)
    score = 100 * killed / (killed + survived)
    print(f"{module}: {killed} of {killed + survived} changes noticed, {score:.1f} %", flush=True)
    return 0 if score >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
