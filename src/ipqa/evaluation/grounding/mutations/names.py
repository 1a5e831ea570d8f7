"""False answers by a changed name or role, or by names that change places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.grounding.mutations.kit import Pool, replaced, says, source, swapped
from ipqa.evaluation.grounding.mutations.verbs import PARTICIPLES

_NEW = {
    "person": (("Martin Keller", "Keller"), ("Priya Nair", "Nair"), ("Yuki Tanabe", "Tanabe")),
    "organisation": (("Northgate Media",), ("Federal Trade Board", "FTB"), ("Orbis Group",)),
    "place": (("Toronto",), ("Portugal",), ("Osaka",)),
    "work": (("Streamline",), ("BlueBird",), ("Madrid Protocol",)),
}
_ROLES = (
    (r"\bDeputy Director General\b", ("Director General", "Deputy Director")),
    (r"(?<!Deputy )\bDirector General\b", ("Deputy Director General", "Secretary General")),
    (r"\bdeputy director\b", ("director", "deputy chairman")),
    (r"\bVice President\b", ("President", "Chairman")),
    (r"\bDeputy General Counsel\b", ("General Counsel", "Deputy Director")),
    (r"(?<!Deputy )\bgeneral counsel\b", ("deputy general counsel", "general manager")),
    (r"\bformer vice-president\b", ("vice-president", "former president")),
    (r"(?<!vice-)\bpresident\b", ("vice-president", "honorary president")),
    (r"\bvice-chairman\b", ("chairman", "former vice-chairman")),
    (r"(?<!vice-)\bchairman\b", ("vice-chairman", "former chairman")),
    (r"\bgovernment director\b", ("deputy government director", "marketing director")),
    (r"(?<!deputy )(?<!government )\bdirector\b", ("deputy director", "former director")),
    (r"\bDirector of International\b", ("Deputy Director of International", "Director of Law")),
    (r"\bCEO\b", ("deputy CEO", "CFO")),
    (r"\bfounder\b", ("co-founder", "chairman")),
    (r"\bowner\b", ("part-owner", "former owner")),
    (r"\bIP minister\b", ("deputy IP minister", "former IP minister")),
    (r"\btreasurer\b", ("deputy treasurer", "secretary")),
    (r"\bJudge\b", ("Former Judge", "Prosecutor")),
    (r"\blegal expert\b", ("student", "former judge")),
    (r"\brepresentative of\b", ("critic of", "former representative of")),
    (r"\blaw firm of the plaintiff\b", ("law firm of the defendant",)),
)  # fmt: skip


def name_swapped(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A name becomes another one of its sort, of the same quote if roles tell them apart."""
    for one, other in item.roles:
        present = [name for name in (one, other) if re.search(re.escape(name), item.sentence, re.I)]
        if len(present) == 1:
            absent = other if present[0] == one else one
            if absent[:1].isupper():
                yield says(item, replaced(item.sentence, present[0], absent))
    words = {word.casefold() for word in re.findall(r"\w+", source(item))}
    found = pool.names.found_in(item.sentence)
    rng.shuffle(found)
    for spelling, sort, group in found:
        others = sorted(
            {
                (other if " " in spelling or sort != "person" else other_group[-1])
                for taken in pool.items
                for other, other_sort, other_group in pool.names.found_in(source(taken))
                if other_sort == sort and other_group != group
            }
        )
        others = [name for name in others if (" " in name) == (" " in spelling)] or others
        strange = [
            name
            for name in others
            if words.isdisjoint(re.findall(r"[^\W\d_]{3,}", name.casefold()))
        ]
        if strange:
            yield says(item, replaced(item.sentence, spelling, rng.choice(strange)))


def name_other(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A name becomes one that no text has."""
    found = pool.names.found_in(item.sentence)
    rng.shuffle(found)
    for spelling, sort, _ in found:
        short = spelling.isupper() or (sort == "person" and " " not in spelling)
        new = rng.choice(_NEW[sort])[-1 if short else 0]
        yield says(item, replaced(item.sentence, spelling, new))


def name_lookalike(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A letter of an acronym changes, or a name ends otherwise."""
    held = source(item) + item.sentence
    for spelling, sort, _ in pool.names.found_in(item.sentence):
        if spelling.isupper() and spelling.isalpha():
            position = rng.randrange(len(spelling))
            letters = [x for x in "ABCDEFILMNOPRSTW" if x != spelling[position]]
            new = spelling[:position] + rng.choice(letters) + spelling[position + 1 :]
        elif sort == "person" and len(spelling.split()[-1]) > 3:
            new = spelling[:-1] + rng.choice([x for x in "aeinors" if x != spelling[-1]])
        else:
            continue
        if new not in held:
            yield says(item, replaced(item.sentence, spelling, new))


def role(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A deputy becomes the director, or the director a deputy."""
    for pattern, news in _ROLES:
        match = re.search(pattern, item.sentence)
        if match and not re.search(r"[\w']", item.sentence[match.end() : match.end() + 1]):
            for new in news:
                sentence = item.sentence[: match.start()] + new + item.sentence[match.end() :]
                yield says(item, sentence)


def turned_round(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """Two that play different parts change places."""
    for one, other in item.roles:
        sentence = swapped(item.sentence, one, other)
        if sentence:
            yield says(item, sentence)


def voice(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """Who did something becomes whom it was done to: "sued" is "was sued by", and back."""
    if not item.roles:
        return
    past = re.search(rf"\b(?:was|were|are|is) ({'|'.join(PARTICIPLES)})\b(.*?) by\b", item.sentence)
    if past and not past[2].strip():
        start, end = past.span()
        yield says(item, f"{item.sentence[:start]}{PARTICIPLES[past[1]]}{item.sentence[end:]}")
    for one, other in (*item.roles, *(pair[::-1] for pair in item.roles)):
        done = re.search(
            rf"^{re.escape(one)} (\w+) (?=(?:the |the \w+ )?{re.escape(other)})",
            item.sentence,
        )
        participle = next((p for p, verb in PARTICIPLES.items() if done and verb == done[1]), None)
        if done and participle:
            start, end = done.span(1)
            sentence = f"{item.sentence[:start]}was {participle} by{item.sentence[end:]}"
            yield says(item, sentence)
    for pattern, new in _CONVERSE:
        sentence, count = re.subn(pattern, new, item.sentence)
        if count:
            yield says(item, sentence)


_CONVERSE = (
    (r"\b(?:acquired|bought) (.+?) from\b", r"sold \1 to"),
    (r"\bsold (.+?) to\b", r"bought \1 from"),
    (r"\blicensed (.+?) to\b(?! .* by\b)", r"licensed \1 from"),
    (r"\blicenses (.+?) to\b", r"licenses \1 from"),
    (r"\b(were|are) (acquired|bought) from (.+?) by\b", r"\1 sold to \3 by"),
    (r"\bwas licensed to (.+?) by\b", r"was licensed from \1 by"),
    (r"\bwas sued for\b", "sued for"),
    (r"\bwas ordered to pay (.+?) to\b", r"was to be paid \1 by"),
    (r"(?<!were )\bpaid (?=JPY|\d)", "was paid "),
    (r"\bsent out a notice to\b", "received a notice from"),
)
