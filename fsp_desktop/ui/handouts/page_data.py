"""What a form says, as the data that services compose a page from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

EMPTY: tuple[object, ...] = (None, "", [], {})


def page_data(
    kind: str, answers: Mapping[str, object], people: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the data of a page: what is empty is left out, "meeting.day" goes into the meeting.

    Args:
        kind: Code of `document_kind`.
        answers: By name of the question.
        people: Ids of the people it is for.
    """
    data: dict[str, Any] = {}
    for name, value in answers.items():
        if value in EMPTY:
            continue
        place, _dot, field = name.rpartition(".")
        (data.setdefault(place, {}) if place else data)[field] = value
    typed, languages = data.pop("typed", []), data.pop("typed_languages", [])
    if kind == "name_badges":
        data["people"] = [*people, *({"name": name} for name in typed)]
    elif kind == "interpreter_cards":
        data["interpreters"] = list(people)
        data["cards"] = [{"name": name, "languages": languages} for name in typed]
    return data


def handout_texts(data: Mapping[str, Any]) -> list[tuple[bytes, str]]:
    """Return the texts of a handout with their languages; a text without a language is English."""
    return [
        (str(one["text"]).encode(), str(one.get("language") or "en"))
        for one in data.get("texts", ())
        if str(one.get("text", "")).strip()
    ]
