import pytest

from answer.question.courtesy import Courtesy, asks_nothing, recognise, reply, spoken
from domain.types import Language


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Bonjour", Courtesy.GREETING),
        ("salut !", Courtesy.GREETING),
        ("Good morning to you all", Courtesy.GREETING),
        ("hey, how are you?", Courtesy.GREETING),
        ("Merci bien, monsieur", Courtesy.THANKS),
        ("thx u", Courtesy.THANKS),
        ("Thanks, that's really helpful", Courtesy.THANKS),
        ("Bonsoir, qui êtes-vous ?", Courtesy.IDENTITY),
        ("what can you do?", Courtesy.HELP),
        ("what can u do", Courtesy.HELP),
        ("aide stp", Courtesy.HELP),
        ("comment ça marche ?", Courtesy.HELP),
        ("?", Courtesy.HELP),
        ("???", Courtesy.HELP),
        ("test", Courtesy.HELP),
        ("je ne comprends pas", Courtesy.HELP),
        ("Quelles sont tes sources ?", Courtesy.SOURCES),
        ("what are your sources?", Courtesy.SOURCES),
        ("t ki ?", Courtesy.IDENTITY),
        ("c koi ton nom", Courtesy.IDENTITY),
        ("Es-tu ChatGPT ?", Courtesy.IDENTITY),
        ("who made you?", Courtesy.IDENTITY),
        ("helo", Courtesy.GREETING),
        ("good evnening", Courtesy.GREETING),
        ("bonjuor !", Courtesy.GREETING),
        ("slt ca va ?", Courtesy.GREETING),
        ("Bonjour, comment allez-vous aujourd'hui ?", Courtesy.GREETING),
        ("merci bcp pour votre aide", Courtesy.THANKS),
        ("thnaks", Courtesy.THANKS),
        ("Au revoir et bonne fin de journée", Courtesy.FAREWELL),
        ("tu es nul", Courtesy.DOUBT),
        ("That's wrong!", Courtesy.DOUBT),
        ("Are you sure?", Courtesy.DOUBT),
        ("no", Courtesy.ASSENT),
        ("oui", Courtesy.ASSENT),
        ("What do you think of the mayor?", Courtesy.OPINION),
        ("Donne-moi ton avis sur le port", Courtesy.OPINION),
        ("Are you a robot?", Courtesy.IDENTITY),
        ("au revoir et bonne soirée", Courtesy.FAREWELL),
        ("bravo, c'est parfait", Courtesy.PRAISE),
        ("ok cool", Courtesy.PRAISE),
    ],
)
def test_small_talk_is_recognised(message: str, kind: Courtesy) -> None:
    assert recognise(message) is kind


@pytest.mark.parametrize(
    "message",
    [
        "Bonjour, quel est le tonnage du port ?",
        "Thanks! And what about salmon exports?",
        "merci de résumer le rapport",
        "hello world trade figures",
        "Who are the signatories?",
        "Qui est le maire ?",
        "port",
        "",
        "salt",  # a word, not "salut"
        "tanks",
        "help for the wool trade",
        "the port's opinion of the council",
        "What is wrong with the lock?",
        "ça marche comment, l'écluse ?",
        "no fish?",
        "2019",
        "What are the sources of the river?",
    ],
)
def test_a_question_inside_courtesy_stays_a_question(message: str) -> None:
    assert recognise(message) is None


@pytest.mark.parametrize("kind", list(Courtesy))
def test_every_courtesy_has_a_short_reply_in_both_languages(kind: Courtesy) -> None:
    french, english = reply(kind, Language.FR), reply(kind, Language.EN)
    assert french != english
    assert all(0 < len(text.split()) < 45 for text in (french, english))


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("ok super, bonne journée à toi !", Language.FR),
        ("merci, see you", None),
        ("thx a lot", Language.EN),
        ("Grenvik", None),
    ],
)
def test_the_words_of_courtesy_tell_the_language(message: str, language: Language | None) -> None:
    assert spoken(message) is language


@pytest.mark.parametrize("message", ["what?", "quoi ?", "j'ai une question", "svp", "and?", "c ça"])
def test_a_message_without_a_word_to_look_up_asks_nothing(message: str) -> None:
    assert asks_nothing(message)


@pytest.mark.parametrize("message", ["wool?", "EU", "une question sur la laine", "2019"])
def test_a_word_to_look_up_is_enough(message: str) -> None:
    assert not asks_nothing(message)
