from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from nacl import pwhash

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.vault.kdf_cost import KdfCost
from fsp_desktop.vault.slots import Created, create

QUICK = KdfCost(pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN)
PASSPHRASE = "three kind herons"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 9, 14, 8, 30, tzinfo=UTC))


@pytest.fixture
def made(tmp_path: Path, clock: FixedClock) -> Created:
    return create(tmp_path, PASSPHRASE, clock, QUICK)
