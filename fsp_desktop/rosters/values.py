"""Cells of a roster as values: days, yes and no, grades, phone numbers, names to compare."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date

from fsp_desktop.domain.cleaning import clean_line

_TRUE = frozenset({"true", "t", "yes", "y", "1", "x", "si", "sí"})
_FALSE = frozenset({"false", "f", "no", "n", "0"})
_GRADES = {
    "k": "K", "kg": "K", "kn": "K", "kindergarten": "K", "kinder": "K", "0": "K", "00": "K",
    "pk": "PK", "prek": "PK", "prekindergarten": "PK", "pre-k": "PK", "-1": "PK",
    "pr": "PR", "preschool": "PR", "tk": "TK", "transitionalkindergarten": "TK", "it": "IT",
    "ug": "UG", "ungraded": "UG", "ps": "PS", "postsecondary": "PS",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
    "freshman": "9", "sophomore": "10", "junior": "11", "senior": "12",
}  # fmt: skip
"""Ways of writing a grade -> the code of the Common Education Data Standards, without its zero."""
_YEAR_FIRST = re.compile(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NO_VALUE = frozenset({"none", "null", "n/a", "na", "unknown", "-", "--", "nan"})


def cell(text: str | None) -> str | None:
    """Return a cell cleaned and on one line, or None if it is empty or says that it is."""
    line = clean_line(text or "")
    return None if not line or line.casefold() in _NO_VALUE else line


def name_cell(text: str | None) -> str | None:
    """Return a name as written: unlike `cell`, "Na" and "Null" are names."""
    return clean_line(text or "") or None


def cells(text: str | None) -> tuple[str, ...]:
    """Return the members of a list cell ("a,b" or "a;b"), cleaned, without repeats."""
    parts = (clean_line(part) for part in re.split(r"[,;|]", text or ""))
    return tuple(dict.fromkeys(part for part in parts if part))


def flag(text: str | None) -> bool | None:
    """Return true or false however it is written, None if it is neither."""
    word = clean_line(text or "").casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def day(text: str | None) -> date | None:
    """Return the day of an ISO, American (month first) or dotted (day first) date.

    Raises:
        ValueError: If there is text but no day between 1900 and 2100 can be read from it.
    """
    line = cell(text)
    if line is None:
        return None
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_MONTH_FIRST, (3, 1, 2)),
                           (_DAY_FIRST, (3, 2, 1))):  # fmt: skip
        match = pattern.fullmatch(line)
        if match:
            return _in_range(date(*(int(match.group(part)) for part in order)))
    raise ValueError("no day")


def _in_range(found: date) -> date:
    if not 1900 <= found.year <= 2100:
        raise ValueError("year")
    return found


def grade(text: str | None) -> str | None:
    """Return the grade as "K", "1", ... "12", "PK", "TK"; an unknown word stays as written."""
    members = cells(text)
    if not members:
        return None
    line = members[0]
    word = re.sub(r"^(grade|gr|year|g)[\s.:_-]*(?=\d)|[\s_]*(grade|gr)\.?$", "", line.casefold())
    word = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word.strip()).replace(" ", "")
    if word.isascii() and word.isdigit() and 1 <= int(word) <= 13:
        return str(int(word))
    known = _GRADES.get(word) or _GRADES.get(word.replace("-", ""))
    return known or (line.upper() if len(line) <= 4 else line)


def phone_key(text: str) -> str:
    """Return the digits by which two ways of writing a number are one (North American 1 off)."""
    digits = "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def phone(text: str | None) -> str | None:
    """Return a phone number as written, or None if it is a stand-in such as 000-000-0000."""
    line = cell(text)
    if line is None:
        return None
    return line if len(set(phone_key(line))) > 1 and len(phone_key(line)) >= 4 else None


def email(text: str | None) -> str | None:
    """Return an e-mail address as written, or None if it has not the form of one."""
    line = cell(text)
    return line if line and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", line) else None


def point_key(contact_kind: str, value: str) -> str:
    """Return what makes two contact points of one adult the same."""
    return value.casefold() if contact_kind == "email" else phone_key(value) or value.casefold()


def name_key(*names: str | None) -> str:
    """Return a name to compare: without accents, case, blanks and punctuation."""
    text = unicodedata.normalize("NFKD", " ".join(name for name in names if name)).casefold()
    return "".join(c for c in text if c.isalnum() or unicodedata.category(c) == "Mc")


def split_name(text: str, family_names: tuple[str, ...] = ()) -> tuple[str, str | None]:
    """Return given and family name of a whole name, as far as they can be told apart.

    "Family, Given" can be, and a name that begins or ends with one of `family_names` (the
    student's). Else the whole name is the given name: which part of "María Ortiz Peña" is the
    family name, the family knows and the roster does not.
    """
    whole = text.strip(" ,")
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and given and family:
        return given, family
    for known in family_names:
        if len(whole) > len(known) + 1 and whole.casefold().endswith(f" {known.casefold()}"):
            return whole[: -len(known)].strip(), whole[-len(known) :]
        if len(whole) > len(known) + 1 and whole.casefold().startswith(f"{known.casefold()} "):
            return whole[len(known) :].strip(), whole[: len(known)]
    return whole, None


def is_gone(status: str | None) -> bool:
    """Tell whether a status word says that the row is no longer true."""
    word = re.sub(r"[^a-z]", "", (status or "").casefold())
    return word in {"tobedeleted", "inactive", "deleted", "withdrawn", "dropped", "transferred"}


def whole_number(text: str | None) -> int | None:
    """Return a small whole number, or None."""
    with suppress(ValueError):
        number = int(cell(text) or "")
        return number if 0 <= number < 1000 else None
    return None
