"""Names say what a thing knows, in the words the field uses today."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house.reading import TOP, project_files, python_files, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAWER_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}

# Words the field has left behind. Whole words inside an identifier; codes of vocabularies are strings.
LEFT_BEHIND = {"ptm", "ptc", "involvement"}
# Qt calls an owner `parent`, the PDF standard an element of the tree above another.
LEFT_BEHIND_BUT_IN_TREES = {"parent", "parents"}
ROOMS_WITH_TREES = {"ui", "pdf"}

OLD_PHRASES = re.compile(
    r"\bPTM\b|\bparent[- ]teacher (?:meeting|conference)|\bparent(?:al)? involvement\b",
    re.IGNORECASE,
)
MESSAGE_ID = re.compile(r'^msgid(?:_plural)? (?:"[^\n]*"\n?)+', re.MULTILINE)


def _words(identifier: str) -> list[str]:
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier)
    return [word for word in spaced.lower().split("_") if word]


def _defined_names(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr, node.lineno


def _is_left_behind(word: str, path: Path) -> bool:
    if word in LEFT_BEHIND_BUT_IN_TREES:
        return ROOMS_WITH_TREES.isdisjoint(path.parts)
    return word in LEFT_BEHIND


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = [
        str(path)
        for path in python_files("fsp_desktop", "tests")
        if DRAWER_NAMES & {part.removesuffix(".py") for part in path.parts}
    ]
    assert not drawers


def test_identifiers_use_the_words_of_the_field() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in python_files("fsp_desktop", "tests")
        for name, line in _defined_names(path)
        if any(_is_left_behind(word, path) for word in _words(name))
    ]
    found += [
        str(path)
        for path in python_files("fsp_desktop", "tests")
        if any(_is_left_behind(word, path) for word in _words(path.stem))
    ]
    assert not found, "words the field has left behind:\n" + "\n".join(found)


def test_messages_use_the_words_of_the_field() -> None:
    catalogues = [path for path in project_files() if path.suffix in {".po", ".pot"}]
    found = [
        f"{path}: {message[0]}"
        for path in catalogues
        for message in MESSAGE_ID.finditer((TOP / path).read_text(encoding="utf-8"))
        if OLD_PHRASES.search(message[0])
    ]
    assert not found


def test_old_words_would_be_seen() -> None:
    here = Path("fsp_desktop/services/x.py")
    assert _words("attendedPTMCount_x") == ["attended", "ptmcount", "x"]
    assert _is_left_behind("parent", here)
    assert not _is_left_behind("parent", Path("fsp_desktop/ui/x.py"))
    assert not _is_left_behind("grandparent", here)
    assert OLD_PHRASES.search('msgid "The parent-teacher conference"')
