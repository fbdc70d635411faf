"""One calm sentence and a next step for every error code.

The sentences are English here and translated when they are shown. A sentence may use a detail of
the error by name (``{line}``); where that detail is missing the general sentence is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from fsp_desktop.language.errors_of_files import FILE_SENTENCES
from fsp_desktop.language.errors_of_records import RECORD_SENTENCES
from fsp_desktop.language.errors_of_sharing import SHARING_SENTENCES
from fsp_desktop.language.errors_of_texts import TEXT_SENTENCES
from fsp_desktop.language.words import N_, gettext

GENERAL = N_("That did not work, and nothing was changed. Please try again; the code is {code}.")
SENTENCES: Mapping[str, str] = {
    **RECORD_SENTENCES,
    **FILE_SENTENCES,
    **SHARING_SENTENCES,
    **TEXT_SENTENCES,
}
"""Error code -> English sentence."""


def sentence_for(code: str, detail: Mapping[str, object]) -> str:
    """Return the sentence for a code in the interface language, with its details filled in."""
    words = gettext(SENTENCES.get(code, GENERAL))
    try:
        return words.format_map({"code": code, **detail})
    except (KeyError, IndexError, ValueError, AttributeError):
        return gettext(GENERAL).format(code=code)
