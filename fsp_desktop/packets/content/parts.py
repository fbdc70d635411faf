"""What a part of the welcome packet is, and the pieces that several parts are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.school_profile import SchoolPicture, SchoolProfile
from fsp_desktop.packets.content.small_picture import from_text
from fsp_desktop.packets.content.texts import ENGLISH
from fsp_desktop.packets.document import Block, Picture, Texts, fill, verbatim

Blocks = Sequence[Block | None]
Build = Callable[[Composer, SchoolProfile], Blocks]


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its stable id, the number schools know it by, and how its blocks are made.

    Attributes:
        is_first_days: It belongs to the short packet of the first days.
    """

    id: str
    number: int
    build: Build
    new_page: bool = False
    is_first_days: bool = False


def language_names(make: Composer, tags: Sequence[str]) -> Texts:
    """Return the names of languages, as each language of the document says them."""
    found: dict[str, object] = {}
    for lang in make.texts:
        names = join_names(tuple(language_name(tag, lang) for tag in tags), lang)
        found[lang] = fill("{names}", {"names": names}) if names else ()
    return found  # type: ignore[return-value]


def logo_of(profile: SchoolProfile, width: float = 0.16) -> Picture | None:
    """Return the school's logo, small, or None."""
    kept = profile.picture("logo")
    if kept is None:
        return None
    return Picture(from_text(kept.data), {ENGLISH: verbatim(kept.alt)}, width=width)


def picture_of(
    make: Composer, kept: SchoolPicture | None, alt_id: str, width: float
) -> Picture | None:
    """Return a picture the school gave, or None; its own words go before the general ones."""
    if kept is None:
        return None
    general = make.words(alt_id) if make.lacks(alt_id) is None else {}
    alt = {lang: verbatim(kept.alt) for lang in make.texts}
    others = {lang: text for lang, text in general.items() if lang != ENGLISH}
    return Picture(from_text(kept.data), {**alt, **others}, width=width)
