from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

from fsp_desktop.language.resources import resource_path
from fsp_desktop.packets.text import fontbook as fonts

FOLDER = resource_path("fonts")
CHECK = Path(__file__).resolve().parents[3] / "packaging" / "fonts"


def _sources() -> list[dict[str, str]]:
    with (FOLDER / "sources.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_font_is_the_one_its_source_names() -> None:
    for source in _sources():
        assert (
            hashlib.sha256((FOLDER / source["file"]).read_bytes()).hexdigest() == source["sha256"]
        )
    assert {path.name for path in FOLDER.glob("*.tt?")} == {source["file"] for source in _sources()}


def test_the_check_names_a_font_that_was_changed(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "resources" / "fonts").mkdir(parents=True)
    script = tmp_path / "packaging" / "fonts"
    script.write_bytes(CHECK.read_bytes())
    (tmp_path / "resources/fonts/sources.csv").write_text(
        "file,sha256,registry,package,version,path\nA.ttf,00,pypi,a,1,a\n", encoding="utf-8"
    )
    (tmp_path / "resources/fonts/A.ttf").write_bytes(b"other")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "A.ttf" in done.stderr


def test_the_folder_stays_small_and_carries_its_licence() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 60_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_every_font_that_can_be_chosen_is_there() -> None:
    scripts = ["Latn", "Arab", "Hani", "Hira", "Hang", "Syrc", *fonts._ONE_SCRIPT]
    looks = [
        fonts.Look(b, i, s) for b in (False, True) for i in (False, True) for s in (False, True)
    ]
    wanted = {
        key.file
        for lang in ("en", "ar", "ur", "ja", "zh-Hans")
        for script in scripts
        for look in looks
        for key in fonts.candidates(lang, script, look)
    }
    assert wanted <= {source["file"] for source in _sources()}


def test_noto_sans_arabic_stays_at_the_version_that_can_be_copied_from() -> None:
    face = fonts.fontbook().face(fonts.FaceKey("NotoSansArabic-Regular.ttf"))
    assert "2.005" in str(face.hb_face.get_name(5))
