import pytest

from answer.generative.filler import says_nothing, says_that_nothing_is_said


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
        "How did the harbour of Grenvik grow to 12 million tonnes?",
        "Comment le port s'est-il développé ?",
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


@pytest.mark.parametrize("sentence", ["Yes.", "No!", "Oui", "Non.", "Tout à fait.", "Indeed."])
def test_a_bare_yes_or_no_claims_nothing(sentence: str) -> None:
    assert says_nothing(sentence)


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("The passages do not say when it opened.", True),
        ("However, the sources do not mention the cost.", True),
        ("Les sources ne précisent pas la date.", True),
        ("No information is given on the cost.", True),
        ("The sources do not say so, but it opened in 1990.", False),
        ("The sources do not deny it.", False),
        ("The articles do not apply to third countries.", False),
        ("Les textes n'entrent pas en vigueur avant 2020.", False),
        ("No source of energy matters more than oil.", False),
        ("No information was exchanged before 2020.", False),
        ("The harbour opened.", False),
    ],
)
def test_that_the_sources_are_silent(sentence: str, silent: bool) -> None:
    assert says_that_nothing_is_said(sentence) is silent
