"""False answers by other words: negations, moods, opposites, quantifiers, quotations, additions."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.grounding.mutations.kit import NEGATIVE, Pool, says, source
from ipqa.evaluation.grounding.mutations.verbs import PAST, PRESENT

_AUXILIARY = r"\b(is|are|was|were|has|have|had|will|can|may|must)\b"
_VERB = re.compile(rf"{_AUXILIARY}|\b({'|'.join((*PAST, *PRESENT))})\b")
_LOST = (
    (r"^No, ", "Yes, "),
    (r"\bneither (\w+) nor\b", r"both \1 and"),
    (r"\b(?:cannot|can not)\b", "can"),
    (r"\b(had|has) failed to prove\b", r"\1 managed to prove"),
    (r"\bdenied\b", "confirmed"),
    (r"\bnot yet\b", "already"),
    (r"\bhasn't yet\b", "has already"),
    (r"\bhadn't\b", "had"),
    (r"\bno longer\b", "now"),
    (r"\bnobody\b", "everybody"),
    (r"\bNone of\b", "All of"),
    (r"\bwithout a\b", "with a"),
    (r", but not all,", ", indeed all,"),
    (r"\bbut not by all\b", "indeed by all"),
    (r"\b(are|had|must) not\b", r"\1"),
    (r"\bnever\b ", ""),
    (r"\b(?:did not|didn't) renew\b", "renewed"),
    (r"\b(?:does not|doesn't) license\b", "licenses"),
)
_MOODS = (
    (r"\bwill be set\b", ("has been set", "may be set")),
    (r"\bwill be published\b", ("have been published",)),
    (r"\bwill publish\b", ("has published",)),
    (r"\bwill cooperate\b", ("have cooperated", "must cooperate")),
    (r"\bwill set up\b", ("have set up", "need not set up")),
    (r"\bwill receive\b", ("has received",)),
    (r"\bwill enter\b", ("has entered", "may enter")),
    (r"\bmay extend\b", ("will extend", "has extended")),
    (r"\bmay be extended\b", ("will be extended", "has been extended")),
    (r"\bexpects to open\b", ("has opened", "refuses to open")),
    (r"\bhopes that\b", ("knows that", "has ordered that")),
    (r"\bplan to join\b", ("have joined", "may join")),
    (r"\bclaimed that\b", ("proved that", "feared that")),
    (r"\burges\b", ("forces",)),
    (r"\bordered (?=.* to pay)", ("may order ", "plans to order ")),
    (r"\bwas ordered (by .*? )?to pay\b", ("has paid", "may have to pay")),
    (r"\bbegins\b", ("may begin",)),
    (r"\bestimates\b", ("has proved",)),
)
_OPPOSITES = """rose:fell rising:falling higher:lower upheld:overturned granted:refused
    refused:granted rejected:accepted dismissed:allowed bought:sold acquired:sold removed:added
    opened:closed closed:opened before:after after:before strengthened:weakened declining:growing
    decline:growth genuine:fake illegal:legal fake:genuine counterfeit:genuine hard:easy
    difficult:easy former:current clear:vague bold:timid sufficient:insufficient public:private
    online:offline unauthorized:authorized seized:returned destroyed:saved confiscated:released
    infringed:respected began:stopped withdrew:filed backed:opposed protected:attacked
    awarded:denied intercepted:released attended:boycotted closely:loosely sued:praised
    down:up extend:shorten joined:left grew:shrank more:fewer elected:dismissed arrested:freed
    covers:excludes witnessed:missed founded:dissolved modern:outdated primary:advanced
    healthy:unhealthy""".split()
_QUANTIFIERS = (
    (r"\bMost of\b|\bmost of\b", ("all of", "few of")),
    (r"\bMany of\b|\bmany of\b", ("all of", "few of")),
    (r"\bsome of\b", ("all of", "most of")),
    (r"\bseveral\b", ("all", "most")),
    (r"\bOnly (?=\d|eighteen)", ("More than ", "Fewer than ")),
    (r"\ball countries\b", ("only some countries", "only rich countries")),
    (r"\ball schools\b", ("only some schools", "only a few schools")),
    (r"\ball retail sales\b", ("some retail sales",)),
    (r"\bmerely\b", ("partly",)),
    (r"\b(?:two|2) of the\b|\bTwo of the\b", ("none of the", "all of the")),
    (r"\ba big player\b", ("the biggest player", "the only big player")),
    (r"\ba model city\b", ("the first model city", "the only model city")),
    (r"\bonly national\b", ("largest national", "first national")),
    (r"\bthe whole market\b", ("the Asian market", "half the market")),
    (r"\bthe three main pillars\b", ("the only three pillars",)),
    (r"\bone more country\b", ("every country", "most countries")),
    (r"\ba messaging platform\b", ("the first messaging platform", "the only messaging platform")),
    (r"\btwice as many\b", ("three times as many", "ten times as many")),
    (r"\ba representative\b", ("the only representative", "the first representative")),
    (r"\bthe most important principle\b", ("the only principle", "the least important principle")),
)
_ADDED = (
    ", after a long legal dispute", " for the third time", " under pressure from investors",
    ", to the surprise of observers", " behind closed doors", ", the largest case of its kind",
    " with the support of the government", ", according to a spokeswoman",
    ", despite protests from artists", " as the first body in Europe", ", as planned in spring",
)  # fmt: skip
_OTHER_WORDS = "digital private national shared global hidden second golden foreign legal".split()
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")


def negation_added(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A "not" or "never" that no quote has."""
    match = _VERB.search(item.sentence)
    if not match or NEGATIVE.search(item.sentence):
        return
    before, after, word = item.sentence[: match.start()], item.sentence[match.end() :], match[0]
    news = [f"{word} not", f"{word} never"]
    if word in PAST:
        news = [f"did not {PAST[word]}", f"never {word}", f"didn't {PAST[word]}"]
    elif word in PRESENT:
        news = [f"does not {PRESENT[word]}", f"never {word}", f"doesn't {PRESENT[word]}"]
    elif word in ("is", "are", "was", "were", "has", "have", "had"):
        news.append(f"{word}n't")
    rng.shuffle(news)
    for new in news:
        yield says(item, before + new + after)


def negation_lost(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """What is denied is stated."""
    sentence = item.sentence
    for pattern, new in _LOST:
        sentence = re.sub(pattern, new, sentence)
    changed = sentence.removeprefix("Yes, ") != item.sentence.removeprefix("No, ")
    if NEGATIVE.search(item.sentence) and changed:
        yield says(item, sentence)
        if sentence.startswith("Yes, "):
            yield says(item, sentence.removeprefix("Yes, "))


def modality(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """What is planned or possible is done, or what is done is planned or possible."""
    found = False
    for pattern, news in _MOODS:
        for new in news:
            if re.search(pattern, item.sentence):
                found = True
                yield says(item, re.sub(pattern, new, item.sentence, count=1))
    match = re.search(
        rf"(?<!had )(?<!has )(?<!as )(?<!of )(?<!\d )\b({'|'.join(PAST)})\b(?! by\b| online\b)",
        item.sentence,
    )
    if found or not match or re.search(rf"{_AUXILIARY} (\w+ )?$", item.sentence[: match.start()]):
        return
    for mood in rng.sample(["planned to", "may", "will", "might", "should"], 3):
        start, end = match.span()
        yield says(item, f"{item.sentence[:start]}{mood} {PAST[match[1]]}{item.sentence[end:]}")


def antonym(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A word becomes its opposite."""
    held = source(item)
    pairs = [entry.split(":") for entry in _OPPOSITES]
    rng.shuffle(pairs)
    for word, opposite in pairs:
        spared = r"(?! than\b)" if word == "more" else ""
        match = re.search(rf"\b{word}\b{spared}", item.sentence)
        if match and not re.search(rf"\b{opposite}\b", held):
            start, end = match.span()
            yield says(item, item.sentence[:start] + opposite + item.sentence[end:])


def quantifier(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """ "Some" becomes "all", "a" becomes "the first", one who did something the only one."""
    for pattern, news in _QUANTIFIERS:
        for new in news:
            if re.search(pattern, item.sentence):
                yield says(item, re.sub(pattern, new, item.sentence, count=1))
    starts = [spelling for spelling, _, _ in pool.names.found_in(item.sentence)][:1]
    acts = f"(?:{'|'.join(PAST)})"
    if starts and re.match(rf"(The )?{re.escape(starts[0])} {acts}\b", item.sentence):
        rest = re.sub(r"^The ", "the ", item.sentence)
        yield says(item, f"Only {rest}")


def quoted_phrase(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A word within quotation marks changes, or is added."""
    for match in _QUOTED.finditer(item.sentence):
        words = [word for word in re.findall(r"[A-Za-z]+", match[1]) if len(word) > 3]
        news = [word for word in _OTHER_WORDS if word not in source(item).casefold()]
        for old in rng.sample(words, min(2, len(words))):
            new = rng.choice(news)
            new = new.title() if old[0].isupper() else new
            start, end = match.span(1)
            phrase = match[1].replace(old, new, 1)
            yield says(item, item.sentence[:start] + phrase + item.sentence[end:])


def extra_claim(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A made-up circumstance is added."""
    if len(item.sentence.split()) > 3 and item.sentence.endswith("."):
        for added in rng.sample(_ADDED, 2):
            yield says(item, f"{item.sentence[:-1]}{added}.")
