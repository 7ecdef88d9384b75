"""LangChain integration: a retriever, embeddings, and a runnable that answers.

    from passerelle.langchain import PasserelleAnswers, PasserelleRetriever

    documents = PasserelleRetriever(store="articles-store", k=5).invoke("transport routes")
    answer = PasserelleAnswers(store="articles-store").invoke("Who pays for the railway?")

A document's metadata is the passage as `passerelle search --json` has it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig, RunnableSerializable
from pydantic import Field

from app.opened import MOST_PASSAGES, OpenStore, open_store
from app.views.as_json import retrieved_json, to_json
from domain.errors import UsageError
from vectorstore.embedder import load_embedder

Asked = str | dict[str, Any]
"""A question, or {"question", "history", "language"}, of which the last two may be left out."""


class PasserelleRetriever(BaseRetriever):
    """The passages nearest to a question, of the store in a folder; `k` of them, best first."""

    store: Path | None = None
    k: int = Field(default=10, ge=1, le=MOST_PASSAGES)

    @cached_property
    def _opened(self) -> OpenStore:
        return open_store(self.store)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        """The passages as documents; `k` given with the call comes before the retriever's."""
        del run_manager
        found = self._opened.search(query, self.k if k is None else k)
        documents = []
        for retrieved in found.retrieved:
            metadata = retrieved_json(retrieved)
            text = metadata.pop("text")
            documents.append(
                Document(id=retrieved.passage.id, page_content=text, metadata=metadata)
            )
        return documents


class PasserelleEmbeddings(Embeddings):
    """The bilingual embedding model that ships, or another by its name or folder."""

    def __init__(self, model: str | None = None) -> None:
        self._embedder = load_embedder(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A unit vector for each text."""
        if not texts:
            return []
        vectors: list[list[float]] = self._embedder.embed_documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        vector: list[float] = self._embedder.embed_query(text).tolist()
        return vector


class PasserelleAnswers(RunnableSerializable[Asked, dict[str, Any]]):
    """Answers questions: what comes out is what `passerelle ask --json` prints, as a dict."""

    store: Path | None = None

    @cached_property
    def _opened(self) -> OpenStore:
        return open_store(self.store)

    def invoke(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """The answer; raises PasserelleError."""
        del kwargs
        return self._call_with_config(self._answer, input, config)

    def _answer(self, asked: Asked) -> dict[str, Any]:
        given: dict[str, Any] = {"question": asked} if isinstance(asked, str) else dict(asked)
        question, history = given.pop("question", None), given.pop("history", None) or ()
        language = given.pop("language", None)
        if given:
            raise UsageError("input", f"unknown field: {', '.join(sorted(map(str, given)))}")
        answer: dict[str, Any] = to_json(self._opened.ask(question, history, language))
        return answer
