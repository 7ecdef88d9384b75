import pytest

from answer.courtesy import Courtesy, recognise, reply
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
        ("what can you do?", Courtesy.IDENTITY),
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
        "???",
    ],
)
def test_a_question_inside_courtesy_stays_a_question(message: str) -> None:
    assert recognise(message) is None


@pytest.mark.parametrize("kind", list(Courtesy))
def test_every_courtesy_has_a_short_reply_in_both_languages(kind: Courtesy) -> None:
    french, english = reply(kind, Language.FR), reply(kind, Language.EN)
    assert french != english
    assert all(0 < len(text.split()) < 45 for text in (french, english))
