"""Could this family be in the record already? Asked while it is typed; it never stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyPage, FamilyRow
from fsp_desktop.rosters.values import phone_key
from fsp_desktop.services.find_anything import list_families
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.folding import fold

SHOWN = 3
ALIKE, ALIKE_WORD = 0.86, 0.8
"""From this share of equal letters on, two names, or two words of them, may be one."""
_BEGINNING = 3
_LEAST_DIGITS = 7
_MOST_ROWS = 200
_MOST_PAGES = 24
_SAME_LABEL, _SAME_PERSON, _SAME_PHONE = 1, 2, 4


@dataclass(frozen=True)
class _Asked:
    label: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]
    phones: frozenset[str]


def possible_doubles(
    workspace: Workspace,
    label: str,
    names: Iterable[str],
    phones: Iterable[str],
    *,
    besides: RecordId | None = None,
) -> tuple[FamilyRow, ...]:
    """Return up to three families that may be the one being typed, the likeliest first.

    The same phone number counts most, then a person of the same name, then the same label; a
    label that is only alike counts together with a person.

    Args:
        workspace: The open record.
        label: What the family calls itself.
        names: Adults and children as typed, given name first.
        phones: Numbers as typed; what has fewer than seven digits is left out.
        besides: The family being typed, which is no double of itself.
    """
    numbers = frozenset(key for one in phones if len(key := phone_key(one)) >= _LEAST_DIGITS)
    people = tuple(words for name in names if (words := _words(name)))
    asked = _Asked(_words(label), people, numbers)
    pages = 0
    found: list[tuple[int, FamilyRow]] = []
    for row in _candidates(workspace, asked):
        if row.id == besides or pages >= _MOST_PAGES:
            continue
        pages += 1
        score = _score(asked, row, workspace.store.family_page(row.id))
        if score:
            found.append((score, row))
    found.sort(key=lambda one: -one[0])
    return tuple(row for _score_of, row in found[:SHOWN])


def _candidates(workspace: Workspace, asked: _Asked) -> list[FamilyRow]:
    """Return families worth a closer look: by number, by a whole name, by how the label begins."""
    found: dict[str, FamilyRow] = {}
    searches = [*asked.phones, *(" ".join(name) for name in asked.people if len(name) > 1)]
    for text in searches:
        for row in list_families(workspace, text=text, limit=_MOST_PAGES, which="with_drafts"):
            found.setdefault(row.id, row)
    beginning = " ".join(word[:_BEGINNING] for word in asked.label[:1])
    if beginning:
        rows = list_families(workspace, text=beginning, limit=_MOST_ROWS, which="with_drafts")
        alike = [row for row in rows if _are_alike(asked.label, _words(row.label))]
        for row in sorted(alike, key=lambda row: _words(row.label) != asked.label):
            found.setdefault(row.id, row)
    return list(found.values())


def _score(asked: _Asked, row: FamilyRow, page: FamilyPage) -> int:
    theirs = {phone_key(line.value) for adult in page.adults for line in adult.reach}
    label = _words(row.label)
    is_like_label = bool(asked.label) and _are_alike(asked.label, label)
    known = [_words(one.name) for one in page.adults] + [_words(one.name) for one in page.children]
    is_known = any(
        _is_same_person(typed, one, is_like_label) for typed in asked.people for one in known
    )
    score = _SAME_PHONE if asked.phones & theirs else 0
    score += _SAME_PERSON if is_known else 0
    return score + (_SAME_LABEL if asked.label and asked.label == label else 0)


def _is_same_person(typed: tuple[str, ...], known: tuple[str, ...], in_like_family: bool) -> bool:
    """Compare two names; a given name alone is enough only where the family is alike too."""
    if not known:
        return False
    if in_like_family and _are_alike(typed[:1], known[:1]):
        return len(typed) == 1 or len(known) == 1 or _are_alike(typed, known)
    return len(typed) > 1 and len(known) > 1 and _are_alike(typed, known)


def _are_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if sorted(one) == sorted(other):
        return True
    if len(one) == len(other):
        return all(
            _share(mine, theirs) >= ALIKE_WORD for mine, theirs in zip(one, other, strict=True)
        )
    return _share("".join(one), "".join(other)) >= ALIKE


def _share(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _words(text: str) -> tuple[str, ...]:
    letters = "".join(one if one.isalnum() else " " for one in fold(text))
    return tuple(letters.split())
