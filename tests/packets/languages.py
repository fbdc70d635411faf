"""The 44 languages that are printed, with a paragraph each.

The words are article 1 of the Universal Declaration of Human Rights, in places with more of the language's own
letters added; no speaker has checked these copies, they are here to be set, not to be read. Between its two
sentences stand the values that every school prints.
"""

from __future__ import annotations

import json
from pathlib import Path

from fsp_desktop.language.languages import language

ARTICLES: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("articles.json").read_text(encoding="utf-8")
)
TAGS = tuple(ARTICLES)
RIGHT_TO_LEFT = tuple(tag for tag in TAGS if language(tag).is_rtl)


def autonym(tag: str) -> str:
    """Return a language's own name."""
    return language(tag).autonym or language(tag).name


def paragraph(tag: str) -> str:
    """Return a paragraph of light markup with bold inside and the places that every school fills."""
    first, second = ARTICLES[tag]
    middle = len(first) // 2
    # Bold begins and ends inside words where they are longer than a letter.
    bold = f"{first[: middle - 3]}**{first[middle - 3 : middle + 3].strip()}**{first[middle + 3 :]}"
    return f"{bold} {{name}}: {{phone}}, {{time}}. {second} {{address}}; {{mail}} ({{bus}})."


def typed(tag: str) -> str:
    """Return the same with the values typed into the text, as in a translation."""
    first, second = ARTICLES[tag]
    return (
        f"{first} (555) 010-4477, 8:10 a.m. – 3:30 p.m. {second} 14 Oak St., Apt 3; "
        f"rosa@cedar.example.org, 8/14/2026, $2.50."
    )


def handout_text(tag: str) -> str:
    """Return a short handout in light markup."""
    first, second = ARTICLES[tag]
    return (
        f"# {autonym(tag)}\n\n{typed(tag)}\n\n## {first}\n\n- {second}\n- {first}\n\n{typed(tag)}\n"
    )
