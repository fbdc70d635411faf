"""Work goes to its thread, comes back on the GUI thread, and never outlives its widget."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.errors import FspError, RefusedError, UnreachableError
from fsp_desktop.ui.runner import BUG, Runner, describe_bug


def test_store_work_runs_in_order_on_one_other_thread(runner, qtbot):
    seen, threads = [], set()

    def work(number):
        threads.add(threading.current_thread())
        return number

    for number in range(20):
        runner.store(lambda number=number: work(number)).then(seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))
    assert len(threads) == 1
    assert threading.main_thread() not in threads


def test_results_come_back_on_the_gui_thread(runner, qtbot):
    where = []
    runner.pool(lambda: 1).then(lambda _one: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_pool_runs_several_at_once(runner, qtbot):
    together = threading.Barrier(3, timeout=5)
    done = []
    for _number in range(3):
        runner.pool(together.wait).then(done.append)
    qtbot.waitUntil(lambda: len(done) == 3)


def test_a_known_failure_goes_to_the_one_who_asked(runner, qtbot):
    told, unheard = [], []
    runner.on_failure = unheard.append

    def refuse():
        raise RefusedError("store.newer_file")

    runner.store(refuse).failed(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].code == "store.newer_file"
    assert not unheard


def test_a_failure_nobody_listens_for_is_told_by_the_shell(runner, qtbot):
    unheard = []
    runner.on_failure = unheard.append

    def fail():
        raise UnreachableError("vault.disk_full")

    runner.store(fail)
    qtbot.waitUntil(lambda: bool(unheard))
    assert unheard[0].code == "vault.disk_full"


def test_a_bug_is_reported_by_place_and_kind_without_any_words_from_the_record(runner, qtbot):
    reports, told = [], []
    runner.on_bug = reports.append

    def break_down():
        raise ValueError("Fadumo Osman, 41 Mill Lane")

    runner.pool(break_down).failed(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].code == BUG
    assert reports[0].kind == "ValueError"
    assert any("break_down" in place for place in reports[0].places)
    assert "Fadumo" not in repr(reports[0]) + repr(told[0].detail)


def test_the_thread_lives_on_after_a_bug(runner, qtbot):
    runner.on_bug = lambda _report: None
    done = []
    runner.store(lambda: 1 / 0)
    runner.store(lambda: "alive").then(done.append)
    qtbot.waitUntil(lambda: done == ["alive"])


def test_cancelled_work_that_waits_is_never_begun(runner, qtbot):
    gate, begun, done = threading.Event(), [], []
    runner.store(lambda: gate.wait(5))
    job = runner.store(lambda: begun.append(1))
    job.then(done.append)
    job.cancel()
    gate.set()
    runner.store(lambda: None).then(lambda _none: done.append("after"))
    qtbot.waitUntil(lambda: done == ["after"])
    assert not begun


def test_cancelled_work_sees_it_and_its_result_is_dropped(runner, qtbot):
    started, stopped, shown = threading.Event(), threading.Event(), []

    def work(task):
        started.set()
        while not task.is_cancelled:
            threading.Event().wait(0.001)
        stopped.set()
        return "too late"

    job = runner.pool(work, with_task=True).then(shown.append)
    assert started.wait(5)
    job.cancel()
    assert stopped.wait(5)
    runner.store(lambda: 1).then(shown.append)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [1]


def test_progress_is_told_on_the_gui_thread(runner, qtbot):
    steps, done = [], []

    def work(task):
        for step in range(3):
            task.progress(step, 3)
        return "done"

    job = runner.pool(work, with_task=True)
    job.progressed(lambda at, total: steps.append((at, total, threading.current_thread())))
    job.then(done.append)
    qtbot.waitUntil(lambda: done == ["done"])
    assert steps == [(at, 3, threading.main_thread()) for at in range(3)]


class _Asker(QWidget):
    def __init__(self, seen: list[object]) -> None:
        super().__init__()
        self._seen = seen

    def show_it(self, result: object) -> None:
        self._seen.append(result)


def test_a_late_result_for_a_dead_widget_is_dropped(runner, qtbot):
    import shiboken6

    gate, seen, done = threading.Event(), [], []
    asker, owner = _Asker(seen), QObject()
    runner.store(lambda: gate.wait(5)).then(asker.show_it)
    runner.store(lambda: "owned", owner=owner).then(seen.append)
    shiboken6.delete(asker)
    shiboken6.delete(owner)
    gate.set()
    runner.store(lambda: None).then(lambda _none: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert seen == []


def test_still_waiting_is_told_once_and_only_while_it_is_true(runner, qtbot):
    gate, told = threading.Event(), []
    runner.pool(lambda: gate.wait(5)).waiting(lambda: told.append("still"), after_s=0.01)
    qtbot.waitUntil(lambda: told == ["still"])
    gate.set()
    done = []
    quick = runner.pool(lambda: 1)
    quick.waiting(lambda: told.append("wrong"), after_s=0.05)
    quick.then(done.append)
    qtbot.waitUntil(lambda: bool(done))
    later = runner.pool(lambda: threading.Event().wait(0.1))
    later.then(lambda _done: told.append("later"))
    qtbot.waitUntil(lambda: told[-1] == "later")
    assert "wrong" not in told


def test_store_now_waits_and_passes_failures_on(runner):
    assert runner.store_now(lambda: 42) == 42

    def refuse():
        raise RefusedError("services.no_such_record")

    with pytest.raises(FspError, match=r"services\.no_such_record"):
        runner.store_now(refuse)
    gate = threading.Event()
    with pytest.raises(UnreachableError, match=r"program\.still_waiting"):
        runner.store_now(lambda: gate.wait(2), timeout_s=0.01)
    gate.set()


@pytest.mark.logs_warnings
def test_a_slow_call_from_the_window_is_logged_in_development(runner, caplog):
    with caplog.at_level(logging.WARNING):
        runner.store_now(lambda: threading.Event().wait(0.15))
    assert any("waited" in record.getMessage() for record in caplog.records)


def test_closing_finishes_what_was_asked_of_the_store():
    runner, written = Runner(), []
    for number in range(5):
        runner.store(lambda number=number: written.append(number))
    assert runner.close()
    assert written == list(range(5))
    with pytest.raises(UnreachableError, match=r"program\.closing"):
        runner.store(lambda: None)


def test_closing_stops_pool_work_that_listens():
    runner, begun = Runner(), threading.Event()

    def work(task):
        begun.set()
        while not task.is_cancelled:
            threading.Event().wait(0.001)

    runner.pool(work, with_task=True)
    assert begun.wait(5)
    assert runner.close()


def test_closing_tells_when_a_thread_would_not_end():
    runner, gate = Runner(), threading.Event()
    runner.pool(lambda: gate.wait(5))
    assert not runner.close(timeout_s=0.05)
    gate.set()


def test_a_bug_report_names_lines_not_values():
    try:
        int("Nadia Begum")
    except ValueError as error:
        report = describe_bug(error)
    assert report.kind == "ValueError"
    assert report.places[-1].endswith("test_a_bug_report_names_lines_not_values")
    assert "Nadia" not in str(report)
