"""Texts as XLIFF 2.1, which translators' programs open.

Source: OASIS, "XLIFF Version 2.1", OASIS Standard, 13 February 2018: section 4.2 (elements and
attributes of the core), 4.3 (fill-ins as `ph`, bold as `pc`, characters XML cannot hold as `cp`) and
5.5 (the metadata module, which carries what the program wants back unchanged). A reader of the
standard must keep metadata it does not know, so the base of a text comes back from such programs.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import (  # noqa: TID251 - writes only; reading goes through guards
    Element,
    ElementTree,
    SubElement,
)

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.translation_files.file_text import FileText, TextFile
from fsp_desktop.packets.translation_files.guards import Lines, parse_xml, read_bytes

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OURS = "fsp-desktop"
_C, _M = f"{{{CORE}}}", f"{{{METADATA}}}"
_XML_SPACE = "xml:space"
_STATES = {
    "missing": "initial",
    "machine_draft": "initial",
    "stale": "initial",
    "human_translated": "translated",
    "community_reviewed": "reviewed",
}
_TOKEN = re.compile(
    r"\{([a-z][a-z0-9_]*)\}|\*\*([^*]+)\*\*|([\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r])"
)
_MAX_INLINE = 8


def write_xliff(file: TextFile) -> bytes:
    """Return a file as XLIFF 2.1 in UTF-8."""
    root = Element(
        "xliff",
        {"xmlns": CORE, "xmlns:mda": METADATA, "version": "2.1", "srcLang": "en", "trgLang": file.language},
    )  # fmt: skip
    holder = SubElement(root, "file", {"id": "packets", "original": "translations/packets/en.po"})
    if file.translator:
        notes = SubElement(holder, "notes")
        SubElement(notes, "note", {"category": "translator"}).text = file.translator
    for text in file.texts:
        _write_unit(holder, text)
    _lay_out(root, 0)
    out = BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def read_xliff(path: Path) -> TextFile:
    """Read an XLIFF 2 file.

    Raises:
        RefusedError: `packets.text_file_too_large`, `packets.suspicious_text_file`,
            `packets.text_file_broken`, `packets.unknown_text_file`, `packets.not_from_english`,
            `packets.no_language_in_file`.
    """
    root, lines = parse_xml(read_bytes(path))
    if root.tag != f"{_C}xliff" or not root.get("version", "").startswith("2."):
        raise RefusedError("packets.unknown_text_file")
    if root.get("srcLang", "").partition("-")[0].lower() != "en":
        raise RefusedError("packets.not_from_english")
    if not root.get("trgLang"):
        raise RefusedError("packets.no_language_in_file")
    noted = root.find(f"{_C}file/{_C}notes/{_C}note[@category='translator']")
    translator = (noted.text or "").strip() if noted is not None else ""
    units = root.iter(f"{_C}unit")
    return TextFile(
        root.get("trgLang", ""), tuple(_read_unit(one, lines) for one in units), translator
    )


def _write_unit(holder: Element, text: FileText) -> None:
    unit = SubElement(
        holder, "unit", {"id": text.text_id, "name": text.text_id, _XML_SPACE: "preserve"}
    )
    metadata = SubElement(unit, "mda:metadata")
    group = SubElement(metadata, "mda:metaGroup", {"category": OURS})
    for name in ("base", "writer", "written_on", "status"):
        if getattr(text, name):
            SubElement(group, "mda:meta", {"type": name}).text = getattr(text, name)
    if text.notes:
        notes = SubElement(unit, "notes")
        for note in text.notes:
            SubElement(notes, "note").text = note
    segment = SubElement(unit, "segment", {"state": _STATES.get(text.status, "initial")})
    numbers: dict[str, str] = {}
    _write_inline(SubElement(segment, "source"), text.english, numbers)
    if text.text:
        _write_inline(SubElement(segment, "target"), text.text, numbers)


def _write_inline(
    holder: Element, text: str, numbers: dict[str, str], seen: set[str] | None = None
) -> None:
    """Write words with their fill-ins; the same fill-in has one id in source and target."""
    used: set[str] = set() if seen is None else seen
    end = 0
    last: Element | None = None

    def say(words: str) -> None:
        if last is None:
            holder.text = (holder.text or "") + words
        else:
            last.tail = (last.tail or "") + words

    for match in _TOKEN.finditer(text):
        say(text[end : match.start()])
        end = match.end()
        place, bold, odd = match.groups()
        if place:
            last = SubElement(holder, "ph", _place(place, numbers, used))
        elif bold:
            key = _free_id("**", numbers, used)
            last = SubElement(holder, "pc", {"id": key, "type": "fmt", "subType": "xlf:b"})
            _write_inline(last, bold, numbers, used)
        else:
            last = SubElement(holder, "cp", {"hex": f"{ord(odd):04X}"})
    say(text[end:])


def _place(name: str, numbers: dict[str, str], used: set[str]) -> dict[str, str]:
    key = _free_id(name, numbers, used)
    kind = {"type": "ui", "subType": "xlf:var", "canDelete": "no"}
    return {"id": key, **kind, "equiv": name, "disp": f"{{{name}}}"}


def _free_id(name: str, numbers: dict[str, str], used: set[str]) -> str:
    """Return the number of the first occurrence that this text has not used yet."""
    occurrence = 0
    while f"{name}#{occurrence}" in used:
        occurrence += 1
    key = f"{name}#{occurrence}"
    used.add(key)
    return numbers.setdefault(key, str(len(numbers) + 1))


def _read_unit(unit: Element, lines: Lines) -> FileText:
    said = {
        meta.get("type", ""): (meta.text or "").strip()
        for group in unit.iter(f"{_M}metaGroup")
        if group.get("category") == OURS
        for meta in group.iter(f"{_M}meta")
    }
    # `ignorable` holds what stands between segments that a program has split.
    parts = [one for one in unit if one.tag in {f"{_C}segment", f"{_C}ignorable"}]
    english = "".join(_read_inline(part.find(f"{_C}source")) for part in parts)
    text = "".join(_read_inline(_target(part)) for part in parts)
    return FileText(
        text_id=unit.get("name") or unit.get("id") or "",
        english=english,
        text=text,
        notes=tuple((note.text or "").strip() for note in unit.iter(f"{_C}note")),
        base=said.get("base", ""),
        writer=said.get("writer", ""),
        written_on=said.get("written_on", ""),
        status=said.get("status", "missing"),
        line=lines.of(unit),
    )


def _target(part: Element) -> Element | None:
    """Return the translation of a piece; the space between pieces need not be translated."""
    target = part.find(f"{_C}target")
    is_space = target is None and part.tag == f"{_C}ignorable"
    return part.find(f"{_C}source") if is_space else target


def _read_inline(holder: Element | None, depth: int = 0) -> str:
    if holder is None:
        return ""
    if depth > _MAX_INLINE:
        raise RefusedError("packets.suspicious_text_file")
    return (holder.text or "") + "".join(_inline_words(child, depth) for child in holder)


def _inline_words(child: Element, depth: int) -> str:
    tail = child.tail or ""
    match child.tag.removeprefix(_C):
        case "ph":
            name = child.get("equiv") or child.get("disp", "").strip("{}")
            return f"{{{name}}}{tail}"
        case "pc" if child.get("subType") == "xlf:b":
            return f"**{_read_inline(child, depth + 1)}**{tail}"
        case "cp":
            code = child.get("hex", "")
            is_code = re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000
            return (chr(int(code, 16)) if is_code else "") + tail
        case "pc" | "mrk":
            return _read_inline(child, depth + 1) + tail
        case _:
            return tail


def _lay_out(element: Element, depth: int) -> None:
    """Put blocks on lines of their own; inside source and target every space is text."""
    if element.tag in {"source", "target", "note", "mda:meta"} or not len(element):
        return
    element.text = "\n" + " " * (depth + 1)
    for child in element:
        _lay_out(child, depth + 1)
        child.tail = "\n" + " " * (depth + 1)
    element[-1].tail = "\n" + " " * depth
