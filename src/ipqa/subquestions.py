"""Questions that ask for several things: their parts, each of which is answered by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ipqa.comparisons import ASKING, AUXILIARY, compares, sides
from ipqa.conversation import FEW_WORDS, leans_on_history
from ipqa.summaries import FEW, SummaryRequest, asks_for_summary, summary_request
from ipqa.words import content_words

_JOINED = re.compile(
    # "When and where" is one question, unless it begins with them (``_PAIR``).
    r"(?:(?<!\bwhen)(?<!\bwhere)(?<!\bhow)(?<!\bwhy)(?<!\bwho)(?<!\bwhat)[,;]? and "
    rf"|[:;] |\? (?:and )?)(?={ASKING})",
    re.IGNORECASE,
)
_REQUEST = r"(?:(?:(?:can|could|would|will) you )?(?:please )?(?:tell|show) me |do you know )?"
_PAIR = re.compile(rf"^{_REQUEST}({ASKING}) and ({ASKING})(?= )", re.IGNORECASE)
_AT = r"(?:in|at|on|by|for|from|to|with|of|under|since|until) (?:which|what|whom)"
_BOTH_AT = re.compile(
    rf"^({_AT}(?: [\w'’-]+){{0,3}}?),? and ({_AT}(?: [\w'’-]+){{0,3}}?),? (?={AUXILIARY})",
    re.IGNORECASE,
)
"""Two circumstances of one thing: "On which day and in what building was …?"."""
_ASKED_BEHIND = re.compile(rf"(?:[,.!] |\b(?:tell me|know|say) )(?:and )?{ASKING}", re.IGNORECASE)
"""A question behind what leads up to it: "Hi, who …", "I'm a journalist. When …"."""
_QUESTION = re.compile(rf"^(?:and |but )?(?:{ASKING}|{AUXILIARY})", re.IGNORECASE)
MOST = 3
"""Parts of a question that are answered; what goes on longer is asked as one."""
SHORTEST = 3
"""Words of a question that others may lean on."""


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One thing that is asked for, and the ``context`` that it leans on, if any.

    ``compares`` marks a side of a comparison, which asks for a fact to set beside the other's, and
    ``both`` one whose sides can't be told apart; ``summary`` is there where a summary is asked for.
    """

    asked: str
    context: str = ""
    compares: bool = False
    both: bool = False
    summary: SummaryRequest | None = None

    @property
    def topic(self) -> str:
        """What it is about: all that is asked, or what is to be summed up."""
        return self.summary.topic or self.asked if self.summary else self.asked

    @property
    def compared(self) -> bool:
        """Whether it asks for what things are compared by."""
        return self.compares or self.both

    @property
    def unread(self) -> bool:
        """Whether sentences answer it, so that no short answer is looked for."""
        return self.compared or self.summary is not None


def subquestions(question: str) -> list[SubQuestion]:
    """The parts of a question in its order; most have one, which is the question itself."""
    parts = _parts(question)
    if len(parts) == 1 and compares(question) and not summary_request(question):
        return [SubQuestion(question, both=True)]
    found: list[SubQuestion] = []
    for part in parts:
        request = summary_request(part.asked)
        if request and len(parts) > 1:
            request = replace(request, most=min(request.most, FEW))
        found.append(replace(part, summary=request))
    return found


def _parts(question: str) -> list[SubQuestion]:
    compared = sides(question)
    if compared:
        return [SubQuestion(side, compares=True) for side in compared]
    pair = _PAIR.match(question) or _BOTH_AT.match(question)
    if pair:
        rest = f" {question[pair.end() :].lstrip()}"
        return [SubQuestion(text) for text in (_upper(pair[1]) + rest, _upper(pair[2]) + rest)]
    pieces = [piece.strip(" ,;") for piece in _JOINED.split(question)]
    about = ""
    leads = not _QUESTION.match(pieces[0]) and not _ASKED_BEHIND.search(pieces[0])
    if leads and not asks_for_summary(pieces[0]):
        # "Two numbers on the treaty: how many …, and how many …" says what the rest is about.
        about, *pieces = pieces
    if not 1 < len(pieces) <= MOST or len(pieces[0].split()) < SHORTEST:
        return [SubQuestion(question)]
    found: list[SubQuestion] = []
    for piece in pieces:
        # "and where did it take place" leans on the part before it.
        short = len(content_words(piece)) <= FEW_WORDS
        leans = about or (found and (short or leans_on_history(piece)))
        context = (about or pieces[0]) if leans else ""
        found.append(SubQuestion(_upper(piece), context))
    return found


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
