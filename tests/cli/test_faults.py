"""Whatever is wrong around the record, a command says it calmly and loses nothing."""

from __future__ import annotations

import ctypes
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.app.compose import build_desk
from tests.cli.terminal import PASSPHRASE, Terminal

POSIX = pytest.mark.skipif(os.name == "nt", reason="Linux and macOS only")
PR_CAPBSET_DROP = 24


class _BrokenInput(io.RawIOBase):
    """Standard input that raises when it is read."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise self._error


def _run_with_input_that(
    error: BaseException, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    from fsp_desktop.__main__ import main

    broken = io.TextIOWrapper(io.BufferedReader(_BrokenInput(error)))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in terminal.environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", broken)
        code = main(["add", "family", "--json"])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_second_program_on_the_same_record_is_told(terminal: Terminal) -> None:
    with build_desk(str(terminal.profile), {}).open_with_passphrase(PASSPHRASE):
        told = terminal.run("list", "family", "--json")
        assert (told.code, told.error_code) == (1, "store.in_use")
    assert terminal.json("list", "family") == []


def test_a_file_that_is_not_ours_is_left_alone(terminal: Terminal) -> None:
    record = terminal.profile / "record.fsp"
    record.write_bytes(b"not a record at all " * 500)
    told = terminal.run("list", "family", "--json")
    assert (told.code, told.error_code) == (1, "store.not_ours")
    assert record.read_bytes() == b"not a record at all " * 500


def test_a_broken_key_file_is_told(terminal: Terminal) -> None:
    (terminal.profile / "vault.json").write_text("{")
    assert terminal.run("list", "family", "--json").error_code == "vault.damaged"


def test_a_flipped_page_is_found(terminal: Terminal) -> None:
    terminal.add("family", label="Family Roe")
    record = terminal.profile / "record.fsp"
    data = bytearray(record.read_bytes())
    data[-2000] ^= 0xFF
    record.write_bytes(data)
    told = terminal.run("check", "--json")
    assert told.code == 1
    found = told.json.get("problems") or [told.json["error"]]
    assert {one["code"] for one in found} & {"store.broken_page", "store.damaged"}


@POSIX
def test_a_disk_that_takes_no_more_loses_nothing(terminal: Terminal) -> None:
    import resource

    family = terminal.add("family", label="Family Roe")
    room = (terminal.profile / "record.fsp").stat().st_size + 100_000
    lines = "\n".join(f'{{"family_id": "{family}", "text": "{"x" * 4000}"}}' for _ in range(400))
    told = terminal.process(
        "add", "follow-up", "--json",
        given=lines.encode(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert told.code == 4
    assert "Traceback" not in told.err
    assert terminal.json("check")["ok"]
    assert terminal.json("list", "family")[0]["id"] == family


def _lose_the_rights_of_root() -> None:
    """Let file modes count for root too, from the next program on (Linux, capabilities 1 and 2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@POSIX
def test_a_read_only_folder_is_told(terminal: Terminal) -> None:
    drop = _lose_the_rights_of_root if os.geteuid() == 0 else None
    for entry in terminal.profile.iterdir():
        entry.chmod(0o444)
    terminal.profile.chmod(0o555)
    told = terminal.process("list", "family", "--json", preexec_fn=drop)
    terminal.profile.chmod(0o755)
    assert told.code == 4, told
    assert told.error_code == "store.read_only_place"


@POSIX
def test_a_reader_that_leaves_is_no_reason_to_complain(bare: Terminal) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "fsp_desktop", "languages"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **bare.environment},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        words = process.stderr.read()
    assert process.returncode == 4
    assert words == b""


def test_a_person_may_stop_a_command(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = _run_with_input_that(KeyboardInterrupt(), terminal, capsys)
    assert (code, out) == (130, "")
    assert err.strip()


def test_a_mistake_of_ours_shows_no_trace_and_nothing_personal(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = ArithmeticError("Family Nguyen")
    code, out, err = _run_with_input_that(secret, terminal, capsys)
    assert code == 1
    assert out == '{"error": {"code": "cli.bug", "detail": {"type": "ArithmeticError"}}}\n'
    assert "Traceback" not in err
    assert "Nguyen" not in err
    monkeypatch.setenv("FSP_DEBUG", "1")
    assert "Traceback" in _run_with_input_that(secret, terminal, capsys)[2]


def test_text_that_hides_or_overflows_is_cleaned_or_refused(terminal: Terminal) -> None:
    family = terminal.add(
        "family", label="Fam\u202eily\u0000 \u0007Ali\u2066", label_own_script="عا\u200dلي"
    )
    shown = terminal.json("show", family)
    assert (shown["label"], shown["label_own_script"]) == ("Family Ali", "عا\u200dلي")
    huge = terminal.run(
        "add", "private-note", "--json", given={"family_id": family, "text": "x" * 10_000_000}
    )
    assert huge.code == 1
    assert huge.json["refused"][0]["detail"]["refusals"] == [
        {"field": "text", "reason": "too_long"}
    ]
    markup = "<b>&amp;</b> <img src='file:///etc/passwd'> =1+1"
    note = terminal.add("private-note", family_id=family, text=markup)
    assert terminal.json("show", note)["text"] == markup


def test_a_missing_file_and_a_folder_instead_of_one_are_told(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal.run("restore", tmp_path / "none", "--profile", tmp_path / "n").code == 1
    assert terminal.run("import", tmp_path / "none.csv", "--json").code == 1
    assert terminal.run("import", tmp_path / "none.jsonl", "--format", "jsonl", "--json").code == 1
    assert terminal.run("backup", tmp_path / "no" / "b", "--json").code in (1, 4)
    assert list(tmp_path.glob("*.part")) == []
