"""Saved web pages: the whole article, and nothing of the page around it."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders import load_articles
from ipqa.loaders.html import load_html
from ipqa.sentences import blocks, is_heading

STAYS = [
    "The port reopened on Thursday.",
    "The port of Lisbon reopened on Thursday after a storm, the authority said.",
    "“No ship was lost,” said João Silva.",
    "Repairs cost 1.2 million euros. See the earlier report for details.",
    "- Pier 1 opens in May.",
    "- Pier 2 opens in June.",
    "Pier | Cost",
    "2 | 0.4 million",
    "Yes.",
    "The ministry wants to change how websites ask for cookies.",
    "The minister will visit the port next week.",
]
GOES = [
    "Home",
    "uses cookies to improve",
    "opt out",
    "Accept all",
    "Facebook",
    "Related",
    "Storm hits Porto",
    "Ferry prices",
    "best beaches",
    "Rui Costa",
    "Tags",
    "Comments",
    "Peter says",
    "rights reserved",
    "QR code",
    "Source:",
    "Ana Lopes",
    "hidden",
    "var x",
]
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Port of Lisbon reopens after storm - Harbour Daily</title>
<meta property="og:title" content="Port of Lisbon reopens after storm | Harbour Daily">
<meta property="og:site_name" content="Harbour Daily"><meta name="author" content="Ana Lopes">
<meta property="article:published_time" content="2021-03-04T08:00:00+00:00">
<link rel="canonical" href="https://harbour.example/lisbon">
<script>var x = "The script is no text at all.";</script></head><body class="has-sidebar">
<div id="cookie-banner"><p>This website uses cookies to improve your experience. You can opt out
at any time.</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<main><article><h1>Port of Lisbon reopens after storm</h1>
<p class="byline">By Ana Lopes | 4 March 2021</p>
<p class="standfirst">The port reopened on Thursday.</p>
<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
<p>The port of Lisbon reopened on Thursday
after a storm, the authority said.</p>
<p>“No ship was lost,” said Jo&atilde;o Silva.</p>
<h2>What comes next?</h2>
<p>Repairs cost 1.2 million euros. See <a href="/x">the earlier report</a> for details.</p>
<ul><li>Pier 1 opens in May.</li><li><p>Pier 2 opens in <a href="/p2">June</a>.</p></li></ul>
<table><tr><th>Pier</th><th>Cost</th></tr><tr><td>1</td><td>0.8 million</td></tr>
<tr><td>2</td><td>0.4 million</td></tr></table>
<figure><img src="x.jpg" alt="x"><figcaption>Photo: Rui Costa</figcaption></figure>
<p>Yes.</p><p style="display:none">The hidden sentence is not seen by anybody.</p>
<aside class="related"><h3>Related articles</h3><ul>
<li><a href="/a">Storm hits Porto and the coast around it</a></li>
<li><a href="/b">Ferry prices rise</a></li></ul></aside>
<p>READ MORE: <a href="/c">Ten best beaches of Portugal</a></p>
<p>The ministry wants to change how websites ask for cookies.</p>
<p>The minister will visit the port next week.</p>
<p>Tags: <a>storm</a>, <a>port</a></p>
<div id="comments"><h3>3 Comments</h3><p>Peter says this is a fine article, and he liked it.</p>
</div></article></main>
<footer><p>© 2021 Harbour Daily. All rights reserved.</p><p>Scan the QR code to follow us.</p>
</footer></body></html>"""
OLD_PAGE = """<html><head><title>CCTV.com</title></head><body bgcolor=white>
<table width=100%><tr><td colspan=2><a href=/>Home</a> | <a href=/n>News</a></td></tr>
<tr><td width=150><a href=1>Top News</a><br><a href=2>Archives</a><br><a href=3>Links</a></td>
<td><font size=5><b>China holds copyright meeting</b></font><br>04-27-2016 05:58 BJT<br><br>
China has been making a big push for innovation. April 26th is World IP Day.<br><br>
More than 200 officials joined the event.<br><br>Follow us on<br>
Please scan the QR Code to follow us on Wechat<br><br>Source: China Daily</td></tr>
<tr><td colspan=2>Copyright 2016 CCTV. All rights reserved.</td></tr></table></body></html>"""
SENTENCE = "The company said on Tuesday that it had signed an agreement."


def loaded(folder: Path, page: str | bytes, name: str = "page.html") -> Article:
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return next(load_articles(path, name))


def body(*paragraphs: str, head: str = "", lang: str = "") -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html {lang}><head>{head}</head><body>{inner}</body></html>"


def test_the_whole_article_stays(tmp_path: Path) -> None:
    text = loaded(tmp_path, PAGE).text
    assert [part for part in STAYS if part not in text] == []


def test_nothing_around_the_article_stays(tmp_path: Path) -> None:
    text = loaded(tmp_path, PAGE).text
    assert [part for part in GOES if part in text] == []


def test_the_parts_are_in_order_and_headings_are_headings(tmp_path: Path) -> None:
    text = loaded(tmp_path, PAGE).text
    places = [text.index(part) for part in STAYS]
    assert places == sorted(places)
    found = [text[block.start : block.end] for block in blocks(text)]
    assert [block for block in found if is_heading(block)] == ["# What comes next?"]


def test_the_head_describes_the_article(tmp_path: Path) -> None:
    article = loaded(tmp_path, PAGE)
    assert article.title == "Port of Lisbon reopens after storm"
    assert (article.source, article.author) == ("Harbour Daily", "Ana Lopes")
    assert (article.date, article.language) == ("2021-03-04", "en")
    assert article.url == "https://harbour.example/lisbon"


def test_an_old_page_of_tables_and_line_breaks(tmp_path: Path) -> None:
    article = loaded(tmp_path, OLD_PAGE)
    assert article.text == (
        "China has been making a big push for innovation. April 26th is World IP Day.\n\n"
        "More than 200 officials joined the event."
    )
    assert (article.source, article.date) == ("China Daily", "2016-04-27")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_gives_the_same_article(encoding: str, tmp_path: Path) -> None:
    expected = loaded(tmp_path, PAGE).text
    raw = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode(encoding)
    assert loaded(tmp_path, raw).text == expected


def test_a_chinese_page_in_its_declared_encoding(tmp_path: Path) -> None:
    page = (
        '<html><head><meta charset="gb2312"><title>腾讯签署备忘录_新闻_某网</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/n">新闻</a></div><div class="content">'
        "<h1>腾讯签署备忘录</h1><div><span>2016年8月23日</span> <span>来源：新华社</span></div>"
        "<p>　　腾讯公司周二签署了谅解备忘录。双方将共同打击侵权。</p>"
        "<p>“这是一个里程碑。”张先生说。</p><p>扫描二维码关注我们</p><p>责任编辑：张三</p></div>"
        "<div>相关阅读</div><ul><li><a href=1>某某新闻标题一二三四五</a></li>"
        "<li><a href=2>另一条新闻标题</a></li></ul></body></html>"
    )
    article = loaded(tmp_path, page.encode("gb18030"))
    assert article.title == "腾讯签署备忘录"
    assert article.text == (
        "腾讯公司周二签署了谅解备忘录。双方将共同打击侵权。\n\n“这是一个里程碑。”张先生说。"
    )
    assert (article.source, article.date, article.language) == ("新华社", "2016-08-23", "zh")


def test_a_page_in_a_text_file_and_a_text_in_a_page_file(tmp_path: Path) -> None:
    page = f"<!-- saved -->\n<html><body><p>{SENTENCE}</p><p>It is new.</p></body></html>"
    assert loaded(tmp_path, page, "a.txt").text == f"{SENTENCE}\n\nIt is new."
    assert loaded(tmp_path, page, "a.pdf").text == f"{SENTENCE}\n\nIt is new."
    assert loaded(tmp_path, f"{SENTENCE}\n\nIt is new.").text == f"{SENTENCE}\n\nIt is new."


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="date" content="2016-08">', "2016-08"),
        ('<meta name="DC.date.issued" content="2016">', "2016"),
        ('<meta itemprop="datePublished" content="August 23, 2016">', "2016-08-23"),
        ('<meta name="pubdate" content="20160823">', "2016-08-23"),
        ('<meta name="date" content="last summer">', None),
        ('<meta property="article:modified_time" content="2016-08-23">', None),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},'
            '{"@type": ["NewsArticle"], "datePublished": "2016-08-23T01:00:00Z"}]}</script>',
            "2016-08-23",
        ),
        (
            '<script type="application/ld+json">{"@type": "ItemList", "itemListElement":'
            '[{"@type": "NewsArticle", "datePublished": "2016-08-23"}]}</script>',
            None,
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<script type="application/ld+json">' + "[" * 9000 + "</script>", None),
    ],
)
def test_a_date_is_what_the_page_states(head: str, date: str | None, tmp_path: Path) -> None:
    page = body(SENTENCE, "In 2014 there was another one.", head=head)
    assert loaded(tmp_path, page).date == date


@pytest.mark.parametrize(
    ("around", "date"),
    [
        ('<p><time datetime="2016-08-23T09:00">yesterday</time></p>', "2016-08-23"),
        ("<div>Published: 23 August 2016</div>", "2016-08-23"),
        ("<div>© 2016 Somebody</div>", None),
    ],
)
def test_a_visible_date_counts(around: str, date: str | None, tmp_path: Path) -> None:
    page = f"<html><body><h1>A title</h1>{around}<p>{SENTENCE}</p><p>{SENTENCE} Yes.</p></body>"
    assert loaded(tmp_path, page).date == date


def test_the_dates_of_other_articles_are_not_this_one_s(tmp_path: Path) -> None:
    others = "".join(
        f'<li><a href="/{n}">Another one</a> <time datetime="2015-01-0{n}">x</time></li>'
        for n in (1, 2, 3)
    )
    page = f"<html><body><aside><ul>{others}</ul></aside><p>{SENTENCE}</p></body></html>"
    assert loaded(tmp_path, page).date is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>A signing - The Paper</title>", "A signing - The Paper"),
        ('<title>A - B</title><meta property="og:title" content="A signing">', "A signing"),
        (
            "<title>A signing - The Paper</title>"
            '<meta property="og:site_name" content="The Paper">',
            "A signing",
        ),
        ("", "Page"),
    ],
)
def test_titles(head: str, title: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, body(SENTENCE, head=head)).title == title


def test_a_heading_of_the_page_is_its_title_without_the_site_s_name(tmp_path: Path) -> None:
    page = (
        "<html><head><title>A signing in London | The Paper</title></head><body>"
        f"<h1>A signing in London</h1><p>{SENTENCE}</p></body></html>"
    )
    article = loaded(tmp_path, page)
    assert (article.title, article.text) == ("A signing in London", SENTENCE)


def test_an_announced_list_of_links_is_text(tmp_path: Path) -> None:
    page = (
        f"<html><body><p>{SENTENCE}</p><p>The companies that signed it are these three:</p>"
        '<ul><li><a href="a">Alibaba</a></li><li><a href="t">Tencent</a></li></ul>'
        f"<p>{SENTENCE} It is new.</p></body></html>"
    )
    assert "- Alibaba\n\n- Tencent" in loaded(tmp_path, page).text


def test_a_page_that_a_word_processor_saved(tmp_path: Path) -> None:
    page = (
        '<html xmlns:o="urn:x"><head><meta http-equiv=Content-Type content="text/html; '
        'charset=windows-1252"><title>Report</title></head><body lang=EN-GB><div>'
        "<p class=MsoNormal>Caf\xe9s sold 1.2 million in 2019, up from<span>  </span>1.1 million."
        "<o:p>&nbsp;</o:p></p><p class=MsoListParagraph><![if !supportLists]><span>\xb7</span>"
        "<![endif]>First point of the list.<o:p></o:p></p></div></body></html>"
    )
    article = loaded(tmp_path, page.encode("cp1252"))
    assert article.text == (
        "Cafés sold 1.2 million in 2019, up from 1.1 million.\n\n- First point of the list."
    )
    assert article.language == "en"


def test_a_page_of_mere_divisions(tmp_path: Path) -> None:
    page = (
        "<html><body><div><a>World</a> <a>Business</a></div><div><h1>Mine reopens</h1>"
        "<div>March 3, 2020 5:00 PM</div><div>The mine reopened on Tuesday, its owner said.</div>"
        "<div>Output will rise.</div><div>Advertisement</div>"
        "<div><div>Read more</div><div><a>Copper hits a record as China buys</a></div></div>"
        "<div>The union won a raise of 4 percent.</div></div><div><h3>More from World</h3>"
        "<a><h4>Floods hit Peru</h4><p>Heavy rains in Peru have left many homeless.</p></a></div>"
        "<div>We use cookies. You can manage your preferences.</div><div>© 2020 Planet</div>"
        "</body></html>"
    )
    article = loaded(tmp_path, page)
    assert article.text == (
        "The mine reopened on Tuesday, its owner said.\n\nOutput will rise.\n\n"
        "The union won a raise of 4 percent."
    )
    assert (article.title, article.date) == ("Mine reopens", "2020-03-03")


def test_a_paragraph_that_a_page_repeats_stands_once(tmp_path: Path) -> None:
    page = body(SENTENCE, "It is new.", SENTENCE)
    assert loaded(tmp_path, page).text == f"{SENTENCE}\n\nIt is new."


def test_a_form_or_a_bad_name_around_all_of_a_page_does_no_harm(tmp_path: Path) -> None:
    page = f'<html><body><form class="sidebar"><p>{SENTENCE}</p><p>It is new.</p></form></body>'
    assert loaded(tmp_path, page).text == f"{SENTENCE}\n\nIt is new."


def test_line_breaks_and_spans_part_no_sentence(tmp_path: Path) -> None:
    page = "<html><body><div>The <b>com</b>pany<br>said <i>it</i> had<span> signed</span>.</div>"
    assert " ".join(loaded(tmp_path, page).text.split()) == "The company said it had signed."


def test_pictures_inside_a_page_do_not_count_as_size(tmp_path: Path) -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 21_000_000}'>"
    assert loaded(tmp_path, f"<html><body>{picture}<p>{SENTENCE}</p></body>").text == SENTENCE


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "no article text"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text"),
        ("<html>" + "<div>" * 50_000, "nested too deep"),
        (f"<html><p>{SENTENCE * 400_000}", "larger than 20 MB"),
        (b"<html><body>a\x00b", "binary"),
        (b"", "empty"),
    ],
)
def test_what_is_no_article_is_told(page: str | bytes, reason: str, tmp_path: Path) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        loaded(tmp_path, page)
    assert "\n" not in str(caught.value)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page",
    [
        "<div class='nav share'>" * 1000 + SENTENCE,
        "<table><tr><td>" * 500 + SENTENCE,
        f"<p>{SENTENCE}" + "<b>" * 1500,
        f"<p>{SENTENCE}" + "<" * 100_000,
        f"<p>{SENTENCE}" + "<!-- " * 50_000,
    ],
)
def test_broken_and_deep_pages_take_no_time(page: str, tmp_path: Path) -> None:
    started = time.process_time()
    assert SENTENCE in loaded(tmp_path, f"<html><body>{page}").text
    assert time.process_time() - started < 5


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("network"))
    page = (
        '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html><head><base href="http://e.org/">'
        '<link rel="stylesheet" href="http://example.org/x.css">'
        '<meta property="og:url" content="http://example.org/a"></head>'
        f'<body><img src="http://example.org/x.png"><p>{SENTENCE}</p></body></html>'
    )
    assert loaded(tmp_path, page).url == "http://example.org/a"


MHTML = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://harbour.example/lisbon\r
Subject: A signing\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----x"\r
\r
------x\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><title>A signing</title></head><body><p>The caf=C3=A9 said on Tuesday =\r
that it had signed.</p></body></html>\r
------x\r
Content-Type: image/png\r
\r
xxxx\r
------x--\r
"""


def test_a_page_that_a_browser_saved_in_one_file(tmp_path: Path) -> None:
    article = loaded(tmp_path, MHTML, "a.mhtml")
    assert article.text == "The café said on Tuesday that it had signed."
    assert (article.title, article.url) == ("A signing", "https://harbour.example/lisbon")
    assert loaded(tmp_path, MHTML, "a.html").text == article.text


def test_a_saved_page_without_a_page_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="save it again"):
        loaded(tmp_path, MHTML.replace("text/html; charset", "text/css; charset"), "a.mht")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        load_html(tmp_path / "gone.html", "a")


@pytest.mark.parametrize(
    "title", ["Harbour Online - Pilots Strike a Deal", "Pilots Strike a Deal | HO"]
)
def test_a_title_loses_the_name_of_its_site_where_the_page_says_it_without(
    title: str, tmp_path: Path
) -> None:
    text = "<p>The pilots of the harbour have signed an agreement with the town.</p>" * 2
    path = tmp_path / "a.html"
    path.write_text(f"<title>{title}</title><b>Pilots Strike a Deal</b><p>By Ann Doe</p>{text}")
    assert next(load_articles(path, "a")).title == "Pilots Strike a Deal"


def test_a_dash_of_the_title_itself_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    prose = "<p>The pilots of the harbour have signed an agreement with the town.</p>"
    path.write_text(f"<title>Pilots - A Deal at Last</title><b>Pilots</b>{prose}")
    assert next(load_articles(path, "a")).title == "Pilots - A Deal at Last"


def test_a_caption_stays_without_its_credit(tmp_path: Path) -> None:
    prose = "<p>The pilots of the harbour have signed an agreement with the town.</p>"
    caption = "The harbour and the town are seen from above. Photograph: Ole Brand"
    figure = f"<figure><figcaption>{caption}</figcaption></figure>"
    path = tmp_path / "a.html"
    path.write_text(
        f"<title>T</title><article>{prose}{figure}<p>It runs for three years.</p></article>"
    )
    text = next(load_articles(path, "a")).text
    assert "The harbour and the town are seen from above." in text
    assert "Ole Brand" not in text
