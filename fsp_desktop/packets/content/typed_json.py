"""Read small frozen dataclasses from JSON that a person or another program wrote, and write them again.

Each field is read by its annotation: text, number, day ("2026-10-13"), time ("08:30"), yes or no, a
`LocalText`, another such dataclass, or a list of these. Names of a newer program are passed over.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from fsp_desktop.domain.errors import RefusedError

LocalText = Mapping[str, str]
"""A short text of the school by language tag; "en" stands in for languages that are not there."""
MOST_ITEMS = 2_000
MOST_LETTERS = 20_000
T = TypeVar("T")
_EMPTY: tuple[object, ...] = (None, "", [], {})


class _UnreadableError(Exception):
    """A value has the wrong form; `path` is where it stands."""

    def __init__(self, *path: str) -> None:
        super().__init__(".".join(path))
        self.path = path


def read_typed(wanted: type[T], given: object, code: str) -> T:
    """Read a dataclass from a JSON object.

    Args:
        wanted: A frozen dataclass whose fields have the types named above.
        given: What `json.loads` gave.
        code: Code of the refusal.

    Raises:
        RefusedError: `code` with the field whose value has the wrong form, such as "people.2.name".
    """
    try:
        made: T = _object(wanted, given)
    except _UnreadableError as error:
        raise RefusedError(code, {"field": ".".join(error.path)}) from error
    return made


def to_plain(value: object) -> object:
    """Return a dataclass, or a value in one, in JSON form; what is empty is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {known.name: to_plain(getattr(value, known.name)) for known in fields(value)}
        # "No" is what is meant where nothing is said; 0 is a value of its own.
        return {
            name: item for name, item in found.items() if item not in _EMPTY and item is not False
        }
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _object(wanted: Any, given: object) -> Any:  # noqa: ANN401 (any dataclass)
    if not isinstance(given, Mapping):
        raise _UnreadableError
    values: dict[str, Any] = {}
    for known in fields(wanted):
        value = given.get(known.name)
        if value in _EMPTY:
            if known.default is MISSING and known.default_factory is MISSING:
                raise _UnreadableError(known.name)
            continue
        values[known.name] = _at(known.name, _hints(wanted)[known.name], value)
    return wanted(**values)


def _at(name: str, hint: Any, value: object) -> Any:  # noqa: ANN401 (any type)
    try:
        return _value(hint, value)
    except _UnreadableError as error:
        raise _UnreadableError(name, *error.path) from error
    except (TypeError, ValueError, OverflowError) as error:
        raise _UnreadableError(name) from error


def _value(hint: Any, value: object) -> Any:  # noqa: ANN401 (any type)
    if isinstance(hint, types.UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if hint == LocalText:
        return _local_text(value)
    if get_origin(hint) is tuple:
        return _list(get_args(hint)[0], value)
    if is_dataclass(hint):
        return _object(hint, value)
    return _plain(hint, value)


def _plain(hint: Any, value: object) -> object:  # noqa: ANN401 (any type)
    if hint in (bool, int, float):
        # JSON's true is Python's 1: only the type asked for is taken.
        if type(value) is hint or (hint is float and type(value) is int):
            return value
        raise TypeError
    text = _text(value)
    if hint is time:
        return time.fromisoformat(text).replace(tzinfo=None)
    return hint.fromisoformat(text) if hint in (date, datetime) else text


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_LETTERS:
        raise TypeError
    return value.strip()


def _local_text(value: object) -> dict[str, str]:
    if isinstance(value, str):
        return {"en": _text(value)}
    if not isinstance(value, Mapping):
        raise TypeError
    return {_text(tag): _text(words) for tag, words in value.items()}


def _list(hint: Any, value: object) -> tuple[Any, ...]:  # noqa: ANN401 (any type)
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST_ITEMS:
        raise TypeError
    return tuple(_at(str(number), hint, item) for number, item in enumerate(value, start=1))
