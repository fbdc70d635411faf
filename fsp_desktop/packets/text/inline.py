"""Light markup to spans: **bold**, *italic*, [label](address), and {places} filled with values.

Nothing in a text can reach a file, a tag or a drawing command: what is not one of these four forms is printed as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.text.clean import FSI, LRI, NBSP, PDI, clean
from fsp_desktop.packets.text.patterns import pieces
from fsp_desktop.packets.text.spans import Span, Text

_MARK = re.compile(
    r"\\(?P<escaped>[\\*\[\]{}])"
    r"|\*\*(?P<bold>(?=\S)(?:[^*\n]|\*(?!\*)|\*(?=\*\*(?!\*)))+?(?<=\S))\*\*(?!\*)"
    r"|(?<!\*)\*(?P<italic>(?=[^\s*])(?:[^*\\\n]|\\.)+?(?<=\S))\*(?!\*)"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<address>[^()\s]+)\)"
)
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+\Z", re.IGNORECASE)
# A value longer than this is a sentence: it keeps its isolate but may be broken at its spaces.
_LONGEST_WHOLE_VALUE = 32
# Stand-ins for isolates while markup is parsed; private, and stripped from whatever comes in.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"


def inline(markup: str, lang: str | None = None) -> Text:
    """Return the spans of one line or paragraph of light markup.

    Args:
        markup: Typed text; line feeds end a line on paper.
        lang: Tag to put on every span, None to take the language of the block.
    """
    return _joined(_spans(_safe(markup), Span("", lang=lang)))


def fill(markup: str, values: Mapping[str, str], lang: str | None = None) -> Text:
    """Return the spans of markup whose {places} are filled with isolated values.

    A value is never read as markup. Short values keep together on one line.

    Raises:
        RefusedError: `packets.value_missing` when a place has no value.
    """
    names, spans = _parsed(markup, lang)
    missing = next((name for name in names if name not in values), None)
    if missing is not None:
        raise RefusedError("packets.value_missing", {"place": missing})
    if not names:
        return spans
    kept = [clean(values[name], keep_lines=True).strip() for name in names]
    return _joined(part for span in spans for part in _with_values(span, kept))


@lru_cache(maxsize=2048)
def _parsed(markup: str, lang: str | None) -> tuple[tuple[str, ...], Text]:
    """Return the names of the places of markup in their order, and its spans with a numbered stand-in for each."""
    names: list[str] = []

    def keep(match: re.Match[str]) -> str:
        names.append(match.group(1))
        return f"{_OPEN}{len(names) - 1}{_CLOSE}"

    spans = _spans(_PLACE.sub(keep, _safe(markup)), Span("", lang=lang))
    return tuple(names), _joined(spans)


def verbatim(text: str, lang: str | None = None) -> Text:
    """Return spans that print text exactly as a person said or typed it; no markup is read."""
    return _joined(_protected(clean(text, keep_lines=True), Span("", lang=lang)))


def _safe(markup: str) -> str:
    return clean(markup, keep_lines=True).replace(_OPEN, "").replace(_CLOSE, "")


def _spans(markup: str, look: Span) -> Iterator[Span]:
    """Yield the spans of cleaned markup; bold may hold italic and links, and the other way round."""
    start = 0
    for match in _MARK.finditer(markup):
        yield from _protected(markup[start : match.start()], look)
        yield from _marked(match, look)
        start = match.end()
    yield from _protected(markup[start:], look)


def _marked(match: re.Match[str], look: Span) -> Iterator[Span]:
    match match.lastgroup:
        case "escaped":
            yield _like(look, match["escaped"])
        case "bold":
            yield from _spans(match["bold"], _like(look, "", bold=True))
        case "italic":
            yield from _spans(match["italic"], _like(look, "", italic=True))
        case _:
            address = match["address"]
            link = address if _SAFE_LINK.match(address) else None
            yield from _spans(match["label"], _like(look, "", link=link))


def _protected(text: str, look: Span) -> Iterator[Span]:
    """Yield spans with every telephone number, time, address and the like isolated."""
    for piece in pieces(text):
        if not piece.kind:
            yield _like(look, piece.text)
            continue
        kept = f"{LRI}{re.sub('[ ]', NBSP, piece.text)}{PDI}"
        yield _like(look, kept, protected=True, link=look.link or _own_link(piece.text, piece.kind))


def _own_link(text: str, kind: str) -> str | None:
    if kind == "mail":
        return f"mailto:{text}"
    if kind == "web":
        return text if "://" in text else f"https://{text}"
    return None


def _with_values(span: Span, values: list[str]) -> Iterator[Span]:
    start = 0
    for match in re.finditer(f"{_OPEN}(\\d+){_CLOSE}", span.text):
        value = values[int(match.group(1))]
        yield _like(span, span.text[start : match.start()])
        yield from _isolated(value, span)
        # "8:10 a.m." at the end of a sentence brings its own full stop.
        start = match.end() + (value.endswith(".") and span.text.startswith(".", match.end()))
    yield _like(span, span.text[start:])


def _isolated(value: str, look: Span) -> Iterator[Span]:
    if len(value) <= _LONGEST_WHOLE_VALUE and "\n" not in value:
        kind = next((piece.kind for piece in pieces(value) if piece.text == value), "")
        link = look.link or _own_link(value, kind)
        yield _like(look, f"{FSI}{value.replace(' ', NBSP)}{PDI}", protected=True, link=link)
        return
    # An isolate ends with its paragraph, so each line of a value gets its own.
    for number, line in enumerate(value.split("\n")):
        yield _like(look, ("\n" if number else "") + FSI)
        yield from _protected(line, look)
        yield _like(look, PDI)


def _like(look: Span, text: str, **changes: object) -> Span:
    given = {
        "bold": look.bold,
        "italic": look.italic,
        "link": look.link,
        "protected": look.protected,
    } | changes
    return Span(
        text,
        bold=bool(given["bold"]),
        italic=bool(given["italic"]),
        link=given["link"] if isinstance(given["link"], str) else None,
        lang=look.lang,
        protected=bool(given["protected"]),
    )


def _joined(spans: Iterator[Span]) -> Text:
    """Join neighbours of one look, so that equal texts are equal tuples."""
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and not span.protected and _like(span, "") == _like(out[-1], ""):
            out[-1] = _like(span, out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)
