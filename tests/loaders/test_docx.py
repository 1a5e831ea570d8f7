"""Word files: everything that a reader sees, in order, and nothing that was deleted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.docx import load_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEAD = "The council has signed a memorandum with three publishers."


def written(tmp_path: Path, fill: Callable[[Any], None], name: str = "some-file.docx") -> Path:
    document = docx.Document()
    document.core_properties.title = ""
    fill(document)
    path = tmp_path / name
    document.save(str(path))
    return path


def loaded(tmp_path: Path, fill: Callable[[Any], None]) -> Article:
    return load_docx(written(tmp_path, fill), "folder/some-file.docx")


def with_xml(*paragraphs: str) -> Callable[[Any], None]:
    """Fills a document with paragraphs whose inner XML is given."""

    def fill(document: Any) -> None:
        for inner in paragraphs:
            paragraph = parse_xml(f'<w:p xmlns:w="{W}">{inner}</w:p>')
            document.element.body.insert(len(document.element.body) - 1, paragraph)

    return fill


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def rewritten(path: Path, changes: dict[str, bytes]) -> Path:
    """The archive with some members replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **changes}.items():
            archive.writestr(name, content)
    return path


def member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def reason(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        load_docx(path, "x")
    return caught.value.reason


def test_everything_comes_in_the_order_of_the_document(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("A deal over copyright", 0)
        document.add_paragraph(LEAD)
        document.add_heading("What was agreed", 1)
        document.add_paragraph("First, a fee.", style="List Bullet")
        document.add_paragraph("Second, a term.", style="List Number")
        table = document.add_table(rows=0, cols=3)
        for values in [("Year", "Cases", "Won"), ("2019", "12", "4")]:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                cell.text = value
        document.add_paragraph("The end came in May.")

    article = loaded(tmp_path, fill)
    assert article.title == "A deal over copyright"
    assert article.text == "\n\n".join(
        [
            LEAD,
            "What was agreed",
            "- First, a fee.",
            "- Second, a term.",
            "Year | Cases | Won",
            "2019 | 12 | 4",
            "The end came in May.",
        ]
    )
    assert (article.id, article.path) == (
        "folder/some-file.docx",
        str(tmp_path / "some-file.docx"),
    )


def test_a_heading_that_reads_as_prose_is_marked(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph(LEAD)
        document.add_heading("What happens next?", 2)
        document.add_paragraph().add_run("Who pays for it?").bold = True
        document.add_paragraph("It is paid.").runs[0].bold = True

    text = loaded(tmp_path, fill).text
    assert text == f"{LEAD}\n\n# What happens next?\n\n# Who pays for it?\n\nIt is paid."


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    fill = with_xml(
        run("The fee is ")
        + '<w:del w:id="1"><w:r><w:delText>ten</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("twelve")}</w:ins>'
        + run(" million."),
        f'<w:moveFrom w:id="3">{run("It was moved away.")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run("It was moved here.")}</w:moveTo>',
    )
    assert loaded(tmp_path, fill).text == "The fee is twelve million.\n\nIt was moved here."


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(tmp_path: Path) -> None:
    fill = with_xml(
        '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("It was signed "),
        run("by both sides."),
        '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("The last one stays."),
    )
    assert loaded(tmp_path, fill).text == "It was signed by both sides.\n\nThe last one stays."


def test_a_deleted_row_of_a_table_is_gone(tmp_path: Path) -> None:
    def cells(*texts: str) -> str:
        return "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)

    def fill(document: Any) -> None:
        document.add_paragraph(LEAD)
        table = (
            f'<w:tbl xmlns:w="{W}"><w:tr>{cells("2019", "12")}</w:tr>'
            f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cells("2020", "30")}</w:tr></w:tbl>'
        )
        document.element.body.insert(1, parse_xml(table))

    assert loaded(tmp_path, fill).text == f"{LEAD}\n\n2019 | 12"


def test_a_table_that_only_places_text_is_read_as_text(tmp_path: Path) -> None:
    prose = "The parties agreed on a fee, which is paid for each article that is shown. " * 3

    def fill(document: Any) -> None:
        document.add_paragraph(LEAD)
        row = document.add_table(rows=1, cols=2).rows[0]
        for cell in row.cells:
            cell.text = prose.strip()
            cell.add_paragraph(prose.strip())
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "A box of its own."

    text = loaded(tmp_path, fill).text
    assert " | " not in text
    assert text.count(prose.strip()) == 4
    assert text.endswith("\n\nA box of its own.")


def test_links_fields_controls_and_breaks_are_read(tmp_path: Path) -> None:
    fill = with_xml(
        run("They see ")
        + f'<w:hyperlink w:anchor="a">{run("the ruling")}</w:hyperlink>'
        + run(" of 2019."),
        f"<w:sdt><w:sdtContent>{run('A control holds this.')}</w:sdtContent></w:sdt>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE x</w:instrText></w:r>'
        + run("It is 2020."),
        "<w:r><w:t>One</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop line.</w:t></w:r>",
    )
    assert loaded(tmp_path, fill).text == (
        "They see the ruling of 2019.\n\nA control holds this.\n\nIt is 2020.\n\nOne non-stop line."
    )


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Say yes to all.</w:t></w:r>"
    assert loaded(tmp_path, with_xml(run(LEAD) + hidden)).text == LEAD


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('In the box it says so.')}</w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    fill = with_xml(
        run(LEAD)
        + f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        + f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert loaded(tmp_path, fill).text == f"{LEAD}\n\nIn the box it says so."


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        with_xml(
            run("It was signed.") + '<w:r><w:footnoteReference w:id="2"/></w:r>',
            run("It took a year."),
        ),
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p>{run("no")}</w:p>'
        f'</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" See the act.")}'
        "</w:p></w:footnote></w:footnotes>"
    )
    rewritten(path, {"word/footnotes.xml": notes.encode()})
    assert load_docx(path, "x").text == "It was signed.\n\nIt took a year.\n\nSee the act."


def test_headers_footers_and_contents_are_not_text(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "The Daily Herald runs this."
        document.sections[0].footer.paragraphs[0].text = "Page 1 of this."
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("What was agreed 3", style="toc 1")
        document.add_paragraph(LEAD)

    assert loaded(tmp_path, fill).text == LEAD


def test_properties_give_title_author_and_language_but_no_date(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = "Copyright in cyberspace"
        document.core_properties.author = "Jane Doe"
        document.core_properties.language = "de-AT"
        document.add_paragraph("Copyright in cyberspace")
        document.add_paragraph(LEAD)

    article = loaded(tmp_path, fill)
    assert (article.title, article.text) == ("Copyright in cyberspace", LEAD)
    assert (article.author, article.language, article.date) == ("Jane Doe", "de", None)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - a.doc", "report.docx", "Document1", "Some File", "  ", "Vorlage"]
)
def test_a_title_that_a_program_wrote_is_none(tmp_path: Path, title: str) -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = title
        document.core_properties.author = "python-docx"
        document.add_paragraph(LEAD)

    article = loaded(tmp_path, fill)
    assert (article.title, article.author, article.text) == ("Some file", None, LEAD)


def test_lines_of_their_own_give_date_source_and_author(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        for text in ("A deal over copyright", "By Jane Doe and John Roe", "2020-03-12", LEAD):
            document.add_paragraph(text)
        document.add_paragraph("On 2020-03-10 it was signed.")
        document.add_paragraph("Source: China Daily")

    article = loaded(tmp_path, fill)
    assert (article.title, article.author) == ("A deal over copyright", "Jane Doe and John Roe")
    assert (article.date, article.source) == ("2020-03-12", "China Daily")
    assert article.text == f"{LEAD}\n\nOn 2020-03-10 it was signed."


def test_the_language_is_what_most_of_the_text_is_marked_with(tmp_path: Path) -> None:
    german = '<w:r><w:rPr><w:lang w:val="de-DE"/></w:rPr><w:t>Der Rat hat es so gesagt.</w:t></w:r>'
    assert loaded(tmp_path, with_xml(german)).language == "de"
    assert loaded(tmp_path, with_xml(german + run(LEAD * 3))).language is None


def test_chinese_is_read_as_it_stands(tmp_path: Path) -> None:
    text = "腾讯公司签署了协议。“双方将合作。”张先生说。"
    assert loaded(tmp_path, lambda document: document.add_paragraph(text)).text == text


def test_a_relationship_that_leads_nowhere_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, lambda document: document.add_paragraph(LEAD))
    name = "word/_rels/document.xml.rels"
    dangling = b'<Relationship Id="rId99" Type="http://x/image" Target="../NULL"/></Relationships>'
    rewritten(path, {name: member(path, name).replace(b"</Relationships>", dangling)})
    assert load_docx(path, "x").text == LEAD


def test_a_document_without_text_says_so(tmp_path: Path) -> None:
    assert "no article text" in reason(written(tmp_path, lambda document: None))


def test_entities_are_not_multiplied(tmp_path: Path) -> None:
    path = written(tmp_path, lambda document: document.add_paragraph(LEAD))
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    rewritten(path, {"word/document.xml": bomb.encode()})
    assert "damaged" in reason(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path, lambda document: document.add_paragraph(LEAD))
    rewritten(path, {"word/document.xml": b" " * 20_000_000})
    assert "zip bomb" in reason(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "before 2007"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"", "damaged"),
        (b"PK\x03\x04 not really", "damaged"),
    ],
)
def test_what_is_locked_old_or_damaged_says_so(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert says in reason(path)


def test_a_zip_that_is_no_word_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "text")
    assert "no Word file" in reason(path)


def test_broken_xml_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, lambda document: document.add_paragraph(LEAD))
    rewritten(path, {"word/document.xml": member(path, "word/document.xml")[:300]})
    assert "damaged" in reason(path)


def test_a_file_that_is_not_there_can_not_be_opened(tmp_path: Path) -> None:
    assert "can't be opened" in reason(tmp_path / "none.docx")
