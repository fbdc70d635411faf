"""Every language the program knows, and how far its interface and packet texts are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field

from fsp_desktop.language.installed import installed_tags
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.packets.content.texts import ENGLISH, load_texts
from fsp_desktop.services.show_texts import Mark, count_texts
from fsp_desktop.services.team_words import team_words
from fsp_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LanguageState:
    """One language.

    Attributes:
        own_name: What its speakers call it; None where it has no written name.
        direction: ltr or rtl.
        interface: source, translated or none.
        packet: source, checked (by a named person), draft, partial or none.
        texts: How many packet texts are at each mark of `show_texts`; empty where there are none.
    """

    tag: str
    own_name: str | None
    english_name: str
    script: str | None
    direction: str
    interface: str
    packet: str
    texts: Mapping[Mark, int] = field(default_factory=dict)


def list_languages(workspace: Workspace | None = None) -> tuple[LanguageState, ...]:
    """Return all languages by English name.

    Args:
        workspace: Whose own wordings of the packet texts count; None looks at what was shipped.
    """
    counts = count_texts(workspace)
    with nullcontext() if workspace is None else team_words(workspace):
        packets = {tag: _packet_state(tag) for tag in counts}
    interfaces = set(installed_tags())
    states = [
        LanguageState(
            known.tag,
            known.autonym,
            known.name,
            known.script,
            known.direction,
            _interface_state(known.tag, interfaces),
            packets.get(known.tag, "none"),
            counts.get(known.tag, {}),
        )
        for known in LANGUAGES.values()
    ]
    return tuple(sorted(states, key=lambda state: state.english_name))


def _interface_state(tag: str, installed: set[str]) -> str:
    if tag == ENGLISH:
        return "source"
    return "translated" if tag in installed else "none"


def _packet_state(tag: str) -> str:
    if tag == ENGLISH:
        return "source"
    state = load_texts(tag).state_of(load_texts(ENGLISH).words)
    return "partial" if state == "missing" else state
