"""Clauses: who did what to whom, told from the order of words around the verb groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipqa.grounding.apposition import (
    also_named,
    called,
    doing_behind,
    herself,
    titles_of,
    without_participle,
)
from ipqa.grounding.chunks import Clause, chunks
from ipqa.grounding.fronting import participle_behind, phrases_before, without_source
from ipqa.grounding.lexicon import CONTENT_NOUNS, GUARDS, OPENERS, ROLE_WORDS
from ipqa.grounding.subjects import antecedent, has_listener, left, opening
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import Group, neutral, speaks, verb_groups
from ipqa.words import stem


def clauses(found: Sequence[Token]) -> list[Clause] | None:
    """The clauses of a sentence; ``None`` where it has no verb or one has no subject."""
    found, reporter = without_source(phrases_before(participle_behind(list(found))))
    built = _Parse(found).clauses()
    if built is None or not reporter:
        return built
    said = Clause(reporter, "say")
    return [*(replace(clause, reporter=clause.reporter or reporter) for clause in built), said]


_CONTENTS = frozenset(map(stem, CONTENT_NOUNS))
_HEARD = frozenset(
    map(
        stem,
        """assure convince inform remind notify persuade promise teach advise complain insist agree
        admit accuse suggest require""".split(),
    )
)
"""Verbs behind whose listener "that" begins what is heard."""
_WITHIN = frozenset({"that", "relative"})
_STOPS = _WITHIN | {"conjunction", "subordinator"}


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
        self.leads: dict[int, Sequence[Token]] = {}
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
            if group.tells and number and not chunks(rest):
                self.reported[:number] = [by if by is not None else number
                                          for by in self.reported[:number]]  # fmt: skip
            elif number and speaks(group.verb) and not chunks(rest) and self._behind_comma(number):
                # "..., Zhang hoped": all that stands before is what he hoped.
                built[:number] = [replace(c, governor=c.governor or group.verb)
                                  for c in built[:number]]  # fmt: skip
        told = [
            replace(clause, reporter=built[by].subject) if by is not None else clause
            for clause, by in zip(built, self.reported, strict=True)
        ]
        told = [also_named(clause, self.apposed) for clause in told]
        told = [herself(clause) for clause in told] + self.apposed
        guards = GUARDS & {token.key for token in self.tokens if token.kind == "subordinator"}
        return called([replace(clause, guards=clause.guards | guards) for clause in told])

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
        headed = self._headed(number, at)
        if headed is not None:
            start, subject = at, headed
            by = self.reported[0]
        elif before.kind == "conjunction":
            if not number:
                return False
            start = at - 1 - (self.tokens[at - 2].key == ",")
            subject = self.subjects[number - 1]
            governor, by = self.governors[number - 1], self.reported[number - 1]
        elif before.kind in ("relative", "that") or group.reduced:
            start = at - 1 - (not group.reduced and at > 1 and self.tokens[at - 2].key == ",")
            if before.kind == "relative" and self.tokens[at - 2].kind == "of":
                # "Songs, a third of which ...": a third of the songs.
                comma = max((n for n in range(at) if self.tokens[n].key == ","), default=0)
                start = max(comma, floor)
                subject = [*self.tokens[start + 1 : at - 1], *antecedent(self.tokens, start, floor)]
            else:
                subject = antecedent(self.tokens, start)
            by = self.reported[number - 1] if number else None
        elif before.key in (",", ")"):
            opens = opening(self.tokens, at - 1)
            if opens is None or (group.verb == "say" and self._speaker_follows(group)):
                return self._inverted(number, at)
            past = max((other.end for other in self.groups if other.end <= opens), default=0)
            first = left(self.tokens, opens, past)
            subject = self.tokens[first:opens]
            start = at - 1
            if floor <= opens:
                start = first
                inner = chunks(self.tokens[first : at - 1])
                self.apposed += titles_of(inner, closed=True)
                heads = tuple(chunk for chunk in chunks(subject) if not chunk.preposition)
                worth = tuple(chunk for chunk in inner if chunk.preposition == "worth")
                if worth:
                    self.apposed.append(Clause(heads, "be", phrases=worth))
        else:
            start = left(self.tokens, at, floor)
            if self.tokens[start].key in OPENERS and all(
                chunk.preposition for chunk in chunks(self.tokens[start:at])
            ):
                start += 1
            subject = self.tokens[start:at]
            governor, by = self._governed(number, start)
            if start > 1 and self.tokens[start - 1].kind == "relative":
                start -= 1 + (self.tokens[start - 2].key == ",")
                self.objects[number] = antecedent(self.tokens, start)
        self._keep(max(start, floor), subject, governor, by)
        return bool(subject)

    def _headed(self, number: int, at: int) -> Sequence[Token] | None:
        """The subject of a second verb whose first one belongs to a clause within that subject.

        "The studio that made the film sued", "the claim that it lied was rejected".
        """
        first = self.groups[0]
        place = next((n for n in range(1, first.start) if self.tokens[n].kind in _WITHIN), 0)
        before = self.tokens[place - 1] if place else None
        if number != 1 or before is None or before.kind != "word":
            return None
        between = self.tokens[first.end : at]
        commas = [token.key for token in between if token.kind == "sign"]
        apart = len(between) > 2 and between[0].key == between[-1].key == "," and len(commas) == 2
        if not apart and (commas or any(token.kind in _STOPS for token in between)):
            return None
        begins = left(self.tokens, place, 0)
        # What stands before belongs to the second verb, not to the one within its subject.
        self.leads = {0: (), 1: self.tokens[:begins]}
        return self.tokens[begins:place]

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

    def _governed(self, number: int, start: int) -> tuple[str, int | None]:
        """What a clause hangs on, and which clause tells it."""
        if not start:
            return "", None
        before, last = self.tokens[start - 1], number - 1
        if before.key == "," and last >= 0:
            # "Said that, as films get cheaper, ...": what stands between does not count.
            end = self.groups[last].end
            if self.tokens[end].kind == "that" and end < start:
                self.leads[number] = self.tokens[end + 1 : start]
                start, before = end + 1, self.tokens[end]
        if (
            last >= 0
            and before.kind == "that"
            and has_listener(self.tokens, self.groups[last].end, start)
        ):
            return ("", last) if self.groups[last].tells else ("say", last)
        if before.kind == "that" and last >= 0 and self._said_when(self.groups[last], start - 1):
            return ("" if self.groups[last].tells else "say"), last
        close = last >= 0 and self.groups[last].end in (start, start - (before.kind == "that"))
        if before.key == ":" and last >= 0 and self.groups[last].end == start - 1:
            close = True
        if close and (before.kind == "that" or speaks(self.groups[last].verb)):
            group = self.groups[last]
            return ("" if group.tells else group.verb), (last if group.tells else None)
        if before.kind == "that":
            noun = self.tokens[start - 2] if start > 1 else None
            if noun and noun.kind == "conjunction" and last >= 0:
                return self.governors[last], self.reported[last]
            floor = self.groups[last].end if last >= 0 else 0
            told = antecedent(self.tokens, start - 1, floor)
            if noun and noun.key not in _CONTENTS and self._lacks_object(number, told):
                # "The challenges that it has brought": it has brought challenges.
                self.objects[number] = told
                return "", self.reported[last] if last >= 0 else None
            if noun and start > 2 and self.tokens[start - 3].genitive:
                self.apposed.append(Clause(tuple(chunks([self.tokens[start - 3]])), noun.key))
            return noun.key if noun else "", None
        if before.kind == "subordinator" and before.key in ("if", "unless", "whether"):
            return before.key, None
        if before.kind == "conjunction" and last >= 0:
            return self.governors[last], self.reported[last]
        return "", None

    def _behind_comma(self, number: int) -> bool:
        return self.tokens[max(self.starts[number] - 1, 0)].key == ","

    def _said_when(self, group: Group, that: int) -> bool:
        """Whether only a phrase stands between a verb of speech and "that" ("said on Friday")."""
        between = self.tokens[group.end : that]
        return (
            group.verb == "say" and len(between) > 1 and between[0].kind == "preposition"
            and all(token.kind in ("preposition", "word", "figure", "determiner", "of")
                    and token.key not in _CONTENTS for token in between)
        )  # fmt: skip

    def _lacks_object(self, number: int, noun: Sequence[Token]) -> bool:
        """Whether a verb behind "that" has ``noun`` as its object, which hears or tells nothing."""
        group = self.groups[number]
        before = self.groups[number - 1] if number else None
        if before and (speaks(before.verb) or before.verb in _HEARD):
            return False
        found = self.tokens
        at = next((n for n in range(group.start) if noun and found[n] is noun[0]), 0)
        while at and found[at - 1].kind == "determiner":
            at -= 1
        if at and found[at - 1].kind in ("preposition", "of"):
            return False
        follows = self.tokens[group.end : group.end + 1]
        ends = not follows or follows[0].kind in ("sign", "preposition", "conjunction", "adverb")
        starts = number + 1 < len(self.groups) and self.groups[number + 1].start == group.end
        return not group.passive and group.verb != "be" and (ends or starts)

    def _clause(self, number: int, group: Group, rest: Sequence[Token]) -> Clause:
        if rest and rest[0].key == "neither":
            group, rest = replace(group, negated=not group.negated), rest[1:]
        if self.subjects[number] and self.subjects[number][0].key == "neither":
            group = replace(group, negated=not group.negated)
            self.subjects[number] = self.subjects[number][1:]
        lead = chunks(self.leads.get(number, () if number else self.tokens[: self.starts[0]]))
        # "A shop owned by Rossi": Rossi does not do what the shop does.
        whole, owned = without_participle(self.subjects[number])
        subject = chunks(whole)
        rest, made = without_participle(rest)
        self.apposed += [*owned, *made]
        head = next((n for n, chunk in enumerate(subject) if not chunk.preposition), 0)
        subject[head:] = [
            replace(chunk, preposition="by, of it") if chunk.preposition == "by" else chunk
            for chunk in subject[head:]
        ]
        rest, doing = doing_behind(rest)
        behind = chunks(rest)
        heads = tuple(chunk for chunk in subject if not chunk.preposition)
        titles = titles_of(behind)
        self.apposed += titles
        taken = {chunk for title in titles for chunk in (*title.objects, *title.phrases)}
        kept = [chunk for chunk in behind if replace(chunk, preposition="") not in taken]
        said = (*self.subjects[number], *self.tokens[group.start : group.end], *rest)
        clause = Clause(
            subject=heads,
            verb=group.verb,
            objects=tuple(
                chunk
                for chunk in (*chunks(self.objects.get(number, ())), *kept)
                if not chunk.preposition
            ),
            phrases=tuple(chunk for chunk in (*lead, *subject, *kept) if chunk.preposition),
            passive=group.passive,
            negated=group.negated,
            mood=group.mood,
            tense=group.tense,
            governor=self.governors[number],
            order=(*lead, *subject, *kept),
            guards=frozenset(token.text.lower() for token in said) & GUARDS,
        )
        if doing:
            parts = tuple(chunks(doing[1:]))
            self.apposed.append(
                replace(
                    clause,
                    verb=neutral(doing[0].key),
                    objects=tuple(chunk for chunk in parts if not chunk.preposition),
                    phrases=tuple(chunk for chunk in parts if chunk.preposition),
                    passive=False,
                    order=(*heads, *parts),
                )
            )
        return clause
