"""Files that want to do harm, or are simply broken: a code with a sentence, and nothing is read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.packets.translation_files import guards
from fsp_desktop.packets.translation_files.file_text import FileText, TextFile
from fsp_desktop.packets.translation_files.po import read_catalogue, write_catalogue
from fsp_desktop.packets.translation_files.word import read_document, write_document
from fsp_desktop.packets.translation_files.xliff import read_xliff, write_xliff

FILE = TextFile("es", (FileText("cover.glad", "Hi {name}", "Hola {name}"),))
SECRET = "file:///etc/hostname"
ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{SECRET}">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="es">'
)
DOCUMENT = "word/document.xml"


def refusal(read: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        read(path)
    sentence = error_sentence(caught.value.code, caught.value.detail)
    assert caught.value.code not in sentence
    return caught.value.code


def xliff_of(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "texts.xlf"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def docx_of(tmp_path: Path, document: str, name: str = DOCUMENT) -> Path:
    path = tmp_path / "texts.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
    return path


@pytest.mark.parametrize(
    "head", [ENTITY, LAUGHS, "<!DOCTYPE xliff SYSTEM 'http://example.org/x.dtd'>"]
)
def test_document_types_and_entities_are_not_read(tmp_path: Path, head: str) -> None:
    text = f'<?xml version="1.0"?>{head}{XLIFF}<file id="f"><unit id="a">&e;</unit></file></xliff>'
    assert refusal(read_xliff, xliff_of(tmp_path, text)) == "packets.suspicious_text_file"
    assert (
        refusal(read_document, docx_of(tmp_path, f"{head}<a/>")) == "packets.suspicious_text_file"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{XLIFF}<file id='f'>\n<unit", "packets.text_file_broken"),
        ("", "packets.text_file_broken"),
        (b"\xff\xfe\x00\x00<", "packets.text_file_broken"),
        ('<?xml version="1.0" encoding="klingon"?><xliff/>', "packets.text_file_broken"),
        ("<xliff version='1.2'><file/></xliff>", "packets.unknown_text_file"),
        (XLIFF.replace('version="2.1"', 'version="1.2"') + "</xliff>", "packets.unknown_text_file"),
        (XLIFF.replace('srcLang="en"', 'srcLang="fr"') + "</xliff>", "packets.not_from_english"),
        (XLIFF.replace(' trgLang="es"', "") + "</xliff>", "packets.no_language_in_file"),
        (XLIFF + "<a>" * 60 + "</a>" * 60 + "</xliff>", "packets.suspicious_text_file"),
    ],
)
def test_broken_and_foreign_xliff(tmp_path: Path, text: str | bytes, code: str) -> None:
    assert refusal(read_xliff, xliff_of(tmp_path, text)) == code


def test_the_line_of_the_break_is_told(tmp_path: Path) -> None:
    path = xliff_of(tmp_path, f"{XLIFF}\n<file id='f'>\n<unit id='a'></file>")
    with pytest.raises(RefusedError) as caught:
        read_xliff(path)
    assert caught.value.detail == {"line": 3}


def test_a_file_of_a_hundred_megabytes_is_not_taken_in(tmp_path: Path) -> None:
    for name, read in (("a.xlf", read_xliff), ("a.po", read_catalogue), ("a.docx", read_document)):
        path = tmp_path / name
        with path.open("wb") as stream:
            stream.truncate(100 * 1024 * 1024)
        assert refusal(read, path) == "packets.text_file_too_large"


def test_a_packed_bomb_is_seen_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = docx_of(tmp_path, " " * (guards.MAX_PART_BYTES + 10))
    assert bomb.stat().st_size < 200_000
    assert refusal(read_document, bomb) == "packets.suspicious_text_file"
    with zipfile.ZipFile(tmp_path / "many.docx", "w") as archive:
        for number in range(guards.MAX_ENTRIES + 1):
            archive.writestr(f"{number}.xml", "")
    assert refusal(read_document, tmp_path / "many.docx") == "packets.suspicious_text_file"


def test_other_documents_are_not_ours(tmp_path: Path) -> None:
    path = docx_of(tmp_path, "<w:document xmlns:w='x'/>")
    assert refusal(read_document, path) == "packets.unknown_text_file"
    assert refusal(read_document, docx_of(tmp_path, "")) == "packets.text_file_broken"


def test_what_is_no_packed_file_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "texts.docx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert refusal(read_document, path) == "packets.unknown_text_file"
    assert (
        refusal(read_document, docx_of(tmp_path, "x", "other.xml")) == "packets.unknown_text_file"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\xff\xfe\x00", "packets.not_utf8_text"),
        (b'msgid "unclosed\n', "packets.text_file_broken"),
        (b'msgid ""\nmsgstr "X: y\\n"\n', "packets.no_language_in_file"),
        (b"", "packets.no_language_in_file"),
    ],
)
def test_broken_catalogues(tmp_path: Path, text: bytes, code: str) -> None:
    path = tmp_path / "texts.po"
    path.write_bytes(text)
    assert refusal(read_catalogue, path) == code


def test_twice_the_same_text_is_kept_twice_for_whoever_asks(tmp_path: Path) -> None:
    double = TextFile("es", (FileText("a", "Hi", "Uno"), FileText("a", "Hi", "Dos")))
    path = tmp_path / "texts.po"
    path.write_bytes(write_catalogue(double))
    assert [one.text for one in read_catalogue(path).texts] == ["Uno", "Dos"]
    path.write_bytes(write_xliff(double))
    assert [one.text for one in read_xliff(path).texts] == ["Uno", "Dos"]


def test_a_program_s_splits_and_marks_are_read_as_one_text(tmp_path: Path) -> None:
    unit = (
        '<unit id="cover.glad"><segment><source>One. </source><target>Uno.</target></segment>'
        "<ignorable><source> </source></ignorable><segment><source>Two"
        '<mrk id="m" type="comment">!</mrk></source><target>Dos<pc id="1">!</pc>'
        '<sc id="2"/><cp hex="0041"/><cp hex="zz"/></target></segment></unit>'
    )
    path = xliff_of(tmp_path, f'{XLIFF}<file id="f">{unit}</file></xliff>')
    (text,) = read_xliff(path).texts
    assert (text.english, text.text) == ("One.  Two!", "Uno. Dos!A")


def test_deleted_words_of_a_document_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "texts.docx"
    path.write_bytes(write_document(FILE, is_rtl=True))
    with zipfile.ZipFile(path) as archive:
        document = archive.read(DOCUMENT).decode()
    word = '<w:r><w:t xml:space="preserve">Hola </w:t></w:r>'
    assert word in document
    tracked = (
        f'<w:del w:id="1"><w:r><w:delText>Hola </w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{word.replace("Hola", "Buenas")}</w:ins>'
    )
    (text,) = read_document(docx_of(tmp_path, document.replace(word, tracked))).texts
    assert text.text == "Buenas {name}"


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    place=st.integers(0, 3000),
    junk=st.binary(max_size=30),
    kind=st.sampled_from(["xlf", "po", "docx"]),
)
def test_damage_anywhere_is_refused_or_read(
    tmp_path: Path, place: int, junk: bytes, kind: str
) -> None:
    data, read = {
        "xlf": (write_xliff(FILE), read_xliff),
        "po": (write_catalogue(FILE), read_catalogue),
        "docx": (write_document(FILE, is_rtl=False), read_document),
    }[kind]
    at = place % len(data)
    path = tmp_path / f"damaged.{kind}"
    path.write_bytes(data[:at] + junk + data[at + len(junk) :])
    # Anything else that is raised fails the test.
    with suppress(RefusedError):
        assert isinstance(read(path), TextFile)
