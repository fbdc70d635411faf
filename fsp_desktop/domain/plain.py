"""Plain records that are quick to define and quick to make.

`dataclass` writes and compiles six functions for each class when its module is loaded. With the
eighty small classes that the first screen needs, that was a tenth of the program's start. A class
below `Plain` or `Frozen` costs next to nothing there: its `__init__` is compiled with its first
record, and the other functions are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")


class _Fresh:
    """Stands for a default that is made anew for each record."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def fresh(*, factory: Callable[[], _T]) -> _T:
    """Return a default for a field that is made by `factory` for each record, such as a dict."""
    return _Fresh(factory)  # type: ignore[return-value]


class _PlainType(type):
    """Makes a class with a slot for each annotated name."""

    field_names: tuple[str, ...]
    field_defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _PlainType:
        above = next((base for base in bases if isinstance(base, _PlainType)), None)
        own = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in own if field in body}
        body["__slots__"] = own
        body["__init__"] = _first_init
        body["field_names"] = (*above.field_names, *own) if above else own
        body["field_defaults"] = above.field_defaults | defaults if above else defaults
        return super().__new__(cls, name, bases, body)


def _first_init(record: _Shared, *given: object, **named: object) -> None:
    """Fill the first record of a class; from then on the class fills its records by itself."""
    made = type(record)
    made.__init__ = fill = _filler(made)  # type: ignore[method-assign]
    fill(record, *given, **named)


def _filler(made: type[_Shared]) -> Any:  # noqa: ANN401 - an `__init__` of any fields
    known: dict[str, Any] = {}
    wanted, lines = ["self"], []
    for field in made.field_names:
        # The slot's own setter goes past `__setattr__`, which refuses.
        known[f"_set_{field}"] = getattr(made, field).__set__
        value = field
        if field in made.field_defaults:
            default = known[f"_or_{field}"] = made.field_defaults[field]
            wanted.append(f"{field}=_or_{field}")
            if isinstance(default, _Fresh):
                value = f"_or_{field}.make() if {field} is _or_{field} else {field}"
        else:
            wanted.append(field)
        lines.append(f" _set_{field}(self, {value})\n")
    exec(f"def __init__({', '.join(wanted)}):\n{''.join(lines)}", known)  # noqa: S102 - names of our own
    return known["__init__"]


class _AsDataclass:
    """Lets `replace`, `asdict` and `fields` of `dataclasses` work; made when they first ask."""

    def __get__(self, record: object, owner: type[_Shared]) -> dict[str, Any]:
        import dataclasses

        fields: list[Any] = []
        for name in owner.field_names:
            default = owner.field_defaults.get(name, dataclasses.MISSING)
            if isinstance(default, _Fresh):
                fields.append((name, Any, dataclasses.field(default_factory=default.make)))
            else:
                fields.append((name, Any, dataclasses.field(default=default)))
        alike = dataclasses.make_dataclass(owner.__name__, fields)
        known: dict[str, Any] = alike.__dataclass_fields__  # type: ignore[attr-defined]
        return known


class _Shared(metaclass=_PlainType):  # noqa: PLW1641 - records that change have no hash
    """What both kinds of records can do. Equal are records of one class with equal fields."""

    __dataclass_fields__ = _AsDataclass()

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is of the same class with equal fields."""
        if type(self) is not type(other):
            return NotImplemented
        return values_of(self) == values_of(other)

    def __repr__(self) -> str:
        """Return the class and its fields as they would be written."""
        fields = (f"{name}={getattr(self, name)!r}" for name in type(self).field_names)
        return f"{type(self).__qualname__}({', '.join(fields)})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Say how to copy it."""
        return type(self), values_of(self)


@dataclass_transform(field_specifiers=(fresh,))
class Plain(_Shared):
    """A record with a fixed set of fields, written as a dataclass is."""


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
class Frozen(_Shared):
    """A record with a fixed set of fields of which none can be set again."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be taken away")

    def __hash__(self) -> int:
        """Return a hash of all fields."""
        return hash(values_of(self))


def values_of(record: _Shared) -> tuple[Any, ...]:
    """Return the values of all fields in their order."""
    return tuple([getattr(record, name) for name in type(record).field_names])


def as_dict(record: _Shared) -> dict[str, Any]:
    """Return the fields by name; what is inside them stays as it is."""
    return {name: getattr(record, name) for name in type(record).field_names}
