"""Every text of the packets in one language: its words, how far it is, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.languages import language as known_language
from fsp_desktop.packets.content.team_texts import Wording
from fsp_desktop.packets.content.text_checks import is_fit
from fsp_desktop.packets.content.texts import (
    ENGLISH,
    MISSING,
    PacketTexts,
    load_texts,
    packet_languages,
    shipped_texts,
    team_texts,
)
from fsp_desktop.services.team_words import read_team_words
from fsp_desktop.services.workspace import Workspace

Mark = Literal[
    "missing", "draft", "to_check", "signed_off", "source_changed", "two_versions", "source"
]
MARKS: tuple[Mark, ...] = (
    "missing", "source_changed", "two_versions", "draft", "to_check", "signed_off", "source",
)  # fmt: skip
OPEN: frozenset[Mark] = frozenset(MARKS) - {"signed_off", "source"}
"""What still wants somebody's work."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text in one language.

    Attributes:
        part: First piece of the id: the part of the packet, or the document it belongs to.
        part_title: The part's English heading.
        by, on: Who wrote it, or who signed it off, and the day; None where nobody is named.
        is_own: The team worded it; else it is as it was shipped.
    """

    text_id: str
    language: str
    part: str
    part_title: str
    english: str
    text: str
    status: str
    mark: Mark
    by: str | None = None
    on: str | None = None
    is_own: bool = False
    has_question: bool = False


@dataclass(frozen=True, slots=True)
class TextList:
    """Texts that were asked for, and how many of all are at each mark."""

    lines: tuple[TextLine, ...]
    counts: Mapping[Mark, int] = field(default_factory=dict)

    @property
    def open_count(self) -> int:
        """How many texts of the language still want work."""
        return sum(count for mark, count in self.counts.items() if mark in OPEN)


def list_texts(
    workspace: Workspace, language: str, *, which: str = "all", part: str = "", find: str = ""
) -> TextList:
    """Return the texts of a language in the order of the English source.

    Args:
        workspace: Whose own wordings count.
        language: Tag of the language.
        which: all, open or one of `MARKS`.
        part: Only this part.
        find: Only texts whose English, words or id hold this, whatever the case of letters.

    Raises:
        RefusedError: `language.unknown`.
    """
    tag = known_language(language).tag
    team = read_team_words(workspace)
    own = team.of(tag)
    with team_texts(team):
        lines = text_lines(tag, own)
    counts = Counter(line.mark for line in lines)
    sought = find.casefold().strip()
    found = tuple(
        line
        for line in lines
        if _is_wanted(line, which)
        and (not part or line.part == part)
        and (not sought or sought in f"{line.english}\n{line.text}\n{line.text_id}".casefold())
    )
    return TextList(found, dict(counts))


def count_texts(workspace: Workspace | None = None) -> dict[str, dict[Mark, int]]:
    """Return per language how many texts are at each mark.

    Args:
        workspace: Whose own wordings count; None counts what was shipped.
    """
    if workspace is None:
        return {
            tag: dict(Counter(one.mark for one in text_lines(tag, {})))
            for tag in packet_languages()
        }
    team = read_team_words(workspace)
    with team_texts(team):
        return {
            tag: dict(Counter(one.mark for one in text_lines(tag, team.of(tag))))
            for tag in packet_languages()
        }


def languages_of_texts(workspace: Workspace) -> tuple[str, ...]:
    """Return the tags of the languages that have texts, shipped or the team's own, English first."""
    with team_texts(read_team_words(workspace)):
        return packet_languages()


def parts_of_texts() -> tuple[tuple[str, str], ...]:
    """Return the parts and documents the texts belong to, with their English headings."""
    english = load_texts(ENGLISH)
    parts = dict.fromkeys(text_id.partition(".")[0] for text_id in english.words)
    return tuple((part, part_title(part, english)) for part in parts)


def text_lines(tag: str, own: Mapping[str, Wording]) -> tuple[TextLine, ...]:
    """Return all texts of a language, with the words that are in use at the moment."""
    english, texts = source_texts(tag), load_texts(tag)
    return tuple(text_line(text_id, english, texts, own.get(text_id)) for text_id in english.words)


def source_texts(tag: str) -> PacketTexts:
    """Return the texts a language is worded from: English; for English itself what was shipped."""
    return shipped_texts(ENGLISH) if tag == ENGLISH else load_texts(ENGLISH)


def text_line(
    text_id: str, english: PacketTexts, texts: PacketTexts, own: Wording | None
) -> TextLine:
    """Return one text.

    Raises:
        RefusedError: `services.no_such_text`.
    """
    if text_id not in english.words:
        raise RefusedError("services.no_such_text", {"text": text_id})
    source, text = english.words[text_id], texts.words.get(text_id, "")
    state = texts.states.get(text_id, MISSING)
    part = text_id.partition(".")[0]
    return TextLine(
        text_id=text_id,
        language=texts.tag,
        part=part,
        part_title=part_title(part, english),
        english=source,
        text=text,
        status=state.status,
        mark=_mark(state.status, own, source, text),
        by=state.by or None,
        on=state.on or None,
        is_own=own is not None and bool(own.text),
    )


def part_title(part: str, english: PacketTexts) -> str:
    """Return a part's English heading; parts without one are called by their id."""
    for name in ("heading", "title", "title.blank"):
        title = english.words.get(f"{part}.{name}")
        if title and "{" not in title:
            return title
    return part.replace("_", " ").capitalize()


def _mark(status: str, own: Wording | None, english: str, text: str) -> Mark:
    if own is not None and own.is_disputed:
        return "two_versions"
    if status == "human_translated":
        return "to_check" if is_fit(english, text) else "draft"
    known: dict[str, Mark] = {
        "missing": "missing",
        "source": "source",
        "stale": "source_changed",
        "community_reviewed": "signed_off",
    }
    return known.get(status, "draft")


def _is_wanted(line: TextLine, which: str) -> bool:
    return which == "all" or (line.mark in OPEN if which == "open" else line.mark == which)
