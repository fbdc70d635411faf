"""Many documents: in one file, each on a leaf of its own, or in a file each on all cores."""

from __future__ import annotations

import gc
import os
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.packets.document import Document, drafts
from fsp_desktop.packets.pdf.coverage import refuse_holes
from fsp_desktop.packets.pdf.paper import Paper, View
from fsp_desktop.packets.pdf.render import Cancelled, Printer, render, title_of
from fsp_desktop.packets.pdf.report import RenderReport
from fsp_desktop.packets.pdf.tagging import Elem

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future  # noqa: TID251 (names of types only)

Told = Callable[[int], None]
# Documents made before a process is free: enough to keep all busy, few enough to forget.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that could not be printed: its label, the code and what belongs to it."""

    label: str
    code: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """Outcome of many documents.

    Attributes:
        printed: For each printed document its label, its first page counted from 1 (0 in a file of its own)
            and its report.
        refused: In the order they were asked for.
    """

    printed: list[tuple[str, int, RenderReport]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Asked(NamedTuple):
    """One document of a series; the label stands in the outline and in reports."""

    label: str
    document: Document


def render_series(
    asked: Iterable[Asked],
    out: BinaryIO,
    title: str,
    lang: str,
    key: str = "",
    told: Told | None = None,
    cancelled: Cancelled | None = None,
) -> SeriesReport:
    """Print many documents into one file; each begins on a new leaf, so that both sides can be printed.

    Documents are asked for one by one and forgotten when they are drawn: a thousand need little memory.

    Args:
        asked: Labels and documents.
        out: Receives the file at the end; nothing is written if printing is cancelled or nothing was printed.
        title: Of the whole file.
        lang: Language of the title.
        key: Identity of the content.
        told: Told after each document how many were done.
        cancelled: Asked before each section and page.

    Raises:
        RefusedError: `packets.cancelled`. What a single document refuses is in the report; the others are printed.
    """
    paper = Paper(out, title, lang, key)
    printer = Printer(paper, cancelled or (lambda: False))
    report = SeriesReport()
    with _rare_collection():
        for number, one in enumerate(asked, 1):
            _print_one(one, printer, paper, report)
            if told:
                told(number)
    if report.printed:
        paper.finish(View())
    return report


def _print_one(one: Asked, printer: Printer, paper: Paper, report: SeriesReport) -> None:
    """Draw one document as a part of its own, or note what it refuses."""
    label, document = one
    first = paper.page_count + 1
    paper.tree = Elem("Part", document.main_language)
    whole = replace(document, even_pages=True)
    try:
        refuse_holes(whole)
        pages = printer.print(whole, lambda *_: None, bookmark=label or title_of(document))
    except RefusedError as refused:
        if refused.code == "packets.cancelled":
            raise
        report.refused.append(Refusal(label, refused.code, refused.detail))
    else:
        report.printed.append((label, first, RenderReport(pages, drafts(document))))
    paper.end_part(Elem("Document"))


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Let Python look for circles of dead objects less often: pages leave none, and what is kept grows large."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


_RARE = (100_000, 50, 1000)


class FileAsked(NamedTuple):
    """One document of many files; `path` is where it goes, its folder must be there."""

    path: Path
    document: Document


class Outcome(NamedTuple):
    """What became of one file: a report, or why it was refused."""

    label: str
    report: RenderReport | None
    refusal: Refusal | None


def render_files(
    asked: Iterable[FileAsked],
    workers: int = 0,
    told: Told | None = None,
    cancelled: Cancelled | None = None,
) -> SeriesReport:
    """Print each document into a file of its own, on several cores.

    A file appears whole or not at all. One that is refused, or cannot be written, leaves the others; labels in
    the report are the names of the files. Stopping keeps the files that are finished.

    Args:
        asked: Files and documents, in any number; they are taken as they are needed.
        workers: Processes; 0 for one a core, 1 for this one alone.
        told: Told after each file how many were done.
        cancelled: Asked after each file.

    Raises:
        RefusedError: `packets.cancelled`.
    """
    report = SeriesReport()
    for number, outcome in enumerate(print_files(asked, workers), 1):
        if outcome.refusal:
            report.refused.append(outcome.refusal)
        elif outcome.report:
            report.printed.append((outcome.label, 0, outcome.report))
        if told:
            told(number)
        if cancelled and cancelled():
            raise RefusedError("packets.cancelled")
    return report


def print_files(asked: Iterable[FileAsked], workers: int = 0) -> Generator[Outcome, None, None]:
    """Yield what became of each file, in order; see `render_files`.

    `asked` is read in the caller's thread, a little ahead of the printing.
    """
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        yield from map(_print_file, asked)
        return
    # A fork would copy the window's locks and connections; a fresh process has neither. Unlike
    # multiprocessing's own pool this one tells of a process that was killed instead of waiting on.
    from concurrent.futures import ProcessPoolExecutor  # noqa: TID251 (processes, not threads)
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    waiting: deque[tuple[FileAsked, Future[Outcome]]] = deque()
    try:
        for one in asked:
            waiting.append((one, _submitted(pool, one)))
            if len(waiting) >= workers * _AHEAD:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: Executor, one: FileAsked) -> Future[Outcome]:
    try:
        return pool.submit(_print_file, one)
    except RuntimeError as error:
        # A process died: the pool takes nothing more, so this one prints the rest.
        from concurrent.futures import Future  # noqa: TID251 (holds the error, runs nothing)

        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _outcome(one: FileAsked, printing: Future[Outcome]) -> Outcome:
    """Return what became of a file; one whose process was killed is printed here."""
    try:
        return printing.result()
    except RuntimeError:
        return _print_file(one)


def _print_file(one: FileAsked) -> Outcome:
    path, document = one
    begun = path.with_name(f".{path.name}.part")
    try:
        with begun.open("wb") as out:
            report = render(document, out)
        begun.replace(path)
    except (FspError, OSError) as error:
        begun.unlink(missing_ok=True)
        code = error.code if isinstance(error, FspError) else "packets.not_written"
        detail = error.detail if isinstance(error, FspError) else {}
        return Outcome(path.name, None, Refusal(path.name, code, detail))
    except Exception as error:  # noqa: BLE001 - a bug met in one document must not stop the rest
        begun.unlink(missing_ok=True)
        refusal = Refusal(path.name, "packets.mistake_in_program", {"where": where(error)})
        return Outcome(path.name, None, refusal)
    return Outcome(path.name, report, None)


def where(error: Exception) -> str:
    """Return what went wrong and where in the program, in words of the program alone."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}".strip()
