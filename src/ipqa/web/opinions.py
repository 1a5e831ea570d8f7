"""What readers think of answers: the step behind the thumbs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from ipqa.errors import IpqaError, capitalised
from ipqa.feedback import LONGEST, Cited, Feedback, FeedbackFile, Judged, Verdict
from ipqa.web import texts
from ipqa.web.chat import Chat, record
from ipqa.web.turns import Talk, Turn, history_of, now
from ipqa.web.wires import QUIET, letter, sent, wire


class Opinions:
    """Keeps opinions in the store; a conversation keeps its own verdicts besides."""

    def __init__(self, chat: Chat, store: Path) -> None:
        self._chat = chat
        self._file = FeedbackFile(store)

    def connect(self, talk: gr.State, shelf: gr.HTML) -> None:
        """Draws the wire ``feedback``; ``shelf`` is the wire of what the browser keeps."""
        feedback = wire("feedback")
        # One after another, and none left out: of several opinions the last one counts.
        in_order: dict[str, Any] = {"concurrency_limit": 1, "trigger_mode": "multiple", **QUIET}
        feedback.like(self.judge, [talk], [talk, shelf, feedback], **in_order)

    def judge(self, talk: Talk, event: gr.EventData) -> tuple[Any, Any, str]:
        """Keeps the verdict and the remark on the answer ``key``.

        Gives the conversation, what the browser keeps of it, and a letter on what came of it.
        """
        data = sent(event)
        turn = talk.turn(str(data.get("key")))
        verdict: Verdict | None = data.get("verdict")
        if turn is None or turn.state != "answered" or verdict not in ("up", "down", None):
            return gr.skip(), gr.skip(), letter({})
        remark = str(data.get("remark") or "").strip()[:LONGEST]
        told = {"key": turn.key, "verdict": verdict, "remarked": bool(remark)}
        try:
            # Each writes a whole answer to the disk.
            self._chat.count()
            self._file.add(opinion(talk, turn, verdict, remark))
        except IpqaError as error:
            failed = {"verdict": turn.verdict, "error": capitalised(str(error))}
            return gr.skip(), gr.skip(), letter({**told, **failed})
        said = letter({**told, "said": texts.FEEDBACK_KEPT if verdict else texts.FEEDBACK_BACK})
        if self._chat.is_running(talk):
            # Only the answer that comes about writes to the conversation.
            return gr.skip(), gr.skip(), said
        talk = talk.judged(turn.key, verdict)
        return talk, record(talk, talk), said


def opinion(talk: Talk, turn: Turn, verdict: Verdict | None, remark: str) -> Feedback:
    """An opinion of a turn, with all that it takes to understand it later."""
    cited = (
        Cited(one.number, one.quote, one.article.id, one.start, one.end) for one in turn.sources
    )
    return Feedback(
        id=turn.key,
        time=now(),
        verdict=verdict,
        remark=remark,
        question=turn.question,
        history=tuple(history_of(talk.kept(turn.key))),
        answer=Judged(turn.text, turn.method, turn.short, tuple(cited)),
        scope=turn.scope,
        model=turn.model,
    )
