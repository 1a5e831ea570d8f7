"""A folder of made articles in several formats, and a week's changes to it."""

from __future__ import annotations

import html
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.evaluation.indexing.material import Made, Material, is_twin

KINDS = ("md", "txt", "html", "jsonl")
_MIX = {
    "md": (0, 1, 2, 3),
    "txt": (4, 5, 6),
    "html": (7, 8),
    "jsonl": (9,),
}
"""The last digits of the numbers of the articles in each format."""
_FOLDER = 1000
"""Articles in one folder; those in JSONL are all in one file of it."""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {source}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{source}">
<meta property="article:published_time" content="{date}T08:00:00Z"></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/contact">Contact</a></nav>
<div class="cookie-banner">This site uses cookies. <button>Accept all</button></div></header>
<main><article><h1>{title}</h1>
{body}
</article></main>
<aside><h2>Read more</h2><ul><li><a href="/1">Ten things to know</a></li></ul></aside>
<footer>Copyright {source}. All rights reserved.</footer></body></html>
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles were changed, and how."""

    edited: int
    added: int
    removed: int


class Folder:
    """Made articles 0 to ``count`` - 1 below ``path``, in the formats of ``kinds``."""

    def __init__(
        self, path: Path, material: Material, count: int, kinds: Sequence[str] = KINDS
    ) -> None:
        self.path = path
        self.material = material
        self.count = count
        self._kind = {digit: kind for kind in kinds for digit in _MIX[kind]}
        self._kinds = tuple(kinds)

    def kind(self, number: int) -> str:
        """The format of an article; without JSONL, say, others take its place."""
        digit = number % 10
        return self._kind.get(digit) or self._kinds[digit % len(self._kinds)]

    def write(self) -> None:
        """Writes all the articles."""
        self._put(self.material.article(number) for number in range(self.count))

    def twins(self) -> set[frozenset[int]]:
        """The pairs of articles that nearly repeat each other."""
        made = (self.material.article(n) for n in range(self.count) if is_twin(n))
        return {frozenset((one.number, one.twin_of)) for one in made if one.twin_of is not None}

    def change(self, share: float) -> Changes:
        """Edits, adds and removes articles, a third of ``share`` each, and at least one."""
        each = max(1, round(self.count * share / 3))
        random_ = random.Random(f"{self.material.seed}/changes")
        single = [n for n in range(self.count) if self.kind(n) != "jsonl"]
        removed = random_.sample(single, each)
        edited = random_.sample([n for n in range(self.count) if n not in set(removed)], each)
        for number in removed:
            self._file(number).unlink()
        added = range(self.count, self.count + each)
        self._put(
            [self.material.edited(self.material.article(number)) for number in edited]
            + [self.material.article(number) for number in added]
        )
        return Changes(each, each, each)

    def _file(self, number: int) -> Path:
        folder = self.path / f"{number // _FOLDER:02}"
        kind = self.kind(number)
        return folder / ("rows.jsonl" if kind == "jsonl" else f"{number:05}.{kind}")

    def _put(self, articles: Iterable[Made]) -> None:
        rows: defaultdict[Path, dict[int, str]] = defaultdict(dict)
        for made in articles:
            path = self._file(made.number)
            if path.suffix == ".jsonl":
                rows[path][made.number] = _row(made)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_FORMATS[path.suffix[1:]](made), encoding="utf-8")
        for path, new in rows.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
            there = {int(json.loads(line)["number"]): line for line in lines}
            path.write_text("\n".join({**there, **new}.values()) + "\n", encoding="utf-8")


def _markdown(made: Made) -> str:
    about = f"---\ntitle: {json.dumps(made.title)}\nsource: {made.source}\ndate: {made.date}\n---\n"
    return about + "\n" + "\n\n".join(made.paragraphs) + "\n"


def _plain(made: Made) -> str:
    return "\n\n".join(
        [made.title, f"Source: {made.source}", made.date, *made.paragraphs, "Share this"]
    )


def _html(made: Made) -> str:
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in made.paragraphs)
    title, source = html.escape(made.title), html.escape(made.source)
    return _PAGE.format(title=title, source=source, date=made.date, body=body)


def _row(made: Made) -> str:
    fields = {"title": made.title, "source": made.source, "date": made.date}
    text = "\n\n".join(made.paragraphs)
    return json.dumps({"number": made.number, **fields, "text": text}, ensure_ascii=False)


_FORMATS = {"md": _markdown, "txt": _plain, "html": _html}
