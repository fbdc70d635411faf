"""What the palette offers for the words typed: things to do first, then families, then notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.action_book import Entry

if TYPE_CHECKING:
    from fsp_desktop.domain.views import SearchHit

MOST_ACTIONS = 6
MOST_HITS = 40
_ICONS = {
    "visit": "house",
    "contact": "message-circle",
    "note": "quote",
    "follow-up": "list-checks",
    "private-note": "lock",
    "agreement": "handshake",
    "conference": "handshake",
    "adult": "user-round",
    "student": "school",
    "interpreter": "ear",
    "staff": "user-round",
    "school": "school",
}
_NAMED = frozenset({"family", "adult", "student", "interpreter", "staff", "school"})


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the palette; `run` is None for a heading, and `stays` keeps the box open."""

    words: str
    meta: str = ""
    icon: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    keys: str = ""
    run: Callable[[], object] | None = None
    stays: bool = False

    @property
    def is_heading(self) -> bool:
        return self.run is None


def folded(text: str) -> str:
    """Return text without accents and case, letter for letter, for comparing."""
    out = []
    for letter in text:
        base = unicodedata.normalize("NFD", letter)[:1] or letter
        out.append(base.casefold()[:1] or letter)
    return "".join(out)


def marks_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return (start, length) of the words typed where they begin a word of the text."""
    plain = folded(text)
    found = []
    for word in folded(typed).split():
        at = plain.find(word)
        while at > 0 and plain[at - 1].isalnum():
            at = plain.find(word, at + 1)
        if at >= 0:
            found.append((at, len(word)))
    return tuple(sorted(found))


def matching_actions(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return the actions that contain every word typed, best first; all of them for no words."""
    words = folded(typed).split()

    def fits(entry: Entry) -> bool:
        plain = folded(entry.words.replace("&", ""))
        return all(word in plain for word in words)

    def rank(entry: Entry) -> tuple[bool, str]:
        plain = folded(entry.words.replace("&", ""))
        return (not (words and plain.startswith(words[0])), "")

    return sorted((entry for entry in entries if fits(entry)), key=rank)


def action_results(entries: Sequence[Entry], typed: str, most: int = MOST_ACTIONS) -> list[Result]:
    """Return the lines of things to do."""
    found = []
    for entry in matching_actions(entries, typed)[:most]:
        if entry.action is None:
            continue
        words = entry.words.replace("&", "")
        keys = entry.keys[0] if entry.keys and not entry.letter else ""
        found.append(
            Result(
                words,
                "",
                entry.icon or "arrow-right",
                marks_in(words, typed),
                keys,
                entry.action.trigger,
            )
        )
    return found


def hit_icon(kind: str) -> str:
    """Return the icon of a kind of record."""
    return "users" if kind == "family" else _ICONS.get(kind, "file-text")


def spoken_summary(results: Sequence[Result], current: Result | None) -> str:
    """Return what a screen reader says after the results changed."""
    from fsp_desktop.language.words import ngettext

    count = sum(1 for result in results if not result.is_heading)
    words = ngettext("{n} result", "{n} results", count).format(n=count)
    return f"{words}, {current.words}" if current else words


def hit_results(
    hits: Sequence[SearchHit], typed: str, run: Callable[[SearchHit], Callable[[], object]]
) -> list[Result]:
    """Return families under their heading, then everything else under "In notes"."""
    families = [hit for hit in hits if hit.kind == "family"]
    others = [hit for hit in hits if hit.kind != "family"]
    lines: list[Result] = []
    for heading, part in ((_("Families"), families), (_("In notes"), others)):
        if part:
            lines.append(Result(heading))
            lines += [_hit_line(hit, typed, run(hit)) for hit in part[:MOST_HITS]]
    return lines


def _hit_line(hit: SearchHit, typed: str, run: Callable[[], object]) -> Result:
    if hit.kind in _NAMED:
        # A name stands for itself; what was found in it is marked there.
        beside = "" if hit.snippet.strip() in hit.title else hit.snippet
        marks = marks_in(hit.title, typed)
        return Result(hit.title, beside, hit_icon(hit.kind), marks, "", run)
    return Result(hit.snippet or hit.title, hit.title, hit_icon(hit.kind), hit.marks, "", run)
