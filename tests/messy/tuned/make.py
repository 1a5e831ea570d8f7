"""Makes the PDF, DOCX and EPUB files of this half: ``cd tests; python -m messy.tuned.make``."""

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
    row,
    write_epub,
    write_expected,
    write_word,
    xhtml,
)

HALF = Path(__file__).parent

COLUMNS = Document(
    title="Two Universities Share the Patent on a Quiet Propeller",
    date="2016-09-12",
    source=[None, "Quarterly of Applied Rights"],
    author="Edda Rowntree",
    language=[None, "en"],
    blocks=[
        p(
            "The universities of Delft and Genoa have agreed to share U.S. Patent No. 5,551,020, "
            "which protects a propeller that makes no noise below 12 knots.",
            "Both had claimed it alone since 2011.",
            "Under the agreement each may license the propeller without asking the other, and "
            "fees are split 60 to 40 in favour of Delft.",
        ),
        p(
            "The propeller was developed in a joint project with a budget of 1.2 million euros.",
            "Two doctoral students, one from each side, kept the notebooks.",
            '"They wrote on the same page on the same day," said Prof. Dr. W. van Dalen.',
            '"The ink was different.',
            'The idea was not."',
        ),
        h("A market of quiet boats"),
        p(
            "Ferries, yachts and research vessels must become quieter, because the International "
            "Maritime Organization wants to spare whales.",
            "Some 4,300 ships a year are fitted with new propellers.",
            "Poseidonia Inc., of Portland, Maine, is the first licensee and pays 3.5 percent of "
            "the price of each propeller.",
            "It has ordered 200.",
        ),
        p(
            "The notebooks themselves go to a museum in Rotterdam.",
            "A copy of each page can be seen there on a screen, next to a menu of sounds: the old "
            "propeller, the new one, and a whale.",
            "Visitors tend to press the whale.",
        ),
        h("What is left open"),
        p(
            "The agreement says nothing about improvements.",
            "A student in Genoa has already found one, and his application was published in May "
            "as No. 102016000047.",
            "Whether it belongs to both universities, to one, or to him, will be settled by "
            "arbitration in Vienna.",
            "The students, now Dr. Conti and Dr. Maas, run a firm together.",
            "It makes bells.",
        ),
    ],
    more_noise=[
        "Quarterly of Applied Rights, Vol. 12, No. 3",
        "QAR 12 (2016)",
        "Downloaded by subscriber 40117",
    ],
)


def columns() -> None:
    pages = Pages(
        ("Quarterly of Applied Rights, Vol. 12, No. 3",),
        "QAR 12 (2016)                    Downloaded by subscriber 40117                    {n}",
        201,
        height=110,
    )
    pages.set_title(COLUMNS.title)
    pages.set_author(COLUMNS.author)
    pages.begin()
    pages.put(COLUMNS.title, size=13, style="B")
    pages.gap()
    pages.put("Edda Rowntree", style="I")
    pages.put("12 September 2016")
    pages.gap()
    top, column, left = pages.get_y(), 0, (16.0, 77.0)
    for block in COLUMNS.blocks:
        style = "B" if block.kind == "h" else ""
        for line in pages.lines(block.text, 54):
            if pages.room() < 5:
                if column == 1:
                    pages.begin()
                    top = pages.get_y()
                column = 1 - column
                pages.set_y(top)
            pages.put(line, left[column], style=style)
        pages.gap()
    pages.write_to(HALF / "files" / "propeller-columns.pdf")
    write_expected(HALF, "propeller-columns.pdf", COLUMNS)


PRINTED = Document(
    title="Lace Pattern From 1911 Is Free for All, Court Says",
    date="2022-05-03",
    source=[None, "Thread & Title"],
    author=[None, "Paula Grimsby"],
    language=[None, "en"],
    blocks=[
        noise("Thread & Title - Textile law for makers"),
        noise("Home Yarn Weaving Lace Classifieds Forum"),
        noise("Thread & Title uses cookies. OK, got it"),
        plain("Lace Pattern From 1911 Is Free for All, Court Says"),
        plain("Paula Grimsby"),
        plain("Published 3 May 2022"),
        noise("Share this pattern story: Facebook Pinterest E-mail"),
        p(
            "A lace pattern that a teacher in Honiton drew in 1911 is free for everyone to use, "
            "the High Court in London has decided.",
            "The publisher Bobbin & Co. Ltd. had claimed it since 1988 and collected about 1.4 "
            "million pounds in fees.",
            "It must now repay what it took after 2016.",
        ),
        p(
            "The teacher, Ada Mould, died in 1943, so that her copyright ended with the year 2013.",
            "Bobbin & Co. relied on a drawing of its own, made in 1987, which differs from hers in "
            "three leaves.",
            '"Three leaves do not make a forest," said Mrs. Justice Ormonde.',
            '"The forest was there before.',
            'Everyone may walk in it."',
        ),
        noise("ADVERTISEMENT - Half price on linen thread this week only"),
        p(
            "The case was brought by a knitting circle with eleven members.",
            "They had been told to pay 45 pounds for a tablecloth that they wanted to raffle.",
            "Their counsel, Mr. T. J. Abney, worked for cake.",
        ),
        p(
            "The judgment reaches far.",
            "A list in its annex names 212 patterns that the publisher sells under the same claim, "
            "among them No. 5, the well-known Otter Valley border.",
            "Museums in the U.S. and Belgium hold the originals of 40 of them.",
        ),
        p(
            "Bobbin & Co. said that it was reading the judgment.",
            "The raffle takes place on Saturday.",
        ),
        noise("Related patterns and posts"),
        noise("The sock that went to the Court of Justice"),
        noise("How to photograph a shawl for sale"),
        noise("Join 12,000 makers: subscribe to the Thread & Title letter"),
        noise("Copyright 2022 Thread & Title Media"),
    ],
    more_noise=["https://thread-and-title.example/lace-1911", "14/07/2022, 10:14"],
)


def printed() -> None:
    pages = Pages(
        ("14/07/2022, 10:14           Lace Pattern From 1911 Is Free for All - Thread & Title",),
        "https://thread-and-title.example/lace-1911                                   {n}/3",
        height=110,
    )
    pages.set_title("Lace Pattern From 1911 Is Free for All, Court Says - Thread & Title")
    pages.set_producer("Skia/PDF m103")
    pages.begin()
    for block in PRINTED.blocks:
        big = block.text == PRINTED.title
        for line in [block.text] if big else pages.lines(block.text, 112):
            if pages.room() < 5:
                pages.begin()
            pages.put(line, size=14 if big else 9, style="B" if big else "")
        pages.gap()
    pages.write_to(HALF / "files" / "lace-printed-page.pdf")
    write_expected(HALF, "lace-printed-page.pdf", PRINTED)


LETTER = Document(
    title="Map Guild Grants the First Licence for Hand-Drawn Coasts",
    date="2019-05-07",
    source="The Charter Bulletin",
    author="Rosalind Achterberg",
    language=[None, "en"],
    blocks=[
        plain("Map Guild Grants the First Licence for Hand-Drawn Coasts"),
        plain("By Rosalind Achterberg"),
        plain("Date: 7 May 2019"),
        noise("Share | Print | E-mail | Save as PDF"),
        p(
            "The Guild of Map Drawers in Leiden has licensed a hand-drawn coast for the first time "
            "in its history.",
            "The licensee, Atlas Games Inc. of Austin, Texas, pays $48,000 for the coast of "
            "Zeeland in the year 1640.",
            "The drawing took a member of the guild fourteen months.",
        ),
        p(
            "“A coast is not a fact,” said the guild’s master, Mr. Joost Veen.",
            "“The sea is a fact.",
            "The line is a decision, made ten thousand times.”",
        ),
        h("The terms"),
        p("The licence allows three uses:"),
        item("on screens of any size, for ten years;"),
        item("in print, in up to 250,000 copies;"),
        item("on clothing, except socks."),
        p(
            "The guild’s fees are public.",
            "They follow the length of the coast and the scale of the drawing, as the table shows.",
        ),
        row("Scale", "Fee per 100 km"),
        row("1 : 10,000", "$1,900"),
        row("1 : 50,000", "$640"),
        p(
            "Not all members agree.",
            "Some fear that a licensed coast will be copied by other studios, e.g. with a filter "
            "that shakes the line.",
            "The guild has hired Dr. Mirjam Stolk, who can tell a copied line by its errors, to "
            "look for such copies twice a year.",
            "She found 17 in the U.S. alone last spring.",
        ),
        p("The socks, by the way, were the drawer’s own wish."),
        plain("Source: The Charter Bulletin"),
        noise("Click here to unsubscribe from Charter Bulletin alerts"),
    ],
    more_noise=["The Charter Bulletin | Members' edition", "Confidential until delivered"],
)


def letter() -> None:
    word = Word()
    word.core_properties.title = LETTER.title
    word.core_properties.author = LETTER.author
    section = word.sections[0]
    section.header.paragraphs[0].text = "The Charter Bulletin | Members' edition"
    section.footer.paragraphs[0].text = "Confidential until delivered"
    styles = {"h": "Heading 2", "item": "List Bullet"}
    rows = [block.texts for block in LETTER.blocks if block.kind == "row"]
    for block in LETTER.blocks:
        if block.kind != "row":
            style = "Title" if block.text == LETTER.title else styles.get(block.kind)
            word.add_paragraph(block.text, style)
        elif block.texts == rows[0]:
            table = word.add_table(rows=len(rows), cols=2)
            for cells, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(cells.cells, texts, strict=True):
                    cell.text = text
    write_word(HALF / "files" / "map-guild.docx", word)
    write_expected(HALF, "map-guild.docx", LETTER)


ESSAY = Document(
    title="The Recipe in the Vault",
    date="2021-03-01",
    source="Pantry Papers",
    author="Simone Adeyemi",
    language="en",
    blocks=[
        p(
            "In a vault in Ljubljana lies the recipe of a biscuit, and for sixty years three "
            "people knew it.",
            "Now there are only two.",
            "The third, Mr. Anton Zajc, told it to a competitor, Keksfabrik Lind GmbH, for "
            "€90,000.",
        ),
        p(
            "A trade secret is protected only as long as it is kept.",
            "The law of 2019, which follows an E.U. directive, asks for “reasonable steps”.",
            "A vault is one, the court held, but a vault with a window is none.",
        ),
        h("The window"),
        p(
            "The window was a camera.",
            "It had been mounted above the mixing table in 2014, and its pictures could be seen "
            "by 112 employees.",
            "“We could all have known it,” said Vida Kos, who worked there for 1.5 years.",
            "“Nobody looked.",
            "It was a biscuit.”",
        ),
        p(
            "The cookie, as the U.S. importer Brightwell Foods Inc. calls it, is now made in two "
            "factories.",
            "No. 5 on the list of ingredients is a pinch of pepper.",
            "Connoisseurs say that the copy has too much of it.",
        ),
        p("The vault has been sold."),
    ],
    more_noise=["Table of Contents", "Cover image by Studio Ruta", "Start of the reading matter"],
)


def essay() -> None:
    package = f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000005</dc:identifier>
<dc:title>{ESSAY.title}</dc:title><dc:creator>{ESSAY.author}</dc:creator>
<dc:publisher>{ESSAY.source}</dc:publisher><dc:date>2021-03-01</dc:date>
<dc:language>en-GB</dc:language>
<meta property="dcterms:modified">2023-08-09T10:11:12Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="z-one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="a-two.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="cover" linear="no"/><itemref idref="nav"/>
<itemref idref="one"/><itemref idref="two"/></spine>
</package>"""
    nav = (
        '<nav epub:type="toc"><h1>Table of Contents</h1><ol>'
        '<li><a href="z-one.xhtml">The Recipe in the Vault</a></li>'
        '<li><a href="a-two.xhtml">The window</a></li></ol></nav>'
        '<nav epub:type="landmarks" hidden=""><ol><li>'
        '<a epub:type="bodymatter" href="z-one.xhtml">Start of the reading matter</a>'
        "</li></ol></nav>"
    )
    write_epub(
        HALF / "files" / "vault-recipe.epub",
        package,
        {
            "nav.xhtml": xhtml("Contents", nav),
            "cover.xhtml": xhtml("Cover", "<p>Cover image by Studio Ruta</p>"),
            "z-one.xhtml": xhtml(
                ESSAY.title, f"<h1>{ESSAY.title}</h1>\n{paragraphs(ESSAY.blocks[:2])}"
            ),
            "a-two.xhtml": xhtml("The window", paragraphs(ESSAY.blocks[2:])),
        },
    )
    write_expected(HALF, "vault-recipe.epub", ESSAY)


if __name__ == "__main__":
    columns()
    printed()
    letter()
    essay()
