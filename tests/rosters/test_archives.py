from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.rosters import limits
from fsp_desktop.rosters.reading import look_at, read
from fsp_desktop.rosters.sources import SourceFile, find_files
from fsp_desktop.rosters.workbook import read_workbook

STUDENTS = "Student ID,First Name,Last Name,Grade\n1,Ana,Lopez,3\n2,Ben,Okoye,4\n"


def pack(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def code_of(path: Path, format_: str = "auto") -> str:
    with pytest.raises(RefusedError) as caught:
        read(path, format_)
    assert "Ana" not in str(caught.value.detail)
    return caught.value.code


def test_a_zip_is_read_from_the_folder_with_most_files(tmp_path: Path) -> None:
    path = pack(tmp_path / "export.zip", {
        "2025/students.csv": STUDENTS.encode(), "readme.md": b"hello", "__MACOSX/x.csv": b"a,b",
    })  # fmt: skip
    assert len(read(path).students) == 2


def test_entries_that_lead_out_of_the_zip_are_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = pack(inner / "x.zip", {
        "../students.csv": b"x", "/etc/students.csv": b"x", "C:\\students.csv": b"x",
        "a/../../students.csv": b"x", "students.csv": STUDENTS.encode(),
    })  # fmt: skip
    assert [one.entry for one in find_files(path)] == ["students.csv"]
    assert len(read(path).students) == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["inner"]


def test_half_a_zip_is_said(tmp_path: Path) -> None:
    whole = pack(tmp_path / "whole.zip", {"students.csv": STUDENTS.encode() * 50}).read_bytes()
    for name, data in (("half", whole[: len(whole) // 2]), ("none", b""), ("text", b"hello")):
        path = tmp_path / f"{name}.zip"
        path.write_bytes(data)
        assert code_of(path) == "rosters.broken_zip"


def test_a_scrambled_entry_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "x.zip", {"students.csv": STUDENTS.encode() * 500})
    data = bytearray(path.read_bytes())
    data[60:80] = bytes(20)
    path.write_bytes(bytes(data))
    assert code_of(path) == "rosters.broken_zip"


def test_a_zip_that_unpacks_to_very_much_is_not_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "bomb.zip", {"students.csv": b"0" * (40 * 1024**2)})
    assert path.stat().st_size < 100_000
    assert code_of(path) == "rosters.suspicious_archive"


def test_a_zip_with_too_many_entries_is_not_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "many.zip", {f"{n}.csv": b"" for n in range(limits.MAX_FILES + 1)})
    assert code_of(path) == "rosters.suspicious_archive"


def test_a_zip_with_a_password_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "locked.zip", {"students.csv": STUDENTS.encode()})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert code_of(path) == "rosters.encrypted_zip"


def test_what_is_no_roster_says_how_many_columns_it_has_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("Dear Ana,how are,you\nI am,fine,thanks\n")
    with pytest.raises(RefusedError) as caught:
        read(path)
    assert caught.value.code == "rosters.not_a_roster"
    assert caught.value.detail == {"file": "letters.csv", "columns": 3}


def test_places_without_a_roster_are_said(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nowhere.csv") == "rosters.no_such_file"
    assert code_of(tmp_path) == "rosters.not_a_roster"
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert code_of(tmp_path / "old.xls") == "rosters.old_workbook"
    (tmp_path / "x.csv").write_text(STUDENTS)
    assert code_of(tmp_path / "x.csv", "oneroster") == "rosters.not_a_roster"


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_csv_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "students.xlsx", [
        ["Student ID", "First Name", "Last Name", "Grade", "DOB", "Race"],
        [7, "Lê", "Trần", 3, "2016-02-03", "canary-race"], [8, "Ann", "Lee", "KG", None, "x"],
    ])  # fmt: skip
    reading = read(path)
    assert reading.format == "xlsx"
    assert [(one.roster_id, one.given_name, one.grade) for one in reading.students] == [
        ("7", "Lê", "3"), ("8", "Ann", "K"),
    ]  # fmt: skip
    assert "canary" not in repr(reading)
    assert look_at(path).forbidden == ("Race",)


def sheet_rows(path: Path) -> list[list[str]]:
    return [row.cells for row in read_workbook(SourceFile(path, path.name, 1))]


def replace_part(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return pack(path, parts | {name: data})


def test_a_workbook_that_unpacks_to_very_much_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["a"]])
    replace_part(path, "xl/worksheets/sheet1.xml", b"<x>" + b" " * (60 * 1024**2))
    with pytest.raises(RefusedError) as caught:
        sheet_rows(path)
    assert caught.value.code == "rosters.suspicious_archive"


_ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    "part",
    [
        _ENTITIES,
        _ENTITIES.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"'),
        b"<worksheet",
        b"",
    ],
)
def test_a_workbook_with_entities_or_without_sense_is_refused(tmp_path: Path, part: bytes) -> None:
    path = replace_part(workbook(tmp_path / "x.xlsx", [["a"]]), "xl/worksheets/sheet1.xml", part)
    with pytest.raises(RefusedError) as caught:
        sheet_rows(path)
    assert caught.value.code == "rosters.broken_workbook"


def test_a_workbook_that_wants_too_much_memory_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Student ID"], *[[f"{n}" * 40] for n in range(3000)]])
    monkeypatch.setattr(limits, "WORKBOOK_OUTPUT_BYTES", 1000)
    with pytest.raises(RefusedError) as caught:
        sheet_rows(path)
    assert caught.value.code == "rosters.workbook_too_large"


def test_a_workbook_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Student ID", "Name"], ["1", "Ana"]])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lie = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert lie != sheet
    replace_part(path, "xl/worksheets/sheet1.xml", lie)
    assert sheet_rows(path) == [["Student ID", "Name"], ["1", "Ana"]]


def test_a_file_that_only_pretends_to_be_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(RefusedError) as caught:
        read(path)
    assert caught.value.code == "rosters.broken_workbook"
    path.write_bytes(io.BytesIO(b"PK\x05\x06" + bytes(18)).getvalue())
    with pytest.raises(RefusedError) as caught:
        read(path)
    assert caught.value.code == "rosters.broken_workbook"


def test_a_link_in_a_folder_is_a_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(STUDENTS)
    (tmp_path / ".hidden.csv").write_text(STUDENTS)
    assert [one.name for one in find_files(tmp_path)] == ["students.csv"]
