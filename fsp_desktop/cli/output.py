"""What a command says: JSON for scripts on standard output, words for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from fsp_desktop.cli.progress_line import ProgressLine

Json = Mapping[str, Any]
Lines = Callable[[], Iterable[str]]


class Output:
    """Prints results as text, as one JSON document or as one JSON record a line.

    Args:
        stream: Standard output.
        words: Standard error; messages for people go there.
        form: text, json or jsonl.
    """

    def __init__(self, stream: IO[str], words: IO[str], form: str) -> None:
        self._stream = stream
        self._words = words
        self.form = form

    @property
    def is_for_people(self) -> bool:
        """Tell whether results are printed as readable text."""
        return self.form == "text"

    def result(self, document: object, lines: Lines) -> None:
        """Print one result: `document` for scripts, `lines` for people."""
        if self.is_for_people:
            self._print_lines(lines())
        else:
            self._print(_as_json(document))

    def records(self, records: Iterable[Json], line: Callable[[Json], str]) -> None:
        """Print records as they come: a JSON array, a record a line, or a `line` for people each."""
        if self.form == "json":
            self._print_array(records)
        elif self.form == "jsonl":
            self._print_lines(_as_json(record) for record in records)
        else:
            self._print_lines(line(record) for record in records)

    def error(self, code: str, detail: Json, sentences: Iterable[str]) -> None:
        """Print a refusal: its code for scripts on standard output, its words on standard error."""
        if not self.is_for_people:
            self._print(_as_json({"error": {"code": code, "detail": detail}}))
        for sentence in sentences:
            self.tell(sentence)

    def say(self, sentence: str) -> None:
        """Print one step of a longer work as it happens; scripts wait for the result."""
        if self.is_for_people:
            self._print(sentence)
            self._stream.flush()

    def tell(self, sentence: str) -> None:
        """Print a sentence for people on standard error."""
        self._words.write(f"{sentence}\n")
        self._words.flush()

    def progress(self) -> ProgressLine:
        """Return a line on standard error that shows how far a longer work is, on a terminal."""
        return ProgressLine(self._words)

    def flush(self) -> None:
        """Wait until everything printed has left this program."""
        self._stream.flush()

    def _print_array(self, records: Iterable[Json]) -> None:
        self._stream.write("[")
        for number, record in enumerate(records):
            self._stream.write((",\n" if number else "") + _as_json(record))
        self._stream.write("]\n")

    def _print_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._print(line)

    def _print(self, line: str) -> None:
        self._stream.write(f"{line}\n")


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Return sets, paths and moments in details as something JSON knows."""
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
