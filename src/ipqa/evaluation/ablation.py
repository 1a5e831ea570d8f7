"""The pipeline with one stage changed, to see what each stage is worth.

A variant replaces names in the modules of the pipeline while it is in force. That holds for the
whole process: nothing else may ask questions meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from ipqa import answering, assistant, reading, retrieval
from ipqa.article import Hit
from ipqa.embedding import Encoded, Vectors
from ipqa.evaluation.runner import Row
from ipqa.evidence import Evidence, EvidenceFinder
from ipqa.filters import Filters
from ipqa.generation import open_writer
from ipqa.generation.base import Writer
from ipqa.generation.silent import Silent
from ipqa.manifest import load_manifest
from ipqa.models import is_present
from ipqa.retrieval import Retriever
from ipqa.settings import Settings

FULL = "full pipeline"
"""The name of the run in which nothing is changed."""

_in_force: list[str] = []


@dataclass(frozen=True, slots=True)
class Variant:
    """The pipeline with one stage changed: its name, what is changed, and how."""

    name: str
    about: str
    change: Callable[[ExitStack], None]

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Changes the pipeline for as long as the context is open, whatever ends it."""
        with ExitStack() as stack:
            self.change(stack)
            _in_force.append(self.name)
            stack.callback(_in_force.remove, self.name)
            yield


def active() -> str:
    """The name of the variant in force, ``""`` without one: part of what a row depends on."""
    return " + ".join(_in_force)


def variants(settings: Settings) -> dict[str, Variant]:
    """All variants by name, with one for each GGUF model of the manifest that is installed.

    The model of ``settings`` is left out, unless they name a server: it is the full pipeline's.
    """
    own = None if settings.llm_url else settings.model
    models = [
        _model_variant(name, settings)
        for name, entry in load_manifest().items()
        if entry.kind == "gguf" and name != own and is_present(entry, settings)
    ]
    return VARIANTS | {variant.name: variant for variant in models}


def run_ablations(
    run: Callable[[], list[Row]],
    names: Sequence[str],
    known: Mapping[str, Variant] | None = None,
) -> dict[str, list[Row]]:
    """The rows of ``run`` under each variant by name, those of the full pipeline first.

    ``known`` are ``VARIANTS`` unless given. A cache that ``run`` reads must tell variants apart,
    by ``active()``. A ``KeyboardInterrupt`` of ``run`` ends it with the variants that are whole.
    Raises ``ValueError`` for an unknown name before anything runs.
    """
    found = VARIANTS if known is None else known
    unknown = [name for name in names if name not in found]
    if unknown:
        raise ValueError(f"no variant {', '.join(unknown)}: choose among {', '.join(found)}")
    results: dict[str, list[Row]] = {}
    with suppress(KeyboardInterrupt):
        results[FULL] = run()
        for name in dict.fromkeys(names):
            with found[name].applied():
                results[name] = run()
    return results


@contextmanager
def _changed(place: object, name: str, value: Any) -> Iterator[None]:
    """``place.name`` is ``value`` while the context is open; ``place`` is a module or a class.

    Raises ``AttributeError`` where there is no such name, which a change of code would leave behind
    as a variant that changes nothing.
    """
    if name not in vars(place):
        raise AttributeError(f"{place} has no {name} to change")
    before = vars(place)[name]
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, before)


def _dense_only(stack: ExitStack) -> None:
    stack.enter_context(_changed(retrieval, "DENSE_WEIGHT", 1.0))


def _bm25_only(stack: ExitStack) -> None:
    search = Retriever.search_vector

    def matching(
        self: Retriever, question: str, vector: Vectors, k: int, filters: Filters | None = None
    ) -> list[Hit]:
        # What only the vectors nominated has no BM25 score, and fills up the places at the end.
        return [hit for hit in search(self, question, vector, k, filters) if hit.scores.bm25 > 0]

    stack.enter_context(_changed(retrieval, "DENSE_WEIGHT", 0.0))
    stack.enter_context(_changed(Retriever, "search_vector", matching))


def _no_sentence_evidence(stack: ExitStack) -> None:
    find = EvidenceFinder.find

    def in_order(
        self: EvidenceFinder,
        question: str,
        asked: Encoded,
        hits: Sequence[Hit],
        idf: Mapping[str, float],
        context: Encoded | None = None,
        *,
        compares: bool = False,
    ) -> list[Evidence]:
        ranked = find(self, question, asked, hits, idf, context, compares=compares)
        places = {hit.passage.id: place for place, hit in enumerate(hits)}
        # Nothing tells the sentences apart, so all have the same score: the best one's, for which
        # the refusal was fitted.
        score = max((item.score for item in ranked), default=0.0)
        return sorted(
            (replace(item, score=score) for item in ranked),
            key=lambda item: (places[item.hit.passage.id], item.start),
        )

    def as_found(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> list[Hit]:
        return list(hits)

    stack.enter_context(_changed(EvidenceFinder, "find", in_order))
    stack.enter_context(_changed(assistant, "rerank", as_found))


def _no_grounding(stack: ExitStack) -> None:
    stack.enter_context(_changed(answering, "check", lambda *_args: []))


def _no_refusal_score(stack: ExitStack) -> None:
    stack.enter_context(_changed(reading, "THRESHOLD", 0.0))


def _with_writer(stack: ExitStack, writer: Writer) -> None:
    # At the assistant, and not where models are opened: one that is open already would keep its.
    stack.enter_context(_changed(assistant.Assistant, "_model", lambda _self: writer))


def _no_model(stack: ExitStack) -> None:
    _with_writer(stack, Silent())


def _model_variant(name: str, settings: Settings) -> Variant:
    def change(stack: ExitStack) -> None:
        writer = open_writer(settings.model_copy(update={"model": name, "llm_url": None}))
        stack.callback(writer.close)
        writer.warm()
        _with_writer(stack, writer)

    return Variant(f"model {name}", f"{name} chooses and writes", change)


VARIANTS: dict[str, Variant] = {
    variant.name: variant
    for variant in (
        Variant("dense only", "passages are found by their vectors alone", _dense_only),
        Variant("BM25 only", "passages are found by their words alone", _bm25_only),
        Variant(
            "no sentence evidence",
            "passages in the order of retrieval, sentences in the order of their passage",
            _no_sentence_evidence,
        ),
        Variant("no grounding", "whatever the model writes passes the check", _no_grounding),
        Variant(
            "no refusal score",
            "refused is only what lies far from every sentence",
            _no_refusal_score,
        ),
        Variant("no model", "the evidence is quoted, and nothing is written", _no_model),
    )
}
"""The variants that need nothing installed, by name."""
