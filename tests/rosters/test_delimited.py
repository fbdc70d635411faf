from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import limits
from fsp_desktop.rosters.delimited import RawRow, read_delimited
from fsp_desktop.rosters.encodings import find_encoding
from fsp_desktop.rosters.sources import SourceFile

NAMES = "Lucía Peña,José Núñez,Zoë Müller,François Lefèvre,Siân Ó Briain,Ærø Sørensen"


def source(folder: Path, data: bytes) -> SourceFile:
    path = folder / "people.csv"
    path.write_bytes(data)
    return SourceFile(path, path.name, len(data))


def rows(folder: Path, data: bytes) -> list[RawRow]:
    return list(read_delimited(source(folder, data)))


def cells(folder: Path, data: bytes) -> list[list[str]]:
    return [row.cells for row in rows(folder, data)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_line_end_delimiter_and_encoding(
    tmp_path: Path, newline: str, delimiter: str, encoding: str
) -> None:
    lines = [["id", "name", "note"]]
    lines += [[str(n), name, "a, b; c"] for n, name in enumerate(NAMES.split(","))]
    stream = io.StringIO(newline="")
    csv.writer(
        stream, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL
    ).writerows(lines)
    assert cells(tmp_path, stream.getvalue().encode(encoding)) == lines


def test_cyrillic_of_an_old_program_is_read(tmp_path: Path) -> None:
    words = "Соколова Дарья, Волков Илья, Зайцева Нина, Белов Олег, улица Ленина, школа номер пять"
    text = "id;name\n" + "\n".join(f"{n};{word}" for n, word in enumerate(words.split(", ")))
    found = cells(tmp_path, text.encode("cp1251"))
    assert found[1] == ["0", "Соколова Дарья"]


def test_one_broken_letter_costs_one_row(tmp_path: Path) -> None:
    text = "id,name\n1,Lucía\n2,Peña\n3,X\n4,Nguyễn\n".encode().replace(b"X", b"\xff")
    found = rows(tmp_path, text)
    assert [row.problem for row in found] == ["", "", "", "rosters.unreadable_text", ""]
    assert found[4].cells == ["4", "Nguyễn"]


def test_what_is_no_text_is_said_with_the_name_of_the_file(tmp_path: Path) -> None:
    noise = bytes((n * 73 + n // 7 * 31) % 256 for n in range(4000))
    with pytest.raises(RefusedError) as caught:
        rows(tmp_path, noise)
    assert caught.value.code == "rosters.unreadable_encoding"
    assert caught.value.detail == {"file": "people.csv"}


def test_the_place_where_an_encoding_shows_may_come_late(tmp_path: Path) -> None:
    text = "id,name\n" + "1,Ana\n" * 30_000 + "2,José\n"
    assert find_encoding(source(tmp_path, text.encode())) == "utf-8"
    assert find_encoding(source(tmp_path, text.encode("cp1252"))) == "cp1252"


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    data = b'id,name,note\n1,"Ana,x\n2,Ben,y\n3,"Cy","z"\n4,Di,5"2\n5,"E ""e""",w\n'
    found = rows(tmp_path, data)
    assert [(row.line, row.problem) for row in found] == [
        (1, ""), (2, "rosters.broken_quotes"), (3, ""), (4, ""), (5, ""), (6, ""),
    ]  # fmt: skip
    assert found[3].cells == ["3", "Cy", "z"]
    assert found[4].cells == ["4", "Di", '5"2']
    assert found[5].cells == ["5", 'E "e"', "w"]


def test_an_open_quote_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    data = b'id,name\n1,"Ana\n' + b"".join(b"%d,Ben\n" % n for n in range(2, 5000))
    found = rows(tmp_path, data)
    assert sum(1 for row in found if row.problem) == 1
    assert len(found) == 5000


def test_a_cell_may_run_over_lines_and_the_next_row_knows_its_line(tmp_path: Path) -> None:
    found = rows(tmp_path, b'id,note\n1,"a\r\nb"\n2,c\n')
    assert [(row.line, row.cells) for row in found[1:]] == [(2, ["1", "a\nb"]), (4, ["2", "c"])]


def test_endless_lines_and_cells_are_left_out(tmp_path: Path) -> None:
    data = b"id,name\n1," + b"x" * (limits.MAX_LINE + 10) + b"\n2," + b"y" * (limits.MAX_CELL + 1)
    problems = [row.problem for row in rows(tmp_path, data + b"\n3,ok\n")]
    assert problems == ["", "rosters.line_too_long", "rosters.cell_too_long", ""]


def test_more_cells_than_headers_are_refused_but_empty_ones_are_not(tmp_path: Path) -> None:
    found = rows(tmp_path, b"id,name\n1,Ana,,\n2,Ben,extra\n3\n")
    assert [row.problem for row in found] == ["", "", "rosters.too_many_cells", ""]


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        rows(tmp_path, b"," * (limits.MAX_COLUMNS + 1) + b"x\n")
    assert caught.value.code == "rosters.too_many_columns"


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert rows(tmp_path, b"") == []
    assert rows(tmp_path, b"\n\n \n") == []


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_code(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, _only_codes_of_ours():
        assert all(not row.cells for row in rows(Path(folder), data) if row.problem)


@contextmanager
def _only_codes_of_ours() -> Iterator[None]:
    """Let refusals pass; any other error fails the test."""
    with suppress(RefusedError):
        yield


_CELL = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffd\x85\u2028\u2029"
    ),
    max_size=12,
)


@settings(max_examples=150)
@given(st.lists(st.lists(_CELL, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(body: list[list[str]]) -> None:
    table = [["first column", "second column"], *[[f"x{one}", two] for one, two in body]]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    with tempfile.TemporaryDirectory() as folder:
        assert cells(Path(folder), stream.getvalue().encode()) == table
