import pytest

from answer.filler import bare, says_nothing


@pytest.mark.parametrize(
    "sentence",
    [
        "Here's a summary:",
        "Here is the answer:",
        "Sure!",
        "Sure, here's what the passages say:",
        "Of course!",
        "In summary:",
        "The answer is:",
        "Voici un résumé :",
        "Bien sûr ! Voici la réponse :",
        "En résumé :",
        "Thank you for your question.",
        "I hope this helps!",
        "Let me know if you have more questions about the harbour.",
        "If you have any other questions, feel free to ask.",
        "J'espère que cela vous aide.",
        "Si vous avez d'autres questions, n'hésitez pas.",
    ],
)
def test_what_says_nothing(sentence: str) -> None:
    assert says_nothing(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour opened.",
        "Here is why Kazakhstan failed:",
        "In short, the harbour is a ruin.",
        "Certainly, the harbour has failed.",
        "Sure, it opened in 1990.",
        "Here are 12 reasons:",
        "Answers differ.",
        "The summary was written by the council.",
        "Yes, it opened.",
        "If you have a boat, the harbour opens.",
    ],
)
def test_what_says_something(sentence: str) -> None:
    assert not says_nothing(sentence)
    assert not bare(sentence)


@pytest.mark.parametrize("sentence", ["Yes.", "No!", "Oui", "Non.", "Tout à fait.", "Indeed."])
def test_a_bare_yes_or_no(sentence: str) -> None:
    assert bare(sentence)
