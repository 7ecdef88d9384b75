import pytest

from answer.question.asked import Form, analyse
from text.figures import FigureKind


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Combien de passagers la ligne transporte-t-elle ?", Form.QUANTITY),
        ("quel est le montant du contrat", Form.QUANTITY),
        ("How many museums belong to the network?", Form.QUANTITY),
        ("What share of the milk is organic?", Form.QUANTITY),
        ("Quand le tunnel a-t-il ouvert ?", Form.DATE),
        ("En quelle année le pacte a été signé ?", Form.DATE),
        ("since when does the alliance exist", Form.DATE),
        ("What year was the cable laid?", Form.DATE),
        ("Qui dirige la commission ?", Form.PERSON),
        ("who signed the treaty?", Form.PERSON),
        ("Pourquoi le quota a-t-il baissé ?", Form.REASON),
        ("Why was the line closed?", Form.REASON),
        ("Quels pays sont membres ?", Form.LIST),
        ("Name three species of the river.", Form.LIST),
        ("Résume le document", Form.SUMMARY),
        ("give me a summary of the report", Form.SUMMARY),
        ("La ligne dessert-elle l'aéroport ?", Form.YESNO),
        ("est ce que le musée est gratuit", Form.YESNO),
        ("Does the pact cover services?", Form.YESNO),
        ("c'est quoi la coopérative", Form.DEFINITION),
    ],
)
def test_the_form_of_a_question(question: str, form: Form) -> None:
    assert analyse(question).form is form


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Quelle part du lait est bio ?", FigureKind.SHARE),
        ("How much did the tunnel cost?", FigureKind.MONEY),
        ("How long is the cable in kilometres?", FigureKind.LENGTH),
        ("Combien de musées ?", None),
    ],
)
def test_the_unit_that_is_wanted(question: str, unit: FigureKind | None) -> None:
    assert analyse(question).unit is unit


def test_the_figures_that_a_question_states_are_kept() -> None:
    assert [str(f.value) for f in analyse("Et le budget de 2023 ?").given] == ["2023"]


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How many grants did the common fund award?", None),
        ("Combien de subventions le fonds a-t-il financées ?", None),
        ("How many euros did the fund award?", FigureKind.MONEY),
        ("Combien d'argent a été versé ?", FigureKind.MONEY),
        ("Combien de milliards d'euros ont été investis ?", FigureKind.MONEY),
        ("How many years did the fund pay?", FigureKind.DURATION),
    ],
)
def test_what_is_counted_says_the_unit(question: str, unit: FigureKind | None) -> None:
    assert analyse(question).unit is unit
