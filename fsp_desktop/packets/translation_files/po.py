"""Texts as a gettext catalogue, the form in which the program keeps its own.

Quoted by Babel; read with the program's own reader, which sees the same text twice in one file and
tells the line. Babel's own writer would break long comments, and its reader joins doubled texts.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import normalize

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.catalogue import Entry, header_fields, read_entries
from fsp_desktop.packets.translation_files.file_text import FILL_IN, FileText, TextFile
from fsp_desktop.packets.translation_files.guards import read_text

_STATE = re.compile(r"^state:\s*(\w+)(?:;\s*by:\s*([^;]*?))?(?:;\s*on:\s*([\d-]+))?\s*$")
_BASE = re.compile(r"^base:\s*([0-9a-f]{16})$")
_NOBODY = "FULL NAME <EMAIL@ADDRESS>"
"""What programs write where nobody has said who they are."""
_OURS = "FSP Desktop packets"


def write_catalogue(file: TextFile) -> bytes:
    """Return a file as a gettext catalogue in UTF-8, without a clock in it."""
    return "\n".join([_header(file), *(_message(text) for text in file.texts)]).encode()


def _message(text: FileText) -> str:
    lines = [f"# {_state_words(text)}"] if text.writer else []
    lines += [f"#. {note}" for note in text.notes]
    lines += [f"#. base: {text.base}"] if text.base else []
    lines += ["#, python-brace-format"] if FILL_IN.search(text.english) else []
    lines += [
        f"msgctxt {normalize(text.text_id, width=0)}",
        f"msgid {normalize(text.english, width=0)}",
        f"msgstr {normalize(text.text, width=0)}",
    ]
    return "\n".join(lines) + "\n"


def read_catalogue(path: Path) -> TextFile:
    """Read a gettext catalogue.

    Raises:
        RefusedError: `packets.text_file_too_large`, `packets.not_utf8_text`,
            `packets.text_file_broken`, `packets.no_language_in_file`.
    """
    try:
        entries = list(read_entries(read_text(path)))
    except RefusedError as error:
        if error.code == "language.broken_catalogue":
            raise RefusedError("packets.text_file_broken", dict(error.detail)) from error
        raise
    header = header_fields(entries[0]) if entries and not entries[0].message_id else {}
    if not header.get("language"):
        raise RefusedError("packets.no_language_in_file")
    translator = header.get("last-translator", "")
    texts = tuple(_text(entry) for entry in entries if entry.message_id)
    return TextFile(header["language"], texts, "" if translator == _NOBODY else translator)


def _text(entry: Entry) -> FileText:
    state = next((found for note in entry.notes if (found := _STATE.match(note))), None)
    base = next((found[1] for note in entry.notes if (found := _BASE.match(note))), "")
    notes = (note for note in entry.notes if not _STATE.match(note) and not _BASE.match(note))
    return FileText(
        text_id=entry.context or "",
        english=entry.message_id,
        text=entry.text,
        notes=tuple(notes),
        base=base,
        writer=(state[2] or "").strip() if state else "",
        written_on=(state[3] or "") if state else "",
        status="machine_draft" if "fuzzy" in entry.flags else state[1] if state else "missing",
        line=entry.line,
    )


def _state_words(text: FileText) -> str:
    on = f"; on: {text.written_on}" if text.written_on else ""
    return f"state: {text.status}; by: {text.writer.replace(';', ',')}{on}"


def _header(file: TextFile) -> str:
    name = file.translator.replace("\\", "").replace('"', "'").replace("\n", " ")
    fields = {
        "Project-Id-Version": _OURS,
        "Language": file.language,
        **({"Last-Translator": name} if name else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{key}: {value}\\n"\n' for key, value in fields.items())
    words = "# Texts of the packets. Keep every {word in braces}: the program fills it in.\n"
    return f'{words}msgid ""\nmsgstr ""\n{lines}'
