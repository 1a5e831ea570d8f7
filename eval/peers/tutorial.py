"""The plain tutorial: sentence-transformers, Chroma, and llama-cpp-python, joined by hand.

Prompt and settings are those that such tutorials share: three passages, numbered so that they can
be cited, a line that asks to say so when the answer is not there, and the question.
"""

from __future__ import annotations

from collections.abc import Sequence

import chromadb
from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction
from llama_cpp import Llama
from work import LONGEST, TOP, Job, Reply, read_job, run

TASK = (
    "Answer the question using only the context below. Cite the passages you use as [1], [2] or "
    "[3]. If the context doesn't contain the answer, say \"I don't know\"."
)
PROMPTS = {
    "context-first": "{task}\n\nContext:\n{context}\n\nQuestion: {question}\nAnswer:",
    "question-first": "{task}\n\nQuestion: {question}\n\nContext:\n{context}\n\nAnswer:",
}
BATCH = 5_000
"""Passages that Chroma takes at once."""


class Tutorial:
    """Chroma's collection and llama-cpp's model."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._embed = SentenceTransformerEmbeddingFunction(model_name=job.embedder, device="cpu")
        self._client = chromadb.EphemeralClient()
        self._collection = self._client.create_collection(
            "articles", embedding_function=self._embed
        )
        self._llm = Llama(
            job.model,
            n_ctx=job.context,
            n_threads=job.threads,
            n_threads_batch=job.threads,
            verbose=False,
        )

    def index(self, passages: Sequence[str]) -> int:
        self._client.delete_collection("articles")
        self._collection = self._client.create_collection(
            "articles", embedding_function=self._embed
        )
        for at in range(0, len(passages), BATCH):
            batch = list(passages[at : at + BATCH])
            self._collection.add(ids=[str(at + n) for n in range(len(batch))], documents=batch)
        return len(passages)

    def ask(self, question: str) -> Reply:
        found = self._collection.query(query_texts=[question], n_results=TOP)
        contexts = list((found["documents"] or [[]])[0])
        numbered = "\n".join(f"[{n}] {text}" for n, text in enumerate(contexts, start=1))
        prompt = PROMPTS[self._job.order].format(task=TASK, context=numbered, question=question)
        if self._job.instruct:
            said = self._llm.create_chat_completion(
                [{"role": "user", "content": prompt}],
                max_tokens=LONGEST,
                temperature=0.0,
            )
            return Reply(said["choices"][0]["message"]["content"] or "", contexts)
        done = self._llm(prompt, max_tokens=LONGEST, temperature=0.0, stop=self._job.stops)
        return Reply(done["choices"][0]["text"].strip(), contexts)


if __name__ == "__main__":
    job = read_job()
    run(Tutorial(job), job)
