"""Requests for a summary: does a question ask for what an article says as a whole, and on what?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipqa.kinds import question_kind
from ipqa.words import content_words

POINTS = 5
"""Sentences of a summary at most."""
FEW = 3
"""Sentences of one that is only a part of what was asked."""
SUMMARY_WORDS = frozenset(
    "gist recap summary summarise summarize synopsis overview outline takeaway takeaways".split()
)
"""Words of such requests that neither the articles nor the language of an embedder need have."""


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What is to be summed up, ``""`` where the question names nothing, and in how many sentences.

    The topic is what is left of the question without the words that ask for a summary.
    """

    topic: str
    most: int = POINTS


def asks_for_summary(question: str) -> bool:
    """Whether a question asks for a summary rather than for a fact."""
    return summary_request(question) is not None


def summary_request(question: str) -> SummaryRequest | None:
    """The request that a question makes; ``None`` if it asks for something else."""
    topic = _topic(question)
    if topic is None:
        return None
    # "Summarise what happened at the forum" asks twice.
    inner = _topic(topic)
    topic = _bare(_LEAD.sub("", topic if inner is None else inner))
    return SummaryRequest(topic, _most(question))


def _topic(question: str) -> str | None:
    """What is left of a request; ``None`` for a question that makes none."""
    text = _TAIL.sub("", _LEAD.sub("", question.strip()))
    for form, accepts in _FORMS:
        match = form.match(text)
        topic = match["topic"].strip(_EDGES) if match else ""
        if match and accepts(topic):
            return topic
    return None


def _bare(topic: str) -> str:
    """A topic without what only says that there is an article on it, or that it says something."""
    said = _WHAT_IT_SAID.match(topic)
    topic = " ".join(_ARTICLE.sub(" ", said["topic"] if said else topic).split()).strip(_EDGES)
    return topic if content_words(topic) else ""


def _most(question: str) -> int:
    match = _COUNTED.search(question)
    if not match:
        return POINTS
    word = match["count"].lower()
    return min(POINTS, max(1, int(word) if word.isdigit() else _COUNTS.index(word) + 1))


def _any(topic: str) -> bool:
    return True


def _no_fact(topic: str) -> bool:
    """Whether a topic is a thing, rather than a fact ("the number of guests", "who signed")."""
    fact = question_kind(f"what is {topic}") in ("number", "when")
    return bool(topic) and not fact and not _ASKING.match(topic)


def _document(topic: str) -> bool:
    """Whether the topic is a text: its head, what stands before "on" or "by", is one."""
    return bool(_TEXT_HEAD.match(topic))


def _document_or_pointer(topic: str) -> bool:
    return _document(topic) or bool(_POINTER.match(topic))


def _event(topic: str) -> bool:
    return bool(_EVENT.search(topic))


_EDGES = " ,:;.?!\"'“”‘’"
_COUNTS = "one two three four five six seven eight nine ten".split()
_NUMBER = rf"(?:\d\d?|{'|'.join(_COUNTS)})"
_COUNTED = re.compile(
    rf"\b(?P<count>{_NUMBER})[ -](?:sentences?|lines?|points?|bullets?|bullet points?"
    r"|(?:main|key|most important|central) \w+|takeaways?|highlights?)\b",
    re.IGNORECASE,
)
_BRIEFLY = (
    rf"in (?:short|brief|summary|essence|general|outline|(?:a|one) (?:nutshell|paragraph|sentence)"
    rf"|(?:just |only )?(?:a few|a couple of|some|{_NUMBER}) (?:short |brief )?"
    r"(?:sentences?|words|lines|points|bullets|bullet points))"
    r"|in (?:(?:plain|simple|clear) )?(?:English|words|terms|language)|briefly|quickly|please"
    r"|for me|for us|overall"
)
_LEAD = re.compile(
    rf"^(?:(?:{_BRIEFLY}|now|so|and|but|ok|okay|hi|hello|well|then)\b[,:]? +)+", re.IGNORECASE
)
_TAIL = re.compile(rf"(?:,? (?:{_BRIEFLY}))*[\s.?!]*$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:(?:the|this|that|these|those|an?|your|our|any|one|whole|entire|full|all|of|news) )*"
    r"(?:article|news (?:story|item|piece)|story|write-?up|text|coverage|press release)s?\b"
    r"(?!\s+\d)"  # "Article 17" is one of a law
    r"(?: (?:titled|entitled|called|headed|named))?"
    r"(?: (?:on|about|of|from|by|in|covering|regarding|concerning|dealing with)\b)?",
    re.IGNORECASE,
)
_QUALITY = (
    r"(?:(?:short|brief|quick|concise|rough|general|good|little|one-sentence|one-paragraph"
    rf"|{_NUMBER}(?:[ -](?:sentence|line|point))?) )*"
)
_SUMMARY = (
    r"(?:summary|overview|outline|synopsis|gist|recap|digest|pr[ée]cis|abstract|rundown|run-down"
    r"|highlights?|essentials|essence|bottom line|tl;?dr|findings|conclusions|(?:key )?takeaways?"
    r"|(?:main|key|central|principal|chief|essential|most important) (?:points?|facts?|ideas?"
    r"|findings?|messages?|results?|outcomes?|conclusions?|statements?|content|contents))"
)
_OF = r"(?: (?:of|on|about|from|in|for|to|made (?:by|in)|behind)|:) "
_DOCUMENT = (
    r"(?:article|piece|story|report|memorandum|memo|agreement|deal|pact|accord|treaty|paper|study"
    r"|survey|document|text|post|news|partnership|cooperation|collaboration|notice|ruling|judgment"
    r"|decision|bill|law|book|speech|interview|lawsuit|case|dispute|controversy|campaign|programme"
    r"|program|plan|proposal|initiative|regulation|rules|merger|takeover)"
)
_MEETING = (
    r"(?:forum|conference|meeting|summit|event|gathering|seminar|workshop|congress|expo|fair"
    r"|ceremony|hearing|trial|talks|convention|symposium|session|signing|exhibition|panel|festival"
    r"|match|game|concert|show|visit|raid|debate|election)"
)
_TEXT_HEAD = re.compile(
    rf"^(?:[\w'’&.-]+ )*?(?:{_DOCUMENT}|{_MEETING})s?"
    r"(?: (?:on|about|of|by|from|between|with|in|at|for|against|published|released|signed)\b.*)?$",
    re.IGNORECASE,
)
_POINTER = re.compile(r"^(?:it|this|that|they|these|those)$", re.IGNORECASE)
_EVENT = re.compile(rf"\b{_MEETING}\b", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:(?:in|at|on|by|for|from|to|with|of) )?(?:who|whom|whose|what|when|where|which|why|how"
    r"|whether|if|the way)\b",
    re.IGNORECASE,
)
_TELLS = (
    r"(?:say|find|show|conclude|cover|report|reveal|discuss|tell(?: us| me)?|deal with|contain)"
)
_TOLD = r"(?:says?|said|finds?|found|shows?|showed|concludes?|concluded|covers?|reveal(?:s|ed)?)"
_WHAT_IT_SAID = re.compile(rf"^what (?P<topic>(?:the|this|that) .+?) {_TOLD}$", re.IGNORECASE)
_ASK = (
    r"(?:(?:can|could|would|will) you (?:please |kindly )?|i(?: want|['’]d like| would like| need)"
    r" (?:you )?(?:to )?|please )?"
)
_FORMS = [
    (re.compile(pattern, re.IGNORECASE), accepts)
    for pattern, accepts in (
        (
            rf"^{_ASK}(?:sum+ari[sz]e|sum up|recap|outline|condense|boil down|tl;?dr:?"
            r"|brief (?:me|us) on|fill (?:me|us) in on|(?:walk|run|take) (?:me|us) through)\b"
            r"(?: (?:of|on|about|for)\b)?(?P<topic>.*)$",
            _any,
        ),
        (
            rf"^{_ASK}(?:(?:give|show|write|get|have|provide|send|make|offer|list|name|tell)"
            rf"(?: (?:me|us))?(?: with)? )?(?:(?:an?|the|your|some|its) )?{_QUALITY}{_SUMMARY}"
            rf"{_OF}(?P<topic>.+)$",
            _any,
        ),
        (
            rf"^what(?:['’]?s| is| was| are| were) (?:the )?{_QUALITY}{_SUMMARY}{_OF}"
            r"(?P<topic>.+)$",
            _any,
        ),
        (
            r"^what(?:['’]?s| is| was| are| were) (?P<topic>.+?)(?: all)? about$",
            _document_or_pointer,
        ),
        (
            rf"^what (?:did|does|do|has|have|had) (?P<topic>.+?) (?:{_TELLS}|{_TOLD})$",
            _document,
        ),
        (
            r"^what (?:happened|went on|took place|was going on|happens|has happened)"
            r" (?:at|during|in|on) (?P<topic>.+)$",
            _event,
        ),
        (
            rf"^{_ASK}(?:tell (?:me|us)|what (?:can|could) you (?:tell|say)(?: (?:me|us))?"
            r"|what do (?:you|we) know|what is known)"
            r"(?: (?:something|more|a bit|a little|everything|all|all you know))? about"
            r" (?P<topic>.+)$",
            _no_fact,
        ),
        (rf"^{_ASK}(?:describe|explain) (?P<topic>.+)$", _no_fact),
        (
            r"^(?!(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has"
            r"|have|had|can|could|will|would|give|list|name|in|at|on|by|to|of|and)\b)"
            rf"(?P<topic>[^?!.]+?)(?:['’]s)?[,:]? (?:-+ |– |— )?{_QUALITY}{_SUMMARY}$",
            _any,
        ),
    )
]
