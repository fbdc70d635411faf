"""Write the texts of one language into a file that a translator can fill in without the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.languages import Language
from fsp_desktop.language.languages import language as known_language
from fsp_desktop.packets.content.texts import ENGLISH, shipped_texts
from fsp_desktop.packets.translation_files.file_text import (
    ENDINGS,
    FileText,
    Format,
    TextFile,
    text_hash,
)
from fsp_desktop.services.show_texts import TextLine, list_texts
from fsp_desktop.services.team_words import read_team_words
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.vault.durable_file import write_durably

FORMATS: tuple[Format, ...] = ("xliff", "po", "docx", "xlsx")
ENDING_OF: dict[Format, str] = {"xliff": ".xlf", "po": ".po", "docx": ".docx", "xlsx": ".xlsx"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    language: str
    form: Format
    count: int


def format_of(path: Path) -> Format:
    """Return the form of a file by its ending.

    Raises:
        RefusedError: `packets.unknown_text_file`.
    """
    form = ENDINGS.get(path.suffix.casefold())
    if form is None:
        raise RefusedError("packets.unknown_text_file")
    return form


def gather_texts(
    workspace: Workspace, language: str, *, which: str = "all", part: str = ""
) -> TextFile:
    """Return the texts for a file, with what is known of each; `which` as for `list_texts`.

    Raises:
        RefusedError: `language.unknown`.
    """
    tag = known_language(language).tag
    own = read_team_words(workspace).of(tag)
    lines = list_texts(workspace, tag, which=which, part=part).lines
    asked = {row.text_id: row.question for row in workspace.store.packet_wordings(tag)}
    texts = []
    for line in lines:
        wording = own.get(line.text_id)
        is_own = wording is not None and bool(wording.text)
        texts.append(
            FileText(
                text_id=line.text_id,
                english=line.english,
                text=line.text,
                notes=_notes(line, asked.get(line.text_id, "")),
                base=text_hash(line.text),
                writer=wording.writer_name if wording and is_own else "",
                written_on=wording.written_on if wording and is_own else "",
                status=line.status,
            )
        )
    return TextFile(tag, tuple(texts))


def write_texts(file: TextFile, path: Path, form: Format | None = None) -> Exported:
    """Write gathered texts; needs no record.

    Args:
        file: What `gather_texts` gave.
        path: File to write; what stood there is replaced as a whole or not at all.
        form: None takes the form that the ending names.

    Raises:
        RefusedError: `packets.unknown_text_file`.
        OSError: If the file cannot be written.
    """
    chosen = form or format_of(path)
    write_durably(path, _WRITERS[chosen](file, known_language(file.language)))
    return Exported(path, file.language, chosen, len(file.texts))


def export_texts(
    workspace: Workspace,
    language: str,
    path: Path,
    *,
    form: Format | None = None,
    which: str = "all",
    part: str = "",
) -> Exported:
    """Write the texts of a language to a file; see `gather_texts` and `write_texts`.

    Raises:
        RefusedError: `language.unknown`, `packets.unknown_text_file`.
        OSError: If the file cannot be written.
    """
    form = form or format_of(path)
    return write_texts(gather_texts(workspace, language, which=which, part=part), path, form)


def _notes(line: TextLine, question: str) -> tuple[str, ...]:
    known = shipped_texts(ENGLISH).notes.get(line.text_id, ())
    one_line = " ".join(question.split())
    return (line.part_title, *known, *((one_line,) if one_line else ()))


def _xliff(file: TextFile, _language: Language) -> bytes:
    from fsp_desktop.packets.translation_files.xliff import write_xliff

    return write_xliff(file)


def _po(file: TextFile, _language: Language) -> bytes:
    from fsp_desktop.packets.translation_files.po import write_catalogue

    return write_catalogue(file)


def _docx(file: TextFile, language: Language) -> bytes:
    from fsp_desktop.packets.translation_files.word import write_document

    return write_document(file, is_rtl=language.is_rtl)


def _xlsx(file: TextFile, language: Language) -> bytes:
    from fsp_desktop.packets.translation_files.excel import write_workbook

    return write_workbook(file, is_rtl=language.is_rtl)


_WRITERS: dict[Format, Callable[[TextFile, Language], bytes]] = {
    "xliff": _xliff,
    "po": _po,
    "docx": _docx,
    "xlsx": _xlsx,
}
