"""txtai with its RAG pipeline, and the prompt that its documentation gives."""

from __future__ import annotations

from collections.abc import Sequence

from txtai import LLM, RAG, Embeddings
from work import LONGEST, TOP, Job, Reply, read_job, run

TASK = "Answer the following question using the provided context."
TEMPLATES = {
    "question-first": "{task}\n\nQuestion:\n{{question}}\n\nContext:\n{{context}}\n{end}",
    "context-first": "{task}\n\nContext:\n{{context}}\n\nQuestion:\n{{question}}\n{end}",
}


class TxtaiRag:
    """txtai's own index with the passages' texts, and its pipeline over llama-cpp."""

    def __init__(self, job: Job) -> None:
        self._role = "user" if job.instruct else "prompt"
        self._stops = job.stops
        # A base model has to be told where the answer begins.
        end = "" if job.instruct else "\nAnswer:"
        self._template = TEMPLATES[job.order].format(task=TASK, end=end)
        self._embedder = job.embedder
        self._llm = LLM(
            job.model,
            method="llama.cpp",
            n_ctx=job.context,
            n_threads=job.threads,
            n_threads_batch=job.threads,
        )

    def index(self, passages: Sequence[str]) -> int:
        self._embeddings = Embeddings(path=self._embedder, content=True, gpu=False)
        self._embeddings.index(passages)
        self._rag = RAG(self._embeddings, self._llm, template=self._template, context=TOP)
        return len(passages)

    def ask(self, question: str) -> Reply:
        answer = self._rag(
            question,
            maxlength=LONGEST,
            defaultrole=self._role,
            temperature=0.0,
            stop=self._stops,
        )
        found = self._embeddings.search(question, TOP)
        # Where the model says nothing, the pipeline gives an empty list.
        text = answer["answer"] if isinstance(answer, dict) else answer or ""
        return Reply(str(text).strip(), [hit["text"] for hit in found])


if __name__ == "__main__":
    job = read_job()
    run(TxtaiRag(job), job)
