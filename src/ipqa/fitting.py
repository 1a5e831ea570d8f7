"""Does a short answer fit the question more closely than by its kind: unit, thing counted, rank?

What looks alike is told apart: 14 million copies are no number of officials, 7.5 billion yuan no
share of sales, 170,000 works no revenue, a year no day, 2018 not 2019, a director no deputy.
"""

from __future__ import annotations

import re

from ipqa.figures import figures
from ipqa.kinds import fits_kind, question_kind
from ipqa.words import content_words, fold, stem, terms

_SHARE = re.compile(
    r"\b(?:what|which)(?: (?:is|was|are|were))?(?: the)?(?: \w+)? "
    r"(?:share|percentage|proportion|fraction|slice)\b|\b(?:in|how many) per ?cent\b"
)
_FRACTION = re.compile(r"\b(?:half|third|thirds|quarter|quarters|fifth|tenth|\w+ in \w+)\b")
_DAY = re.compile(r"\b(?:what|which|exact) (?:exact )?(?:dates?|day)\b")
_OF_A_DAY = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\w+day|today|\d{1,2}(?:st|nd|rd|th))\b"
    r"|\d{4}-\d\d-\d\d"
)
_MONEY = re.compile(
    r"\b(?:revenues?|turnover|takings|price|cost|worth|how much money"
    r"|(?:value|sum|amount|figure|total) (?:\w+ ){0,3}(?:of|for)"
    r"(?: \w+){0,2} (?:trading|trade|sales|deal|contract|market|business|industry))\b"
)
_CURRENCY = re.compile(
    r"[$€£¥₹]|\b(?:yuan|rmb|renminbi|dollars?|euros?|pounds?|yen|francs?|rupees?|won|pesos?"
    r"|reais|usd|eur|gbp|cny)\b"
)
_RATE = re.compile(
    r"\b(?:grow\w*|grew|r[io]se|increase\w*|rate|higher|f[ae]ll|drop\w*|decline\w*)\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_COUNTED = re.compile(r"\bhow many ((?:[\w'’-]+ ?){1,3})")
_RANKED = re.compile(
    r"\b(?:(?P<rank>deputy|vice|assistant|associate|acting|interim|former|honorary|co)[ -])?"
    r"(?P<role>director|chairman|chairwoman|chair|president|minister|secretary|commissioner"
    r"|manager|counsel|editor|judge|governor|head|chief)\b"
)


def fits_question(answer: str, source: str, question: str) -> bool:
    """Whether ``answer``, as ``source`` has it, is what is asked for, as far as form tells.

    A source that calls a thing or a post otherwise than the question has the benefit of the doubt
    for a post, not for a thing that is counted.
    """
    told, asked, said = fold(answer), fold(question), fold(source)
    if _SHARE.search(asked):
        percent = any(figure.kind == "percent" for figure in figures(answer))
        return percent or bool(_FRACTION.search(told))
    if not fits_kind(answer, question_kind(question)):
        return False
    if _DAY.search(asked) and not _OF_A_DAY.search(told):
        return False
    # "By how much did revenue grow?" may be told in per cent.
    money = _MONEY.search(asked) and not _RATE.search(asked) and not _COUNTED.search(asked)
    if money and question_kind(question) == "number" and not _CURRENCY.search(told):
        return False
    return _same_year(said, asked) and _counts(said, asked) and _same_rank(said, asked)


def _same_year(source: str, question: str) -> bool:
    """Whether a source that names years names one of the question's, where it has any."""
    wanted, held = set(_YEAR.findall(question)), set(_YEAR.findall(source))
    return not wanted or not held or bool(wanted & held)


def _counts(source: str, question: str) -> bool:
    """Whether a source names what a question counts, or what it did."""
    match = _COUNTED.search(question)
    wanted = {stem(word) for word in content_words(match[1])} if match else set()
    return not wanted or bool(wanted & set(terms(source)))


def _same_rank(source: str, question: str) -> bool:
    """Whether the posts of a question, where its source names them, have the same rank there."""
    held: dict[str, set[str | None]] = {}
    for match in _RANKED.finditer(source):
        held.setdefault(match["role"], set()).add(match["rank"])
    return all(
        match["role"] not in held or match["rank"] in held[match["role"]]
        for match in _RANKED.finditer(question)
    )
