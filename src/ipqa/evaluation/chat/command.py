"""``python eval/page.py``: its options, and what it prints."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ipqa.evaluation.chat import crowd
from ipqa.evaluation.chat.figures import Figures, Served
from ipqa.evaluation.chat.process import Chat, ChatError, ipqa, prepare, serving
from ipqa.evaluation.chat.visit import Visit, browser, weights

PARTS = ("page", "users")


def run(argv: Sequence[str]) -> int:
    """Measures, and prints Markdown tables; gives the exit code."""
    options = _parser().parse_args(argv)
    figures = Figures()
    try:
        questions = load_questions(options.questions)
        with tempfile.TemporaryDirectory(prefix="ipqa-page-") as folder:
            _measure(options, questions, figures, Path(folder))
    except ChatError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        # What was measured before a failure is measured.
        if options.json:
            told = json.dumps(figures.to_dict(), indent=2)
            options.json.write_text(f"{told}\n", encoding="utf-8")
        if figures.shown or figures.served:
            print(figures.markdown(), flush=True)
    return 1 if any(run.errors for one in figures.served for run in (one.alone, one.crowd)) else 0


def load_questions(path: Path) -> list[str]:
    """The questions of a file: JSON objects with ``question``, or one question a line.

    Raises ``ChatError``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [question for line in lines if (question := _question(line.strip()))]
    except (OSError, ValueError, KeyError) as error:
        raise ChatError(f"{path} can't be read as questions: {error}") from error
    if len(found) < 2:
        raise ChatError(f"{path} holds fewer than two questions")
    return list(dict.fromkeys(found))


def _question(line: str) -> str:
    """The question of a line; nothing for a follow-up, which makes no sense by itself."""
    if not line.startswith("{"):
        return line
    item = json.loads(line)
    return "" if item.get("history") else str(item["question"])


def _measure(
    options: argparse.Namespace, questions: Sequence[str], figures: Figures, work: Path
) -> None:
    # All users come from one address here, which the limit on requests would take for one.
    env = {"IPQA_RATE": "0"}
    if options.folder:
        env |= {"IPQA_CORPUS": str(options.folder.resolve()), "IPQA_STORE": str(work / "store")}
    command = (
        shlex.split(options.chat)
        if options.chat
        else ipqa("chat", "--index", "--no-browser", "--port=0")
    )
    before = [] if options.chat else [ipqa("models", "pull")]
    if before:
        if options.folder:
            _say(f"indexing {options.folder}")
            prepare([ipqa("index")], env, options.timeout)
        _say("what 'make chat' runs first")
        figures.prepared = prepare(before, env, options.timeout)
    for at_once in options.at_once:
        first = at_once == options.at_once[0]
        with serving(command, {**env, "IPQA_AT_ONCE": str(at_once)}, options.timeout) as chat:
            if first and "page" in options.only:
                _page(chat, questions, options, figures)
            chat.wait_ready(options.timeout)
            if "users" in options.only:
                _users(chat, questions, options, figures, at_once)


def _page(
    chat: Chat, questions: Sequence[str], options: argparse.Namespace, figures: Figures
) -> None:
    """One person, from the start of the command on."""
    with browser() as opened:
        _say("the page and the first answer")
        visit = Visit(opened, chat.url, options.timeout)
        figures.shown = visit.first(questions[0], chat.started)
        _note_memory(figures, chat, "after the first answer")
        _say(f"{options.warm} more questions")
        for question in questions[1 : options.warm + 1]:
            visit.anew()
            figures.warm.append(visit.ask(question))
        visit.close()
        _note_memory(figures, chat, f"after {options.warm + 1} questions")
        _say("what the page weighs")
        figures.weights = weights(opened, chat.url)


def _users(
    chat: Chat,
    questions: Sequence[str],
    options: argparse.Namespace,
    figures: Figures,
    at_once: int,
) -> None:
    """One user alone, then all of them, for the same time."""
    door = crowd.Door(chat.url, options.timeout)
    door.ask(0, questions[-1])  # the first question of a process takes longer
    _say(f"one user for {options.seconds:.0f} seconds, at_once={at_once}")
    alone = crowd.run(door, questions, 1, options.seconds)
    _say(f"{options.users} users for {options.seconds:.0f} seconds, at_once={at_once}")
    figures.served.append(
        Served(at_once, alone, crowd.run(door, questions, options.users, options.seconds))
    )
    _note_memory(figures, chat, f"after {options.users} users, at_once={at_once}")


def _note_memory(figures: Figures, chat: Chat, when: str) -> None:
    memory = chat.memory_mb()
    if memory is not None:
        figures.memory_mb[when] = memory


def _parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python eval/page.py",
        description="Starts the chat as 'make chat' does and measures it: in a browser, and with "
        "many users.",
    )
    add = found.add_argument
    add("--folder", type=Path, metavar="DIR", help="articles (those that are indexed already)")
    default = Path("eval/questions.jsonl")
    add("--questions", type=Path, default=default, metavar="FILE", help="asked (%(default)s)")
    add("--warm", type=int, default=20, metavar="N", help="further questions (%(default)s)")
    add("--users", type=int, default=10, metavar="N", help="who ask at once (%(default)s)")
    add("--seconds", type=float, default=60.0, metavar="S", help="for how long (%(default)s)")
    add("--at-once", type=_numbers, default=[1], metavar="N,N", help="values of IPQA_AT_ONCE (1)")
    add("--only", type=_parts, default=list(PARTS), metavar="A", help=f"of {', '.join(PARTS)}")
    add("--timeout", type=float, default=600.0, metavar="S", help="of each wait (%(default)s)")
    add("--chat", metavar="COMMAND", help="another command that serves the page and says where")
    add("--json", type=Path, metavar="FILE", help="also write all figures as JSON")
    return found


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _parts(text: str) -> list[str]:
    chosen = text.split(",")
    if wrong := [name for name in chosen if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"no {wrong[0]}: give some of {', '.join(PARTS)}")
    return chosen


def _say(line: str) -> None:
    print(f"page: {line}", file=sys.stderr, flush=True)
