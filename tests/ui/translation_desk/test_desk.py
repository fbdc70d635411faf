"""The desk: nothing typed is lost, checks speak, another person signs, the page follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.language import words
from fsp_desktop.packets.content.texts import shipped_texts
from fsp_desktop.services.export_texts import export_texts
from fsp_desktop.services.translate_text import open_text, save_text, text_record_id
from fsp_desktop.ui.paper.text_sheet import TextSheet
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.export_sheet import ExportSheet
from fsp_desktop.ui.translation_desk.import_sheet import ImportSheet
from fsp_desktop.ui.translation_desk.screen import TranslationScreen
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

TITLE, GLAD = "cover.title", "cover.glad"


def open_desk(
    demo: DemoDesk, qtbot: QtBot, text_id: str = GLAD, language: str = "es"
) -> TranslationScreen:
    screen = demo.shell.screen("translations")
    assert isinstance(screen, TranslationScreen)
    demo.shell.go("translations", language=language, text_id=text_id)
    qtbot.waitUntil(lambda: screen.desk.in_hand() == (language, text_id), timeout=10_000)
    return screen


def type_words(screen: TranslationScreen, text: str) -> None:
    target = screen.desk.editor.target
    target.setFocus()
    target.selectAll()
    QTest.keyClick(target, Qt.Key.Key_Delete)
    QTest.keyClicks(target, text)


def save(screen: TranslationScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.desk.shown, timeout=10_000):
        screen.desk.keeper.flush()


def by_another(demo: DemoDesk, text_id: str, text: str, language: str = "es") -> None:
    """Let a colleague have typed words."""
    sara = new_record_id(demo.workspace.clock)
    demo.write("staff", sara, name="Sara M.", role="liaison")

    def write() -> None:
        page = open_text(demo.workspace, language, text_id)
        save_text(demo.workspace, page.form, {"text": text})

    demo.ask(write)
    demo.write("packet-text", text_record_id(text_id, language), written_by=sara)


def test_the_queue_shows_every_text_with_its_state(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    lines = screen.queue.lines()
    assert len(lines) == len(shipped_texts("en").words)
    assert screen.subtitle() == "Spanish"
    assert screen.queue.language.chosen() == "es"
    assert screen.desk.editor.source.text() == shipped_texts("en").words[GLAD]
    assert screen.desk.editor.target.text() == shipped_texts("es").words[GLAD]
    spoken = screen.queue.model.data(screen.queue.list.currentIndex())
    assert spoken == f"Hello: {shipped_texts('en').words[GLAD]}, Draft"


def test_typed_words_are_on_disk_without_a_button(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    type_words(screen, "Nos alegra.")
    qtbot.waitUntil(lambda: screen.desk.keeper.is_settled, timeout=10_000)
    kept = demo.load(text_record_id(GLAD, "es"))
    assert (kept["text"], kept["written_by"]) == ("Nos alegra.", demo.workspace.person_id)
    qtbot.waitUntil(lambda: screen.desk.editor.state.text() == "To check", timeout=10_000)
    assert "1 Typed" in screen.desk.signing.typed.text()
    assert screen.queue.list.current_row().mark == "to_check"


def test_going_on_takes_the_words_along(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    type_words(screen, "Antes de seguir.")
    QTest.keyClick(screen.desk.editor.target, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.desk.in_hand()[1] != GLAD, timeout=10_000)
    assert demo.load(text_record_id(GLAD, "es"))["text"] == "Antes de seguir."
    assert screen.desk.editor.target.text() == shipped_texts("es").words[screen.desk.in_hand()[1]]
    assert len(demo.rows("packet-text")) == 1


def test_a_missing_fill_in_is_said_and_put_in(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot, TITLE)
    type_words(screen, "Bienvenidos")
    qtbot.waitUntil(
        lambda: any("school name is missing" in one for one in screen.desk.checks.sentences()),
        timeout=10_000,
    )
    assert screen.desk.checks.count.text() == "1 to mend"
    screen.desk.checks.put_in_asked.emit()
    assert screen.desk.editor.target.text() == "Bienvenidos {school_name}"
    qtbot.waitUntil(lambda: screen.desk.checks.count.text() == "nothing to mend", timeout=10_000)


def test_nobody_signs_their_own_words_and_the_reason_is_said(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    type_words(screen, "Nos alegra.")
    save(screen, qtbot)
    with qtbot.waitSignal(screen.desk.keeper.failed, timeout=10_000):
        screen.sign.click()
    assert demo.load(text_record_id(GLAD, "es"))["signed_off"] == []


def test_f9_signs_another_s_words_and_goes_on(demo: DemoDesk, qtbot: QtBot) -> None:
    by_another(demo, GLAD, "Nos alegra. Uno. Dos.")
    screen = open_desk(demo, qtbot)
    with qtbot.waitSignal(screen.desk.signed, timeout=10_000):
        screen.sign.click()
    qtbot.waitUntil(lambda: screen.desk.in_hand()[1] != GLAD, timeout=10_000)
    line = next(one for one in screen.queue.lines() if one.text_id == GLAD)
    assert line.mark == "signed_off"
    assert len(demo.load(text_record_id(GLAD, "es"))["signed_off"]) == 1


def test_a_changed_english_is_underlined_and_can_be_said_to_be_right(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    by_another(demo, GLAD, "Nos alegra. Uno. Dos.")
    new = shipped_texts("en").words[GLAD].replace("glad", "very glad")
    demo.ask(
        lambda: save_text(demo.workspace, open_text(demo.workspace, "en", GLAD).form, {"text": new})
    )
    screen = open_desk(demo, qtbot)
    assert screen.desk.editor.state.text() == "Source changed"
    assert screen.desk.editor.source.text() == new
    with qtbot.waitSignal(screen.desk.saved, timeout=10_000):
        screen.desk.checks.keep_asked.emit()
    qtbot.waitUntil(lambda: screen.desk.editor.state.text() == "To check", timeout=10_000)


def test_what_a_colleague_wrote_arrives_while_the_desk_is_open(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    screen = open_desk(demo, qtbot)
    by_another(demo, GLAD, "Llegó ahora. Uno. Dos.")
    screen.refresh(None)
    target = screen.desk.editor.target
    qtbot.waitUntil(lambda: target.text() == "Llegó ahora. Uno. Dos.", timeout=10_000)


def test_own_words_are_given_up_for_the_shipped_ones(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    type_words(screen, "Propias.")
    save(screen, qtbot)
    screen.desk.signing.shipped_asked.emit()
    shipped = shipped_texts("es").words[GLAD]
    qtbot.waitUntil(lambda: screen.desk.editor.target.text() == shipped, timeout=10_000)
    assert demo.load(text_record_id(GLAD, "es"))["text"] is None


def test_right_to_left_words_are_written_so(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot, language="ar")
    option = screen.desk.editor.target.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft
    source = screen.desk.editor.source.document().defaultTextOption()
    assert source.textDirection() == Qt.LayoutDirection.LeftToRight


def test_the_page_follows_the_hand_and_can_be_read_aloud(demo: DemoDesk, qtbot: QtBot) -> None:
    demo.window.resize(1366, 768)
    screen = open_desk(demo, qtbot)
    with qtbot.waitSignal(screen.side.live.drawn, timeout=20_000):
        type_words(screen, "Palabras nuevas.")
    screen.side.aloud.click()
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.activeModalWidget(), TextSheet)
            or any(isinstance(one, TextSheet) for one in QApplication.topLevelWidgets())
        ),
        timeout=10_000,
    )
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, TextSheet)]
    assert "Palabras nuevas." in sheet.text.toPlainText()
    sheet.close()


def test_filters_find_and_an_empty_list(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot)
    screen.queue.search.setText("no such words")
    qtbot.waitUntil(lambda: screen.middle.currentWidget() is screen.nothing, timeout=10_000)
    assert not screen.sign.isEnabled()
    screen.nothing.button.click()
    qtbot.waitUntil(lambda: len(screen.queue.lines()) > 100, timeout=10_000)
    assert screen.queue.filter() == "all"


def test_english_can_be_worded_by_the_school(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_desk(demo, qtbot, language="en")
    assert screen.queue.filter() == "all"
    assert not screen.desk.signing.isVisibleTo(screen)
    type_words(screen, "So good you are here.")
    save(screen, qtbot)
    assert demo.load(text_record_id(GLAD, "en"))["text"] == "So good you are here."


def test_a_file_goes_out_and_comes_back(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    screen = open_desk(demo, qtbot)
    sheet = ExportSheet(demo.shell, "es", "open")
    demo.shell.open_dialog(sheet)
    sheet.form.set_chosen("po")
    path = tmp_path / "textos.po"
    with qtbot.waitSignal(sheet.accepted, timeout=10_000):
        sheet.write(path)
    before = shipped_texts("es").words[GLAD]
    text = path.read_text(encoding="utf-8").replace(f'"{before}"', '"De fuera."')
    path.write_text(text.replace("{school_name}", "X", 2), encoding="utf-8")
    bringing = ImportSheet(demo.shell)
    demo.shell.open_dialog(bringing)
    bringing.read_path(path)
    qtbot.waitUntil(lambda: bringing.plan is not None, timeout=10_000)
    assert [one.text_id for one in bringing.plan.planned] == [GLAD]
    assert bringing.tabs.segments()[1].text() == "Changed 1"
    bringing.translator.setText("Hodan A.")
    bringing.translator.editingFinished.emit()
    with qtbot.waitSignal(bringing.accepted, timeout=10_000):
        bringing.take_in()
    qtbot.waitUntil(lambda: screen.desk.editor.target.text() == "De fuera.", timeout=10_000)
    assert demo.load(text_record_id(GLAD, "es"))["written_by"] == "Hodan A."


def test_a_file_that_is_none_of_ours_is_said(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text("<html/>", encoding="utf-8")
    bringing = ImportSheet(demo.shell)
    demo.shell.open_dialog(bringing)
    bringing.read_path(path)
    qtbot.waitUntil(bringing.trouble.isVisible, timeout=10_000)
    assert "no file of our texts" in bringing.trouble.label.text()
    assert not bringing.take.isVisible()
    bringing.close()


def test_what_was_not_taken_is_listed_with_its_line(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "es.po"
    demo.ask(lambda: export_texts(demo.workspace, "es", path, part="cover"))
    title = shipped_texts("es").words[TITLE]
    text = path.read_text(encoding="utf-8").replace(f'msgstr "{title}"', 'msgstr "Hola"')
    path.write_text(text, encoding="utf-8")
    bringing = ImportSheet(demo.shell)
    demo.shell.open_dialog(bringing)
    bringing.read_path(path)
    qtbot.waitUntil(lambda: bringing.plan is not None, timeout=10_000)
    assert bringing.tabs.chosen() == "refused"
    spoken = bringing.model.data(bringing.model.index(0))
    assert "lost its “school name”. It was not taken." in spoken
    bringing.close()


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
def test_nothing_is_cut_nameless_or_small(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    try:
        theme().set_direction(words.direction())
        demo.window.resize(*size)
        screen = open_desk(demo, qtbot, TITLE, "ar")
        qtbot.waitUntil(lambda: bool(screen.desk.checks.sentences()), timeout=10_000)
        assert nameless(screen) == []
        assert too_small(screen) == []
        assert cut_off(screen) == []
    finally:
        words.install("en")
        theme().set_direction("ltr")
