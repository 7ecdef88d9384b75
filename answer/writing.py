"""A language model writes the answer: asked, checked, told; or why the sources are quoted instead.

The assistant's part with a model. Knows nothing of retrieval and of quoting.
"""

from __future__ import annotations

from collections.abc import Generator as Generator_
from collections.abc import Sequence
from dataclasses import replace

from answer import grounding, phrases
from answer.checking import Checker
from answer.generation import Generator
from answer.model import asking
from answer.model.failure import Cause, ChatModelFailure
from answer.prose import Prose, checked
from answer.withholding import cut_short, nothing_left, notice
from domain.errors import ChatModelError
from domain.types import Answer, AnswerEvent, Turn
from text.sentences import split
from vectorstore.store import Store


def write(
    generator: Generator,
    store: Store,
    draft: Answer,
    history: Sequence[Turn],
    deadline: float | None = None,
) -> Generator_[AnswerEvent, None, tuple[Answer, Prose | None]]:
    """Tell the sentences that are borne out. Returns the draft with what there is to notice, and
    the Prose; None for it where the sources are to be quoted.
    """
    latest = generator.deadline() if deadline is None else deadline
    language = draft.language
    cuts: list[Cause] = []
    heard = replace(generator, on_cut=cuts.append)
    try:
        prose = yield from _checked(heard, store, draft, history, latest)
    except ChatModelError as error:
        cause = error.cause.text(language) if isinstance(error, ChatModelFailure) else error.detail
        return (_with(draft, phrases.model_failed(language, cause)), None)
    if prose.silent:
        return (draft, prose)
    draft = replace(draft, withheld=prose.withheld)
    if not prose.sentences:
        said = nothing_left(language, foreign=prose.foreign, unreliable=prose.unreliable)
        return (_with(draft, said), None)
    if prose.withheld:
        draft = _with(draft, notice(len(prose.withheld), language))
    for cut in cuts:
        draft = _with(draft, cut_short(cut.text(language), language))
    return (draft, prose)


def _checked(
    generator: Generator, store: Store, draft: Answer, history: Sequence[Turn], deadline: float
) -> Generator_[AnswerEvent, None, Prose]:
    language, question = draft.language, draft.understood_as or draft.question
    given = asking.within_budget(question, language, draft.retrieved, history)
    sources = Checker(store).sources(given, language, question)
    spans = [split(r.passage.text) or [(0, len(r.passage.text))] for r in given]
    return (
        yield from checked(
            generator,
            draft,
            given,
            lambda claim: grounding.verdict(claim, language, sources),
            lambda text, n: spans[n][grounding.supporting(text, language, n, sources)],
            history,
            deadline,
        )
    )


def _with(draft: Answer, said: str) -> Answer:
    return replace(draft, notices=(*draft.notices, said))
