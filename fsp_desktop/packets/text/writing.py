"""How a language is written, as far as setting its type is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fsp_desktop.language.languages import find_language

# Scripts of the table that are families of scripts, by the one that decides the font.
_WRITTEN_WITH = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}
_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc"})
_ICU_LOCALES = {"ja": "ja@lb=strict", "ko": "ko@lw=phrase", "zh-Hans": "zh", "zh-Hant": "zh_Hant"}
# ICU's dictionary for Myanmar script knows Burmese only; it would cut other languages inside their words.
_SPACES_ONLY = frozenset({"ksw", "pwo", "blk", "kjp", "mnw", "shn", "eky"})


@dataclass(frozen=True, slots=True)
class Writing:
    """How one language is written.

    Attributes:
        lang: BCP 47 tag, as HarfBuzz and the PDF want it.
        script: ISO 15924 code of the script that decides its font.
        is_rtl: Whether its lines run from right to left.
        icu_locale: What ICU is asked for line breaks, None for breaks at spaces only.
    """

    lang: str
    script: str
    is_rtl: bool
    icu_locale: str | None


@lru_cache(maxsize=256)
def writing(lang: str) -> Writing:
    """Return how a language is written; an unknown tag is taken for a Latin one."""
    known = find_language(lang)
    script = (known.script if known else None) or "Latn"
    primary = lang.partition("-")[0]
    locale = _ICU_LOCALES.get(lang) or _ICU_LOCALES.get(primary) or lang.replace("-", "_")
    return Writing(
        lang=lang,
        script=_WRITTEN_WITH.get(script, script),
        is_rtl=known.is_rtl if known else script in _RTL_SCRIPTS,
        icu_locale=None if primary in _SPACES_ONLY else locale,
    )
