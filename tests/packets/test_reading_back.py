"""What two common readers copy and find in a printed paragraph, in each of the 44 languages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from fsp_desktop.packets.document import Document, Paragraph, Section, fill, inline, plain
from fsp_desktop.packets.pdf.render import render
from tests.packets.languages import ARTICLES, RIGHT_TO_LEFT, TAGS, paragraph, typed
from tests.packets.pdf.samples import PLACES

LEFT_TO_RIGHT = tuple(tag for tag in TAGS if tag not in RIGHT_TO_LEFT)


def _printed(tag: str) -> tuple[bytes, str]:
    texts = (fill(paragraph(tag), PLACES), inline(typed(tag)))
    blocks = tuple(Paragraph({tag: text}) for text in texts)
    out = io.BytesIO()
    render(Document({}, (tag,), (Section("s", {}, blocks),)), out)
    return out.getvalue(), "".join(plain(text) for text in texts)


def _squeezed(text: str) -> str:
    """Leave out spaces, line ends, hyphens that readers add, and what prints nothing."""
    kept = unicodedata.normalize("NFC", text)
    return re.sub("[\\s\u00ad\u200b\u2066-\u2069\ufffe\x02]", "", kept)


def _pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_bounded()


def _poppler(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("tag", LEFT_TO_RIGHT)
def test_pdfium_copies_what_was_written(tag: str) -> None:
    pdf, words = _printed(tag)
    assert _squeezed(words) in _squeezed(_pdfium(pdf))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("tag", LEFT_TO_RIGHT)
def test_poppler_copies_what_was_written(tag: str, tmp_path: Path) -> None:
    pdf, words = _printed(tag)
    assert _squeezed(words) in _squeezed(_poppler(pdf, tmp_path))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_poppler_finds_every_word_that_runs_from_right_to_left(tag: str, tmp_path: Path) -> None:
    pdf, _ = _printed(tag)
    found = _poppler(pdf, tmp_path)
    words = [word for sentence in ARTICLES[tag] for word in re.findall(r"[^\s.,;:،؛۔]+", sentence)]
    # README.md, "What readers copy": readers turn the letters of one glyph round as well.
    sound = [word for word in words if not _TURNED.search(word)]
    lost = [word for word in sound if word not in found]
    assert len(sound) >= 0.7 * len(words)
    assert len(lost) <= (0.15 * len(sound) if tag == "ur" else 0), lost
    for value in ("010-4477", "rosa@cedar.example.org", "Delgado", "8:10", "Oak"):
        assert value in found, value


# Lam-alef, a mark on a letter, and the joiner that prints nothing: several letters on one glyph.
_TURNED = re.compile("[\u064b-\u0652\u0670\u200c]|\u0644[\u0622\u0623\u0625\u0627]")
