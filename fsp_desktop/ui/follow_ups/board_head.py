"""Above the board: board or list, which ones, how many promises were kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.follow_ups.columns import kept_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.segmented import SegTabs
from fsp_desktop.ui.widgets.text import ElidedLabel

ROOMY = 1040
EVERYONE = "team"


class BoardHead(QWidget):
    """Tabs and filters of the follow-ups."""

    def __init__(self) -> None:
        super().__init__()
        self.tabs = SegTabs(_("Board or list"), [("board", _("Board")), ("list", _("List"))])
        self.which = ChipRow(_("Which follow-ups"), exclusive=True)
        self.kept = ElidedLabel("", "note", "ink2")
        self.kept.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.came_of_it = Button(_("Add what came of it"), "quiet", icon="pencil", small=True)
        self.came_of_it.hide()
        self._build()
        self._show_counts(0, 0, EVERYONE)

    def _build(self) -> None:
        px = theme().px
        chips = QVBoxLayout()
        chips.setContentsMargins(0, px(3), 0, px(3))
        chips.addWidget(self.which)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 0)
        row.setSpacing(px(18))
        row.addWidget(self.tabs)
        row.addLayout(chips, 1)
        row.addWidget(self.came_of_it)
        row.addWidget(self.kept)

    def which_chosen(self) -> str:
        """Return mine, team, or the side that is wanted."""
        return next(iter(self.which.chosen()), EVERYONE)

    def show_rows(self, rows: Sequence[FollowUpRow], person_id: str, today: date) -> None:
        """Show the numbers of all follow-ups, done ones included."""
        still_open = [row for row in rows if row.status == "open"]
        mine = sum(row.owner_id == person_id for row in still_open)
        self._show_counts(mine, len(still_open), self.which_chosen())
        self.kept.setText(kept_words(rows, today))

    def _show_counts(self, mine: int, everyone: int, chosen: str) -> None:
        choices = [
            ("mine", _("Mine {count}").format(count=mine)),
            (EVERYONE, _("Whole team {count}").format(count=everyone)),
            ("we_promised", label("follow_up_side", "we_promised")),
            ("family_offered", _("Families offered")),
        ]
        # The chips are made anew only where a number has changed, so that the keyboard stays.
        if [chip.text() for chip in self.which.chips()] != [words for _key, words in choices]:
            self.which.set_choices(choices)
        self.which.set_chosen([chosen])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.kept.setVisible(self.width() > theme().px(ROOMY))
