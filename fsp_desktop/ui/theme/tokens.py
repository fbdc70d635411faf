"""The design's numbers as typed values, read once from `resources/theme/tokens.json`."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from fsp_desktop.language.resources import resource_path


class Scheme(NamedTuple):
    """The colours of one theme as `#RRGGBB`; each name is the token's name in snake case."""

    bg: str
    sidebar: str
    surface: str
    sunken: str
    raised: str
    line: str
    line_strong: str
    ink: str
    ink2: str
    ink3: str
    pine: str
    pine_hover: str
    pine_press: str
    on_pine: str
    pine_soft: str
    pine_ink: str
    family: str
    family_ink: str
    family_soft: str
    family_line: str
    school: str
    school_ink: str
    school_soft: str
    school_line: str
    care: str
    care_ink: str
    care_soft: str
    ok: str
    ok_ink: str
    ok_soft: str
    focus: str
    selection: str
    scrim: str
    coach: str
    disabled: str


class TypeStep(NamedTuple):
    """One step of the type scale in pixels at 96 dpi, before the person's own text size."""

    size: int
    line: int
    weight: int


class Tokens(NamedTuple):
    """Everything the window takes from the design."""

    light: Scheme
    dark: Scheme
    type: dict[str, TypeStep]
    user_scales: tuple[float, ...]
    mirrored_icons: frozenset[str]
    contrast: tuple[dict[str, Any], ...]


# Light text beside buttons, and the heading of the way in: two steps the screens needed in addition.
_MORE_STEPS = {"note": TypeStep(13, 18, 400), "greeting": TypeStep(25, 32, 600)}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _scheme(colors: dict[str, str]) -> Scheme:
    known = Scheme._fields
    return Scheme(**{_snake(key): value for key, value in colors.items() if _snake(key) in known})


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """Return the design's numbers; the file is read on the first call only."""
    raw = json.loads(resource_path("theme", "tokens.json").read_text(encoding="utf-8"))
    return Tokens(
        light=_scheme(raw["color"]["light"]),
        dark=_scheme(raw["color"]["dark"]),
        type={name: TypeStep(*step) for name, step in raw["type"]["scale"].items()} | _MORE_STEPS,
        user_scales=tuple(raw["type"]["userScale"]),
        mirrored_icons=frozenset(raw["icons"]["mirrorInRtl"]),
        contrast=tuple(raw["contrast"]),
    )
