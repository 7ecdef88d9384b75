"""Scope notices: what an answer was limited to; with a refusal, that more may be found without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.scope import within
from domain.types import Answer, Language, Scope, Source, Status
from text.dating import written
from vectorstore.store import Store

NAMED = 3
"""Sources of a scope that are named; of more, the others are counted."""
_LIMITED = {
    Language.FR: "Limité à : {limits}.",
    Language.EN: "Limited to: {limits}.",
}
_WIDEN = {
    Language.FR: " D'autres sources répondent peut-être : posez la question sans ces limites.",
    Language.EN: " Other sources may answer: ask without these limits.",
}
_NONE = {
    Language.FR: " Aucune source de la bibliothèque n'entre dans ces limites.",
    Language.EN: " No source in the library is within these limits.",
}
_LANGUAGE = {
    Language.FR: {Language.FR: "sources en français", Language.EN: "sources en anglais"},
    Language.EN: {Language.FR: "language: French", Language.EN: "language: English"},
}
_DATES = {
    Language.FR: (
        "dates : {since} – {until}",
        "dates : {since} ou après",
        "dates : {until} ou avant",
    ),
    Language.EN: (
        "dates: {since} – {until}",
        "dates: {since} or later",
        "dates: {until} or earlier",
    ),
}
_QUOTED = {Language.FR: "« {title} »", Language.EN: "“{title}”"}
_AND = {Language.FR: " et ", Language.EN: " and "}
_OTHERS = {
    Language.FR: ("une autre source", "{count} autres sources"),
    Language.EN: ("one other source", "{count} other sources"),
}


def noticed(answer: Answer, store: Store) -> Answer:
    """The answer with the notice of its limits; as it is where it has none."""
    scope = answer.scope
    if scope is None:
        return answer
    with store.reader() as generation:
        sources = generation.catalog.sources()
    language = answer.language
    said = _LIMITED[language].format(limits=described(scope, sources, language))
    if not within(scope, sources):
        said += _NONE[language]
    if answer.status is Status.UNANSWERED:
        said += _WIDEN[language]
    return replace(answer, notices=(*answer.notices, said))


def described(scope: Scope, sources: Sequence[Source], language: Language) -> str:
    """A scope in words, with the titles that its sources have."""
    parts = [_sources(scope, sources, language)] if scope.sources else []
    if scope.language is not None:
        parts.append(_LANGUAGE[language][scope.language])
    if scope.since or scope.until:
        both, after, before = _DATES[language]
        form = both if scope.since and scope.until else after if scope.since else before
        since, until = (written(d or "", language) for d in (scope.since, scope.until))
        parts.append(form.format(since=since, until=until))
    return " ; ".join(parts) if language is Language.FR else "; ".join(parts)


def _sources(scope: Scope, sources: Sequence[Source], language: Language) -> str:
    """Titles, each document once: of a translated pair the one in the reader's language."""
    known = {source.id: source for source in sources if source.id in scope.sources}
    once = [
        id
        for id in scope.sources
        if id not in known or known[id].language is language or known[id].twin not in known
    ]
    titles = [known[id].title if id in known else id for id in once]
    quoted = [_QUOTED[language].format(title=title) for title in titles]
    if len(quoted) > NAMED + 1:
        one, many = _OTHERS[language]
        left = len(quoted) - NAMED
        quoted = [*quoted[:NAMED], (one if left == 1 else many).format(count=left)]
    if len(quoted) == 1:
        return quoted[0]
    return ", ".join(quoted[:-1]) + _AND[language] + quoted[-1]
