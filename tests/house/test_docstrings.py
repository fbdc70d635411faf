"""Everything that another room may call says what comes of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house.reading import DOCUMENTED_ROOMS, FUNCTION_TYPES, python_files, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _public(
    body: list[ast.stmt],
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in body:
        if isinstance(node, (*FUNCTION_TYPES, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _documented_files() -> list[Path]:
    return [path for path in python_files("fsp_desktop") if path.parts[1] in DOCUMENTED_ROOMS]


def _is_overload(node: ast.stmt) -> bool:
    return any("overload" in ast.dump(mark) for mark in getattr(node, "decorator_list", []))


def test_public_functions_say_what_comes_of_them() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path in _documented_files()
        for node in _public(tree_of(path).body)
        if not ast.get_docstring(node) and not _is_overload(node)
    ]
    assert not silent, "no docstring:\n" + "\n".join(silent)


def test_every_module_says_what_it_knows() -> None:
    silent = [
        str(path)
        for path in python_files("fsp_desktop")
        if path.name != "__init__.py" and not ast.get_docstring(tree_of(path))
    ]
    assert not silent, "no module docstring:\n" + "\n".join(silent)
