"""The composed documents as real pages: every letter has a font, and the whole fits."""

from __future__ import annotations

import io

import pytest

from fsp_desktop.packets.content.brief import compose_brief
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.welcome import SECTION_IDS, Layout, Look, compose
from fsp_desktop.packets.pdf.render import render
from tests.packets.content.sample_school import FAMILY, PROFILE
from tests.packets.content.test_brief import CONTENT

MOST_PAGES = 26


@pytest.mark.parametrize("tag", ["ar", "es", "vi", "zh-Hans"])
def test_the_whole_packet_prints_on_few_pages(tag: str) -> None:
    out = io.BytesIO()
    report = render(compose(PROFILE, FAMILY, [tag]), out)
    assert report.pages <= MOST_PAGES
    assert {section for section, _lang in report.drafts} <= set(SECTION_IDS)
    assert out.getvalue().startswith(b"%PDF-")


@pytest.mark.parametrize("layout", ["stacked", "facing"])
def test_a_packet_without_any_data_prints_in_every_layout(layout: Layout) -> None:
    report = render(compose(SchoolProfile(), FAMILY, ["ar"], look=Look(layout)), io.BytesIO())
    assert report.pages >= 6


def test_the_brief_stays_on_one_page() -> None:
    assert render(compose_brief(CONTENT), io.BytesIO()).pages == 1


def test_the_same_packet_is_the_same_file() -> None:
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        render(compose(PROFILE, FAMILY, ["es"], ["cover", "rights"]), file)
    assert files[0].getvalue() == files[1].getvalue()
