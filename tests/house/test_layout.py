"""The top of the house: agreed names only, scripts that run, a lock that names no place."""

from __future__ import annotations

import os
import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.reading import TOP, project_files

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "fsp_desktop",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
    "translations",
}
COMMANDS = [
    "packaging/run",
    "packaging/test",
    "packaging/prove",
    "packaging/bench",
    "packaging/relock",
    ".ci/run",
]
LOCKS = ["packaging/requirements.lock", "packaging/requirements-dev.lock"]
REGISTRIES = re.compile(
    r"\b(?:(?:test\.)?pypi|pythonhosted|npmjs|crates|debian|ubuntu|rubygems)\.(?:org|com|io|net)\b"
)


def _pyproject() -> dict:
    return tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def _normal(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def _locked(lock: str) -> set[str]:
    text = (TOP / lock).read_text(encoding="utf-8")
    return {_normal(line) for line in text.splitlines() if re.match(r"[a-z]", line)}


def test_top_level_holds_only_the_agreed_names() -> None:
    assert {path.parts[0] for path in project_files()} <= TOP_LEVEL


def test_packaging_is_no_python_package() -> None:
    assert not (TOP / "packaging" / "__init__.py").exists(), (
        "it would hide the library of that name"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Linux and macOS only: run bits")
@pytest.mark.parametrize("command", COMMANDS)
def test_command_can_be_run(command: str) -> None:
    assert (TOP / command).stat().st_mode & stat.S_IXUSR


def test_ci_runs_what_people_run() -> None:
    assert "packaging/test" in (TOP / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place_and_hashes_everything(lock: str) -> None:
    text = (TOP / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_lock_holds_every_declared_library() -> None:
    project = _pyproject()
    runtime = {_normal(text) for text in project["project"]["dependencies"]}
    tools = {_normal(text) for text in project["dependency-groups"]["dev"]}
    assert runtime <= _locked(LOCKS[0])
    assert runtime | tools <= _locked(LOCKS[1])


def test_no_file_names_a_registry_or_this_machine() -> None:
    here = (f"{TOP}{os.sep}", f"{Path.home()}{os.sep}")
    found = []
    for path in project_files():
        try:
            text = (TOP / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if REGISTRIES.search(text) or any(place in text for place in here):
            found.append(str(path))
    assert not found


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(path.name[:4] for path in (TOP / "fsp_desktop" / "decisions").glob("*.md"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert numbers


def test_the_map_names_every_room() -> None:
    text = (TOP / "fsp_desktop" / "README.md").read_text(encoding="utf-8")
    rooms = {path.parts[1] for path in project_files() if path.match("fsp_desktop/*/__init__.py")}
    assert rooms
    assert {room for room in rooms if f"{room}/" not in text} == set()


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page} -> {target}"
        for page in project_files()
        if page.suffix == ".md" and page.parts[0] in {"README.md", "CHANGELOG.md", "fsp_desktop"}
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#]+)", (TOP / page).read_text(encoding="utf-8")
        )
        if not (TOP / page.parent / target).exists()
    ]
    assert not broken
