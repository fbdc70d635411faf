"""Many documents in one file or many files; folded booklets; archive copies."""

from __future__ import annotations

import io
import os
import re
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.document import Document, Paragraph, Section, verbatim
from fsp_desktop.packets.pdf.archive import as_archive
from fsp_desktop.packets.pdf.impose import booklet, sides
from fsp_desktop.packets.pdf.pages import page_count, render_page
from fsp_desktop.packets.pdf.series import (
    Asked,
    FileAsked,
    print_files,
    render_files,
    render_series,
)
from tests.packets.pdf.samples import every_block, poster, printed, sample

HOLES = Document(
    {}, ("en",), (Section("card", {}, (Paragraph({"en": verbatim("\U00012000")}),)),), key="holes"
)


def _words(pdf: bytes, page: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].get_textpage().get_text_bounded()


def _series(*asked: Asked) -> tuple[bytes, object]:
    out = io.BytesIO()
    report = render_series(asked, out, "All packets", "en", "key")
    return out.getvalue(), report


def test_each_document_of_a_series_begins_on_a_new_leaf() -> None:
    pdf, report = _series(
        Asked("one", poster("es")), Asked("two", poster("ar")), Asked("three", sample("vi"))
    )
    firsts = [first for _, first, _ in report.printed]
    assert firsts == [1, 3, 5]
    assert page_count(pdf) % 2 == 0
    assert not _words(pdf, 1).strip()
    assert "Español" in _words(pdf, 0)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        with file.open_outline() as outline:
            assert [item.title for item in outline.root] == ["one", "two", "three"]
            assert outline.root[2].children
        parts = file.Root.StructTreeRoot.K[0].K
        assert [str(part.Lang) for part in parts] == ["es", "ar", "vi"]


def test_one_refused_document_leaves_the_others() -> None:
    pdf, report = _series(Asked("a", poster("es")), Asked("b", HOLES), Asked("c", poster("en")))
    assert [label for label, _, _ in report.printed] == ["a", "c"]
    (refusal,) = report.refused
    assert (refusal.label, refusal.code) == ("b", "packets.missing_glyphs")
    assert refusal.detail["missing"][0]["section"] == "card"
    assert page_count(pdf) == 4


def test_a_series_can_be_stopped_and_then_writes_nothing() -> None:
    out = io.BytesIO()
    done: list[int] = []

    def many() -> Iterator[Asked]:
        while True:
            yield Asked("x", poster("es"))

    with pytest.raises(RefusedError, match=r"packets\.cancelled"):
        render_series(many(), out, "All", "en", told=done.append, cancelled=lambda: len(done) == 3)
    assert out.getvalue() == b""
    assert done == [1, 2, 3]


def test_a_series_is_the_same_pages_as_its_documents() -> None:
    pdf, _ = _series(Asked("one", sample("ar")))
    alone = printed(sample("ar"))
    for page in range(page_count(alone)):
        assert render_page(pdf, page).rgba == render_page(alone, page).rgba


@pytest.mark.parametrize("workers", [1, 2])
def test_files_are_written_whole_and_one_refusal_leaves_the_others(
    workers: int, tmp_path: Path
) -> None:
    asked = [FileAsked(tmp_path / f"{tag}.pdf", poster(tag)) for tag in ("es", "ar", "zh-Hans")]
    asked += [FileAsked(tmp_path / "holes.pdf", HOLES), FileAsked(tmp_path / "no" / "x.pdf", HOLES)]
    told: list[int] = []
    report = render_files(asked, workers, told.append)
    assert {path.name for path in tmp_path.iterdir()} == {"es.pdf", "ar.pdf", "zh-Hans.pdf"}
    assert [label for label, _, _ in report.printed] == ["es.pdf", "ar.pdf", "zh-Hans.pdf"]
    assert [refusal.code for refusal in report.refused] == [
        "packets.missing_glyphs",
        "packets.not_written",
    ]
    assert told == [1, 2, 3, 4, 5]
    assert (tmp_path / "ar.pdf").read_bytes() == printed(poster("ar"))


def test_a_killed_process_costs_no_file(tmp_path: Path) -> None:
    def asked() -> Iterator[FileAsked]:
        for number in range(14):
            if number == 9:
                for process in active_children():
                    os.kill(process.pid or 0, signal.SIGKILL)
            yield FileAsked(tmp_path / f"{number}.pdf", poster("es"))

    outcomes = list(print_files(asked(), 2))
    assert [one.label for one in outcomes] == [f"{number}.pdf" for number in range(14)]
    assert all(one.report for one in outcomes)
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf"}


def test_documents_are_made_in_the_caller_s_thread_a_little_ahead(tmp_path: Path) -> None:
    threads: list[str] = []

    def asked() -> Iterator[FileAsked]:
        for number in range(40):
            threads.append(threading.current_thread().name)
            yield FileAsked(tmp_path / f"{number}.pdf", poster("es"))

    outcomes = print_files(asked(), 2)
    assert next(outcomes).label == "0.pdf"
    assert set(threads) == {threading.current_thread().name}
    assert len(threads) < 20
    outcomes.close()
    assert len(list(tmp_path.glob("*.pdf"))) < 40


def test_a_bug_in_one_document_leaves_the_others(tmp_path: Path) -> None:
    broken = replace(poster("es"), sections=(None,))  # type: ignore[arg-type]
    asked = [FileAsked(tmp_path / "a.pdf", broken), FileAsked(tmp_path / "b.pdf", poster("es"))]
    first, second = print_files(asked, 1)
    assert first.refusal is not None
    assert first.refusal.code == "packets.mistake_in_program"
    assert ".py:" in str(first.refusal.detail["where"])
    assert second.report is not None
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


@given(st.integers(1, 60), st.booleans())
def test_every_page_of_a_booklet_stands_once_and_back_to_back(
    count: int, right_to_left: bool
) -> None:
    made = list(sides(count, right_to_left=right_to_left))
    placed = [page for pair in made for page in pair if page is not None]
    assert sorted(placed) == list(range(count))
    assert len(made) == 2 * -(-count // 4)
    whole = 2 * len(made)
    for number in range(0, len(made), 2):
        front, back = made[number], made[number + 1]
        cover, inside = (front[0], back[1]) if right_to_left else (front[1], back[0])
        # A page and the one that follows it are two sides of one leaf.
        assert cover == number
        assert inside in {number + 1, None}
        assert whole - 1 - number in {*front, None} or None in front


def test_a_booklet_is_turned_and_says_on_which_side_it_opens() -> None:
    for tag, direction in (("ar", "/R2L"), ("es", "/L2R")):
        pdf = booklet(printed(replace(every_block(tag), languages=(tag,))), tag == "ar")
        with pikepdf.open(io.BytesIO(pdf)) as file:
            assert file.check_pdf_syntax() == []
            assert file.Root.ViewerPreferences.Direction == direction
            assert [float(edge) for edge in file.pages[0].mediabox] == [0, 0, 792, 612]
            assert "/StructTreeRoot" not in file.Root
        assert pdf == booklet(printed(replace(every_block(tag), languages=(tag,))), tag == "ar")
        with pypdfium2.PdfDocument(pdf) as document:
            text = document[0].get_textpage()
            sides_of_cover = [
                text.get_text_bounded(left, 0, left + 396, 612).strip() for left in (0, 396)
            ]
        # The title page stands at the left where the booklet is bound on the right.
        title = re.search("1 / \\d", sides_of_cover[tag != "ar"].replace("\u00a0", " "))
        assert title or "/ 1" in sides_of_cover[tag != "ar"]


def test_an_archive_copy_says_so_and_looks_the_same() -> None:
    pdf = printed(every_block("ar"))
    copy = as_archive(pdf)
    assert copy == as_archive(pdf)
    with pikepdf.open(io.BytesIO(copy)) as file:
        words = file.Root.Metadata.read_bytes().decode()
        assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", words, re.DOTALL)
        assert "pdfuaid:part>1<" in words
        assert file.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"
    assert render_page(copy, 0).rgba == render_page(pdf, 0).rgba


def test_a_profile_of_our_own_changes_no_colour() -> None:
    from PIL import Image, ImageCms

    from fsp_desktop.packets.pdf.colour_profile import srgb_profile

    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    for colour in ((200, 30, 60), (10, 120, 250), (128, 128, 128), (255, 255, 255), (0, 0, 0)):
        shown = Image.new("RGB", (1, 1), colour)
        turned = ImageCms.profileToProfile(shown, ours, ImageCms.createProfile("sRGB"))
        assert all(abs(a - b) <= 1 for a, b in zip(turned.getpixel((0, 0)), colour, strict=True))
