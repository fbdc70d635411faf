"""The packet of `packet_texts` as a document of this program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fsp_desktop.packets.document import (
    Bullets,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    Texts,
    fill,
)


def document(packet: Mapping[str, Any], values: Mapping[str, str]) -> Document:
    """Return a document for one family."""
    langs = (packet["lang"], "en")

    def words(pair: list[str]) -> Texts:
        return {lang: fill(text, values) for lang, text in zip(langs, pair, strict=True)}

    sections = [
        Section(
            f"s{number}",
            words(one["heading"]),
            (
                *(Paragraph(words(pair)) for pair in one["paragraphs"]),
                Bullets(tuple(words(pair) for pair in one["points"])),
                *(
                    [Table((), tuple(tuple(words(c) for c in row) for row in one["rows"]))]
                    if one["rows"]
                    else []
                ),
            ),
        )
        for number, one in enumerate(packet["sections"])
    ]
    code = Section("code", {}, (Figure(packet["address"], words(packet["title"])),))
    key = f"{packet['lang']}-{values['name']}"
    return Document(words(packet["title"]), langs, (*sections, code), key=key)
