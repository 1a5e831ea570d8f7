"""Questions that ask for several things: their parts, each of which is answered by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ipqa.conversation import FEW_WORDS, leans_on_history
from ipqa.summaries import FEW, SummaryRequest, asks_for_summary, summary_request
from ipqa.words import content_words

_ASKING = (
    r"(?:(?:about|roughly|exactly|in|at|on|by|for|from|to|with|of|under|since|until) )?"
    r"(?:whom|whose|who|what|when|where|which|why|how)\b"
)
_JOINED = re.compile(
    # "When and where" is one question, unless it begins with them (``_PAIR``).
    r"(?:(?<!\bwhen)(?<!\bwhere)(?<!\bhow)(?<!\bwhy)(?<!\bwho)(?<!\bwhat)[,;]? and "
    rf"|[:;] |\? (?:and )?)(?={_ASKING})",
    re.IGNORECASE,
)
_REQUEST = r"(?:(?:(?:can|could|would|will) you )?(?:please )?(?:tell|show) me |do you know )?"
_PAIR = re.compile(rf"^{_REQUEST}({_ASKING}) and ({_ASKING})(?= )", re.IGNORECASE)
_ASKED_BEHIND = re.compile(rf"(?:[,.!] |\b(?:tell me|know|say) )(?:and )?{_ASKING}", re.IGNORECASE)
"""A question behind what leads up to it: "Hi, who …", "I'm a journalist. When …"."""
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b"
_QUESTION = re.compile(rf"^(?:and |but )?(?:{_ASKING}|{_AUXILIARY})", re.IGNORECASE)
_EITHER = re.compile(
    # Not "how many pirated, counterfeit or illegal copies", nor "…, can it block or delete it?"
    rf"^(?P<stem>(?:[^?]*?[,:.] )?(?!how\b){_ASKING}.+?)(?:[,:]| -) (?P<one>[^,?]+?),? or "
    rf"(?P<other>(?:(?!\b{_AUXILIARY})[^,?])+)\?(?! (?:and )?{_ASKING}).*$",
    re.IGNORECASE,
)
_AT_OR_AT = re.compile(
    r"^(?P<stem>.*\b(?:more|fewer|less|higher|lower|larger|bigger|greater|smaller|faster|slower"
    r"|first|earlier|later|older|newer|longer)\b.*?) "
    r"(?P<at>at|in|for|from|by|of|with) (?P<one>[^,?]+?) or (?P=at) (?P<other>[^,?]+)\?$",
    re.IGNORECASE,
)
"""Two sides with the same preposition: were there more guests at A or at B?"""
_BOTH = re.compile(
    # "Both parties", "how did both …" and the like are one question.
    r"^(?P<stem>.*\b(?:in|at|on|by|for|from|to|with|of|under|behind|about|attended|hosted|joined) )"
    r"both (?P<one>[^,?]+?) and (?P<other>[^,?]+?)\??$",
    re.IGNORECASE,
)
_PREPOSITION = r"(?: (?:in|at|on|by|for|from|to|with|of|under))?"
_SAME = re.compile(
    r"^(?!.*\bbetween\b)(?P<stem>(?P<does>do|did|does|have|had)|are|is|were|was) (?P<one>.+?) and "
    r"(?P<other>(?:the )?(?:(?!\b(?:the|an?)\b).)+?)"
    rf"(?P<rest>(?(does) [a-z]+|(?: [a-z]+ed| held| made)?){_PREPOSITION}"
    r" the same(?! (?:as|time)\b)\b.+)$",
    re.IGNORECASE,
)
"""Between what is compared and "the same" stands a verb where the question begins with "do"."""
_ORDER = re.compile(
    r"^did (?P<one>.+?) (?P<deed>come|take place|happen|start|begin) "
    rf"(?:before|after|earlier than|later than) (?P<other>(?:(?!\b{_AUXILIARY}).)+?)"
    r"(?:,? or .+?)?\?$",
    re.IGNORECASE,
)
"""Which came first, put as a question for yes or no."""
_THAN = re.compile(
    r"^(?!.*\b(?i:how) much\b)(?P<one>.+?\b(?:more|less|fewer|\w{2,}er)\b.*?)"
    r"(?<!\bother)(?<!\brather)(?: or (?:more|less|\w+er))? than "
    r"(?P<other>(?:(?:the|in|at|on) |[A-Z]).+)$"
)
_COMPARE = re.compile(
    r"^(?:please )?(?:compare|contrast) (?P<stem>.+? (?:of|in|at|for|from|by|between) )"
    r"(?P<one>.+?) (?:and|with|to|against) (?:(?:that|those) (?:of|in|at|for|from|by) )?"
    r"(?P<other>.+?)[?.]?$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"^how (?:do|does|did) (?P<one>.+?) (?:compare|differ) (?:with|to|from|against) "
    r"(?P<other>.+?)\??$",
    re.IGNORECASE,
)
_THAT_OF = re.compile(r"^(?:that|those) (?=of|in|at|for|from|by)", re.IGNORECASE)
_HEAD = re.compile(r"^(?P<head>.+?) (?:of|in|at|for|from|by) ")
_BEFORE = re.compile(
    r"^(?:(?:in |at )?the (?:(?:year|month|day|time|quarter) before|previous|preceding|same)"
    r"|last|usual|expected)\b"
)
MOST = 3
"""Parts of a question that are answered; what goes on longer is asked as one."""
SHORTEST = 3
"""Words of a question that others may lean on."""


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One thing that is asked for, and the ``context`` that it leans on, if any.

    ``compares`` marks a side of a comparison, which asks for a fact to set beside the other's;
    ``summary`` is there where a summary is asked for.
    """

    asked: str
    context: str = ""
    compares: bool = False
    summary: SummaryRequest | None = None

    @property
    def topic(self) -> str:
        """What it is about: all that is asked, or what is to be summed up."""
        return self.summary.topic or self.asked if self.summary else self.asked

    @property
    def unread(self) -> bool:
        """Whether sentences answer it, so that no short answer is looked for."""
        return self.compares or self.summary is not None


def subquestions(question: str) -> list[SubQuestion]:
    """The parts of a question in its order; most have one, which is the question itself."""
    parts = _parts(question)
    found: list[SubQuestion] = []
    for part in parts:
        request = summary_request(part.asked)
        if request and len(parts) > 1:
            request = replace(request, most=min(request.most, FEW))
        found.append(replace(part, summary=request))
    return found


def _parts(question: str) -> list[SubQuestion]:
    sides = _sides(question)
    if sides:
        return [SubQuestion(side, compares=True) for side in sides]
    pair = _PAIR.match(question)
    if pair:
        rest = question[pair.end() :]
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


def _sides(question: str) -> list[str]:
    """Both sides of a comparison, each as a question of its own; none where nothing is compared."""
    if match := _SAME.match(question):
        return [f"{match['stem']} {match[side]}{match['rest']}" for side in ("one", "other")]
    if (match := _EITHER.match(question)) and len(match["stem"].split()) >= SHORTEST:
        return [f"{match['stem']}, {match[side]}?" for side in ("one", "other")]
    if match := _AT_OR_AT.match(question):
        return [f"{match['stem']} {match['at']} {match[side]}?" for side in ("one", "other")]
    if match := _ORDER.match(question):
        return [f"When did {match[side]} {match['deed']}?" for side in ("one", "other")]
    if match := _BOTH.match(question):
        return [f"{match['stem']}{match[side]}?" for side in ("one", "other")]
    if match := _COMPARE.match(question):
        return [f"{_upper(match['stem'])}{match[side]}?" for side in ("one", "other")]
    if match := _COMPARES.match(question):
        one, other = match["one"], match["other"]
        if head := _HEAD.match(one):
            # "the turnout of the forum … that of the meeting" names it once.
            other = _THAT_OF.sub(f"{head['head']} ", other)
        return [f"{_upper(side)}?" for side in (one, other)]
    if (match := _THAN.match(question)) and not _BEFORE.match(match["other"]):
        return [f"{match['one']}?", f"{match['one']} {match['other']}"]
    return []


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
