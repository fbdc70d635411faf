"""Packets by the hundred: nobody is forgotten, nobody is stopped by another, nothing is printed twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.choose_families import FamilyChoice, chosen_families
from fsp_desktop.services.edit_record import finish_form, new_form, open_form, save_form
from fsp_desktop.services.papers_given import papers_given
from fsp_desktop.services.print_batch import BatchOrder, BatchReport, print_batch
from fsp_desktop.services.print_packet import PacketOrder
from fsp_desktop.services.read_family import FamilyFacts, family_facts
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school_page import write_school_document
from tests.services.two_desks import agree

# One part a packet keeps the tests quick; one process as well, but for the test of several.
ORDER = BatchOrder(packet=PacketOrder(None, sections=("cover", "home_visits")), workers=1)


def _family(desk: Workspace, label: str, reads: str = "es", grade: str = "2") -> RecordId:
    family = finish_form(desk, new_form(desk, "family", {"label": label}), {}).record_id
    adult = new_form(desk, "adult", {"family_id": family, "given_name": "Ada"})
    finish_form(desk, adult, {"reads_language": reads})
    child = new_form(desk, "student", {"family_id": family, "given_name": f"Child of {label}"})
    finish_form(desk, child, {"grade": grade})
    return family


@pytest.fixture
def families(desk: Workspace) -> list[RecordId]:
    return [_family(desk, "Rojas"), _family(desk, "Haddad", "ar", "K"), _family(desk, "Peña")]


def _print(desk: Workspace, folder: Path, order: BatchOrder = ORDER) -> BatchReport:
    return print_batch(desk, order, folder)


def _words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_each_family_gets_a_file_named_by_its_id(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    report = print_batch(desk, ORDER, tmp_path, told=lambda *at: seen.append(at))
    assert sorted(report.files) == sorted(f"packet-{one}.pdf" for one in families)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert "Child of Rojas" in _words(tmp_path / f"packet-{families[0]}.pdf")
    assert [len(papers_given(desk, one)) for one in families] == [1, 1, 1]
    assert "Rojas" not in (tmp_path / "manifest.jsonl").read_text(encoding="utf-8")


def test_several_processes_print_the_same_bytes(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    assert families
    one = _print(desk, tmp_path / "one")
    two = _print(desk, tmp_path / "two", replace(ORDER, workers=2))
    assert sorted(one.files) == sorted(two.files)
    for name in one.files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_finished_file_is_printed_again_only_if_it_says_something_else(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    _print(desk, tmp_path)
    again = _print(desk, tmp_path)
    assert (again.files, len(again.kept), again.pages) == ([], 3, 0)
    child = desk.store.list_rows("student", family_id=families[1], limit=1)[0]
    save_form(desk, open_form(desk, RecordId(child.id)), {"preferred_name": "Noor"})
    changed = _print(desk, tmp_path)
    assert changed.files == [f"packet-{families[1]}.pdf"]
    (tmp_path / f"packet-{families[0]}.pdf").unlink()
    (tmp_path / f"packet-{families[2]}.pdf").write_bytes(b"cut off")
    assert len(_print(desk, tmp_path).files) == 2
    write_school_document(desk, {"school": {"name": "Cedar Grove"}})
    assert len(_print(desk, tmp_path).files) == 3
    assert [len(papers_given(desk, one)) for one in families] == [3, 3, 3]


def test_a_stopped_batch_goes_on_where_it_stopped(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    asked: list[None] = []

    def after_one() -> bool:
        asked.append(None)
        return len(asked) > 2

    stopped = print_batch(desk, ORDER, tmp_path, cancelled=after_one)
    assert stopped.stopped
    assert 0 < len(stopped.files) < len(families)
    rest = _print(desk, tmp_path)
    assert sorted(stopped.files) == sorted(rest.kept)
    assert len(stopped.files) + len(rest.files) == len(families)


def test_a_line_cut_off_by_a_crash_costs_one_file(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    assert families
    _print(desk, tmp_path)
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-20])
    assert len(_print(desk, tmp_path).files) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 9_000, b'{"format": "other"}\n'])
def test_a_broken_manifest_begins_anew(
    desk: Workspace, families: list[RecordId], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(content)
    assert len(_print(desk, tmp_path).files) == len(families)
    first = (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["format"] == "fsp-batch"


def test_a_family_that_can_not_be_printed_stops_nobody(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    child = desk.store.list_rows("student", family_id=families[1], limit=1)[0]
    save_form(desk, open_form(desk, RecordId(child.id)), {"preferred_name": "\U00013080"})
    report = _print(desk, tmp_path)
    assert len(report.files) == 2
    (refused,) = report.refused
    assert (refused.family_id, refused.code) == (families[1], "packets.missing_glyphs")
    assert len(papers_given(desk, families[1])) == 0


def test_a_mistake_of_the_program_with_one_family_stops_nobody(
    desk: Workspace, families: list[RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(workspace: Workspace, family_id: RecordId) -> FamilyFacts:
        if family_id == families[0]:
            raise KeyError("a name that must not be told")
        return family_facts(workspace, family_id)

    monkeypatch.setattr("fsp_desktop.services.print_batch.family_facts", read)
    report = _print(desk, tmp_path)
    assert len(report.files) == 2
    (refused,) = report.refused
    assert (refused.family_id, refused.code) == (families[0], "packets.mistake_in_program")
    assert "name" not in str(refused.detail)


def test_a_field_with_two_versions_waits_unless_somebody_says_anyway(
    desk: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    family = _family(desk, "Osei")
    agree(desk, colleague)
    child = RecordId(desk.store.list_rows("student", family_id=family, limit=1)[0].id)
    for one, name in ((desk, "Ama"), (colleague, "Amma")):
        save_form(one, open_form(one, child), {"preferred_name": name})
    agree(desk, colleague)
    order = replace(ORDER, families=FamilyChoice(ids=(family,)))
    (refused,) = _print(desk, tmp_path, order).refused
    assert refused.code == "services.two_versions_on_page"
    assert len(_print(desk, tmp_path, replace(order, anyway=True)).files) == 1


def test_two_homes_get_a_copy_each_and_neither_learns_of_the_other(
    desk: Workspace, tmp_path: Path
) -> None:
    family = _family(desk, "Kowalski", "es")
    for number in (1, 2):
        home = {"label": f"home-label-{number}", "street": f"{number} Secret Street"}
        finish_form(desk, new_form(desk, "household", {"family_id": family, **home}), {})
    order = replace(ORDER, families=FamilyChoice(ids=(family,)), with_text=True)
    report = _print(desk, tmp_path, order)
    assert report.files == [f"packet-{family}-home1.pdf", f"packet-{family}-home2.pdf"]
    for path in tmp_path.glob("packet-*"):
        content = path.read_bytes() if path.suffix == ".txt" else _words(path).encode()
        assert b"Secret" not in content
        assert b"home-label" not in content
    homes = {paper.household_id for paper in papers_given(desk, family)}
    assert len(homes) == 2
    assert None not in homes


def test_a_family_of_two_languages_has_both_on_one_packet(desk: Workspace, tmp_path: Path) -> None:
    family = _family(desk, "Ali", "ar")
    adult = new_form(desk, "adult", {"family_id": family, "given_name": "Bo"})
    finish_form(desk, adult, {"reads_language": "es"})
    _print(desk, tmp_path, replace(ORDER, families=FamilyChoice(ids=(family,))))
    (paper,) = papers_given(desk, family)
    assert set(paper.languages) == {"ar", "es", "en"}


def test_a_language_nobody_has_written_is_told(desk: Workspace, tmp_path: Path) -> None:
    family = _family(desk, "Jibas", "mam")
    facts = replace(ORDER, families=FamilyChoice(ids=(family,)))
    report = _print(desk, tmp_path, facts)
    assert len(report.files) == 1
    assert report.english_only in ([(family, "mam")], [])


def test_a_pile_for_each_language_has_its_list_on_top(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    order = replace(ORDER, each="language")
    report = _print(desk, tmp_path, order)
    assert sorted(report.files) == ["packets-ar.pdf", "packets-es.pdf"]
    with pypdfium2.PdfDocument(tmp_path / "packets-es.pdf") as pdf:
        first = pdf[0].get_textpage().get_text_range()
        assert len(pdf) % 2 == 0
    assert "Packets in Spanish" in first
    assert "Rojas" in first
    assert "Haddad" not in first
    again = _print(desk, tmp_path, order)
    assert (again.files, sorted(again.kept)) == ([], sorted(report.files))
    assert [len(papers_given(desk, one)) for one in families] == [1, 1, 1]


def test_families_are_chosen_by_language_grade_and_any_record_of_theirs(
    desk: Workspace, families: list[RecordId]
) -> None:
    rojas, haddad, pena = families
    assert chosen_families(desk, FamilyChoice(languages=("ar",))) == (haddad,)
    assert set(chosen_families(desk, FamilyChoice(grades=("2",)))) == {rojas, pena}
    child = desk.store.list_rows("student", family_id=pena, limit=1)[0].id
    assert chosen_families(desk, FamilyChoice(ids=(child, pena))) == (pena,)
    save_form(desk, open_form(desk, rojas), {"welcome_stage": "settled"})
    assert rojas not in chosen_families(desk, FamilyChoice(new_only=True))
    with pytest.raises(RefusedError, match="no_such_record"):
        chosen_families(desk, FamilyChoice(ids=("nobody",)))
    with pytest.raises(RefusedError, match="unknown"):
        chosen_families(desk, FamilyChoice(languages=("tlh",)))


def test_archives_and_booklets_are_written_for_all(
    desk: Workspace, families: list[RecordId], tmp_path: Path
) -> None:
    name = f"packet-{families[0]}.pdf"
    _print(desk, tmp_path / "a", replace(ORDER, form="archive"))
    with pikepdf.open(tmp_path / "a" / name) as pdf:
        assert "/OutputIntents" in pdf.Root
    _print(desk, tmp_path / "b", replace(ORDER, form="booklet"))
    with pikepdf.open(tmp_path / "b" / name) as pdf:
        box = pdf.pages[0].mediabox
        assert float(box[2]) > float(box[3])


def test_a_folder_that_can_not_be_made_is_told(desk: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UnreachableError, match="not_writable"):
        _print(desk, tmp_path / "file")
