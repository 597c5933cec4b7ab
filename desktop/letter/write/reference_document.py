"""Makes the reference document of a template pack: the Word file with a letter's styles.

``python -m desktop.letter.write.reference_document FILE`` writes it. Whoever wants another look
opens the file in Word, changes its styles and saves it; the writer takes whatever it finds there.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SANS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'


class Style(NamedTuple):
    """A paragraph style: its name in Word, its spacing in points, its properties."""

    name: str
    base: str = "Normal"
    before: float = 0
    after: float = 12
    paragraph: str = ""
    """Paragraph properties that stand before the spacing."""
    alignment: str = ""
    outline: int | None = None
    run: str = ""
    indent: str = ""

    @property
    def id(self) -> str:
        """The name without its spaces, as Word makes it."""
        return self.name.title().replace(" ", "")

    def xml(self) -> str:
        """The style's element."""
        next_style = '<w:next w:val="Normal"/>' if self.outline is not None else ""
        alignment = f'<w:jc w:val="{self.alignment}"/>' if self.alignment else ""
        outline = f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.base}"/>{next_style}<w:qFormat/><w:pPr>{self.paragraph}'
            f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}"/>'
            f"{self.indent}{alignment}{outline}</w:pPr><w:rPr>{self.run}</w:rPr></w:style>"
        )


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


_KEEP = "<w:keepNext/>"
_BOLD = "<w:b/><w:bCs/>"
_GREY = '<w:color w:val="4D4D4D"/>'
_ALIGN = '<w:tabs><w:tab w:val="left" w:pos="3240"/></w:tabs>'
_HANG = '<w:ind w:left="3240" w:hanging="3240"/>'
_TAB = '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs>'
STYLES = (
    Style("heading 1", before=18, after=6, paragraph=_KEEP, alignment="center", outline=0,
          run=_BOLD),
    Style("heading 1 at top", base="Heading1", after=6, alignment="center", outline=0),
    Style("heading 2", base="Heading1", before=18, after=6, alignment="center", outline=1),
    Style("heading 3", before=12, after=12, paragraph=_KEEP, outline=2),
    Style("Letter Lead", paragraph=_KEEP),
    Style("Letter After Table", before=12),
    Style("Letter Tight", after=0, paragraph=_KEEP),
    Style("Letter Address", before=12, after=18),
    Style("Letter Signature", before=36, after=18, paragraph="<w:keepLines/>"),
    Style("Letter Copies", run=_size(10)),
    Style("Letter Note", run=_size(9)),
    Style("Letter Label Line", after=0, paragraph=_KEEP),
    Style("Letter Last Label Line", after=12),
    Style("Letter Aligned Line", after=0, paragraph=_KEEP + _ALIGN, indent=_HANG),
    Style("Letter Last Aligned Line", paragraph=_ALIGN, indent=_HANG),
    Style("Letter Grid Label", after=0, run=SANS + _BOLD + _size(11)),
    Style("Letter Grid Value", after=0, run=SANS + _size(11)),
    Style("Letter Table Head", after=0, paragraph=_KEEP, run=SANS + _BOLD + _size(9.5)),
    Style("Letter Table Cell", after=0, run=SANS + _size(9.5)),
    Style("List Bullet", after=0, paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    Style("Last List Bullet", base="ListBullet", after=12),
    Style("header", after=0, alignment="right", run=SANS + _GREY + _size(10)),
    Style("footer", after=0, paragraph=_TAB, run=SANS + _GREY + _size(8.5)),
)  # fmt: skip

_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="Times New Roman"/>'
    f'{_size(12)}<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="240" w:line="240" '
    'w:lineRule="auto"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="table" w:styleId="LetterGrid"><w:name w:val="Letter Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="LetterTable"><w:name w:val="Letter Table"/>'
    '<w:basedOn w:val="LetterGrid"/><w:tblPr><w:tblCellMar><w:top w:w="70" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="70" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + "".join(style.xml() for style in STYLES)
    + "</w:styles>"
)

_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="640" w:hanging="280"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

_SETTINGS = (
    f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_HEADER = (
    f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t/></w:r></w:p></w:hdr>'
)
_FOOTER = (
    f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t/></w:r>'
    '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    + _field("PAGE")
    + '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
    + _field("NUMPAGES")
    + "</w:p></w:ftr>"
)
_DOCUMENT = (
    f'<w:document {_W} xmlns:r="{_R}"><w:body><w:sectPr>'
    '<w:headerReference w:type="first" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="first" r:id="rId6"/>'
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/><w:titlePg/></w:sectPr></w:body>'
    "</w:document>"
)
_FONTS = (
    f"<w:fonts {_W}>"
    + "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, family in (("Times New Roman", "roman"), ("Arial", "swiss"))
    )
    + "</w:fonts>"
)


def _theme() -> str:
    """A theme, which Word expects, in the letter's two fonts and no colors."""
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{"FFFFFF" if name.startswith("lt") else "000000"}"/></a:{name}>'
        for name in names
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
        for kind, face in (("major", "Arial"), ("minor", "Times New Roman"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Letter">'
        f'<a:themeElements><a:clrScheme name="Letter">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Letter">{fonts}</a:fontScheme><a:fmtScheme name="Letter">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


_PARTS = {
    "word/document.xml": ("document.main+xml", _DOCUMENT),
    "word/styles.xml": ("styles+xml", _STYLES),
    "word/numbering.xml": ("numbering+xml", _NUMBERING),
    "word/settings.xml": ("settings+xml", _SETTINGS),
    "word/fontTable.xml": ("fontTable+xml", _FONTS),
    "word/header1.xml": ("header+xml", _HEADER),
    "word/footer1.xml": ("footer+xml", _FOOTER),
    "word/footer2.xml": ("footer+xml", _FOOTER),
}


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{links}</Relationships>'


def parts() -> dict[str, str]:
    """The reference document's files by name."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{kind}"/>'
        for name, (kind, _) in _PARTS.items()
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        f"{overrides}</Types>"
    )
    links = _relationships(
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("footer", "footer2.xml"),
        ("fontTable", "fontTable.xml"),
        ("theme", "theme1.xml"),
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": links,
        "word/theme1.xml": _theme(),
        **{name: text for name, (_, text) in _PARTS.items()},
    }


def main(target: str) -> None:
    """Writes the reference document to the file `target`."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, _XML + text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(str(Path(sys.argv[1])))
