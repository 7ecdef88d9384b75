"""A language model writes the answer beside the quotations: asked, verified, told.

The assistant's part with a model. Knows nothing of retrieval and of quoting.
"""

from __future__ import annotations

from collections.abc import Generator as Generator_
from collections.abc import Sequence
from dataclasses import replace

from answer import phrases
from answer.finishing import versioned, written
from answer.generation import Generator
from answer.model import asking
from answer.model.failure import Cause, ChatModelFailure
from answer.prose import checked
from answer.verification.verifier import Verifier
from domain.errors import ChatModelError, ReaderModelError
from domain.types import Answer, AnswerEvent, Retrieved, Status, Turn
from vectorstore.store import Store


def write(
    generator: Generator,
    verifier: Verifier,
    store: Store,
    draft: Answer,
    quoted: Answer,
    passages: Sequence[Retrieved],
    history: Sequence[Turn],
    deadline: float | None = None,
) -> Generator_[AnswerEvent, None, Answer]:
    """Tell the sentences that are borne out, as they come. Returns the finished answer: the prose
    or, where the model failed or nothing is left of what it wrote, the answer ``quoted`` with the
    notice that says why. Raises StoreDamaged, ReaderModelError.
    """
    latest = generator.deadline() if deadline is None else deadline
    language, question = draft.language, draft.understood_as or draft.question
    answered = quoted.status is Status.ANSWERED
    cuts: list[Cause] = []
    heard = replace(generator, on_cut=cuts.append)
    given = asking.within_budget(question, language, passages, history)
    try:
        prose = yield from checked(heard, verifier, draft, given, history, latest)
    except ChatModelError as error:
        cause = error.cause.text(language) if isinstance(error, ChatModelFailure) else error.detail
        return _noticed(quoted, phrases.model_failed(language, cause, answered=answered))
    except ReaderModelError as error:
        return _noticed(quoted, phrases.model_failed(language, error.detail, answered=answered))
    if prose.silent:
        return _noticed(quoted, phrases.model_silent(language)) if answered else quoted
    if not prose.sentences and not prose.withheld:
        return _noticed(quoted, phrases.nothing_written(language, answered=answered))
    if not prose.sentences:
        said = phrases.nothing_left(
            language, answered=answered, foreign=prose.foreign, unreliable=prose.unreliable
        )
        return replace(_noticed(quoted, said), withheld=prose.withheld)
    notices = [phrases.withheld(language, len(prose.withheld))] if prose.withheld else []
    notices += [phrases.cut_short(language, cut.text(language)) for cut in cuts]
    made = written(draft, prose, generator.name, store)
    return replace(_noticed(versioned(made, store), *notices), withheld=prose.withheld)


def _noticed(answer: Answer, *said: str) -> Answer:
    return replace(answer, notices=(*answer.notices, *said))
