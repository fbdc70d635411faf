"""Interface catalogues that come with the program: ``translations/ui/<tag>/LC_MESSAGES/*.po``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import c2py  # the reader of "Plural-Forms" rules
from pathlib import Path

from fsp_desktop.language.catalogue import Entry, header_fields, read_entries
from fsp_desktop.language.resources import translation_path

_FILE = "fsp_desktop.po"
RTL_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class PoCatalogue:
    """The messages of one catalogue file, with the plural rule of its language."""

    tag: str
    direction: str
    messages: Mapping[tuple[str | None, str], Entry]
    form_of: Callable[[int], int]

    def singular(self, context: str | None, message: str) -> str:
        """Return the words for one message, or the English message if it is not translated."""
        entry = self.messages.get((context, message))
        return (entry.text if entry else "") or message

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the plural form that fits, or the English form if it is not translated."""
        entry = self.messages.get((None, one))
        words = entry.words.get(self.form_of(count), "") if entry else ""
        return words or (one if count == 1 else many)


def installed_tags() -> list[str]:
    """Return the tags of all interface catalogues that come with the program, English first."""
    folder = translation_path("ui")
    found = sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{_FILE}"))
    return ["en", *found]


def open_catalogue(tag: str) -> PoCatalogue | None:
    """Open the catalogue of a tag or of its shorter forms ("zh-Hans-CN", "zh-Hans", "zh")."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        wanted = "-".join(parts[:length])
        path = translation_path("ui", wanted, "LC_MESSAGES", _FILE)
        if path.is_file():
            return read_catalogue(wanted, path)
    return None


def read_catalogue(tag: str, path: Path) -> PoCatalogue:
    """Read one interface catalogue; entries marked fuzzy are left in English."""
    entries = list(read_entries(path.read_text(encoding="utf-8")))
    header = header_fields(entries[0]) if entries and not entries[0].message_id else {}
    kept = {
        (e.context, e.message_id): e for e in entries if e.message_id and "fuzzy" not in e.flags
    }
    direction = "rtl" if tag.partition("-")[0] in RTL_LANGUAGES else "ltr"
    return PoCatalogue(tag, direction, kept, _plural_rule(header.get("plural-forms", "")))


def _plural_rule(plural_forms: str) -> Callable[[int], int]:
    _, _, rule = plural_forms.partition("plural=")
    form_of: Callable[[int], int] = c2py(rule.strip().rstrip(";") or "n != 1")
    return form_of
