"""The chat: questions, answers as they come, and the sentences that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answer.phrases import made_by, stopped
from app import markup
from app.answer_age import Held, cited, held_now, outdated
from app.citation_view import citation_html, withheld_html
from app.failing import guarded, show_error
from app.interface import SUGGESTIONS, say, stage
from app.session import (
    Exchange,
    answered,
    ask_next,
    conversation,
    history,
    interrupted,
    language,
    parts,
    shown_so_far,
    stop,
)
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


def show() -> None:
    """The whole page; one run of it answers at most one question."""
    anew = _show_conversation()
    typed = st.chat_input(say("ask", language()), max_chars=LONGEST)
    asked = typed.strip() if typed and typed.strip() else anew
    left = interrupted()
    box = st.empty()
    if not (asked or left):
        with box.container(), guarded():
            asked = _edited() if conversation() else _suggested()
    if question := ask_next(asked) if asked else left:
        box.empty()
        _answer(question)
        with guarded():
            _edited()  # a click on it begins the next run, which reads it where it stands above
    if conversation() and st.button(say("new", language()), icon=":material/add_comment:"):
        conversation().clear()
        st.rerun()


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
    """What has become of the sources since the answer; its question where it is asked anew."""
    lines = outdated(exchange.sources, held, language())
    if exchange.answer is None or not lines:
        return None
    told = "\n".join([say("outdated", language()), *lines])
    st.html(markup.block(markup.paragraphs(told), "note outdated", role="note"))
    again = st.button(say("ask_anew", language()), icon=":material/refresh:", key=f"anew {place}")
    return (exchange.answer.understood_as or exchange.question) if again else None


def _suggested() -> str | None:
    """The first questions; what was clicked. Where there are no sources, the way to add some."""
    reader = language()
    if not parts().sources():
        st.html(markup.block(markup.paragraphs(say("empty", reader)), "note", reader))
        if st.button(say("to_library", reader)):
            st.switch_page(st.session_state["pages"]["library"])
        return None
    st.html(markup.block(markup.paragraphs(say("start", reader)), "small", reader))
    for question in SUGGESTIONS[reader]:
        if st.button(question, key=f"suggested {question}"):
            return question
    return None


def _edited() -> str | None:
    """The last question as it was understood, to be changed; what was asked again."""
    answer = conversation()[-1].answer if conversation() else None
    if answer is None or not answer.understood_as:
        return None
    with st.form(f"understood {len(conversation())}", border=False):
        typed = st.text_input(say("edit", language()), answer.understood_as, max_chars=LONGEST)
        again = st.form_submit_button(say("ask_again", language()))
    return typed.strip() or None if again else None


def _answer(question: str) -> None:
    """Ask, show the answer as it comes, and keep it."""
    _show_question(question)
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        place, button = st.empty(), st.empty()
        exchange = _asked(question, place, button)
        place.empty()
        button.empty()
        with guarded():
            _show_outcome(exchange, str(len(conversation())))
    answered(exchange)


def _asked(question: str, place: DeltaGenerator, button: DeltaGenerator) -> Exchange:
    """The question with what came of it, whatever that is; a model can be stopped meanwhile."""
    try:
        with known():
            turns, held = history(), held_now(parts())
            if parts().generator:
                button.button(
                    say("stop_answer", language()), icon=":material/stop_circle:", on_click=stop
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
                _keep(question, _so_far_written(meanwhile, (), ()), held)
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


def _keep(question: str, answer: Answer, held: Held | None) -> None:
    """What is to stay, should the answer be stopped."""
    if answer.sentences:
        shown_so_far(Exchange(question, answer, sources=cited(answer, held)))


def _meanwhile(quoted: Answer) -> str:
    """What the sources say, to be read while a language model writes; a refusal may not last."""
    if quoted.status is not Status.ANSWERED:
        return ""
    said = markup.paragraphs(made_by(language(), quoted))
    block = markup.block(_sentences(quoted.sentences, f"quoted {len(conversation())}"), "answer")
    return block + markup.block(said, "by", language(), "note")


def _show_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.html(markup.block(markup.paragraphs(question)))


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
        lines = (
            citation_html(c, answer.language, language(), parts(), place) for c in answer.citations
        )
        st.html(markup.block("".join(lines), "citations"))


def _sentences(told: Sequence[AnswerSentence], place: str) -> str:
    return markup.sentences(((sentence.text, sentence.markers) for sentence in told), place)
