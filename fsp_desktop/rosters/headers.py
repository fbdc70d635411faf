"""What a column means: aliases of header names, and columns that are dropped on reading.

Headers are compared without case, blanks and punctuation. A value of a dropped column is never
put into a row, so it can reach neither the record nor a report nor a log.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.resources import resource_path

ADULT_FIELD = re.compile(r"adult(\d{1,3})\.([a-z_]+)")


@cache
def roster_table(name: str) -> dict[str, Any]:
    """Return one of the tables of `resources/roster`, for example `headers`."""
    path = resource_path("roster", f"{name}.json")
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def plain(header: str) -> str:
    """Return a header as it is compared: letters and digits only, without case."""
    return "".join(character for character in header.casefold() if character.isalnum())


@cache
def _extension() -> re.Pattern[str]:
    prefixes = "|".join(roster_table("headers")["extension_prefixes"])
    return re.compile(rf"^\s*({prefixes})[\s._:-]+", re.IGNORECASE)


def bare(header: str) -> str:
    """Return `plain` of a header without the mark of an extension (`metadata.`, `ext_`)."""
    return plain(_extension().sub("", header, count=1))


def is_forbidden(header: str) -> bool:
    """Tell whether a column must never be kept (passwords, origin, health, status papers)."""
    table = roster_table("forbidden")
    return any(
        word in table["exact"]
        or word.startswith(tuple(table["starts"]))
        or any(part in word for part in table["contains"])
        for word in _ways_to_read(header)
    )


def _ways_to_read(header: str) -> list[str]:
    """A header, its parts after dots and colons, and without words for whose value it is."""
    bare_word = bare(header)
    owned = re.sub(
        r"^(student|user|child|pupil|adult|guardian|contact|demographic)s?", "", bare_word
    )
    tail = plain(re.split(r"[.:]", header)[-1])
    return [bare_word, owned, tail]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file by meaning.

    Attributes:
        fields: Field -> index of its column.
        forbidden: Headers that were dropped.
        unknown: Headers nobody has said the meaning of.
        width: How many columns the header line has.
    """

    fields: Mapping[str, int]
    forbidden: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int

    def pick(self, row: Sequence[str]) -> dict[str, str]:
        """Return the wanted cells of a row by field; nothing else of the row lives on."""
        return {field: row[index] for field, index in self.fields.items() if index < len(row)}


def read_columns(
    headers: Sequence[str], table: str, mapping: Mapping[str, str] | None = None
) -> Columns:
    """Return what the columns of a file of `table` mean.

    Args:
        headers: The header line.
        table: Name of a table in `headers.json`, or `plain`.
        mapping: Header -> field, as a person said; wins over the aliases. An empty field means
            that the column is not wanted.

    Raises:
        RefusedError: `rosters.forbidden_column` if the mapping asks for such a column;
            `rosters.unknown_field` if it names a field that does not exist.
    """
    said = {plain(header): field for header, field in (mapping or {}).items()}
    wishes = [said.get(plain(header)) for header in headers]
    forbidden = tuple(header for header in headers if is_forbidden(header))
    for header, wish in zip(headers, wishes, strict=True):
        _check_wish(header, wish, table)
    fields: dict[str, int] = {}
    for index, wish in enumerate(wishes):
        if wish:
            fields.setdefault(wish, index)
    guesses = _guesses(headers, table)
    for index, (wish, guess) in enumerate(zip(wishes, guesses, strict=True)):
        if wish is None and guess is not None:
            fields.setdefault(guess, index)
    unknown = tuple(_unknown(headers, wishes, set(fields.values()), forbidden))
    return Columns(fields, forbidden, unknown, len(headers))


def _unknown(
    headers: Sequence[str], wishes: Sequence[str | None], used: set[int], forbidden: Sequence[str]
) -> Iterable[str]:
    not_needed = roster_table("headers")["not_needed"]
    for index, header in enumerate(headers):
        is_known = index in used or header in forbidden or wishes[index] == ""
        if header and not is_known and plain(header) not in not_needed:
            yield header


def _check_wish(header: str, wish: str | None, table: str) -> None:
    if not wish:
        return
    if is_forbidden(header):
        raise RefusedError("rosters.forbidden_column", {"column": header})
    if not is_field(wish, table):
        raise RefusedError("rosters.unknown_field", {"field": wish, "column": header})


def is_field(field: str, table: str) -> bool:
    """Tell whether a mapping may name `field` for files of `table`."""
    tables = roster_table("headers")["tables"]
    adult = ADULT_FIELD.fullmatch(field) if table == "plain" else None
    return field in tables[table] or (adult is not None and adult[2] in tables["plain_adult"])


@cache
def _aliases(table: str) -> dict[str, tuple[str, int]]:
    aliases: dict[str, tuple[str, int]] = {}
    for field, names in roster_table("headers")["tables"][table].items():
        for rank, name in enumerate(names):
            aliases.setdefault(name, (field, rank))
    return aliases


def _guesses(headers: Sequence[str], table: str) -> list[str | None]:
    """The field of each header by its aliases; the better alias wins, each field goes once."""
    best: dict[str, tuple[int, int]] = {}
    for index, header in enumerate(headers):
        if is_forbidden(header):
            continue
        field, rank = _guess(header, table)
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, index)
    found: list[str | None] = [None] * len(headers)
    for field, (_, index) in best.items():
        found[index] = field
    return found


def _guess(header: str, table: str) -> tuple[str | None, int]:
    if table == "plain":
        adult = _adult_field(bare(header))
        if adult:
            return adult, 0
    aliases = _aliases(table)
    return aliases.get(plain(header)) or aliases.get(bare(header)) or (None, 0)


def _adult_field(word: str) -> str | None:
    """Read "guardian2firstname" or "mothercell" as a field of one of the adults of a row."""
    match = re.fullmatch(rf"({_adult_prefixes()})(\d{{0,2}})(.*)", word)
    if not match:
        return None
    prefix, number, rest = match.groups()
    number = number or (re.search(r"\d$", rest) or [""])[0]
    found = _aliases("plain_adult").get(rest) or _aliases("plain_adult").get(
        rest.rstrip("12345678")
    )
    if found is None:
        return None
    return f"adult{_adult_number(prefix, number)}.{found[0]}"


@cache
def _adult_prefixes() -> str:
    return "|".join(sorted(roster_table("headers")["adult_prefixes"], key=len, reverse=True))


def _adult_number(prefix: str, number: str) -> int:
    """Each way of naming an adult has its own row of ten, so that mother and guardian 1 differ."""
    place = list(roster_table("headers")["adult_prefixes"]).index(prefix) + 1
    return place * 10 + int(number or 0)


def implied_relationship(adult_number: int) -> str | None:
    """Return mother or father if the header itself said so."""
    prefixes: dict[str, str | None] = roster_table("headers")["adult_prefixes"]
    words = [None, *prefixes.values()]
    return words[adult_number // 10] if adult_number // 10 < len(words) else None


def fingerprint(headers: Iterable[str]) -> str:
    """Return a name for a set of headers, the same in any order and case."""
    joined = "\n".join(sorted({plain(header) for header in headers}))
    return hashlib.sha256(joined.encode()).hexdigest()[:32]
