"""Light, dark, text size and direction change at once; icons and fonts follow."""

from __future__ import annotations

import ast
import gc
import json

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from fsp_desktop.language.resources import resource_path
from fsp_desktop.ui.theme.icon_engine import icon
from fsp_desktop.ui.theme.icons import icon_pixmap
from fsp_desktop.ui.theme.tokens import Scheme, tokens
from fsp_desktop.ui.widgets.text import Label
from tests.house.reading import python_files, tree_of


def _pixels(pixmap):
    image = pixmap.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    }


def test_every_colour_of_the_design_is_known():
    raw = json.loads(resource_path("theme", "tokens.json").read_text(encoding="utf-8"))
    assert len(Scheme._fields) == len(raw["color"]["light"])
    assert tokens().dark.pine_soft == raw["color"]["dark"]["pineSoft"]


def test_dark_is_dark_at_once_and_back(look):
    light = QApplication.palette().color(QPalette.ColorRole.Window)
    look.set_mode("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(tokens().dark.bg)
    assert tokens().dark.ink in QApplication.instance().styleSheet()
    look.set_mode("light")
    assert QApplication.palette().color(QPalette.ColorRole.Window) == light


def test_follow_the_system_uses_what_the_system_says(look):
    look.set_mode("system")
    hints = QApplication.styleHints()
    assert look.is_dark == (hints.colorScheme() == Qt.ColorScheme.Dark)


@pytest.mark.parametrize(("asked", "got"), [(0.5, 0.9), (1.3, 1.3), (9, 1.5)])
def test_text_size_stays_within_bounds_and_reaches_labels(look, qtbot, asked, got):
    label = Label("Families", "title")
    qtbot.addWidget(label)
    label.show()
    look.set_scale(asked)
    assert look.scale == got
    assert QFontInfo(label.font()).pixelSize() == look.px(16)


def test_the_faces_of_the_design_are_used(look):
    assert QFontInfo(look.font("body")).family() == "Noto Sans"
    assert QFontInfo(look.font("voice")).family() == "Noto Serif"
    assert QFontInfo(look.font("title")).weight() == 600


def test_an_icon_follows_the_theme_without_being_made_again(look):
    house = icon("house", "pine")
    light = _pixels(house.pixmap(QSize(32, 32)))
    look.set_mode("dark")
    dark = _pixels(house.pixmap(QSize(32, 32)))
    assert QColor(tokens().light.pine).name() in light
    assert QColor(tokens().dark.pine).name() in dark


def test_only_icons_that_point_are_mirrored():
    def same(name):
        one = icon_pixmap(name, "#000000", 32, 1.0, rtl=False).toImage()
        other = icon_pixmap(name, "#000000", 32, 1.0, rtl=True).toImage()
        return one == other

    assert not same("arrow-left")
    assert not same("quote")
    assert same("clock")
    assert same("check")


_ICON_AT = {"IconLabel": 0, "IconButton": 0, "EmptyState": 0, "icon_pixmap": 0, "paint_icon": 1}
_ICON_AT |= {"PageSpec": 2, "Card": 1, "OptionCard": 2, "FamilyAct": 1}


def _named_icons(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        at = _ICON_AT.get(name)
        values = [word.value for word in node.keywords if word.arg == "icon"]
        values += node.args[at : at + 1] if at is not None else []
        found |= {v.value for v in values if isinstance(v, ast.Constant) and v.value}
    return found


def test_every_icon_named_in_the_code_is_shipped():
    shipped = {path.stem for path in resource_path("icons").glob("*.svg")}
    named = {
        (icon_name, str(path))
        for path in python_files("fsp_desktop")
        if "ui" in path.parts
        for icon_name in _named_icons(tree_of(path))
    }
    assert len({name for name, _path in named}) > 20
    assert {(name, path) for name, path in named if name not in shipped} == set()


def test_icons_live_as_long_as_they_are_used():
    pixmaps = []
    for _round in range(200):
        pixmaps.append(icon("house").pixmap(18, 18))
        gc.collect(0)
    assert all(not pixmap.isNull() for pixmap in pixmaps)


def test_labels_show_markup_as_it_was_typed(qtbot):
    label = Label("<b>Osman</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_latin_name_stands_at_the_start_side_of_a_mirrored_page(look, qtbot):
    look.set_direction("rtl")
    label = Label("Nguyen")
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    look.set_direction("ltr")


def test_no_plain_label_is_used_for_words_from_the_record():
    plain = QLabel("x")
    assert plain.textFormat() == Qt.TextFormat.AutoText, "Qt's usual is markup; Label forbids it"
