"""The built wheel carries the program, its resources and its translations."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.reading import TOP, project_files

# One worker builds it once.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def _installed_name(path: Path) -> str:
    if path.parts[0] in {"resources", "translations"}:
        return "/".join(("fsp_desktop", f"_{path.parts[0]}", *path.parts[1:]))
    return path.as_posix()


def test_wheel_carries_everything_the_program_reads(wheel_names: set[str]) -> None:
    carried = {"fsp_desktop", "resources", "translations"}
    wanted = {_installed_name(path) for path in project_files() if path.parts[0] in carried}
    assert wanted - wheel_names == set()


def test_wheel_installs_the_command(wheel_names: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in wheel_names)
    assert not any(name.startswith(("tests/", "packaging/")) for name in wheel_names)
