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
_ARABIC = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf")


_SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "NotoSansArmenian-VF.ttf"),
    (0x0590, 0x05FF, "NotoSansHebrew-VF.ttf"),
    (0x0600, 0x06FF, "NotoSansArabic-Regular.ttf"),
    (0x0700, 0x074F, "NotoSansSyriac-Regular.ttf"),
    (0x0900, 0x097F, "NotoSansDevanagari-VF.ttf"),
    (0x0980, 0x09FF, "NotoSansBengali-VF.ttf"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi-VF.ttf"),
    (0x0A80, 0x0AFF, "NotoSansGujarati-VF.ttf"),
    (0x0B00, 0x0B7F, "NotoSansOriya-VF.ttf"),
    (0x0B80, 0x0BFF, "NotoSansTamil-VF.ttf"),
    (0x0C00, 0x0C7F, "NotoSansTelugu-VF.ttf"),
    (0x0C80, 0x0CFF, "NotoSansKannada-VF.ttf"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam-VF.ttf"),
    (0x0D80, 0x0DFF, "NotoSansSinhala-VF.ttf"),
    (0x0E00, 0x0E7F, "NotoSansThai-VF.ttf"),
    (0x0E80, 0x0EFF, "NotoSansLao-VF.ttf"),
    (0x1000, 0x109F, "NotoSansMyanmar-VF.ttf"),
    (0x10A0, 0x10FF, "NotoSansGeorgian-VF.ttf"),
    (0x1200, 0x139F, "NotoSansEthiopic-VF.ttf"),
    (0x1780, 0x17FF, "NotoSansKhmer-VF.ttf"),
    (0x2E80, 0x9FFF, "NotoSansCJK-VF.otf.ttc"),
    (0xAC00, 0xD7AF, "NotoSansCJK-VF.otf.ttc"),
)
_LAST_COMMON = 0x0530


@lru_cache(maxsize=4096)
def _face_of_block(block: int) -> str | None:
    point = block << 4
    return next((name for first, last, name in _SCRIPTS if first <= point <= last), None)


def load_faces_for(text: str) -> None:
    """Make the faces known that a text's scripts need; quick for the text one sees most."""
    if text.isascii() or max(text) < chr(_LAST_COMMON):
        return
    for block in {ord(letter) >> 4 for letter in text}:
        name = _face_of_block(block)
        if name:
            _load(resource_path("fonts", name))


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
