"""Is a sentence a piece of a quote as it stands?"""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import GUARDS
from ipqa.grounding.tokens import Token, is_article
from ipqa.grounding.verbs import verb_groups


def piece(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` stands in ``there`` word by word, and what is left out changes nothing.

    A clause has to begin where a clause of the quote may, and not behind a "that" whose verb tells
    no fact.
    """
    mine = [token for token in said if _counts(token)]
    places = [place for place, token in enumerate(there) if _counts(token)]
    clause = bool(verb_groups(said))
    for at in range(len(places) - len(mine) + 1):
        run = places[at : at + len(mine)]
        stands = all(there[n].holds(token) for n, token in zip(run, mine, strict=True))
        if mine and stands and (not clause or _stands_alone(there, run[0], run[-1])):
            return True
    return False


def _counts(token: Token) -> bool:
    return token.kind != "sign" and not is_article(token)


def _stands_alone(there: Sequence[Token], first: int, last: int) -> bool:
    while first and is_article(there[first - 1]):
        first -= 1
    before, after = there[:first], there[last + 1 :]
    if any(token.text.lower() in GUARDS for token in after):
        return False
    if not before:
        return True
    if before[-1].kind == "that":
        groups = verb_groups(before)
        return bool(groups) and groups[-1].end == len(before) - 1 and groups[-1].tells
    opens = before[-1].kind in ("sign", "conjunction") or before[-1].key in ("because", "after")
    return opens and not any(
        token.kind == "subordinator" and token.key in ("if", "unless") for token in before
    )
