"""The lists of a school's profile that are records: people, help nearby, the school's own paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import label, labels
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.answers.question import Question
from fsp_desktop.ui.widgets.rows import RowLook

Choices = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One list.

    Attributes:
        part: Its name in the profile.
        kind: Kind of the records.
        title: Heading of the list.
        about: One sentence below it.
        nothing: Said while it is empty.
        another: Words of the button that adds one.
        one: Heading of the sheet.
    """

    part: str
    kind: str
    icon: str
    title: str
    about: str
    nothing: str
    another: str
    one: str

    def questions(self, choices: Choices) -> tuple[Question, ...]:
        """Return what is asked; `choices` has the parts of the packet and the pictures of people."""
        return {"people": _person, "resources": _resource, "own_texts": _own_text}[self.part](
            choices
        )


def record_kinds() -> tuple[RecordKind, ...]:
    """Return the lists in the order of the page."""
    return (
        RecordKind(
            "people",
            "school-person",
            "users",
            _("People at school"),
            _("Who families should know, in which languages one can speak with them."),
            _("Nobody yet. Who would a new family need to know first?"),
            _("Add a person"),
            _("A person at school"),
        ),
        RecordKind(
            "resources",
            "resource",
            "hand-heart",
            _("Help near the school"),
            _("Printed with the day on which somebody last checked it."),
            _("Nothing yet: food, a clinic, English for adults, a library."),
            _("Add a place that helps"),
            _("Help near the school"),
        ),
        RecordKind(
            "own_texts",
            "school-text",
            "quote",
            _("The school’s own paragraphs"),
            _("Printed at the end of a part, as the school’s own words."),
            _("Nothing yet. The packet says what most schools say."),
            _("Add a paragraph"),
            _("A paragraph of the school"),
        ),
    )


def _person(choices: Choices) -> tuple[Question, ...]:
    photos = (("", _("No picture")), *choices.get("photos", ()))
    return (
        Question("name", _("Name"), width=3),
        Question("pronunciation", _("How to say the name"), width=3),
        Question(
            "role", _("Work"), "choice", width=3, choices=tuple(labels("school_role").items())
        ),
        Question("role_words", _("What the school calls it"), width=3),
        Question("phone", _("Phone")),
        Question("room", _("Room")),
        Question("times", _("When to reach them")),
        Question("languages", _("Languages"), "languages", width=6),
        Question("photo_id", _("Picture"), "choice", width=6, choices=photos),
    )


def _resource(_choices: Choices) -> tuple[Question, ...]:
    kinds = tuple(labels("resource_category").items())
    return (
        Question("name", _("Name"), width=3),
        Question("category", _("Kind of help"), "choice", width=3, choices=kinds),
        Question("phone", _("Phone"), width=3),
        Question("website", _("Website"), width=3),
        Question("address", _("Address"), width=3),
        Question("hours", _("Open"), width=3),
        Question("cost", _("Cost"), width=3, hint=_("free")),
        Question("checked_on", _("Checked on"), "day", width=3),
        Question("languages", _("Languages"), "languages", width=6),
        Question("note", _("Good to know"), "text", width=6),
    )


def _own_text(choices: Choices) -> tuple[Question, ...]:
    return (
        Question(
            "section",
            _("In which part"),
            "choice",
            width=3,
            choices=tuple(choices.get("parts", ())),
        ),
        Question("language", _("In which language"), "language", width=3),
        Question("text", _("Words"), "text", width=6),
    )


def record_look(kind: RecordKind, values: Mapping[str, Any], choices: Choices) -> RowLook:
    """Return how one record stands in its list."""
    names = tuple(language_name(str(tag), current()) for tag in values.get("languages") or ())
    languages = join_names(names, current()) if names else ""
    chip = (_("Not finished"), "family", "pencil") if values.get("draft") else None
    if kind.part == "people":
        role = label("school_role", str(values["role"])) if values.get("role") else ""
        quiet = (role, str(values.get("phone") or ""), languages)
        return _row(values.get("name"), quiet, kind.icon, chip)
    if kind.part == "resources":
        category = values.get("category")
        checked = values.get("checked_on")
        when = _("checked {day}").format(day=day(_date(checked))) if checked else _("not checked")
        named = label("resource_category", str(category)) if category else ""
        return _row(values.get("name"), (named, languages, when), kind.icon, chip)
    parts = dict(choices.get("parts", ()))
    tag = str(values.get("language") or "")
    said = (language_name(tag, current()) if tag else "", str(values.get("text") or ""))
    return _row(parts.get(str(values.get("section") or "")), said, kind.icon, chip)


def _row(title: object, quiet: Sequence[str], icon: str, chip: Any) -> RowLook:
    meta = " · ".join(part for part in quiet if part)
    return RowLook(str(title or _("Without a name yet")), "", meta, icon=icon, chip=chip)


def _date(text: object) -> Any:
    from datetime import date

    return date.fromisoformat(str(text))
