"""What may be printed about a family: names and languages, and nothing else.

A packet travels in a school bag and lies on kitchen tables. So the values of a family that a text can
ask for are a short list, and everything else is refused here, before a document is made: no address,
no birth date, no student number, no note, no housing, no health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language import formats
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.languages import find_language

PRINTABLE_FIELDS: Mapping[str, frozenset[str]] = {
    "student": frozenset({"preferred_name", "given_name"}),
    "adult": frozenset(
        {"preferred_name", "given_name", "family_name", "reads_language", "speaks_language"}
    ),
}
"""Kind -> fields that may be printed on a page for the family."""


@dataclass(frozen=True, slots=True)
class FamilyValues:
    """What a packet says about the family it is for; everything may be left out.

    Attributes:
        child_names: What each child likes to be called.
        adult_names: What each adult likes to be called.
        speaks: Tag of the language to name on the "I speak" card; None to take the one they read.
        made_on: The day on which the packet is made for them, printed on the cover.
    """

    child_names: tuple[str, ...] = ()
    adult_names: tuple[str, ...] = ()
    speaks: str | None = None
    made_on: date | None = None


def family_values(
    students: Sequence[Mapping[str, object]], adults: Sequence[Mapping[str, object]]
) -> FamilyValues:
    """Take the printable values from what is known of a family's children and adults.

    Args:
        students: For each child the fields to use, at most those of `PRINTABLE_FIELDS`.
        adults: The same for each adult; the first one's spoken language goes on the card.

    Raises:
        RefusedError: `packets.private_value` with kind and field, if any other field is handed in.
    """
    for kind, people in (("student", students), ("adult", adults)):
        for person in people:
            _refuse_private(kind, person)
    told = (str(adult.get("speaks_language") or "") for adult in adults)
    # "ask" means that nobody has asked yet; free words that are no language have no place on a card.
    spoken = next((tag for tag in told if tag != "ask" and find_language(tag)), None)
    return FamilyValues(
        child_names=tuple(name for person in students if (name := called(person))),
        adult_names=tuple(name for person in adults if (name := called(person))),
        speaks=spoken,
    )


def _refuse_private(kind: str, person: Mapping[str, object]) -> None:
    for name in person:
        if name not in PRINTABLE_FIELDS[kind]:
            raise RefusedError("packets.private_value", {"kind": kind, "field": name})


def called(person: Mapping[str, object]) -> str:
    """Return what somebody likes to be called."""
    return str(person.get("preferred_name") or person.get("given_name") or "").strip()


def values_of_family(family: FamilyValues, lang: str, reads: str) -> dict[str, str]:
    """Return the family's values by place name, as a text in one language writes them.

    Args:
        family: What may be printed.
        lang: Language of the text.
        reads: Language the family reads; it is named on the card if nobody said what they speak.
    """
    values = {"language_name": language_name(family.speaks or reads, lang)}
    if family.made_on is not None:
        values["made_on"] = formats.day(family.made_on, lang)
    if family.child_names:
        values["child_names"] = join_names(family.child_names, lang)
    if len(family.child_names) == 1:
        values["child_name"] = family.child_names[0]
    return values
