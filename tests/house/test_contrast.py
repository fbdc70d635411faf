"""Every pair of colours that the tokens name is readable, in the light and in the dark theme."""

from __future__ import annotations

import json

import pytest

from tests.house.reading import TOP

TOKENS = TOP / "resources" / "theme" / "tokens.json"


def _luminance(colour: str) -> float:
    """Relative luminance as defined by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours written #RRGGBB, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _pairs() -> list[tuple[str, str, str, float]]:
    tokens = json.loads(TOKENS.read_text(encoding="utf-8"))
    return [(p["theme"], p["fg"], p["bg"], p["min"]) for p in tokens["contrast"]]


@pytest.mark.parametrize(("theme", "front", "back", "least"), _pairs())
def test_pair_is_readable(theme: str, front: str, back: str, least: float) -> None:
    colours = json.loads(TOKENS.read_text(encoding="utf-8"))["color"][theme]
    assert contrast(colours[front], colours[back]) >= least


def test_both_themes_name_the_same_colours_and_pairs() -> None:
    colours = json.loads(TOKENS.read_text(encoding="utf-8"))["color"]
    assert set(colours["light"]) == set(colours["dark"])
    by_theme = {
        theme: {(front, back) for named, front, back, _ in _pairs() if named == theme}
        for theme in ("light", "dark")
    }
    assert by_theme["light"] == by_theme["dark"]


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
