"""False answers by a changed figure: numbers, years, days, scales, currencies, bounds."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.grounding.mutations.kit import (
    MONTHS,
    Number,
    Pool,
    days,
    numbers,
    says,
    source,
    years,
)

_WORDS = """two three four five six seven eight nine ten eleven twelve thirteen fifteen sixteen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
_SCALES = {
    "thousand": ("million", "hundred"), "million": ("billion", "thousand"),
    "billion": ("million", "trillion"), "trillion": ("billion", "million"),
    "m": ("bn",), "bn": ("m",), "hundred": ("thousand",),
}  # fmt: skip
_SIGNS = {"US$": "€", "$": "€", "€": "$", "£": "€", "¥": "$", "JPY ": "EUR ", "RMB ": "USD "}
_MONEY = {
    "yuan": ("dollars", "euros"), "dollars": ("euros", "pounds"), "euros": ("dollars", "pounds"),
    "yen": ("dollars", "yuan"), "pounds": ("euros", "dollars"), "reais": ("dollars", "pesos"),
}  # fmt: skip
_ABOVE = ("more than", "over", "at least", "above")
_BELOW = ("almost", "nearly", "less than", "up to")
_ABOUT = ("about", "around", "approximately")
_BOUND = re.compile(rf"\b({'|'.join((*_ABOVE, *_BELOW, *_ABOUT))})\s+(?=[\d$€£¥]|\w+ )", re.I)


def number(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """An amount becomes another one that is as likely and stands in no quote."""
    held = {other.value for other in numbers(source(item))}
    found = list(numbers(item.sentence))
    rng.shuffle(found)
    for old in found:
        choices = [new for new in _others(old, rng) if _fits(item.sentence, old, new)]
        for new in choices:
            parsed = numbers(new)
            if len(parsed) == 1 and parsed[0].value not in held:
                yield says(item, _put(item.sentence, old, new))
                break


def year_near(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A year becomes one of its neighbours."""
    for match in years(item.sentence):
        steps = [-2, -1, 1, 2]
        rng.shuffle(steps)
        for new in (str(int(match[0]) + step) for step in steps):
            if new not in source(item):
                start, end = match.span()
                yield says(item, item.sentence[:start] + new + item.sentence[end:])
                break


def date_part(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """The day or the month of a date changes."""
    held = " ".join(match[0] for match in days(source(item)))
    for match in days(item.sentence):
        day = int(re.findall(r"\d+", match[0])[0])
        month = re.findall("[A-Z][a-z]+", match[0])[0]
        new_day = rng.choice([n for n in range(1, 29) if not re.search(rf"\b{n}\b", held)])
        new_month = rng.choice([name for name in MONTHS if name not in source(item)])
        plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", match[0])
        for new in (plain.replace(str(day), str(new_day)), plain.replace(month, new_month)):
            yield says(item, item.sentence.replace(match[0], new))


def scale(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A million becomes a billion; a number without a scale gets one or another zero."""
    for old in numbers(item.sentence):
        match = re.search(
            r"(?:\b|(?<=\d))(thousand|million|billion|trillion|bn|m|hundred)\b", old.text
        )
        if match:
            news = [old.text.replace(match[1], other) for other in _SCALES[match[1]]]
        elif old.sort != "percent" and old.value >= 100 and "," in old.text:
            news = [old.text.replace(",000", " million", 1)] if ",000" in old.text else []
            news.append(re.sub(r"[\d,]+", f"{old.value * 10:,f}", old.text, count=1))
        else:
            continue
        for new in news:
            if _fits(item.sentence, old, new):
                yield says(item, _put(item.sentence, old, new))


def percent_number(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A percentage becomes a bare number, an amount or percentage points."""
    for old in numbers(item.sentence):
        if old.sort == "percent":
            bare = re.sub(r"\s?(%|percent|per cent)$", "", old.text)
            news = [bare, f"{bare} million", f"{bare} percentage points"]
            rng.shuffle(news)
            for new in news:
                yield says(item, _put(item.sentence, old, new))


def currency(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """An amount of money is in another currency."""
    for old in numbers(item.sentence):
        if old.sort != "money":
            continue
        sign = next((sign for sign in _SIGNS if old.text.startswith(sign)), None)
        word = old.text.split()[-1]
        if sign:
            yield says(item, _put(item.sentence, old, old.text.replace(sign, _SIGNS[sign])))
        elif word in _MONEY:
            for other in _MONEY[word]:
                yield says(item, _put(item.sentence, old, old.text.replace(word, other)))


def bound(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """ "More than" before a number is lost or becomes "less than", and the other way round."""
    for match in _BOUND.finditer(item.sentence):
        rest = item.sentence[match.end() :]
        if not any(found.start == 0 for found in numbers(rest)):
            continue
        said = match[1].lower()
        above, below = ("more than", "at least"), ("less than", "fewer than")
        news = ("", *below) if said in _ABOVE else (*above, "") if said in _BELOW else above
        for new in news:
            sentence = f"{item.sentence[: match.start()]}{new} {rest}"
            yield says(item, sentence)


def figure_of_another_subject(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """Two figures of one sort exchange their places, or one takes the place of the other."""
    said = numbers(item.sentence)
    for sort in ("percent", "money", "count"):
        mine = [old for old in said if old.sort == sort]
        if len(mine) == 2 and mine[0].value != mine[1].value:
            first, second = mine
            sentence = _put(_put(item.sentence, second, _lower(first.text)), first, second.text)
            yield says(item, sentence)
        elif len(mine) == 1:
            for other in numbers(source(item)):
                if other.sort == sort and _fits(item.sentence, mine[0], other.text):
                    yield says(item, _put(item.sentence, mine[0], other.text))
    mine_years = years(item.sentence)
    others = sorted(
        {match[0] for match in years(source(item))} - {match[0] for match in mine_years}
    )
    if len(mine_years) == 1 and others:
        yield says(item, item.sentence.replace(mine_years[0][0], rng.choice(others)))


def _others(old: Number, rng: random.Random) -> list[str]:
    """Numbers written like ``old``: another digit, or another word."""
    digits = [position for position, sign in enumerate(old.text) if sign in "123456789"]
    news = []
    for _ in range(8):
        if digits:
            position = rng.choice(digits)
            new = rng.choice([digit for digit in "123456789" if digit != old.text[position]])
            news.append(old.text[:position] + new + old.text[position + 1 :])
        else:
            words = old.text.split()
            news.append(" ".join([rng.choice(_WORDS[:18]), *words[1:]]))
    return news


def _fits(sentence: str, old: Number, new: str) -> bool:
    """Behind "at least" only a larger number is false for sure."""
    parsed = numbers(new)
    if len(parsed) != 1 or parsed[0].value == old.value:
        return False
    above = re.search(rf"\b({'|'.join(_ABOVE)})\s*$", _before(sentence, old), re.I) or re.match(
        r"\s+or more\b", sentence[old.end :]
    )
    return not above or parsed[0].value > old.value


def _before(sentence: str, old: Number) -> str:
    return sentence[: old.start]


def _lower(text: str) -> str:
    return text.lower() if text.isalpha() else text


def _put(sentence: str, old: Number, new: str) -> str:
    return sentence[: old.start] + new + sentence[old.end :]
