"""Files, functions and classes stay small enough to be read at once."""

from __future__ import annotations

import ast

from tests.house.reading import TOP, definitions, length_of, python_files

FILE_LINES, FUNCTION_LINES, CLASS_LINES = 400, 40, 250


def test_no_file_is_too_long() -> None:
    long = {
        str(path): lines
        for path in python_files("fsp_desktop", "tests")
        if (lines := len((TOP / path).read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert not long, f"more than {FILE_LINES} lines: {long}"


def test_no_function_or_class_is_too_long() -> None:
    long = [
        f"{path}:{node.lineno} {node.name} ({length_of(node)})"
        for path in python_files("fsp_desktop", "tests")
        for node in definitions(path)
        if length_of(node) > (CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES)
    ]
    assert not long, "too long:\n" + "\n".join(long)
