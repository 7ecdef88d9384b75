"""The chat: questions, answers as they come, and the sentences that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answer.phrases import made_by, stopped
from answer.question.offer import accepted
from app import markup
from app.answer_age import Held, cited, held_now, outdated
from app.citation_view import citation_html, withheld_html
from app.conversations import current, panel
from app.conversations.exchange import Exchange
from app.failing import guarded, show_error
from app.interface import SUGGESTIONS, say, stage
from app.session import (
    Waiting,
    ask_next,
    conversation,
    history,
    language,
    next_waiting,
    parts,
    shown_so_far,
    suggested,
    waiting,
)
from app.suggested import answered as answers_to
from app.unexpected import known
from domain.errors import PasserelleError
from domain.question import LONGEST
from domain.types import (
    Answer,
    AnswerSentence,
    Citation,
    Finished,
    QuotesReady,
    SentenceReady,
    StageStarted,
    Status,
    Turn,
)

SOON = 0.5
"""Seconds between two looks at whether the suggestions are known."""


def show() -> None:
    """The whole page; one run of it answers at most one question."""
    _tell_of_keeping(current.bring())
    anew = _show_conversation()
    typed = st.chat_input(say("ask", language()))
    _receive((typed or "").strip() or anew)
    waits = next_waiting()
    box = st.empty()
    if waits is None:
        with box.container(), guarded():
            _receive(_shortened() or _next() if conversation() else _shortened() or _suggested())
        waits = next_waiting()
    if waits is not None:
        box.empty()
        _show_question(waits.question)
        if current.ask(waits):
            st.rerun()
    panel.show(language())
    if waits is not None:
        _answer(waits)
        if waiting():
            st.rerun()
        with guarded():
            _next()  # a click on it begins the next run, which reads it where it stands above
    if conversation() and st.button(say("new", language()), icon=":material/add_comment:"):
        current.leave()
        st.rerun()


def _receive(asked: str | None) -> None:
    """A question to be answered after those that wait; one that is too long is given back."""
    if asked and len(asked) > LONGEST:
        st.session_state["too_long"] = asked
        st.rerun()
    elif asked:
        st.session_state.pop("too_long", None)
        ask_next(asked)


def _tell_of_keeping(found: current.Found) -> None:
    """What the reader has to know of the conversation on the page."""
    for told, so in (
        (found, bool(found)),
        ("not_own", not current.own()),
        ("unkept", current.unkept()),
        ("deleted_elsewhere", current.deleted()),
    ):
        if so:
            said = markup.paragraphs(say(told, language()))
            st.html(markup.block(said, "note", language(), "status"))
            return


def _next() -> str | None:
    """What may be asked after the last answer with a click; what was asked."""
    return _offered() or _edited()


def _offered() -> str | None:
    """The summary that the last refusal offers, taken up."""
    said = say("sum_up", language())
    last = conversation()[-1].answer if conversation() else None
    if last is None or last.status is not Status.UNANSWERED or not accepted(said, history()):
        return None
    clicked = st.button(said, icon=":material/summarize:", key=f"sum up {len(conversation())}")
    return said if clicked else None


def _shortened() -> str | None:
    """A question that was too long, to be shortened; what became of it."""
    text: str | None = st.session_state.get("too_long")
    if text is None:
        return None
    told = say("too_long", language(), n=str(len(text)), most=str(LONGEST))
    st.html(markup.block(markup.paragraphs(told), "note", language(), "alert"))
    with st.form("shorten", border=False):
        typed = st.text_area(say("shorten", language()), text, height=200)
        again = st.form_submit_button(say("ask_again", language()))
    return typed.strip() or None if again else None


def _show_conversation() -> str | None:
    """All exchanges; the question of one that is to be asked anew."""
    asked, held = None, None
    with guarded():
        held = held_now(parts()) if any(e.sources for e in conversation()) else None
    for place, exchange in enumerate(conversation()):
        _show_question(exchange.question)
        with st.chat_message("assistant", avatar=":material/menu_book:"), guarded():
            _show_outcome(exchange, str(place))
            asked = _outdated(exchange, held, place) or asked
    return asked


def _outdated(exchange: Exchange, held: Held | None, place: int) -> str | None:
    """What has become of the sources since the answer; its question where it is asked anew, as one
    that has no answer can be.
    """
    lines = outdated(exchange.sources, held, language())
    if exchange.answer is not None and not lines:
        return None
    if lines:
        told = "\n".join([say("outdated", language()), *lines])
        st.html(markup.block(markup.paragraphs(told), "note outdated", role="note"))
    again = st.button(say("ask_anew", language()), icon=":material/refresh:", key=f"anew {place}")
    understood = exchange.answer.understood_as if exchange.answer else None
    return (understood or exchange.question) if again else None


def _suggested() -> str | None:
    """The first questions; what was clicked. Where there are no sources, the way to add some."""
    reader = language()
    if not parts().sources():
        st.html(markup.block(markup.paragraphs(say("empty", reader)), "note", reader))
        if st.button(say("to_library", reader)):
            st.switch_page(st.session_state["pages"]["library"])
        return None
    found = _known_suggestions()
    if found is None:
        st.fragment(_wait_for_suggestions, run_every=SOON)()
    if not found:
        return None
    st.html(markup.block(markup.paragraphs(say("start", reader)), "small", reader))
    for question in found:
        if st.button(question, key=f"suggested {question}"):
            return question
    return None


def _known_suggestions() -> tuple[str, ...] | None:
    """Those that the library answers; None while that is being found out."""
    library, reader = parts(), language()
    key = (library.generation(), reader)
    return suggested().found(key, lambda: answers_to(library, SUGGESTIONS[reader], reader))


def _wait_for_suggestions() -> None:
    if _known_suggestions() is not None:
        st.rerun()


def _edited() -> str | None:
    """The last question as it was understood, to be changed; what was asked again."""
    answer = conversation()[-1].answer if conversation() else None
    if answer is None or not answer.understood_as:
        return None
    with st.form(f"understood {len(conversation())}", border=False):
        typed = st.text_input(say("edit", language()), answer.understood_as, max_chars=LONGEST)
        again = st.form_submit_button(say("ask_again", language()))
    return typed.strip() or None if again else None


def _answer(waits: Waiting) -> None:
    """Show the answer as it comes; keep it before it is drawn whole, which a reload may end."""
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        place, button = st.empty(), st.empty()
        number = str(len(conversation()))
        exchange = _asked(waits, place, button)
        current.finish(exchange)
        place.empty()
        button.empty()
        with guarded():
            _show_outcome(exchange, number)
        if exchange.answer is not None:
            _announce(exchange.answer)


def _announce(answer: Answer) -> None:
    """Have screen readers speak a new answer; one that is only drawn again is not spoken again."""
    said = say("announced", answer.language, said=" ".join((answer.text, *answer.notices)))
    spoken = markup.announced(said, answer.language)
    st.html(spoken, unsafe_allow_javascript=True)  # a fixed script; the text is an attribute


def _asked(waits: Waiting, place: DeltaGenerator, button: DeltaGenerator) -> Exchange:
    """The question with what came of it, whatever that is; a model can be stopped meanwhile."""
    question = waits.question
    try:
        with known():
            turns, held = history(), held_now(parts())
            if parts().generator:
                button.button(
                    say("stop_answer", language()),
                    icon=":material/stop_circle:",
                    on_click=current.stop,
                    args=(waits.token,),
                )
            answer = _stream(question, turns, place, held)
            return Exchange(question, answer, sources=cited(answer, held))
    except PasserelleError as error:
        return Exchange(question, error=error)


def _stream(
    question: str, turns: Sequence[Turn], place: DeltaGenerator, held: Held | None
) -> Answer:
    """The answer, shown as it comes; a click ends it, for each drawing lets Streamlit look."""
    told: list[AnswerSentence] = []
    cited_so_far: list[Citation] = []
    quotes = under_way = ""
    meanwhile: Answer | None = None

    def show_it() -> None:
        place.html(_so_far(told) + quotes + under_way)

    for event in parts().assistant.watched(show_it).ask(question, turns, interface=language()):
        match event:
            case StageStarted(stage=started):
                said = markup.paragraphs(stage(started, language()))
                under_way = markup.block(said, "small", language(), "status")
            case QuotesReady(answer=meanwhile):
                quotes = _meanwhile(meanwhile)
                _keep(question, _so_far_written(meanwhile, (), ()), held, lasting=True)
            case SentenceReady(sentence=sentence, citations=new):
                told.append(sentence)
                cited_so_far += new
                if meanwhile is not None:
                    _keep(question, _so_far_written(meanwhile, told, cited_so_far), held)
            case Finished(answer=answer):
                return answer
        show_it()
    raise AssertionError("an answer always finishes")


def _so_far(told: Sequence[AnswerSentence]) -> str:
    return markup.block(_sentences(told, str(len(conversation())))) if told else ""


def _so_far_written(
    quoted: Answer, told: Sequence[AnswerSentence], cited_so_far: Sequence[Citation]
) -> Answer:
    """What is shown of an answer so far, as one: prose, then the quotations."""
    if quoted.status is not Status.ANSWERED:
        quoted = replace(quoted, status=Status.ANSWERED, sentences=(), citations=())
    before = len(cited_so_far)
    generator = parts().generator
    return replace(
        quoted,
        sentences=(*told, *(_moved(sentence, before) for sentence in quoted.sentences)),
        citations=(
            *cited_so_far,
            *(replace(c, marker=c.marker + before) for c in quoted.citations),
        ),
        answerer=generator.name if told and generator else quoted.answerer,
        notices=(*quoted.notices, stopped(language())),
    )


def _moved(sentence: AnswerSentence, by: int) -> AnswerSentence:
    return replace(sentence, markers=tuple(marker + by for marker in sentence.markers))


def _keep(question: str, answer: Answer, held: Held | None, lasting: bool = False) -> None:
    """What is to stay, should the answer be stopped; with a model, which takes its time, in the
    file as well.
    """
    if answer.sentences:
        exchange = Exchange(question, answer, sources=cited(answer, held))
        shown_so_far(exchange)
        if lasting and parts().generator:
            current.keep_so_far(exchange)


def _meanwhile(quoted: Answer) -> str:
    """What the sources say, to be read while a language model writes; a refusal may not last."""
    if quoted.status is not Status.ANSWERED:
        return ""
    said = markup.paragraphs(made_by(language(), quoted))
    block = markup.block(_sentences(quoted.sentences, f"quoted {len(conversation())}"), "answer")
    return block + markup.block(said, "by", language(), "note")


def _show_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(markup.block(markup.heading(question, "asked")))


def _show_outcome(exchange: Exchange, place: str) -> None:
    if exchange.answer is not None:
        _show_answer(exchange.answer, place)
    elif exchange.error is not None:
        show_error(exchange.error)
    else:
        said = markup.paragraphs(say("answer_stopped", language()))
        st.html(markup.block(said, "note", language(), role="note"))


def _show_answer(answer: Answer, place: str) -> None:
    """The question as understood, the answer, who worded it, the notices, and the citations."""
    if answer.understood_as:
        understood = say("understood", language(), question=answer.understood_as)
        st.html(markup.block(markup.paragraphs(understood), "small", role="note"))
    kind = "refusal" if answer.status is Status.UNANSWERED else ""
    told = markup.block(_sentences(answer.sentences, place), f"answer {kind}")
    if answer.status is Status.ANSWERED:
        said = markup.paragraphs(made_by(language(), answer))
        told += markup.block(said, "by", language(), "note")
    st.html(told)
    for notice in answer.notices:
        st.html(markup.block(markup.paragraphs(notice), "note", role="note"))
    if answer.withheld:
        st.html(withheld_html(answer.withheld, answer.language, language()))
    if answer.citations:
        id = current.id_now()
        lines = (
            citation_html(c, answer.language, language(), parts(), place, id)
            for c in answer.citations
        )
        st.html(markup.block("".join(lines), "citations"))


def _sentences(told: Sequence[AnswerSentence], place: str) -> str:
    return markup.sentences(((sentence.text, sentence.markers) for sentence in told), place)
