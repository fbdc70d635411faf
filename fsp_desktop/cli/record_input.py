"""Records as they are typed or piped: one JSON object, an array of them, or one a line.

A bad record is reported with its line and never stops the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.services.entries import Entry

_NEXT_RECORD = re.compile(r"\n[ \t]*(?=\{)")
_BLANK = re.compile(r"[ \t\r\n]*")
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")


def read_entries(data: bytes) -> Iterator[Entry]:
    """Yield the records in `data`, each with its line counted from 1.

    Args:
        data: UTF-8. Bytes that are not are found record by record.
    """
    text = data.decode("utf-8", "surrogateescape")
    begin = _skip_blank(text, 0)
    if begin == len(text):
        return
    first_line = text[begin:].partition("\n")[0].rstrip()
    if text[begin] == "[":
        yield from _scan(text, begin + 1, in_array=True)
    elif first_line.endswith("}") or not first_line.startswith("{"):
        yield from _by_line(text)
    else:
        yield from _scan(text, begin, in_array=False)


def _by_line(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _entry(number, line)


def _entry(number: int, source: str) -> Entry:
    try:
        return Entry(number, _object(_load(source)))
    except FspError as error:
        return Entry(number, refusal=_placed(error, number))


def _scan(text: str, begin: int, *, in_array: bool) -> Iterator[Entry]:
    """Yield records that may spread over lines, finding the next one again after a bad one."""
    position, line, counted = begin, 1, 0
    while (position := _skip_blank(text, position, commas=in_array)) < len(text):
        if in_array and text[position] == "]":
            position = _after_array(text, position)
            if position < 0:
                return
        line, counted = line + text.count("\n", counted, position), position
        entry, position = _take(text, position, line)
        yield entry


def _after_array(text: str, position: int) -> int:
    end = _skip_blank(text, position + 1)
    return -1 if end == len(text) else end


def _take(text: str, position: int, line: int) -> tuple[Entry, int]:
    try:
        value, end = _decode(text, position)
    except FspError as error:
        found = _NEXT_RECORD.search(text, position + 1)
        after = found.end() if found else len(text)
        return Entry(line, refusal=_placed(error, line)), after
    try:
        _check_bytes(text[position:end])
        return Entry(line, _object(value)), end
    except FspError as error:
        return Entry(line, refusal=_placed(error, line)), end


def _decode(text: str, position: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except (ValueError, RecursionError) as error:
        raise RefusedError("cli.not_json", _where(error)) from error


def _load(source: str) -> object:
    _check_bytes(source)
    try:
        return _DECODER.decode(source)
    except (ValueError, RecursionError) as error:
        raise RefusedError("cli.not_json", _where(error)) from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _where(error: Exception) -> dict[str, object]:
    return {"column": error.colno} if isinstance(error, json.JSONDecodeError) else {}


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise RefusedError("cli.not_an_object")
    return value


def _check_bytes(source: str) -> None:
    found = _BROKEN_BYTE.search(source)
    if found:
        raise RefusedError("cli.not_utf8", {"character": found.start() + 1})


def _placed(error: FspError, line: int) -> FspError:
    return RefusedError(error.code, {"line": line, **error.detail})


def _skip_blank(text: str, position: int, *, commas: bool = False) -> int:
    """Return the place of the next character that is no white space (nor comma)."""
    while True:
        found = _BLANK.match(text, position)
        position = found.end() if found else position
        if not commas or position >= len(text) or text[position] != ",":
            return position
        position += 1
