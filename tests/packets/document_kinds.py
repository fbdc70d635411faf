"""Every kind of document, with a builder of a filled sample in any language.

A new kind is one more line in `KINDS`; it is then printed, read back, checked for tags and handed to the
PDF/UA validator in each of the languages of `TAGS`.
"""

from __future__ import annotations

from collections.abc import Callable

from fsp_desktop.packets.content.brief import compose_brief
from fsp_desktop.packets.content.handout import compose_handout
from fsp_desktop.packets.content.welcome import compose
from fsp_desktop.packets.document import Document
from tests.packets.content import sample_pages
from tests.packets.content.sample_school import FAMILY, PROFILE
from tests.packets.content.test_brief import CONTENT
from tests.packets.languages import TAGS, handout_text
from tests.packets.pdf.samples import every_block, label_sheet, poster

Build = Callable[[str], Document]


def _handout(tag: str) -> Document:
    texts = [(handout_text(lang).encode(), lang) for lang in dict.fromkeys((tag, "en"))]
    return compose_handout(texts)


KINDS: dict[str, Build] = {
    "every block": every_block,
    "labels": label_sheet,
    "poster": poster,
    "welcome packet": lambda tag: compose(PROFILE, FAMILY, [tag]),
    "handout": _handout,
    "conference brief": lambda tag: compose_brief(CONTENT),
}
KINDS |= {
    name: lambda tag, name=name: sample_pages.page(name, tag)  # type: ignore[misc]
    for name in sample_pages.PAGES
}
KINDS |= {"first days": sample_pages.first_days, "pile sheet": sample_pages.pile_sheet}
__all__ = ["KINDS", "TAGS"]
