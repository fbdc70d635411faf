"""The page beside the words shows what is being typed, from the engine that prints."""

from __future__ import annotations

import pytest

from fsp_desktop.packets.content.texts import shipped_texts
from fsp_desktop.services.preview_text import compose_text
from fsp_desktop.services.print_packet import glance, text_version
from fsp_desktop.services.translate_text import open_text, save_text
from fsp_desktop.services.workspace import Workspace

GLAD = "cover.glad"


def test_typed_words_are_on_the_page_before_they_are_saved(desk: Workspace) -> None:
    composed = compose_text(desk, "es", GLAD, "Nos alegra mucho.")
    assert "Nos alegra mucho." in text_version(composed)
    assert [section.id for section in composed.document.sections] == ["cover"]
    assert composed.document.sections[0].state("es") == "draft"
    assert desk.store.count("packet-text") == 0
    assert "Nos alegra mucho." not in text_version(compose_text(desk, "es", GLAD))
    assert glance(composed, 1).pages >= 1


def test_saved_words_are_on_the_page(desk: Workspace) -> None:
    save_text(desk, open_text(desk, "ar", GLAD).form, {"text": "نحن سعداء بكم."})
    assert "نحن سعداء بكم." in text_version(compose_text(desk, "ar", GLAD))


@pytest.mark.parametrize("text_id", ["event.heading", "your_person.name"])
def test_what_the_school_s_data_leave_out_is_shown_among_its_neighbours(
    desk: Workspace, text_id: str
) -> None:
    known = shipped_texts("en").words
    chosen = (
        text_id
        if text_id in known
        else next(
            name
            for name in known
            if "{liaison_phone}" in name or name.startswith(text_id.partition(".")[0])
        )
    )
    page = text_version(compose_text(desk, "es", chosen, "Palabras nuevas {liaison_phone}"))
    assert "Palabras nuevas" in page


def test_a_fill_in_nobody_knows_does_not_stop_the_page(desk: Workspace) -> None:
    page = text_version(compose_text(desk, "es", GLAD, "Hola {nobody_knows} y {"))
    assert "⟨nobody_knows⟩" in page


def test_every_text_has_a_page(desk: Workspace) -> None:
    for text_id in list(shipped_texts("en").words)[::9]:
        assert compose_text(desk, "vi", text_id).document.sections


def test_english_has_a_page_of_its_own(desk: Workspace) -> None:
    assert compose_text(desk, "en", GLAD, "Hello.").document.languages == ("en",)
