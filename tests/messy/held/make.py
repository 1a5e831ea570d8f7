"""Makes the PDF, DOCX and EPUB files of this half: ``cd tests; python -m messy.held.make``."""

from __future__ import annotations

from pathlib import Path

from docx import Document as Word

from messy.makers import (
    Document,
    Pages,
    h,
    item,
    noise,
    p,
    paragraphs,
    plain,
    write_epub,
    write_expected,
    write_word,
    xhtml,
)

HALF = Path(__file__).parent

RUNNING = Document(
    title="Clock Tower Chimes Lose Their Protection",
    date="2016-03-21",
    source=[None, "The Patent Almanac"],
    author="Cornelius Webb",
    language=[None, "en"],
    blocks=[
        p(
            "The sixteen notes that ring every quarter of an hour from the clock tower of "
            "Brackwater are no longer protected as a registered trademark.",
            "The Intellectual Property Office struck the registration, No. 2,417,663, from the "
            "register on Monday after an application by a manufacturer of doorbells.",
            "The corporation of Brackwater had held the registration since 1997 and had licensed "
            "the melody to, among others, a producer of biscuits and the local football club.",
        ),
        p(
            "The manufacturer, Dingley & Marsh Ltd., sells about 1.2 million doorbells a year, of "
            "which a quarter play the melody.",
            "It argued that the corporation had not used the notes as a sign for goods or services "
            "but only to tell the time.",
            "The examiner, Dr. Philippa Stroud, agreed.",
            '"A clock that strikes the hour informs the public," she wrote.',
            '"It does not advertise the hour.',
            'Nobody who hears it thinks of biscuits."',
        ),
        p(
            "The corporation pointed to photographs of visitors who hold up their telephones at "
            "noon, and to a survey in which 64 percent of the respondents recognised the melody.",
            "The examiner found the survey carefully conducted but beside the point, because the "
            "respondents had been asked in the square beneath the tower, where recognition is "
            "hardly surprising.",
        ),
        h("Consequences for other towers"),
        p(
            "Lawyers expect that other registrations will follow.",
            "Eleven municipalities in England, four in Scotland and some in the U.S. have "
            "registered chimes, most of them during the nineteen-nineties, when the Office was "
            "more generous.",
            "The association of bell foundries welcomed the decision, since its members had been "
            "paying royalties for melodies that their own predecessors composed.",
        ),
        p(
            "Composers are less pleased.",
            "The melody of Brackwater was written in 1958 by the organist Harold Penhaligon, whose "
            "copyright has not expired.",
            "His granddaughter, Ms. Judith Penhaligon, announced that she would now license it "
            "herself, beginning with the doorbells.",
            "Negotiations were described as cordial.",
        ),
        p("The clock, for its part, continues to strike."),
    ],
    more_noise=[
        "The Patent Almanac - Spring issue",
        "C. Webb: Chimes without protection",
        "Printed on recycled paper",
    ],
)


def running() -> None:
    pages = Pages(
        ("{n}     The Patent Almanac - Spring issue", "C. Webb: Chimes without protection     {n}"),
        "- {n} -                         Printed on recycled paper",
        57,
        height=120,
    )
    pages.begin()
    pages.gap(20)
    pages.put(RUNNING.title, size=15, style="B")
    pages.gap()
    pages.put("by Cornelius Webb, 21 March 2016", style="I")
    pages.gap(30)
    for block in RUNNING.blocks:
        for line in pages.lines(block.text, 58, hyphenate=block.kind == "p"):
            if pages.room() < 4:
                pages.begin()
            pages.put(line, 45, style="B" if block.kind == "h" else "")
        pages.gap(1)
    pages.write_to(HALF / "files" / "chimes-running-header.pdf")
    write_expected(HALF, "chimes-running-header.pdf", RUNNING)


REPORT = Document(
    title="Licensing Weather Data: A Report on Three Harbours",
    date="2020-11-05",
    source=[None, "Institute for Open Coasts"],
    author=[None, "Mireille Santoro and Keir Dunbar", "Mireille Santoro, Keir Dunbar"],
    language=[None, "en"],
    blocks=[
        h("1 Summary"),
        p(
            "Three harbours sell the weather that they measure, and this report asks who buys it.",
            "Between 2015 and 2019 the harbours of Ostend, Bergen and Cork earned 2.7 million "
            "euros from wind and wave data.",
            "More than half of that came from four customers.",
        ),
        p(
            "We conclude that the data should be free.",
            "The cost of selling them was 1.9 million euros, mostly for lawyers.",
        ),
        h("2 Rights"),
        p(
            "A single reading of the wind, e.g. 14.2 knots at 6 a.m., is protected by no right.",
            "A collection of readings may be, where somebody invested in obtaining them.",
            "The Court of Justice drew that line in 2004, in a case about fixtures of football and "
            "races.",
            "All of the harbours believe that they stand on the safe side of the line.",
            "None has ever gone to court to find out.",
        ),
        p(
            'Bergen licenses its data under a contract of two pages; Cork, "to be quite safe", as '
            "its counsel Mr. D. O'Shea put it, under one of 31.",
            "The U.S. company Galewise Inc. told us that it signed without reading.",
            '"We just wanted the wind," it wrote.',
            '"We got the wind.',
            'We also got clause 27."',
        ),
        h("3 Recommendations"),
        p("We recommend three things to harbours:"),
        item("to publish readings within ten minutes,"),
        item("to ask for a mention of the source and nothing else, and"),
        item("to keep clause 27 out of all contracts."),
        p(
            "A trial began in Ostend in June.",
            "By October, 1,360 users had fetched data, against 22 before.",
            "The harbour has not missed the money.",
        ),
    ],
    more_noise=[
        "....................",
        "This page is intentionally left blank",
        "Institute for Open Coasts - Working Paper 14",
    ],
)


def report() -> None:
    pages = Pages((), "")
    pages.set_title("Microsoft Word - harbours_final_v7.docx")
    pages.begin()
    pages.gap(40)
    pages.put("Institute for Open Coasts", size=11)
    pages.gap(10)
    pages.put("Licensing Weather Data:", size=18, style="B")
    pages.put("A Report on Three Harbours", size=18, style="B")
    pages.gap(10)
    pages.put("Mireille Santoro and Keir Dunbar", size=11)
    pages.put("5 November 2020", size=11)
    pages.begin()
    pages.put("Contents", size=12, style="B")
    pages.put("1 Summary ........................................ 3")
    pages.put("2 Rights ......................................... 3")
    pages.put("3 Recommendations ................................ 4")
    pages.gap(60)
    pages.put("This page is intentionally left blank", style="I")
    pages.foot = "Institute for Open Coasts - Working Paper 14                              {n}"
    pages.begin()
    for block in REPORT.blocks:
        bold = "B" if block.kind == "h" else ""
        mark = "- " if block.kind == "item" else ""
        if block.kind == "h" and block.text.startswith("3"):
            pages.begin()
        for line in pages.lines(mark + block.text, 108):
            if pages.room() < 5:
                pages.begin()
            pages.put(line, size=12 if bold else 9, style=bold)
        pages.gap()
    pages.write_to(HALF / "files" / "harbours-title-page.pdf")
    write_expected(HALF, "harbours-title-page.pdf", REPORT)


PASTED = Document(
    title="Umbrella Maker Sues Over a Handle Shaped Like a Heron",
    date="2023-01-19",
    source=[None, "Rain Trade Review"],
    author=[None, "Ottilie Brandvold"],
    language=[None, "en"],
    blocks=[
        noise("Rain Trade Review | Shop | Archive | My basket (0)"),
        noise("You are here: Home > Disputes > Designs"),
        plain("Umbrella Maker Sues Over a Handle Shaped Like a Heron"),
        plain("Ottilie Brandvold | January 19, 2023"),
        p(
            "The umbrella maker Regnbue A/S has sued a department store in Aarhus over a handle in "
            "the shape of a heron.",
            "The heron is Community design No. 008811220-0005 and has been on the market since "
            "2020.",
            "The store’s handle, it says, is “the same bird on the same leg”.",
        ),
        noise("READ NEXT: Raincoat recall widens to twelve countries"),
        p(
            "The store, Torvet Inc. — an American company despite its name — replies that its bird "
            "is a stork.",
            "Its lawyer brought both birds to the hearing, stuffed.",
            "“The beak of a stork is straight,” explained the curator, Dr. P. M. Lassen.",
            "“So is a heron’s.",
            "It depends on where you stand.”",
        ),
        p(
            "Regnbue sells 85,000 umbrellas a year at 499 kroner, 1.2 percent of them with the "
            "heron.",
            "It wants 2 million kroner and the store’s stock of 640 umbrellas.",
            "The customers, according to a survey, believe the bird to be a flamingo.",
        ),
        h("Rain or shine"),
        p(
            "The court will rule on 2 March.",
            "The store went on selling the umbrella on Thursday; it rained.",
        ),
        noise("Scan the QR code to shop this look"),
        noise("Accept cookies to see 41 comments"),
        noise("Subscribe and save 15 % on your first order"),
    ],
    more_noise=[
        "Bestsellers this week",
        "Folding umbrellas under 300 kroner",
        "Care guide for oiled cotton",
    ],
)


def pasted() -> None:
    word = Word()
    word.core_properties.title = ""
    word.core_properties.author = ""
    grid = word.add_table(rows=1, cols=2)
    side, main = grid.rows[0].cells
    side.text = PASTED.more_noise[0]
    for text in PASTED.more_noise[1:]:
        side.add_paragraph(text)
    for number, block in enumerate(PASTED.blocks):
        style = "Heading 2" if block.kind == "h" else None
        if block.text == PASTED.title:
            style = "Heading 1"
        paragraph = main.paragraphs[0] if number == 0 else main.add_paragraph()
        paragraph.style = style
        paragraph.add_run(block.text)
    write_word(HALF / "files" / "heron-pasted.docx", word)
    write_expected(HALF, "heron-pasted.docx", PASTED)


CHAPTER = Document(
    title="Wem gehört der Fahrplan?",
    date="2018",
    source="Verlag Gleisdreieck",
    author="Roland Iversen",
    language="de",
    blocks=[
        p(
            "Ein Fahrplan ist eine Liste von Zeiten, und an Zeiten gibt es kein Eigentum.",
            "Trotzdem streiten seit 2009 drei Verlage darüber, wer den Fahrplan der Inselbahn "
            "drucken darf.",
            "Es geht um rund 1,4 Mio. Hefte im Jahr.",
        ),
        p(
            "Die Inselbahn AG stellt den Plan jeden Herbst neu auf.",
            "Ihr Planer, Dipl.-Ing. Uwe Harmsen, braucht dafür sechs Wochen, ein Lineal und, wie "
            "er sagt, „sehr viel Tee“.",
            "Das Landgericht Aurich sah darin eine wesentliche Investition im Sinne von "
            "§ 87a UrhG.",
        ),
        h("Der Anschluss in Norden"),
        p(
            "„Der Plan ist ein Versprechen“, sagt Harmsen.",
            "„Wer ihn abdruckt, gibt mein Versprechen weiter.",
            "Dann soll er bitte auch die Fähre abwarten.“",
        ),
        p(
            "Die Berufung blieb ohne Erfolg (Urteil vom 5. März 2017, Az. 13 U 88/16).",
            "Zwei Verlage zahlen nun 0,8 Cent je Heft.",
            "Der dritte, die Kurs & Buch Inc. mit Sitz in den USA, druckt keine Fahrpläne mehr, "
            "sondern Kalender.",
        ),
        p("Die Züge fahren pünktlich."),
    ],
    more_noise=[
        "ISBN 978-0-000000-00-0",
        "Alle Rechte vorbehalten.",
        "Zurück zum Text",
        "Inhaltsverzeichnis dieses Hefts",
    ],
)


def chapter() -> None:
    package = f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">urn:isbn:9780000000000</dc:identifier>
<dc:title>{CHAPTER.title}</dc:title>
<dc:creator opf:role="aut">{CHAPTER.author}</dc:creator>
<dc:publisher>{CHAPTER.source}</dc:publisher>
<dc:date opf:event="publication">2018</dc:date><dc:language>de</dc:language>
</metadata>
<manifest>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="page" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="toc" href="inhalt.xhtml" media-type="application/xhtml+xml"/>
<item id="text" href="text%201.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine toc="ncx"><itemref idref="page"/><itemref idref="toc"/><itemref idref="text"/></spine>
<guide><reference type="toc" title="Inhalt" href="inhalt.xhtml"/>
<reference type="copyright-page" title="Impressum" href="title.xhtml"/></guide>
</package>"""
    ncx = """<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>
<docTitle><text>Wem gehört der Fahrplan?</text></docTitle>
<navMap><navPoint id="a" playOrder="1"><navLabel><text>Text</text></navLabel>
<content src="text%201.xhtml"/></navPoint></navMap></ncx>"""
    front = (
        "<p>Wem gehört der Fahrplan?</p><p>Roland Iversen</p>"
        "<p>ISBN 978-0-000000-00-0</p><p>Alle Rechte vorbehalten.</p>"
    )
    toc = (
        "<h2>Inhaltsverzeichnis dieses Hefts</h2>"
        '<p><a href="text%201.xhtml">Wem gehört der Fahrplan?</a></p>'
    )
    body = paragraphs(CHAPTER.blocks).replace(
        "UrhG.</p>", 'UrhG.<a href="#n1" id="r1"><sup>1</sup></a></p>'
    )
    note = '<hr/><p id="n1"><a href="#r1">Zurück zum Text</a></p>'
    write_epub(
        HALF / "files" / "fahrplan.epub",
        package,
        {
            "toc.ncx": ncx,
            "title.xhtml": xhtml("Titel", front),
            "inhalt.xhtml": xhtml("Inhalt", toc),
            "text 1.xhtml": xhtml("Text", f"<h1>{CHAPTER.title}</h1>\n{body}\n{note}"),
        },
    )
    write_expected(HALF, "fahrplan.epub", CHAPTER)


if __name__ == "__main__":
    running()
    report()
    pasted()
    chapter()
