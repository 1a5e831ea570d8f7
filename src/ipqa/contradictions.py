"""Articles that contradict each other: sentences that answer alike but for the value asked for.

A false "they differ" hurts more than one that is not seen. So two sentences are only set against
each other where they say the same of the same thing, at the same time, in nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ipqa.article import Article
from ipqa.evidence import Evidence
from ipqa.figures import figures
from ipqa.grounding.lexicon import (
    GUARDS,
    IRREGULAR,
    MOODS,
    NEGATIONS,
    PREPOSITIONS,
    REPORTING,
)
from ipqa.kinds import QuestionKind, asks_for_several
from ipqa.values import dates, dates_conflict, differ, value_kind, without_values
from ipqa.words import FUNCTION_WORDS, fold, names, stem, terms, words

DIFFER = "The articles differ on this:"
"""The notice above quotes that contradict each other."""
CLOSE = 0.8
"""Share of the best sentence's score from which another answers the question as well."""
SHARED = 0.6
"""Share of the content words of the shorter sentence, values left out, that both must have."""
FEWEST = 2
"""Content words that both must have at least."""
UNNAMED = 5
"""Content words that both must have where no name tells that they are about the same."""
MOST = 3
"""Sentences that are set against each other at most."""
MONTHS_APART = 6
"""Between two articles that name no year; what comes later may be of another year's event."""

_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday spring summer autumn winter""".split()
)
_SPANS = frozenset("day week month quarter year decade half daili week month annual year".split())
_RELATIVE = re.compile(
    r"\b(?:last|this|next|previous|past|coming|current|same|preceding|following) (?:\w+ )?(?:year"
    r"|month|quarter|week|decade|season|spring|summer|autumn|winter|half)\b|\b(?:today|yesterday"
    r"|tomorrow|(?:years?|months?|weeks?|days?) (?:ago|earlier|later|(?:before|after)(?=[,.;])))\b",
    re.IGNORECASE,
)
_MARKS = (GUARDS | NEGATIONS | set(MOODS)) - set("only nearly almost".split()) | set(
    """no none nobody nothing half expect expected forecast forecasts estimate estimated target
    targets plan plans planned aim aims propose proposed hope hopes predict predicted per each
    apiece another further additional more extra also far now appeal instance first second last
    online minimum maximum cost costs""".split()
)
"""Words that make a sentence say something else: what is planned is not what came about."""
# Possessive, so that a word of many capitals is not tried in all its pieces.
_CAPITALS = r"(?:[A-Z][\w'’-]++ ?)+"
_SPOKE = "|".join(
    sorted({"said", "told", "wrote"} | {f"{verb.removesuffix('e')}ed" for verb in REPORTING})
)
_SPEAKER = re.compile(
    rf"(?i:according to) (?:the )?{_CAPITALS}|{_CAPITALS}(?:also )?(?:{_SPOKE})\b"
)
_NAME_RUN = re.compile(rf"(?:\b([A-Za-z]+) )?((?:the )?{_CAPITALS})")
_RESTRICTS = frozenset("of in for among".split())
_PLACED = re.compile(rf"\b(?:in|at|of|for|among) (?:the )?({_CAPITALS})")
_ENTIRE = frozenset("whole entire total overall full space course period".split())
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")


def contradictions(
    question: str, best: Sequence[Evidence], evidence: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """Sentences of different articles that give different values, the newest article first.

    One of ``best`` is among them, the sentences that the answer rests on. Nothing where the
    articles agree. Where not all have a date, the order is that of the evidence.
    """
    kind = value_kind(question)
    if kind not in ("number", "when", "who") or asks_for_several(question):
        return ()
    for said in best:
        found = [said]
        for other in evidence:
            near = other.score >= CLOSE * said.score
            if near and all(_contradict(kind, question, one, other) for one in found):
                found.append(other)
        if len(found) > 1:
            return tuple(_newest_first(found[:MOST]))
    return ()


def _newest_first(found: list[Evidence]) -> list[Evidence]:
    if not all(item.hit.article.date for item in found):
        return found
    return sorted(found, key=lambda item: item.hit.article.date or "", reverse=True)


def _contradict(kind: QuestionKind, question: str, one: Evidence, other: Evidence) -> bool:
    return (
        one.hit.article.id != other.hit.article.id
        and differ(kind, question, one.text, other.text)
        and _say_the_same(kind, question, one.text, other.text)
        and _of_one_time(kind, one, other)
        and _about_one_thing(kind, question, one, other)
    )


# -- the same is said


def _say_the_same(kind: QuestionKind, question: str, one: str, other: str) -> bool:
    """Whether two sentences share most words, those of the question, and how sure they are."""
    plain = [_SPEAKER.sub(" ", without_values(kind, question, text)) for text in (one, other)]
    mine, theirs = (set(terms(text)) for text in plain)
    asked = set(terms(question)) - _stems(names(question))
    shared = mine & theirs
    return (
        len(shared) >= max(FEWEST, SHARED * min(len(mine), len(theirs)))
        and mine & asked == theirs & asked
        and _MARKS & {*words(one)} == _MARKS & {*words(other)}
        and _narrowing(plain[0], shared, asked) <= theirs
        and _narrowing(plain[1], shared, asked) <= mine
    )


def _narrowing(text: str, shared: set[str], asked: set[str]) -> set[str]:
    """The stems that make a shared word mean less: "rural sales", "sales of books".

    Save for "of", that counts only for the words that are asked about.
    """
    tokens = _TOKEN.findall(text)
    found: set[str] = set()
    for place, token in enumerate(tokens):
        word = stem(fold(token))
        if word not in shared:
            continue
        if word in asked and not _is_verb(fold(token)):
            found |= _run(reversed(tokens[max(0, place - 2) : place]))
        after = tokens[place + 1 : place + 6]
        if after and (after[0] == "of" or (after[0] in _RESTRICTS and word in asked)):
            small = 2 if len(after) > 1 and after[1] in FUNCTION_WORDS else 1
            found |= _run(after[small:])
    return found


def _run(tokens: Iterable[str]) -> set[str]:
    """The stems of content words in small letters, up to the first that is none or a verb."""
    found: set[str] = set()
    for token in tokens:
        if not (token.isalpha() and token.islower()) or token in FUNCTION_WORDS or _is_verb(token):
            break
        if token not in _ENTIRE:
            found.add(stem(fold(token)))
    return found


def _is_verb(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) or word in IRREGULAR


# -- at the same time


def _of_one_time(kind: QuestionKind, one: Evidence, other: Evidence) -> bool:
    """Whether nothing says that two sentences are of different times."""
    articles = one.hit.article, other.hit.article
    if kind == "who":
        # An office changes hands.
        return _months_between(*articles) <= MONTHS_APART
    years = [_years(item.text) for item in (one, other)]
    if not any(years) and _months_between(*articles) > MONTHS_APART:
        return False
    if kind == "when":
        return True
    mine, theirs = dates(one.text), dates(other.text)
    if mine and theirs and all(dates_conflict(a, b) for a in mine for b in theirs):
        return False
    for (said, unsaid), silent in ((years, other), (years[::-1], one)):
        if said and not unsaid and not said & _years(_around(silent)):
            return False
    for told in (_calendar, _ordinals, _spans):
        first, second = told(one.text), told(other.text)
        if first and second and not first & second:
            return False
    relative = [
        {fold(match.group()) for match in _RELATIVE.finditer(item.text)} for item in (one, other)
    ]
    return relative[0] == relative[1] and (not relative[0] or _months_between(*articles) == 0)


def _years(text: str) -> set[str]:
    return {figure.value[:4] for figure in dates(text) if figure.value[:4].isdigit()}


def _calendar(text: str) -> set[str]:
    return {fold(name) for name in names(text)} & set(_CALENDAR)


def _ordinals(text: str) -> set[str]:
    return {figure.value for figure in figures(text) if figure.kind == "ordinal"}


def _spans(text: str) -> set[str]:
    return {"year" if word == "annual" else word for word in _SPANS & {*terms(text)}}


def _months_between(one: Article, other: Article) -> int:
    """Months between the dates of two articles; 0 where either has none."""
    if not one.date or not other.date:
        return 0
    years = int(one.date[:4]) - int(other.date[:4])
    if min(len(one.date), len(other.date)) < len("2020-12"):
        return abs(12 * years)
    return abs(12 * years + int(one.date[5:7]) - int(other.date[5:7]))


# -- of the same thing


def _about_one_thing(kind: QuestionKind, question: str, one: Evidence, other: Evidence) -> bool:
    """Whether two sentences are about the same, as far as names tell.

    Both articles must hold the same names of the question; two in both sentences are enough.
    One of them must hold the name that the other begins with. Other names that only one sentence
    has must be known to the other article. Without any name, the words alone must be many.
    """
    # A question begins with a capital whatever its first word is.
    asked = _stems(names(f"{question[:1].lower()}{question[1:]}")) - _stems(_CALENDAR)
    held = [
        asked & set(terms(f"{item.hit.article.title} {item.hit.article.text}"))
        for item in (one, other)
    ]
    if held[0] != held[1]:
        return False
    asked = held[0]
    if kind == "who":
        return bool(asked) and all(asked <= set(terms(item.text)) for item in (one, other))
    both = f"{one.hit.article.text} {other.hit.article.text}"
    texts = [
        _SPEAKER.sub(" ", _uncapped(without_values(kind, question, item.text), both))
        for item in (one, other)
    ]
    mine, theirs = (_stems(names(text)) - _stems(_CALENDAR) for text in texts)
    around = (mine & set(terms(_around(other)))) | (theirs & set(terms(_around(one))))
    alike = set(terms(texts[0])) & set(terms(texts[1]))
    if not (asked or around) and len(alike) < UNNAMED:
        return False
    if len(asked & mine & theirs) > 1:
        return True
    first, second = (_leading(text) for text in texts)
    if first - theirs and second - mine:
        return False
    left, right = (_own_names(*pair) - asked for pair in (texts, texts[::-1]))
    return _is_known(left, texts[0], other) and _is_known(right, texts[1], one)


def _uncapped(sentence: str, known: str) -> str:
    """A sentence whose first word is no capital if it is no name, but written small elsewhere."""
    first = re.match(r"\W*(\w+)", sentence)
    if not first or not re.search(rf"\b{re.escape(first[1].lower())}\b", known):
        return sentence
    return sentence[: first.start(1)] + first[1].lower() + sentence[first.end() :]


def _own_names(sentence: str, other: str) -> set[str]:
    """The stems of names that only ``sentence`` has, but for the rest of one that both have."""
    runs, theirs = (
        [_stems(names(f"x {m[2]}")) for m in _NAME_RUN.finditer(t)] for t in (sentence, other)
    )
    found: set[str] = set()
    for run in runs:
        if not any(known and known <= run for known in theirs):
            found |= run
    return found - set(terms(other)) - _stems(_CALENDAR)


def _is_known(extra: set[str], sentence: str, other: Evidence) -> bool:
    """Whether names that only ``sentence`` has are in the other's article, places beside it."""
    places = _stems(_PLACED.findall(sentence))
    article = other.hit.article
    return extra - places <= set(terms(f"{article.title} {article.text}")) and (
        extra & places <= set(terms(_around(other)))
    )


def _leading(text: str) -> set[str]:
    """The stems of the first name that does not stand behind a preposition."""
    for match in _NAME_RUN.finditer(text):
        found = _stems(names(f"x {match[2]}"))
        if found and fold(match[1] or "") not in PREPOSITIONS:
            return found
    return set()


def _around(item: Evidence) -> str:
    """The passage of a sentence under its article's title and date."""
    article = item.hit.article
    return f"{article.title} {article.date or ''} {item.hit.passage.text}"


def _stems(found: Iterable[str]) -> set[str]:
    return {term for name in found for term in terms(name)}
