"""Tests wait for things, never for time."""

from __future__ import annotations

import ast

from tests.house.reading import python_files, tree_of

FIXED_WAITS = {("qtbot", "wait"), ("QTest", "qWait"), ("QTest", "qSleep"), ("time", "sleep")}


def test_no_test_waits_a_fixed_time() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("tests")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in FIXED_WAITS
    ]
    assert not found
