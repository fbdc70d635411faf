"""Keeps one record while its form is open: what is typed is handed to the store at each pause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.errors import FspError, UnreachableError
from fsp_desktop.services.edit_record import Changes, OpenForm, save_form
from fsp_desktop.ui.runner import Job
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.autosave import Autosave

Make = Callable[[Any], OpenForm]
Finish = Callable[[Any, OpenForm], OpenForm]
TRY_AGAIN_MS = 5_000
INVALID = "domain.invalid_record"


class _Box:
    """The form as it is on disk.

    Made here, but read and replaced on the store thread only, where one job follows the other; so
    no save can start from an older state than the one before it.
    """

    def __init__(self, form: OpenForm | None, make: Make | None) -> None:
        self._form = form
        self._make = make

    def form(self, workspace: Any) -> OpenForm:
        """Return the form, making the record's first one if it has none yet."""
        if self._form is None:
            if self._make is None:
                raise LookupError("a form was saved before it was opened")
            self._form = self._make(workspace)
        return self._form

    def made(self) -> OpenForm | None:
        """Return the form if there is one already."""
        return self._form

    def put(self, form: OpenForm) -> OpenForm:
        self._form = form
        return form


class FormKeeper(QObject):
    """Gathers touched fields of one form and has them saved, in order, on the store thread.

    Args:
        shell: Whose runner and workspace are used.
        widget: The form; leaving or hiding it saves at once.
        make: Called on the store thread for a form that nobody opened before its first save.
        save: The service that keeps a draft.

    Signals:
        saved: Everything typed is on disk.
        failed: A save did not work; carries the error. The words are still on screen.
        refused: Fields that were not taken; carries [{field, reason}]. The others were saved.
    """

    saved = Signal()
    failed = Signal(object)
    refused = Signal(list)

    def __init__(
        self,
        shell: Shell,
        widget: QWidget,
        make: Make | None = None,
        save: Callable[..., OpenForm] = save_form,
    ) -> None:
        super().__init__(widget)
        self._shell = shell
        self._make = make
        self._save = save
        self._box: _Box | None = _Box(None, make) if make else None
        self._reads: dict[str, Callable[[], object]] = {}
        self._touched: set[str] = set()
        self._with_first: set[str] = set()
        self._under_way = 0
        self.changes = Changes()
        self.autosave = Autosave(widget, self._hand_over)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self.autosave.save_taken)

    # --- what the form tells -------------------------------------------------------------------

    def hold(self, form: OpenForm) -> None:
        """Keep this record from now on; what was typed before goes into it."""
        self._with_first.clear()
        self._box = _Box(form, None)
        if self._touched:
            self.autosave.touch()

    def forget(self) -> None:
        """Start anew: the next words belong to a record that does not exist yet."""
        self._touched.clear()
        self._box = _Box(None, self._make) if self._make else None

    def bind(self, field: str, read: Callable[[], object], *changed: SignalInstance) -> None:
        """Save what `read` returns as `field` whenever one of the signals tells of a change."""
        self._reads[field] = read
        for signal in changed:
            signal.connect(lambda *_told: self.touch(field))

    def save_with_first(self, *fields: str) -> None:
        """Save these fields too as soon as the person changes anything."""
        self._with_first.update(fields)

    def touch(self, *fields: str) -> None:
        """Note that the person changed these fields."""
        self._touched.update(fields, self._with_first)
        self._with_first.clear()
        self.autosave.touch()

    def flush(self) -> None:
        """Save now if anything was changed."""
        self.autosave.flush()

    @property
    def touched(self) -> frozenset[str]:
        """Fields that were changed and are not on disk yet."""
        return frozenset(self._touched)

    @property
    def is_settled(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._touched and not self._under_way

    def form_now(self, workspace: Any) -> OpenForm:
        """Return the form as it is on disk; to be called on the store thread only."""
        if self._box is None:
            raise LookupError("no form is open")
        return self._box.form(workspace)

    def made_now(self) -> OpenForm | None:
        """Return the form if the record was begun, else None; on the store thread only."""
        return self._box.made() if self._box is not None else None

    def put_now(self, form: OpenForm) -> None:
        """Go on from a form that other work saved; to be called on the store thread only."""
        if self._box is not None:
            self._box.put(form)

    # --- saving --------------------------------------------------------------------------------

    def _hand_over(self) -> None:
        if self._box is None or not self._touched:
            return
        fields, values = self._take()
        box, workspace, save = self._box, self._shell.workspace, self._save
        try:
            job = self._shell.runner.store(
                lambda: box.put(save(workspace, box.form(workspace), values)), owner=self
            )
        except UnreachableError:
            # The program has ended; a window that outlives its record keeps its words on screen.
            self._touched |= fields
            return
        self._under_way += 1
        job.then(self._on_saved).failed(lambda error: self._on_failed(error, fields))

    def finish(self, work: Finish) -> Job:
        """Save what is left and do `work(workspace, form)` after it, as one job.

        The job's failure has put everything unsaved back; the caller tells the person.
        """
        self._again.stop()
        self.autosave.settle()
        fields, values = self._take()
        box, workspace, save = self._box, self._shell.workspace, self._save
        if box is None:
            raise LookupError("no form is open")

        def go() -> OpenForm:
            form = box.form(workspace)
            if values:
                form = box.put(save(workspace, form, values))
            return box.put(work(workspace, form))

        self._under_way += 1
        job = self._shell.runner.store(go, owner=self)
        return job.then(self._on_saved).failed(lambda error: self._on_failed(error, fields))

    def step_of(self, finished: OpenForm) -> Changes:
        """Return what an Undo after finishing takes back.

        That is the finishing itself, or, where it had nothing left to write, what was typed before.
        """
        return finished.changes if finished.changes.dots else self.changes

    def _take(self) -> tuple[set[str], Mapping[str, object]]:
        fields = {field for field in self._touched if field in self._reads}
        self._touched -= fields
        return fields, {field: self._reads[field]() for field in fields}

    def _on_saved(self, form: OpenForm) -> None:
        self._under_way -= 1
        self.changes = join(self.changes, form.changes)
        if self.is_settled:
            self.autosave.mark_saved()
            self.saved.emit()

    def _on_failed(self, error: FspError, fields: set[str]) -> None:
        self._under_way -= 1
        refusals = refusals_of(error)
        named = {str(one["field"]) for one in refusals}
        if refusals and named & fields:
            # The record is saved without them; they wait on screen until they are changed.
            self._put_back(fields - named)
            self.refused.emit(refusals)
            return
        if not refusals:
            self._put_back(fields)
            self.autosave.mark_failed()
            self._again.start()
        self.failed.emit(error)

    def _put_back(self, fields: Iterable[str]) -> None:
        kept = set(fields)
        if kept:
            self.touch(*kept)


def refusals_of(error: FspError) -> list[dict[str, Any]]:
    """Return [{field, reason}] of an error that refuses fields, else an empty list."""
    listed = error.detail.get("refusals") if error.code == INVALID else None
    return [dict(one) for one in listed] if isinstance(listed, list) else []


def join(first: Changes, second: Changes) -> Changes:
    """Return what two saves touched together."""
    ids = dict.fromkeys((*first.ids, *second.ids))
    dots = dict.fromkeys((*first.dots, *second.dots))
    return Changes(first.kinds | second.kinds, tuple(ids), tuple(dots))
