"""Share with a USB stick: take what waits along, bring in what is on it, and see who took it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStorageInfo, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.cards import ListCard, one_line, quiet_row
from fsp_desktop.ui.sync.rhythm import Errand
from fsp_desktop.ui.sync.words import when_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.carry_on_stick import Receipt
    from fsp_desktop.services.share_record import SharingStatus

OUR_FOLDER = "FSP"
OTHER = "other"
_GIGABYTE = 1_000_000_000


class Stick(Frozen):
    """A stick that is in: where its files are, its name and how much room is left, in bytes."""

    root: str
    name: str
    free_bytes: int


def find_sticks() -> tuple[Stick, ...]:
    """Return the sticks that are in; drives can hang, so this runs in the pool."""
    found = []
    for drive in QStorageInfo.mountedVolumes():
        root = drive.rootPath()
        outside = root.startswith(("/media/", "/run/media/", "/Volumes/"))
        is_other_letter = len(root) == 3 and root[1] == ":" and not drive.isRoot()
        if drive.isReady() and not drive.isReadOnly() and (outside or is_other_letter):
            name = drive.displayName() or root
            found.append(Stick(root, name, drive.bytesAvailable()))
    return tuple(found)


class StickSheet(Sheet):
    """One exchange with a stick; the same files as at any other place, in a folder of their own."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 590, _("Share with a USB stick"), icon="usb")
        self._shell = shell
        self.which = Combo(_("Which stick?"))
        self.choose = Button(_("Choose a folder…"))
        self.what = ListCard(_("What happens"))
        words = _(
            "Sealed before it is written. Whoever finds the stick sees only that files exist."
        )
        self.promise = Banner(words, kind="plain", icon="lock")
        self.progress = Progress()
        self.outcome = Banner("", kind="info", icon="check")
        self.receipt = Label("", "note", "ink2", wrap=True)
        self.leave = Button(_("Close"), keys="Esc")
        self.begin_button = Button(_("Write and bring in"), "primary", icon="usb")
        self._build()
        self._wire()
        self._ask()
        self.begin_button.setFocus()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(Field(_("Which stick?"), self.which), 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        for part in (self.what, self.promise, self.progress, self.outcome, self.receipt):
            self.body.addWidget(part)
        self.outcome.hide()
        acts = QHBoxLayout()
        acts.addWidget(self.leave)
        acts.addStretch(1)
        acts.addWidget(self.begin_button)
        self.body.addLayout(acts)
        self.what.show_rows([quiet_row(_("Looking for a stick…"))])

    def _wire(self) -> None:
        self.leave.clicked.connect(self.reject)
        self.choose.clicked.connect(self._choose)
        self.begin_button.clicked.connect(self._begin)

    def _ask(self) -> None:
        from fsp_desktop.services.carry_on_stick import receipts
        from fsp_desktop.services.share_record import sharing_status

        workspace = self._shell.workspace
        self._shell.runner.pool(find_sticks, owner=self).then(self._show_sticks).failed(
            lambda _error: self._show_sticks(())
        )
        self._shell.runner.store(
            lambda: (sharing_status(workspace), receipts(workspace)), owner=self
        ).then(lambda result: self._show_facts(*result)).failed(self._shell.tell_failure)

    def _show_sticks(self, sticks: Sequence[Stick]) -> None:
        choices = [(f"{one.root.rstrip('/')}/{OUR_FOLDER}", _stick_words(one)) for one in sticks]
        if not choices:
            self.which.setPlaceholderText(_("No stick found. Put one in, or choose a folder."))
        self.which.set_choices(choices)
        self.which.setCurrentIndex(0 if choices else -1)
        self._fit_soon()

    def _show_facts(self, status: SharingStatus, known: Sequence[Receipt]) -> None:
        waiting = ngettext(
            "{n} change not yet shared", "{n} changes not yet shared", status.waiting
        ).format(n=status.waiting)
        self.what.show_rows(
            [
                one_line("upload", _("Taken along: all that the team has not got"), waiting),
                one_line("download", _("Brought in: what colleagues put on the stick"), ""),
            ]
        )
        self.receipt.setText(_receipt_words(known, self._shell.hooks.clock.now()))
        self.receipt.setVisible(bool(known))
        self._fit_soon()

    def take_folder(self, folder: str) -> None:
        """Use a folder that was chosen by hand."""
        which = self.which
        known = [(str(which.itemData(at)), which.itemText(at)) for at in range(which.count())]
        self.which.set_choices([*known, (folder, f"\u2068{folder}\u2069")])
        self.which.set_chosen(folder)

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), _("The stick, or a folder on it"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take_folder)
        dialog.open()

    def _begin(self) -> None:
        from fsp_desktop.services.places import reach_place

        folder = self.which.chosen()
        if not folder:
            self._tell(_("Put a stick in, or choose a folder first."))
            return
        profile = self._shell.workspace.profile
        self.outcome.hide()
        self.begin_button.set_waiting(_("Writing…"))
        note = _("Please leave the stick in. If it comes out, nothing here is lost.")
        self.progress.begin(_("Writing, then reading it back"), note)
        self._fit_soon()
        self._shell.runner.pool(lambda: reach_place(folder, None, profile), owner=self).then(
            self._keep
        ).failed(self._fail)

    def _keep(self, reached: Any) -> None:
        from fsp_desktop.services.places import add_place

        workspace = self._shell.workspace
        self._shell.runner.store(lambda: add_place(workspace, reached), owner=self).then(
            lambda _done: self._exchange(reached.place)
        ).failed(self._fail)

    def _exchange(self, place: str) -> None:
        self._shell.hooks.run_errand(Errand(place, self._done, self._fail, self._step))

    def _step(self, done: int, total: int) -> None:
        if _is_alive(self):
            words = _("Writing and reading {done} of {total}").format(done=done, total=total)
            self.progress.step(done, total, words)

    def _done(self, report: Any) -> None:
        from fsp_desktop.services.edit_record import Changes

        if report is not None and report.received:
            self._shell.announce(Changes())
        self._shell.refresh_standing()
        if not _is_alive(self):
            self._shell.toast(_("The stick is ready. You can take it out."))
            return
        self._end()
        problems = [one.code for one in report.problems] if report is not None else []
        if problems:
            self._tell(error_sentence(problems[0]))
        else:
            self._tell(_done_words(report))
        self._ask()

    def _fail(self, error: FspError) -> None:
        if not _is_alive(self):
            self._shell.tell_failure(error)
            return
        self._end()
        self._tell(_stick_trouble(error))

    def _end(self) -> None:
        self.progress.end()
        self.begin_button.set_waiting("")

    def _tell(self, words: str) -> None:
        self.outcome.set_words(words)
        self.outcome.show()
        announce(self, words)
        self._fit_soon()

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)


def _is_alive(thing: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))


def _stick_words(stick: Stick) -> str:
    free = max(0, stick.free_bytes) / _GIGABYTE
    name = f"\u2068{stick.name}\u2069"
    return _("{name} · {free:.1f} GB free").format(name=name, free=free)


def _done_words(report: Any) -> str:
    got = ngettext("Brought in: {n} change.", "Brought in: {n} changes.", report.received)
    return " ".join(
        (
            _("All that the team shared is on it now."),
            got.format(n=report.received),
            _("You can take it out."),
        )
    )


def _stick_trouble(error: FspError) -> str:
    own = {
        "sync.remote_full": _(
            "This stick is full. Nothing here is lost; make room or take another."
        ),
        "sync.remote_read_only": _("This stick can only be read. Nothing was written."),
        "sync.other_space": _("This stick is from another team. Nothing was read."),
        "sync.remote_unreachable": _(
            "The stick came out or does not answer. Nothing here is lost."
        ),
    }
    return own.get(error.code) or error_sentence(error.code, error.detail)


def _receipt_words(known: Sequence[Receipt], now: Any) -> str:
    parts = []
    for one in known:
        if one.heard_at is None:
            continue
        when = when_words(one.heard_at.isoformat(), now)
        words = (
            _("{name} has taken in all of it, as we heard {when}.")
            if one.has_all
            else _("{name} has not told yet that it took in all of it. Last heard {when}.")
        )
        parts.append(words.format(name=one.name, when=when))
    return "\n".join(parts)
