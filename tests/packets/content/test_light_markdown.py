"""The few forms of Markdown that a person types in a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.packets.content.light_markdown import TypedBlock, read_blocks


@pytest.mark.parametrize(
    ("typed", "kind", "lines"),
    [
        ("Hello\nagain", "paragraph", ("Hello again",)),
        ("# Title #", "heading", ("Title",)),
        ("- one\n- two\n  more", "bullets", ("one", "two more")),
        ("1. one\n2) two", "numbers", ("one", "two")),
        ("• one\r\n• two", "bullets", ("one", "two")),
        ("-no list", "paragraph", ("-no list",)),
        ("2026 was good", "paragraph", ("2026 was good",)),
        ("#hashtag", "paragraph", ("#hashtag",)),
    ],
)
def test_one_block_of_each_form(typed: str, kind: str, lines: tuple[str, ...]) -> None:
    (block,) = read_blocks(typed)
    assert (block.kind, block.lines) == (kind, lines)


def test_blocks_are_parted_by_blank_lines_headings_and_a_change_of_form() -> None:
    blocks = read_blocks("## A\nText\n\n\nMore\n\n- x\n1. y\n### B")
    kinds = [(block.kind, block.level) for block in blocks]
    assert kinds == [
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
        ("bullets", 0),
        ("numbers", 0),
        ("heading", 3),
    ]


@given(st.text(max_size=200))
def test_no_word_is_lost(typed: str) -> None:
    def words(text: str) -> list[str]:
        return [word for word in text.split() if word.isalpha()]

    kept = " ".join(line for block in read_blocks(typed) for line in block.lines)
    assert words(kept) == words(typed.replace("\r", "\n"))


@given(st.lists(st.sampled_from(["text", "- item", "# head", "1. first", ""]), max_size=12))
def test_blocks_never_stand_empty(lines: list[str]) -> None:
    for block in read_blocks("\n".join(lines)):
        assert isinstance(block, TypedBlock)
        assert block.lines
        assert all(block.lines)
