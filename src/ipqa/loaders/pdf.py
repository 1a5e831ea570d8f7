"""PDF: paragraphs in reading order, without what is printed on every page.

PDFium reads the files. pypdf was tried beside it, on pages made for it: both read one column, two
columns and umlauts; only PDFium resolves ligatures ("efficient", not "ef" and one more letter),
tells a hyphen at a line's end from another, and says where each letter stands and how large it is,
which columns, tables, headings and page numbers are told by. It has read hostile files in a browser
for years, and runs here in a process of its own.
"""

from __future__ import annotations

from pathlib import Path

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.bylines import take_byline
from ipqa.loaders.language import language_tag
from ipqa.loaders.pdf_blocks import LARGER, Block, make_blocks, with_drop_caps
from ipqa.loaders.pdf_layout import ordered
from ipqa.loaders.pdf_running import printed_from, without_running
from ipqa.loaders.pdf_worker import PdfError, read_pdf
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.properties import same_words, stated_author, stated_title
from ipqa.loaders.prose import is_prose
from ipqa.loaders.text import normalise, one_line
from ipqa.loaders.webmeta import without_site

MAX_BYTES = 100_000_000
"""A larger PDF is a scan or a collection rather than an article; it is skipped with a reason."""
_SCANNED = "it holds pictures of pages, not text: run OCR over it first"
_NO_LETTERS = "its fonts don't say which letters they show: run OCR over it first"
_UNKNOWN_SHARE = 0.2


def load_pdf(path: Path, article_id: str) -> Article:
    """The article in a PDF.

    The title is the one in its properties, if a person wrote it there, else the largest type on the
    first page, else the file's name. The date is one that is printed on a line of its own; that of
    the file's making is not the article's. Raises ``UnreadableFileError`` where a password is
    needed, where it is damaged, too large, or holds only pictures of pages.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    try:
        found = read_pdf(path)
    except PdfError as error:
        raise UnreadableFileError(path, str(error)) from error
    about, pages = found.about, found.pages
    texts = "".join(run.text for page in pages for run in page.runs)
    if texts and sum(map(_is_unknown, texts)) > len(texts) * _UNKNOWN_SHARE:
        raise UnreadableFileError(path, _NO_LETTERS)
    runs, left_out = without_running([page.runs for page in pages])
    blocks = make_blocks([ordered(with_drop_caps(page)) for page in runs])
    if not blocks:
        pictured = any(page.pictures for page in pages)
        raise UnreadableFileError(path, _SCANNED if pictured else "there is no text in it")
    return _article(path, article_id, about, blocks, printed_from(left_out))


def _article(
    path: Path, article_id: str, about: dict[str, str], blocks: list[Block], url: str | None
) -> Article:
    first_page = " ".join(block.text for block in blocks if block.page == 0)
    headline = _headline(blocks)
    printed = " ".join(block.text.removeprefix("# ") for block in headline)
    title = stated_title(about["title"], path, first_page) or one_line(printed)
    title = without_site(title, [printed, *(block.text for block in blocks[:8])]) or title
    site = _site(stated_title(about["title"], path, first_page) or "", title)
    if site:
        blocks = [block for block in blocks if not _names_site(block, site)]
    if same_words(title, printed) and not printed.endswith((".", "。")):
        blocks = [block for block in blocks if block not in headline]
    text = "\n\n".join(block.text for block in blocks)
    byline, lines = take_byline(strip_boilerplate(text.split("\n")))
    return Article(
        id=article_id,
        title=title or title_from_name(path),
        text=normalise("\n".join(lines)),
        source=byline.source,
        date=byline.date,
        language=language_tag(about["language"]),
        url=url,
        path=str(path),
        author=byline.author or stated_author(about["author"]),
    )


def _headline(blocks: list[Block]) -> list[Block]:
    """The blocks in the largest type of the first page, if it is larger than the rest of it."""
    first = [block for block in blocks if block.page == 0 and not block.cells]
    if not first:
        return []
    largest = max(block.size for block in first)
    found = [block for block in first if block.size > largest / 1.05]
    text = " ".join(block.text for block in found)
    others = [block.size for block in first if block not in found]
    if not others or largest < max(others) * LARGER or len(text) > 250 or len(text) < 4:
        return []
    return found


def _site(stated: str, title: str) -> str:
    """The name of a site that a browser put before or behind a title, in small letters."""
    if not title or title == stated or title not in stated:
        return ""
    return stated.replace(title, "").strip(" |–—·•»:-｜_").casefold()


def _names_site(block: Block, site: str) -> bool:
    """Whether a block is only the name of the site, or that and what it says of itself."""
    rest = one_line(block.text.removeprefix("# ")).casefold()
    if not rest.startswith(site) or is_prose(block.text) or len(rest) > len(site) + 80:
        return False
    rest = rest[len(site) :]
    return not rest or rest.lstrip()[:1] in tuple("-–—|·:•")


def _is_unknown(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < "\x02"
