"""Texts as a Word document with two columns, English and the translation, for any volunteer.

Written and read as the parts of Office Open XML that a table needs. Source: ECMA-376-1:2016, Office
Open XML File Formats, part 1: 17.4 (tables), 17.3 (paragraphs and runs), 17.5.2 (content controls,
which keep fill-ins in one piece: `w:lock` with `sdtContentLocked`), 17.13.5 (tracked changes: what was
inserted counts, what was deleted does not).

Each row's first cell begins with a grey line that names the text. It survives programs that drop
everything they do not show.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element  # noqa: TID251 - a type only
from xml.sax.saxutils import escape, quoteattr  # noqa: TID251 - writes only

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.translation_files.file_text import FileText, TextFile, pieces_of
from fsp_desktop.packets.translation_files.guards import parse_xml, read_part
from fsp_desktop.packets.translation_files.table import TRANSLATOR, language_of, mark_of

_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMES}}}"
_PART = "word/document.xml"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{_PART}" ContentType="{_TYPES}"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}" Target="{_PART}"/></Relationships>'
    ),
}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NAME_LINE = re.compile(
    r"^\[(?P<id>[a-z0-9_.]+)(?: ~(?P<base>[0-9a-f]{16}))?(?: · (?P<status>[a-z_]+) · (?P<on>[\d-]*)"
    r" · (?P<writer>.*))?\]$"
)
_NOTE = "✎ "
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_document(file: TextFile, *, is_rtl: bool) -> bytes:
    """Return a file as a Word document; equal texts make equal bytes.

    Args:
        file: What to write.
        is_rtl: The language is written from right to left.
    """
    rows = [
        _row([_name(mark_of(file.language)), _paragraph("English")], [_paragraph(file.language)], head=True),
        _row(
            [_name(TRANSLATOR), _paragraph("Who translated this?")],
            [_paragraph(file.translator)],
        ),
        *(_text_row(text, is_rtl=is_rtl) for text in file.texts),
    ]  # fmt: skip
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblBorders>{_borders()}</w:tblBorders></w:tblPr>"
        '<w:tblGrid><w:gridCol w:w="7000"/><w:gridCol w:w="7000"/></w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
    page = (
        '<w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'
        '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360"'
        ' w:footer="360" w:gutter="0"/></w:sectPr>'
    )
    body = f'<w:document xmlns:w="{_NAMES}"><w:body>{table}<w:p/>{page}</w:body></w:document>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {**_PARTS, _PART: body}.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            archive.writestr(entry, f"{_XML}{part}".encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_document(path: Path) -> TextFile:
    """Read a Word document of ours that somebody has filled in; rows are its lines.

    Raises:
        RefusedError: `packets.text_file_too_large`, `packets.suspicious_text_file`,
            `packets.text_file_broken`, `packets.unknown_text_file`, `packets.no_language_in_file`.
    """
    root, _lines = parse_xml(read_part(path, _PART))
    rows = [_cells(row) for row in root.iter(f"{_W}tr")]
    language = language_of(rows[0][0][0]) if rows and rows[0] and rows[0][0] else None
    if language is None:
        raise RefusedError("packets.unknown_text_file")
    if not language:
        raise RefusedError("packets.no_language_in_file")
    translator = ""
    texts: list[FileText] = []
    for number, cells in enumerate(rows[1:], start=2):
        if cells and cells[0] and cells[0][0] == TRANSLATOR:
            translator = " ".join(cells[1]).strip() if len(cells) > 1 else ""
        elif any("".join(cell).strip() for cell in cells):
            texts.append(_text(number, cells))
    return TextFile(language, tuple(texts), translator)


def _text(number: int, cells: list[list[str]]) -> FileText:
    first = cells[0] if cells else []
    named = _NAME_LINE.match(first[0].strip()) if first else None
    words = first[1:] if named else first
    return FileText(
        text_id=named["id"] if named else "",
        english="\n".join(line for line in words if not line.startswith(_NOTE)).strip(),
        text="\n".join(cells[1]).strip() if len(cells) > 1 else "",
        notes=tuple(line.removeprefix(_NOTE) for line in words if line.startswith(_NOTE)),
        base=(named["base"] or "") if named else "",
        writer=(named["writer"] or "") if named else "",
        written_on=(named["on"] or "") if named else "",
        status=(named["status"] or "missing") if named else "missing",
        line=number,
    )


def _text_row(text: FileText, *, is_rtl: bool) -> str:
    base = f" ~{text.base}" if text.base else ""
    who = f" · {text.status} · {text.written_on} · {text.writer}" if text.writer else ""
    left = [_name(f"[{text.text_id}{base}{who}]")]
    left += [_paragraph(line) for line in text.english.split("\n")]
    left += [_name(f"{_NOTE}{note}") for note in text.notes]
    right = [_paragraph(line, is_rtl=is_rtl) for line in text.text.split("\n")]
    return _row(left, right)


def _row(left: list[str], right: list[str], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    properties = f"<w:trPr><w:cantSplit/>{repeated}</w:trPr>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF2EE"/>'
    width = '<w:tcW w:w="2500" w:type="pct"/>'
    return (
        f"<w:tr>{properties}<w:tc><w:tcPr>{width}{shade}</w:tcPr>{''.join(left)}</w:tc>"
        f"<w:tc><w:tcPr>{width}</w:tcPr>{''.join(right)}</w:tc></w:tr>"
    )


def _name(words: str) -> str:
    """Return a small grey paragraph in a control that cannot be typed in."""
    small = '<w:rPr><w:color w:val="6B7A70"/><w:sz w:val="14"/></w:rPr>'
    return _locked(f"<w:p>{_run(words, small)}</w:p>", "name")


def _paragraph(words: str, *, is_rtl: bool = False) -> str:
    way = "<w:pPr><w:bidi/></w:pPr>" if is_rtl else ""
    runs = "".join(
        _locked(_run(f"{{{said}}}", "<w:rPr><w:b/></w:rPr>"), said) if is_place else _run(said)
        for is_place, said in pieces_of(words)
    )
    return f"<w:p>{way}{runs}</w:p>"


def _locked(content: str, tag: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _run(words: str, look: str = "") -> str:
    parts = _FORBIDDEN.sub("", words).split("\t")
    said = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)
    return f"<w:r>{look}{said}</w:r>"


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:color="C8D2CA"/>' for side in sides)


def _cells(row: Element) -> list[list[str]]:
    """Return the paragraphs of each cell of a row; a table inside a cell is passed over."""
    return [[_words(one) for one in _paragraphs(cell)] for cell in _under(row, "tc")]


def _under(element: Element, wanted: str) -> Iterator[Element]:
    """Yield elements of a name that lie in this one directly or in content controls."""
    for child in element:
        if child.tag == f"{_W}{wanted}":
            yield child
        elif child.tag in {
            f"{_W}sdt",
            f"{_W}sdtContent",
            f"{_W}ins",
            f"{_W}customXml",
            f"{_W}smartTag",
        }:
            yield from _under(child, wanted)


def _paragraphs(cell: Element) -> Iterator[Element]:
    yield from _under(cell, "p")


def _words(element: Element) -> str:
    """Return what is shown of a paragraph: deleted and moved-away words are not."""
    said: list[str] = []
    for child in element:
        name = child.tag.removeprefix(_W)
        if name == "t":
            said.append(child.text or "")
        elif name in {"tab", "br", "cr"}:
            said.append("\t" if name == "tab" else "\n")
        elif name == "noBreakHyphen":
            said.append("\u2011")
        elif name not in {"del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText"}:
            said.append(_words(child))
    return "".join(said)
