"""Chat page: questions, streamed answers, and the sentences that they cite."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answer.phrases import stopped
from answer.question.offer import accepted
from app import answer_actions, drawing, markup
from app.admitted import admit, count
from app.answer_age import SourcesById, cited, current_sources, outdated
from app.conversations import current, panel
from app.conversations.exchange import Exchange
from app.failing import guarded
from app.feedback import thumbs
from app.interface import say, stage
from app.outcome import meanwhile_html, outcome_html, sentences_html
from app.scope import panel as scope_panel
from app.scope.chosen import chosen
from app.session import (
    Waiting,
    ask_next,
    clear_replaced,
    conversation,
    history,
    language,
    next_waiting,
    parts,
    shown_so_far,
    waiting,
)
from app.starting import offering
from app.unexpected import known
from domain.errors import PasserelleError
from domain.question import LONGEST
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Finished,
    QuotesReady,
    Scope,
    SentenceReady,
    StageStarted,
    Status,
    Turn,
)

SCOPE = "scope"


def show(new: DeltaGenerator, bar: DeltaGenerator | None = None) -> None:
    """The whole page; one run of it answers at most one question. ``new`` is the place of the
    frame for the button of a new conversation, ``bar`` the one for what questions are limited to.

    An exchange is drawn in the same places while it is answered and ever after, so that nothing
    moves between two runs.
    """
    with st.empty():  # a place even if empty, so that what follows keeps its own
        _show_conversation_notice(current.bring())
    with st.empty():
        _limit(bar)
    with st.container():  # a place of its own, as well
        panel.show_version(language())
    typed = st.chat_input(say("ask", language()))  # below all, wherever it is called
    _receive((typed or "").strip() or None)
    clear_replaced()
    log = st.container(key="log", gap=None)
    log.html(markup.block("", "log"))  # an empty container is not drawn, and the columns need it
    welcome = st.empty()
    anew, last = _show_conversation(log)
    after = last or welcome
    _receive(anew)
    waits = next_waiting()
    if waits is None:
        with after.container(), guarded():
            _receive(_shortened() or _next() if conversation() else _shortened() or _first())
        waits = next_waiting()
    if waits is not None:
        after.empty()
        place = _place(log, len(conversation()), waits.question)
        if current.ask(waits):
            st.rerun()
    panel.show(language())
    if waits is not None:
        _answer(waits, place)
        if waiting():
            st.rerun()
        with place.after.container(), guarded():
            _next()  # a click on it begins the next run, which reads it above
    if conversation() and new.button(
        say("new", language()), icon=":material/add_comment:", key="new"
    ):
        current.leave()
        st.rerun()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of one exchange are drawn, from above: the answer, what can be done while it
    comes, what can be done with it, and what may be asked next.
    """

    answer: DeltaGenerator
    stop: DeltaGenerator
    actions: DeltaGenerator
    after: DeltaGenerator


def _place(log: DeltaGenerator, number: int, question: str) -> Place:
    """The question, and the places below it; ``number`` counts from 0."""
    with log, st.container(key=f"exchange-{number}", gap=None):
        st.html(markup.block(markup.heading(question, "asked"), "question"))
        answer, stop = st.empty(), st.empty()
        actions = st.container(key=f"actions-{number}", gap="small")
        return Place(answer, stop, actions, st.empty())


def _receive(asked: str | None) -> None:
    """A question to be answered after those that wait; too long ones are returned for editing."""
    if asked and len(asked) > LONGEST:
        st.session_state["too_long"] = asked
        st.rerun()
    elif asked:
        st.session_state.pop("too_long", None)
        ask_next(asked, _scope())


def _limit(bar: DeltaGenerator | None) -> None:
    """What questions are limited to: read from the address, shown in the bar."""
    with suppress(PasserelleError), known():  # the question raises it again, and reports it
        sources = [source for source, _ in parts().sources()]
        found = chosen(sources)
        st.session_state[SCOPE] = found.scope
        if bar is not None and sources:
            with bar:
                scope_panel.show(found, sources)
        if notices := scope_panel.notes(found):
            st.html(notices)


def _scope() -> Scope | None:
    """What questions are limited to now."""
    found: Scope | None = st.session_state.get(SCOPE)
    return found


def _show_conversation_notice(found: current.Found) -> None:
    """Notices about the conversation on the page."""
    for notice, so in (
        (found, bool(found)),
        ("not_own", not current.own() and current.version_of() is None),
        ("unkept", current.unkept()),
        ("deleted_elsewhere", current.deleted()),
    ):
        if so:
            said = markup.paragraphs(say(notice, language()))
            st.html(markup.block(said, "note", language(), "status"))
            return


def _next() -> str | None:
    """Suggested next questions; the one that was clicked."""
    return _widened() or _offered() or _edited() or offering.followed_up()


def _widened() -> str | None:
    """Offers an unanswered question of a limited scope again without limits."""
    last = conversation()[-1] if conversation() else None
    if last is None or last.answer is None or not last.answer.scope:
        return None
    if last.answer.status is not Status.UNANSWERED:
        return None
    said, key = say("scope_widen", language()), f"widen {len(conversation())}"
    if st.button(said, icon=":material/filter_alt_off:", key=key):
        ask_next(last.answer.understood_as or last.question)
    return None


def _offered() -> str | None:
    """The summary that the last refusal offers, if clicked."""
    said = say("sum_up", language())
    last = conversation()[-1].answer if conversation() else None
    if last is None or last.status is not Status.UNANSWERED or not accepted(said, history()):
        return None
    clicked = st.button(said, icon=":material/summarize:", key=f"sum up {len(conversation())}")
    return said if clicked else None


def _shortened() -> str | None:
    """A question that was too long, to be shortened; the result."""
    text: str | None = st.session_state.get("too_long")
    if text is None:
        return None
    message = say("too_long", language(), n=str(len(text)), most=str(LONGEST))
    st.html(markup.block(markup.paragraphs(message), "note", language(), "alert"))
    with st.form("shorten", border=False):
        typed = st.text_area(say("shorten", language()), text, height=200)
        again = st.form_submit_button(say("ask_again", language()))
    return typed.strip() or None if again else None


def _show_conversation(log: DeltaGenerator) -> tuple[str | None, DeltaGenerator | None]:
    """All exchanges; the question of one to be asked again, and the place after the last."""
    asked, sources = None, None
    with guarded():
        sources = current_sources(parts()) if any(e.sources for e in conversation()) else None
    after, shown = None, conversation()
    for number in range(_draw_earlier(log, sources), len(shown)):
        exchange = shown[number]
        place = _place(log, number, exchange.question)
        last = number + 1 == len(shown) and not waiting()
        _show_outcome(exchange, place, sources, number, last)
        with place.actions, guarded():
            asked = _outdated(exchange, sources, number) or asked
        after = place.after
    return asked, after


def _draw_earlier(log: DeltaGenerator, sources: SourcesById | None) -> int:
    """The earlier exchanges of a long conversation, in groups; returns their number."""
    reader, shown = language(), conversation()

    def fit(exchange: Exchange) -> bool:
        return exchange.answer is not None and not outdated(exchange.sources, sources, reader)

    id = current.id_now() or "unkept"
    if st.session_state.get("each_by_itself") == id:
        return 0
    found = list(drawing.groups(shown, fit))
    with log, guarded():
        if found and st.button(
            say("each_by_itself", reader), key="each_by_itself_now", type="tertiary"
        ):
            st.session_state["each_by_itself"] = id
            st.rerun()
        for numbers in found:
            st.html(drawing.together(numbers, shown, lambda n, e: _outcome(n, e, sources)))
    return found[-1].stop if found else 0


def _outcome(number: int, exchange: Exchange, sources: SourcesById | None) -> str:
    """The outcome of a question as HTML, cached for each state of the library."""
    reader, id = language(), current.id_now()
    drawn: drawing.Drawn = st.session_state.setdefault("drawn", drawing.Drawn())
    return drawn.of(
        number,
        exchange,
        (parts().generation(), reader, id, sources is None),
        lambda n, e: outcome_html(e, sources, reader, parts(), str(n), id),
    )


def _outdated(exchange: Exchange, sources: SourcesById | None, place: int) -> str | None:
    """The question of an answer whose sources have changed, or that has none, to be asked again."""
    if exchange.answer is not None and not outdated(exchange.sources, sources, language()):
        return None
    again = st.button(say("ask_anew", language()), icon=":material/refresh:", key=f"anew {place}")
    if not again:
        return None
    if exchange.answer is None or not exchange.answer.scope:
        return (exchange.answer and exchange.answer.understood_as) or exchange.question
    ask_next(exchange.answer.understood_as or exchange.question, exchange.answer.scope)
    return None


def _first() -> str | None:
    """The welcome; the question that was clicked."""
    return offering.suggested_first(_scope())


def _edited() -> str | None:
    """The last question as understood, to be edited; the edited question."""
    answer = conversation()[-1].answer if conversation() else None
    if answer is None or not answer.understood_as:
        return None
    with st.form(f"understood {len(conversation())}", border=False):
        typed = st.text_input(say("edit", language()), answer.understood_as, max_chars=LONGEST)
        again = st.form_submit_button(say("ask_again", language()))
    return typed.strip() or None if again else None


def _answer(waits: Waiting, place: Place) -> None:
    """Show the answer as it comes; store it before the last drawing, which a reload may end."""
    number = len(conversation())
    exchange, sources = _asked(waits, place)
    count(waits, exchange)
    current.finish(exchange)
    place.stop.empty()
    _show_outcome(exchange, place, sources, number, last=True)
    if exchange.answer is not None:
        _announce(exchange.answer)


def _show_outcome(
    exchange: Exchange, place: Place, sources: SourcesById | None, number: int, last: bool
) -> None:
    """What came of a question, and what can be done with it."""
    with place.answer, guarded():
        st.html(_outcome(number, exchange, sources))
    with place.actions, guarded():
        answer_actions.show(exchange, number, last)
        thumbs.show(exchange, number)


def _announce(answer: Answer) -> None:
    """Have screen readers speak a new answer; one that is only redrawn is not spoken again."""
    said = say("announced", answer.language, said=" ".join((answer.text, *answer.notices)))
    spoken = markup.announced(said, answer.language)
    st.html(spoken, unsafe_allow_javascript=True)  # a fixed script; the text is an attribute


def _asked(waits: Waiting, place: Place) -> tuple[Exchange, SourcesById | None]:
    """The question with what came of it, whatever that is, and the sources as they were; a model
    can be stopped meanwhile.
    """
    question, sources = waits.question, None
    try:
        with known():
            admit(waits)
            turns, sources = history(), current_sources(parts())
            if parts().generator:
                place.stop.button(
                    say("stop_answer", language()),
                    icon=":material/stop_circle:",
                    on_click=current.stop,
                    args=(waits.token,),
                )
            answer = _stream(waits, turns, place.answer, sources)
            return Exchange(question, answer, sources=cited(answer, sources)), sources
    except PasserelleError as error:
        return Exchange(question, error=error), sources


def _stream(
    waits: Waiting, turns: Sequence[Turn], place: DeltaGenerator, sources: SourcesById | None
) -> Answer:
    """The answer, shown as it comes; a click ends it, as each drawing lets Streamlit check."""
    sentences: list[AnswerSentence] = []
    cited_so_far: list[Citation] = []
    quotes = under_way = ""
    meanwhile: Answer | None = None
    number, question = len(conversation()), waits.question
    assistant, reader = parts().assistant, language()

    def show_it() -> None:
        asked = meanwhile.language if meanwhile is not None else language()
        written = sentences_html(sentences, cited_so_far, asked, str(number), None, "answer")
        written = written if sentences else ""
        place.html(written + quotes + under_way)

    for event in assistant.watched(show_it).ask(
        question, turns, interface=reader, scope=waits.scope
    ):
        match event:
            case StageStarted(stage=started):
                said = markup.paragraphs(stage(started, language()))
                under_way = markup.block(said, "under-way", language(), "status")
            case QuotesReady(answer=meanwhile):
                quotes = meanwhile_html(meanwhile, language(), f"quoted {number}")
                _keep(question, _so_far_written(meanwhile, (), ()), sources, lasting=True)
            case SentenceReady(sentence=sentence, citations=new):
                sentences.append(sentence)
                cited_so_far += new
                if meanwhile is not None:
                    _keep(question, _so_far_written(meanwhile, sentences, cited_so_far), sources)
            case Finished(answer=answer):
                return answer
        show_it()
    raise AssertionError("an answer always finishes")


def _so_far_written(
    quoted: Answer, sentences: Sequence[AnswerSentence], cited_so_far: Sequence[Citation]
) -> Answer:
    """What is shown of an answer so far, as one: prose, then the quotations."""
    if quoted.status is not Status.ANSWERED:
        quoted = replace(quoted, status=Status.ANSWERED, sentences=(), citations=())
    before = len(cited_so_far)
    generator = parts().generator
    return replace(
        quoted,
        sentences=(*sentences, *(_moved(sentence, before) for sentence in quoted.sentences)),
        citations=(
            *cited_so_far,
            *(replace(c, marker=c.marker + before) for c in quoted.citations),
        ),
        answerer=generator.name if sentences and generator else quoted.answerer,
        notices=(*quoted.notices, stopped(language())),
    )


def _moved(sentence: AnswerSentence, by: int) -> AnswerSentence:
    return replace(sentence, markers=tuple(marker + by for marker in sentence.markers))


def _keep(
    question: str, answer: Answer, sources: SourcesById | None, lasting: bool = False
) -> None:
    """What is to stay, should the answer be stopped; with a model, which takes its time, in the
    file as well.
    """
    if answer.sentences:
        exchange = Exchange(question, answer, sources=cited(answer, sources))
        shown_so_far(exchange)
        if lasting and parts().generator:
            current.keep_so_far(exchange)
