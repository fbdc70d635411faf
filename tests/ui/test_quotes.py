"""Own words stand in quotation marks, each person's in their own."""

from __future__ import annotations

import pytest

from fsp_desktop.ui.widgets.quotes import quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("She is shy.", "“She is shy.”"),
        ("She is shy.\n\nWaa xishood badan tahay.", "“She is shy.”\n“Waa xishood badan tahay.”"),
        ("One line\nand the next.", "“One line\nand the next.”"),
        ("  \n\n", ""),
    ],
)
def test_own_words_of_two_are_two_quotes(text, shown):
    assert quoted(text) == shown
