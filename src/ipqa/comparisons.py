"""Questions that compare: the sides that they set against each other."""

from __future__ import annotations

import re

ASKING = (
    r"(?:(?:about|roughly|exactly|in|at|on|by|for|from|to|with|of|under|since|until) )?"
    r"(?:whom|whose|who|what|when|where|which|why|how)\b"
)
AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b"
SHORTEST = 3
"""Words that name what is compared, before its sides."""
_EITHER = re.compile(
    # Not "how many pirated, counterfeit or illegal copies", nor "…, can it block or delete it?"
    rf"^(?P<stem>(?:[^?]*?[,:.] )?(?!how\b){ASKING}.+?)(?:[,:]| -) (?P<one>[^,?]+?),? or "
    rf"(?P<other>(?:(?!\b{AUXILIARY})[^,?])+)\?(?! (?:and )?{ASKING}).*$",
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
    rf"(?:before|after|earlier than|later than) (?P<other>(?:(?!\b{AUXILIARY}).)+?)"
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
_COMPARATIVE = (
    r"(?:more|fewer|less|higher|lower|larger|bigger|greater|smaller|earlier|later|older|newer|sooner"
    r"|faster|slower|longer|shorter|stronger|weaker|better|worse)"
)
_SPAN = r"(?:year|quarter|month|week|day|term|time|session)"
_DOES = r"(?:did|does|do|is|are|was|were|has|have|had|will|would)"
_WAYS = (
    r"\b(?:vs|versus|side by side|as (?:against|opposed to)|which is which|tell them apart)\b",
    r"\b(?:compar(?:ed|ing) (?:to|with)|(?:in|by) comparison|differences? between)\b",
    rf"(?:^|[.?] |\b(?:please|you|to|how {_DOES} .+) )(?:compare|contrast|differ)\b",
    rf"\b{_COMPARATIVE} or {_COMPARATIVE}\b",
    r"\bbefore or after\b|\bor (?:the )?(?:other\b|different)",
    r"^(?!which|what).*\b(?:pre-?dates?|outnumber|outweigh|exceed)\b",
    rf"(?:^|[,:;.?] ?){_DOES} .*\b(?:the same|same (?:one|owner|company|place))\b"
    r"(?! (?:time|day|year))",
    rf"^{_DOES} .*\bas (?:large|high|many|much|big|early|late|old|great|fast|long|well) as\b",
    rf"^{_DOES} (?:more|fewer|less) .*\bor\b",
    rf"\b(?:which|who|whose|what) (?:[\w-]+ )*(?:is|was|are|were|came|has|had) (?:the )?"
    rf"{_COMPARATIVE}\b(?! \w+s\b)",
    r"\b(?:which|who|what) (?:one )?of (?:the (?:two|three)|them|these|those)\b",
    rf"\bthe {_COMPARATIVE} one\b|\b{_COMPARATIVE} of (?:the two|which)\b|\bof which\?*$",
    r"\b(?:each of them|in (?:each|either) case|one .*\bthe other)\b",
    # "What does each protect?", not "at the end of each session".
    rf"\b(?:{_DOES}|and|both) (?:.+ )?(?<!of )(?<!in )(?<!for )each (?!of|one|{_SPAN})[a-z]",
    r"^(?:between|of|out of) \w.* and \w.*, ?(?:which|who|whose|the)\b",
)
_AGAINST = re.compile("|".join(_WAYS), re.IGNORECASE)
_THAN_ANOTHER = re.compile(
    rf"^(?!what|how).*\b{_COMPARATIVE}\b[^?.]*? than "
    r"(?!(?:a |an )?\W?\d|(?:one|half|they|it|he|she|we|you|your|any|anyone|ever|before)\b)"
    r"[^?.]",
    re.IGNORECASE,
)
_WITH_BEFORE = re.compile(
    r"\b(?:than|compared (?:to|with)) (?:in |at )?(?:the |a )?"
    rf"(?:(?:{_SPAN}|\w+ {_SPAN}s) (?:before|earlier)"
    r"|previous|preceding|last|usual|expected|[12]\d{3})\b",
    re.IGNORECASE,
)


def compares(question: str) -> bool:
    """Whether a question sets things against each other, by its words.

    ``sides`` may not be able to tell them apart. What is compared with its own past is one thing.
    """
    if _WITH_BEFORE.search(question):
        return False
    return bool(_AGAINST.search(question) or _THAN_ANOTHER.search(question))


def sides(question: str) -> list[str]:
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
