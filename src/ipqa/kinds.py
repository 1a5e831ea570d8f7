"""Kinds of questions: does this one ask for a person, a date, a number, a place?"""

from __future__ import annotations

import re
from typing import Literal

from ipqa.figures import figures
from ipqa.words import FUNCTION_WORDS, fold, names, stem

QuestionKind = Literal["who", "when", "number", "where", "expansion", "other"]


def question_kind(question: str) -> QuestionKind:
    """What kind of thing a question asks for, by its question words or, in keywords, its nouns.

    "Who" stands for every name: of a person, a body, a work or a tool.
    """
    folded = fold(question).strip()
    if _EXPANSION.search(folded):
        return "expansion"
    if re.match(r"(and |but |so )?why\b", folded):
        return "other"
    if _NUMBER.search(folded):
        return "number"
    if _DATE.search(folded) or _WHEN_ASKED[bool(_OPENS.match(folded))].search(folded):
        return "when"
    if _asks_who_that_is(question):
        return "other"
    if _NAMED.search(folded):
        return "who"
    if _PLACE.search(folded):
        return "where"
    if not _ASKING.search(folded):
        return _keyword_kind(folded)
    return "other"


def compared_kind(side: str) -> QuestionKind:
    """What a side of a comparison is compared by: dates, numbers, or what it asks for."""
    folded = fold(side)
    if _IN_TIME.search(folded):
        return "when"
    return "number" if _IN_NUMBER.search(folded) else question_kind(side)


def _asks_who_that_is(question: str) -> bool:
    """Whether it names a person and asks for the role ("Who is Hugo Zhang?")."""
    match = _WHO_IS.match(question.strip())
    if not match:
        return False
    # In a question without capitals any word may be a name.
    plain = question[1:].islower() and not _ROLE_OR_DEED.search(match[1])
    return plain or all(word[0].isupper() or fold(word) in _WITHIN for word in match[1].split())


def _keyword_kind(folded: str) -> QuestionKind:
    """The kind of a search in keywords ("wechat memorandum date")."""
    if re.search(rf"\b({_QUANTITIES}|attendance|attendees|sales)\b", folded):
        return "number"
    if re.search(r"\b(date|dates|year|day)\b", folded):
        return "when"
    if re.search(rf"\b({_PEOPLE}|name)s?\W*$", folded):
        return "who"
    return "other"


def asks_for_several(question: str) -> bool:
    """Whether a question asks for a list ("Which countries …?", "Name all …", "what three …")."""
    return bool(_SEVERAL.search(fold(question)))


def fits_kind(answer: str, kind: QuestionKind) -> bool:
    """Whether ``answer`` holds the kind of thing asked for: a name, a date, a number.

    For other kinds there is nothing to tell by form.
    """
    if kind == "number":
        return any(figure.kind in ("number", "percent") for figure in figures(answer))
    if kind == "when":
        return bool(re.search(r"\b(1[0-9]|20)\d\d\b", answer)) or any(
            figure.kind == "date" for figure in figures(answer)
        ) or bool(_WHEN.search(answer))  # fmt: skip
    if kind in ("who", "where", "expansion"):
        return bool(names(answer)) or answer[:1].isupper()
    return True


def holds_kind(sentence: str, kind: QuestionKind, question: str) -> bool:
    """Whether a sentence holds a thing of the kind asked for that the question does not say."""
    if kind in ("who", "where"):
        asked = {fold(name) for name in names(question)}
        new = [name for name in names(sentence) if fold(name) not in asked]
        return any(kind == "who" or re.search(rf"\b(in|at) (the )?{re.escape(name)}", sentence)
                   for name in new)  # fmt: skip
    if kind == "expansion":
        return any(f"({name})" in sentence for name in names(question) if name.isupper())
    return kind != "other" and fits_kind(sentence, kind)


def subject_verb(question: str) -> str | None:
    """The verb, as it stands, of a question that asks who did something ("Who signed …?")."""
    match = _SUBJECT.match(fold(question))
    verb = match.group(1) if match else ""
    looks = verb.endswith(("ed", "t", "d", "ew", "s")) and verb not in FUNCTION_WORDS
    return verb if looks else None


def did_it(name: str, verb: str, sentence: str) -> bool:
    """Whether a sentence says, as far as the order of its words tells, that ``name`` did the verb.

    The name stands before the verb, behind a "by" or "together with", or behind a form of "be"
    ("the hosts were …").
    """
    where, ends = sentence.find(name), _ends(verb, sentence)
    if where < 0 or not ends:
        return False
    if where < ends[-1]:
        return True
    return bool(
        re.search(r"\b(by|together with) (the )?$", sentence[:where])
        or re.match(r"\s+(is|are|was|were)\b", sentence[ends[0] :])
    )


def before_verb(verb: str, sentence: str) -> str:
    """The part of a sentence in which the subject of a verb stands, by the usual order."""
    return sentence[: max(_ends(verb, sentence), default=0)]


def _ends(verb: str, sentence: str) -> list[int]:
    words = re.finditer(r"[^\W\d_]+", sentence)
    return [match.end() for match in words if stem(fold(match.group())) == stem(verb)]


_QUANTITIES = (
    "percentage|percent|share|number|proportion|amount|quantity|rate|turnover|revenue|sum|price"
    "|cost|fee|total|value|size|growth|slice|volume|count"
)
_PEOPLE = (
    "minister|politician|official|director|chairman|chairwoman|chair|chief|head|president"
    "|professor|lawyer|executive|founder|speaker|person|author|judge|secretary|spokesperson|boss"
    "|deputy|leader|expert|scholar|artist|singer|actor|writer"
)
_BODIES = (
    "company|companies|firm|organi[sz]ation|agency|agencies|body|bodies|association|coalition"
    "|alliance|group|newspaper|publication|outlet|magazine|university|school|institution|institute"
    "|court|ministry|regulator|retailer|platform|website|tool|software|app|treaty|convention"
)
_QUALIFIERS = (
    r"( (?!(is|are|was|were|does|do|did|has|have|had|will|would|can|could|the|a|an|its|his|her"
    r"|their|of|in|for|by|on|to)\b)[\w-]+){0,3}"
)
_NUMBER = re.compile(
    r"\bhow (many|much|large|big|high|long|old|often|fast|dominant)\b"
    rf"|\b(what|which)( [\w'’-]+){{0,2}} ({_QUANTITIES})\b"
    r"|\bwhat(['’]s| (is|was|are|were)) (the|its|their)"
    rf"( (?!(of|in|on|for|by|that|which|behind)\b)[\w'’-]+){{0,5}} ({_QUANTITIES})\b"
    r"|\bwhat (is|was|are|were)\b.* worth\b"
)
_DATE = re.compile(r"\b(what|which)( [\w-]+)? (dates?|day|year|month|century|decade)\b")
_OPENS = re.compile(
    r"(and |but |so )?(who|whom|whose|what|which|where|how|is|are|was|were|do|does|did|has|have|had"
    r"|can|could|will|would|must|should|may)\b"
)
_WHEN_ASKED = {
    # "What must a platform do when it gets a notice?" asks for no date.
    True: re.compile(r"(^|[,;:.?!] ?|\b(and|but|so|or|since|until|till|from|by|to) )when\b"
                     r"|\bwhen\W*$"),
    False: re.compile(r"\bwhen\b"),
}  # fmt: skip
"""By whether the question opens with another question word or a verb."""
_WHO_IS = re.compile(
    r"(?:and |but |so )?who(?:['’]s| (?:is|was|are|were)) "
    r"((?!(?:the|an?|in|at|on|behind)\b)[^\W\d][\w'’.-]*(?: [^\W\d][\w'’.-]*){0,4})\W*$",
    re.IGNORECASE,
)
_WITHIN = frozenset("of the and de la van von der den bin al".split())
_ROLE_OR_DEED = re.compile(rf"\b(\w+ed|\w+ing|by|of|for|{_PEOPLE}|owner|winner|host)\b")
_NAMED = re.compile(
    rf"\b(who|whom|whose)\b|\b(which|what){_QUALIFIERS} ({_PEOPLE}|{_BODIES})s?\b"
    r"|\bname of the\b"
)
_PLACE = re.compile(
    r"^where\b|\bwhereabouts\b|\b(which|what) (city|country|place|town|province|region|venue)\b"
)
_ASKING = re.compile(
    r"\b(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did)\b"
)
_SEVERAL = re.compile(
    r"\b(which|what)( (?!(is|was|does|did|has)\b)[\w-]+){0,2} (?!(is|was|does|has)\b)"
    r"[a-z]{3,}[^s\W]s"
    r" (are|were|do|did|have|had|will|would|can|could|must|should|take|took|came|come|\w+ed)\b"
    # "When did the two firms sign?" asks for one thing.
    r"|\b(which|what|name|names of|list|give|tell|need|who)( (me|are|were|the|is|was|of)){0,3}"
    r" (two|three|four|five|six|several) (of )?(the |his |her |its |their )?([\w-]+ ){0,2}[\w-]+s\b"
    r"|\b(all|every|each) (of )?(the |his |her |its |their )?([\w'’-]+ ){0,2}[\w-]+s\b"
    r"|\ball (two|three|four|five|six)\b|\bwhich ones\b|\b(what|which|who) are they\b"
    r"|\b(list|name|enumerate)( me)? (all|the|every)\b|\b(in full|complete list"
    r"|every item|everything|everyone|all of (them|it))\b|\bwho (were|are|all)\b"
)
_IN_TIME = re.compile(r"\b(first|earlier|earliest|older|oldest|later|latest|newer|before|after)\b")
_IN_NUMBER = re.compile(
    r"\b(more|most|fewer|less|higher|highest|lower|larger|largest|bigger|biggest|greater|smaller"
    r"|faster|slower|turnout|attendance|size)\b"
)
_EXPANSION = re.compile(
    r"\b(stands? for|short for|full (name|form) of|acronym|abbreviation|spelled out)\b"
)
_SUBJECT = re.compile(
    # In "What did Tencent sign?" Tencent is no verb.
    r"(?:and |but )?(?:who|(?:which|what) (?!(?:is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|must|should|may)\b)\w+) (?:has |have |had )?([a-z]+)"
)
_WHEN = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|today|yesterday|tomorrow|year|month|week|day|century|decade|quarter|ago|during|before|after"
    r"|earlier|later|spring|summer|autumn|winter|era|age)\b",
    re.IGNORECASE,
)
