"""What a clause says in other words: whoever founded a label is its founder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipqa.grounding.chunks import Chunk, Clause, is_time
from ipqa.grounding.lexicon import AGENTS, FRAMES, GUARDS, ORDINALS, QUANTIFIERS, ROLE_WORDS
from ipqa.grounding.tokens import Token
from ipqa.words import stem

_AGENTS = {title: stem(verb) for title, verb in AGENTS.items()}
_FRAMES = frozenset(map(stem, FRAMES))
_LIMITS = QUANTIFIERS | GUARDS | ORDINALS
_CHANGES = frozenset(map(stem, "rise fall grow increase climb drop jump decline".split()))
GIVING = frozenset(map(stem, "give award grant pay offer send hand lend teach show sell".split()))
_FINDING = frozenset(map(stem, "estimate show find confirm provide stipulate".split()))
_STATES = frozenset(
    map(stem, "own chair head host direct lead manage edit operate represent oppose".split())
)
_TITLED = frozenset(map(stem, ("work", "serve", "act")))


def derived(key: str) -> set[str]:
    """The stems that say the same as ``key`` in another part of speech."""
    verb = _AGENTS.get(key, key)
    if key.endswith(("er", "or")) and verb == key:
        verb = stem(key[:-2])
    return {verb, f"{verb}er", f"{verb}or", *(title for title, of in _AGENTS.items() if of == verb),
            *(stem(title) for title, of in _AGENTS.items() if of == verb)}  # fmt: skip


def implied(clause: Clause) -> Iterator[Clause]:
    """``clause`` and what follows from it."""
    yield from _implied(clause)
    for other in (*_compounds(clause), *_owners(clause)):
        yield from _implied(other)


def _implied(clause: Clause) -> Iterator[Clause]:
    yield clause
    if clause.verb in GIVING:
        yield from _given(clause)
    if clause.subject and clause.subject[0].keys[:1] == ("none",) and not clause.negated:
        # "None of the sites was fake" as "the sites were not fake".
        who = replace(clause.subject[0], tokens=clause.subject[0].tokens[1:])
        yield replace(_exchanged(clause, {clause.subject[0]: who}), negated=True)
    if clause.negated or clause.mood:
        return
    yield from _agent_noun(clause)
    yield from _agent_verb(clause)
    yield from _titled(clause)
    if clause.verb in _TITLED:
        titles = tuple(replace(c, preposition="") for c in clause.phrases if c.preposition == "as")
        if titles:
            yield replace(clause, verb="be", objects=titles)
    for place, chunk in enumerate(clause.phrases):
        if chunk.preposition == "worth":
            at = clause.order.index(chunk) if chunk in clause.order else 0
            what = replace(clause.order[at - 1], preposition="", parent=None) if at else None
            goods = (what,) if what else clause.objects
            yield Clause(goods, "be", phrases=clause.phrases[place : place + 1])
        if clause.verb == "be" and chunk.preposition == "in" and len(chunk.keys) == 1:
            rest = (*clause.phrases[:place], *clause.phrases[place + 1 :])
            yield replace(clause, verb=chunk.keys[0], phrases=rest)
    if clause.verb in _FINDING and not clause.passive:
        yield Clause(clause.subject, "say")
    if clause.passive and clause.verb in ("call", "name") and clause.objects:
        yield replace(clause, verb="be", passive=False, tense="")
    if clause.verb in _CHANGES:
        yield from _levels(clause)
        # "Sales rose 5 percent": they rose by that.
        by = tuple(replace(c, preposition="by") for c in clause.objects if _is_sum(c))
        if by:
            yield replace(clause, objects=(), phrases=(*clause.phrases, *by))
    if clause.verb == "have":
        yield from _quantity(clause)


def _compounds(clause: Clause) -> Iterator[Clause]:
    """ "Protection of copyright" as "copyright protection", and the other way round."""
    parts = (*clause.subject, *clause.objects, *clause.phrases)
    for chunk in clause.phrases:
        head = chunk.parent
        if chunk.preposition in ("from", "for") and chunk in clause.order:
            head = clause.order[max(clause.order.index(chunk) - 1, 0)]
        if (
            chunk.preposition in ("of", "from", "for")
            and head in parts
            and _common(chunk)
            and head
            and (_common(head) or head in clause.order[:1])
        ):
            new = replace(head, tokens=(*chunk.tokens, *head.tokens))
            yield _exchanged(clause, {head: new})
    for chunk in parts:
        if len(chunk.tokens) > 1 and _common(chunk):
            head = replace(chunk, tokens=chunk.tokens[-1:])
            of = Chunk("of", chunk.tokens[:-1], head)
            new_clause = _exchanged(clause, {chunk: head})
            yield replace(new_clause, phrases=(*new_clause.phrases, of))


def _owners(clause: Clause) -> Iterator[Clause]:
    """ "The Institute opened its branch" as "the Institute's branch" where nothing else owns it."""
    for place, chunk in enumerate(clause.order):
        if chunk.owned and len(clause.subject) == 1 and not (clause.reporter or clause.governor):
            before = [c for c in clause.order[:place] if not is_time(c)]
            if before == list(clause.subject):
                of = Chunk("of", before[0].tokens, replace(chunk, owned=False), definite=True)
                clause = _exchanged(clause, {chunk: replace(chunk, owned=False)})
                yield replace(clause, phrases=(*clause.phrases, of))
                return


def _common(chunk: Chunk) -> bool:
    """Whether a chunk is of common nouns alone, and nothing limits how many or which."""
    return all(
        token.kind == "word" and not token.capital and token.text.lower() not in _LIMITS
        for token in chunk.tokens
    )


def _exchanged(clause: Clause, new: dict[Chunk, Chunk]) -> Clause:
    def all_of(old: Sequence[Chunk]) -> tuple[Chunk, ...]:
        return tuple(
            new.get(chunk, replace(chunk, parent=new.get(chunk.parent, chunk.parent))
                    if chunk.parent else chunk)
            for chunk in old
        )  # fmt: skip

    return replace(
        clause,
        subject=all_of(clause.subject),
        objects=all_of(clause.objects),
        phrases=all_of(clause.phrases),
        order=all_of(clause.order),
    )


def _given(clause: Clause) -> Iterator[Clause]:
    """ "X gave Y a prize" as "X gave a prize to Y", and "Y was given a prize" likewise."""
    objects, phrases = clause.objects, clause.phrases
    if clause.passive and objects and len(clause.subject) == 1:
        whom = replace(clause.subject[0], preposition="to", parent=None)
        yield replace(clause, subject=objects, objects=(), phrases=(*phrases, whom))
    elif not clause.passive and len(objects) > 1:
        whom = replace(objects[0], preposition="to", parent=None)
        yield replace(clause, objects=objects[1:], phrases=(*phrases, whom))


def _titled(clause: Clause) -> Iterator[Clause]:
    """ "Volta's chief executive Hans Meier" as "Hans Meier is the chief executive of Volta"."""
    for chunk in (*clause.subject, *clause.objects, *clause.phrases):
        at = max((n for n, token in enumerate(chunk.tokens, 1) if not token.capital), default=0)
        title, name = chunk.tokens[:at], chunk.tokens[at:]
        if not at and chunk.tokens and set(chunk.tokens[0].key.split()) <= ROLE_WORDS:
            title, name = chunk.tokens[:1], chunk.tokens[1:]
        if (
            title
            and all(token.kind == "word" for token in title)
            and name
            and all(token.capital for token in name)
        ):
            of = tuple(c for c in clause.phrases if c.parent == chunk)
            bare = replace(chunk, preposition="", parent=None)
            what = replace(bare, tokens=title)
            of = tuple(replace(c, parent=what) for c in of)
            yield Clause((replace(bare, tokens=name, definite=False),), "be", (what,), of)


def _agent_noun(clause: Clause) -> Iterator[Clause]:
    """ "X founded Y" as "X is the founder of Y"."""
    titles = [title for title, verb in AGENTS.items() if stem(verb) == clause.verb]
    if not titles and clause.verb in ("be", "have", "say"):
        return
    titles += [clause.verb, f"{clause.verb}er", f"{clause.verb}or"]
    if clause.passive:
        doers = tuple(c for c in clause.phrases if c.preposition == "by")
        objects = clause.subject
        clause = replace(clause, passive=False, objects=objects,
                         subject=tuple(replace(c, preposition="") for c in doers))  # fmt: skip
    if not clause.subject:
        return
    of = tuple(replace(chunk, preposition="of") for chunk in clause.objects)
    for title in titles:
        for key in {title, stem(title)}:
            noun = Chunk("", (Token("word", key, title),), definite=True)
            # Whoever founded a label is its founder for good, but owners come and go.
            tense = clause.tense if clause.verb in _STATES else ""
            phrases = (*of, *clause.phrases)
            yield replace(clause, verb="be", objects=(noun,), phrases=phrases, tense=tense)


def _agent_verb(clause: Clause) -> Iterator[Clause]:
    """ "X is the chairman of Y" as "X chaired Y", from either side."""
    if clause.verb != "be":
        return
    for who, what in ((clause.subject, clause.objects), (clause.objects, clause.subject)):
        for chunk in what:
            key = chunk.keys[0] if len(chunk.keys) == 1 else ""
            verb = next((v for t, v in _AGENTS.items() if key in (t, stem(t))), None)
            if not verb and key.endswith(("er", "or")):
                verb = stem(key[:-2])
            if verb:
                whose = tuple(replace(c, preposition="", parent=None)
                              for c in clause.phrases if c.preposition == "of")  # fmt: skip
                yield replace(clause, subject=who, verb=verb, objects=whose)


def _quantity(clause: Clause) -> Iterator[Clause]:
    """ "X had revenue of 5" as "X's revenue was 5"."""
    sums = [c for c in clause.phrases if c.parent in clause.objects and _is_sum(c)]
    if sums and clause.objects:
        owners = tuple(replace(chunk, preposition="of") for chunk in clause.subject)
        yield replace(
            clause, subject=clause.objects, verb="be",
            objects=tuple(replace(chunk, preposition="") for chunk in sums),
            phrases=(*owners, *clause.phrases),
        )  # fmt: skip


def _levels(clause: Clause) -> Iterator[Clause]:
    """ "Sales rose from 5 in 2018 to 6 in 2019" as what they were in either year."""
    for place, chunk in enumerate(clause.phrases):
        if chunk.preposition in ("from", "to") and _is_sum(chunk):
            when = clause.phrases[place + 1 : place + 2]
            whose = tuple(c for c in clause.phrases[:place] if c.preposition == "of")
            if when and when[0].preposition in ("in", "on"):
                level = (replace(chunk, preposition="", parent=None),)
                yield replace(clause, verb="be", objects=level, phrases=(*whose, *when))


def _is_sum(chunk: Chunk) -> bool:
    return any(token.amount for token in chunk.tokens)


def unframed(clause: Clause) -> Clause:
    """ "Her position is X" as "she is X": what the question calls it adds nothing."""
    if clause.verb != "be" or clause.passive:
        return clause
    for frames, others in ((clause.subject, clause.objects), (clause.objects, clause.subject)):
        if len(frames) == 1 and frames[0].keys in [(frame,) for frame in _FRAMES]:
            owners = [c for c in clause.phrases if c.preposition == "of" and c.parent == frames[0]]
            if owners:
                subject = (replace(owners[0], preposition="", parent=None),)
                rest = tuple(c for c in clause.phrases if c != owners[0])
                return replace(clause, subject=subject, objects=others, phrases=rest)
    return clause


def frame_words(sentence: Sequence[Token]) -> set[str]:
    """The keys of a sentence's words that belong to its frame alone."""
    keys = {"accord"} if any(token.text.lower() == "according" for token in sentence) else set()
    return keys | _FRAMES
