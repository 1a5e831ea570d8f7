"""LlamaIndex with its citation engine: the one of its engines that numbers its sources.

The engine's own prompt is kept; ``question-first`` moves the question in front of the sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core import PromptTemplate, VectorStoreIndex
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.query_engine.citation_query_engine import CITATION_QA_TEMPLATE
from llama_index.core.schema import MetadataMode, TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.llama_cpp import LlamaCPP
from work import LONGEST, TOP, Job, Reply, read_job, run

ASKED = "Query: {query_str}\n"
SOURCES = "------\n{context_str}"


def chat_turn(prompt: str) -> str:
    """The prompt as a turn of the chat, in the format of the instructed model."""
    return f"<|im_start|>user\n{prompt}<|im_end|>\n<|im_start|>assistant\n"


def template(order: str) -> PromptTemplate:
    """The engine's template with the question where ``order`` wants it."""
    text = CITATION_QA_TEMPLATE.get_template()
    if order == "question-first":
        text = text.replace(ASKED, "").replace(SOURCES, ASKED + SOURCES)
    if text.count("{query_str}") != 1:
        raise SystemExit("the citation template of this LlamaIndex has another form: pin 0.14.25")
    return PromptTemplate(text)


class LlamaIndexCitations:
    """A vector index in memory, the citation engine, and llama-cpp's model."""

    def __init__(self, job: Job) -> None:
        self._order = job.order
        self._embed = HuggingFaceEmbedding(model_name=job.embedder, device="cpu")
        self._llm = LlamaCPP(
            model_path=job.model,
            temperature=0.0,
            max_new_tokens=LONGEST,
            context_window=job.context,
            generate_kwargs={"stop": [*job.stops, "<|im_end|>"]},
            model_kwargs={"n_threads": job.threads, "n_threads_batch": job.threads},
            # A base model reads a space at the end of the template as the start of a list.
            completion_to_prompt=chat_turn if job.instruct else str.rstrip,
            verbose=False,
        )

    def index(self, passages: Sequence[str]) -> int:
        nodes = [TextNode(text=text) for text in passages]
        index = VectorStoreIndex(nodes, embed_model=self._embed)
        self._engine = CitationQueryEngine.from_args(
            index,
            llm=self._llm,
            similarity_top_k=TOP,
            citation_qa_template=template(self._order),
        )
        return len(nodes)

    def ask(self, question: str) -> Reply:
        response = self._engine.query(question)
        contexts = [node.node.get_content(MetadataMode.NONE) for node in response.source_nodes]
        return Reply(str(response).strip(), contexts)


if __name__ == "__main__":
    job = read_job()
    run(LlamaIndexCitations(job), job)
