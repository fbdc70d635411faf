"""Whatever a text holds, it comes back from each form of file as it went out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.cleaning import clean_text
from fsp_desktop.packets.content.texts import shipped_texts
from fsp_desktop.packets.translation_files.excel import write_workbook
from fsp_desktop.packets.translation_files.file_text import (
    FileText,
    Format,
    TextFile,
    pieces_of,
    text_hash,
)
from fsp_desktop.packets.translation_files.po import read_catalogue, write_catalogue
from fsp_desktop.packets.translation_files.table import read_rows, table_rows
from fsp_desktop.packets.translation_files.word import read_document, write_document
from fsp_desktop.packets.translation_files.xliff import read_xliff, write_xliff

PLACE = st.sampled_from(
    ["{office_phone}", "{date}", "**", "{", "}", "[a](b)", "<b>", "&amp;", "=1+1"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TEXT = st.lists(st.one_of(WORDS, PLACE), max_size=8).map(
    lambda parts: clean_text("".join(parts)).strip()
)
WRITTEN = TEXT.filter(bool)
NAME = st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=20).map(str.strip)
STATUS = st.sampled_from(["machine_draft", "human_translated", "community_reviewed"])


@st.composite
def files(draw: st.DrawFn) -> TextFile:
    """Draw a file with a few texts."""
    count = draw(st.integers(0, 4))
    texts = []
    for number in range(count):
        text = draw(TEXT)
        writer = draw(NAME)
        texts.append(
            FileText(
                text_id=f"part.text_{number}",
                english=draw(WRITTEN),
                text=text,
                base=text_hash(text),
                writer=writer,
                written_on="2026-10-13" if writer else "",
                status=draw(STATUS) if writer else "missing",
            )
        )
    return TextFile(draw(st.sampled_from(["es", "ar", "zh-Hans"])), tuple(texts), draw(NAME))


def unlined(file: TextFile) -> TextFile:
    return replace(file, texts=tuple(replace(one, line=0) for one in file.texts))


def through(form: Format, file: TextFile, folder: Path) -> TextFile:
    path = folder / f"texts.{form}"
    if form == "xliff":
        path.write_bytes(write_xliff(file))
        return read_xliff(path)
    if form == "po":
        path.write_bytes(write_catalogue(file))
        return read_catalogue(path)
    path.write_bytes(write_document(file, is_rtl=False))
    return read_document(path)


@pytest.mark.parametrize("form", ["xliff", "po", "docx"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(file=files())
def test_any_text_comes_back(form: Format, file: TextFile, tmp_path: Path) -> None:
    assert unlined(through(form, file, tmp_path)) == file


@given(file=files())
def test_any_text_comes_back_from_a_table(file: TextFile) -> None:
    rows = enumerate(table_rows(file), start=1)
    assert unlined(read_rows(rows)) == file


@given(TEXT)
def test_fill_ins_are_told_from_words(text: str) -> None:
    assert (
        "".join(f"{{{said}}}" if is_place else said for is_place, said in pieces_of(text)) == text
    )


def shipped(tag: str) -> TextFile:
    english, texts = shipped_texts("en"), shipped_texts(tag)
    return TextFile(
        tag,
        tuple(
            FileText(
                name, source, texts.words.get(name, ""), english.notes.get(name, ()),
                text_hash(texts.words.get(name, "")), status="missing",
            )
            for name, source in english.words.items()
        ),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["xliff", "po", "docx"])
@pytest.mark.parametrize("tag", ["ar", "zh-Hans"])
def test_every_shipped_text_comes_back_with_its_line(
    form: Format, tag: str, tmp_path: Path
) -> None:
    file = shipped(tag)
    back = through(form, file, tmp_path)
    assert unlined(back) == file
    lines = [one.line for one in back.texts]
    assert lines == sorted(set(lines))
    assert lines[0] > 0


def test_equal_texts_make_equal_files() -> None:
    file = shipped("es")
    for write in (write_xliff, write_catalogue):
        assert write(file) == write(file)
    assert write_document(file, is_rtl=False) == write_document(file, is_rtl=False)
    assert write_workbook(file, is_rtl=False) == write_workbook(file, is_rtl=False)
