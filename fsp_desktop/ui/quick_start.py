"""Spares the way to the first picture two pieces of work of PySide that this program hardly ever needs.

PySide loads the makers of its own documentation at each start, some thirty milliseconds of it: they
word the errors of wrong calls, and answer `inspect.signature`. They are loaded here when somebody
asks for them. And it looks into each import for `from __feature__`, which this program never uses.
"""

from __future__ import annotations

import builtins
import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOME = "shibokensupport.signature."
_NOT_NOW = frozenset(
    _HOME + name
    for name in (
        "errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool",
    )
)  # fmt: skip
"""The parts of PySide that only errors and signatures need, and that are asked for as modules.

`mapping` is not among them: the binding reads its dictionary past all hooks.
"""


def load_qt() -> None:
    """Load PySide without those parts; does nothing where it is loaded already.

    A later PySide that is built differently is loaded whole.
    """
    if "PySide6" in sys.modules:
        return
    usual = sys.meta_path
    later = _Later()
    sys.meta_path = _OursFirst([later, *usual])
    try:
        import PySide6.QtCore  # noqa: F401 - loaded for its effect
    finally:
        usual[:] = [finder for finder in sys.meta_path if finder is not later]
        sys.meta_path = usual
    plain, watched = (
        getattr(builtins, name, None) for name in ("__orig_import__", "__feature_import__")
    )
    if plain is not None and builtins.__import__ is watched:
        builtins.__import__ = plain


class _OursFirst(list[Any]):
    """A `sys.meta_path` in which PySide's own finder comes after ours."""

    def insert(self, at: Any, finder: Any) -> None:
        """Put `finder` in, but never before the first one."""
        super().insert(max(1, at), finder)


class _Later:
    """Finds the modules of `_NOT_NOW` as others do, and puts off loading them."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to load a module later, or None for one that is not put off."""
        if name not in _NOT_NOW:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next((one for one in found if one is not None and one.loader is not None), None)
        return None if spec is None else ModuleSpec(name, self, loader_state=spec)  # type: ignore[arg-type] # its base class takes long to load

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module that stands for the one to come."""
        return _Postponed(spec.name, spec.loader_state)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""


class _Postponed(ModuleType):
    """A module that is filled when somebody first asks for something in it."""

    # One for all: they load each other, and several threads may ask.
    _turn = threading.RLock()

    def __init__(self, name: str, spec: ModuleSpec) -> None:
        super().__init__(name)
        self._to_load: ModuleSpec | None = spec

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with self._turn:
            spec, self._to_load = self._to_load, None
            if spec is not None and spec.loader is not None:
                # The loader of PySide finds the text by this name; others have renamed it meanwhile.
                shown, self.__spec__ = self.__spec__, spec
                spec.loader.exec_module(self)
                self.__spec__ = shown
        return super().__getattribute__(name)
