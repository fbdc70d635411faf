"""A finished file as PDF/A-2a, for schools that keep records for decades.

What the standard wants beyond a tagged file with embedded fonts: colours that say what they mean (an
output intent), and metadata that name the standard and explain every property it does not know itself.
"""

from __future__ import annotations

import io
from html import escape

from fsp_desktop.packets.pdf.colour_profile import srgb_profile

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def as_archive(pdf: bytes) -> bytes:
    """Return a printed file as PDF/A-2a; it stays PDF/UA-1, and looks and reads the same.

    Args:
        pdf: A file that `render` or `render_series` has made.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        profile = file.make_stream(srgb_profile(), N=3)
        file.Root.OutputIntents = pikepdf.Array([
            pikepdf.Dictionary(
                Type=pikepdf.Name("/OutputIntent"), S=pikepdf.Name("/GTS_PDFA1"),
                OutputConditionIdentifier=pikepdf.String("sRGB"), DestOutputProfile=profile,
            )
        ])  # fmt: skip
        known = file.docinfo
        words = {
            "title": str(known.get("/Title", "")),
            "lang": str(file.Root.get("/Lang", "")),
            "creator": str(known.get("/Creator", "")),
            "producer": str(known.get("/Producer", "")),
        }
        written = _XMP.format(**{name: escape(word) for name, word in words.items()})
        file.Root.Metadata = file.make_stream(
            written.encode(), Type=pikepdf.Name("/Metadata"), Subtype=pikepdf.Name("/XML")
        )
        out = io.BytesIO()
        file.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )  # fmt: skip
    return out.getvalue()
