"""Pairs of texts that are the same story, or are not; ``python tests/index/pairs.py`` tells which.

The stories are made up; the longer texts are the repository's own articles.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

HARBOUR = """The port of Skarholm reopened its northern quay on Monday after eleven weeks of
repairs.
Two cranes had collapsed in the February storm and blocked the basin, so that grain ships had to
wait at anchor or sail on to Ostrava. Harbour master Vera Lindqvist said the work had cost 4.2
million crowns, a third less than the council had set aside. Insurers will pay about half of it.
The first ship to berth was the Marit, with 9,000 tonnes of wheat for the mill at Holmby. Dockers
greeted her with a brass band. A second quay, which the storm damaged less, stays closed until
autumn, because divers found cracks in its piles."""
HARBOUR_LATER = """Skarholm's second quay will not open this autumn as planned, the harbour board
said
on Friday. New soundings show that forty of its piles must be replaced rather than mended, which
takes until the spring. Grain ships can go on using the northern quay, open again since June.
Vera Lindqvist, the harbour master, put the extra cost at 1.1 million crowns and blamed the
February storm. The mill at Holmby said that its deliveries of wheat were safe, since the basin is
clear. The council will vote on the money next month, and two members have said they want an
inquiry into who inspected the piles five years ago."""
MAP = """A tram map drawn in 1931 by Karel Brom has been sold at auction for 310,000 crowns, the
most ever paid for a printed map of Ostrava. The buyer, who wished to stay unnamed, bid by
telephone against the city museum. Brom drew the lines as straight bars in seven colours two years
before a similar map made London's underground famous, and historians have argued since whether
one knew of the other. Only three copies are known. The auction house found this one in the attic
of a school, rolled around a flagpole. The museum owns another, which it lends to Prague next
year."""
MAP_OTHER = """Who invented the modern transit map? A new exhibition in Prague sets Karel Brom's
sheet of 1931 beside the sketches that Harry Beck made for London in 1933. The curators have found
no letter that links the two men. They point instead to wiring diagrams, which both had studied.
Visitors can trace the seven coloured bars of the Ostrava trams with a finger on a wooden model.
The map on show belongs to the city museum; another copy went to a private bidder last month. The
exhibition is open daily until the end of March, and children get in free."""
FINE = """The Holmby court fined Acme Lamps 5,000 crowns for selling copies of a reading lamp that
Orla Finn designed in 1988. Judge Piet Maas wrote that the two lamps differ in nothing but the
screw beneath the base. Acme had argued that a bent arm is a matter of use and no work of art. The
company must also hand over what is left in its warehouse, some 1,400 lamps, and publish the
ruling in two newspapers. Finn said she would give the fine to a school of design. Acme has four
weeks to appeal, and its lawyer said that it would."""
FINE_OTHER = """An appeal court has upheld the verdict against Acme Lamps but lowered what it has to
pay. The copies of Orla Finn's reading lamp were copies, the three judges wrote, yet the firm had
stopped its sales as soon as she complained. They cut the fine to 2,000 crowns. The warehouse
stock will be given to hospitals rather than destroyed. A lawyer for Acme called the decision
bearable. Finn, who is 81, did not come to the hearing; her daughter read a statement in which
she thanked the court for taking so plain a thing as a lamp for a work."""
REPORT = """The weather office at Vik measured {rain} millimetres of rain in {month}, {more} than
the
mean of thirty years. The warmest day was the {day}, with {heat} degrees at the airport. Wind blew
mostly from the {wind}. In the valley {note}. For the coming month the office expects {next}.
Farmers of the district {farmers}. The reservoir above the town stands at {level} per cent."""
MAY = REPORT.format(
    rain=41, month="May", more="a little less", day="19th", heat=24, wind="west", level=88,
    note="night frost came twice and hurt the cherry blossom on the northern slopes",
    next="dry days and cool nights", farmers="have sown late and hope for a mild June",
)  # fmt: skip
JULY = REPORT.format(
    rain=122, month="July", more="far more", day="3rd", heat=31, wind="south", level=97,
    note="hail broke greenhouses worth two million crowns in a quarter of an hour",
    next="thunderstorms until the middle of it", farmers="fear for the barley, which lies flat",
)  # fmt: skip
SIGNED = """腾讯公司与中英贸易协会于8月23日在伦敦签署合作备忘录，
双方将共同打击微信平台上的侵权行为。
根据协议，微信将为品牌权利人设立专门通道，方便他们投诉售假账号。协会主席表示，
这是双方多年沟通的成果。
英国知识产权大臣出席了签字仪式，并称赞中国互联网企业在版权保护方面的努力。"""
SEIZED = """国家版权局通报，今年“剑网”行动共查处网络侵权案件五百余起，关闭侵权网站近三百家，
移送司法机关五十多件。
专项行动重点整治音乐、视频和云存储领域，各大音乐平台下架未经授权的作品二百二十多万首。
版权局负责人说，下一步将建立黑名单制度，并加强对应用商店的监管。"""
SEIZED_LATER = """为期四个月的“剑网”行动昨日收官。记者从发布会上获悉，
执法部门约谈了二十家网络文学企业，
要求它们在月底前清理盗版小说。一名出版人认为，正版阅读的收入因此翻了一番，
但搜索引擎里的盗版链接仍然很多。
主管部门称明年将把直播和短视频列为重点，并公布典型案例。"""


def same_pairs() -> dict[str, tuple[str, str]]:
    """The same story, as another source or another day prints it."""
    own = {path.stem: _body(path) for path in sorted(CORPUS.glob("*.md"))}
    pairs = {f"{name}, edited": (text, _edited(text)) for name, text in own.items()}
    for name, text in {"harbour": HARBOUR, "map": MAP, "fine": FINE}.items():
        pairs[f"{name}, edited"] = text, _edited(text)
        pairs[f"{name}, cut at the end"] = text, _cut(text)
        pairs[f"{name}, with another headline"] = text, f"Storm, lamp or map: our pick\n\n{text}"
        pairs[f"{name}, with a paragraph more"] = text, f"{text}\n\n{MORE}"
    pairs["腾讯, edited"] = SIGNED, SIGNED.replace("共同打击", "联合打击").replace("多年", "长期")
    pairs["剑网, cut at the end"] = SEIZED, SEIZED.rsplit("\n", 1)[0]
    pairs["剑网, with a paragraph more"] = SEIZED, SEIZED + "\n更多报道请见本报明日第三版。"
    return pairs


def other_pairs() -> dict[str, tuple[str, str]]:
    """Different texts on the same topic, or in the same form."""
    own = {path.stem: _body(path) for path in sorted(CORPUS.glob("*.md"))}
    pairs = {
        f"{name}, its two halves": (text[: len(text) // 2], text[len(text) // 2 :])
        for name, text in own.items()
    }
    names = sorted(own)
    pairs |= {f"{a} and {b}": (own[a], own[b]) for a, b in itertools.pairwise(names)}
    return pairs | {
        "harbour, a later story": (HARBOUR, HARBOUR_LATER),
        "map, another story": (MAP, MAP_OTHER),
        "fine, the appeal": (FINE, FINE_OTHER),
        "the weather of two months": (MAY, JULY),
        "剑网, a later story": (SEIZED, SEIZED_LATER),
        "two Chinese stories": (SIGNED, SEIZED),
        "a story within a digest": (FINE, f"{HARBOUR}\n\n{MAP}\n\n{FINE}\n\n{MAP_OTHER}\n\n{MAY}"),
    }


MORE = """This story was first printed in the Holmby Courier. Readers who know more about it can
write to the desk, which pays for pictures that it prints."""


def _body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def _edited(text: str) -> str:
    """Small edits, as a desk makes them: house spelling, a verb, a name with its title."""
    for old, new in (
        (" said ", " has said "), (" per cent", "%"), ("million", "mln"), (" Monday", " May 4"),
        ("agreement", "accord"), (" also ", " "), (" which ", " that "), ("crowns", "kr"),
    ):  # fmt: skip
        text = text.replace(old, new)
    return text


def _cut(text: str) -> str:
    sentences = re.split(r"(?<=\.)\s", text)
    return " ".join(sentences[: -max(2, len(sentences) // 4)])


if __name__ == "__main__":
    from ipqa.index.twins import likeness, same_story, signature

    for kind, pairs in (("same", same_pairs()), ("other", other_pairs())):
        for name, texts in pairs.items():
            (size, hashes, bands), (size2, hashes2, bands2) = map(signature, texts)
            alike, contained = likeness(size, hashes, size2, hashes2)
            found = same_story(size, hashes, size2, hashes2)
            met = bool(set(bands) & set(bands2))
            print(f"{kind:6}{alike:5.2f} {contained:5.2f} bands {met!s:6}same {found!s:6}{name}")
