"""One calm sentence and a next step for every error code.

The sentences are English here and translated when they are shown. A sentence may use a detail of
the error by name (``{line}``); a detail that is missing leaves the general sentence of its room.
"""

from __future__ import annotations

from collections.abc import Mapping

from fsp_desktop.language.words import N_, gettext

GENERAL = N_("That did not work, and nothing was changed. Please try again; the code is {code}.")

SENTENCES: dict[str, str] = {
    "language.broken_catalogue": N_(
        "This translation file can not be read (line {line}). Ask for a new copy of it."
    ),
}


def sentence_for(code: str, detail: Mapping[str, object]) -> str:
    """Return the sentence for a code in the interface language, with its details filled in."""
    words = gettext(SENTENCES.get(code, GENERAL))
    try:
        return words.format_map({"code": code, **detail})
    except (KeyError, IndexError, ValueError):
        return gettext(GENERAL).format(code=code)
