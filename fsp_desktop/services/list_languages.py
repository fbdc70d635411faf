"""Every language the program knows, and how far its interface and packet texts are."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.language.installed import installed_tags
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.packets.content.texts import ENGLISH, load_texts, packet_languages


@dataclass(frozen=True, slots=True)
class LanguageState:
    """One language.

    Attributes:
        own_name: What its speakers call it; None where it has no written name.
        direction: ltr or rtl.
        interface: source, translated or none.
        packet: source, checked (by a named person), draft, partial or none.
    """

    tag: str
    own_name: str | None
    english_name: str
    script: str | None
    direction: str
    interface: str
    packet: str


def list_languages() -> tuple[LanguageState, ...]:
    """Return all languages by English name."""
    interfaces, packets = set(installed_tags()), set(packet_languages())
    states = [
        LanguageState(
            known.tag,
            known.autonym,
            known.name,
            known.script,
            known.direction,
            _interface_state(known.tag, interfaces),
            _packet_state(known.tag) if known.tag in packets else "none",
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
