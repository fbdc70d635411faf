"""A team's own wordings go before the shipped ones, and a sign-off names one wording only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fsp_desktop.packets.content.family_values import FamilyValues
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.team_texts import (
    SignOff,
    Wording,
    gathered,
    read_sign_off,
    source_hash,
    version_of,
)
from fsp_desktop.packets.content.texts import load_texts, shipped_texts, team_texts
from fsp_desktop.packets.content.welcome import compose
from fsp_desktop.packets.reading import text_twin

TEXT = "cover.glad"
ENGLISH = shipped_texts("en").words[TEXT]
WORDS = "Nos alegra que estén aquí."
TYPED = Wording(
    TEXT, "es", WORDS, "human_translated", "sara", "Sara M.", "2026-10-11", source_text=ENGLISH
)


def signed(wording: Wording, reader: str = "rosa", name: str = "Rosa D.") -> Wording:
    return replace(wording, sign_offs=(SignOff(wording.version, reader, name, "2026-10-12"),))


def state(*wordings: Wording, tag: str = "es", text_id: str = TEXT) -> tuple[str, str | None]:
    with team_texts(gathered(wordings)):
        found = load_texts(tag).states[text_id]
    return found.printed, found.by


def test_the_team_s_newest_words_are_printed() -> None:
    with team_texts(gathered([TYPED])):
        assert load_texts("es").words[TEXT] == WORDS
        assert load_texts("es").words["cover.heading"] == shipped_texts("es").words["cover.heading"]
        assert load_texts("vi").words == shipped_texts("vi").words
    assert load_texts("es").words[TEXT] == shipped_texts("es").words[TEXT] != WORDS


def test_typed_by_one_is_a_draft_and_read_by_another_is_checked() -> None:
    assert state(TYPED) == ("draft", "Sara M.")
    assert state(signed(TYPED)) == ("checked", "Rosa D.")


@pytest.mark.parametrize(("reader", "name"), [("sara", "Sara M."), ("sara-2", "sara  m.")])
def test_nobody_signs_off_what_they_wrote(reader: str, name: str) -> None:
    by_name = replace(TYPED, writer="Sara M.") if reader != "sara" else TYPED
    assert state(signed(by_name, reader, name))[0] == "draft"


def test_a_changed_text_is_a_draft_again_and_the_old_one_is_still_signed() -> None:
    changed = replace(signed(TYPED), text=f"{WORDS} ¡Bienvenidos!")
    assert state(changed)[0] == "draft"
    assert state(replace(changed, text=WORDS))[0] == "checked"


def test_changed_english_makes_a_text_stale() -> None:
    old = replace(TYPED, source_text="We are glad.")
    with team_texts(gathered([signed(old)])):
        assert load_texts("es").states[TEXT].status == "stale"
        assert load_texts("es").states[TEXT].printed == "draft"


def test_english_worded_anew_by_the_team_makes_all_others_stale() -> None:
    english = Wording(TEXT, "en", "So good that you are here.", writer="rosa")
    with team_texts(gathered([english, signed(TYPED)])):
        assert load_texts("en").words[TEXT] == "So good that you are here."
        assert load_texts("en").states[TEXT].printed == "checked"
        assert load_texts("es").states[TEXT].status == "stale"
        assert load_texts("vi").states[TEXT].status == "stale"
        assert load_texts("vi").states["cover.heading"].status == "machine_draft"
    assert load_texts("vi").states[TEXT].status == "machine_draft"


def test_two_wordings_at_once_are_a_draft_until_they_are_settled() -> None:
    assert state(replace(signed(TYPED), is_disputed=True))[0] == "draft"


def test_words_that_could_not_be_filled_in_are_never_printed() -> None:
    odd = replace(TYPED, text="Hola {nobody_knows}")
    with team_texts(gathered([odd])):
        assert load_texts("es").words[TEXT] == shipped_texts("es").words[TEXT]


def test_a_language_that_was_not_shipped_can_be_written_by_the_team() -> None:
    korean = Wording(TEXT, "ksw", "တၢ်", writer="x", source_text=ENGLISH)
    assert state(korean, tag="ksw") == ("draft", "")


def test_a_sign_off_survives_being_kept_as_a_line() -> None:
    kept = SignOff(
        version_of(WORDS, ENGLISH), "0195a3c0-0000-7000-8000-000000000001", "", "2026-10-12"
    )
    assert read_sign_off(kept.line(), {}) == kept
    assert read_sign_off("anything else", {}) is None
    assert version_of("a", "b") != version_of("ab", "")
    assert len(source_hash(ENGLISH)) == 16


def cover_of(*wordings: Wording) -> str:
    """Return the cover of a packet in Spanish as plain text."""
    with team_texts(gathered(wordings)):
        profile = SchoolProfile(name="Lincoln")
        return text_twin(compose(profile, FamilyValues(), ("es",), ("cover",)))


def test_the_cover_names_a_reader_only_when_everything_printed_was_read() -> None:
    spanish, english = shipped_texts("es").words, shipped_texts("en").words
    every = [
        signed(Wording(name, "es", spanish[name], writer="sara", source_text=english[name]))
        for name in english
        if name.startswith("cover.")
    ]
    assert "Rosa D." not in cover_of(*every[1:])
    assert "Rosa D." in cover_of(*every)
