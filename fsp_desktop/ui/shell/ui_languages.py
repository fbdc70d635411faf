"""Languages the interface can speak, by their own names."""

from __future__ import annotations


def ui_languages() -> list[tuple[str, str]]:
    """Return (tag, own name) of each interface language that comes with the program."""
    from fsp_desktop.language.installed import installed_tags
    from fsp_desktop.language.languages import find_language

    found = []
    for tag in installed_tags():
        known = find_language(tag)
        found.append((tag, (known.autonym or known.name) if known else tag))
    return found
