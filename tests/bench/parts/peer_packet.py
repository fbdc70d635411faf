"""The packet of `packet_texts` printed by another engine; run with the Python of the peers, without this program.

    python peer_packet.py ENGINE FONTS_FOLDER < packet.json

Reads {"packet": ..., "values": [...], "runs": N, "save": path}; prints the milliseconds of each run, then the pages
of one and the resident megabytes. Each run prints `values` families into one file, as the engine does best.
"""

from __future__ import annotations

import io
import json
import sys
from html import escape
from pathlib import Path
from time import perf_counter
from typing import Any

FONTS = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else Path()
FILES = {
    "ar": "NotoSansArabic-Regular.ttf",
    "ur": "NotoNastaliqUrdu-Regular.ttf",
    "zh-Hans": "NotoSansCJK-VF.otf.ttc",
}
NAMES = {"ar": "Noto Sans Arabic", "ur": "Noto Nastaliq Urdu", "zh-Hans": "Noto Sans CJK SC"}


def filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


class WeasyPrint:
    """HTML with one table row a pair of paragraphs, tagged (PDF/UA-1) as ours is."""

    def __init__(self, packet: dict[str, Any]) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self.packet = packet
        self.weasyprint = weasyprint
        self.fonts = FontConfiguration()
        lang = packet["lang"]
        faces = [("Ours", "NotoSans-Regular.ttf"), ("Ours Bold", "NotoSans-SemiBold.ttf")]
        if lang in FILES:
            faces.append(("Theirs", FILES[lang]))
        rules = "".join(
            f"@font-face{{font-family:'{name}';src:url('{(FONTS / file).as_uri()}')}}"
            for name, file in faces
        )
        self.css = weasyprint.CSS(
            string=rules
            + "@page{size:letter;margin:46pt 46pt 54pt 60pt;@bottom-right{content:counter(page)}}"
            "body{font:10.5pt/1.36 Ours,Theirs}td{width:50%;vertical-align:top;padding:3pt 12pt 3pt 0}"
            "table{width:100%;border-collapse:collapse}h1{font-size:18pt}h2{font:11pt 'Ours Bold',Theirs;"
            "background:#D8E9E1;padding:4pt}.rows td{border:0.75pt solid #74827A}section{break-inside:auto}"
            ".packet{break-before:page}",
            font_config=self.fonts,
        )

    def html(self, values: dict[str, str]) -> str:
        lang = self.packet["lang"]
        turn = ' dir="rtl"' if self.packet["right_to_left"] else ""

        def row(pair: list[str], kind: str = "p") -> str:
            other, english = (escape(filled(text, values)) for text in pair)
            cells = [
                f'<td lang="{lang}"{turn}><{kind}>{other}</{kind}></td>',
                f'<td lang="en"><{kind}>{english}</{kind}></td>',
            ]
            return f"<tr>{''.join(reversed(cells) if turn else cells)}</tr>"

        out = [f'<div class="packet"><h1 lang="{lang}">{escape(self.packet["title"][0])}</h1>']
        for one in self.packet["sections"]:
            other, english = one["heading"]
            out.append(
                f'<section><h2><span lang="{lang}"{turn}>{escape(other)}</span> · {escape(english)}</h2>'
            )
            out.append("<table>" + "".join(row(pair) for pair in one["paragraphs"]))
            out.append("".join(row([f"• {a}", f"• {b}"]) for a, b in one["points"]) + "</table>")
            if one["rows"]:
                rows = "".join(
                    "<tr>"
                    + "".join(f"<td>{escape(a)}<br>{escape(b)}</td>" for a, b in cells)
                    + "</tr>"
                    for cells in one["rows"]
                )
                out.append(f'<table class="rows">{rows}</table>')
            out.append("</section>")
        return (
            "".join(out)
            + f'<p><a href="{self.packet["address"]}">{self.packet["address"]}</a></p></div>'
        )

    def print(self, families: list[dict[str, str]]) -> tuple[bytes, int]:
        body = "".join(self.html(values) for values in families)
        page = f'<html lang="{self.packet["lang"]}"><head><title>Packet</title></head><body>{body}</body></html>'
        html = self.weasyprint.HTML(string=page)
        made = html.render(stylesheets=[self.css], font_config=self.fonts, pdf_variant="pdf/ua-1")
        return made.write_pdf(pdf_variant="pdf/ua-1"), len(made.pages)


class Typst:
    """One Typst document with a grid; tagged by default."""

    def __init__(self, packet: dict[str, Any]) -> None:
        import typst

        self.packet, self.typst = packet, typst
        self.fonts = (
            typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
            if hasattr(typst, "Fonts")
            else None
        )

    def source(self, families: list[dict[str, str]]) -> str:
        out = [self.head()]
        for number, values in enumerate(families):
            if number:
                out.append("#pagebreak()\n")
            out.append(f"= #theirs({_quoted(self.packet['title'][0])})\n")
            out += [self.section(one, values) for one in self.packet["sections"]]
            out.append(f"#link({json.dumps(self.packet['address'])})\n")
        return "".join(out)

    def head(self) -> str:
        theirs, tag = (
            NAMES.get(self.packet["lang"], "Noto Sans"),
            self.packet["lang"].partition("-")[0],
        )
        turn = "rtl" if self.packet["right_to_left"] else "ltr"
        margins = "left: 60pt, right: 46pt, top: 46pt, bottom: 54pt"
        return "\n".join((
            '#set document(title: "Packet")',
            f'#set page("us-letter", margin: ({margins}), numbering: "1")',
            f'#set text(font: ("Noto Sans", "{theirs}"), size: 10.5pt)',
            f'#let theirs(words) = text(lang: "{tag}", dir: {turn}, font: ("{theirs}", "Noto Sans"), words)',
            "",
        ))  # fmt: skip

    def section(self, one: dict[str, Any], values: dict[str, str]) -> str:
        other, english = (_quoted(text) for text in one["heading"])
        pairs = [*one["paragraphs"], *([f"• {a}", f"• {b}"] for a, b in one["points"])]
        rows = ",\n".join(self.cells(pair, values) for pair in pairs)
        out = f"== #theirs({other}) · #text({english})\n#grid(columns: (1fr, 1fr), gutter: 10pt,\n{rows})\n"
        if one["rows"]:
            cells = (
                ", ".join(f"[#theirs({_quoted(a)})\\ #text({_quoted(b)})]" for a, b in row)
                for row in one["rows"]
            )
            out += "#table(columns: (1fr, 1fr),\n" + ",\n".join(cells) + ")\n"
        return out

    def cells(self, pair: list[str], values: dict[str, str]) -> str:
        other, english = (_quoted(filled(text, values)) for text in pair)
        parts = [f"theirs({other})", f"text({english})"]
        return ", ".join(reversed(parts) if self.packet["right_to_left"] else parts)

    def print(self, families: list[dict[str, str]]) -> tuple[bytes, int]:
        source = self.source(families).encode()
        if self.fonts is None:
            compiled = self.typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)
        else:
            compiled = self.typst.compile(source, font_paths=self.fonts)
        return compiled, _pages(compiled)


class ReportLab:
    """Platypus paragraphs without shaping: wrong for most scripts, and the floor of what Python can draw."""

    def __init__(self, packet: dict[str, Any]) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont

        self.packet = packet
        pdfmetrics.registerFont(TTFont("Ours", str(FONTS / "NotoSans-Regular.ttf")))
        name = "Ours"
        file = FILES.get(packet["lang"], "")
        if file.endswith(".ttf"):
            name = "Theirs"
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
        elif file:
            name = "STSong-Light"
            pdfmetrics.registerFont(UnicodeCIDFont(name))
        wrap = {"wordWrap": "CJK"} if packet["lang"] == "zh-Hans" else {}
        self.english = ParagraphStyle("e", fontName="Ours", fontSize=10.5, leading=14.3)
        self.other = ParagraphStyle("o", fontName=name, fontSize=10.5, leading=14.3, **wrap)
        self.heading = ParagraphStyle("h", parent=self.other, fontSize=12, spaceBefore=8)

    def story(self, values: dict[str, str]) -> list[Any]:
        from reportlab.platypus import Paragraph, Table  # noqa: TID251 (the peer)

        def row(pair: list[str]) -> list[Any]:
            other, english = (escape(filled(text, values)) for text in pair)
            return [Paragraph(other, self.other), Paragraph(english, self.english)]

        out: list[Any] = [Paragraph(escape(self.packet["title"][0]), self.heading)]
        for one in self.packet["sections"]:
            out.append(Table([row(one["heading"])], [245, 245]))
            pairs = [*one["paragraphs"], *([f"• {a}", f"• {b}"] for a, b in one["points"])]
            out.append(Table([row(pair) for pair in pairs], [245, 245]))
            if one["rows"]:
                rows = [[row(cell) for cell in cells] for cells in one["rows"]]
                out.append(
                    Table(rows, [245, 245], style=[("GRID", (0, 0), (-1, -1), 0.75, "grey")])
                )
        return out

    def print(self, families: list[dict[str, str]]) -> tuple[bytes, int]:
        from reportlab.platypus import PageBreak, SimpleDocTemplate  # noqa: TID251 (the peer)

        out = io.BytesIO()
        story: list[Any] = []
        for values in families:
            story += [*self.story(values), PageBreak()]
        template = SimpleDocTemplate(
            out, pagesize=(612, 792), leftMargin=60, rightMargin=46, topMargin=46, bottomMargin=54
        )
        template.build(story)
        return out.getvalue(), template.page


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


ENGINES = {"weasyprint": WeasyPrint, "typst": Typst, "reportlab": ReportLab}


def _pages(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def main() -> None:
    asked = json.load(sys.stdin)
    engine = ENGINES[sys.argv[1]](asked["packet"])
    took, pages = [], 0
    pdf = b""
    for _run in range(asked["runs"]):
        began = perf_counter()
        pdf, pages = engine.print(asked["values"])
        took.append((perf_counter() - began) * 1000)
    if asked.get("save"):
        Path(asked["save"]).write_bytes(pdf)
    status = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else ""
    peak = next(
        (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0
    )
    print(json.dumps({"ms": took, "pages": pages, "mb": peak, "bytes": len(pdf)}))


if __name__ == "__main__":
    main()
