"""Bring in what a translator has filled in: see first what would happen, and lose nobody's words.

Every text in a file says from which words it started (`FileText.base`). Where the team's words have
changed since, both are kept, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from fsp_desktop.domain.changes import DELETED, Dot, Wire
from fsp_desktop.domain.cleaning import clean_text
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import new_random_id
from fsp_desktop.language.languages import find_language
from fsp_desktop.packets.content.team_texts import Wording
from fsp_desktop.packets.content.text_checks import lost_places, stray_braces, unknown_places
from fsp_desktop.packets.content.texts import PacketTexts, load_texts, team_texts
from fsp_desktop.packets.translation_files.file_text import FileText, Format, TextFile, text_hash
from fsp_desktop.services.edit_record import Changes, changes_of
from fsp_desktop.services.export_texts import format_of
from fsp_desktop.services.show_texts import source_texts
from fsp_desktop.services.team_words import read_team_words
from fsp_desktop.services.translate_text import KIND, text_record_id
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Write

What = Literal["new", "changed", "clash"]
Seen = Mapping[str, tuple[Dot, ...]]
SHORT = 400
"""Characters that a translation may always have; a longer one at most `LONGER` times its English."""
LONGER = 6


@dataclass(frozen=True, slots=True)
class PlannedText:
    """One text that would be written.

    Attributes:
        what: new: there were no words; changed: they are replaced; clash: somebody has changed them
            since the file was written, both are kept.
        before: The words of today; empty where there are none.
        is_older_english: It was made from an English that has changed since.
    """

    what: What
    line: int
    text_id: str
    english: str
    before: str
    after: str
    is_older_english: bool
    fields: Mapping[str, object] = field(default_factory=dict)
    seen: Seen = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusedText:
    """One text that was not taken, and why; `code` has a sentence with the line in it."""

    line: int
    text_id: str
    code: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextImport:
    """What bringing in a file would do.

    Attributes:
        unchanged: Texts that say what is said already, or what was replaced since.
        empty: Texts without words.
    """

    language: str
    planned: tuple[PlannedText, ...]
    refused: tuple[RefusedText, ...]
    unchanged: int = 0
    empty: int = 0

    def of(self, what: What) -> tuple[PlannedText, ...]:
        """Return the planned texts of one kind."""
        return tuple(one for one in self.planned if one.what == what)


def read_text_file(path: Path) -> TextFile:
    """Read a file that a translator has filled in; needs no record.

    Raises:
        RefusedError: `packets.unknown_text_file` and what the readers of `packets.translation_files`
            raise.
        OSError: If it cannot be read.
    """
    return _READERS[format_of(path)](path)


def plan_import(
    workspace: Workspace,
    file: TextFile,
    *,
    language: str | None = None,
    translator: str = "",
    is_machine: bool = False,
) -> TextImport:
    """Return what bringing in a file would do; nothing is written.

    Args:
        workspace: Whose words are compared.
        file: What `read_text_file` gave.
        language: Refuse a file in another language; None takes the file's.
        translator: Who filled it in, where the file does not say; else the person at work counts as
            the writer, who cannot sign off what was brought in.
        is_machine: A machine filled it in.

    Raises:
        RefusedError: `services.other_language`, `packets.no_language_in_file`.
    """
    known = find_language(file.language)
    if known is None:
        raise RefusedError("packets.no_language_in_file", {"language": file.language})
    wanted = find_language(language) if language else known
    if wanted is None or wanted.tag != known.tag:
        raise RefusedError("services.other_language", {"found": known.tag})
    return _Planner(workspace, file, known.tag, translator, is_machine=is_machine).plan()


def take_import(workspace: Workspace, plan: TextImport) -> Changes:
    """Write what was planned as one step; words that arrived meanwhile stay beside it.

    Raises:
        RefusedError: `domain.invalid_record`; nothing was written.
    """
    writes = [
        Write(
            KIND,
            text_record_id(one.text_id, plan.language),
            _cleaned(one.fields),
            one.seen,
        )
        for one in plan.planned
    ]
    if not writes:
        return Changes()
    # With a session of its own, so that one undo takes the whole file back.
    saved = workspace.store.save(
        writes, author=workspace.person_id, why="import", session=new_random_id()
    )
    return changes_of(saved)


def _cleaned(fields: Mapping[str, object]) -> dict[str, Wire]:
    from fsp_desktop.domain.rules import clean_fields

    kept = {name: value for name, value in fields.items() if name == DELETED}
    return clean_fields(KIND, {name: fields[name] for name in fields if name != DELETED}) | kept


class _Planner:
    """Compares the texts of one file with the team's."""

    def __init__(
        self,
        workspace: Workspace,
        file: TextFile,
        tag: str,
        translator: str,
        *,
        is_machine: bool,
    ) -> None:
        self._workspace, self._file, self._tag = workspace, file, tag
        self._is_machine = is_machine
        self._team = read_team_words(workspace)
        self._own = self._team.of(tag)
        self._ids = _by_name(workspace.store.staff_names())
        self._translator = self._person(translator or file.translator) or workspace.person_id
        self._taken: dict[str, str] = {}
        self._planned: list[PlannedText] = []
        self._refused: list[RefusedText] = []
        self._unchanged = self._empty = 0

    def plan(self) -> TextImport:
        with team_texts(self._team):
            english, texts = source_texts(self._tag), load_texts(self._tag)
        for one in self._file.texts:
            self._look_at(one, english, texts)
        return TextImport(
            self._tag, tuple(self._planned), tuple(self._refused), self._unchanged, self._empty
        )

    def _look_at(self, one: FileText, english: PacketTexts, texts: PacketTexts) -> None:
        text, source = clean_text(one.text).strip(), english.words.get(one.text_id, "")
        if one.text_id in english.words and not text:
            self._empty += 1
            return
        reason = self._reason(one, text, english)
        if reason is not None:
            code, what = reason
            detail = {"line": one.line, "text": one.text_id, "what": what}
            self._refused.append(RefusedText(one.line, one.text_id, code, detail))
            return
        if one.text_id in self._taken:
            return
        self._taken[one.text_id] = text
        self._compare(one, text, source, texts.words.get(one.text_id, ""))

    def _reason(self, one: FileText, text: str, english: PacketTexts) -> tuple[str, str] | None:
        """Return why a text is not taken, and what it is about."""
        source = english.words.get(one.text_id)
        if source is None:
            return "services.unknown_text", one.text_id
        if self._taken.get(one.text_id, text) != text:
            return "services.text_twice", one.text_id
        lost = lost_places(source, text)
        if lost:
            return "services.lost_fill_in", lost[0].replace("_", " ")
        unknown = unknown_places(source, text) or stray_braces(text)
        if unknown:
            return "services.unknown_fill_in", unknown[0].replace("_", " ")
        if text.count("**") % 2:
            return "services.half_bold", "**"
        if len(text) > max(SHORT, LONGER * len(source)):
            return "services.text_too_long", ""
        return None

    def _compare(self, one: FileText, text: str, source: str, before: str) -> None:
        if text == before.strip():
            self._unchanged += 1
            return
        own = self._own.get(one.text_id)
        is_own = own is not None and bool(own.text)
        is_clash = is_own and one.base != text_hash(before)
        if is_clash and self._was_said(one.text_id, text):
            self._unchanged += 1
            return
        made_from = clean_text(one.english).strip() or source
        self._planned.append(
            PlannedText(
                what="clash" if is_clash else "changed" if before else "new",
                line=one.line,
                text_id=one.text_id,
                english=source,
                before=before,
                after=text,
                is_older_english=made_from != source,
                fields=self._fields(one, text, made_from, own),
                seen={} if is_clash else self._seen(one.text_id),
            )
        )

    def _fields(
        self, one: FileText, text: str, made_from: str, own: Wording | None
    ) -> dict[str, object]:
        is_as_exported = one.base == text_hash(text) and bool(one.writer)
        by_machine = one.status == "machine_draft" if is_as_exported else self._is_machine
        today = self._workspace.clock.today().isoformat()
        fields: dict[str, object] = {
            "text": text,
            "status": "machine_draft" if by_machine else "human_translated",
            "written_by": self._person(one.writer) if is_as_exported else self._translator,
            "written_on": (_day(one.written_on) or today) if is_as_exported else today,
            "source_text": made_from,
        }
        if own is None:
            fields |= {"text_id": one.text_id, "language": self._tag, "draft": False}
            fields |= {DELETED: False}
        return fields

    def _seen(self, text_id: str) -> Seen:
        stored = self._workspace.store.load(text_record_id(text_id, self._tag))
        return dict(stored.seen) if stored is not None else {}

    def _was_said(self, text_id: str, text: str) -> bool:
        """Tell whether these words stood here once: then the file is only older."""
        for entry in self._workspace.store.history(text_record_id(text_id, self._tag)):
            if isinstance(entry.value, dict) and entry.value.get("text") == text:
                return True
        return False

    def _person(self, name: str) -> str:
        """Return the id of the only colleague of this name, else the name."""
        cleaned = " ".join(clean_text(name).split())[:200]
        return self._ids.get(cleaned.casefold(), cleaned)


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for person_id, name in names.items():
        found.setdefault(" ".join(name.split()).casefold(), []).append(person_id)
    return {name: ids[0] for name, ids in found.items() if name and len(ids) == 1}


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _xliff(path: Path) -> TextFile:
    from fsp_desktop.packets.translation_files.xliff import read_xliff

    return read_xliff(path)


def _po(path: Path) -> TextFile:
    from fsp_desktop.packets.translation_files.po import read_catalogue

    return read_catalogue(path)


def _docx(path: Path) -> TextFile:
    from fsp_desktop.packets.translation_files.word import read_document

    return read_document(path)


def _xlsx(path: Path) -> TextFile:
    """Read a spreadsheet in a process of its own; see `rosters.workbook`."""
    from fsp_desktop.packets.translation_files.guards import MAX_BYTES
    from fsp_desktop.packets.translation_files.table import read_rows

    size = path.stat().st_size
    if size > MAX_BYTES:
        raise RefusedError("packets.text_file_too_large")
    try:
        return read_rows(_workbook_rows(path, size))
    except RefusedError as error:
        code = _OF_WORKBOOKS.get(error.code)
        if code is None:
            raise
        raise RefusedError(code) from error


def _workbook_rows(path: Path, size: int) -> Iterator[tuple[int, list[str]]]:
    from fsp_desktop.rosters.sources import SourceFile
    from fsp_desktop.rosters.workbook import read_workbook

    for row in read_workbook(SourceFile(path, path.name, size), max_rows=20_000):
        if row.problem:
            raise RefusedError("packets.text_file_broken", {"line": row.line})
        yield row.line, row.cells


_OF_WORKBOOKS = {
    "rosters.broken_workbook": "packets.unknown_text_file",
    "rosters.broken_zip": "packets.unknown_text_file",
    "rosters.encrypted_zip": "packets.unknown_text_file",
    "rosters.suspicious_archive": "packets.suspicious_text_file",
    "rosters.workbook_too_large": "packets.suspicious_text_file",
}
_READERS: dict[Format, Callable[[Path], TextFile]] = {
    "xliff": _xliff,
    "po": _po,
    "docx": _docx,
    "xlsx": _xlsx,
}
