"""Where the files that come with the program lie.

In a checkout they are the folders ``resources/`` and ``translations/`` at the top level; an
installed wheel carries them inside the package as ``_resources`` and ``_translations``. Nobody else
in the program needs to know the difference.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=2)
def _root(name: str) -> Path:
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file, for example ``resource_path("fonts", "NotoSans.ttf")``."""
    return _root("resources").joinpath(*parts)


def translation_path(*parts: str) -> Path:
    """Return the path of a shipped translation file or folder."""
    return _root("translations").joinpath(*parts)
