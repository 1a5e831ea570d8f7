"""Books: chapters in reading order, and what the package says of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders import load_articles
from ipqa.sentences import blocks, is_heading

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="x"/></rootfiles></container>'
)
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The &amp; book</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>Li Wei</dc:creator>
<dc:date opf:event="modification">2020-01-01</dc:date><dc:date>2016-08-23T00:00:00Z</dc:date>
<dc:language>en-GB</dc:language><dc:publisher>The Press</dc:publisher></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="gone"/></spine></package>"""
ONE = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>One</title></head><body><h1>Chapter One</h1><p>It began in London, in May.</p>
<ul><li>First it rained.</li></ul><p>Then <i>Zo\u00eb</i> came.<sup>[1]</sup></p></body></html>"""
TWO = "<html><body><h1>Who came?</h1><p>It ended in Chengdu.</p></body></html>"
MEMBERS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": "<html><body><ol><li><a href='x'>Chapter One</a></li></ol></body></html>",
    "OEBPS/cover.xhtml": "<html><body><img src='c.png'/></body></html>",
    "OEBPS/text/one.xhtml": ONE,
    "OEBPS/text/two b.xhtml": TWO,
}


def loaded(folder: Path, changes: dict[str, str | None] | None = None) -> Article:
    path = folder / "my-book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**MEMBERS, **(changes or {})}.items():
            if text is not None:
                archive.writestr(name, text)
    return next(load_articles(path, "a"))


def test_chapters_are_read_in_the_order_of_the_spine(tmp_path: Path) -> None:
    text = loaded(tmp_path).text
    assert text == (
        "Chapter One\n\nIt began in London, in May.\n\n- First it rained.\n\nThen Zoë came.\n\n"
        "# Who came?\n\nIt ended in Chengdu."
    )
    found = [text[block.start : block.end] for block in blocks(text)]
    assert [block for block in found if is_heading(block)] == ["Chapter One", "# Who came?"]


def test_the_package_describes_the_book(tmp_path: Path) -> None:
    article = loaded(tmp_path)
    assert (article.title, article.author) == ("The & book", "Jane Doe, Li Wei")
    assert (article.source, article.date, article.language) == ("The Press", "2016-08-23", "en")


def test_a_book_that_says_nothing_is_named_after_its_file(tmp_path: Path) -> None:
    bare = PACKAGE[: PACKAGE.index("<metadata")] + PACKAGE[PACKAGE.index("<manifest") :]
    article = loaded(tmp_path, {"OEBPS/book.opf": bare})
    assert (article.title, article.date, article.author) == ("My book", None, None)


def test_a_package_is_found_where_the_container_is_wrong(tmp_path: Path) -> None:
    wrong = CONTAINER.replace("OEBPS/book.opf", "gone.opf")
    assert "London" in loaded(tmp_path, {"META-INF/container.xml": wrong}).text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"OEBPS/book.opf": "<package"}, "list of chapters is damaged"),
        ({"OEBPS/book.opf": None}, "list of chapters is damaged"),
        ({"OEBPS/text/one.xhtml": None, "OEBPS/text/two b.xhtml": None}, "no article text"),
        ({"META-INF/rights.xml": "<rights/>"}, "locked to a reader"),
        (
            {"OEBPS/book.opf": '<!DOCTYPE x [<!ENTITY a "b">]><package>&a;</package>'},
            "list of chapters is damaged",
        ),
        ({"OEBPS/text/one.xhtml": "<html>" + "<div>" * 9000}, "nested too deep"),
    ],
)
def test_a_book_that_cannot_be_read_is_told(
    changes: dict[str, str | None], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        loaded(tmp_path, changes)
    assert "\n" not in str(caught.value)


def test_covers_contents_and_imprints_are_no_chapters(tmp_path: Path) -> None:
    whole = loaded(tmp_path).text
    page = "<html><body{}><h1>{}</h1><p>{}</p></body></html>"
    imprint = page.format("", "The Press", "It was printed in London by the press in May.")
    typed = page.format(" epub:type='toc'", "What is inside", "Chapter One and the chapter behind.")
    contents = page.format("", "Table of Contents", "Chapter One")
    package = PACKAGE.replace("cover.xhtml", "copyright.xhtml")
    for name, text in (("copyright", imprint), ("cover", typed), ("cover", contents)):
        changed = package if name == "copyright" else PACKAGE
        members = {f"OEBPS/{name}.xhtml": text, "OEBPS/book.opf": changed}
        assert loaded(tmp_path, members).text == whole
    guided = PACKAGE.replace("cover.xhtml", "p.xhtml").replace(
        "</package>", "<guide><reference type='copyright-page' href='p.xhtml'/></guide></package>"
    )
    assert loaded(tmp_path, {"OEBPS/p.xhtml": imprint, "OEBPS/book.opf": guided}).text == whole


def test_a_chapter_on_copyright_stays(tmp_path: Path) -> None:
    prose = "<p>The law of copyright was changed in that year, as the book says.</p>" * 40
    text = f"<html><body><h1>Copyright</h1>{prose}</body></html>"
    package = PACKAGE.replace("cover.xhtml", "copyright.xhtml")
    members = {"OEBPS/copyright.xhtml": text, "OEBPS/book.opf": package}
    assert "The law of copyright" in loaded(tmp_path, members).text
