"""Whether a sentence speaks of the office whose holder a question asks for."""

import pytest

from answer.question.offices import holds_office


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("Who is the president of Ostia?", "The envoy, Marit Haug, visited Ostia.", False),
        ("Who is the president of Ostia?", "Le président, Jan Vold, a refusé.", True),
        ("Qui préside le comité ?", "The committee is chaired by Ada Lee.", True),
        ("Qui dirige le fonds ?", "The fund's director is Agata Sorrel.", True),
        ("Who leads the region?", "La région a pour gouverneure Maud Kerr.", True),
        ("Who leads the union?", "The union has fought the merger since May.", False),
        ("Qui est l'adjoint au maire ?", "Le maire, Luc Arnal, a voté contre.", False),
        ("Who is the deputy minister?", "La ministre adjointe, Eva Roth, le nie.", True),
        ("Who signed the treaty?", "The treaty entered into force in May.", False),
        ("Who signed the treaty?", "Le traité a été signé par Eva Roth.", True),
        ("Who is Ada Lee?", "Ada Lee wrote it.", None),
    ],
)
def test_the_office_that_is_asked_about(question: str, sentence: str, held: bool | None) -> None:
    assert holds_office(question, sentence) is held
