"""Abstention: the reply where nothing answers.

With the sentence that corrects a false presupposition of the question, where the reader found one
in the asker's language; else with the section about the topic, where reader and retriever agree on
one, and the offer to sum it up. Nothing is stated that the reader did not find.
"""

from __future__ import annotations

from dataclasses import replace

from answer import phrases
from answer.reading.citations import cite
from answer.reading.selection import Evidence, Selection
from domain.types import Answer, AnswerSentence, Passage, Status
from text.sentences import split
from vectorstore.scoped import Part
from vectorstore.store import Store


def refused(draft: Answer, selection: Selection | None, store: Store) -> Answer:
    """The draft as an unanswered Answer."""
    language = draft.language
    refusal = replace(draft, status=Status.UNANSWERED)
    correction = _in_language(selection.correction if selection else None, draft, store)
    if correction is not None:
        _, citations = cite([correction], [None])
        sentences = (
            *(AnswerSentence(text) for text in phrases.refusal(language, None)),
            AnswerSentence(phrases.corrected(language, correction.text), (citations[0].marker,)),
        )
        return replace(refusal, sentences=sentences, citations=citations)
    texts = phrases.refusal(language, selection.near if selection else None)
    return replace(refusal, sentences=tuple(AnswerSentence(text) for text in texts))


def _in_language(evidence: Evidence | None, draft: Answer, store: Store) -> Evidence | None:
    """The sentence in the asker's language, by its passage's translation where there is one.

    A refusal is short and in one language: what it quotes is too. None where the answer's limits
    leave the translation out.
    """
    if evidence is None or evidence.retrieved.passage.language is draft.language:
        return evidence
    passage = evidence.retrieved.passage
    with store.reader() as generation:
        found = generation.catalog.passages([passage.twin_id] if passage.twin_id else [])
        twin = next(iter(found.values()), None)
        if twin and draft.scope and twin.source_id not in Part.of(generation, draft.scope).sources:
            return None
    return _counterpart(evidence, twin) if twin else None


def _counterpart(evidence: Evidence, twin: Passage) -> Evidence | None:
    """The same sentences of the translation, where both passages have as many."""
    passage = evidence.retrieved.passage
    own, spans = split(passage.text), split(twin.text)
    quoted = [
        spans[place]
        for place, (start, end) in enumerate(own)
        if len(own) == len(spans)
        and passage.start + start >= evidence.start
        and passage.start + end <= evidence.end
    ]
    if not quoted:
        return None
    start, end = quoted[0][0], quoted[-1][1]
    return replace(
        evidence,
        retrieved=replace(evidence.retrieved, passage=twin),
        text=twin.text[start:end],
        start=twin.start + start,
        end=twin.start + end,
    )
