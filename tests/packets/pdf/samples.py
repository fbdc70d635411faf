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
    CutLine,
    Document,
    Figure,
    FillIn,
    Heading,
    Labels,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    SignLines,
    Space,
    Table,
    Texts,
    fill,
    inline,
    verbatim,
)
from fsp_desktop.packets.label_sheet import (
    Label,
    LabelCode,
    LabelGap,
    LabelLine,
    LabelPicture,
    LabelSheet,
    LabelText,
)
from fsp_desktop.packets.pdf.render import render
from tests.packets.languages import autonym, paragraph

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


def picture(colour: str = "#2F6F5E", size: tuple[int, int] = (120, 80), form: str = "PNG") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def both(tag: str) -> Texts:
    """Return the sample paragraph of a language, and the English one."""
    return {lang: fill(paragraph(lang), PLACES) for lang in dict.fromkeys((tag, "en"))}


PLACES = {
    "name": "Rosa Delgado",
    "phone": PHONE,
    "time": "8:10 a.m.",
    "address": "14 Oak St., Apt 3",
    "mail": "rosa@cedar.example.org",
    "bus": "Bus 7-B",
}


def names(tag: str) -> Texts:
    """Return a language's own name, and the word English."""
    return {lang: verbatim(autonym(lang)) for lang in dict.fromkeys((tag, "en"))}


def every_block(tag: str, **options: Any) -> Document:
    """Return a document with every kind of block, in any language and English."""
    words, short = both(tag), names(tag)
    first = (
        Paragraph(words, "lead"),
        Heading(2, short),
        Paragraph(words),
        Heading(3, short),
        Bullets((words, short)),
        Bullets((short, words), ordered=True),
        CheckList((words, short)),
        Paragraph(words, "quote"),
        Paragraph(words, "note"),
        Paragraph(words, "small"),
        Paragraph(short, "centred"),
        Paragraph(short, "display"),
    )
    second = (
        Table((short, short), ((words, short), (short, short)), (2, 1), 2, 2.0, row_heads=True),
        Picture(picture(), short, words, 0.3),
        Figure("https://cedar.example.org/welcome", short, words),
        Card((words, short), short),
        FillIn(short, 2),
        SignLines((short, short)),
        CutLine(),
        Space(2),
        PageBreak(),
        Paragraph(words),
    )
    return Document(
        short,
        tuple(dict.fromkeys((tag, "en"))),
        (Section("first", short, first, {tag: "draft"}, short), Section("second", short, second)),
        subtitle=short,
        footer=short,
        key=f"every-block-{tag}",
        **options,
    )


CELLS = LabelSheet("3 by 5", "letter", 3, 5, 180, 130, 30, 60, 186, 136)


def label_sheet(tag: str, count: int = 17, **options: Any) -> Document:
    """Return two sheets of badges: name in the language, code, picture, a line to write on."""
    own = verbatim(autonym(tag))
    cells = tuple(
        Label(
            (
                LabelText(own, tag, 22, bold=True, align="middle", most_lines=1),
                LabelGap(4),
                LabelText(inline(f"Badge {number}"), "en", quiet=True),
                LabelLine(),
                LabelCode("https://cedar.example.org", inline("Our page"), "en", 50),
                LabelPicture(picture(), inline("Logo of the school"), "en", 30),
            ),
            LabelText(inline("Cedar Grove"), "en", 9, align="middle"),
        )
        for number in range(count)
    )
    block = Labels(CELLS, cells, skip=1, cut_lines=True)
    return Document(
        {"en": inline("Badges")},
        (tag,),
        (Section("badges", {}, (block,)),),
        look="bare",
        key=f"badges-{tag}",
        **options,
    )


def poster(tag: str, **options: Any) -> Document:
    """Return a poster with a frame."""
    words, short = both(tag), names(tag)
    blocks = (
        Paragraph(short, "display"),
        Paragraph(words, "centred"),
        Figure("https://cedar.example.org/welcome", short, short),
    )
    return Document(
        short, tuple(dict.fromkeys((tag, "en"))), (Section("poster", short, blocks),),
        look="poster", layout="stacked", frame=True, key=f"poster-{tag}", **options,
    )  # fmt: skip
