"""Texts go out to a translator and come back: nothing is lost, nothing newer is written over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.cleaning import clean_text
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.packets.content.texts import shipped_texts
from fsp_desktop.packets.translation_files.excel import write_workbook
from fsp_desktop.packets.translation_files.file_text import FileText, Format, TextFile, text_hash
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.export_texts import ENDING_OF, FORMATS, export_texts, format_of
from fsp_desktop.services.import_texts import (
    TextImport,
    plan_import,
    read_text_file,
    take_import,
)
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.services.sign_text import sign_off
from fsp_desktop.services.translate_text import open_text, save_text, text_record_id
from fsp_desktop.services.workspace import Workspace
from tests.services.two_desks import agree

GLAD, TITLE = "cover.glad", "cover.title"
WORDS = "Nos alegra que estén aquí."


def typed(workspace: Workspace, text: str, text_id: str = GLAD) -> None:
    save_text(workspace, open_text(workspace, "es", text_id).form, {"text": text})


def with_text(file: TextFile, text_id: str, text: str) -> TextFile:
    changed = (replace(one, text=text) if one.text_id == text_id else one for one in file.texts)
    return replace(file, texts=tuple(changed))


def out(workspace: Workspace, folder: Path, form: Format = "xliff", **which: str) -> TextFile:
    path = folder / f"texts{ENDING_OF[form]}"
    export_texts(workspace, "es", path, which=which.get("which", "all"))
    return read_text_file(path)


def bring(workspace: Workspace, file: TextFile, **more: str) -> TextImport:
    plan = plan_import(workspace, file, translator=more.get("translator", ""))
    take_import(workspace, plan)
    return plan


def whats(plan: TextImport) -> list[tuple[str, str]]:
    return [(one.what, one.text_id) for one in plan.planned]


@pytest.mark.parametrize("form", FORMATS)
def test_what_went_out_untouched_changes_nothing(
    desk: Workspace, tmp_path: Path, form: Format
) -> None:
    typed(desk, WORDS)
    file = out(desk, tmp_path, form)
    assert len(file.texts) == len(shipped_texts("en").words)
    plan = bring(desk, file)
    assert (plan.planned, plan.refused) == ((), ())
    assert plan.unchanged + plan.empty == len(file.texts)


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_volunteer_fills_in_is_taken_in_their_name(
    desk: Workspace, tmp_path: Path, form: Format
) -> None:
    file = with_text(out(desk, tmp_path, form), GLAD, WORDS)
    plan = bring(desk, file, translator="Sara M.")
    assert whats(plan) == [("changed", GLAD)]
    page = open_text(desk, "es", GLAD)
    assert (page.line.text, page.writer_name, page.line.mark) == (WORDS, "Sara M.", "to_check")
    assert page.can_sign
    sign_off(desk, "es", GLAD, page.version)


def test_who_brings_in_a_file_without_a_name_counts_as_its_writer(
    desk: Workspace, tmp_path: Path
) -> None:
    bring(desk, with_text(out(desk, tmp_path), GLAD, WORDS))
    assert open_text(desk, "es", GLAD).why_not == "services.own_words"


def test_a_colleague_s_file_keeps_who_wrote_it_when(
    desk: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    # One name twice would name nobody.
    for workspace, name in ((desk, "Rosa D."), (colleague, "Sara M.")):
        workspace.store.resolve(workspace.person_id, "name", name, author=workspace.person_id)
    agree(desk, colleague)
    typed(desk, WORDS)
    bring(colleague, out(desk, tmp_path))
    page = open_text(colleague, "es", GLAD)
    assert (page.form.values["written_by"], page.writer_name) == (desk.person_id, "Rosa D.")
    sign_off(colleague, "es", GLAD)
    agree(desk, colleague)
    for workspace in (desk, colleague):
        assert open_text(workspace, "es", GLAD).line.mark == "signed_off"
        assert workspace.store.conflicts() == ()


def test_newer_words_are_never_written_over(desk: Workspace, tmp_path: Path) -> None:
    typed(desk, WORDS)
    file = with_text(out(desk, tmp_path), GLAD, "De afuera.")
    typed(desk, "Más nuevo.")
    plan = bring(desk, file)
    assert whats(plan) == [("clash", GLAD)]
    assert open_text(desk, "es", GLAD).line.mark == "two_versions"
    (conflict,) = desk.store.conflicts()
    kept = {str(version.value["text"]) for version in conflict.versions}  # type: ignore[index]
    assert kept == {"Más nuevo.", "De afuera."}


def test_an_older_file_that_nobody_touched_is_only_older(desk: Workspace, tmp_path: Path) -> None:
    typed(desk, WORDS)
    file = out(desk, tmp_path)
    typed(desk, "Más nuevo.")
    plan = bring(desk, file)
    assert plan.planned == ()
    assert open_text(desk, "es", GLAD).line.text == "Más nuevo."


def test_words_typed_between_the_look_and_the_taking_are_kept_too(
    desk: Workspace, tmp_path: Path
) -> None:
    plan = plan_import(desk, with_text(out(desk, tmp_path), GLAD, "De afuera."))
    typed(desk, "Mientras tanto.")
    take_import(desk, plan)
    assert open_text(desk, "es", GLAD).line.mark == "two_versions"


def test_looking_writes_nothing_and_taking_is_one_step(desk: Workspace, tmp_path: Path) -> None:
    file = with_text(with_text(out(desk, tmp_path), GLAD, WORDS), "cover.heading", "Buenas")
    before = desk.store.digest()
    plan = plan_import(desk, file)
    assert desk.store.digest() == before
    assert isinstance(take_import(desk, plan), Changes)
    desk.store.undo_last(desk.person_id)
    assert open_text(desk, "es", GLAD).line.text == shipped_texts("es").words[GLAD]
    assert take_import(desk, replace(plan, planned=())) == Changes()


@pytest.mark.parametrize(
    ("text_id", "text", "code", "words"),
    [
        (TITLE, "Bienvenidos", "services.lost_fill_in", "school name"),
        (GLAD, "Hola {fax_number}", "services.unknown_fill_in", "fax number"),
        (GLAD, "Hola {", "services.unknown_fill_in", "{ }"),
        (GLAD, "**Hola", "services.half_bold", "**"),
        (GLAD, "Hola " * 500, "services.text_too_long", "longer"),
    ],
)
def test_what_would_harm_the_page_is_refused_with_its_line(
    desk: Workspace, tmp_path: Path, text_id: str, text: str, code: str, words: str
) -> None:
    plan = bring(desk, with_text(out(desk, tmp_path), text_id, text))
    assert plan.planned == ()
    (refused,) = plan.refused
    assert (refused.code, refused.text_id) == (code, text_id)
    sentence = error_sentence(refused.code, refused.detail)
    assert str(refused.line) in sentence
    assert words in sentence


def test_unknown_and_double_texts_are_refused_and_the_others_taken(
    desk: Workspace, tmp_path: Path
) -> None:
    file = out(desk, tmp_path, which="all")
    more = (
        FileText("cover.nobody", "Hi", "Hola", line=900),
        FileText(GLAD, shipped_texts("en").words[GLAD], WORDS, line=901),
        FileText(GLAD, shipped_texts("en").words[GLAD], WORDS, line=902),
        FileText(GLAD, shipped_texts("en").words[GLAD], "Otra", line=903),
    )
    without = tuple(one for one in file.texts if one.text_id != GLAD)
    plan = bring(desk, replace(file, texts=without + more))
    assert [(one.line, one.code) for one in plan.refused] == [
        (900, "services.unknown_text"), (903, "services.text_twice"),
    ]  # fmt: skip
    assert whats(plan) == [("changed", GLAD)]


def test_a_file_from_an_older_english_is_taken_and_marked(desk: Workspace, tmp_path: Path) -> None:
    file = with_text(out(desk, tmp_path), GLAD, WORDS)
    old = tuple(
        replace(one, english="We are glad.") if one.text_id == GLAD else one for one in file.texts
    )
    plan = bring(desk, replace(file, texts=old))
    assert [one.is_older_english for one in plan.planned] == [True]
    assert open_text(desk, "es", GLAD).line.mark == "source_changed"


def test_another_language_is_refused_as_a_whole(desk: Workspace, tmp_path: Path) -> None:
    file = out(desk, tmp_path)
    with pytest.raises(RefusedError, match="other_language"):
        plan_import(desk, file, language="ar")
    with pytest.raises(RefusedError, match="no_language_in_file"):
        plan_import(desk, replace(file, language="xx-nobody"))


def test_what_was_deleted_comes_back_when_it_is_brought_in(desk: Workspace, tmp_path: Path) -> None:
    typed(desk, WORDS)
    file = out(desk, tmp_path)
    delete_record(desk, text_record_id(GLAD, "es"))
    assert not open_text(desk, "es", GLAD).line.is_own
    bring(desk, file)
    assert open_text(desk, "es", GLAD).line.text == WORDS
    delete_record(desk, text_record_id(GLAD, "es"))
    typed(desk, "Otra vez.")
    assert open_text(desk, "es", GLAD).line.text == "Otra vez."


def test_a_machine_s_file_stays_a_machine_s_draft(desk: Workspace, tmp_path: Path) -> None:
    file = with_text(out(desk, tmp_path), GLAD, WORDS)
    take_import(desk, plan_import(desk, file, is_machine=True))
    assert open_text(desk, "es", GLAD).line.mark == "draft"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=12))
def test_any_text_comes_back_from_a_workbook(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    cleaned = [(clean_text(one).strip() or "x", clean_text(other).strip()) for one, other in texts]
    file = TextFile("ar", tuple(
        FileText(f"a.t{number}", f"{english} {{date}}", text, base=text_hash(text))
        for number, (english, text) in enumerate(cleaned)
    ))  # fmt: skip
    path = tmp_path / "texts.xlsx"
    path.write_bytes(write_workbook(file, is_rtl=True))
    back = read_text_file(path)
    assert tuple(replace(one, line=0) for one in back.texts) == file.texts


def test_words_that_begin_like_a_formula_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    file = TextFile("es", (FileText("a.b", "=1+1", "=SUM(A1)"),))
    path.write_bytes(write_workbook(file, is_rtl=False))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert read_text_file(path).texts[0].text == "=SUM(A1)"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK nothing", "packets.unknown_text_file"), (b"", "packets.unknown_text_file")],
)
def test_a_workbook_that_is_none(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "texts.xlsx"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=code.partition(".")[2]):
        read_text_file(path)


def test_a_workbook_of_others_and_one_of_a_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Student ID", "First Name"])
    book.save(path)
    with pytest.raises(RefusedError, match="unknown_text_file"):
        read_text_file(path)
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(RefusedError, match="text_file_too_large"):
        read_text_file(path)


def test_a_cell_that_is_a_book_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    path.write_bytes(
        write_workbook(TextFile("es", (FileText("a.b", "Hi", "x" * 30_000),)), is_rtl=False)
    )
    with pytest.raises(RefusedError, match="text_file_broken") as caught:
        read_text_file(path)
    assert caught.value.detail == {"line": 3}


def test_a_file_of_another_kind_is_told_by_its_ending() -> None:
    assert format_of(Path("a.XLF")) == "xliff"
    with pytest.raises(RefusedError, match="unknown_text_file"):
        format_of(Path("a.pdf"))
