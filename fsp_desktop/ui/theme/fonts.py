"""The program's own typefaces, loaded only when a text first needs them.

The two weights of Noto Sans are loaded before the first paint; the serif (a family member's own words)
and the Arabic faces follow when they are first asked for, so that the window opens quickly.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from fsp_desktop.language.resources import resource_path

UI_FAMILY = "Noto Sans"
VOICE_FAMILY = "Noto Serif"
_AT_START = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
_VOICE = ("NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
_ARABIC = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-SemiBold.ttf")


@lru_cache(maxsize=64)
def _load(path: Path) -> bool:
    return path.is_file() and QFontDatabase.addApplicationFont(str(path)) >= 0


def _load_all(names: tuple[str, ...]) -> None:
    for name in names:
        _load(resource_path("fonts", name))


def load_ui_faces() -> None:
    """Make the interface's own face known; safe to call again."""
    _load_all(_AT_START)


def load_voice_faces() -> None:
    """Make the face of families' own words known; safe to call again."""
    _load_all(_VOICE)


def load_arabic_faces() -> None:
    """Make the Arabic faces of the interface known; called when the interface runs right to left."""
    _load_all(_ARABIC)


def family_names(voice: bool) -> list[str]:
    """Return the faces for a text, best first; the last one is what every computer has."""
    if voice:
        return [VOICE_FAMILY, "Noto Naskh Arabic", "serif"]
    return [UI_FAMILY, "Noto Sans Arabic", "sans-serif"]


def make_font(size_px: int, weight: int, voice: bool = False) -> QFont:
    """Return a font of the program in pixels, with the fall-backs in place."""
    if voice:
        load_voice_faces()
    font = QFont(family_names(voice))
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(weight))
    return font
