"""Names as people of one family are called among each other."""

from __future__ import annotations

from fsp_desktop.domain.views import FamilyPage


def short_name(name: str, label: str) -> str:
    """Return a name without the family's own name before or behind it, if something is left."""
    for piece in (f" {label}", f"{label} "):
        rest = name.removesuffix(piece) if piece.startswith(" ") else name.removeprefix(piece)
        if rest != name and rest.strip():
            return rest.strip()
    return name


def people_of(family: FamilyPage) -> list[tuple[str, str]]:
    """Return (id, short name) of adults and then children; names that would be equal stay whole."""
    whole = [(adult.id, adult.name) for adult in family.adults]
    whole += [(child.id, child.name) for child in family.children]
    short = [short_name(name, family.label) for _id, name in whole]
    return [
        (key, brief if short.count(brief) == 1 else name)
        for (key, name), brief in zip(whole, short, strict=True)
    ]
