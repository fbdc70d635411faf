"""What the desk says about texts: their states, what the checks found, who did what."""

from __future__ import annotations

from datetime import date

from fsp_desktop.language.coach import Hint, advice
from fsp_desktop.language.formats import day
from fsp_desktop.language.packet_coach import PacketAdvice
from fsp_desktop.language.readability import HIGHEST_GRADE, Readability
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.services.show_texts import Mark, TextLine
from fsp_desktop.services.translate_text import Finding

ChipLook = tuple[str, str, str | None]


def mark_chip(mark: Mark) -> ChipLook:
    """Return words, kind and icon of the chip of a state."""
    looks: dict[Mark, ChipLook] = {
        "missing": (_("Missing"), "care", "triangle-alert"),
        "draft": (_("Draft"), "neutral", "pencil"),
        "to_check": (_("To check"), "neutral", "eye"),
        "signed_off": (_("Signed off"), "done", "check"),
        "source_changed": (_("Source changed"), "family", "history"),
        "two_versions": (_("Two versions"), "neutral", "columns-2"),
        "source": (_("English"), "neutral", "globe"),
    }
    return looks[mark]


def place_words(name: str) -> str:
    """Return the name of a fill-in as it stands in its chip."""
    return name.replace("_", " ")


def spoken_line(line: TextLine) -> str:
    """Return what a row of the queue says to a screen reader."""
    words = _("{part}: {english}, {state}")
    return words.format(
        part=line.part_title, english=plain(line.english), state=mark_chip(line.mark)[0]
    )


def plain(text: str) -> str:
    """Return a text on one line, its fill-ins by name and without marks."""
    return " ".join(
        text.replace("**", "").replace("{", "").replace("}", "").replace("_", " ").split()
    )


def finding_words(finding: Finding, language: str) -> str:
    """Return the sentence of one check; `language` is named as the person reads it."""
    what = place_words(finding.what)
    sentences = {
        "empty": _("There are no words yet."),
        "fill_in": _("{what} is missing. The page would print without it."),
        "unknown_fill_in": _("{what} is no fill-in of the English. Take it out."),
        "mark": _("The English has {wanted} of the signs {what}, this has {found}."),
        "letters": _("No font here can write {what}. Nothing would be printed."),
        "number": _("The number {what} is not the same on both sides."),
        "sentences": _("The English has {wanted} sentences, this has {found}. Is all of it there?"),
        "initials": _("{what} are initials of the school. Families may not know them."),
        "same": _("These are the English words. Should they be in {language}?"),
    }
    return sentences[finding.subject].format(
        what=what, wanted=finding.wanted, found=finding.found, language=language
    )


def all_well(sentence_count: int) -> str:
    """Return what the checks say when there is nothing to mend."""
    parts = [_("no school initials left"), _("the fonts can write every letter")]
    if sentence_count:
        same = ngettext("same {n} sentence", "same {n} sentences", sentence_count)
        parts.insert(0, same.format(n=sentence_count))
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def grade_words(found: Readability) -> str:
    """Return how hard a text is, and by which formula."""
    formula = {"flesch_kincaid": "Flesch–Kincaid", "crawford": "Crawford"}[found.formula]
    if found.grade <= HIGHEST_GRADE:
        words = _("Reads at grade {grade} ({formula}).")
    else:
        words = _("Reads at grade {grade} ({formula}). Grade 6 at most is easier for everybody.")
    return words.format(grade=f"{found.grade:.1f}", formula=formula)


def coach_lines(found: PacketAdvice) -> list[str]:
    """Return the coach's advice on a text, a line each."""
    lines = [_term_line(hint) for hint in found.hints]
    for sentence in found.long_sentences:
        start = " ".join(sentence.split()[:6])
        words = _("A long sentence: “{start}…” Could it be two?")
        lines.append(words.format(start=start))
    return lines


def _term_line(hint: Hint) -> str:
    words = advice(hint)
    if hint.full:
        return _("{term} ({full}): {advice}").format(term=hint.term, full=hint.full, advice=words)
    return _("{term}: {advice}").format(term=hint.term, advice=words)


def day_words(on: str | None) -> str:
    """Return a kept day in the interface language; empty for none."""
    try:
        return day(date.fromisoformat(on), current(), year=False) if on else ""
    except ValueError:
        return ""


def by_words(template: str, name: str, on: str | None) -> str:
    """Return a sentence about somebody with the day behind it, as far as both are known."""
    said = template.format(name=name)
    when = day_words(on)
    return _("{said}, {day}").format(said=said, day=when) if when else said
