"""Lexical index (BM25 by tantivy): words and stems, a field per language; the only tantivy import.

A word is indexed as its stem with the accents folded after stemming (French stemming needs them)
and, where it differs, as the stem of the folded word, so that a question typed without accents
finds it. Queries are built from terms, never parsed from user input.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from domain.errors import StoreDamaged
from domain.types import Language, Passage
from vectorstore.read_only import writable
from vectorstore.stopwords import STOP_WORDS

_STEMMER = {Language.FR: "french", Language.EN: "english"}
_HEAP = 50_000_000  # bytes; tantivy asks for at least 15 MB a thread
_ID, _SURFACE = "id", "surface"


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """For each word of a question, the terms that match it, with their weights in (0, 1]."""

    words: tuple[Mapping[tuple[Language, str], float], ...]


def terms(text: str, language: Language) -> list[str]:
    """The terms of a text: for indexing and for matching sentences."""
    stemmed: list[str] = _analyzer(language, False).analyze(text)
    folded: list[str] = _analyzer(language, True).analyze(text)
    if len(stemmed) != len(folded):
        known = set(stemmed)
        return stemmed + [term for term in folded if term not in known]
    found: list[str] = []
    for a, b in zip(stemmed, folded, strict=True):
        found += [a] if a == b else [a, b]
    return found


def words(text: str) -> list[str]:
    """The words of a text as they are typed, in lower case, with accents, of both languages."""
    return list(_plain(False).analyze(text))


def folded_words(text: str) -> list[str]:
    """The words of a text in lower case without accents."""
    return list(_plain(True).analyze(text))


@cache
def _analyzer(language: Language, fold_first: bool) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    stops = STOP_WORDS[language]
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    builder = builder.filter(Filter.custom_stopword(sorted(stops)))
    if fold_first:
        folded = sorted({word for stop in stops for word in folded_words(stop)})
        builder = builder.filter(Filter.ascii_fold()).filter(Filter.custom_stopword(folded))
    builder = builder.filter(Filter.stemmer(_STEMMER[language]))
    return builder.filter(Filter.ascii_fold()).build()


@cache
def _plain(fold: bool) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return (builder.filter(Filter.ascii_fold()) if fold else builder).build()


class LexicalIndex:
    """The inverted index of a generation: a folder of plain files, copyable when closed.

    Every read raises StoreDamaged if a file is damaged.
    """

    def __init__(
        self, folder: Path, index: Any, links: TemporaryDirectory[str] | None = None
    ) -> None:
        self._folder = folder
        self._index = index
        self._links = links

    @classmethod
    def open(cls, folder: Path, create: bool = False) -> LexicalIndex:
        """Open a folder; raises StoreDamaged."""
        from tantivy import Filter, Index, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

        if create:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        elif not (folder / "meta.json").is_file():  # tantivy would begin an empty index there
            raise StoreDamaged(str(folder), "its words are missing")
        schema = SchemaBuilder()
        schema.add_text_field(_ID, stored=True, tokenizer_name="raw", index_option="basic")
        for name in (*(str(language) for language in Language), _SURFACE):
            schema.add_text_field(name, tokenizer_name="spaces", index_option="freq")
        with _translated(folder):
            links = writable(folder)
            path = links.name if links else str(folder)
            index = Index(schema.build(), path=path, reuse=not create)
        spaces = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(60)).build()
        index.register_tokenizer("spaces", spaces)
        return cls(folder, index, links)

    def apply(self, removed: Iterable[str], added: Sequence[tuple[Passage, str]]) -> None:
        """Delete passages by id and add passages with their context text, in one commit."""
        from tantivy import Document

        with _translated(self._folder):
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            for id in removed:
                writer.delete_documents_by_term(_ID, id)
            for passage, text in added:
                document = Document()
                document.add_text(_ID, passage.id)
                document.add_text(str(passage.language), " ".join(terms(text, passage.language)))
                document.add_text(_SURFACE, " ".join(sorted(set(folded_words(text)))))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    def search(
        self, query: LexicalQuery, k: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The k best: (passage id, BM25), best first; a word counts by its best-matching term.

        ``among``: the ids of the passages that may be found, all by default.
        """
        from tantivy import Occur, Query

        clauses = [(Occur.Should, self._word(word)) for word in query.words if word]
        if not clauses or k < 1 or (among is not None and not among):
            return []
        with _translated(self._folder):
            searcher = self._index.searcher()
            asked = Query.boolean_query(clauses)
            if among is not None:
                asked = self._among(asked, among)
            hits = searcher.search(asked, k, count=False).hits
            found = [(str(searcher.doc(address)[_ID][0]), float(score)) for score, address in hits]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _among(self, query: Any, ids: Sequence[str]) -> Any:
        """A query of passages of these ids, with the scores that it has of all."""
        from tantivy import Occur, Query

        these = Query.term_set_query(self._index.schema, _ID, list(ids))
        unscored = Query.const_score_query(these, 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, unscored)])

    def _word(self, word: Mapping[tuple[Language, str], float]) -> Any:
        from tantivy import Query

        return Query.disjunction_max_query(
            [
                Query.boost_query(
                    Query.term_query(self._index.schema, str(language), term, "freq"), weight
                )
                for (language, term), weight in word.items()
            ]
        )

    def document_frequency(self, term: str, language: Language) -> int:
        """How many passages contain a term."""
        return self._frequency(str(language), term)

    def knows(self, word: str) -> bool:
        """Whether a word, folded, occurs unchanged in any passage."""
        return self._frequency(_SURFACE, word) > 0

    def _frequency(self, field: str, term: str) -> int:
        with _translated(self._folder):
            return int(self._index.searcher().doc_freq(field, term))

    def words_from(self, beginning: str) -> list[tuple[str, int]]:
        """The folded words that begin so, with their document frequencies."""
        if not beginning:
            return []
        with _translated(self._folder):
            found = self._index.searcher().terms_with_prefix(_SURFACE, beginning)
        return [(str(term), int(count)) for term, count in found]

    def similar(self, word: str, cutoff: float = 0.8) -> str | None:
        """The word of the passages most similar to a folded word with the same first letter.

        Similarity is difflib's ratio; the alphabet breaks ties.
        """
        known = sorted(term for term, _ in self.words_from(word[:1]))
        close = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
        return close[0] if close else None

    def ids(self) -> set[str]:
        """All passage ids."""
        from tantivy import Query

        with _translated(self._folder):
            searcher = self._index.searcher()
            hits = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits
            return {str(searcher.doc(address)[_ID][0]) for _, address in hits}

    def count(self) -> int:
        """How many passages there are."""
        with _translated(self._folder):
            return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Close the folder."""
        del self._index
        if self._links is not None:
            self._links.cleanup()


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Translates tantivy's errors to StoreDamaged.

    Also its panics, which are not Exceptions and whose class has no importable name.
    """
    try:
        yield
    except (ValueError, OSError, LookupError) as error:
        raise StoreDamaged(str(folder), str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise StoreDamaged(str(folder), str(error)) from error
