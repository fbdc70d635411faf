from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.vault.code_words import completions, from_words, to_words, word_list


def is_one_slip_apart(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


def test_the_list_keeps_its_promises() -> None:
    words = word_list()
    assert len(set(words)) == 1024
    assert list(words) == sorted(words)
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 9 for word in words)
    assert len({word[:4] for word in words}) == 1024
    near = [(a, b) for i, a in enumerate(words) for b in words[i + 1 :] if is_one_slip_apart(a, b)]
    assert near == []


@given(secret=st.binary(min_size=14, max_size=14))
def test_twelve_words_come_back(secret: bytes) -> None:
    words = to_words(secret)
    assert len(words) == 12
    assert from_words("  " + " - ".join(words).upper() + "\n", 12) == secret
    assert from_words(",".join(word[:4] for word in words), 12) == secret


@given(secret=st.binary(min_size=9, max_size=9))
def test_eight_words_come_back(secret: bytes) -> None:
    assert from_words("-".join(to_words(secret)), 8) == secret


def test_one_wrong_or_swapped_word_is_noticed_nearly_always() -> None:
    words = to_words(bytes(range(9)))
    noticed = 0
    for other in word_list():
        try:
            from_words(" ".join([other, *words[1:]]), 8)
        except RefusedError as error:
            noticed += error.code == "vault.wrong_code"
    assert noticed > 1000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vault.word_count"),
        ("acorn " * 7, "vault.word_count"),
        ("acorn " * 7 + "acornn", "vault.unknown_word"),
        ("acorn " * 7 + "ac", "vault.unknown_word"),
        ("acorn " * 7 + "\u0430corn", "vault.unknown_word"),
    ],
)
def test_slips_are_named_by_position_never_by_word(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        from_words(text, 8)
    assert caught.value.code == code
    assert "acorn" not in str(caught.value.detail)


def test_completion_after_a_few_letters() -> None:
    assert completions("Aco") == ["acorn"]
    assert len(completions("s")) > 50


def test_odd_lengths_are_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="whole words"):
        to_words(b"12345678")
