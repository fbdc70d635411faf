from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import LockedError
from fsp_desktop.vault import keyring_slot, slots
from fsp_desktop.vault.slots import Created
from tests.vault.conftest import PASSPHRASE
from tests.vault.fake_keyring import FakeKeyring

SHORT_S = 0.05


def unavailable(call: object, *args: object, **more: object) -> str:
    with pytest.raises(LockedError) as caught:
        call(*args, **more)  # type: ignore[operator]
    assert caught.value.code == "vault.keyring_unavailable"
    return str(caught.value.detail["why"])


def test_the_key_ring_opens_once_allowed(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    ring = FakeKeyring()
    with pytest.raises(LockedError) as caught:
        slots.open_with_keyring(tmp_path, holder=ring)
    assert caught.value.code == "vault.no_such_slot"
    slots.add_keyring(tmp_path, made.key, holder=ring)
    assert slots.open_with_keyring(tmp_path, holder=ring) == made.key
    assert len(ring.secrets) == 1
    assert made.key.hex() not in ring.secrets.values()
    assert slots.slot_kinds(tmp_path) == ("keyring", "passphrase", "recovery_code")
    slots.change_passphrase(tmp_path, made.key, "other", None)
    assert slots.open_with_keyring(tmp_path, holder=ring) == made.key


def test_taking_the_permission_back(tmp_path: Path, clock: FixedClock, made: Created) -> None:
    ring = FakeKeyring()
    slots.add_keyring(tmp_path, made.key, holder=ring)
    slots.remove_keyring(tmp_path, holder=ring)
    slots.remove_keyring(tmp_path, holder=ring)
    assert not ring.secrets
    assert slots.slot_kinds(tmp_path) == ("passphrase", "recovery_code")
    assert slots.open_with_passphrase(tmp_path, PASSPHRASE, clock) == made.key


def test_the_permission_goes_even_if_the_ring_fails(tmp_path: Path, made: Created) -> None:
    ring = FakeKeyring()
    slots.add_keyring(tmp_path, made.key, holder=ring)
    ring.fails = True
    slots.remove_keyring(tmp_path, holder=ring)
    assert slots.slot_kinds(tmp_path) == ("passphrase", "recovery_code")


def test_a_ring_that_forgets_fails_or_hangs_is_not_used(tmp_path: Path, made: Created) -> None:
    forgetful, failing, hanging = FakeKeyring(), FakeKeyring(), FakeKeyring()
    forgetful.forgets, failing.fails = True, True
    hanging.hangs.clear()
    assert unavailable(slots.add_keyring, tmp_path, made.key, holder=forgetful) == "forgets"
    assert unavailable(slots.add_keyring, tmp_path, made.key, holder=failing) == "OSError"
    why = unavailable(slots.add_keyring, tmp_path, made.key, timeout_s=SHORT_S, holder=hanging)
    hanging.hangs.set()
    assert why == "timeout"
    assert slots.slot_kinds(tmp_path) == ("passphrase", "recovery_code")


def test_a_ring_that_lost_or_changed_the_entry(tmp_path: Path, made: Created) -> None:
    ring = FakeKeyring()
    slots.add_keyring(tmp_path, made.key, holder=ring)
    entry = next(iter(ring.secrets))
    for value in ("", "zz", "00" * 32, "00" * 16):
        ring.secrets[entry] = value
        assert unavailable(slots.open_with_keyring, tmp_path, holder=ring) == "entry"
    ring.secrets.clear()
    assert unavailable(slots.open_with_keyring, tmp_path, holder=ring) == "entry"


def test_only_real_back_ends_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring_slot, "_REAL_BACK_ENDS", (("keyring.backends.fail", "Keyring"),))
    assert unavailable(keyring_slot.system_keyring) == "none"
    names = " ".join(module for module, _ in keyring_slot._REAL_BACK_ENDS)
    assert "alt" not in names
    assert "null" not in names


def test_without_a_secret_service_the_answer_is_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    if sys.platform != "linux":
        pytest.skip("this system has its own key ring")
    assert unavailable(keyring_slot.system_keyring)


STORY = """
import json, sys
from pathlib import Path
from datetime import UTC, datetime
from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.vault import slots
from tests.vault.conftest import QUICK
profile = Path(sys.argv[1])
made = slots.create(profile, "x", FixedClock(datetime(2026, 9, 14, tzinfo=UTC)), QUICK)
slots.add_keyring(profile, made.key)
opened = slots.open_with_keyring(profile)
slots.remove_keyring(profile)
print(json.dumps({"same": opened == made.key, "slots": slots.slot_kinds(profile)}))
"""


def test_a_real_secret_service(tmp_path: Path) -> None:
    if not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")):
        pytest.skip("NO REAL KEY RING TRIED: gnome-keyring-daemon or dbus-run-session is missing")
    script = (
        "echo -n secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
        'exec "$0" -c "$1" "$2"'
    )
    profile = tmp_path / "profile"
    profile.mkdir()
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, sys.executable, STORY, str(profile)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"same": True, "slots": ["passphrase", "recovery_code"]}
