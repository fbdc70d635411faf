"""One question of a form of plain values."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Question:
    """One field.

    Attributes:
        name: Of the value.
        words: Its label.
        kind: line, text, time, day, weekday, number, flag, choice, several, language, languages, local (a line
            in several languages), names (one a line) or rows (of `columns`).
        place: What the value belongs to, where a form writes to several places.
        width: Columns of six that it takes.
        hint: An example, in light letters.
        choices: (key, words) of a choice, or of several.
        columns: Questions of one row.
        needed: Names that a row must answer to be kept, "kind|name" for one of two; else the first.
        another: Words of the button that adds a row.
        nothing: Words while there is no row.
    """

    name: str
    words: str
    kind: str = "line"
    place: str = ""
    width: int = 2
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Question, ...] = ()
    needed: tuple[str, ...] = ()
    another: str = ""
    nothing: str = ""

    @property
    def key(self) -> str:
        """Name of the question in the form."""
        return f"{self.place}.{self.name}"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    title: str
    icon: str
    about: str
    questions: tuple[Question, ...]
