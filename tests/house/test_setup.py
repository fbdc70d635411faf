"""packaging/run sets up once, says what is missing, and is quick ever after."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.reading import TOP

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Linux and macOS only: sh")

# What the script may find in this narrow world: no Python, no package manager.
PLAIN_TOOLS = ("sh", "cat", "cksum", "cut", "dirname", "id", "mkdir", "rm", "sed", "tr", "uname")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of packaging/ beside a program that only repeats its arguments, in a folder with a blank."""
    top = tmp_path / "a checkout"
    (top / "packaging").mkdir(parents=True)
    for name in ("run", "setup.sh", "requirements.lock", "debian-run.txt"):
        shutil.copy2(TOP / "packaging" / name, top / "packaging" / name)
    (top / "fsp_desktop").mkdir()
    (top / "fsp_desktop" / "__init__.py").touch()
    (top / "fsp_desktop" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n")
    return top


@pytest.fixture
def narrow_path(tmp_path: Path) -> Path:
    """A folder to be the whole PATH."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in PLAIN_TOOLS:
        found = shutil.which(name)
        assert found is not None, name
        (tools / name).symlink_to(found)
    return tools


def _run(checkout: Path, tools: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "packaging" / "run", *arguments],
        cwd=checkout,
        env={"PATH": str(tools), "HOME": str(tools)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _finish_environment(checkout: Path) -> None:
    """Leave what a finished set-up leaves, around the Python that runs the tests."""
    environment = checkout / ".venv-run"
    (environment / "bin").mkdir(parents=True)
    python = environment / "bin" / "python"
    python.write_text(
        # A real environment finds the program through its .pth file, this one in the current folder.
        f'#!/bin/sh\n[ "$1" = -P ] && shift\nexec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    lock = (checkout / "packaging" / "requirements.lock").read_bytes()
    sums = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout.decode()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    (environment / "ready").write_text(f"{version} {sums.strip()} {checkout.resolve()}\n")


def test_without_a_sound_python_it_says_what_to_type(checkout: Path, narrow_path: Path) -> None:
    old = narrow_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = _run(checkout, narrow_path, "--help")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Python 3.11" in done.stderr
    assert "Type:" in done.stderr
    assert not (checkout / ".venv-run.turn").exists()


def test_when_ready_it_starts_at_once_and_says_nothing(checkout: Path, narrow_path: Path) -> None:
    _finish_environment(checkout)
    started = time.perf_counter()
    done = _run(checkout, narrow_path, "list", "two words", "")
    took_s = time.perf_counter() - started
    assert done.returncode == 0, done.stderr
    assert done.stdout == "['list', 'two words', '']\n"
    assert done.stderr == ""
    assert took_s < 2


@pytest.mark.parametrize("change", ["lock", "python"])
def test_a_change_makes_the_environment_anew(
    checkout: Path, narrow_path: Path, change: str
) -> None:
    _finish_environment(checkout)
    if change == "lock":
        with (checkout / "packaging" / "requirements.lock").open("a") as lock:
            lock.write("# one line more\n")
    else:
        ready = checkout / ".venv-run" / "ready"
        ready.write_text("2.7" + ready.read_text()[4:])
    done = _run(checkout, narrow_path)
    assert done.returncode == 1, "the old environment was used"
    assert "Python 3.11" in done.stderr


def test_an_abandoned_turn_is_taken_over(checkout: Path, narrow_path: Path) -> None:
    turn = checkout / ".venv-run.turn"
    turn.mkdir()
    dead = subprocess.Popen(["true"])
    dead.wait()
    (turn / "holder").write_text(f"{dead.pid}\n")
    assert _run(checkout, narrow_path).returncode == 1
    assert not turn.exists()


@pytest.mark.parametrize(
    ("installed", "missing"),
    [
        ("libgl1 libglib2.0-0t64", "libegl1 libcups2 "),
        ("libgl1 libegl1 libglib2.0-0 libcups2t64", ""),
    ],
)
def test_only_missing_libraries_are_named(
    checkout: Path, narrow_path: Path, installed: str, missing: str
) -> None:
    wanted = "# libraries\nlibgl1\nlibegl1  # a remark\n\nlibglib2.0-0\nlibcups2\n"
    (checkout / "packaging" / "debian-run.txt").write_text(wanted)
    lines = "".join(f"ii  {name}\\n" for name in installed.split())
    for name, body in {
        "dpkg-query": f"printf '{lines}rc  libegl1\\n'",
        "apt-get": "exit 1",
    }.items():
        tool = narrow_path / name
        tool.write_text(f"#!/bin/sh\n{body}\n")
        tool.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", '. "$top/packaging/setup.sh"; missing_packages debian-run.txt'],
        env={"PATH": str(narrow_path), "top": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == missing


@pytest.mark.parametrize("script", ["run", "test", "prove", "bench", "relock", "setup.sh"])
def test_script_is_plain_sh(script: str) -> None:
    shell = shutil.which("dash") or "sh"
    done = subprocess.run(
        [shell, "-n", TOP / "packaging" / script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
