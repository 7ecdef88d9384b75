import pytest

from answer.question.polar import is_polar


@pytest.mark.parametrize(
    "question",
    [
        "Is Velia a member of the Union?",
        "does the ferry run on sundays",
        "So has the pact been signed?",
        "The pact took effect in 2015, right?",
        "The port is closed, isn't it?",
        "Est-ce que le pacte est en vigueur ?",
        "Le pacte est-il entré en vigueur ?",
        "Le pacte est entré en vigueur en 2015, n'est-ce pas ?",
        "Y a-t-il un ferry le dimanche ?",
    ],
)
def test_what_asks_for_a_yes_or_a_no(question: str) -> None:
    assert is_polar(question)


@pytest.mark.parametrize(
    "question",
    [
        "When did the pact take effect?",
        "What is the pact?",
        "Is the pact old or new?",
        "Isn't Velia a member?",
        "Velia is not a member, is it?",
        "Quand le pacte est-il entré en vigueur ?",
        "Pourquoi le port a-t-il fermé ?",
        "Dans quelle ville le pacte a-t-il été signé ?",
        "Le pacte n'est-il pas signé ?",
        "Can you tell me when the pact took effect?",
        "Do you know who signed the pact?",
        "Has trade grown, and by how much?",
        "Pouvez-vous me dire qui a signé le pacte ?",
        "Est-ce que vous pouvez résumer le pacte ?",
        "Selon le rapport de 2020, combien de tonnes le port a-t-il traitées ?",
        "Le pacte est-il ancien ou récent ?",
        "pact",
    ],
)
def test_what_asks_for_something_else(question: str) -> None:
    assert not is_polar(question)
