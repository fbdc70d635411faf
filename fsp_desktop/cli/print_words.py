"""What a printing command tells: files, pages, drafts, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fsp_desktop.cli.refusals import sentences
from fsp_desktop.language.words import _, ngettext

if TYPE_CHECKING:
    from fsp_desktop.cli.session import Session


def nothing_printed() -> dict[str, Any]:
    """Return the document of a printing, before anything is printed.

    Missing glyphs stop a file from being printed, so none are ever counted.
    """
    names = (
        "files", "texts", "drafts", "missing_glyphs", "missing_values", "english_only", "left_out", "given",
    )  # fmt: skip
    return {"pages": 0, **{name: [] for name in names}}


def tell_printed(session: Session, document: Mapping[str, Any]) -> None:
    """Print the document of a printing, or say it in words."""
    session.output.result(document, lambda: _lines(document))


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield from document["files"]
    yield from document["texts"]
    pages = document["pages"]
    yield ngettext("{count} page", "{count} pages", pages).format(count=pages)
    if document["drafts"]:
        tags = sorted({draft["language"] for draft in document["drafts"]})
        yield _("Marked as drafts, since nobody has checked them: {languages}").format(
            languages=", ".join(tags)
        )
    if document["missing_values"]:
        yield _("Left out, since the school has not said it yet: {values}").format(
            values=", ".join(document["missing_values"])
        )
    for tag in document["english_only"]:
        if isinstance(tag, str):
            yield _("Nobody has written this in {language} yet; it is in English.").format(
                language=tag
            )
    for one in document["left_out"]:
        for sentence in sentences(one["code"], {}):
            yield f"{one['name']}: {sentence}"
