"""Trying a place out: five steps with a mark each, told while they happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.runner import Job, Runner, Task
from fsp_desktop.ui.sync.place_words import step_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.places import Step

STEPS = ("reach", "write", "read_back", "find", "delete")
MOST_MS = 90_000
"""How long a trial may take; a server has half a minute for each call."""
Work = Callable[[Task], Any]


class _Line(QWidget):
    """One step: not tried yet, works, or not, with the reason."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self._words = step_words(step)
        self.mark = IconLabel("circle-dashed", "ink2", 16)
        self.label = Label(self._words, "note", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.mark)
        row.addWidget(self.label, 1)

    def show_state(self, state: str, why: str = "") -> None:
        icon, tone = {
            "open": ("circle-dashed", "ink2"),
            "now": ("clock", "ink2"),
            "works": ("circle-check", "ok"),
            "wrong": ("triangle-alert", "care"),
        }[state]
        self.mark.set_icon_name(icon, tone)
        self.label.setText(f"{self._words}: {why}" if why else self._words)
        self.label.set_tone({"open": "ink2", "wrong": "care"}.get(state, "ink"))


class Trial(QWidget):
    """Runs a trial in the pool and shows its steps; never longer than `MOST_MS`.

    Signals:
        succeeded: Carries what the work returned.
        ended: The trial is over, however it went.
    """

    succeeded = Signal(object)
    ended = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._job: Job | None = None
        self._done = 0
        self.lines = {step: _Line(step) for step in STEPS}
        self.outcome = Label("", "label", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for line in self.lines.values():
            column.addWidget(line)
        column.addWidget(self.outcome)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(MOST_MS)
        self._limit.timeout.connect(self._give_up)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether a trial is under way."""
        return self._job is not None

    def begin(self, work: Work) -> None:
        """Start; `work` gets a task to tell how many steps are behind."""
        self.stop()
        self._done = 0
        for line in self.lines.values():
            line.show_state("open")
            line.show()
        self._say(_("Trying it out…"))
        self.lines[STEPS[0]].show_state("now")
        self.show()
        self._limit.start()
        job = self._runner.pool(work, with_task=True, owner=self)
        self._job = job
        job.progressed(lambda done, _all: self._on_step(done))
        job.then(self._on_result).failed(self._on_failure)

    def stop(self) -> None:
        """Give up; whatever comes back is not shown."""
        self._limit.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_step(self, done: int) -> None:
        self._done = done
        for at, line in enumerate(self.lines.values()):
            line.show_state("works" if at < done else ("now" if at == done else "open"))

    def _on_result(self, result: Any) -> None:
        self._limit.stop()
        self._job = None
        wrong = _show_steps(self.lines, result) if isinstance(result, tuple) else None
        if wrong is None:
            self._on_step(len(STEPS))
            if isinstance(result, tuple):
                _show_steps(self.lines, result)
            self._say(_("All of it works."), "ok")
            self.succeeded.emit(result)
        else:
            self._say(_("This place can not be used like this. Nothing was changed."), "care")
        self.ended.emit()

    def _on_failure(self, error: FspError) -> None:
        self._limit.stop()
        self._job = None
        words = error_sentence(error.code, error.detail)
        self._end_with(words, _("This place can not be used like this. Nothing was changed."))

    def _end_with(self, why: str, outcome: str) -> None:
        wrong = STEPS[min(self._done, len(STEPS) - 1)]
        self.lines[wrong].show_state("wrong", why)
        for step, line in self.lines.items():
            # What was not tried has nothing to say, and the fields need the room again.
            line.setVisible(step == wrong)
        self._say(outcome, "care")
        self.ended.emit()

    def _give_up(self) -> None:
        self.stop()
        why = _("No answer for a long time.")
        self._end_with(why, _("Stopped waiting. Nothing was changed."))

    def _say(self, words: str, tone: str = "ink2") -> None:
        self.outcome.set_tone(tone)
        self.outcome.setText(words)
        announce(self, words)


def _show_steps(lines: dict[str, _Line], steps: Sequence[Step]) -> str | None:
    """Show what was tried; returns the code of what keeps the place from being used, or None."""
    worst = None
    for step in steps:
        why = error_sentence(step.code) if step.code else ""
        lines[step.name].show_state("wrong" if step.code else "works", why)
        # A list that is late by seconds makes sharing slower, not impossible.
        if step.code and step.name != "find":
            worst = step.code
    return worst
