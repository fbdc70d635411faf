from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from nacl import pwhash

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import FspError, LockedError, RefusedError, UnreachableError
from fsp_desktop.vault import slots, wrapping
from fsp_desktop.vault.code_words import from_words
from fsp_desktop.vault.kdf_cost import KdfCost
from fsp_desktop.vault.key_file import KEY_FILE
from fsp_desktop.vault.slots import Created
from fsp_desktop.vault.waits import WAITS_FILE
from tests.vault.conftest import PASSPHRASE, QUICK


def refusal(call: object, *args: object) -> FspError:
    with pytest.raises(FspError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value


def test_each_way_in_gives_the_same_key(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    assert len(made.key) == 32
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE, clock) == made.key
    assert slots.open_with_recovery_code(tmp_path, made.recovery_code, clock) == made.key
    assert slots.slot_kinds(tmp_path) == ("passphrase", "recovery_code")


def test_the_key_file_gives_nothing_away(tmp_path: Path, made: Created) -> None:
    text = (tmp_path / KEY_FILE).read_bytes()
    assert made.key not in text
    assert made.key.hex().encode() not in text
    assert PASSPHRASE.encode() not in text
    # A single word of the code may well be a word of the file's own, such as "check".
    assert made.recovery_code.encode() not in text
    secret = from_words(made.recovery_code, slots.RECOVERY_WORDS)
    assert secret not in text
    assert secret.hex().encode() not in text
    if os.name != "nt":
        assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    before = (tmp_path / KEY_FILE).read_bytes()
    assert refusal(slots.create, tmp_path, "another", clock, QUICK).code == "vault.exists"
    assert (tmp_path / KEY_FILE).read_bytes() == before


def test_an_empty_passphrase_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    assert refusal(slots.create, tmp_path, "", clock, QUICK).code == "vault.passphrase_empty"
    assert not slots.is_made(tmp_path)


def test_the_same_letters_typed_differently_are_equal(tmp_path: Path, clock: FixedClock) -> None:
    made = slots.create(tmp_path, "Jos\u00e9 y Nguy\u1ec5n", clock, QUICK)
    typed = "Jose\u0301 y Nguye\u0302\u0303n"
    assert slots.open_with_passphrase(tmp_path, typed, clock) == made.key


def test_wrong_passphrases_wait_longer_and_longer(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    before = (tmp_path / KEY_FILE).read_bytes()
    waits = []
    for _ in range(5):
        error = refusal(slots.open_with_passphrase, tmp_path, "no", clock)
        assert (error.code, error.exit_code) == ("vault.wrong_passphrase", 3)
        waits.append(error.detail["retry_after_s"])
    assert waits == [1, 2, 4, 8, 16]
    assert (tmp_path / KEY_FILE).read_bytes() == before
    clock.advance(timedelta(seconds=6))
    assert slots.retry_after_s(tmp_path, clock) == 10
    clock.advance(timedelta(days=-3))
    assert slots.retry_after_s(tmp_path, clock) == 16
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE, clock) == made.key
    assert slots.retry_after_s(tmp_path, clock) == 0


def test_a_broken_book_of_waits_never_locks_out(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    for content in (b"", b"[]", b'{"failed": 3}', b'{"failed": "x", "last": 1}', b"\xff\xfe"):
        (tmp_path / WAITS_FILE).write_bytes(content)
        assert slots.retry_after_s(tmp_path, clock) == 0
        assert slots.open_with_passphrase(tmp_path, PASSPHRASE, clock) == made.key


def test_changing_the_passphrase_keeps_the_key(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    slots.change_passphrase(tmp_path, made.key, "new words", QUICK)
    assert slots.open_with_passphrase(tmp_path, "new words", clock) == made.key
    assert slots.open_with_recovery_code(tmp_path, made.recovery_code, clock) == made.key
    code = refusal(slots.open_with_passphrase, tmp_path, PASSPHRASE, clock).code
    assert code == "vault.wrong_passphrase"


def test_only_the_right_key_may_change_slots(tmp_path: Path, made: Created) -> None:
    before = (tmp_path / KEY_FILE).read_bytes()
    for change in (slots.new_recovery_code, slots.add_keyring):
        assert refusal(change, tmp_path, bytes(32)).code == "vault.wrong_key"
    assert refusal(slots.change_passphrase, tmp_path, bytes(32), "x").code == "vault.wrong_key"
    assert (tmp_path / KEY_FILE).read_bytes() == before


def test_a_new_recovery_code_ends_the_old_one(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    code = slots.new_recovery_code(tmp_path, made.key)
    assert slots.open_with_recovery_code(tmp_path, code.upper(), clock) == made.key
    error = refusal(slots.open_with_recovery_code, tmp_path, made.recovery_code, clock)
    assert error.code == "vault.wrong_recovery_code"
    assert error.detail["retry_after_s"] == 1


def test_a_missing_key_file_says_so(tmp_path: Path, clock: FixedClock) -> None:
    assert refusal(slots.open_with_passphrase, tmp_path, "x", clock).code == "vault.missing"
    gone = tmp_path / "gone"
    assert refusal(slots.open_with_passphrase, gone, "x", clock).code == "vault.missing"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "other"}',
        b"[" * 60_000,
        b" " * 70_000,
        b"\x00\xff\xfe",
    ],
)
def test_garbage_is_damaged_not_a_wrong_passphrase(
    tmp_path: Path, clock: FixedClock, content: bytes
) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    assert refusal(slots.open_with_passphrase, tmp_path, "x", clock).code == "vault.damaged"
    assert (tmp_path / KEY_FILE).read_bytes() == content


def test_a_newer_file_is_refused_politely(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    (tmp_path / KEY_FILE).write_text(json.dumps({**book, "min_reader": 9, "version": 9}))
    error = refusal(slots.open_with_passphrase, tmp_path, PASSPHRASE, clock)
    assert (error.code, error.detail) == ("vault.newer", {"version": 9})


def test_what_a_newer_version_added_is_kept(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    (tmp_path / KEY_FILE).write_text(json.dumps({**book, "version": 2, "district": "x"}))
    slots.change_passphrase(tmp_path, made.key, "new", QUICK)
    assert json.loads((tmp_path / KEY_FILE).read_bytes())["district"] == "x"


def test_hostile_costs_are_not_worked_off(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    for change in ({"memory_bytes": 2**40}, {"ops": 10**9}, {"ops": 0}, {"memory_bytes": 1}):
        broken = {**book, "slots": {**book["slots"]}}
        broken["slots"]["passphrase"] = {**book["slots"]["passphrase"], **change}
        (tmp_path / KEY_FILE).write_text(json.dumps(broken))
        error = refusal(slots.open_with_passphrase, tmp_path, PASSPHRASE, clock)
        assert error.code == "vault.damaged"


def test_slots_cannot_be_swapped_or_weakened(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    weaker = {**book["slots"]["passphrase"], "ops": 2}
    book["slots"]["passphrase"] = weaker
    (tmp_path / KEY_FILE).write_text(json.dumps(book))
    with pytest.raises(LockedError):
        slots.open_with_passphrase(tmp_path, PASSPHRASE, clock)


def test_a_foreign_check_value_means_damage(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    (tmp_path / KEY_FILE).write_text(json.dumps({**book, "check": "00" * 16}))
    error = refusal(slots.open_with_passphrase, tmp_path, PASSPHRASE, clock)
    assert (error.code, error.detail) == ("vault.damaged", {"part": "check"})


def test_too_little_memory_falls_back_and_is_stored(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pwhash.argon2id.kdf

    def scarce(size: int, words: bytes, salt: bytes, ops: int, memory: int) -> bytes:
        if memory > wrapping.INTERACTIVE.memory_bytes:
            raise wrapping.exceptions.RuntimeError
        return real(size, words, salt, QUICK.ops, QUICK.memory_bytes)

    monkeypatch.setattr(pwhash.argon2id, "kdf", scarce)
    made = slots.create(tmp_path, "x", clock, wrapping.MODERATE)
    assert slots.open_with_passphrase(tmp_path, "x", clock) == made.key
    book = json.loads((tmp_path / KEY_FILE).read_bytes())
    assert book["slots"]["passphrase"]["memory_bytes"] == wrapping.INTERACTIVE.memory_bytes


def test_the_usual_cost_is_what_it_promises(tmp_path: Path, clock: FixedClock) -> None:
    assert wrapping.MODERATE.memory_bytes == 256 * 1024 * 1024
    assert wrapping.usual_cost() in {wrapping.MODERATE, wrapping.INTERACTIVE}
    assert not KdfCost(1, 2**40).is_sane


def test_a_full_or_read_only_folder_changes_nothing(
    tmp_path: Path, made: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / KEY_FILE).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreachableError) as caught:
        slots.change_passphrase(tmp_path, made.key, "new", QUICK)
    assert caught.value.code == "vault.disk_full"
    assert (tmp_path / KEY_FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_refused_words_are_not_counted_as_guesses(
    tmp_path: Path, clock: FixedClock, made: Created
) -> None:
    with pytest.raises(RefusedError):
        slots.open_with_recovery_code(tmp_path, "acorn acorn", clock)
    assert slots.retry_after_s(tmp_path, clock) == 0
