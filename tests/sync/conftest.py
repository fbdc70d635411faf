from __future__ import annotations

import pytest
from nacl import pwhash

from fsp_desktop.sync import pairing
from fsp_desktop.vault.kdf_cost import KdfCost


@pytest.fixture(autouse=True)
def _quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching the words of an invitation takes a moment on purpose; tests make hundreds."""
    quick = KdfCost(pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN)
    monkeypatch.setattr(pairing, "INTERACTIVE", quick)
