"""The project's own files, as the house tests read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).resolve().parents[2]
DOCUMENTED_ROOMS = (
    "domain",
    "store",
    "sync",
    "services",
    "packets",
    "rosters",
    "vault",
    "language",
)

FUNCTION_TYPES = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or could be committed, as paths from the top."""
    listed = subprocess.run(
        # The checkout may belong to somebody else than who runs the tests.
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(Path(name) for name in listed.split("\0") if name and (TOP / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """The Python files below these top-level folders."""
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] in folders]


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse((TOP / path).read_text(encoding="utf-8"), filename=str(path))


def definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Every function, method and class of the file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (*FUNCTION_TYPES, ast.ClassDef)):
            yield node


def length_of(node: ast.stmt) -> int:
    """Lines from `def` or `class` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
