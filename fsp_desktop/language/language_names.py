"""What a language is called in another language: "Spanish", "español", "西班牙语"."""

from __future__ import annotations

from functools import lru_cache

from fsp_desktop.language.languages import find_language
from fsp_desktop.language.own_formats import own_language_name, own_list

# Unicode has no own name for spoken Mandarin, and files Dari under Persian.
_OWN = {
    ("cmn", "es"): "mandarín",
    ("cmn", "ar"): "الماندرينية",
    ("cmn", "vi"): "tiếng Quan Thoại",
}
_IN_UNICODE = {"prs": "fa_AF"}
_CHINESE = ("zh-Hans", "zh-Hant", "cmn", "yue", "nan", "cdo", "hak")


@lru_cache(maxsize=512)
def language_name(tag: str, in_tag: str) -> str:
    """Return the name of a language as a text in another language writes it.

    Unicode's names are used where they exist; else the language's own name; else the English one.
    Chinese readers see the spoken languages by their own names.

    Args:
        tag: The language that is named; an unknown tag is returned as it is.
        in_tag: The language of the text around the name.
    """
    known = find_language(tag)
    if known is None:
        return tag
    if in_tag == "en":
        return known.name.partition(" (")[0]
    if tag in _CHINESE and in_tag in _CHINESE:
        return "中文" if tag.startswith("zh") else known.autonym or known.name
    ours = _OWN.get((known.tag, in_tag)) or own_language_name(known.tag, in_tag)
    found = ours or _unicode_name(known.tag, in_tag)
    return found or known.autonym or known.name


def _unicode_name(tag: str, in_tag: str) -> str | None:
    from babel import Locale

    reader = find_language(in_tag)
    if reader is None or reader.babel_locale is None:
        return None
    names = Locale.parse(reader.babel_locale).languages
    found = names.get(_IN_UNICODE.get(tag, tag.partition("-")[0]))
    return str(found) if found else None


def join_names(names: tuple[str, ...], in_tag: str) -> str:
    """Return names as a list in a language: "Amina and Yusuf", "Amina y Yusuf"."""
    ours = own_list(names, in_tag)
    if ours is not None:
        return ours
    from babel.lists import format_list

    reader = find_language(in_tag)
    locale = reader.babel_locale if reader and reader.babel_locale else "en_US"
    return str(format_list(list(names), locale=locale))
