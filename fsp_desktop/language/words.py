"""The interface's words in the language that is installed now.

Every sentence a person reads goes through ``_`` (or ``ngettext``, ``pgettext``), and the catalogue
is looked up when the function is called, so a language can be changed while the window is open.
English is written in the code and needs no file. ``qps-ploc`` is a pseudo-language for tests:
longer, accented and laid out right to left, so a cut-off or unmarked sentence is seen at once.

Importing this module loads nothing heavy: no Babel, no catalogue.
"""

from __future__ import annotations

from typing import Protocol

ENGLISH = "en"
PSEUDO = "qps-ploc"


class Catalogue(Protocol):
    """What the functions of this module ask a language for."""

    @property
    def tag(self) -> str:
        """The language's tag."""

    @property
    def direction(self) -> str:
        """Either ``"ltr"`` or ``"rtl"``."""

    def singular(self, context: str | None, message: str) -> str:
        """Return the words for one message, or the message itself."""

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that fits the count."""


class _English:
    tag = ENGLISH
    direction = "ltr"

    def singular(self, _context: str | None, message: str) -> str:
        return message

    def counted(self, one: str, many: str, count: int) -> str:
        return one if count == 1 else many


_in_use: dict[str, Catalogue] = {"interface": _English()}


def install(tag: str) -> str:
    """Make a language the language of the interface and return the tag that is now in use.

    A tag without a catalogue falls back to its language ("es-MX" to "es") and then to English.

    Raises:
        RefusedError: ``language.broken_catalogue`` if the catalogue file cannot be read; the
            language in use stays as it was.
    """
    catalogue = _open(tag)
    _in_use["interface"] = catalogue
    return catalogue.tag


def _open(tag: str) -> Catalogue:
    if tag == PSEUDO:
        from fsp_desktop.language.pseudo import PseudoCatalogue

        return PseudoCatalogue()
    if tag.partition("-")[0] == ENGLISH:
        return _English()
    from fsp_desktop.language.installed import open_catalogue

    return open_catalogue(tag) or _English()


def current() -> str:
    """Return the tag of the interface language in use."""
    return _in_use["interface"].tag


def direction() -> str:
    """Return ``"rtl"`` if the interface in use is laid out from right to left, else ``"ltr"``."""
    return _in_use["interface"].direction


def gettext(message: str) -> str:
    """Return a sentence in the interface language."""
    return _in_use["interface"].singular(None, message)


def pgettext(context: str, message: str) -> str:
    """Return a word in the interface language; the context tells two equal English words apart."""
    return _in_use["interface"].singular(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that fits the count; the caller still fills in the number."""
    return _in_use["interface"].counted(one, many, count)


def N_(message: str) -> str:  # noqa: N802 (the name every gettext extractor knows)
    """Mark a sentence for translation that is only looked up later, and return it as it is."""
    return message


_ = gettext
