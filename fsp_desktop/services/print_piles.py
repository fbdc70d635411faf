"""One file a language: a list for the people who hand packets out, then the packets, each on its own leaf."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fsp_desktop.domain.errors import FspError, UnreachableError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.language_names import language_name
from fsp_desktop.packets.content.look import Look
from fsp_desktop.packets.content.pile_sheet import PileLine, compose_pile_sheet
from fsp_desktop.packets.document import Document
from fsp_desktop.services.batch_manifest import Manifest
from fsp_desktop.services.draw_pages import formed
from fsp_desktop.services.print_batch import (
    BatchOrder,
    BatchReport,
    NotPrinted,
    Summary,
    Watch,
    jobs_of,
    note_printed,
    summary_of,
    version_of,
)
from fsp_desktop.services.read_family import family_facts
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from fsp_desktop.packets.pdf.series import Asked, SeriesReport


def print_piles(
    workspace: Workspace,
    order: BatchOrder,
    families: Iterable[RecordId],
    manifest: Manifest,
    report: BatchReport,
    watch: Watch,
) -> None:
    """Print one file for each first language of the families.

    A stopped batch leaves the piles that are finished; the others are printed anew by the next call.

    Raises:
        UnreachableError: `vault.not_writable`.
    """
    for language, members in _piles(workspace, order, families, report).items():
        if watch.is_stopped:
            report.stopped = True
            return
        _Pile(workspace, order, language, members, manifest, report, watch).print()


def _piles(
    workspace: Workspace, order: BatchOrder, families: Iterable[RecordId], report: BatchReport
) -> dict[str, list[RecordId]]:
    """Return the families by the language that stands first on their packet."""
    piles: dict[str, list[RecordId]] = {}
    for family_id in families:
        try:
            tags = order.packet.languages or family_facts(workspace, family_id).languages
        except FspError as error:
            report.refused.append(NotPrinted(family_id, error.code, error.detail, error.exit_code))
            continue
        first = next((tag for tag in tags if tag != "en"), "en")
        piles.setdefault(first, []).append(family_id)
    return piles


class _Pile:
    """The packets of one language."""

    def __init__(
        self,
        workspace: Workspace,
        order: BatchOrder,
        language: str,
        members: list[RecordId],
        manifest: Manifest,
        report: BatchReport,
        watch: Watch,
    ) -> None:
        self._workspace, self._order, self._language = workspace, order, language
        self._members, self._manifest = members, manifest
        self._report, self._watch = report, watch
        self._name = f"packets-{language}.pdf"

    def print(self) -> None:
        lines, version = self._look_ahead()
        if self._manifest.has(self._name, version):
            self._report.kept.append(self._name)
            return
        self._draw(lines, version)

    def _look_ahead(self) -> tuple[list[PileLine], str]:
        """Return the lines of the list and the version of the whole; documents are not kept."""
        unheard = BatchReport()
        silent = Watch(len(self._members), None, None)
        lines, versions = [], hashlib.sha256()
        for job in jobs_of(self._workspace, self._order, self._members, unheard, silent):
            lines.append(job.line)
            versions.update(version_of(job.composed, self._order).encode())
            versions.update(repr(job.line).encode())
        return lines, versions.hexdigest()

    def _draw(self, lines: list[PileLine], version: str) -> None:
        from fsp_desktop.packets.pdf.series import render_series

        kept: dict[str, Summary] = {}
        path = self._manifest.folder / self._name
        part = path.with_name(f".{path.name}.part")
        sheet = self._sheet(lines)
        try:
            with part.open("wb") as out:
                title = language_name(self._language, "en")
                report = render_series(self._asked(sheet, kept), out, title, "en", version[:32])
        except OSError as error:
            raise UnreachableError("vault.not_writable") from error
        if self._report.stopped or not kept:
            part.unlink()
            return
        if self._order.form == "archive":
            part.write_bytes(formed(part.read_bytes(), sheet, "archive"))
        part.replace(path)
        self._note(report, kept)
        self._report.files.append(self._name)
        self._manifest.add(self._name, version, self._report.pages)

    def _asked(self, sheet: Document, kept: dict[str, Summary]) -> Iterator[Asked]:
        """Yield the list, then the packets; of each a summary is kept under its label."""
        from fsp_desktop.packets.pdf.series import Asked

        yield Asked("", sheet)
        made = jobs_of(self._workspace, self._order, self._members, self._report, self._watch)
        for number, job in enumerate(made, start=1):
            label = f"{number} · {job.line.family}"
            kept[label] = summary_of(job)
            yield Asked(label, job.composed.document)

    def _sheet(self, lines: list[PileLine]) -> Document:
        look = Look(page=self._order.packet.paper, even_pages=True)
        profile = school_profile(self._workspace)
        return compose_pile_sheet(profile, self._language, lines, self._manifest.made_on, look)

    def _note(self, drawn: SeriesReport, kept: dict[str, Summary]) -> None:
        for label, _first, one in drawn.printed:
            if label in kept:
                note_printed(kept[label], one.pages, self._report)
        for refusal in drawn.refused:
            if refusal.label in kept:
                family = kept[refusal.label].family_id
                self._report.refused.append(NotPrinted(family, refusal.code, refusal.detail))
