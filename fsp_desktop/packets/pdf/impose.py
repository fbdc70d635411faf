"""A finished file once more, two pages on a side, to be printed on both sides, folded and stapled.

The copy is for the printer only: its pages are pictures of pages, without tags. The tagged file stays the master.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_LEAF = 4  # pages on one folded leaf


def booklet(pdf: bytes, right_to_left: bool) -> bytes:
    """Return the pages of a file as leaves of a folded booklet.

    Each side of a leaf is as large as a page of the file, turned on its long side; the pages stand on it at
    half size. Empty pages fill the last leaf. Print on both sides, turned over the short edge.

    Args:
        pdf: A finished file; all its pages must be of one size.
        right_to_left: The booklet is bound on the right and opened from left to right.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as out:
        count = len(source.pages)
        width, height = (float(edge) for edge in source.pages[0].mediabox[2:4])
        forms = [out.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for pair in sides(count, right_to_left=right_to_left):
            _add_side(out, [forms[n] if n is not None else None for n in pair], (height, width))
        direction = "/R2L" if right_to_left else "/L2R"
        out.Root.ViewerPreferences = pikepdf.Dictionary(
            Direction=pikepdf.Name(direction), Duplex=pikepdf.Name("/DuplexFlipShortEdge")
        )
        with out.open_metadata(set_pikepdf_as_editor=False) as words:
            words["dc:title"] = str(source.docinfo.get("/Title", ""))
        written = io.BytesIO()
        out.save(
            written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return written.getvalue()


def sides(count: int, *, right_to_left: bool) -> Iterator[tuple[int | None, int | None]]:
    """Yield which pages (from 0, None for an empty one) stand at the left and right of each side.

    Leaf by leaf, front before back: of eight pages the first front has the last page beside the first.
    """
    whole = -(-count // _LEAF) * _LEAF
    for leaf in range(whole // _LEAF):
        low, high = 2 * leaf, whole - 1 - 2 * leaf
        for left, right in ((high, low), (low + 1, high - 1)):
            pair = (right, left) if right_to_left else (left, right)
            first, second = (page if page < count else None for page in pair)
            yield first, second


def _add_side(
    out: pikepdf.Pdf, forms: list[pikepdf.Object | None], size: tuple[float, float]
) -> None:
    """Add one side with two pages at the same scale, each in the middle of its half."""
    import pikepdf

    width, height = size
    half = width / 2
    # A page of the file is as high as the side is wide.
    scale = min(half / height, height / width)
    named, drawn = pikepdf.Dictionary(), []
    for place, form in enumerate(forms):
        if form is None:
            continue
        named[f"/P{place}"] = form
        x = place * half + (half - height * scale) / 2
        y = (height - width * scale) / 2
        drawn.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /P{place} Do Q")
    page = pikepdf.Dictionary(
        Type=pikepdf.Name("/Page"),
        MediaBox=[0, 0, round(width, 3), round(height, 3)],
        Resources=pikepdf.Dictionary(XObject=named),
        Contents=out.make_stream("\n".join(drawn).encode()),
    )
    out.pages.append(pikepdf.Page(page))
