"""Print packets for many families: a file each, or a file for each language with a list on top.

`jobs_of` reads the record and makes one job at a time; `print_jobs` draws them on all cores and touches
no record. `print_batch` does both in one thread. A family whose packet can not be printed is told with
the reason and stops nobody. What is finished is noted in the folder, and is not printed again unless
what it says has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.content.pile_sheet import PileLine
from fsp_desktop.packets.document import drafts
from fsp_desktop.services.batch_manifest import Manifest, open_manifest
from fsp_desktop.services.choose_families import FamilyChoice, chosen_families
from fsp_desktop.services.draw_pages import Composed, Form, formed, save_text
from fsp_desktop.services.open_conflicts import refuse_conflicts
from fsp_desktop.services.papers_given import Paper, note_all_given, paper_of
from fsp_desktop.services.print_packet import PacketOrder, compose_welcome
from fsp_desktop.services.read_family import FamilyFacts, family_facts
from fsp_desktop.services.read_school import SchoolFacts, school_facts
from fsp_desktop.services.team_words import team_words
from fsp_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from fsp_desktop.packets.pdf.series import Refusal

Told = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class BatchOrder:
    """What to print, for whom, and how.

    Attributes:
        families: Which families.
        packet: Layout, sections and so on; its family is not used. Without languages each family's own.
        each: One file a family, or one a language.
        form: PDF, PDF/A or booklets.
        with_text: Also the plain text of each packet (one file a family only).
        anyway: Print also where a field on the page has two versions.
        workers: Processes; 0 for one a core.
        keep_given: Keep in the record that these were saved for the families.
    """

    families: FamilyChoice = field(default_factory=FamilyChoice)
    packet: PacketOrder = field(default_factory=lambda: PacketOrder(None))
    each: Literal["family", "language"] = "family"
    form: Form = "pdf"
    with_text: bool = False
    anyway: bool = False
    workers: int = 0
    keep_given: bool = True


@dataclass(frozen=True)
class Job:
    """One packet to draw.

    Attributes:
        name: Of its file; made of ids, since names of files turn up in other programs' lists.
        language: The family's first language; piles are made by it.
    """

    name: str
    family_id: RecordId
    composed: Composed
    language: str
    line: PileLine


@dataclass(frozen=True)
class Summary:
    """What is kept of a packet while its document is forgotten: a thousand need little memory."""

    family_id: RecordId
    paper: Paper
    drafts: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class NotPrinted:
    """A family that got no packet, and why."""

    family_id: RecordId
    code: str
    detail: Mapping[str, object] = field(default_factory=dict)
    exit_code: int = 1


@dataclass
class BatchReport:
    """What became of a batch.

    Attributes:
        files: Names of the files written now.
        kept: Names of files that were there already and are still right.
        english_only: (family, language) of packets in which nothing is written in that language yet.
        papers: What was written now, for the record.
        stopped: Somebody stopped it; calling again goes on.
    """

    files: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    pages: int = 0
    refused: list[NotPrinted] = field(default_factory=list)
    drafts: dict[tuple[str, str], None] = field(default_factory=dict)
    gaps: dict[str, None] = field(default_factory=dict)
    english_only: list[tuple[RecordId, str]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    stopped: bool = False


def print_batch(
    workspace: Workspace,
    order: BatchOrder,
    folder: Path,
    told: Told | None = None,
    cancelled: Cancelled | None = None,
) -> BatchReport:
    """Print packets for the chosen families into a folder.

    Args:
        workspace: The open record; read in this thread only.
        order: What, for whom, how.
        folder: Made if it is not there. Its manifest lets a stopped batch go on.
        told: Told (packets done, packets in all).
        cancelled: Asked after each packet.

    Raises:
        RefusedError: `services.no_such_record` or `language.unknown` in the choice of families.
        UnreachableError: `vault.not_writable`.
    """
    from fsp_desktop.services.print_piles import print_piles

    manifest = open_manifest(folder, workspace.clock.today())
    order = replace(order, packet=replace(order.packet, made_on=manifest.made_on))
    with team_words(workspace):
        families = chosen_families(workspace, order.families)
        report = BatchReport()
        watch = Watch(len(families), told, cancelled)
        if order.each == "language":
            print_piles(workspace, order, families, manifest, report, watch)
        else:
            print_jobs(
                jobs_of(workspace, order, families, report, watch), order, manifest, report, watch
            )
    if order.keep_given:
        note_all_given(workspace, report.papers, "saved")
    return report


class Watch:
    """Tells how far a batch is and whether to stop."""

    def __init__(self, total: int, told: Told | None, cancelled: Cancelled | None) -> None:
        self._total, self._told, self._cancelled = total, told, cancelled
        self._done = 0

    def family_begun(self) -> None:
        """Count one family whose packets are being made."""
        self._done += 1
        if self._told:
            self._told(min(self._done, self._total), self._total)

    @property
    def is_stopped(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._cancelled is not None and self._cancelled()


def jobs_of(
    workspace: Workspace,
    order: BatchOrder,
    families: Iterable[RecordId],
    report: BatchReport,
    watch: Watch,
) -> Iterator[Job]:
    """Yield the packets of families one by one; a family that can not have one is noted."""
    school = school_facts(workspace)
    for family_id in families:
        if watch.is_stopped:
            report.stopped = True
            return
        watch.family_begun()
        try:
            facts = family_facts(workspace, family_id)
            yield from _jobs(workspace, order, family_id, facts, school, report)
        except FspError as error:
            report.refused.append(NotPrinted(family_id, error.code, error.detail, error.exit_code))
        except Exception as error:  # noqa: BLE001 - a bug met with one family must not stop the rest
            from fsp_desktop.packets.pdf.series import where

            detail = {"where": where(error)}
            report.refused.append(NotPrinted(family_id, "packets.mistake_in_program", detail))


def _jobs(
    workspace: Workspace,
    order: BatchOrder,
    family_id: RecordId,
    facts: FamilyFacts,
    school: SchoolFacts,
    report: BatchReport,
) -> Iterator[Job]:
    """Yield one packet for each home of a family; the pages are the same and name neither home."""
    homes = facts.homes if len(facts.homes) > 1 else ()
    for number, home in enumerate(homes or (None,), start=1):
        packet = replace(order.packet, family_id=family_id, household_id=home.id if home else None)
        composed = compose_welcome(workspace, packet, school)
        if not order.anyway:
            refuse_conflicts(composed.conflicts)
        if number == 1:
            report.english_only += [(family_id, tag) for tag in composed.english_only]
        suffix = f"-home{number}" if homes else ""
        yield Job(
            f"packet-{family_id}{suffix}.pdf",
            family_id,
            composed,
            composed.document.main_language,
            _line(facts, home.label if home else ""),
        )


def print_jobs(
    jobs: Iterable[Job], order: BatchOrder, manifest: Manifest, report: BatchReport, watch: Watch
) -> None:
    """Draw each packet into a file of its own, on several cores; touches no record.

    Raises:
        UnreachableError: `vault.not_writable`.
    """
    from fsp_desktop.packets.pdf.series import FileAsked, print_files

    asked: dict[str, Job] = {}

    def files() -> Iterator[FileAsked]:
        for job in jobs:
            if manifest.has(job.name, version_of(job.composed, order)):
                report.kept.append(job.name)
                continue
            asked[job.name] = job
            yield FileAsked(manifest.folder / job.name, job.composed.document)

    outcomes = print_files(files(), order.workers)
    try:
        for outcome in outcomes:
            job = asked.pop(outcome.label)
            if outcome.report is None:
                report.refused.append(_not_printed(job, outcome.refusal))
                continue
            _finish(job, order, manifest, outcome.report.pages)
            report.files.append(job.name)
            note_printed(summary_of(job), outcome.report.pages, report)
            if watch.is_stopped:
                report.stopped = True
                return
    finally:
        outcomes.close()


def summary_of(job: Job) -> Summary:
    """Return what is kept of a job once its pages are drawn."""
    composed = job.composed
    found = tuple(drafts(composed.document))
    return Summary(job.family_id, paper_of(composed, 0), found, composed.gaps)


def note_printed(summary: Summary, pages: int, report: BatchReport) -> None:
    """Keep in the report that a packet was drawn."""
    report.pages += pages
    report.drafts |= dict.fromkeys(summary.drafts)
    report.gaps |= dict.fromkeys(summary.gaps)
    report.papers.append(replace(summary.paper, pages=pages))


def version_of(composed: Composed, order: BatchOrder) -> str:
    """Return what tells a file that still says the same from one that must be printed again."""
    return f"{composed.document.key}-{order.form}{'-text' if order.with_text else ''}"


def _finish(job: Job, order: BatchOrder, manifest: Manifest, pages: int) -> None:
    """Give a drawn file its form, write its text beside it, and note that it is done."""
    path = manifest.folder / job.name
    if order.form != "pdf":
        made = formed(path.read_bytes(), job.composed.document, order.form)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(made)
        part.replace(path)
    if order.with_text:
        save_text(job.composed, path.with_suffix(".txt"))
    manifest.add(job.name, version_of(job.composed, order), pages)


def _not_printed(job: Job, refusal: Refusal | None) -> NotPrinted:
    code = refusal.code if refusal else "packets.not_written"
    return NotPrinted(job.family_id, code, refusal.detail if refusal else {})


def _line(facts: FamilyFacts, home: str) -> PileLine:
    children = ", ".join(facts.values.child_names)
    return PileLine(facts.label, children, ", ".join(facts.grades), home)
