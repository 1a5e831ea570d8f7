"""Clauses: who did what to whom, told from the order of words around the verb groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipqa.grounding.chunks import Chunk, chunks
from ipqa.grounding.lexicon import GUARDS, OPENERS, ROLE_WORDS
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import Group, past, speaks, verb_groups

_STOPS = frozenset({"that", "relative", "subordinator"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, objects and the phrases around it.

    ``governor`` is the verb or noun that a "that" clause hangs on, where it does not tell facts;
    ``reporter`` is who said it. ``guards`` are words that narrow or weaken the whole.
    ``order`` are all of its chunks as they stand.
    """

    subject: tuple[Chunk, ...]
    verb: str
    objects: tuple[Chunk, ...] = ()
    phrases: tuple[Chunk, ...] = ()
    passive: bool = False
    negated: bool = False
    mood: str = ""
    governor: str = ""
    reporter: tuple[Chunk, ...] = ()
    guards: frozenset[str] = frozenset()
    order: tuple[Chunk, ...] = ()


def clauses(found: Sequence[Token]) -> list[Clause] | None:
    """The clauses of a sentence; ``None`` where it has no verb or one has no subject."""
    found, reporter = _according(_participle_behind(list(found)))
    built = _Parse(found).clauses()
    if built is None or not reporter:
        return built
    said = Clause(reporter, "say")
    return [*(replace(clause, reporter=clause.reporter or reporter) for clause in built), said]


def _participle_behind(found: list[Token]) -> list[Token]:
    """ "Founded in 1901, the museum owns ..." as "The museum, founded in 1901, owns ..."."""
    comma = next((n for n, token in enumerate(found) if token.key == ","), 0)
    groups = verb_groups(found[comma + 1 :])
    if not (comma and groups and found[0].kind == "word" and past(found[0])):
        return found
    verb = comma + 1 + groups[0].start
    first = replace(found[0], capital=False)
    sign = found[comma]
    return [*found[comma + 1 : verb], sign, first, *found[1:comma], sign, *found[verb:]]


def _according(found: list[Token]) -> tuple[list[Token], tuple[Chunk, ...]]:
    """The sentence without "according to …", and who that is."""
    for at in range(len(found) - 1):
        if found[at].text.lower() == "according" and found[at + 1].key == "to":
            end = at + 2
            while end < len(found) and found[end].kind != "sign":
                end += 1
            inner = bool(at) and found[at - 1].key == ","
            rest = [*found[: at - inner], *found[end + (end < len(found)) :]]
            return rest, tuple(chunks(found[at + 2 : end]))
    return found, ()


class _Parse:
    """One pass over the tokens of a sentence."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.groups = verb_groups(found)
        self.starts: list[int] = []
        self.subjects: list[Sequence[Token]] = []
        self.governors: list[str] = []
        self.reported: list[int | None] = []
        self.objects: dict[int, Sequence[Token]] = {}
        self.apposed: list[Clause] = []

    def clauses(self) -> list[Clause] | None:
        if not self.groups or not all(self._place(n) for n in range(len(self.groups))):
            return None
        ends = [*self.starts[1:], len(self.tokens)]
        built = []
        for number, group in enumerate(self.groups):
            rest = self.tokens[group.end : max(ends[number], group.end)]
            built.append(self._clause(number, group, rest))
            # "..., Zhang said": all that stands before is what he said.
            if group.verb == "say" and number and not chunks(rest):
                self.reported[:number] = [by if by is not None else number
                                          for by in self.reported[:number]]  # fmt: skip
        told = [
            replace(clause, reporter=built[by].subject) if by is not None else clause
            for clause, by in zip(built, self.reported, strict=True)
        ]
        told = [_also_named(clause, self.apposed) for clause in told]
        told = [_herself(clause) for clause in told] + self.apposed
        guards = GUARDS & {token.key for token in self.tokens if token.kind == "subordinator"}
        return _called([replace(clause, guards=clause.guards | guards) for clause in told])

    def _place(self, number: int) -> bool:
        """Finds where the subject of a verb begins, and what the clause hangs on."""
        group = self.groups[number]
        floor = self.groups[number - 1].end if number else 0
        at = group.start
        while at > floor and self.tokens[at - 1].kind == "adverb":
            at -= 1
        if at <= floor:
            return False
        before = self.tokens[at - 1]
        governor, by = "", None
        if before.kind == "conjunction":
            if not number:
                return False
            start = at - 1 - (self.tokens[at - 2].key == ",")
            subject = self.subjects[number - 1]
            governor, by = self.governors[number - 1], self.reported[number - 1]
        elif before.kind in ("relative", "that") or group.reduced:
            start = at - 1 - (not group.reduced and at > 1 and self.tokens[at - 2].key == ",")
            subject = self._antecedent(start)
        elif before.key in (",", ")"):
            opening = self._opening(at - 1)
            if opening is None or (group.verb == "say" and self._speaker_follows(group)):
                return self._inverted(number, at)
            past = max((other.end for other in self.groups if other.end <= opening), default=0)
            left = self._left(opening, past)
            subject = self.tokens[left:opening]
            start = at - 1
            if floor <= opening:
                start = left
                inner = chunks(self.tokens[left : at - 1])
                self.apposed += _titles_of(inner)
                heads = tuple(chunk for chunk in chunks(subject) if not chunk.preposition)
                worth = tuple(chunk for chunk in inner if chunk.preposition == "worth")
                if worth:
                    self.apposed.append(Clause(heads, "be", phrases=worth))
        else:
            start = self._left(at, floor)
            if self.tokens[start].key in OPENERS and all(
                chunk.preposition for chunk in chunks(self.tokens[start:at])
            ):
                start += 1
            subject = self.tokens[start:at]
            governor, by = self._governed(number, start)
            if start > 1 and self.tokens[start - 1].kind == "relative":
                start -= 1 + (self.tokens[start - 2].key == ",")
                self.objects[number] = self._antecedent(start)
        self._keep(max(start, floor), subject, governor, by)
        return bool(subject)

    def _keep(self, start: int, subject: Sequence[Token], governor: str, by: int | None) -> None:
        self.starts.append(start)
        self.subjects.append(subject)
        self.governors.append(governor)
        self.reported.append(by)

    def _speaker_follows(self, group: Group) -> bool:
        follows = self.tokens[group.end : group.end + 1]
        return bool(follows) and (follows[0].capital or follows[0].key in ROLE_WORDS)

    def _inverted(self, number: int, at: int) -> bool:
        """ "..., said Astle": the speaker stands behind the verb."""
        group = self.groups[number]
        end = group.end
        while end < len(self.tokens) and self.tokens[end].kind != "sign":
            end += 1
        if group.verb != "say" or end == group.end:
            return False
        self._keep(at - 1, self.tokens[group.end : end], "", None)
        self.reported[:number] = [n if n is not None else number for n in self.reported[:number]]
        return True

    def _left(self, end: int, floor: int) -> int:
        """Where the words before ``end`` that may be a subject begin."""
        at, listed = end, False
        while at > floor:
            token = self.tokens[at - 1]
            if token.kind in _STOPS:
                break
            if token.kind == "sign" and not (
                token.key == "," and listed and self._in_list(floor, at - 1)
            ):
                break
            if floor and token.key in OPENERS:
                break
            if token.kind == "conjunction":
                if floor and not self._embedded(floor, at - 1):
                    break
                listed = True
            at -= 1
        return at

    def _embedded(self, floor: int, end: int) -> bool:
        return any(token.kind in _STOPS for token in self.tokens[floor:end])

    def _in_list(self, floor: int, comma: int) -> bool:
        """Whether a comma divides things, not a clause from what leads it."""
        stops = [n for n in range(floor, comma) if self.tokens[n].kind in _STOPS]
        first = self.tokens[stops[-1] + 1 if stops else floor]
        return bool(stops or not floor) and first.kind not in ("preposition", "adverb", "sign")

    def _opening(self, closing: int) -> int | None:
        wanted = "(" if self.tokens[closing].key == ")" else ","
        places = [n for n in range(closing) if self.tokens[n].key == wanted]
        return places[-1] if places and places[-1] > 0 else None

    def _antecedent(self, end: int) -> list[Token]:
        at = end
        while at > 0 and self.tokens[at - 1].kind in ("word", "figure"):
            at -= 1
        # "The congress in Geneva, which opened": of a place it says little.
        if at > 1 and self.tokens[at - 1].key in ("in", "at") and not self.tokens[at - 2].capital:
            return self.tokens[at - 2 : end]
        return self.tokens[at:end]

    def _governed(self, number: int, start: int) -> tuple[str, int | None]:
        """What a clause hangs on, and which clause tells it."""
        if not start:
            return "", None
        before, last = self.tokens[start - 1], number - 1
        if before.key == "," and last >= 0:
            # "Said that, as films get cheaper, ...": what stands between does not count.
            end = self.groups[last].end
            if self.tokens[end].kind == "that" and end < start:
                start, before = end + 1, self.tokens[end]
        if last >= 0 and before.kind == "that" and self._told(last, start):
            return ("", last) if self.groups[last].tells else ("say", last)
        close = last >= 0 and self.groups[last].end in (start, start - (before.kind == "that"))
        if before.key == ":" and last >= 0 and self.groups[last].end == start - 1:
            close = True
        if close and (before.kind == "that" or speaks(self.groups[last].verb)):
            group = self.groups[last]
            return ("" if group.tells else group.verb), (last if group.verb == "say" else None)
        if before.kind == "that":
            noun = self.tokens[start - 2] if start > 1 else None
            if noun and start > 2 and self.tokens[start - 3].genitive:
                self.apposed.append(Clause(tuple(chunks([self.tokens[start - 3]])), noun.key))
            return noun.key if noun else "", None
        if before.kind == "subordinator" and before.key in ("if", "unless", "whether"):
            return before.key, None
        if before.kind == "conjunction" and last >= 0:
            return self.governors[last], self.reported[last]
        return "", None

    def _told(self, last: int, start: int) -> bool:
        """Whether only a listener stands before "that" ("told the court that …")."""
        end = self.groups[last].end
        between = self.tokens[end : start - 1]
        return (
            self.tokens[end - 1].text.lower() in ("told", "tell", "tells")
            and 0 < len(between) < 4
            and all(token.kind in ("word", "determiner") for token in between)
        )

    def _clause(self, number: int, group: Group, rest: Sequence[Token]) -> Clause:
        if rest and rest[0].key == "neither":
            group, rest = replace(group, negated=not group.negated), rest[1:]
        lead = chunks(self.tokens[: self.starts[0]]) if number == 0 else []
        # "A shop owned by Rossi": Rossi does not do what the shop does.
        subject = [
            replace(chunk, preposition="by, of it") if chunk.preposition == "by" else chunk
            for chunk in chunks(self.subjects[number])
        ]
        behind = chunks(rest)
        heads = tuple(chunk for chunk in subject if not chunk.preposition)
        titles = _titles_of(behind)
        self.apposed += titles
        taken = {chunk for title in titles for chunk in (*title.objects, *title.phrases)}
        left = [chunk for chunk in behind if replace(chunk, preposition="") not in taken]
        said = (*self.subjects[number], *self.tokens[group.start : group.end], *rest)
        return Clause(
            subject=heads,
            verb=group.verb,
            objects=tuple(
                chunk
                for chunk in (*chunks(self.objects.get(number, ())), *left)
                if not chunk.preposition
            ),
            phrases=tuple(chunk for chunk in (*lead, *subject, *left) if chunk.preposition),
            passive=group.passive,
            negated=group.negated,
            mood=group.mood,
            governor=self.governors[number],
            order=(*lead, *subject, *left),
            guards=frozenset(token.text.lower() for token in said) & GUARDS,
        )


def _is_title(chunk: Chunk) -> bool:
    """Whether a chunk behind a comma tells what the one before it is."""
    keys = set(chunk.tokens[0].key.split()) if chunk.tokens else set()
    return chunk.definite or chunk.article or (bool(keys) and keys <= ROLE_WORDS)


def _titles_of(behind: Sequence[Chunk]) -> list[Clause]:
    """ "Tencent, the owner of WeChat": the one is the other."""
    found = []
    for place, chunk in enumerate(behind):
        heads = [c for c in behind[:place] if c.preposition != "of"]
        if chunk.apposed and chunk.named() and heads and not heads[-1].named():
            # "Volta's chief executive, Hans Meier".
            if set(heads[-1].keys[-1].split()) <= ROLE_WORDS:
                title = replace(heads[-1], preposition="", parent=None)
                of = tuple(c for c in behind[:place] if c.parent == heads[-1])
                found.append(Clause((replace(chunk, preposition=""),), "be", (title,), of))
        elif chunk.apposed and _is_title(chunk) and place:
            if chunk.article and not behind[place - 1].named():
                continue
            follows = behind[place + 1 :]
            end = next((n for n, c in enumerate(follows) if not c.preposition), len(follows))
            whom = replace(behind[place - 1], preposition="", parent=None)
            title = replace(chunk, preposition="", parent=None)
            found.append(Clause((whom,), "be", (title,), tuple(follows[:end])))
    return found


def _also_named(clause: Clause, apposed: Sequence[Clause]) -> Clause:
    """Adds the name to "the chief executive, Hans Meier," as a subject."""
    titles = [chunk.keys for chunk in clause.subject]
    names = [
        name
        for other in apposed
        for name, title in zip(other.subject, other.objects, strict=False)
        if name.named() and title.keys in titles
    ]
    return replace(clause, subject=(*clause.subject, *names))


def _herself(clause: Clause) -> Clause:
    """ "Berg said she would not appeal": she is Berg."""
    body = all(chunk.definite for chunk in clause.reporter)
    pronouns = [[("he",)], [("she",)], *([[("it",)]] if body else [])]
    if clause.reporter and [chunk.keys for chunk in clause.subject] in pronouns:
        return replace(clause, subject=(*clause.subject, *clause.reporter))
    return clause


def _called(found: list[Clause]) -> list[Clause]:
    """Adds "the seminar Brands Online" where the seminar is called so."""
    names = {
        clause.subject[0].keys: clause.objects[0]
        for clause in found
        if clause.passive and clause.verb in ("call", "name") and clause.subject and clause.objects
    }
    return [
        replace(clause, subject=(*clause.subject, replace(head, tokens=head.tokens + name.tokens)))
        if (head := clause.subject[0] if clause.subject else None)
        and (name := names.get(head.keys))
        else clause
        for clause in found
    ]
