"""Typed texts side by side: the same blocks or a refusal that names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.handout import LARGEST_BYTES, compose_handout
from fsp_desktop.packets.document import Bullets, Heading, Paragraph, plain

ENGLISH = b"# Coffee chat\n\nCome on **Friday** at 8:15.\n\n## Bring\n\n- a friend\n- a question\n"
SPANISH = (
    "# Charla con café\n\nVengan el **viernes** a las 8:15.\n\n## Traigan\n\n"
    "- un amigo\n- una pregunta\n"
).encode()


def test_two_texts_become_one_document_with_english_last(tmp_path: Path) -> None:
    path = tmp_path / "chat.md"
    path.write_bytes(b"\xef\xbb\xbf" + SPANISH)
    document = compose_handout([(ENGLISH, "en"), (path, "es-MX")])
    assert document.languages == ("es", "en")
    assert {tag: plain(text) for tag, text in document.title.items()} == {
        "es": "Charla con café",
        "en": "Coffee chat",
    }
    first, second = document.sections
    (paragraph,) = first.blocks
    assert isinstance(paragraph, Paragraph)
    assert [span.text for span in paragraph.texts["es"] if span.bold] == ["viernes"]
    (bullets,) = second.blocks
    assert isinstance(bullets, Bullets)
    assert len(bullets.items) == 2
    assert plain(second.heading["en"]) == "Bring"


def test_one_text_makes_a_page_in_one_language() -> None:
    document = compose_handout([(SPANISH, "es")], title="Charla")
    assert document.languages == ("es",)
    assert plain(document.title["es"]) == "Charla"
    assert plain(document.sections[0].heading["es"]) == "Charla con café"


def test_deep_headings_stay_inside_their_section() -> None:
    (section,) = compose_handout([(b"# T\n\n## A\n\n#### B\n\ntext", "en")]).sections
    heading, _ = section.blocks
    assert isinstance(heading, Heading)
    assert heading.level == 3


@pytest.mark.parametrize(
    ("other", "block", "form"),
    [
        (b"# C\n\nV\n\n## T\n\n- uno\n", 4, "bullets 1"),
        (b"# C\n\n- V\n\n## T\n\n- uno\n- dos\n", 2, "bullets 1"),
        (b"# C\n\nV\n\n### T\n\n- uno\n- dos\n", 3, "heading 3"),
        (b"# C\n\nV\n", 3, "nothing"),
    ],
)
def test_texts_that_differ_are_refused_at_the_first_difference(
    other: bytes, block: int, form: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        compose_handout([(ENGLISH, "en"), (other, "es")])
    assert refused.value.code == "packets.blocks_differ"
    assert refused.value.detail["block"] == block
    assert refused.value.detail["forms"] == {
        "es": form,
        "en": {2: "paragraph", 3: "heading 2", 4: "bullets 2"}[block],
    }


def test_what_can_not_be_read_is_refused(tmp_path: Path) -> None:
    cases: list[tuple[list[tuple[Path | bytes, str]], str]] = [
        ([], "packets.text_count"),
        ([(ENGLISH, tag) for tag in ("en", "es", "ar", "vi", "fr")], "packets.text_count"),
        ([(ENGLISH, "es"), (SPANISH, "es-MX")], "packets.same_language_twice"),
        ([(b"Caf\xe9", "es")], "packets.not_utf8"),
        ([(b"a" * (LARGEST_BYTES + 1), "es")], "packets.text_too_long"),
        ([(tmp_path / "gone.md", "es")], "packets.text_unreadable"),
        ([(ENGLISH, "tlh")], "language.unknown"),
    ]
    for texts, code in cases:
        with pytest.raises(RefusedError) as refused:
            compose_handout(texts)
        assert refused.value.code == code


def test_an_empty_text_makes_an_empty_page() -> None:
    document = compose_handout([(b"", "es")])
    assert document.sections == ()
