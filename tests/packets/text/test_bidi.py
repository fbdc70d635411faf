from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from fsp_desktop.packets.text import bidi

DATA = Path(__file__).parent / "data"
# Debian's package unicode-data; the samples beside this file are cut from it.
WHOLE = Path("/usr/share/unicode")


def _lines(name: str) -> Iterator[str]:
    with gzip.open(DATA / f"{name}.sample.txt.gz", "rt", encoding="utf-8") as file:
        yield from file


def _order(levels: list[int], wanted: list[str]) -> list[int]:
    order: list[int] = []
    for start, end, level in bidi.visual_runs(levels):
        order += range(end - 1, start - 1, -1) if level % 2 else range(start, end)
    return [at for at in order if wanted[at] != "x"]


def _character_cases(lines: Iterable[str]) -> tuple[int, list[str]]:
    failed, count = [], 0
    for line in lines:
        if line[0] in "#\n":
            continue
        codes, asked, base, levels, order = line.strip().split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = bidi.levels(text, None if asked == "2" else int(asked))
        shown = bidi.line_levels(bidi.classes_of(text), found, int(base))
        wanted = levels.split()
        same = all(want in ("x", str(level)) for want, level in zip(wanted, shown, strict=True))
        if not same or _order(shown, wanted) != [int(at) for at in order.split()]:
            failed.append(line)
        count += 1
    return count, failed


def _class_cases(lines: Iterable[str]) -> tuple[int, list[str]]:
    failed, count = [], 0
    wanted: list[str] = []
    for line in lines:
        if line.startswith("@Levels:"):
            wanted = line.split(":")[1].split()
        if line[0] in "#@\n":
            continue
        classes, bits = line.strip().split(";")
        kinds = classes.split()
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits, 16) & bit:
                count += 1
                found = bidi.resolve(kinds, base)
                first = bidi._first_strong(kinds, 0, len(kinds), bidi._matching(kinds))
                shown = bidi.line_levels(kinds, found, first if base is None else base)
                if any(w not in ("x", str(level)) for w, level in zip(wanted, shown, strict=True)):
                    failed.append(f"{line} {base}")
    return count, failed


def test_unicode_character_cases() -> None:
    count, failed = _character_cases(_lines("BidiCharacterTest"))
    assert count > 3900
    assert failed == []


def test_unicode_class_cases() -> None:
    count, failed = _class_cases(_lines("BidiTest"))
    assert count > 12000
    assert failed == []


@pytest.mark.proof
@pytest.mark.skipif(not WHOLE.is_dir(), reason="needs Debian's unicode-data")
def test_all_unicode_cases() -> None:
    with (WHOLE / "BidiCharacterTest.txt").open(encoding="utf-8") as file:
        assert _character_cases(file) == (91_707, [])
    with (WHOLE / "BidiTest.txt").open(encoding="utf-8") as file:
        assert _class_cases(file) == (770_241, [])


def test_a_telephone_number_keeps_its_order_only_in_an_isolate() -> None:
    def shown(text: str) -> str:
        levels = bidi.levels(text, 1)
        return "".join(
            text[start:end][::-1] if level % 2 else text[start:end]
            for start, end, level in bidi.visual_runs(levels)
        )

    assert "(555) 010-4477" not in shown("اتصل (555) 010-4477 غدا").replace("\u2066", "")
    assert "(555) 010-4477" in shown("اتصل \u2066(555) 010-4477\u2069 غدا")


def test_deep_nesting_and_stray_ends_are_harmless() -> None:
    assert max(bidi.levels("\u2067" * 500 + "a" + "\u2069" * 700, 0)) <= bidi.MAX_DEPTH + 1
    assert bidi.levels("") == []
    assert bidi.levels("\u2069\u202c)(", 1) == [1, 1, 1, 1]
