"""What a printing tells about itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """Letters that no font here can write, and where they stand."""

    section: str
    lang: str
    chars: str


@dataclass(frozen=True, slots=True)
class RenderReport:
    """Outcome of one printed document.

    Attributes:
        pages: Number of pages.
        drafts: (section id, language) of everything printed with the word "Draft".
        missing_glyphs: Always empty on a printed document; filled by `missing_glyphs(document)`.
    """

    pages: int
    drafts: list[tuple[str, str]] = field(default_factory=list)
    missing_glyphs: list[MissingGlyph] = field(default_factory=list)
