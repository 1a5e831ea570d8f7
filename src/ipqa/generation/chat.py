"""Chat templates: messages as the model's own template writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipqa.article import Message


class TemplateFailedError(Exception):
    """A template can't write the messages."""


def render(template: str, messages: Sequence[Message], eos: str) -> list[tuple[str, bool]]:
    """The prompt in pieces, each with whether it is the template's own text.

    The rest is what stands in the messages. It is kept out of the template, so that nothing in an
    article or a question can pass for the template's. Raises ``TemplateFailedError``.
    """
    from jinja2 import TemplateError

    try:
        return _render(template, messages, eos)
    except TemplateError:
        # Some templates know no system role: what it says then opens the first turn.
        try:
            return _render(template, _without_system(messages), eos)
        except TemplateError as error:
            raise TemplateFailedError(str(error)) from error


def _render(template: str, messages: Sequence[Message], eos: str) -> list[tuple[str, bool]]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    slots = [f"\u2402{number}\u2403" for number in range(len(messages))]
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    rendered = environment.from_string(template).render(
        messages=[{**m, "content": slot} for m, slot in zip(messages, slots, strict=True)],
        add_generation_prompt=True,
        bos_token="",
        eos_token=eos,
        raise_exception=_refuse,
    )
    contents = dict(zip(slots, (message["content"] for message in messages), strict=True))
    parts = re.split("(\u2402\\d+\u2403)", rendered)
    return [(contents.get(part, part), part not in contents) for part in parts if part]


def _refuse(reason: str) -> None:
    from jinja2 import TemplateError

    raise TemplateError(reason)


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """The system message and the first user's as one message of the user."""
    if len(messages) < 2 or messages[0]["role"] != "system":
        return list(messages)
    content = f"{messages[0]['content']}\n\n{messages[1]['content']}"
    return [{**messages[1], "content": content}, *messages[2:]]
