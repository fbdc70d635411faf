"""From what a form hands over to what goes into the journal: only what the person changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fsp_desktop.domain.changes import DELETED, Dot, FieldWrite, Wire, element_key
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.plain import Frozen, fresh
from fsp_desktop.store.columns import Kind, fits
from fsp_desktop.store.journal import Journal, write_in
from fsp_desktop.store.states import RecordState

Seen = Mapping[str, Sequence[Dot]]
"""Journal key -> the dots a form was showing."""


class Write(Frozen):
    """The fields of one record that a person changed.

    Attributes:
        fields: Field -> value in wire form; a member of a field group stands for itself.
        seen: What the form was showing; None means what the record holds now.
    """

    kind: str
    record_id: str
    fields: Mapping[str, Wire]
    seen: Seen | None = None


class Saved(Frozen):
    """What a save did.

    Attributes:
        dot: The operation written last, or None if nothing had changed.
        dots: Every operation written; `undo_saves` takes all of them back together.
        seen: Record id -> journal key that was written -> its dot; laid over what the form was
            showing, it is what the next save of the same form hands over.
        kinds: Kinds of record that changed.
        ids: Records that changed.
    """

    dot: Dot | None
    seen: dict[str, dict[str, tuple[Dot, ...]]] = fresh(factory=dict)
    kinds: frozenset[str] = frozenset()
    ids: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()


_NOTHING: frozenset[str] = frozenset()


def together(saves: Sequence[Saved]) -> Saved:
    """Return what several saves of one transaction did."""
    dots = tuple(dict.fromkeys(dot for one in saves for dot in one.dots))
    return Saved(
        dots[-1] if dots else None,
        {},
        frozenset(kind for one in saves for kind in one.kinds),
        tuple(dict.fromkeys(record_id for one in saves for record_id in one.ids)),
        dots,
    )


def field_writes(state: RecordState, write: Write, journal: Journal) -> dict[str, FieldWrite]:
    """Return the journal writes for what differs from what the person was shown.

    Raises:
        RefusedError: `domain.unknown_kind`, `store.unknown_field` or `store.unfit_value`.
    """
    return _Difference(state, write, journal).writes()


class _Difference:
    """Compares one `Write` with what its form was showing."""

    def __init__(self, state: RecordState, write: Write, journal: Journal) -> None:
        if state.kind is None:
            raise RefusedError("domain.unknown_kind", {"kind": state.kind_name})
        self._kind: Kind = state.kind
        self._state = state
        self._write = write
        self._journal = journal
        self._is_new = not state.dots
        self._found: dict[str, FieldWrite] = {}

    def writes(self) -> dict[str, FieldWrite]:
        groups: dict[str, dict[str, Wire]] = {}
        # Words in a record that is new are most of every import, and need no comparing.
        words = self._kind.texts if self._is_new and not self._write.seen else _NOTHING
        for name, value in self._write.fields.items():
            if value and name in words and value.__class__ is str:
                self._found[name] = FieldWrite(value)
            else:
                self._take(name, value, groups)
        for group, given in groups.items():
            base = self._shown(group)
            self._add(group, (base if isinstance(base, dict) else {}) | given)
        if self._is_new and not self._found:
            self._found["draft"] = FieldWrite(self._write.fields.get("draft", False))
        return self._found

    def _take(self, name: str, value: Wire, groups: dict[str, dict[str, Wire]]) -> None:
        """Compare one field of the form; members of a group are gathered in `groups`."""
        if name == DELETED:
            self._add_deletion(bool(value))
            return
        column = self._kind.columns.get(name)
        if column is None:
            raise RefusedError("store.unknown_field", {"field": name})
        if not fits(column, value):
            raise RefusedError("store.unfit_value", {"field": name})
        if column.type == "set":
            self._add_elements(name, value)
        elif column.group is not None:
            groups.setdefault(column.group, {})[name] = value
        else:
            self._add(name, value)

    def _dots(self, key: str) -> tuple[Dot, ...]:
        """Return the dots of `key` that the person was looking at."""
        if self._write.seen is None:
            return self._state.dots.get(key, ())
        # What a form saw of a copy's past may now be the name of something it never showed.
        renamed = self._journal.renamed
        return tuple(renamed.get(dot, dot) for dot in self._write.seen.get(key, ()))

    def _shown(self, key: str) -> Wire:
        """Return the value of `key` that the person was looking at."""
        dots = self._dots(key)
        if dots == self._state.dots.get(key, ()):
            return self._state.value_of(key)
        values = [self._value_at(dot, key) for dot in dots]
        return values[0] if values else self._default(key)

    def _value_at(self, dot: Dot, key: str) -> Wire:
        op = self._journal.read(dot)
        write = op and write_in(op, self._state.record_id, key)
        return write.value if write else self._default(key)

    def _default(self, key: str) -> Wire:
        members = self._kind.keys[key]
        if members == (key,):
            return self._kind.defaults[key]
        return {member: self._kind.defaults[member] for member in members}

    def _add(self, key: str, value: Wire) -> None:
        dots = self._dots(key)
        if self._is_new:
            is_changed = not _is_empty(value) or value != self._default(key)
        else:
            is_changed = len(dots) > 1 or value != self._shown(key)
        if is_changed:
            self._found[key] = FieldWrite(value, dots)

    def _add_elements(self, name: str, wanted: list[str]) -> None:
        shown = self._shown_elements(name)
        for element in dict.fromkeys([*wanted, *shown]):
            is_wanted = element in wanted
            if is_wanted != (element in shown):
                key = element_key(name, element)
                self._found[key] = FieldWrite(is_wanted, self._dots(key))

    def _shown_elements(self, name: str) -> list[str]:
        if self._write.seen is None:
            return list(self._state.row.get(name) or [])
        mark = f"{name}["
        keys = [key for key in self._write.seen if key.startswith(mark) and key.endswith("]")]
        return [key[len(mark) : -1] for key in keys if self._was_in(key)]

    def _was_in(self, key: str) -> bool:
        dots = self._dots(key)
        if dots == self._state.dots.get(key, ()):
            return bool(self._state.value_of(key))
        writes = [(op, dot) for dot in dots if (op := self._journal.read(dot))]
        found = [write_in(op, self._state.record_id, key) for op, _ in writes]
        return any(write is not None and bool(write.value) for write in found)

    def _add_deletion(self, value: bool) -> None:
        """Deleting names everything its author had seen, so that what was beside it stays."""
        if not value:
            if DELETED in self._state.dots:
                self._found[DELETED] = FieldWrite(False, self._dots(DELETED))
            return
        seen = self._write.seen if self._write.seen is not None else self._state.dots
        dots = {dot for present in seen.values() for dot in present}
        covered = ancestors(self._journal, self._state.record_id, dots)
        self._found[DELETED] = FieldWrite(True, tuple(sorted(covered)))


def _is_empty(value: Wire) -> bool:
    if isinstance(value, dict):
        return all(_is_empty(part) for part in value.values())
    return value is None or value in ("", [])


def ancestors(journal: Journal, record_id: str, dots: set[Dot], key: str | None = None) -> set[Dot]:
    """Return `dots` and all dots of the record (or of one key) that they replaced, far back."""
    found: set[Dot] = set()
    waiting = set(dots)
    while waiting:
        dot = waiting.pop()
        found.add(dot)
        op = journal.read(dot)
        for write in op.writes if op else ():
            if write.record_id == record_id:
                for name, one in write.fields.items():
                    if key is None or name == key:
                        waiting.update(set(one.replaced) - found)
    return found
