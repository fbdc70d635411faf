from __future__ import annotations

import pytest

from fsp_desktop.vault.strength import passphrase_strength


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("a", "weak"),
        ("aaaaaaaaaaaaaaaa", "weak"),
        ("12345678", "weak"),
        ("password", "weak"),
        ("Password1", "weak"),
        ("blue heron lamp", "fair"),
        ("blue heron lamp river", "good"),
        ("blue heron lamp river moss cloud", "strong"),
        ("x7!Kq2#vLp9@wZ", "strong"),
    ],
)
def test_words_for_strength(passphrase: str, code: str) -> None:
    assert passphrase_strength(passphrase) == code
