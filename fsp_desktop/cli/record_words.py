"""Records as lines that a person reads on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from fsp_desktop.language.labels import field_label, kind_label, label
from fsp_desktop.language.words import _

Record = Mapping[str, Any]

_LONGEST = 100
_TITLES = (
    "label", "name", "title", "text", "summary", "value", "hopes", "discussed", "family_priorities",
)  # fmt: skip
_DAYS = (
    "occurred_at", "actual_start", "scheduled_start", "starts_at", "told_on", "due_on", "starts_on",
    "given_at",
)  # fmt: skip
_STATES = (
    "status", "state", "channel", "topic", "contact_kind", "relationship", "document", "role", "category",
)  # fmt: skip
_STAMPS = ("id", "kind", "created_at", "created_by", "updated_at", "updated_by", "conflicts")


def record_line(record: Record) -> str:
    """Return a record on one line: its id, its day, where it stands, its first words."""
    parts = [str(record["id"]), _day_of(record), _state_of(record), _title_of(record)]
    marks = [_("not finished")] if record.get("draft") else []
    marks += [_("two versions")] if record.get("conflicts") else []
    marked = " ".join(f"[{mark}]" for mark in marks)
    return "  ".join(part for part in [*parts, marked] if part)


def record_page(record: Record) -> Iterator[str]:
    """Yield a record field by field, leaving out what is empty."""
    kind = str(record["kind"])
    yield f"{kind_label(kind)}  {record['id']}"
    for name, value in record.items():
        if name not in _STAMPS and value not in (None, "", []) and value is not False:
            yield f"  {field_label(kind, name)}: {value_words(kind, name, value)}"
    for name in record.get("conflicts") or ():
        yield "  " + _("{field}: there are two versions; see “conflicts”.").format(
            field=field_words(kind, name)
        )
    yield "  " + _("Last changed: {at}").format(at=_moment(str(record.get("updated_at") or "")))


def history_line(kind: str, entry: Record, names: Mapping[str, str]) -> str:
    """Return one write on one line: when, who, where, which field, which value."""
    field, _bracket, element = str(entry["field"]).partition("[")
    words = field_words(kind, field)
    if element:
        sentence = _("{field}: with {value}") if entry["value"] else _("{field}: without {value}")
        written = sentence.format(field=words, value=element.removesuffix("]"))
    else:
        written = f"{words}: {_short(value_words(kind, field, entry['value']))}"
    return f"{_moment(str(entry['at']))}  {who_and_where(entry, names)}  {written}"


def who_and_where(entry: Record, names: Mapping[str, str]) -> str:
    """Return who wrote something, and on which computer if that is known."""
    author, device = str(entry["author"] or ""), str(entry["device"] or "")
    person, computer = names.get(author, author) or _("class list"), names.get(device, "")
    # A computer is usually named after its person.
    named = computer.startswith(person)
    return computer if named else " · ".join(part for part in (person, computer) if part)


def field_words(kind: str, field: str) -> str:
    """Return what people call a field, a group of fields, or the mark of a deleted record."""
    return _("Taken out of all lists") if field == "_deleted" else field_label(kind, field)


def hit_line(hit: Record) -> str:
    """Return one search result on one line."""
    title, snippet = str(hit.get("title") or ""), str(hit.get("snippet") or "")
    words = title if snippet in title else f"{title}  {snippet}"
    return f"{hit['id']}  {kind_label(str(hit['kind']))}  {_short(words)}"


def value_words(kind: str, name: str, value: object) -> str:
    """Return the value of a field as people say it, in the interface language."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(value_words(kind, name, item) for item in value)
    if isinstance(value, Mapping):
        filled = {key: item for key, item in value.items() if item not in (None, "")}
        return ", ".join(value_words(kind, key, item) for key, item in filled.items())
    return "" if value is None else _text_words(kind, name, value)


def _text_words(kind: str, name: str, value: object) -> str:
    from fsp_desktop.domain.shapes import field_shapes

    known = field_shapes(kind).get(name)
    if known and known.shape.vocabulary:
        return label(known.shape.vocabulary, str(value))
    return _moment(str(value)) if known and known.shape.type == "moment" else str(value)


def _title_of(record: Record) -> str:
    title = next((str(record[name]) for name in _TITLES if record.get(name)), "")
    if title:
        return _short(title)
    names = (record.get(name) for name in ("given_name", "middle_name", "family_name"))
    return _short(" ".join(str(name) for name in names if name))


def _state_of(record: Record) -> str:
    name = next((name for name in _STATES if record.get(name)), None)
    return value_words(str(record["kind"]), name, record[name]) if name else ""


def _day_of(record: Record) -> str:
    value = next((str(record[name]) for name in _DAYS if record.get(name)), "")
    return _moment(value)


def _moment(text: str) -> str:
    """Return an ISO day as it is, an ISO moment as local date and time."""
    if len(text) <= len(date.min.isoformat()):
        return text
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
