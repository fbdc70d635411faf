"""The packet texts of one language, each with its state.

`translations/packets/en.po` is the English source: msgctxt is the stable id of a text, msgid its
English. Another language's file repeats the English a translation was made from, so a text is stale
as soon as the two differ. A translator's comment above a text says how far it is and who says so:
``# state: community_reviewed; by: Hodan A.; on: 2026-10-13``.

What came with the program is the base. A team's own wordings (`team_texts`) go before it while
they are in use, so that every document prints the newest words the team has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache

from fsp_desktop.language.catalogue import Entry, header_fields, read_entries
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.resources import translation_path
from fsp_desktop.packets.content.team_texts import TeamTexts, Wording
from fsp_desktop.packets.document import State

ENGLISH = "en"
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_STATE = re.compile(r"^state:\s*(\w+)(?:;\s*by:\s*([^;]+))?(?:;\s*on:\s*([\d-]+))?\s*$")
_IN_USE: ContextVar[TeamTexts | None] = ContextVar("team_texts", default=None)


@dataclass(frozen=True, slots=True)
class TextState:
    """How far one text is, as `translation_status` says, and who said so when."""

    status: str
    by: str | None = None
    on: str | None = None

    @property
    def printed(self) -> State:
        """What the page says about it: only a named second reader makes a translation `checked`."""
        if self.status == "missing":
            return "missing"
        is_signed_off = self.status == "community_reviewed" and self.by
        return "checked" if self.status == "source" or is_signed_off else "draft"


MISSING = TextState("missing")


@dataclass(frozen=True, slots=True)
class PacketTexts:
    """All texts of one language by id.

    Attributes:
        sources: The English each text was made from; for English itself what was shipped.
        notes: What a translator should know about a text, one line a note; kept with the English.
    """

    tag: str
    words: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, TextState] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def state_of(self, text_ids: Iterable[str]) -> State:
        """Return the state of several texts together: missing before draft before checked."""
        found = {self.states.get(text_id, MISSING).printed for text_id in text_ids}
        return "missing" if "missing" in found else "draft" if "draft" in found else "checked"


def places(text: str) -> tuple[str, ...]:
    """Return the names of the {places} in a text, each once, in order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def packet_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have packet texts, English first."""
    found = {path.stem for path in translation_path("packets").glob("*.po")}
    team = _IN_USE.get()
    found |= set(team.languages) if team else set()
    return (ENGLISH, *sorted(found - {ENGLISH}))


@contextmanager
def team_texts(team: TeamTexts) -> Iterator[None]:
    """Let `load_texts` put a team's own wordings before the shipped ones, in this thread only."""
    token = _IN_USE.set(team)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def is_in_use() -> bool:
    """Tell whether a team's own wordings stand before the shipped ones at the moment."""
    return _IN_USE.get() is not None


def load_texts(tag: str) -> PacketTexts:
    """Return the texts of a language; one without a file has every text missing.

    Raises:
        RefusedError: `language.broken_catalogue` if the file can not be read.
    """
    team = _IN_USE.get()
    if team is None:
        return shipped_texts(tag)
    known = _file_tag(tag)
    found = team.laid_over.get(known)
    if found is None:
        found = team.laid_over[known] = _laid_over(tag, team.of(known))
    return found


@lru_cache(maxsize=64)
def shipped_texts(tag: str) -> PacketTexts:
    """Return the texts of a language as they came with the program.

    Raises:
        RefusedError: `language.broken_catalogue` if the file can not be read.
    """
    path = translation_path("packets", f"{_file_tag(tag)}.po")
    if not path.is_file():
        return PacketTexts(tag)
    english = None if tag == ENGLISH else shipped_texts(ENGLISH).words
    return read_texts(tag, path.read_text(encoding="utf-8"), english)


def read_texts(tag: str, source: str, english: Mapping[str, str] | None) -> PacketTexts:
    """Read the texts of one catalogue.

    Args:
        tag: Language of the catalogue.
        source: Its content.
        english: The present English texts by id, to find stale ones; None for the source itself.
    """
    entries = list(read_entries(source))
    header = header_fields(entries[0]) if entries and not entries[0].message_id else {}
    usual = TextState(header.get("x-default-state", "machine_draft"))
    written = {
        str(entry.context): entry for entry in entries if entry.context and entry.text.strip()
    }
    return PacketTexts(
        tag,
        {name: entry.text for name, entry in written.items()},
        {name: _state(entry, usual, english) for name, entry in written.items()},
        {name: entry.message_id for name, entry in written.items()},
        {name: _notes(entry) for name, entry in written.items() if _notes(entry)},
    )  # fmt: skip


def usable(text: str, english: str | None) -> bool:
    """Tell whether a wording can be printed: every fill-in of it is one of the English."""
    return english is not None and set(places(text)) <= set(places(english))


def _laid_over(tag: str, wordings: Mapping[str, Wording]) -> PacketTexts:
    """Put wordings before the shipped texts; what could not be filled in stays as it was shipped."""
    base = shipped_texts(tag)
    shipped = shipped_texts(ENGLISH)
    english = shipped if tag == ENGLISH else load_texts(ENGLISH)
    words, states, sources = dict(base.words), dict(base.states), dict(base.sources)
    if tag != ENGLISH:
        # The team may have worded the English anew, which makes what was shipped stale.
        for name, state in base.states.items():
            if english.words.get(name) != base.sources.get(name):
                states[name] = TextState("stale", state.by, state.on)
    for name, wording in wordings.items():
        if wording.text and usable(wording.text, english.words.get(name)):
            words[name] = wording.text
            sources[name] = wording.source_text
            states[name] = _state_of_wording(wording, tag, english.words[name])
    return PacketTexts(tag, words, states, sources, base.notes)


def _state_of_wording(wording: Wording, tag: str, english: str) -> TextState:
    if tag == ENGLISH:
        return TextState("source", wording.writer_name, wording.written_on)
    if wording.source_text != english:
        return TextState("stale", wording.writer_name, wording.written_on)
    sign_off = wording.sign_off
    if sign_off is not None:
        return TextState("community_reviewed", sign_off.reader_name, sign_off.on)
    return TextState(wording.status, wording.writer_name, wording.written_on)


def _state(entry: Entry, usual: TextState, english: Mapping[str, str] | None) -> TextState:
    noted = next((found for note in entry.notes if (found := _STATE.match(note))), None)
    state = TextState(noted[1], noted[2], noted[3]) if noted else usual
    is_stale = english is not None and english.get(str(entry.context)) != entry.message_id
    return TextState("stale", state.by, state.on) if is_stale else state


def _notes(entry: Entry) -> tuple[str, ...]:
    return tuple(note for note in entry.notes if note and not _STATE.match(note))


def _file_tag(tag: str) -> str:
    known = find_language(tag)
    return known.tag if known else ENGLISH if tag == ENGLISH else "-"
