"""One small document in several languages, with every kind of block."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from fsp_desktop.packets.document import (
    Bullets,
    Card,
    CheckList,
    Document,
    Figure,
    FillIn,
    Heading,
    PageBreak,
    Paragraph,
    Section,
    Table,
    Texts,
    fill,
    inline,
)
from fsp_desktop.packets.pdf.render import render

PHONE = "(555) 010-4477"
VALUES = {
    "name": "Rosa Delgado",
    "phone": PHONE,
    "address": "14 Oak St., Apt 3, Cedar Grove",
    "mail": "rosa@cedar.example.org",
    "start": "8:10 a.m.",
}
WORDS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)


def texts(index: int, *langs: str) -> Texts:
    return {lang: fill(WORDS[lang][index], VALUES, None) for lang in langs}


def sample(lang: str = "es", repeat: int = 1, **options: Any) -> Document:
    """Return a document in one language and English."""
    langs = (lang, "en") if lang != "en" else ("en",)
    words = [texts(index, *langs) for index in range(6)]
    phone = {tag: inline(PHONE) for tag in langs}
    sections = (_greeting(words), _call(words, lang), _cards(words, phone))
    return Document(
        words[0], langs, sections * repeat, footer=words[0], key=f"sample-{lang}", **options
    )


def _greeting(words: list[Texts]) -> Section:
    blocks = (Paragraph(words[0], "lead"), Paragraph(words[2]), Paragraph(words[0], "note"))
    return Section("greeting", {}, blocks)


def _call(words: list[Texts], lang: str) -> Section:
    blocks = (
        Heading(2, words[1]),
        Heading(3, words[0]),
        Paragraph(words[2]),
        Bullets((words[2], words[0])),
        Bullets((words[0], words[1]), ordered=True),
        CheckList((words[0], words[1])),
        Paragraph(words[3], "quote"),
        Paragraph(words[3], "small"),
    )
    return Section("call", words[1], blocks, {lang: "draft"} if lang != "en" else {}, words[4])


def _cards(words: list[Texts], phone: Texts) -> Section:
    blocks = (
        Table((words[5], words[1]), ((words[0], phone), (words[3], phone)), (2, 1), blank_rows=2),
        Card((words[0], phone), words[1]),
        FillIn(words[1], 2),
        Figure("https://cedar.example.org/welcome", words[0], words[3]),
        PageBreak(),
        Paragraph(words[3]),
    )
    return Section("cards", words[5], blocks)


def printed(document: Document) -> bytes:
    out = io.BytesIO()
    render(document, out)
    return out.getvalue()
