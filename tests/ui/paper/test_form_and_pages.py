"""Form and pages stand beside each other, or take turns where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from fsp_desktop.ui.paper.form_and_pages import FormAndPages, FormColumn

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.theme.theme import Theme


def test_both_are_shown_until_there_is_no_room(look: Theme, qtbot: QtBot) -> None:
    form, pages = FormColumn(452), QLabel("pages")
    both = FormAndPages(form, pages)
    qtbot.addWidget(both)
    both.resize(1000, 400)
    both.show()
    assert form.isVisible()
    assert pages.isVisible()
    assert form.width() == 452
    both.resize(600, 400)
    qtbot.waitUntil(lambda: both.is_narrow)
    assert form.isVisible()
    assert not pages.isVisible()
    both.tabs.segments()[1].click()
    assert pages.isVisible()
    assert not form.isVisible()
    both.show_form()
    assert form.isVisible()
    both.resize(1000, 400)
    qtbot.waitUntil(lambda: not both.is_narrow)
    assert pages.isVisible()
