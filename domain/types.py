"""Core value types, from source to answer: frozen, slotted, standard library only.

In data-flow order: Source -> Section -> Passage -> Retrieved -> Citation -> Answer.
Offsets are Unicode code points, half-open, into the cleaned text of the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Language(StrEnum):
    """The two languages of the product, by their ISO 639-1 codes."""

    FR = "fr"
    EN = "en"

    @property
    def other(self) -> Language:
        """The other of the two languages."""
        return Language.EN if self is Language.FR else Language.FR


BRIEFING = "Passerelle"
"""The publisher of the briefing that ships."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it was ingested; its text is stored beside it by the catalog.

    ``uri`` is what a reader can open (a path or a URL); ``origin`` is where updates of this id
    are accepted from (``folder:...``, ``file:...``, ``url:...``, ``upload:...``, ``id:...``).
    ``date`` is ISO 8601 (YYYY, YYYY-MM or YYYY-MM-DD); ``kind`` is a row name of the loader table
    ("text", "pdf"...); ``content_hash`` is the SHA-256 of the cleaned text and metadata.
    ``twin`` is the id of the same document in the other language. ``ingested_at`` is when this
    content entered the store (UTC, ISO 8601), ``superseded_by`` the id of the source that replaces
    it; neither is part of the source's identity. ``based_on`` is what it states that it is derived
    from, verbatim.
    """

    id: str
    title: str
    uri: str
    origin: str
    language: Language
    kind: str
    content_hash: str
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    twin: str | None = None
    ingested_at: str | None = field(default=None, compare=False)
    superseded_by: str | None = field(default=None, compare=False)
    based_on: str | None = None

    @property
    def is_briefing(self) -> bool:
        """Whether it ships with the product: it restates other sources, so they come before it."""
        return self.publisher == BRIEFING


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a source under one heading; ``path`` runs from the outermost heading inwards.

    The title of the document is not part of the path; text before the first heading has path ().
    ``text`` is the body below the heading, without it: source_text[start:end] == text.
    """

    path: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one section, at most 120 words unless a single sentence is longer.

    ``source_text[start:end] == text``. ``ordinal`` counts passages in the source from 0;
    ``paragraph`` counts its paragraphs from 0 (a long paragraph may give several passages).
    ``twin_id`` is its translation, a passage in the other language. ``language`` is that of its
    own words where it can be detected, else the source's. ``page`` is where it begins, from 1;
    None where the format has no pages.
    """

    id: str
    source_id: str
    section_path: tuple[str, ...]
    text: str
    start: int
    end: int
    language: Language
    ordinal: int
    paragraph: int
    twin_id: str | None = None
    page: int | None = None

    @property
    def section(self) -> str:
        """The section path as a reader sees it."""
        return " › ".join(self.section_path)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a source: ``passage.text[start:end]``."""

    source: Source
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements about one thing that differ in a figure or a date, the newer one first."""

    newer: Statement
    older: Statement


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """What ingest makes of one source before anything is stored.

    ``warnings`` are details in the sense of errors (domain/details.py translates them to French).
    """

    source: Source
    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage with its retrieval scores; scores lie in [0, 1], higher is better."""

    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation: the source's text[start:end] == quote.

    ``version`` is the content hash of the quoted source, ``ingested_at`` when that content entered
    the store, ``based_on`` what the source states that it is derived from: set on finished answers,
    and not part of the citation's identity.
    """

    marker: int
    passage: Passage
    quote: str
    start: int
    end: int
    title: str
    twin: Passage | None = None
    version: str = field(default="", compare=False)
    ingested_at: str | None = field(default=None, compare=False)
    based_on: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer and the markers of the citations it rests on."""

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that a language model wrote and that is not shown as fact.

    ``reason`` is a value of answer.verification.verifier.Reason or answer.phrases.Unfit ("figure",
    "unsupported", "language"...), ``explanation`` the text shown, in the asker's language.
    """

    text: str
    reason: str
    explanation: str


class Status(StrEnum):
    """Outcome of a question; ``UNANSWERED``: the sources do not contain the answer."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; ``role`` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to: some sources, a language, a span of dates; all by default.

    ``sources`` are ids. ``since`` and ``until`` are ISO 8601 dates as coarse as a year, both
    included; see domain.scope for what is in a scope.
    """

    sources: tuple[str, ...] = ()
    language: Language | None = None
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        """Whether it limits anything."""
        return bool(self.sources or self.language or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. ``answerer`` is "quotes" or the name of a chat model.

    ``understood_as`` is the completed question of a follow-up, None where nothing was added.
    ``timings`` maps a stage to its milliseconds. ``withheld``: language model sentences that no
    source supports. ``probability``: calibrated probability that the best sentence answers; None
    where nothing was scored (small talk, a summary). ``scope``: the filter that applied; None for
    none.
    """

    question: str
    language: Language
    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    answerer: str = "quotes"
    notices: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    understood_as: str | None = None
    withheld: tuple[Withheld, ...] = ()
    probability: float | None = None
    scope: Scope | None = None

    @property
    def text(self) -> str:
        """The sentences joined by one space, without markers."""
        return " ".join(sentence.text for sentence in self.sentences)


class Stage(StrEnum):
    """Stages of answering, as progress reports name them."""

    SEARCHING = "searching"
    READING = "reading"
    WRITING = "writing"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class StageStarted:
    """The answer has entered a stage."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A sentence that may be shown, with the citations that are new with it."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotesReady:
    """The extractive answer, available before a language model has written a word."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event: the complete answer."""

    answer: Answer


AnswerEvent = StageStarted | QuotesReady | SentenceReady | Finished
