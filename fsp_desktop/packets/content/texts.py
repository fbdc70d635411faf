"""The packet texts of one language, each with its state.

`translations/packets/en.po` is the English source: msgctxt is the stable id of a text, msgid its
English. Another language's file repeats the English a translation was made from, so a text is stale
as soon as the two differ. A translator's comment above a text says who checked it and when:
``# state: human_translated; by: Sara M.; on: 2026-10-13``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from fsp_desktop.language.catalogue import Entry, header_fields, read_entries
from fsp_desktop.language.languages import find_language
from fsp_desktop.language.resources import translation_path
from fsp_desktop.packets.document import State

ENGLISH = "en"
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_STATE = re.compile(r"^state:\s*(\w+)(?:;\s*by:\s*([^;]+))?(?:;\s*on:\s*([\d-]+))?\s*$")


@dataclass(frozen=True, slots=True)
class TextState:
    """How far one text is, as `translation_status` says, and who checked it when."""

    status: str
    by: str | None = None
    on: str | None = None

    @property
    def printed(self) -> State:
        """What the page says about it: only a named person makes a translation `checked`."""
        if self.status == "missing":
            return "missing"
        is_by_a_person = self.status in {"human_translated", "community_reviewed"} and self.by
        return "checked" if self.status == "source" or is_by_a_person else "draft"


MISSING = TextState("missing")


@dataclass(frozen=True, slots=True)
class PacketTexts:
    """All texts of one language by id."""

    tag: str
    words: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, TextState] = field(default_factory=dict)

    def state_of(self, text_ids: Iterable[str]) -> State:
        """Return the state of several texts together: missing before draft before checked."""
        found = {self.states.get(text_id, MISSING).printed for text_id in text_ids}
        return "missing" if "missing" in found else "draft" if "draft" in found else "checked"


def places(text: str) -> tuple[str, ...]:
    """Return the names of the {places} in a text, each once, in order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def packet_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a file of packet texts, English first."""
    found = sorted(path.stem for path in translation_path("packets").glob("*.po"))
    return (ENGLISH, *(tag for tag in found if tag != ENGLISH))


@lru_cache(maxsize=64)
def load_texts(tag: str) -> PacketTexts:
    """Return the texts of a language; one without a file has every text missing.

    Raises:
        RefusedError: `language.broken_catalogue` if the file can not be read.
    """
    path = translation_path("packets", f"{_file_tag(tag)}.po")
    if not path.is_file():
        return PacketTexts(tag)
    english = None if tag == ENGLISH else load_texts(ENGLISH).words
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
    written = [entry for entry in entries if entry.context and entry.text.strip()]
    words = {str(entry.context): entry.text for entry in written}
    states = {str(entry.context): _state(entry, usual, english) for entry in written}
    return PacketTexts(tag, words, states)


def _state(entry: Entry, usual: TextState, english: Mapping[str, str] | None) -> TextState:
    noted = next((found for note in entry.notes if (found := _STATE.match(note))), None)
    state = TextState(noted[1], noted[2], noted[3]) if noted else usual
    is_stale = english is not None and english.get(str(entry.context)) != entry.message_id
    return TextState("stale", state.by, state.on) if is_stale else state


def _file_tag(tag: str) -> str:
    known = find_language(tag)
    return known.tag if known else ENGLISH if tag == ENGLISH else "-"
