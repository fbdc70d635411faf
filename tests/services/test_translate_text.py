"""Wording texts of the packets: states, who wrote and who read, and what a change does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.packets.content.texts import load_texts, shipped_texts
from fsp_desktop.services.show_texts import count_texts, list_texts, parts_of_texts
from fsp_desktop.services.sign_text import sign_off, take_back
from fsp_desktop.services.team_words import in_team_words, team_words
from fsp_desktop.services.translate_text import (
    TextPage,
    keep_for_new_english,
    open_text,
    save_text,
    text_record_id,
    use_shipped,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from tests.services.two_desks import agree

TEXT = "cover.glad"
WORDS = "Nos alegra que estén aquí."


def typed(workspace: Workspace, text: str = WORDS, language: str = "es") -> TextPage:
    page = open_text(workspace, language, TEXT)
    save_text(workspace, page.form, {"text": text})
    return open_text(workspace, language, TEXT)


def reword_english(workspace: Workspace, text: str) -> None:
    save_text(workspace, open_text(workspace, "en", TEXT).form, {"text": text})


def test_a_shipped_text_is_a_draft_and_can_be_read_before_anything_is_written(
    desk: Workspace,
) -> None:
    page = open_text(desk, "es", TEXT)
    assert (page.line.mark, page.line.is_own, page.form.is_new) == ("draft", False, True)
    assert page.line.text == shipped_texts("es").words[TEXT]
    assert desk.store.count("packet-text") == 0


def test_typed_words_are_kept_with_writer_and_source(desk: Workspace) -> None:
    page = typed(desk)
    assert page.line.mark == "to_check"
    assert (page.line.text, page.writer_name) == (WORDS, "Ana Reyes")
    assert page.written_on == desk.clock.today().isoformat()
    assert page.source_text == page.line.english == shipped_texts("en").words[TEXT]
    assert page.form.record_id == text_record_id(TEXT, "es")


def test_nobody_signs_off_what_they_wrote(desk: Workspace) -> None:
    page = typed(desk)
    assert page.why_not == "services.own_words"
    with pytest.raises(RefusedError, match="own_words"):
        sign_off(desk, "es", TEXT)


def test_another_person_signs_off_and_both_print_it_checked(
    desk: Workspace, colleague: Workspace, now: FixedClock
) -> None:
    typed(desk)
    agree(desk, colleague)
    page = open_text(colleague, "es", TEXT)
    now.advance(timedelta(days=1))
    sign_off(colleague, "es", TEXT, page.version)
    agree(desk, colleague)
    for workspace in (desk, colleague):
        with team_words(workspace):
            state = load_texts("es").states[TEXT]
        assert (state.printed, state.on) == ("checked", now.today().isoformat())
        assert open_text(workspace, "es", TEXT).line.mark == "signed_off"
        assert workspace.store.conflicts() == ()
    with pytest.raises(RefusedError, match="signed_off_already"):
        sign_off(colleague, "es", TEXT)


def test_a_sign_off_is_for_the_words_that_were_read(desk: Workspace, colleague: Workspace) -> None:
    typed(desk)
    agree(desk, colleague)
    read = open_text(colleague, "es", TEXT)
    typed(desk, "Otra vez.")
    agree(desk, colleague)
    with pytest.raises(RefusedError, match="changed_since_read"):
        sign_off(colleague, "es", TEXT, read.version)


def test_words_changed_elsewhere_while_one_signs_are_a_draft_without_a_dispute(
    desk: Workspace, colleague: Workspace
) -> None:
    typed(desk)
    agree(desk, colleague)
    sign_off(colleague, "es", TEXT)
    typed(desk, "Otra vez.")
    agree(desk, colleague)
    for workspace in (desk, colleague):
        assert open_text(workspace, "es", TEXT).line.mark == "to_check"
        assert workspace.store.conflicts() == ()


def test_a_signed_text_that_is_changed_is_a_draft_again(
    desk: Workspace, colleague: Workspace
) -> None:
    typed(desk)
    agree(desk, colleague)
    sign_off(colleague, "es", TEXT)
    assert typed(colleague, f"{WORDS} Pasen.").line.mark == "to_check"


def test_the_same_text_begun_twice_offline_is_one_record_with_two_versions(
    desk: Workspace, colleague: Workspace
) -> None:
    typed(desk, "Una.")
    typed(colleague, "Otra.")
    agree(desk, colleague)
    for workspace in (desk, colleague):
        page = open_text(workspace, "es", TEXT)
        assert (page.line.mark, page.why_not) == ("two_versions", "services.two_wordings")
        assert workspace.store.count("packet-text") == 1
        with team_words(workspace):
            assert load_texts("es").states[TEXT].printed == "draft"


def test_the_same_words_typed_twice_are_no_dispute(desk: Workspace, colleague: Workspace) -> None:
    typed(desk)
    typed(colleague)
    agree(desk, colleague)
    assert open_text(desk, "es", TEXT).line.mark == "to_check"


def test_english_worded_anew_asks_for_all_translations_again(
    desk: Workspace, colleague: Workspace
) -> None:
    typed(desk)
    agree(desk, colleague)
    sign_off(colleague, "es", TEXT)
    reword_english(colleague, "We are so glad you are here. You know your child best.")
    page = open_text(colleague, "es", TEXT)
    assert page.line.mark == "source_changed"
    assert page.source_text == shipped_texts("en").words[TEXT]
    assert any(piece.is_changed for piece in page.pieces)
    assert open_text(colleague, "vi", TEXT).line.mark == "source_changed"
    keep_for_new_english(colleague, page.form)
    again = open_text(colleague, "es", TEXT)
    assert (again.line.mark, again.line.text) == ("to_check", WORDS)
    english = open_text(colleague, "en", TEXT)
    assert (english.line.mark, english.line.is_own) == ("source", True)
    assert english.why_not == "services.english_needs_no_reader"


def test_a_machine_s_draft_can_be_signed_off_by_one_reader(desk: Workspace) -> None:
    sign_off(desk, "es", TEXT)
    page = open_text(desk, "es", TEXT)
    assert (page.line.mark, page.line.text) == ("signed_off", shipped_texts("es").words[TEXT])
    take_back(desk, "es", TEXT)
    assert open_text(desk, "es", TEXT).line.mark == "draft"
    with pytest.raises(RefusedError, match="nothing_signed"):
        take_back(desk, "es", TEXT)


def test_words_without_their_fill_in_cannot_be_signed_off(
    desk: Workspace, colleague: Workspace
) -> None:
    page = open_text(desk, "es", "cover.title")
    save_text(desk, page.form, {"text": "Bienvenidos"})
    agree(desk, colleague)
    again = open_text(colleague, "es", "cover.title")
    assert (again.line.mark, again.why_not) == ("draft", "services.words_to_mend")
    assert [(one.subject, one.what) for one in again.findings] == [("fill_in", "school_name")]


def test_own_words_can_be_given_up(desk: Workspace) -> None:
    page = typed(desk)
    use_shipped(desk, page.form)
    again = open_text(desk, "es", TEXT)
    assert (again.line.text, again.line.is_own) == (shipped_texts("es").words[TEXT], False)


def test_a_question_and_its_answer_are_kept_beside_the_words(desk: Workspace) -> None:
    page = open_text(desk, "es", TEXT)
    form = save_text(desk, page.form, {"question": "¿Suena bien?"})
    form = save_text(desk, form, {"answer": "Sí."})
    values = open_text(desk, "es", TEXT).form.values
    assert (values["question"], values["answer"]) == ("¿Suena bien?", "Sí.")
    assert values["asked_by"] == values["answered_by"] == desk.person_id
    assert open_text(desk, "es", TEXT).line.mark == "draft"


def test_the_list_filters_and_counts(desk: Workspace) -> None:
    typed(desk)
    everything = list_texts(desk, "es")
    assert [line.text_id for line in everything.lines] == list(shipped_texts("en").words)
    assert everything.counts["to_check"] == 1
    assert sum(everything.counts.values()) == len(everything.lines)
    assert [line.text_id for line in list_texts(desk, "es", which="to_check").lines] == [TEXT]
    assert {line.part for line in list_texts(desk, "es", part="rights").lines} == {"rights"}
    assert [line.text_id for line in list_texts(desk, "es", find="ALEGRA QUE ESTÉN").lines] == [
        TEXT
    ]
    assert list_texts(desk, "sm").counts == {"missing": len(everything.lines)}
    assert dict(parts_of_texts())["rights"] == "Your rights"


def test_all_languages_are_counted_with_the_team_s_own(desk: Workspace) -> None:
    typed(desk, "Talofa.", "sm")
    counts = count_texts(desk)
    assert counts["sm"]["to_check"] == 1
    assert "sm" not in count_texts()
    assert set(count_texts()["en"]) == {"source"}


def test_who_left_is_still_named(desk: Workspace) -> None:
    gone = new_record_id(desk.clock)
    person = Write("staff", gone, {"name": "Sara M.", "role": "liaison", "left": True})
    desk.store.save([person], author=desk.person_id, why="create")
    typed(desk)
    record = RecordId(text_record_id(TEXT, "es"))
    desk.store.save(
        [Write("packet-text", record, {"written_by": gone})], author=desk.person_id, why="edit"
    )
    assert open_text(desk, "es", TEXT).writer_name == "Sara M."


def test_an_unknown_text_or_language_is_refused(desk: Workspace) -> None:
    with pytest.raises(RefusedError, match="no_such_text"):
        open_text(desk, "es", "cover.nothing")
    with pytest.raises(RefusedError, match=r"language\.unknown"):
        open_text(desk, "xx-nobody", TEXT)


def test_documents_made_in_team_words_use_them(desk: Workspace) -> None:
    typed(desk)

    @in_team_words
    def glad(_workspace: Workspace) -> str:
        return load_texts("es").words[TEXT]

    assert glad(desk) == WORDS
    assert load_texts("es").words[TEXT] != WORDS
