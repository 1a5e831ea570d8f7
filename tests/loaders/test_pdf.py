"""PDF: paragraphs in reading order, and nothing that only the paper needs."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders import pdf as pdf_loader
from ipqa.loaders import pdf_worker
from ipqa.loaders.pdf import load_pdf
from ipqa.sentences import blocks, is_heading

WORDS = (
    "The publishers signed with the company on Monday. It pays a fee for each article that it "
    "shows, and lawyers on both sides called that a well-known pattern in the trade."
)
MORE = (
    "Readers in the capital had asked for such a deal since spring. Nobody at the ministry would "
    "say what it costs, though the budget of the office names a sum of 1.2 million a year."
)


class Paper(FPDF):
    """Pages with a running header and a numbered footer, if it is given a name for them."""

    def __init__(self, running: str = "") -> None:
        super().__init__()
        self.running = running

    def header(self) -> None:
        if self.running:
            self.set_font("helvetica", size=8)
            self.cell(0, 8, self.running, new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self.running:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 10, f"Page {self.page_no()} of {{nb}}", align="C")

    def title_line(self, text: str, size: int = 20) -> None:
        self.set_font("helvetica", "B", size)
        self.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def paragraph(self, text: str, align: str = "L", gap: float = 3) -> None:
        self.set_font("times", size=11)
        self.multi_cell(0, 5, text, align=align, new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)

    def line_of(self, text: str) -> None:
        self.set_font("times", size=11)
        self.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")


def written(tmp_path: Path, fill: Callable[[Paper], None], running: str = "") -> Path:
    paper = Paper(running)
    paper.add_page()
    fill(paper)
    path = tmp_path / "some-file.pdf"
    paper.output(str(path))
    return path


def loaded(tmp_path: Path, fill: Callable[[Paper], None], running: str = "") -> Article:
    return load_pdf(written(tmp_path, fill, running), "folder/some-file.pdf")


def parts(article: Article) -> list[str]:
    return article.text.split("\n\n")


def reason(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        load_pdf(path, "x")
    assert "\n" not in caught.value.reason
    return caught.value.reason


def raw_pdf(path: Path, objects: list[bytes]) -> Path:
    """A file of the given objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )
    return path


def stream(content: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (
        len(packed),
        about,
        packed,
    )


def page(content: bytes, resources: bytes, *more: bytes, catalog: bytes = b"") -> list[bytes]:
    """The objects of a file of one page; ``more`` starts at number 5."""
    return [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>"
        % resources,
        stream(content),
        *more,
    ]


def test_paragraphs_headings_and_title(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright in the age of machines that read all of it")
        paper.paragraph(WORDS)
        paper.paragraph(MORE)
        paper.title_line("What the court said", 14)
        paper.paragraph(WORDS)

    article = loaded(tmp_path, fill)
    assert article.title == "A deal over copyright in the age of machines that read all of it"
    assert parts(article) == [WORDS, MORE, "What the court said", WORDS]
    assert (article.id, article.path) == ("folder/some-file.pdf", str(tmp_path / "some-file.pdf"))


@pytest.mark.parametrize("align", ["L", "J"])
def test_no_sentence_is_lost_over_many_pages(tmp_path: Path, align: str) -> None:
    chance = random.Random(3)
    words = WORDS.split()
    texts = [
        f"This is paragraph number {number}. The {' '.join(chance.choices(words, k=70))} it is."
        for number in range(30)
    ]

    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        for number, text in enumerate(texts):
            if number % 7 == 3:
                paper.title_line(f"Heading number {number}", 14)
            paper.paragraph(text, align)

    article = loaded(tmp_path, fill, running="The Daily Herald - 12 March 2020")
    assert [part for part in parts(article) if not is_heading(part)] == texts
    assert sum(is_heading(part) for part in parts(article)) == 4
    assert "Herald" not in article.text
    assert "Page " not in article.text


def test_paragraphs_are_told_by_their_indent(tmp_path: Path) -> None:
    texts = [f"In part {number}, {WORDS} {MORE}" for number in range(12)]

    def fill(paper: Paper) -> None:
        paper.set_font("times", size=11)
        for text in texts:
            paper.set_x(paper.l_margin + 6)
            paper.write(5, text + "\n")

    assert parts(loaded(tmp_path, fill)) == texts


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(tmp_path: Path, columns: int) -> None:
    texts = [f"This is paragraph number {number}. {WORDS} {MORE}" for number in range(24)]

    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright in columns")
        paper.set_font("times", size=10)
        with paper.text_columns(ncols=columns, gutter=6, text_align="J") as block:
            for text in texts:
                block.write(text + "\n\n")

    assert parts(loaded(tmp_path, fill)) == texts


def test_columns_written_line_by_line_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = (WORDS + " " + MORE + " ").split() * 6
    lines = [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]
    half = len(lines) // 2

    def fill(paper: Paper) -> None:
        paper.set_font("times", size=10)
        for number in range(half):
            for text, x in ((lines[number], 15), (lines[half + number], 110)):
                paper.set_xy(x, 20 + number * 5)
                paper.cell(90, 5, text)

    assert loaded(tmp_path, fill).text.split() == " ".join(lines[: half * 2]).split()


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    lines = [
        "The owner of the trade-",
        "mark sued a well-",
        "known maker of shoes, whose trademark, a well-known one, was regis-",
        "tered in the Anglo-",
        "American court under a long-",
        "term plan for COVID-",
        "19 and the e-mail of 1999-",
        "2001, so that all is well.",
    ]

    def fill(paper: Paper) -> None:
        for line in lines:
            paper.line_of(line)

    assert loaded(tmp_path, fill).text == (
        "The owner of the trademark sued a well-known maker of shoes, whose trademark, a "
        "well-known one, was registered in the Anglo-American court under a long-term "
        "plan for COVID-19 and the e-mail of 1999-2001, so that all is well."
    )


def test_a_word_broken_across_pages_is_mended(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        for number in range(20):
            paper.line_of(f"It was line number {number} of a text that goes on to the next agree")
        paper.line_of("The two sides have come to an agree-")
        paper.add_page()
        paper.line_of("ment on all that there was to settle between them in this case today.")
        paper.line_of("It is good.")

    text = loaded(tmp_path, fill, running="The Daily Herald").text
    assert "have come to an agreement on all" in text


def test_ligatures_and_accents(tmp_path: Path) -> None:
    font = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
    if not font.exists():
        pytest.skip("no font with ligatures here")

    def fill(paper: Paper) -> None:
        paper.add_font("serif", "", str(font))
        paper.set_font("serif", size=11)
        paper.multi_cell(0, 6, "The e\ufb03cient o\ufb03ce of Müller in Łódź \ufb01led it.")

    assert loaded(tmp_path, fill).text == "The efficient office of Müller in Łódź filed it."


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows = [("Year", "Cases", "Won"), ("2019", "12", "4"), ("2020", "30 and more", "11")]

    def fill(paper: Paper) -> None:
        paper.paragraph(WORDS)
        paper.set_font("times", size=11)
        with paper.table(first_row_as_headings=False) as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        paper.ln(4)
        paper.paragraph(MORE)

    assert parts(loaded(tmp_path, fill)) == [WORDS, *map(" | ".join, rows), MORE]


def test_items_of_lists(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.paragraph(WORDS)
        for text in ("\x95 First, a fee is paid.", "\x95 Second, a term is set.", "1. It ends."):
            paper.line_of(text.replace("\x95", "-"))
        paper.ln(3)
        paper.paragraph(MORE)

    assert parts(loaded(tmp_path, fill)) == [
        WORDS,
        "- First, a fee is paid.",
        "- Second, a term is set.",
        "1. It ends.",
        MORE,
    ]


def test_a_heading_that_reads_as_prose_is_marked(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        paper.paragraph(WORDS)
        paper.title_line("Who pays for it?", 14)
        paper.paragraph(MORE)

    assert parts(loaded(tmp_path, fill)) == [WORDS, "# Who pays for it?", MORE]


def test_a_lead_in_larger_type_stays_prose(tmp_path: Path) -> None:
    lead = "The company pays the publishers from May."

    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        paper.title_line(lead, 13)
        paper.paragraph(WORDS)

    article = loaded(tmp_path, fill)
    assert parts(article) == [lead, WORDS]
    assert not is_heading(lead)


def test_notes_marks_go_and_powers_stay(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.set_font("times", size=11)
        paper.set_char_spacing(0)
        paper.write(6, "It was signed")
        paper.char_vpos = "SUP"
        paper.write(6, "12")
        paper.char_vpos = "LINE"
        paper.write(6, " over 40 km")
        paper.char_vpos = "SUP"
        paper.write(6, "2")
        paper.char_vpos = "LINE"
        paper.write(6, " of land, as 10")
        paper.char_vpos = "SUP"
        paper.write(6, "2")
        paper.char_vpos = "LINE"
        paper.write(6, " people know.")

    assert loaded(tmp_path, fill).text == "It was signed over 40 km² of land, as 10² people know."


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        top = paper.get_y()
        paper.set_font("times", size=32)
        paper.set_xy(15, top)
        paper.cell(9, 10, "T")
        paper.set_font("times", size=11)
        for number, line in enumerate(
            ["he publishers signed with the", "company, which pays a fee"]
        ):
            paper.set_xy(24, top + number * 5)
            paper.cell(100, 5, line)
        paper.set_xy(15, top + 10)
        paper.cell(100, 5, "for each article that it shows.")

    assert loaded(tmp_path, fill).text == (
        "The publishers signed with the company, which pays a fee for each article that it shows."
    )


def test_stamps_up_the_margin_are_left_out(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.paragraph(WORDS)
        paper.set_font("helvetica", size=30)
        with paper.rotation(45, 100, 150):
            paper.text(60, 150, "CONFIDENTIAL DRAFT")
        with paper.rotation(90, 8, 200):
            paper.text(8, 200, "arXiv:2001.00001")

    assert loaded(tmp_path, fill).text == WORDS


def test_a_sideways_page_is_read(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.set_font("times", size=11)
        with paper.rotation(90, 100, 150):
            paper.text(40, 150, "The publishers signed with the company on Monday.")

    assert loaded(tmp_path, fill).text == "The publishers signed with the company on Monday."


def test_what_a_browser_prints_around_a_page(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.set_font("times", size=8)
        paper.cell(0, 4, "12/3/20, 4:05 PM   A deal - The Herald", new_x="LMARGIN", new_y="NEXT")
        paper.ln(6)
        paper.paragraph(WORDS)
        paper.set_y(-28)
        paper.set_font("times", size=8)
        paper.cell(0, 4, "https://example.org/news/1   1/1")

    article = loaded(tmp_path, fill)
    assert (article.text, article.url, article.date) == (WORDS, "https://example.org/news/1", None)


def test_headers_of_left_and_right_pages_and_roman_numbers(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        for number in range(6):
            if number:
                paper.add_page()
            paper.set_font("helvetica", size=8)
            paper.cell(90, 5, "J. Doe" if number % 2 else "On copyright", align="L")
            paper.cell(90, 5, str(41 + number), align="R", new_x="LMARGIN", new_y="NEXT")
            paper.ln(5)
            paper.paragraph(f"{number * 'So '}this is text number {number}. {WORDS}")

    assert parts(loaded(tmp_path, fill)) == [
        f"{number * 'So '}this is text number {number}. {WORDS}" for number in range(6)
    ]


def test_a_line_of_the_text_that_recurs_at_the_same_place_stays(tmp_path: Path) -> None:
    lines = [f"it is line {number} of this same text" for number in range(25)]

    def fill(paper: Paper) -> None:
        for number in range(5):
            if number:
                paper.add_page()
            for line in lines:
                paper.line_of(line)

    text = loaded(tmp_path, fill, running="The Daily Herald").text
    assert all(text.count(line) == 5 for line in lines)
    assert "Herald" not in text


def test_a_number_alone_on_a_page_is_no_page_number(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.paragraph(WORDS)
        paper.line_of("2019")

    assert "2019" in loaded(tmp_path, fill).text


def test_properties_give_title_author_and_language(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.set_title("Copyright in cyberspace")
        paper.set_author("Jane Doe")
        paper.set_lang("de-AT")
        paper.title_line("COPYRIGHT IN CYBERSPACE")
        paper.paragraph(WORDS)

    article = loaded(tmp_path, fill)
    assert (article.title, article.author) == ("Copyright in cyberspace", "Jane Doe")
    assert (article.language, article.text) == ("de", WORDS)


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - deal.doc", "Some file", "untitled", "deal_final.indd", "", "Vorlage"],
)
def test_a_title_that_a_program_wrote_is_none(tmp_path: Path, title: str) -> None:
    def fill(paper: Paper) -> None:
        paper.set_title(title)
        paper.set_author("Microsoft Office User")
        paper.title_line("A deal over copyright")
        paper.paragraph(WORDS)

    article = loaded(tmp_path, fill)
    assert (article.title, article.author) == ("A deal over copyright", None)


def test_without_any_title_it_is_the_files_name(tmp_path: Path) -> None:
    assert loaded(tmp_path, lambda paper: paper.paragraph(WORDS)).title == "Some file"


def test_only_a_printed_date_is_the_articles(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        paper.line_of("By Jane Doe")
        paper.ln(3)
        paper.line_of("12 March 2020")
        paper.ln(3)
        paper.paragraph(WORDS)
        paper.line_of("Source: China Daily")

    article = loaded(tmp_path, fill)
    assert (article.date, article.source) == ("2020-03-12", "China Daily")
    assert (article.author, article.text) == ("Jane Doe", WORDS)
    assert loaded(tmp_path, lambda paper: paper.paragraph(WORDS)).date is None


def test_chinese(tmp_path: Path) -> None:
    lines = ["腾讯公司与出版社签署了版权协议，双方将在网络版", "权方面合作。新闻出版总署表示欢迎。"]
    content = b"BT /F 12 Tf 50 700 Td 16 TL " + b"".join(
        b"<%s> Tj T* " % line.encode("utf-16-be").hex().encode() for line in lines
    )
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName"
        b"/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200"
        b"/CapHeight 700/StemV 80>>>>]>>"
    )
    path = raw_pdf(tmp_path / "版权.pdf", page(content + b"ET", b"/Font<</F 5 0 R>>", font))
    article = load_pdf(path, "x")
    assert article.text == "".join(lines)
    assert article.title == "版权"


def encrypted(tmp_path: Path, user: str, method: EncryptionMethod) -> Path:
    def fill(paper: Paper) -> None:
        paper.set_encryption(
            owner_password="owner",
            user_password=user,
            encryption_method=method,
            permissions=AccessPermission.none(),
        )
        paper.paragraph(WORDS)

    return written(tmp_path, fill)


def test_a_password_is_asked_for_only_where_one_is_set(tmp_path: Path) -> None:
    assert "password" in reason(encrypted(tmp_path, "secret", EncryptionMethod.RC4))
    assert load_pdf(encrypted(tmp_path, "", EncryptionMethod.RC4), "x").text == WORDS


def test_pictures_of_pages_say_so(tmp_path: Path) -> None:
    image = stream(
        bytes(300),
        b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8",
    )
    content = b"q 600 0 0 800 0 0 cm /I Do Q"
    path = raw_pdf(tmp_path / "a.pdf", page(content, b"/XObject<</I 5 0 R>>", image))
    assert reason(path) == "it holds pictures of pages, not text: run OCR over it first"


def test_a_page_without_anything_says_so(tmp_path: Path) -> None:
    assert "no text" in reason(written(tmp_path, lambda paper: None))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(5000), b"no PDF"])
def test_what_is_no_pdf_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert "damaged" in reason(path)


def test_a_cut_off_or_altered_file_gives_text_or_a_reason(tmp_path: Path) -> None:
    raw = written(tmp_path, lambda paper: paper.paragraph(WORDS)).read_bytes()
    reasons: set[str] = set()
    chance = random.Random(7)
    path = tmp_path / "b.pdf"
    for _ in range(60):
        altered = bytearray(raw[: chance.randrange(100, len(raw))])
        for _ in range(chance.randrange(8)):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        path.write_bytes(altered)
        try:
            load_pdf(path, "x")
        except UnreadableFileError as error:
            reasons.add(error.reason)
    assert reasons
    assert not any("\n" in text for text in reasons)


def test_too_many_pages_and_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kids = b" ".join([b"3 0 R"] * (pdf_worker.MAX_PAGES + 1))
    objects = page(b"", b"")
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pdf_worker.MAX_PAGES + 1)
    path = raw_pdf(tmp_path / "a.pdf", objects)
    assert "2,000 pages" in reason(path)
    monkeypatch.setattr(pdf_loader, "MAX_BYTES", 100)
    assert "larger than" in reason(path)


def test_a_page_that_is_never_done_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    forms = [
        stream(
            b"/X%d Do " % (number + 1) * 10 if number < 8 else b"BT /F 12 Tf (Hi) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>"
            b"/XObject<</X%d %d 0 R>>>>" % (number + 1, 7 + number),
        )
        for number in range(9)
    ]
    resources = b"/Font<</F 5 0 R>>/XObject<</X0 6 0 R>>"
    path = raw_pdf(tmp_path / "a.pdf", page(b"/X0 Do", resources, font, *forms))
    with pytest.raises(pdf_worker.PdfError, match="could not be read"):
        pdf_worker.read_pdf(path, 1.0)
    assert load_pdf(written(tmp_path, lambda paper: paper.paragraph(WORDS)), "x").text == WORDS


def test_a_file_that_is_not_there_can_not_be_opened(tmp_path: Path) -> None:
    assert "can't be opened" in reason(tmp_path / "none.pdf")


def test_every_block_of_a_pdf_is_one_of_the_splitter(tmp_path: Path) -> None:
    def fill(paper: Paper) -> None:
        paper.title_line("A deal over copyright")
        paper.paragraph(WORDS)
        paper.paragraph(MORE)

    article = loaded(tmp_path, fill)
    spans = blocks(article.text)
    assert [article.text[span.start : span.end] for span in spans] == parts(article)
