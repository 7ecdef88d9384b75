"""What a message asks after the turns before."""

from answer.question.contextualize import Understood, understand
from answer.question.intent import Intent, bundled_intents
from answer.question.offer import offer
from domain.types import Language, Turn

COD = "How much cod was landed in 2019?"
REFUSED = (
    "Les sources ne répondent pas à cette question. Ce qu'elles disent de plus proche se trouve "
    f"dans la section « Trade » de « The port ». {offer(Language.FR)}"
)


def after(message: str, *said: str) -> Understood:
    turns = [Turn("assistant" if n % 2 else "user", text) for n, text in enumerate(said)]
    return understand(message, turns, bundled_intents())


def test_without_a_turn_before_a_message_is_as_it_was() -> None:
    assert after("And in 2005?").asked == "And in 2005?"
    assert after(COD).asked == COD


def test_a_first_message_follows_nothing_up() -> None:
    assert after("who made this?").intent is Intent.IDENTITY
    assert after("And in 2005?").intent is not Intent.FOLLOW_UP


def test_a_follow_up_is_read_after_the_question_before() -> None:
    assert after("And in 2005?", COD, "…").asked == f"{COD} And in 2005?"


def test_a_question_that_stands_alone_is_read_alone() -> None:
    question = "Who chairs the harbour council of Grenvik?"
    assert after(question, COD, "…").asked == question


def test_follow_ups_in_a_row_keep_the_question_that_they_lean_on() -> None:
    found = after("And in 2018?", COD, "…", "and in 2005?", "…")
    assert found.asked == f"{COD} and in 2005? And in 2018?"
    third = after("and in 2001?", COD, "…", "and in 2005?", "…", "And in 2018?", "…")
    assert third.asked == f"{COD} And in 2018? and in 2001?"


def test_small_talk_between_asks_nothing() -> None:
    asked = "Qui dirige le port de Grenvik ?"
    found = after("et depuis quand ?", asked, "…", "merci beaucoup !", "Je vous en prie.")
    assert found.asked == f"{asked} et depuis quand ?"


def test_an_offer_that_is_taken_up_asks_in_the_language_of_the_offer() -> None:
    found = after("oui", "Combien de goélands ?", REFUSED)
    assert (found.intent, found.section) == (Intent.SUMMARY_TOPIC, "Trade")
    assert found.language is Language.FR
    assert "Trade" in found.asked != "Trade"


def test_a_follow_up_after_a_taken_offer_leans_on_what_was_offered() -> None:
    found = after("et depuis quand ?", "Combien de goélands ?", REFUSED, "oui", "…")
    assert "Trade" in found.before


def test_a_shorter_summary_is_of_the_same_topic() -> None:
    found = after("in one sentence please", "Summarise the part on trade", "…")
    assert found.intent is Intent.SUMMARY_TOPIC
    assert "trade" in found.asked
