"""The kinds of value a field can hold, each with its cleaning and its reason of refusal.

A value travels in *wire* form through the journal, the bundles and the JSON of the commands:
text, number, true/false, null or a list of texts; days as `YYYY-MM-DD`, moments as ISO 8601 in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from fsp_desktop.domain.cleaning import LONG_TEXT_MAX, SHORT_TEXT_MAX, clean_line, clean_text
from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.vocabularies import VOCABULARIES


@dataclass(frozen=True)
class Shape:
    """What the store, the importer and the forms need to know of a field.

    Attributes:
        type: line, text, code, day, moment, flag, number, reference or set.
        vocabulary: For codes and sets of codes: its name in `VOCABULARIES`.
        kind: For references and sets of references: the kind of record they name.
    """

    type: str
    vocabulary: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Required:
    """Marks a field that a complete record needs; drafts need nothing."""


REQUIRED = Required()


def _line(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "text expected")
    cleaned = clean_line(value)
    if len(cleaned) > SHORT_TEXT_MAX:
        raise PydanticCustomError("too_long", "too long", {"max": SHORT_TEXT_MAX})
    return cleaned or None


def _text(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "text expected")
    cleaned = clean_text(value)
    if len(cleaned) > LONG_TEXT_MAX:
        raise PydanticCustomError("too_long", "too long", {"max": LONG_TEXT_MAX})
    return cleaned if cleaned.strip() else None


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise PydanticCustomError("not_a_day", "YYYY-MM-DD expected") from error


def _moment(value: object) -> datetime | None:
    """Read ISO 8601; without an offset it is this computer's local time."""
    if value is None or value == "":
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PydanticCustomError("not_a_time", "ISO 8601 time expected") from error


def _flag(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise PydanticCustomError("not_a_flag", "true or false expected")


def _number(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**31) < value < 2**31:
        raise PydanticCustomError("not_a_number", "whole number expected")
    return value


def _check_code(vocabulary: str, value: object) -> str | None:
    line = _line(value)
    if line is not None and line not in VOCABULARIES[vocabulary]:
        raise PydanticCustomError("not_in_vocabulary", "unknown code", {"vocabulary": vocabulary})
    return line


def _items(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple | set | frozenset):
        raise PydanticCustomError("not_a_list", "list expected")
    return list(value)


def _unique(items: list[str | None]) -> list[str]:
    return list(dict.fromkeys(item for item in items if item is not None))


def code(vocabulary: str) -> tuple[Shape, BeforeValidator]:
    """Return the markers of a field that holds one code of `vocabulary`."""
    return (
        Shape("code", vocabulary=vocabulary),
        BeforeValidator(lambda value: _check_code(vocabulary, value)),
    )


def codes(vocabulary: str) -> tuple[Shape, BeforeValidator]:
    """Return the markers of a field that holds a set of codes of `vocabulary`."""
    return (
        Shape("set", vocabulary=vocabulary),
        BeforeValidator(
            lambda value: _unique([_check_code(vocabulary, item) for item in _items(value)])
        ),
    )


def lines(kind: str | None = None) -> tuple[Shape, BeforeValidator]:
    """Return the markers of a set of short texts; with `kind`, ids of such records or names."""
    return (
        Shape("set", kind=kind),
        BeforeValidator(lambda value: _unique([_line(item) for item in _items(value)])),
    )


def reference(kind: str) -> tuple[Shape, BeforeValidator]:
    """Return the markers of a field that names one record of `kind` by its id."""
    return Shape("reference", kind=kind), BeforeValidator(_line)


Line = Annotated[str | None, Shape("line"), BeforeValidator(_line)]
"""One line of at most `SHORT_TEXT_MAX` characters."""
Text = Annotated[str | None, Shape("text"), BeforeValidator(_text)]
"""Any length up to `LONG_TEXT_MAX` characters, with paragraphs."""
Day = Annotated[date | None, Shape("day"), BeforeValidator(_day)]
Moment = Annotated[
    datetime | None,
    Shape("moment"),
    BeforeValidator(_moment),
    PlainSerializer(lambda value: None if value is None else to_wire_time(value), when_used="json"),
]
Flag = Annotated[bool | None, Shape("flag"), BeforeValidator(_flag)]
Number = Annotated[int | None, Shape("number"), BeforeValidator(_number)]
