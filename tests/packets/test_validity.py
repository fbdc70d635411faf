"""Every kind of document in every language, handed to a PDF/UA validator; archive copies to a PDF/A one."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest

from fsp_desktop.packets.pdf.archive import as_archive
from fsp_desktop.packets.pdf.render import render
from fsp_desktop.packets.pdf.series import Asked, render_series
from tests.packets.document_kinds import KINDS, TAGS
from tests.packets.validator import missing, must_be_there, validate

pytestmark = [
    pytest.mark.skipif(
        bool(missing()) and not must_be_there(),
        reason=f"PDF/UA IS NOT CHECKED HERE: {missing()} is missing",
    ),
    pytest.mark.timeout(900),
]


def _printed(kind: str, tag: str, **options: object) -> bytes:
    out = io.BytesIO()
    render(KINDS[kind](tag, **options), out)
    return out.getvalue()


def test_the_validator_is_there() -> None:
    assert missing() == ""


# Documents of many pages: some scripts every day, all languages in the long proofs.
LONG = {"welcome packet"}
SCRIPTS = ("es", "ar", "ur", "zh-Hans", "ko", "my")
ARCHIVED = ("es", "ar", "zh-Hans", "my")


def test_every_kind_in_every_language_is_accessible(tmp_path: Path) -> None:
    _all_are_accessible(
        [(kind, tag) for kind in KINDS for tag in (SCRIPTS if kind in LONG else TAGS)], tmp_path
    )


@pytest.mark.proof
def test_long_documents_in_every_language_are_accessible(tmp_path: Path) -> None:
    _all_are_accessible([(kind, tag) for kind in LONG for tag in TAGS], tmp_path)


def _all_are_accessible(asked: list[tuple[str, str]], tmp_path: Path) -> None:
    files: dict[str, Path] = {}
    for kind, tag in asked:
        pdf = _printed(kind, tag)
        # A kind whose words are not there in a language prints the English ones: the same file.
        path = tmp_path / f"{kind.replace(' ', '-')}-{tag}.pdf"
        if files.setdefault(hashlib.sha256(pdf).hexdigest(), path) is path:
            path.write_bytes(pdf)
    verdicts = validate("ua1", list(files.values()))
    assert {path.name: verdict.broken for path, verdict in verdicts.items() if verdict.broken} == {}
    assert all(verdict.checks > 100 for verdict in verdicts.values())


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    with pikepdf.open(io.BytesIO(_printed("handout", "ar"))) as pdf:
        del pdf.Root.MarkInfo
        del pdf.Root.StructTreeRoot
        pdf.save(path)
    assert validate("ua1", [path])[path].broken


def test_archive_copies_are_for_archives_and_stay_accessible(tmp_path: Path) -> None:
    files = []
    for kind in KINDS:
        for tag in ARCHIVED[:1] if kind in LONG else ARCHIVED:
            path = tmp_path / f"{kind.replace(' ', '-')}-{tag}.pdf"
            path.write_bytes(as_archive(_printed(kind, tag)))
            files.append(path)
    verdicts = validate("2a", files)
    assert {path.name: verdict.broken for path, verdict in verdicts.items() if verdict.broken} == {}
    again = validate("ua1", files[::5])
    assert all(not verdict.broken for verdict in again.values())


@pytest.mark.parametrize("layout", ["stacked", "facing"])
def test_layouts_and_inks_are_accessible_too(layout: str, tmp_path: Path) -> None:
    looks = (
        {"page": "a4"},
        {"large_print": True},
        {"ink": "black", "frame": True},
        {"turned": True, "even_pages": True},
    )
    files = []
    for number, options in enumerate(looks):
        for tag in ("es", "ar", "zh-Hant"):
            path = tmp_path / f"{number}-{tag}.pdf"
            path.write_bytes(_printed("every block", tag, layout=layout, **options))
            files.append(path)
    series = tmp_path / "series.pdf"
    with series.open("wb") as out:
        render_series([Asked(tag, KINDS["handout"](tag)) for tag in TAGS], out, "All", "en")
    verdicts = validate("ua1", [*files, series])
    assert {path.name: verdict.broken for path, verdict in verdicts.items() if verdict.broken} == {}
