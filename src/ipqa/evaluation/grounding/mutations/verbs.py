"""The verbs that false answers are made with, each with its forms."""

from __future__ import annotations

_IRREGULAR = {
    "held": "hold", "took": "take", "gave": "give", "sent": "send", "spoke": "speak",
    "bought": "buy", "sold": "sell", "paid": "pay", "withdrew": "withdraw", "heard": "hear",
    "made": "make", "came": "come", "rose": "rise", "put": "put", "upheld": "uphold",
    "began": "begin", "wrote": "write", "grew": "grow",
}  # fmt: skip
_REGULAR = """sign named:name published:publish founded:found described:describe called:call
    witnessed attended received:receive rejected acquired:acquire refused:refuse sued:sue
    licensed:license granted closed:close arrested elected dismissed chaired:chair employed
    contributed:contribute succeeded backed fined:fine ordered seized:seize reached removed:remove
    strengthened visited opened intercepted settled:settle claimed hosted joined convened:convene
    registered upgraded:upgrade awarded infringed:infringe copied:copy stated:state
    submitted:submit""".split()


def _regular() -> dict[str, str]:
    found = {}
    for entry in _REGULAR:
        past, _, base = entry.partition(":")
        if not past.endswith("ed"):
            past += "ed"
        found[past] = base or past[:-2]
    return found


PAST: dict[str, str] = _IRREGULAR | _regular()
"""Past tense to base form: "held" to "hold"."""
PRESENT = {
    "reaches": "reach", "directs": "direct", "falls": "fall", "works": "work", "begins": "begin",
    "licenses": "license", "stands": "stand", "comes": "come", "hopes": "hope", "expects": "expect",
    "urges": "urge", "means": "mean", "merely describes": "describe",
}  # fmt: skip
PARTICIPLES = {
    past: past for past in _regular()
} | {
    "paid": "paid", "bought": "bought", "sold": "sold", "upheld": "upheld", "heard": "heard",
    "sent": "sent", "awarded": "awarded", "given": "gave", "put forward": "put forward",
}  # fmt: skip
"""Participle to past tense: "given" to "gave"."""
