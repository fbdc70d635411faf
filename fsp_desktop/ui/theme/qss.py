"""The style sheet for plain Qt widgets, made from a scheme, a text size and a direction.

Parts the program paints itself (buttons, chips, rows, cards) are not here. A style sheet has no start
and end side, so rules that differ by side are written from `rtl`.
"""

from __future__ import annotations

from string import Template

from fsp_desktop.ui.theme.tokens import Scheme, tokens

_TEXT_ROLES = (
    "caption",
    "label",
    "note",
    "body",
    "bodyStrong",
    "lead",
    "title",
    "page",
    "greeting",
    "hero",
)
_TONES = (
    "ink", "ink2", "ink3", "pine", "pine_ink", "family_ink", "school_ink", "care", "care_ink", "on_pine", "coach",
)  # fmt: skip

_SHEET = Template("""
QMainWindow, QDialog, #page { background: $bg; }
QToolTip { background: $ink; color: $surface; border: 0; padding: ${p4}px ${p8}px; }
QScrollArea, QScrollArea > QWidget > #plain { background: transparent; border: 0; }
QFrame#line { background: $line; border: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
  background: $surface; color: $ink; border: 1px solid $line_strong; border-radius: 6px;
  selection-background-color: $pine; selection-color: $on_pine; placeholder-text-color: $ink3; }
QLineEdit, QAbstractSpinBox { padding: 0 ${p10}px; min-height: ${p32}px; }
QPlainTextEdit, QTextEdit { padding: ${p6}px ${p6}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus { border: 2px solid $focus; }
QLineEdit:focus { padding: 0 ${p9}px; min-height: ${p30}px; }
QLineEdit[tall="true"] { min-height: ${p38}px; }
QLineEdit[tall="true"]:focus { min-height: ${p36}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${p5}px ${p5}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $care; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] { border: 0; background: transparent; padding: 0; }
QPlainTextEdit[voice="true"] { border-$start: 4px solid $family; }
QPlainTextEdit[voice="true"]:focus { border-$start: 4px solid $family; }

QListView, QTreeView, QTableView { background: $surface; color: $ink; border: 0; outline: 0;
  gridline-color: $line; selection-background-color: $pine_soft; selection-color: $ink; }
QListView[clear="true"], QTreeView[clear="true"], QTableView[clear="true"] { background: transparent; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $ink2; border: 0; border-bottom: 1px solid $line;
  padding: 0 ${p12}px; min-height: ${p28}px; font-size: ${caption}px; font-weight: 600; text-align: $start; }
QSplitter::handle { background: $line; }

QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: ${p32}px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; margin: 3px 2px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: $sidebar; color: $ink; padding: 0 ${p8}px; }
QMenuBar::item { background: transparent; padding: ${p6}px ${p10}px; border-radius: 6px; }
QMenuBar::item:selected { background: $pine_soft; color: $pine_ink; }
QMenu { background: $raised; color: $ink; border: 1px solid $line_strong; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: 6px; min-height: ${p20}px; }
QMenu::item:selected { background: $pine_soft; color: $ink; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QMenu::icon { padding-$start: ${p10}px; }

QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong; padding: ${p4}px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${p32}px; padding: 0 ${p8}px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $pine_soft; color: $ink; }
QCompleter, QListView#completions { background: $raised; border: 1px solid $line_strong; }

QStatusBar { background: $sidebar; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QProgressBar { background: $sunken; border: 1px solid $line_strong; border-radius: 4px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $pine; border-radius: 3px; }
QDialogButtonBox QPushButton, QMessageBox QPushButton, QFileDialog QPushButton { background: $surface; color: $ink;
  border: 1px solid $line_strong; border-radius: 6px; padding: 0 ${p14}px; min-height: ${p32}px; font-weight: 600; }
QDialogButtonBox QPushButton:default { background: $pine; color: $on_pine; border-color: $pine; }
QDialogButtonBox QPushButton:focus { border: 2px solid $focus; }
""")


def _text_rules(scheme: Scheme, scale: float) -> str:
    colors = scheme._asdict()
    rules = []
    for role in _TEXT_ROLES:
        step = tokens().type[role]
        size = max(1, round(step.size * scale))
        rules.append(
            f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {step.weight}; }}'
        )
    rules += [f'QLabel[tone="{tone}"] {{ color: {colors[tone]}; }}' for tone in _TONES]
    return "\n".join(rules)


def make_style_sheet(scheme: Scheme, scale: float, rtl: bool) -> str:
    """Return the whole style sheet; lengths follow the person's text size."""
    values: dict[str, object] = dict(scheme._asdict())
    values.update(
        {
            f"p{n}": max(1, round(n * scale))
            for n in (4, 5, 6, 8, 9, 10, 12, 14, 20, 24, 28, 30, 32, 36, 38)
        }
    )
    values.update(
        caption=max(1, round(tokens().type["caption"].size * scale)),
        start="right" if rtl else "left",
        end="left" if rtl else "right",
    )
    return _SHEET.substitute(values) + _text_rules(scheme, scale)
