"""Open one text of the packets in one language, keep what is typed, ask and answer about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.languages import language as known_language
from fsp_desktop.packets.content.team_texts import Wording, source_hash, version_of
from fsp_desktop.packets.content.text_checks import (
    Finding,
    Piece,
    check_translation,
    differences,
    sentence_count,
)
from fsp_desktop.packets.content.texts import ENGLISH, load_texts, places, shipped_texts, team_texts
from fsp_desktop.services.edit_record import OpenForm, changes_of, open_form
from fsp_desktop.services.show_texts import TextLine, source_texts, text_line
from fsp_desktop.services.team_words import read_team_words
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Write

__all__ = [
    "KIND", "Finding", "Piece", "TextPage", "check_words", "keep_for_new_english", "open_text", "save_text",
    "sentence_count", "text_record_id", "use_shipped", "write_text",
]  # fmt: skip
KIND = "packet-text"


@dataclass(frozen=True)
class TextPage:
    """One text, ready to be worked on.

    Attributes:
        form: Its record; a new one if the team has not worded it so far.
        places: Fill-ins of the English, in order.
        english_by, english_on: Who of the team worded the English, and when; None as shipped.
        source_text: The English that the present words were made from; empty where there are none.
        pieces: The English of today, with what has changed since then.
        notes: What a translator should know.
        writer_name: Who wrote the present words; empty for words that were shipped.
        version: What a sign-off of the present words names.
        can_sign: Whether this person may say that the words are right.
        why_not: Code of the reason why not; empty if they may.
    """

    line: TextLine
    form: OpenForm
    places: tuple[str, ...]
    english_by: str | None
    english_on: str | None
    source_text: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    writer_name: str
    written_on: str
    version: str
    findings: tuple[Finding, ...]
    can_sign: bool
    why_not: str

    @property
    def source_hash(self) -> str:
        """What stands for the English that the present words were made from; empty without one."""
        return source_hash(self.source_text) if self.source_text else ""


def text_record_id(text_id: str, language: str) -> RecordId:
    """Return the id of the record of one text in one language: the same on every computer.

    Source: RFC 9562, section 5.8 (UUIDv8: the bits are ours, here the start of a SHA-256).
    """
    digest = hashlib.sha256(f"packet-text\0{language}\0{text_id}".encode()).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xF << 76) | (0x8 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return RecordId(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")


def open_text(workspace: Workspace, language: str, text_id: str) -> TextPage:
    """Return one text of a language.

    Raises:
        RefusedError: `language.unknown`, `services.no_such_text`.
    """
    tag = known_language(language).tag
    team = read_team_words(workspace)
    own = team.of(tag).get(text_id)
    with team_texts(team):
        line = text_line(text_id, source_texts(tag), load_texts(tag), own)
        source = load_texts(tag).sources.get(text_id, "") if line.text else ""
    worded = team.of(ENGLISH).get(text_id)
    findings = check_translation(line.english, line.text, tag)
    why_not = _why_not(workspace, line, own, findings)
    return TextPage(
        line=line,
        form=_form(workspace, tag, text_id),
        places=places(line.english),
        english_by=worded.writer_name if worded and worded.text else None,
        english_on=worded.written_on if worded and worded.text else None,
        source_text=source,
        pieces=differences(source, line.english) if source else (Piece(line.english, False),),
        notes=shipped_texts(ENGLISH).notes.get(text_id, ()),
        writer_name=own.writer_name if own and own.text else "",
        written_on=own.written_on if own and own.text else "",
        version=version_of(line.text, source),
        findings=findings,
        can_sign=not why_not,
        why_not=why_not,
    )


def check_words(page: TextPage, text: str) -> tuple[Finding, ...]:
    """Return what is to be mended or looked at in words that are being typed; needs no record."""
    return check_translation(page.line.english, text, page.line.language)


def save_text(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed: `text`, `question` or `answer`.

    New words are the person's own from now on: whatever was signed off before is a draft again.

    Raises:
        RefusedError: `domain.invalid_record`; nothing was written.
    """
    from fsp_desktop.domain.rules import clean_fields

    fields: dict[str, object] = dict(changed)
    today = workspace.clock.today().isoformat()
    if "text" in changed:
        text = clean_fields(KIND, {"text": changed["text"]})["text"]
        if text != form.values.get("text"):
            fields |= {
                "status": "human_translated",
                "written_by": workspace.person_id,
                "written_on": today,
                "source_text": english_of(workspace, form),
            }
    if "question" in changed:
        fields["asked_by"] = workspace.person_id
    if "answer" in changed:
        fields["answered_by"] = workspace.person_id
    return write_text(workspace, form, fields)


def keep_for_new_english(workspace: Workspace, form: OpenForm) -> OpenForm:
    """Say that the words are right for the changed English too; they wait for a sign-off again.

    Raises:
        RefusedError: `services.no_words_yet`.
    """
    tag, text_id = str(form.values["language"]), str(form.values["text_id"])
    text = form.values.get("text")
    with team_texts(read_team_words(workspace)):
        text = text or load_texts(tag).words.get(text_id)
    if not text:
        raise RefusedError("services.no_words_yet", {"text": text_id})
    fields = {
        "text": text,
        "status": "human_translated",
        "written_by": workspace.person_id,
        "written_on": workspace.clock.today().isoformat(),
        "source_text": english_of(workspace, form),
    }
    return write_text(workspace, form, fields)


def use_shipped(workspace: Workspace, form: OpenForm) -> OpenForm:
    """Give up the team's own words; what came with the program is printed again."""
    names = ("text", "status", "written_by", "written_on", "source_text")
    return write_text(workspace, form, dict.fromkeys(names))


def write_text(workspace: Workspace, form: OpenForm, fields: Mapping[str, object]) -> OpenForm:
    """Write fields of a text's record; a version that nobody has seen stays beside the new one.

    Raises:
        RefusedError: `domain.invalid_record`; nothing was written.
    """
    from fsp_desktop.domain.rules import clean_fields

    cleaned = clean_fields(form.kind, fields)
    written = {**form.values, **cleaned, DELETED: False} if form.is_new else cleaned
    saved = workspace.store.save(
        [Write(form.kind, form.record_id, written, form.seen)],
        author=workspace.person_id,
        why="create" if form.is_new else "edit",
        session=form.session,
    )
    return replace(
        form,
        values={**form.values, **cleaned},
        seen={**form.seen, **saved.seen.get(form.record_id, {})},
        is_new=False,
        changes=changes_of(saved),
    )


def english_of(workspace: Workspace, form: OpenForm) -> str:
    """Return the English of today of the text of a form, as the team words it."""
    tag, text_id = str(form.values["language"]), str(form.values["text_id"])
    with team_texts(read_team_words(workspace)):
        return source_texts(tag).words.get(text_id, "")


def _form(workspace: Workspace, tag: str, text_id: str) -> OpenForm:
    record_id = text_record_id(text_id, tag)
    stored = workspace.store.load(record_id)
    if stored is not None and not stored.deleted:
        return open_form(workspace, record_id)
    values = {"draft": False, "text_id": text_id, "language": tag}
    return OpenForm(KIND, record_id, values, stored.seen if stored else {}, is_new=True)


def _why_not(
    workspace: Workspace, line: TextLine, own: Wording | None, findings: tuple[Finding, ...]
) -> str:
    reasons = (
        (line.language == ENGLISH, "services.english_needs_no_reader"),
        (not line.text, "services.no_words_yet"),
        (line.mark == "signed_off", "services.signed_off_already"),
        (line.mark == "source_changed", "services.english_has_changed"),
        (line.mark == "two_versions", "services.two_wordings"),
        (any(one.severity == "mend" for one in findings), "services.words_to_mend"),
        (
            own is not None and own.is_by(workspace.person_id, workspace.who.person_name),
            "services.own_words",
        ),
    )
    return next((code for applies, code in reasons if applies), "")
